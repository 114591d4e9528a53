"""The command `embed`: write the fragment for a page, and the pictures beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from argmap.checking import check_to_draw
from argmap.cli.console import put, say
from argmap.cli.destinations import DEFAULT_FOLDER
from argmap.cli.exit import Exit
from argmap.cli.fragments import missing_pictures, ordered
from argmap.cli.options import WIDTHS, checked_prefix, drawing_options, is_given, layout_options
from argmap.cli.pages import renew
from argmap.cli.shared import file_message, say_findings, warnings_message
from argmap.drawing.layout.part import FocusError
from argmap.drawing.picture import NARROW, ImageFormat, Picture
from argmap.drawing.png_pdf import converted
from argmap.embedding import Embedding
from argmap.files.bounds import Chosen
from argmap.files.read import STREAM, stem
from argmap.files.write import make_folder, write_together
from argmap.text import shown

SUFFIXES = {".gif", ".htm", ".html", ".jpg", ".md", ".markdown", ".pdf", ".png", ".qmd", ".svg"}
"""Suffixes of files: a folder that ends in one was hardly meant as a folder."""

FOR_PAGES = {"update", "check", "output", "engine"}
"""Options that go with --update: all others stand in a page's markers, and these do not."""


def _say_where_the_filter_is(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        put(f"{Path(__file__).parents[1] / 'plugins' / 'argmap.lua'}\n")
        context.exit()


@click.command(
    epilog="Example: argmap embed maps/ritter_2026-03-12.yaml -o article/",
)
@click.argument("files", metavar="MAP|PAGE...", nargs=-1, required=True)
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
    "--format",
    "file_format",
    type=click.Choice(get_args(ImageFormat)),
    default="svg",
    help="svg, the default; png, for systems that take no SVG; pdf, in Markdown for LaTeX. Both "
    "have the light colours, and need the extra argmap[print]. Beside --markdown --inline, the "
    "Markdown holds the wide picture itself.",
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
@layout_options
@click.option(
    "--split",
    is_flag=True,
    help="Write the overview to <name of the map>.html, and for each claim right under the thesis "
    "a fragment with its picture and its text, to <name of the map>-<id of the claim>.html.",
)
@click.option(
    "--text/--no-text",
    default=True,
    help="Whether the map as text comes along: what can be heard, searched, copied and clicked.",
)
@click.option(
    "--alt",
    metavar="TEXT",
    default="",
    help="What those who hear the page are told of the picture; without it, a sentence with the "
    "thesis.",
)
@drawing_options
@click.option(
    "--id-prefix",
    metavar="NAME",
    callback=checked_prefix,
    help="What the ids in the fragment begin with; without it, a name made from the map. Links to "
    "a claim (#NAME-<its id>) need a name that stays.",
)
@click.option(
    "--update",
    is_flag=True,
    help="Renew maps in pages, in place: what stands between <!-- argmap: MAP --> and <!-- /argmap "
    "--> in each PAGE, Markdown or HTML. Options for a map stand in its marker, behind its name, "
    "which is seen from the page. Pictures are written where the page finds them; where --base is "
    "no folder seen from the page, to that of -o. All files are written, or none. For example: "
    "argmap embed --update article/page.md",
)
@click.option(
    "--check",
    is_flag=True,
    help="With --update: write nothing, and list pages and pictures that are out of date or "
    "missing; with one of them, the exit status is 1.",
)
@click.option(
    "--pandoc-filter",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_where_the_filter_is,
    help="Print where the filter is that shows maps in all that Pandoc and Quarto make, and end: "
    'pandoc --lua-filter "$(argmap embed --pandoc-filter)" article.md -o article.docx',
)
@click.pass_context
def embed(
    context: click.Context,
    /,
    *,
    files: tuple[str, ...],
    output: str | None,
    split: bool,
    update: bool,
    check: bool,
    **options: Any,
) -> int:
    """Writes what shows MAP (- is standard input) in a page, to <name of the map>.html.

    It is a figure with the overview of the map, for wide and for narrow pages, a caption, and all
    that the map says as a list that can be unfolded. A map that takes little room is shown whole,
    and so is a larger one with --layout (--layout auto is that of render); --focus or --depth shows
    a part. A map with errors is not embedded.
    """
    if update:
        _refuse_beside_update(context)
        folder = None if output is None else _folder(STREAM, output)
        return renew(context.command, files, folder, options["engine"], FOR_PAGES, check=check)
    if check:
        raise click.UsageError("--check is for pages: add --update.")
    map_file = _only(files)
    order = ordered(context, split=split, **options)
    folder = _folder(map_file, output)
    if split and folder is None:
        raise click.UsageError(
            "--split writes several fragments, and standard output holds one: give -o a folder."
        )

    name = stem(map_file)
    result = check_to_draw(map_file)
    if result.map is None or not result.drawable:
        say_findings(result)
        return Exit.FOUND
    embedder = order.embedder(result.map, name)
    try:
        made = dict(embedder.split()) if split else {"": embedder.embed()}
    except FocusError as error:
        raise click.UsageError(str(error)) from error
    if folder is None:
        put(made[""].text.encode("utf-8"))
        messages = [] if order.base else missing_pictures(made[""].pictures)
    else:
        if not split and not order.picture.overview:
            name = "-".join([name, *order.picture.kinds])
        ending = "md" if order.form.startswith("markdown") else "html"
        fragments = {f"{name}{end}.{ending}": one for end, one in made.items()}
        messages = _write(
            map_file, folder, Chosen(output or os.curdir), fragments, order.file_format
        )
    notes = dict.fromkeys(f"note: {note}" for one in made.values() for note in one.notes)
    messages += notes
    for line in [*messages, *warnings_message(map_file, result)]:
        say(line)
    return Exit.CLEAN


def _refuse_beside_update(context: click.Context) -> None:
    """Stop at an option for one map: each page says itself how it shows which."""
    for param in context.command.params:
        if param.name not in {*FOR_PAGES, "files"} and is_given(context, str(param.name)):
            raise click.UsageError(
                f"beside --update, {param.opts[0]} stands in the page's marker: "
                f"<!-- argmap: MAP {param.opts[0]} … -->."
            )


def _only(files: Sequence[str]) -> str:
    """Return the one map."""
    if len(files) > 1:
        raise click.UsageError("embed takes one map at a time; to renew pages, add --update.")
    return files[0]


def _folder(path: str, output: str | None) -> str | None:
    """Return the folder that everything goes to, or None for standard output."""
    if output == STREAM or (output is None and path == STREAM):
        return None
    folder = DEFAULT_FOLDER if output is None else output
    if not folder:
        raise click.UsageError("the name after -o is empty.")
    is_file = os.path.exists(folder) and not os.path.isdir(folder)  # noqa: PTH110, PTH112
    named_so = Path(folder).suffix.lower() in SUFFIXES and not os.path.isdir(folder)  # noqa: PTH112
    if is_file or (named_so and not folder.endswith(("/", os.sep))):
        raise click.UsageError(
            f"embed writes several files: '{shown(folder)}' should be a folder for them."
        )
    return folder


def _write(
    path: str,
    folder: str,
    chosen: Chosen,
    fragments: Mapping[str, Embedding],
    file_format: ImageFormat,
) -> list[str]:
    """Write all fragments with their pictures, or nothing; return messages on the files."""
    contents: dict[str, str | bytes] = {}
    remarks: dict[str, str] = {}
    for name, embedding in fragments.items():
        for file, drawing in embedding.pictures.items():
            target = os.path.join(folder, file)  # noqa: PTH118
            contents[target] = converted(drawing, file_format)
            remarks[target] = f" ({drawing.width} × {drawing.height} px, {drawing.layout})"
        target = os.path.join(folder, name)  # noqa: PTH118
        contents[target] = embedding.text
        remarks[target] = ": paste it where the map is to stand"
    for target in contents:
        if path != STREAM and os.path.realpath(target) == os.path.realpath(path):
            raise click.UsageError(
                f"'{shown(target)}' is the map; what is embedded would overwrite it."
            )
    make_folder(folder, chosen)
    written = write_together(contents, chosen)
    return [
        file_message(target, remark, written=target in written)
        for target, remark in remarks.items()
    ]
