"""What the commands do, once their options are gathered; each returns its exit status."""

from __future__ import annotations

import shlex
import sys
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from argmap import api, explaining, report
from argmap.console import complain, put, say, shown, wants_color
from argmap.destinations import STREAM, plan
from argmap.errors import ArgmapError
from argmap.findings import Severity
from argmap.output import make_folder, write

if TYPE_CHECKING:
    from argmap.catalogue import Rule
    from argmap.destinations import Job, Kind
    from argmap.drawing import Drawing
    from argmap.marks import Marks


class Exit(IntEnum):
    """The exit statuses; 2, wrong usage, and 130, Ctrl-C, are set where they are noticed."""

    CLEAN = 0
    FOUND = 1
    FAILED = 3


class Look(NamedTuple):
    """How pictures are to be made: see `api.render`; `review` for the states of the claims."""

    width: int
    layout: api.Layout
    direction: api.Direction
    engine: api.Engine
    theme: str
    title: bool
    legend: bool
    sources: bool
    id_prefix: str | None
    review: bool = False


def explain(words: tuple[str, ...]) -> Exit:
    """Prints the pages of some rules, or the list of all.

    Args:
        words: Codes or names; none asks for the list.

    Raises:
        click.UsageError: If a word is neither.
    """
    color = wants_color(sys.stdout)
    if not words:
        put(explaining.listing(color=color))
        return Exit.CLEAN
    rules = [explaining.find(word) or _unknown(word) for word in words]
    put("\n".join(explaining.page(rule, color=color) for rule in dict.fromkeys(rules)))
    return Exit.CLEAN


def _unknown(word: str) -> Rule:
    """Stops at a word that is no rule, and says which one may be meant."""
    meant = explaining.nearest(word)
    hint = f"did you mean {meant.code} {meant.name}?" if meant else "`argmap explain` lists all."
    raise click.UsageError(f"there is no rule '{shown(word)}': {hint}")


def render(
    paths: tuple[str, ...],
    output: str | None,
    look: Look,
    kind: Kind = "svg",
    scale: float | None = None,
) -> Exit:
    """Draws every map that can be drawn, and tells of each what became of it.

    Args:
        paths: The maps' files; `-` is standard input.
        output: A file, a folder, `-`, or None.
        look: How the pictures are to be made.
        kind: `svg`, `png` and `pdf` for pictures, `dot` for what other programs draw.
        scale: Of a PNG, the pixels for each CSS px; None for as many as usual.

    Raises:
        click.UsageError: If the pictures have no place each.
    """
    return max(_render(job, look, kind, scale) for job in plan(paths, output, look.width, kind))


def _render(job: Job, look: Look, kind: Kind, scale: float | None) -> Exit:
    """Draws one map, or writes it as DOT."""
    try:
        result = api.validate(job.source, reviews=look.review)
        if result.map is None or not result.ok:
            say_what_is_wrong(result)
            return Exit.FOUND
        if kind == "dot":
            _deliver(job, api.to_dot(result.map, direction=look.direction))
            target = shown(shlex.quote(job.target))
            told = _told_of_file(job, f"`dot -Tsvg -O {target}` draws it")
        else:
            drawing = api.render(result.map, marks=_marks(result, look), **_options(look))
            made, size = _as_kind(drawing, kind, scale)
            _deliver(job, made)
            told = _told_of_drawing(job, drawing, size)
    except ArgmapError as error:
        complain(error)
        return Exit.FAILED
    for line in [*told, *told_of_warnings(job.source, result)]:
        say(line)
    return Exit.CLEAN


def _options(look: Look) -> dict[str, Any]:
    """Returns what `api.render` takes of a look."""
    return {key: value for key, value in look._asdict().items() if key != "review"}


def _marks(result: api.Validation, look: Look) -> Marks | None:
    """Returns the states of the claims as marks, where they are asked for."""
    if not look.review or result.map is None:
        return None
    from argmap.review import marking, states  # noqa: PLC0415 -- few ask for them

    return marking.marks(states.states(result.map, result.ledger), result.map.lang)


def say_what_is_wrong(result: api.Validation) -> None:
    """Tells the findings of a map that is not drawn, on standard error."""
    texts = {result.path: result.text}
    color = wants_color(sys.stderr)
    told = report.as_text(result.findings, texts, beside=result.beside, color=color)
    say(told.removesuffix("\n"))


def _as_kind(
    drawing: Drawing, kind: Kind, scale: float | None
) -> tuple[str | bytes, tuple[int, int]]:
    """Returns a drawing as the file that was asked for, and its size in px."""
    size = (drawing.width, drawing.height)
    if kind == "svg":
        return drawing.svg, size
    from argmap import printing  # noqa: PLC0415 -- few need it

    if kind == "pdf":
        return printing.to_pdf(drawing), size
    scale = scale or printing.SCALE
    return printing.to_png(drawing, scale), printing.png_size(drawing, scale)


def _deliver(job: Job, made: str | bytes) -> None:
    """Puts what was made where it belongs."""
    if job.target == STREAM:
        put(made.encode("utf-8") if isinstance(made, str) else made)
        return
    if job.folder is not None:
        make_folder(job.folder)
    write(job.target, made)


def _told_of_drawing(job: Job, drawing: Drawing, size: tuple[int, int]) -> list[str]:
    """Returns what was drawn, and what is to know about it."""
    notes = [f"note: {note}" for note in drawing.notes]
    return [*_told_of_file(job, f"{size[0]} × {size[1]} px, {drawing.layout}"), *notes]


def _told_of_file(job: Job, what: str) -> list[str]:
    """Returns which file was written; of standard output nothing is told."""
    return [] if job.target == STREAM else [f"wrote {shown(job.target)} ({what})"]


def told_of_warnings(path: str, result: api.Validation) -> list[str]:
    """Returns that a map has warnings, and which command shows them."""
    warnings = result.count(Severity.WARNING)
    if not warnings:
        return []
    count, them = ("1 warning", "it") if warnings == 1 else (f"{warnings} warnings", "them")
    return [f"{count}: `argmap validate {shown(shlex.quote(path))}` shows {them}"]
