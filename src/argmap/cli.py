"""The command line: gathers options, calls the commands, sets the exit status."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any, cast

import click

import argmap
from argmap.console import complain, prepare_streams, put, reason, say
from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.commands import Format

FAILED = 3
INTERRUPTED = 130
WIDTHS = click.IntRange(300, 1600)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: argmap render maps/ritter_2026-03-12.yaml",
)
@click.version_option(argmap.__version__, message="argmap %(version)s")
def cli() -> None:
    """Argument maps for articles: one YAML file in, checked structure and a readable SVG out."""


def _read_once(_: click.Context, __: click.Parameter, maps: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the maps, unless two of them are standard input."""
    if maps.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once.")
    return maps


MAPS = click.argument("maps", metavar="MAP...", nargs=-1, required=True, callback=_read_once)


@cli.command(
    short_help="Draw maps as SVG.",
    epilog="Example: argmap render maps/ritter_2026-03-12.yaml --width 360",
)
@MAPS
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR|-",
    help="The picture's file, a folder for it (an existing one, or a name that ends in /), or - "
    "for standard output. Without it: out/<name of the map>.svg, with -<width> after the name "
    "for a width other than 720; for a map from standard input, standard output.",
)
@click.option(
    "--width",
    metavar="PX",
    type=WIDTHS,
    default=720,
    help="The picture is at most this wide, in CSS px; 720 without it.",
)
@click.option(
    "--layout",
    type=click.Choice(["auto", "columns", "outline"]),
    default="auto",
    help="columns: reasons stand to the right of what they support. outline: one below the "
    "other, indented, for phones and deep maps. auto, the default: columns where there is room.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "embedded", "system"]),
    default="auto",
    help="Which Graphviz draws: embedded, the one that was installed with argmap; system, the "
    "one on your search path; auto, the default: embedded where it is there, else system.",
)
def render(maps: tuple[str, ...], output: str | None, **look: Any) -> int:
    """Draws each MAP (- is standard input) as an SVG.

    A map with errors is not drawn: what is wrong is printed, and an older picture of it stays
    as it was.
    """
    from argmap import commands  # noqa: PLC0415 -- help and schema start without the pipeline

    return commands.render(maps, output, commands.Look(**look))


@cli.command(
    short_help="Say what is wrong with maps.",
    epilog="Example: argmap validate maps/ritter_2026-03-12.yaml --strict",
)
@MAPS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text, the default, for people; json, a list of objects, for programs.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 on warnings, too.")
def validate(maps: tuple[str, ...], form: str, strict: bool) -> int:
    """Says what is wrong with each MAP (- is standard input): file, line, column, and a hint.

    The exit status is 0 without errors, 1 with errors, 2 after wrong usage, and 3 where
    something outside the map failed, such as a file that cannot be read.
    """
    from argmap import commands  # noqa: PLC0415

    return commands.validate(maps, form=cast("Format", form), strict=strict)


@cli.command(
    short_help="Print the JSON Schema of the file format.",
    epilog="Example: argmap schema > argmap.schema.json",
)
def schema() -> int:
    """Prints the JSON Schema of the file format, for editors and other programs."""
    put(resources.files("argmap").joinpath("schema.json").read_bytes())
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit status.

    Args:
        arguments: Those after the command's name; None takes the process's own.
    """
    try:
        prepare_streams()
        return _run(arguments)
    except (click.Abort, KeyboardInterrupt):
        say("argmap: interrupted")
        return INTERRUPTED
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
        return int(cli.main(arguments, prog_name="argmap", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
