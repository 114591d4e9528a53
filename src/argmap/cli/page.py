"""The command `page`: write a map as an HTML page of its own."""

from __future__ import annotations

import click

from argmap.checking import validate
from argmap.cli.console import put, say
from argmap.cli.destinations import plan
from argmap.cli.exit import Exit
from argmap.cli.options import theme_option
from argmap.cli.shared import file_message, say_findings, warnings_message
from argmap.drawing.theme import find_theme
from argmap.embedding.page import page as write_page
from argmap.files.find import MapFile
from argmap.files.read import STREAM
from argmap.files.write import make_folder, write


@click.command(
    epilog="Example: argmap page maps/ritter_2026-03-12.yaml -o ritter.html",
)
@click.argument("map_file", metavar="MAP")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR|-",
    help="The page's file, a folder for it (an existing one, or a name that ends in /), or - for "
    "standard output. Without it: out/<name of the map>-page.html; for a map from standard input, "
    "standard output.",
)
@theme_option
def page(*, map_file: str, output: str | None, theme: str) -> int:
    """Writes MAP (- is standard input) as one HTML file, to be put on the web or sent.

    Each main reason is a row that unfolds to all that is said in it, with the evidence and the
    verdicts of reviewers. Readers search it, choose what is shown, link to a claim, and reject one
    to see what falls. The page asks for nothing from anywhere; without scripts all is unfolded. Of
    a map with errors, or with errors in its reviews, no page is written.
    """
    (job,) = plan([MapFile(map_file)], output, form="html", kinds=["page"])
    colours = find_theme(theme)
    result = validate(map_file)
    if result.map is None or not result.ok:
        say_findings(result)
        return Exit.FOUND
    text = write_page(result.map, colours, result.standings)
    if job.target == STREAM:
        put(text.encode("utf-8"))
        messages = []
    else:
        if job.folder is not None:
            make_folder(job.folder, job.chosen)
        written = write(job.target, text, job.chosen)
        size = f" ({round(len(text.encode('utf-8')) / 1000):,} KB)"
        messages = [file_message(job.target, size, written=written)]
    for line in [*messages, *warnings_message(map_file, result)]:
        say(line)
    return Exit.CLEAN
