"""The command `sources`: add sources to a map from a list of references, or update them."""

from __future__ import annotations

import click

from argmap import reading
from argmap import report as reports
from argmap.cli.console import say
from argmap.cli.exit import Exit
from argmap.cli.losses import report_option, say_report
from argmap.cli.shared import say_findings
from argmap.exchange import bibtex, csl_json
from argmap.exchange.intake import Intake, NotImportedError
from argmap.exchange.loss import Report
from argmap.exchange.references import UnusableMapError, update_sources
from argmap.files.read import STREAM, name_in_findings
from argmap.files.write import write, write_to_standard_output
from argmap.text import counted, shown


@click.command(
    epilog="Example: argmap sources map.yaml --from refs.bib",
)
@click.argument("map_file", metavar="MAP")
@click.option(
    "--from",
    "references",
    metavar="FILE",
    required=True,
    help="The references: CSL-JSON, as Zotero and Pandoc write it, or BibTeX; - is standard input.",
)
@report_option
def sources(map_file: str, references: str, report: str | None) -> int:
    """Adds the sources of a list of references to MAP, and updates those that it has.

    A reference is the source with its id, else with its DOI or its address. Of that, the fields
    that the reference has are set. All else in the file stays as it is, comments and order, too.
    For -, the map is read from standard input and written to standard output.

    The exit status is 0 where the map says what the references say, 1 where the map or the
    references have errors of form, 2 after wrong usage, and 3 where something outside failed.
    """
    if references == map_file == STREAM:
        raise click.UsageError("standard input (-) can be read only once.")
    lost = Report()
    try:
        found = _read(references, lost)
        done = update_sources(reading.map_bytes(map_file), name_in_findings(map_file), found, lost)
    except NotImportedError as error:
        texts = {name_in_findings(references): error.text}
        say(reports.as_text(error.findings, texts).removesuffix("\n"))
        return Exit.FOUND
    except UnusableMapError as error:
        say_findings(error.result)
        say("no source was changed: mend this first")
        return Exit.FOUND
    if map_file == STREAM:
        write_to_standard_output(done.text.encode("utf-8"))
    elif done.added or done.changed:
        write(map_file, done.text)
    say_report(done.report, report)
    if map_file != STREAM:
        what = f"{counted(len(done.added), 'source')} added, {len(done.changed):,} changed"
        changed = done.added or done.changed
        say(f"wrote {shown(map_file)}: {what}" if changed else f"{shown(map_file)} is up to date")
    return Exit.CLEAN


def _read(path: str, lost: Report) -> dict[str, dict[str, object]]:
    """Return the references of a file, which is CSL-JSON where it begins like JSON."""
    intake = Intake(reading.map_bytes(path), name_in_findings(path))
    if intake.text.lstrip()[:1] in ("{", "["):
        return csl_json.read_references(intake, lost)
    return bibtex.read_references(intake, lost)
