"""The maps that a command is given, and the texts of their sources."""

from __future__ import annotations

import unicodedata

import click

from argmap.review.paths import is_ledger, ledger_path
from argmap.settled import STREAM
from argmap.text import one_line


def _read_once(_: click.Context, __: click.Parameter, maps: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the maps, unless two of them are standard input.

    A ledger beside its map is left out: `*.yaml` names both, and it is read with the map.
    """
    if maps.count(STREAM) > 1:
        raise click.UsageError("standard input (-) can be read only once.")
    ledgers = {ledger_path(path) for path in maps if not is_ledger(path)}
    return tuple(path for path in maps if path not in ledgers)


JOBS = click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="So many maps are worked on at once, each in a process of its own; without it, as many as "
    "there are processor cores, where there are maps enough to be worth it.",
)
"""How many processes share the work."""

MAPS = click.argument("maps", metavar="MAP...", nargs=-1, required=True, callback=_read_once)
"""Maps and folders with maps, `-` among them at most once."""


def source_files(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Returns the files of `--source ID=FILE` by their ids."""
    files: dict[str, str] = {}
    for text in given:
        written, equals, file = text.partition("=")
        source = unicodedata.normalize("NFC", written.strip())
        if not (source and equals and file):
            raise click.BadParameter(
                f"'{one_line(text)}' is not ID=FILE, such as report=texts/report.txt: the id of a "
                "source, and a file with its text."
            )
        if source in files:
            raise click.BadParameter(f"'{one_line(source)}' is given two files.")
        files[source] = file
    return files
