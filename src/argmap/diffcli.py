"""The command `diff`: gathers its options and calls what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from argmap.lookoptions import WIDTHS, picture_from
from argmap.picture import Picture
from argmap.settled import STREAM

if TYPE_CHECKING:
    from argmap.diffing import Format


@click.command(
    short_help="Say what two versions of a map say differently.",
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
    from argmap import diffing  # noqa: PLC0415 -- help starts without the pipeline

    wanted = diffing.Wanted(cast("Format", form), picture, picture_from(width=width))
    return diffing.diff(old, new, wanted)
