"""Check and load maps, with the settings that lie beside them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argmap.checking import Validation, check_file, check_text
from argmap.findings import InvalidMapError
from argmap.settingsfile import find_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model import ArgumentMap
    from argmap.settings import Settings


def validate(
    path: str | os.PathLike[str],
    settings: Settings | None = None,
    *,
    reviews: bool = True,
    sources: Mapping[str, str | os.PathLike[str]] | None = None,
) -> Validation:
    """Checks a map's file and returns all that is to be said about it.

    Args:
        path: The map's file; `-` is standard input.
        settings: Which rules are told, and how much each weighs. None for what the nearest
            `argmap.toml` or `pyproject.toml` says; `Settings()` for all rules as they are.
        reviews: Whether the ledger beside the map is checked, too, where there is one.
        sources: Files with the texts of sources, by their ids, to check quotes against instead of
            what the map names with `file`; an id that no source has changes nothing.

    Raises:
        ArgmapError: If the file, or one with settings or a source's text, cannot be read or used.
    """
    settings = settings or find_settings(path)
    files = {source: os.fspath(file) for source, file in (sources or {}).items()}
    return check_file(os.fspath(path), settings, reviews=reviews, sources=files)


def validate_text(
    text: str | bytes,
    path: str = "<text>",
    settings: Settings | None = None,
    *,
    reviews: str | bytes | None = None,
    contents: Mapping[str, str] | None = None,
) -> Validation:
    """Checks a map that is at hand as text and returns all that is to be said about it.

    Args:
        text: The map; bytes are taken as UTF-8.
        path: The name that its findings carry.
        settings: Which rules are told, and how much each weighs; None for all as they are,
            because no file with settings is looked for.
        reviews: The text of the map's ledger, or None.
        contents: The texts of sources, to check quotes against, by what the map calls them with
            `file`. No file is read: a map that is at hand may be a stranger's.
    """
    return check_text(text, path, settings, reviews=reviews, contents=contents)


def load(path: str | os.PathLike[str]) -> ArgumentMap:
    """Reads a map that has no errors, and returns it.

    Args:
        path: The map's file; `-` is standard input.

    Raises:
        InvalidMapError: If the map has an error; its `findings` hold all of them.
        ArgmapError: If the file cannot be read.
    """
    result = validate(path, reviews=False)
    if result.map is None or not result.ok:
        raise InvalidMapError(result.findings)
    return result.map
