"""The command `render`: draw maps as SVG, PNG, PDF or DOT."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from contextlib import closing
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, get_args

import click

from argmap import api, checking
from argmap.cli.console import (
    Progress,
    complaint,
    interject,
    put,
    say,
    wants_color,
)
from argmap.cli.destinations import FileFormat, Job, plan
from argmap.cli.options import JOBS, MAPS, look_options, picture_from
from argmap.cli.parallel import Errand, each, processes
from argmap.cli.shared import (
    Exit,
    check_to_draw,
    find_maps,
    told_of_file,
    told_of_map,
    told_of_settings,
    what_is_wrong,
)
from argmap.drawing import png_pdf
from argmap.drawing.draw import Drawing, draw
from argmap.drawing.picture import Picture
from argmap.drawing.png_pdf import ENOUGH
from argmap.errors import ArgmapError
from argmap.files.read import STREAM
from argmap.files.write import holds, make_folder, write
from argmap.model.marks import Marks
from argmap.review.marks import review_marks
from argmap.review.states import standings
from argmap.text import shown

PATIENCE = 1_000
"""Claims of a net from which on Graphviz takes long: of made ones, 2 s for 1,000, 20 for 3,000."""


class Order(NamedTuple):
    """What is to be made of each map.

    Attributes:
        picture: What the pictures are to look like.
        review: Whether the states of the claims stand in their boxes.
        kind: `svg`, `png` and `pdf` for pictures, `dot` for what other programs draw.
        scale: Of a PNG, the pixels for each CSS px; None for as many as usual.
        check: Whether nothing is written, and files are only compared.
        color: Whether findings are told in colour.
    """

    picture: Picture
    review: bool = False
    kind: FileFormat = "svg"
    scale: float | None = None
    check: bool = False
    color: bool = False


class PictureState(StrEnum):
    """What became of a map, in the words of the summary."""

    WRITTEN = "written"
    CURRENT = "up to date"
    OLD = "out of date"
    MISSING = "missing"
    WRONG = "with errors"
    FAILED = "failed"

    @property
    def exit(self) -> Exit:
        """The exit status that it stands for."""
        if self in {PictureState.WRITTEN, PictureState.CURRENT}:
            return Exit.CLEAN
        return Exit.FAILED if self is PictureState.FAILED else Exit.FOUND


class Outcome(NamedTuple):
    """What became of a map.

    Attributes:
        state: That.
        target: The file that was made or looked at; `-` is standard output.
        told: What is to be said about it, one or more lines each.
        shared: Files that other maps may share, their settings, each with a line about it.
    """

    state: PictureState
    target: str
    told: tuple[str, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()


def make(order: Order, job: Job) -> Outcome:
    """Make what was ordered of one map, or looks whether it is there as it should be.

    Whether a file is up to date is known from its bytes: what it was made from, and with which
    releases of which libraries, cannot be told as surely by any date or mark. A map has to be
    read and checked anyway, and drawing it takes about twice as long as that.
    """
    try:
        result = checking.validate(job.source) if order.review else check_to_draw(job.source)
        shared = tuple(told_of_settings(job.source, result).items())
        if not (result.ok if order.review else result.drawable):
            told = (what_is_wrong(result, color=order.color),)
            return Outcome(PictureState.WRONG, job.target, told, shared)
        made, what, notes = _made(order, job, result)
        if order.check:
            same = holds(job.target, made)
            state = (
                PictureState.MISSING
                if same is None
                else PictureState.CURRENT
                if same
                else PictureState.OLD
            )
            return Outcome(state, job.target)
        written = _deliver(job, made)
    except ArgmapError as error:
        return Outcome(PictureState.FAILED, job.target, (complaint(error),))
    lines = [] if job.target == STREAM else [told_of_file(job.target, what, written=written)]
    lines += [*notes, *told_of_map(job.source, result)]
    state = PictureState.WRITTEN if written else PictureState.CURRENT
    return Outcome(state, job.target, tuple(lines), shared)


def lost(job: Job, how: str) -> Outcome:
    """Return what became of a map whose process ended before it had told."""
    short = "where memory is short, --jobs 1 needs the least"
    told = complaint(f"{shown(job.source)} was given up: {how} ({short})")
    return Outcome(PictureState.FAILED, job.target, (told,))


def _made(
    order: Order, job: Job, result: checking.Validation
) -> tuple[str | bytes, str, list[str]]:
    """Return what is to be written, what is told of it behind its file's name, and notes."""
    assert result.map is not None
    if order.kind == "dot":
        target = shown(shlex.quote(job.target))
        dot = api.to_dot(result.map, direction=order.picture.direction)
        return dot, f" (`dot -Tsvg -O {target}` draws it)", []
    claims = len(result.map.claims)
    if order.picture.layout == "graph" and claims >= PATIENCE:
        interject(
            f"{shown(job.source)}: to place {claims:,} claims as a net can take Graphviz minutes. "
            "Ctrl-C ends it; --layout outline needs no such time"
        )

    drawing = draw(result.map, order.picture, _marks(result) if order.review else None)
    made, size, more = _as_kind(drawing, order.kind, order.scale)
    notes = [f"note: {note}" for note in [*drawing.notes, *more]]
    return made, f" ({size[0]} × {size[1]} px, {drawing.layout})", notes


def _marks(result: checking.Validation) -> Marks:
    """Return the states of the claims as marks."""
    assert result.map is not None

    return review_marks(result.map, standings(result.map, result.ledger))


