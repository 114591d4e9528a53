"""The command line: gathers options, calls the commands, sets the exit status."""

from __future__ import annotations

import io
import shlex
import sys
from typing import TYPE_CHECKING, Any, get_args

import click

import argmap
from argmap.arguments import JOBS, MAPS
from argmap.console import complain, prepare_streams, say
from argmap.destinations import Kind
from argmap.diffcli import diff
from argmap.embedcli import embed
from argmap.endings import EndedError, ending_in_order
from argmap.errors import ArgmapError
from argmap.helpcli import explain, new, schema
from argmap.impactcli import impact
from argmap.lookoptions import look_options, picture_from
from argmap.picture import Picture
from argmap.reviewcli import review
from argmap.settled import STREAM
from argmap.text import one_line, reason
from argmap.validatecli import validate

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED = 3
INTERRUPTED = 130
SIGNALLED = 128
MOST_TOLD = 200
"""So many characters of a command are repeated; the shell may have made thousands of a `*`."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: argmap new map.yaml writes a small map to begin with.",
)
@click.version_option(argmap.__version__, message="argmap %(version)s")
def cli() -> None:
    """Argument maps for articles: one YAML file in, checked structure and a readable SVG out."""


@cli.command(
    short_help="Draw maps as SVG, PNG or PDF.",
    epilog="Example: argmap render maps/ritter_2026-03-12.yaml --width 360",
)
@MAPS
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR|-",
    help="The picture's file, a folder for it (an existing one, or a name that ends in /), or - "
    "for standard output. Without it: out/<name of the map>.svg (or .png, .pdf, .dot), with "
    f"-<width> after it for a width other than {Picture.width}; for a map from standard input, "
    "standard output.",
)
@look_options
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Kind)),
    default="svg",
    help="svg, the default: the picture. png, pdf: the same, in its light colours, for programs "
    "that take no SVG and for paper; they need the extra argmap[print]. dot: the map in the "
    "language of Graphviz, with its words, for Graphviz and other programs to draw.",
)
@click.option(
    "--scale",
    metavar="N",
    type=click.FloatRange(0.1, 10),
    help="Of a PNG, the pixels for each CSS px, 0.1 to 10; 2 without it.",
)
@click.option(
    "--review",
    is_flag=True,
    help="Say in each claim's box how it stands after its reviews (see argmap review); without -o "
    "the file is out/<name of the map>-review.svg.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing, and list the pictures that are missing or not what would be drawn now; "
    "with one of them, the exit status is 1.",
)
@JOBS
@click.pass_context
def render(
    context: click.Context,
    /,
    *,
    maps: tuple[str, ...],
    output: str | None,
    form: Kind,
    scale: float | None,
    review: bool,
    check: bool,
    jobs: int | None,
    **look: Any,
) -> int:
    """Draws each MAP (- is standard input) as an SVG, or in another format.

    A folder stands for all maps in it and below, which keep their folders below the output's. A
    map with errors is not drawn: what is wrong is printed, and an older picture of it stays as it
    was. So does one that would not change.
    """
    if scale is not None and form != "png":
        raise click.UsageError("--scale is for pictures made of pixels: add --format png.")
    _refuse_without_effect(context, form, look)
    if review and STREAM in maps:
        raise click.UsageError("--review: a map from standard input has no ledger: name its file.")
    from argmap import rendering  # noqa: PLC0415 -- help and schema start without the pipeline

    order = rendering.Order(picture_from(**look), review, form, scale, check)
    return rendering.render(maps, output, order, jobs=jobs, remedy=_without_check(context.obj))


def _without_check(given: list[str]) -> str:
    """Returns the command that writes what --check only looks at, as far as it can be told."""
    command = shlex.join(["argmap", *(word for word in given if word != "--check")])
    return f"`{command}`" if len(command) <= MOST_TOLD else "the same command without --check"


def _refuse_without_effect(context: click.Context, form: str, look: dict[str, Any]) -> None:
    """Stops at an option that would change nothing, before somebody wonders why."""
    if form != "dot":
        if look["direction"] and look["layout"] != "graph":
            raise click.UsageError("--direction is for nets: add --layout graph.")
        return
    given = click.core.ParameterSource.COMMANDLINE
    for name in sorted(look.keys() - {"direction"} | {"review"}):
        if context.get_parameter_source(name) is given and look.get(name) != "graph":
            option = name.replace("_", "-")
            raise click.UsageError(
                f"--{option} is for pictures: with --format dot, whoever draws the DOT decides it."
            )


for command in (validate, diff, impact, review, embed, explain, new, schema):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit status.

    Args:
        arguments: Those after the command's name; None takes the process's own.
    """
    try:
        with ending_in_order():
            prepare_streams()
            return _run(arguments)
    except (click.Abort, KeyboardInterrupt):
        say("argmap: interrupted")
        return INTERRUPTED
    except EndedError as end:
        complain(end)
        return SIGNALLED + end.number
    except ArgmapError as error:
        complain(error)
    except OSError as error:
        complain(reason(error))
    except SystemExit:  # click's own end where a reader has closed the pipe
        complain("cannot write to standard output: its reader has closed it")
    return FAILED


def _run(arguments: Sequence[str] | None) -> int:
    """Runs the command; wrong usage is told as click tells it."""
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        status = cli.main(given, prog_name="argmap", standalone_mode=False, obj=given)
        return int(status or 0)
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        # What was given is repeated in it, and may be the name of a stranger's file.
        say("\n".join(map(one_line, told.getvalue().removesuffix("\n").split("\n"))))
        return error.exit_code
