"""What `import` and `export` share: the report of what a conversion lost and guessed."""

from __future__ import annotations

import click

from argmap.cli.console import say
from argmap.cli.shared import file_message
from argmap.exchange.loss import Report, as_json, as_text
from argmap.files.write import write

report_option = click.option(
    "--report",
    metavar="FILE",
    help="Write what was lost and guessed to this file, too, as JSON: all of it, for programs.",
)


def say_report(lost: Report, file: str | None) -> None:
    """Say what a conversion lost and guessed, and write it to a file where one was named."""
    if lost:
        say(as_text(lost).removesuffix("\n"))
    if file is not None:
        say(file_message(file, "", written=write(file, as_json(lost))))
