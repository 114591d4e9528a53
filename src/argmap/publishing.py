"""What the command `embed` does: what is pasted into a page, and the pictures beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from argmap.commands import (
    Exit,
    check_to_draw,
    say_what_is_wrong,
    told_of_file,
    told_of_warnings,
)
from argmap.console import complain, put, say
from argmap.destinations import DEFAULT_FOLDER
from argmap.errors import ArgmapError
from argmap.output import make_folder, write
from argmap.settled import STREAM, stem
from argmap.text import shown

if TYPE_CHECKING:
    from argmap.embedding import Embedding
    from argmap.picture import Form, Picture

_FILES = {".gif", ".htm", ".html", ".jpg", ".md", ".markdown", ".pdf", ".png", ".qmd", ".svg"}


class Terms(NamedTuple):
    """How a map is to be embedded: see `embedding.embed`."""

    picture: Picture
    form: Form
    base: str
    narrow: int


def embed(path: str, output: str | None, terms: Terms) -> Exit:
    """Writes what an author pastes, and tells what became of it.

    Args:
        path: The map's file; `-` is standard input.
        output: A folder, `-` for standard output, or None.
        terms: How the map is to be embedded.

    Raises:
        click.UsageError: If the folder is none, or a file to be written is the map.
    """
    _refuse_other_addresses(terms.base)
    folder = _folder(path, output)
    name = stem(path)
    try:
        result = check_to_draw(path)
        if result.map is None or not result.drawable:
            say_what_is_wrong(result)
            return Exit.FOUND
        from argmap import embedding  # noqa: PLC0415 -- a map is checked without what draws it

        made = embedding.embed(result.map, name=name, **terms._asdict())
        if folder is None:
            put(made.text.encode("utf-8"))
            told = _told_of_pictures(made)
        else:
            told = _write(path, folder, _fragment(name, terms), made)
    except ArgmapError as error:
        complain(error)
        return Exit.FAILED
    told += [f"note: {note}" for note in made.notes]
    for line in [*told, *told_of_warnings(path, result)]:
        say(line)
    return Exit.CLEAN


def _refuse_other_addresses(base: str) -> None:
    """Stops at an address that no page would load a picture from, before anything is read."""
    from argmap.embedding.variants import address  # noqa: PLC0415 -- help starts without it

    try:
        address(base, "")
    except ValueError as error:
        raise click.UsageError(f"--base: {error}.") from error


def _folder(path: str, output: str | None) -> str | None:
    """Returns the folder that everything goes to, or None for standard output."""
    if output == STREAM or (output is None and path == STREAM):
        return None
    folder = DEFAULT_FOLDER if output is None else output
    if not folder:
        raise click.UsageError("the name after -o is empty.")
    is_file = os.path.exists(folder) and not os.path.isdir(folder)  # noqa: PTH110, PTH112
    named_so = Path(folder).suffix.lower() in _FILES and not os.path.isdir(folder)  # noqa: PTH112
    if is_file or (named_so and not folder.endswith(("/", os.sep))):
        raise click.UsageError(
            f"embed writes several files: '{shown(folder)}' should be a folder for them."
        )
    return folder


def _fragment(stem: str, terms: Terms) -> str:
    return f"{stem}.md" if terms.form == "markdown" else f"{stem}.html"


def _write(path: str, folder: str, fragment: str, embedding: Embedding) -> list[str]:
    """Writes the pictures, then the fragment that needs them; returns what was written."""
    names = [*embedding.pictures, fragment]
    targets = {name: os.path.join(folder, name) for name in names}  # noqa: PTH118
    for target in targets.values():
        if path != STREAM and os.path.realpath(target) == os.path.realpath(path):
            raise click.UsageError(
                f"'{shown(target)}' is the map; what is embedded would overwrite it."
            )
    make_folder(folder)
    told = []
    for name, drawing in embedding.pictures.items():
        written = write(targets[name], drawing.svg)
        size = f"{drawing.width} × {drawing.height} px"
        told.append(told_of_file(targets[name], f" ({size}, {drawing.layout})", written=written))
    written = write(targets[fragment], embedding.text)
    how = ": paste it where the map is to stand"
    return [*told, told_of_file(targets[fragment], how, written=written)]


def _told_of_pictures(embedding: Embedding) -> list[str]:
    """Returns which files the page will look for, where only the fragment was written."""
    if not embedding.pictures:
        return []
    names = " and ".join(shown(name) for name in embedding.pictures)
    return [f"the page looks for {names}: -o with a folder writes them, too"]
