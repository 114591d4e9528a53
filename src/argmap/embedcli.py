"""The command `embed`: gathers its options and calls what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from argmap.lookoptions import WIDTHS, checked_prefix, drawing_options, picture_from
from argmap.picture import NARROW, Picture

if TYPE_CHECKING:
    from argmap.picture import Form


@click.command(
    short_help="Write what is pasted into a page.",
    epilog="Example: argmap embed maps/ritter_2026-03-12.yaml -o article/",
)
@click.argument("map_file", metavar="MAP")
@click.option(
    "-o",
    "--output",
    metavar="DIR|-",
    help="The folder for the fragment and its pictures, out without it; - puts the fragment "
    "alone to standard output, and so does a map from standard input.",
)
@click.option(
    "--inline",
    is_flag=True,
    help="Put the pictures into the HTML instead of beside it: their links work, and their words "
    "can be searched and copied.",
)
@click.option(
    "--markdown",
    is_flag=True,
    help="Write Markdown without HTML, for sites that leave HTML out, such as Hugo's.",
)
@click.option(
    "--base",
    metavar="ADDRESS",
    default="",
    help="Where the page finds the pictures, such as /media/ or https://…; without it, beside "
    "the page.",
)
@click.option(
    "--width",
    metavar="PX",
    type=WIDTHS,
    default=Picture.width,
    help=f"The picture for wide pages is at most this wide, in CSS px; {Picture.width} without it.",
)
@click.option(
    "--narrow",
    metavar="PX",
    type=WIDTHS,
    help=f"The same for pages where that picture would have to shrink; {NARROW} without it.",
)
@drawing_options
@click.option(
    "--id-prefix",
    metavar="NAME",
    callback=checked_prefix,
    help="What the ids in the fragment begin with; without it, a name made from the map. Links to "
    "a claim (#NAME-<its id>) need a name that stays.",
)
def embed(
    *,
    map_file: str,
    output: str | None,
    inline: bool,
    markdown: bool,
    base: str,
    width: int,
    narrow: int | None,
    **drawing: Any,
) -> int:
    """Writes what shows MAP (- is standard input) in a page, to <name of the map>.html.

    It is a figure with the picture, for wide and for narrow pages, a caption, and all that the
    map says as a list that can be unfolded. A map with errors is not embedded.
    """
    if inline and markdown:
        raise click.UsageError("--inline is HTML, which --markdown does without: choose one.")
    if inline and base:
        raise click.UsageError("--base is for pictures in files: with --inline there are none.")
    if markdown and drawing["id_prefix"] is not None:
        raise click.UsageError("--id-prefix is for HTML: Markdown has no ids.")
    if narrow is not None and narrow >= width:
        raise click.UsageError(f"--narrow should be less than --width, which is {width}.")
    from argmap import publishing  # noqa: PLC0415 -- help starts without the pipeline

    form: Form = "markdown" if markdown else "inline" if inline else "html"
    picture = picture_from(width=width, **drawing)
    terms = publishing.Terms(picture, form, base, narrow or NARROW)
    return publishing.embed(map_file, output, terms)
