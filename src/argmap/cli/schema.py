"""The command `schema`: print the JSON Schema of the file format, or of the JSON exported."""

from __future__ import annotations

import click

from argmap.cli.console import put
from argmap.files.read import shipped


@click.command(
    epilog="Example: argmap schema > argmap.schema.json",
)
@click.option(
    "--export", is_flag=True, help="That of what argmap export --to json writes, instead."
)
def schema(*, export: bool) -> int:
    """Prints the JSON Schema of the file format, for editors and other programs."""
    put(shipped("exchange", "json.schema.json") if export else shipped("schema.json"))
    return 0
