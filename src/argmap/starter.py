"""The starter map: a small argument whose comments explain each key."""

from __future__ import annotations

import shlex
from typing import Literal, get_args

from argmap.console import put, say
from argmap.output import create, write
from argmap.settled import STREAM
from argmap.shipped import shipped
from argmap.text import shown

Language = Literal["en", "de"]
LANGUAGES: tuple[str, ...] = get_args(Language)


def text(lang: str) -> str:
    """Returns the starter map in one of the `LANGUAGES`."""
    return shipped("templates", f"{lang}.yaml").decode("utf-8")


def new(path: str, lang: str, *, force: bool) -> None:
    """Writes a starter map and says how to go on.

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