def _as_kind(
    drawing: Drawing, kind: FileFormat, scale: float | None
) -> tuple[str | bytes, tuple[int, int], list[str]]:
    """Return a drawing as the file that was asked for, its size in px, and notes."""
    size = (drawing.width, drawing.height)
    if kind == "svg":
        return drawing.svg, size, []

    made: bytes
    if kind == "pdf":
        made = png_pdf.to_pdf(drawing)
    else:
        scale = scale or png_pdf.SCALE
        made, size = png_pdf.to_png(drawing, scale), png_pdf.png_size(drawing, scale)
    return made, size, _told_of_fonts(png_pdf.without_font(drawing), kind)


def _told_of_fonts(lacking: str, kind: FileFormat) -> list[str]:
    """Return that the system has no font for some characters, and what helps."""
    if not lacking:
        return []

    more = " and others" * (len(lacking) == ENOUGH)
    told = (
        f"no font on this system has {shown(' '.join(lacking))}{more}: in the {kind.upper()} an "
        "empty box stands for each; install a font that has them, and draw again"
    )
    return [told]


def _deliver(job: Job, made: str | bytes) -> bool:
    """Put what was made where it belongs; return whether it was not there already."""
    if job.target == STREAM:
        put(made.encode("utf-8") if isinstance(made, str) else made)
        return True
    if job.folder is not None:
        make_folder(job.folder)
    return write(job.target, made)


SHARE = 12
"""So many drawings take about as long as starting a process to draw them."""


def _run(
    arguments: tuple[str, ...],
    output: str | None,
    order: Order,
    *,
    jobs: int | None = None,
    remedy: str = "",
) -> Exit:
    """Draw every map that can be drawn, and tells of each what became of it.

    Args:
        arguments: The maps' files, and folders with maps; `-` is standard input.
        output: A file, a folder, `-`, or None.
        order: What is to be made of each map.
        jobs: How many are drawn at once at most; None for as many as there are cores.
        remedy: What writes what `order.check` finds missing or out of date.

    Raises:
        click.UsageError: If the pictures have no place each.
    """
    sources, status = find_maps(arguments)
    tasks = plan(sources, output, order.picture.width, order.kind, review=order.review)
    if order.check and any(task.target == STREAM for task in tasks):
        raise click.UsageError("--check looks at files: standard output is none.")
    order = order._replace(color=wants_color(sys.stderr))
    states = _make_all(tasks, order, jobs)
    if len(tasks) > 1:
        say(_summary(states))
    if remedy and (states[PictureState.OLD] or states[PictureState.MISSING]):
        say(f"hint: {shown(remedy)} writes what is not up to date")
    return max([status, *(state.exit for state in states)])


def _make_all(tasks: list[Job], order: Order, jobs: int | None) -> Counter[PictureState]:
    """Do what was ordered, tell of each map in their order, and return what became of all."""
    # Standard input is that of this process; the others have none.
    streams = any(task.source == STREAM for task in tasks)
    several = 1 if streams else processes(len(tasks), jobs, SHARE)
    errand = Errand(partial(make, order), lost, ("argmap.drawing.draw", "pygraphviz"))
    states: Counter[PictureState] = Counter()
    told: set[str] = set()
    with (
        Progress(len(tasks)) as progress,
        closing(each(errand, tasks, several, progress.show)) as outcomes,
    ):
        for outcome in outcomes:
            states[outcome.state] += 1
            if lines := _told(outcome, told, alone=len(tasks) == 1):
                progress.clear()
                say("\n".join(lines))
            if outcome.state in {PictureState.OLD, PictureState.MISSING}:
                progress.clear()
                put(f"{shown(outcome.target)} is {outcome.state}\n")
    return states


def _told(outcome: Outcome, told: set[str], *, alone: bool) -> list[str]:
    """Return what is said of a map; among many, one that needed nothing is only counted.

    What many maps share is told once: `told` holds what was, and gets what is.
    """
    if outcome.state is PictureState.CURRENT and not alone:
        return []
    lines = list(outcome.told)
    if outcome.state is PictureState.FAILED:  # by settings, for example, that cannot be read
        lines = [line for line in lines if line not in told]
        told.update(lines)
    lines += [line for file, line in outcome.shared if file not in told]
    told.update(file for file, _ in outcome.shared)
    return lines


def _summary(states: Counter[PictureState]) -> str:
    """Return how many maps there were, and how many of them came to what."""
    parts = [f"{states[state]:,} {state}" for state in PictureState if states[state]]
    return f"{states.total():,} maps: {', '.join(parts)}"


MOST_TOLD = 200
"""So many characters of a command are repeated; the shell may have made thousands of a `*`."""


@click.command(
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
    type=click.Choice(get_args(FileFormat)),
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
    form: FileFormat,
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

    order = Order(picture_from(**look), review, form, scale, check)
    return _run(maps, output, order, jobs=jobs, remedy=_without_check(context.obj))


def _without_check(given: list[str]) -> str:
    """Return the command that writes what --check only looks at, as far as it can be told."""
    command = shlex.join(["argmap", *(word for word in given if word != "--check")])
    return f"`{command}`" if len(command) <= MOST_TOLD else "the same command without --check"


def _refuse_without_effect(context: click.Context, form: str, look: dict[str, Any]) -> None:
    """Stop at an option that would change nothing, before somebody wonders why."""
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
