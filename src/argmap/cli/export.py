"""The command `export`: write a map in another format."""

from __future__ import annotations

import click

from argmap.checking import check_to_draw
from argmap.cli.console import put, say
from argmap.cli.destinations import refuse_to_overwrite
from argmap.cli.exit import Exit
from argmap.cli.losses import report_option, say_report
from argmap.cli.shared import file_message, say_findings
from argmap.exchange import WRITTEN, export_map
from argmap.files.read import STREAM
from argmap.files.write import write


@click.command(
    epilog="Example: argmap export map.yaml --to argdown -o map.argdown",
)
@click.argument("map_file", metavar="MAP")
@click.option(
    "--to",
    "form",
    metavar="FORMAT",
    required=True,
    type=click.Choice(list(WRITTEN)),
    help="; ".join(f"{name}: {form.what}" for name, form in WRITTEN.items()) + ".",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STREAM,
    help="The file to write; standard output without it.",
)
@report_option
def export(*, map_file: str, form: str, output: str, report: str | None) -> int:
    """Writes MAP in another format; - is standard input.

    What has no place in that format is told claim by claim on standard error.

    The exit status is 0 where it is written, 1 where the map has errors, 2 after wrong usage, and 3
    where something outside the map failed, such as a file that cannot be written.
    """
    refuse_to_overwrite((map_file,), output, "the export")
    if report is not None:
        refuse_to_overwrite((map_file, output), report, "the report")
    result = check_to_draw(map_file)
    if not result.ok or result.map is None:
        say_findings(result)
        return Exit.FOUND
    done = export_map(result.map, form)
    if output == STREAM:
        put(done.text.encode("utf-8"))
    else:
        written = write(output, done.text)
        say(file_message(output, "", written=written))
    say_report(done.report, report)
    return Exit.CLEAN
