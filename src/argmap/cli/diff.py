"""The command `diff`: what two versions of a map say differently."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple, cast

import click

from argmap.cli.console import complain, put, say, wants_color
from argmap.cli.destinations import refuse_to_overwrite
from argmap.cli.options import WIDTHS, picture_from
from argmap.cli.shared import Exit
from argmap.comparison import account
from argmap.comparison.compare import compare
from argmap.comparison.model import Difference
from argmap.comparison.picture import diff_picture, drawing_errors
from argmap.comparison.versions import Version, read_version
from argmap.drawing.draw import draw
from argmap.drawing.picture import Picture
from argmap.errors import ArgmapError
from argmap.files.read import STREAM
from argmap.files.write import make_folder, write
from argmap.model.argument import ArgumentMap
from argmap.report import as_text
from argmap.text import shown


@click.command(
    epilog="Example: argmap diff HEAD~1:maps/x.yaml maps/x.yaml --render out/x-diff.svg",
)
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text, the default, for people; json, an object, for programs.",
)
@click.option(
    "--render",
    "picture",
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
def diff(old: str, new: str, form: str, picture: str | None, width: int | None) -> int:
    """Says what NEW says differently from OLD: claims, evidence, sources, and stale reviews.

    Each is a file, - for standard input, or REV:path, such as HEAD~1:maps/x.yaml, for what git
    has at a revision. Layout, comments and the order of the file do not count.

    The exit status is 0 where both say the same, 1 where they do not, 2 after wrong usage, and 3
    where one of them cannot be read.
    """
    if old == new == STREAM:
        raise click.UsageError("standard input (-) can be read only once.")
    if picture == "":
        raise click.UsageError("the name after --render is empty.")
    if picture is None and width is not None:
        raise click.UsageError("--width is for the picture: add --render FILE.")

    wanted = Wanted(cast("Format", form), picture, picture_from(width=width))
    return _run(old, new, wanted)


Format = Literal["text", "json"]


class Wanted(NamedTuple):
    """How a difference is told.

    Attributes:
        form: What it is written as.
        file: The file for a picture of it, or None.
        picture: What that is to look like.
    """

    form: Format
    file: str | None
    picture: Picture


def _run(old: str, new: str, wanted: Wanted) -> Exit:
    """Tell what two versions of a map say differently.

    Args:
        old: The older version: a file, `-`, or `REV:path`.
        new: The newer one, likewise.
        wanted: How it is told.

    Returns:
        0 where they say the same, 1 where they do not, 3 where one of them is no map.

    Raises:
        click.UsageError: If the picture would overwrite a version.
        ArgmapError: If a version cannot be read, or the picture not be drawn or written.
    """
    if wanted.file is not None:
        _refuse_other_pictures((old, new), wanted.file)

    before, after = read_version(old), read_version(new, reviews=True)
    both = (before, after)
    if before.map is None or after.map is None:
        _tell_of_no_map(both)
        return Exit.FAILED
    for version in both:
        _tell_of_errors(version)
    difference = compare(before.map, after.map, after.ledger)
    _put(difference, wanted.form)
    if wanted.file is not None:
        _refuse_errors(after)
        _draw(before.map, after.map, difference, wanted)
    return Exit.FOUND if difference else Exit.CLEAN


def _tell_of_no_map(versions: Iterable[Version]) -> None:
    """Say why a version cannot be compared."""
    for version in versions:
        if version.map is None:
            told = as_text(version.findings, {version.name: version.text})
            say(told.removesuffix("\n"))
            complain(f"{shown(version.name)} holds no map that could be compared")


def _tell_of_errors(version: Version) -> None:
    """Say what of a version could not be read: it looks as if it were missing."""
    number = len(version.findings)
    if number:
        errors = "an error" if number == 1 else f"{number:,} errors"
        say(f"note: {shown(version.name)} has {errors} of form, so parts of it may be missing here")
    if version.unread is not None:
        say(f"note: {shown(version.unread)} has errors, so no review is compared")


def _put(difference: Difference, form: Format) -> None:
    """Put a difference to standard output."""
    if form == "json":
        put(account.as_json(difference))
        return

    put(account.as_text(difference, color=wants_color(sys.stdout)))


def _refuse_errors(version: Version) -> None:
    """Stop where the new version has errors: claims would be missing from its picture.

    Raises:
        ArgmapError: If it has.
    """
    assert version.map is not None
    if not version.map.claims:
        raise ArgmapError("the new version is no file, so there is nothing to draw")
    if version.findings or drawing_errors(version.map):
        where = ""
        if os.path.isfile(version.name):  # noqa: PTH113 -- and not at a revision
            where = f": `argmap validate {shlex.quote(version.name)}` shows them"
        raise ArgmapError(f"{version.name} has errors, and is not drawn{where}")


def _draw(old: ArgumentMap, new: ArgumentMap, difference: Difference, wanted: Wanted) -> None:
    """Write a picture of the difference."""
    assert wanted.file is not None

    both = diff_picture(old, new, difference)
    drawing = draw(both.map, wanted.picture, both.marks)
    if folder := os.path.dirname(wanted.file):  # noqa: PTH120 -- as it was written
        make_folder(folder)
    write(wanted.file, drawing.svg)
    size = f"{drawing.width} × {drawing.height} px, {drawing.layout}"
    say(f"wrote {shown(wanted.file)} ({size})")
    for note in drawing.notes:
        say(f"note: {note}")
    if both.left_out:
        names = ", ".join(f"`{shown(name)}`" for name in both.left_out)
        say(f"note: removed, and without a place on the picture: {names}")


def _refuse_other_pictures(versions: tuple[str, str], picture: str) -> None:
    """Stop at a name for the picture that is for something else."""
    refuse_to_overwrite(versions, picture, "the picture")
    if picture == STREAM:
        raise click.UsageError("--render takes a file: the difference itself goes there.")
    suffix = Path(picture).suffix
    if suffix.lower() not in ("", ".svg"):
        raise click.UsageError(f"--render writes SVG, and '{shown(picture)}' ends in {suffix}.")
