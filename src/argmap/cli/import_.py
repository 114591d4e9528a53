"""The command `import`: make a map from a file in another format."""

from __future__ import annotations

import shlex
import sys

import click

from argmap import reading
from argmap import report as reports
from argmap.cli.console import columns, put, say, wants_color
from argmap.cli.destinations import refuse_to_overwrite
from argmap.cli.exit import Exit
from argmap.cli.losses import report_option, say_report
from argmap.exchange import READ, import_map
from argmap.exchange.intake import NotImportedError
from argmap.files.read import STREAM, name_in_findings
from argmap.files.write import create, write
from argmap.text import shown


@click.command(
    "import",
    epilog="Example: argmap import debate.json -o debate.yaml",
)
@click.argument("file")
@click.option(
    "--from",
    "form",
    metavar="FORMAT",
    type=click.Choice(list(READ)),
    help="The format of FILE, told from the file without it: "
    + "; ".join(f"{name}, {form.what}" for name, form in READ.items())
    + ".",
)
@click.option(
    "-o",
    "--output",
    metavar="MAP",
    default=STREAM,
    help="The map's file; standard output without it.",
)
@click.option(
    "--thesis",
    metavar="ID",
    help="The id, in FILE, of what is to be the thesis, where several could be.",
)
@click.option("--force", is_flag=True, help="Replace MAP if it is there already.")
@report_option
def import_(
    *, file: str, form: str | None, output: str, thesis: str | None, force: bool, report: str | None
) -> int:
    """Makes a map from FILE, which is in another format; - is standard input.

    What the file says and a map has no place for becomes comments. What is lost, and what had to be
    guessed, is told claim by claim on standard error. The map has no errors; look at its warnings
    with argmap validate.

    The exit status is 0 where the map is written, 1 where FILE is not in that format or leaves open
    what the thesis is, 2 after wrong usage, and 3 where something outside failed, such as a file
    that is there already.
    """
    refuse_to_overwrite((file,), output, "the map")
    if report is not None:
        refuse_to_overwrite((file, output), report, "the report")
    try:
        done = import_map(reading.map_bytes(file), name_in_findings(file), form, thesis)
    except NotImportedError as error:
        texts = {name_in_findings(file): error.text}
        told = reports.as_text(error.findings, texts, color=wants_color(sys.stderr),
                               columns=columns(sys.stderr))  # fmt: skip
        say(told.removesuffix("\n"))
        return Exit.FOUND
    if output == STREAM:
        put(done.text.encode("utf-8"))
    elif force:
        write(output, done.text)
    else:
        create(output, done.text)
    say_report(done.report, report)
    if output != STREAM:
        say(f"wrote {shown(output)}, from {done.form}: "
            f"`argmap validate {shown(shlex.quote(output))}` says what is left to do")  # fmt: skip
    return Exit.CLEAN
