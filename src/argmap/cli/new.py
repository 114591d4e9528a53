"""The command `new`: write a starter map."""

from __future__ import annotations

import shlex

import click

from argmap.cli.console import put, say
from argmap.files.read import STREAM, shipped
from argmap.files.write import create, write
from argmap.text import shown

LANGUAGES = ("en", "de")


@click.command(
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
    text = starter_map(lang)
    if file == STREAM:
        put(text.encode("utf-8"))
        return 0
    if force:
        write(file, text)
    else:
        create(file, text)
    named = shown(shlex.quote(f"./{file}" if file.startswith("-") else file))
    say(
        f"wrote {shown(file)}: change it in your editor; its comments explain each key\n"
        f"argmap render {named}    draws it\n"
        f"argmap validate {named}  says what is wrong with it"
    )
    return 0


def starter_map(lang: str) -> str:
    """Return the starter map in one of the `LANGUAGES`."""
    return shipped("cli", "templates", f"{lang}.yaml").decode("utf-8")
