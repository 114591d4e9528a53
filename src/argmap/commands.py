"""What the commands do, once their options are gathered; each returns its exit status."""

from __future__ import annotations

import shlex
import sys
from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap import api, report
from argmap.console import complain, put, say, shown, wants_color
from argmap.destinations import STREAM, plan
from argmap.errors import ArgmapError
from argmap.findings import Severity
from argmap.output import make_folder, write

if TYPE_CHECKING:
    from argmap.destinations import Job
    from argmap.drawing import Drawing
    from argmap.findings import Finding

Format = Literal["text", "json"]


class Exit(IntEnum):
    """The exit statuses; 2, wrong usage, and 130, Ctrl-C, are set where they are noticed."""

    CLEAN = 0
    FOUND = 1
    FAILED = 3


class Look(NamedTuple):
    """How pictures are to be made: see `api.render`."""

    width: int
    layout: api.Layout
    engine: api.Engine


def validate(paths: tuple[str, ...], *, form: Format, strict: bool) -> Exit:
    """Prints the findings of every map that can be read.

    Args:
        paths: The maps' files; `-` is standard input.
        form: `text` for people, `json` for programs.
        strict: Whether a warning weighs as much as an error in the exit status.
    """
    status = Exit.CLEAN
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    for path in paths:
        try:
            result = api.validate(path)
        except ArgmapError as error:
            complain(error)
            status = Exit.FAILED
            continue
        findings += result.findings
        texts[result.path] = result.text
        if not result.ok or (strict and result.count(Severity.WARNING)):
            status = max(status, Exit.FOUND)
    if texts or form == "json":
        _print(findings, texts, form)
    return status


def _print(findings: list[Finding], texts: dict[str, str], form: Format) -> None:
    """Puts the report to standard output."""
    if form == "json":
        put(report.as_json(findings))
    else:
        put(report.as_text(findings, texts, color=wants_color(sys.stdout)))


def render(paths: tuple[str, ...], output: str | None, look: Look) -> Exit:
    """Draws every map that can be drawn, and tells of each what became of it.

    Args:
        paths: The maps' files; `-` is standard input.
        output: A file, a folder, `-`, or None.
        look: How the pictures are to be made.

    Raises:
        click.UsageError: If the pictures have no place each.
    """
    return max(_render(job, look) for job in plan(paths, output, look.width))


def _render(job: Job, look: Look) -> Exit:
    """Draws one map."""
    try:
        result = api.validate(job.source)
        if result.map is None or not result.ok:
            say(
                _without_end(
                    report.as_text(
                        result.findings, {result.path: result.text}, color=wants_color(sys.stderr)
                    )
                )
            )
            return Exit.FOUND
        drawing = api.render(result.map, **look._asdict())
        _deliver(job, drawing)
    except ArgmapError as error:
        complain(error)
        return Exit.FAILED
    _tell(job, drawing, result.count(Severity.WARNING))
    return Exit.CLEAN


def _deliver(job: Job, drawing: Drawing) -> None:
    """Puts the picture where it belongs."""
    if job.target == STREAM:
        put(drawing.svg.encode("utf-8"))
        return
    if job.folder is not None:
        make_folder(job.folder)
    write(job.target, drawing.svg)


def _tell(job: Job, drawing: Drawing, warnings: int) -> None:
    """Says what was written, what is to know about it, and whether there are warnings."""
    if job.target != STREAM:
        size = f"{drawing.width} × {drawing.height} px"
        say(f"wrote {shown(job.target)} ({size}, {drawing.layout})")
    for note in drawing.notes:
        say(f"note: {note}")
    if warnings:
        count, them = ("1 warning", "it") if warnings == 1 else (f"{warnings} warnings", "them")
        say(f"{count}: `argmap validate {shown(shlex.quote(job.source))}` shows {them}")


def _without_end(text: str) -> str:
    return text.removesuffix("\n")
