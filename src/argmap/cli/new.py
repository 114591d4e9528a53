"""The command `new`: write a starter map."""

from __future__ import annotations

import shlex
from typing import Literal, get_args

import click

from argmap.cli.console import put, say
from argmap.files.read import STREAM, shipped
from argmap.files.write import create, write
from argmap.text import shown

Language = Literal["en", "de"]
LANGUAGES: tuple[str, ...] = get_args(Language)


def text(lang: str) -> str:
    """Return the starter map in one of the `LANGUAGES`."""
    return shipped("cli", "templates", f"{lang}.yaml").decode("utf-8")


def _write_starter(path: str, lang: str, *, force: bool) -> None:
    """Write a starter map and say how to go on.

    Args:
        path: The file to write; `-` is standard output, after which nothing is said.
        lang: One of the `LANGUAGES`.
        force: Whether a file that is there already is replaced.

    Raises:
        ArgmapError: If the file is there already, or cannot be written.
    """
    if path == STREAM:
        put(text(lang).encode("utf-8"))
        return
    if force:
        write(path, text(lang))
    else:
        create(path, text(lang))
    named = shown(shlex.quote(f"./{path}" if path.startswith("-") else path))
    say(
        f"wrote {shown(path)}: change it in your editor; its comments explain each key\n"
        f"argmap render {named}    draws it\n"
        f"argmap validate {named}  says what is wrong with it"
    )


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
    _write_starter(file, lang, force=force)
    return 0
