"""The command `schema`: print the JSON Schema of the file format."""

from __future__ import annotations

import click

from argmap.cli.console import put
from argmap.files.read import shipped


@click.command(
    epilog="Example: argmap schema > argmap.schema.json",
)
def schema() -> int:
    """Prints the JSON Schema of the file format, for editors and other programs."""
    put(shipped("schema.json"))
    return 0
