"""The command `diff`: compare two versions of a map."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

from argmap import report
from argmap.cli.console import columns, complain, put, say, wants_color
from argmap.cli.destinations import refuse_to_overwrite
from argmap.cli.exit import Exit
from argmap.cli.options import WIDTHS, FileName, huge_option, picture_from
from argmap.comparison.account import as_json, as_text
from argmap.comparison.compare import compare
from argmap.comparison.model import Difference
from argmap.comparison.picture import diff_picture, drawing_errors
from argmap.comparison.versions import Version, read_version
from argmap.drawing.draw import draw
from argmap.drawing.layout.limits import TooLargeError, refuse_too_large
from argmap.drawing.picture import Picture
from argmap.errors import ArgmapError
from argmap.files.read import STREAM
from argmap.files.write import make_folder, write
from argmap.model.argument import ArgumentMap
from argmap.text import shown


@click.command(
    epilog="Example: argmap diff HEAD~1:maps/x.yaml maps/x.yaml --render out/x-diff.svg",
)
@click.argument("old", type=FileName())
@click.argument("new", type=FileName())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text, the default, for people; json, an object, for programs.",
)
@click.option(
    "--render",
    "file",
    metavar="FILE",
    help="Draw the new version to this SVG file, with marks on what was added, reworded, moved "
    "or otherwise changed, and with what was removed still on it.",
)
@click.option(
    "--width",
    metavar="PX",
    type=WIDTHS,
    help=f"That picture is at most this wide, in CSS px; {Picture.width} without it.",
)
@huge_option
def diff(old: str, new: str, form: str, file: str | None, width: int | None, *, huge: bool) -> int:
    """Says what NEW says differently from OLD: claims, evidence, sources, and stale reviews.

    Each is a file, - for standard input, or REV:path, such as HEAD~1:maps/x.yaml, for what git
    has at a revision. Layout, comments and the order of the file do not count.

    The exit status is 0 where both say the same, 1 where they do not, 2 after wrong usage, and 3
    where one of them cannot be read.
    """
    if old == new == STREAM:
        raise click.UsageError("standard input (-) can be read only once.")
    if file is None and (width is not None or huge):
        option = "--huge" if huge else "--width"
        raise click.UsageError(f"{option} is for the picture: add --render FILE.")
    if file is not None:
        _refuse_other_files(old, new, file)

    before, after = read_version(old), read_version(new, reviews=True)
    if before.map is None or after.map is None:
        _report_no_map(before)
        _report_no_map(after)
        return Exit.FAILED
    _report_errors(before)
    _report_errors(after)
    difference = compare(before.map, after.map, after.ledger, after.texts, before.texts)
    if form == "json":
        put(as_json(difference))
    else:
        put(as_text(difference, color=wants_color(sys.stdout)))
    if file is not None:
        picture = picture_from(width=width, huge=huge)
        try:
            if not after.findings:
                refuse_too_large(after.map, picture)
            _refuse_errors(after)
            _draw(before.map, after.map, difference, file, picture)
        except TooLargeError as error:  # no part of a difference is drawn alone
            more = "" if huge else "--huge draws it all the same, and "
            raise ArgmapError(f"{error.fact}: {more}without --render, changes are listed") from None
    return Exit.FOUND if difference else Exit.CLEAN


def _refuse_other_files(old: str, new: str, file: str) -> None:
    """Stop at a name for the picture that is empty, or for something else."""
    if not file:
        raise click.UsageError("the name after --render is empty.")
    refuse_to_overwrite((old, new), file, "the picture")
    if file == STREAM:
        raise click.UsageError("--render takes a file: the difference itself goes there.")
    suffix = Path(file).suffix
    if suffix.lower() not in ("", ".svg"):
        raise click.UsageError(f"--render writes SVG, and '{shown(file)}' ends in {suffix}.")


def _report_no_map(version: Version) -> None:
    """Say why a version cannot be compared, if it is no map."""
    if version.map is None:
        texts = {version.name: version.text}
        said = report.as_text(version.findings, texts, columns=columns(sys.stderr))
        say(said.removesuffix("\n"))
        complain(f"{shown(version.name)} holds no map that could be compared")


def _report_errors(version: Version) -> None:
    """Say which parts of a version could not be read: they look as if they were missing."""
    number = len(version.findings)
    if number:
        found = "an error" if number == 1 else f"{number:,} errors"
        say(f"note: {shown(version.name)} has {found} of form, so parts of it may be missing here")
    if version.unread is not None:
        say(f"note: {shown(version.unread)} has errors, so no review is compared")


def _refuse_errors(version: Version) -> None:
    """Stop where the new version has errors: claims would be missing from its picture."""
    assert version.map is not None
    if not version.map.claims:
        raise ArgmapError("the new version is no file, so there is nothing to draw")
    if version.findings or drawing_errors(version.map):
        where = ""
        if os.path.isfile(version.name):  # noqa: PTH113 -- and not at a revision
            where = f": `argmap validate {shlex.quote(version.name)}` shows them"
        raise ArgmapError(f"{version.name} has errors, and is not drawn{where}")


def _draw(
    old: ArgumentMap, new: ArgumentMap, difference: Difference, file: str, picture: Picture
) -> None:
    """Write a picture of the difference."""
    both = diff_picture(old, new, difference)
    drawing = draw(both.map, picture, both.marks)
    if folder := os.path.dirname(file):  # noqa: PTH120 -- as it was written
        make_folder(folder)
    write(file, drawing.svg)
    say(f"wrote {shown(file)} ({drawing.width} × {drawing.height} px, {drawing.layout})")
    for note in drawing.notes:
        say(f"note: {note}")
    if both.left_out:
        names = ", ".join(f"`{shown(name)}`" for name in both.left_out)
        say(f"note: removed, and without a place on the picture: {names}")
