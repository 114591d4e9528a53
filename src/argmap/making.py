"""Make the picture of one map: checked, drawn, and written if it is not there already."""

from __future__ import annotations

import shlex
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argmap import api
from argmap.commands import (
    Exit,
    check_to_draw,
    told_of_file,
    told_of_map,
    told_of_settings,
    what_is_wrong,
)
from argmap.console import complaint, interject, put
from argmap.errors import ArgmapError
from argmap.output import holds, make_folder, write
from argmap.settled import STREAM
from argmap.text import shown

if TYPE_CHECKING:
    from argmap.destinations import Job, Kind
    from argmap.drawing import Drawing
    from argmap.marks import Marks
    from argmap.picture import Picture

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
    kind: Kind = "svg"
    scale: float | None = None
    check: bool = False
    color: bool = False


class State(StrEnum):
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
        if self in {State.WRITTEN, State.CURRENT}:
            return Exit.CLEAN
        return Exit.FAILED if self is State.FAILED else Exit.FOUND


class Outcome(NamedTuple):
    """What became of a map.

    Attributes:
        state: That.
        target: The file that was made or looked at; `-` is standard output.
        told: What is to be said about it, one or more lines each.
        shared: Files that other maps may share, their settings, each with a line about it.
    """

    state: State
    target: str
    told: tuple[str, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()


def make(order: Order, job: Job) -> Outcome:
    """Makes what was ordered of one map, or looks whether it is there as it should be.

    Whether a file is up to date is known from its bytes: what it was made from, and with which
    releases of which libraries, cannot be told as surely by any date or mark. A map has to be
    read and checked anyway, and drawing it takes about twice as long as that.
    """
    try:
        result = api.validate(job.source) if order.review else check_to_draw(job.source)
        shared = tuple(told_of_settings(job.source, result).items())
        if not (result.ok if order.review else result.drawable):
            told = (what_is_wrong(result, color=order.color),)
            return Outcome(State.WRONG, job.target, told, shared)
        made, what, notes = _made(order, job, result)
        if order.check:
            same = holds(job.target, made)
            state = State.MISSING if same is None else State.CURRENT if same else State.OLD
            return Outcome(state, job.target)
        written = _deliver(job, made)
    except ArgmapError as error:
        return Outcome(State.FAILED, job.target, (complaint(error),))
    lines = [] if job.target == STREAM else [told_of_file(job.target, what, written=written)]
    lines += [*notes, *told_of_map(job.source, result)]
    state = State.WRITTEN if written else State.CURRENT
    return Outcome(state, job.target, tuple(lines), shared)


def lost(job: Job, how: str) -> Outcome:
    """Returns what became of a map whose process ended before it had told."""
    short = "where memory is short, --jobs 1 needs the least"
    told = complaint(f"{shown(job.source)} was given up: {how} ({short})")
    return Outcome(State.FAILED, job.target, (told,))


def _made(order: Order, job: Job, result: api.Validation) -> tuple[str | bytes, str, list[str]]:
    """Returns what is to be written, what is told of it behind its file's name, and notes."""
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
    from argmap.drawing import draw  # noqa: PLC0415 -- a map is checked without what draws it

    drawing = draw(result.map, order.picture, _marks(result) if order.review else None)
    made, size, more = _as_kind(drawing, order.kind, order.scale)
    notes = [f"note: {note}" for note in [*drawing.notes, *more]]
    return made, f" ({size[0]} × {size[1]} px, {drawing.layout})", notes


def _marks(result: api.Validation) -> Marks:
    """Return the states of the claims as marks."""
    assert result.map is not None
    from argmap.review import marking, states  # noqa: PLC0415 -- few ask for them

    return marking.marks(states.states(result.map, result.ledger), result.map.lang)


def _as_kind(
    drawing: Drawing, kind: Kind, scale: float | None
) -> tuple[str | bytes, tuple[int, int], list[str]]:
    """Returns a drawing as the file that was asked for, its size in px, and notes."""
    size = (drawing.width, drawing.height)
    if kind == "svg":
        return drawing.svg, size, []
    from argmap import printing  # noqa: PLC0415 -- few need it

    made: bytes
    if kind == "pdf":
        made = printing.to_pdf(drawing)
    else:
        scale = scale or printing.SCALE
        made, size = printing.to_png(drawing, scale), printing.png_size(drawing, scale)
    return made, size, _told_of_fonts(printing.without_font(drawing), kind)


def _told_of_fonts(lacking: str, kind: Kind) -> list[str]:
    """Returns that the system has no font for some characters, and what helps."""
    if not lacking:
        return []
    from argmap.systemfonts import ENOUGH  # noqa: PLC0415

    more = " and others" * (len(lacking) == ENOUGH)
    told = (
        f"no font on this system has {shown(' '.join(lacking))}{more}: in the {kind.upper()} an "
        "empty box stands for each; install a font that has them, and draw again"
    )
    return [told]


def _deliver(job: Job, made: str | bytes) -> bool:
    """Puts what was made where it belongs; returns whether it was not there already."""
    if job.target == STREAM:
        put(made.encode("utf-8") if isinstance(made, str) else made)
        return True
    if job.folder is not None:
        make_folder(job.folder)
    return write(job.target, made)
