"""The commands `explain`, `new` and `schema`: what helps to write a map and to mend it."""

from __future__ import annotations

import click

from argmap import starter
from argmap.console import put
from argmap.shipped import shipped
from argmap.starter import LANGUAGES


@click.command(
    short_help="Print what a rule is about.",
    epilog="Example: argmap explain AM203",
)
@click.argument("rules", metavar="[RULE]...", nargs=-1)
def explain(rules: tuple[str, ...]) -> int:
    """Prints the page of each RULE, a code or a name: what it finds, why, with an example.

    Without a RULE, all rules are listed.
    """
    from argmap import commands  # noqa: PLC0415

    return commands.explain(rules)


@click.command(
    short_help="Write a starter map.",
    epilog="Example: argmap new map.yaml --lang de",
)
@click.argument("file")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    help="The language of the map and of its comments: en, the default, or de.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def new(file: str, lang: str, force: bool) -> int:
    """Writes a small map to FILE (- is standard output), with comments that explain each key."""
    if not file:
        raise click.UsageError("the name of the file is empty.")
    starter.new(file, lang, force=force)
    return 0


@click.command(
    short_help="Print the JSON Schema of the file format.",
    epilog="Example: argmap schema > argmap.schema.json",
)
def schema() -> int:
    """Prints the JSON Schema of the file format, for editors and other programs."""
    put(shipped("schema.json"))
    return 0
