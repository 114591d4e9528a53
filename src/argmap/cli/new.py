"""The command `new`: write a starter map."""

from __future__ import annotations

import os
import shlex

import click

from argmap.cli.console import put, say
from argmap.errors import ArgmapError
from argmap.files.read import STREAM, read_some, shipped
from argmap.files.write import create, write
from argmap.text import shown

LANGUAGES = ("en", "de")
SCHEMA = "argmap.schema.json"
"""What the first line of a starter map calls the schema; it stands beside the map."""


@click.command(
    epilog="Example: argmap new map.yaml --lang de --schema",
)
@click.argument("file")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    help="The language of the map and of its comments: en, the default, or de.",
)
@click.option(
    "--schema",
    is_flag=True,
    help=f"Write {SCHEMA} beside it, too, which its first line names: so editors complete and "
    "explain its keys, without a network.",
)
@click.option("--force", is_flag=True, help="Replace what is there already.")
def new(file: str, lang: str, schema: bool, force: bool) -> int:
    """Writes a small map to FILE (- is standard output), with comments that explain each key."""
    if not file:
        raise click.UsageError("the name of the file is empty.")
    text = starter_map(lang)
    if file == STREAM and schema:
        raise click.UsageError(
            "beside standard output stands no schema: name a file, or take away --schema."
        )
    if file == STREAM:
        put(text.encode("utf-8"))
        return 0
    beside = os.path.join(os.path.dirname(file), SCHEMA)  # noqa: PTH118, PTH120 -- shown
    needed = schema and _is_other(beside, shipped("schema.json"))
    if needed and not force and os.path.lexists(beside):
        raise ArgmapError(
            f"{shown(beside)} is there already, and is another one; --force replaces it, and "
            f"{shown(file)}, too"
        )
    if force:
        write(file, text)
    else:
        create(file, text)
    if needed:
        write(beside, shipped("schema.json").decode("utf-8"))
    named = shown(shlex.quote(f"./{file}" if file.startswith("-") else file))
    if needed:
        say(f"wrote {shown(beside)}: editors complete and explain the keys with it")
    say(
        f"wrote {shown(file)}: change it in your editor; its comments explain each key\n"
        f"argmap render {named}    draws it\n"
        f"argmap validate {named}  says what is wrong with it"
    )
    return 0


def _is_other(path: str, content: bytes) -> bool:
    """Return whether a file is missing, or holds something else."""
    try:
        return read_some(path, len(content) + 1) != content
    except (OSError, ValueError):
        return True


def starter_map(lang: str) -> str:
    """Return the starter map in one of the `LANGUAGES`."""
    return shipped("cli", "templates", f"{lang}.yaml").decode("utf-8")
