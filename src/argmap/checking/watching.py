"""What to watch while maps are written: the folders, and which maps a change bears on."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from argmap import reading
from argmap.checking.settings import OWN_FILE, SHARED_FILE
from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.files.find import is_named_like_a_map, ledger_path
from argmap.files.read import read_some

THEME_ENDING = ".toml"


class Folders(NamedTuple):
    """Folders in which a change may bear on a map.

    Attributes:
        whole: Those whose folders below them count, too.
        single: Those in which only the files right there do.
    """

    whole: tuple[str, ...]
    single: tuple[str, ...]


def folders_for(given: Sequence[str], maps: Iterable[str], theme: str) -> Folders:
    """Return where to watch: beside maps, their settings, the texts that they quote, the theme.

    Args:
        given: Files and folders that the user named.
        maps: The maps that they stand for.
        theme: The name of a theme, or its file.
    """
    whole = [os.path.realpath(one) for one in given if os.path.isdir(one)]  # noqa: PTH112
    files = [theme] if theme.endswith(THEME_ENDING) else []
    for path in maps:
        files += files_for(path)
    found = dict.fromkeys(os.path.dirname(os.path.realpath(file)) for file in files)  # noqa: PTH120
    single = [
        one
        for one in found
        if os.path.isdir(one) and not any(Path(one).is_relative_to(above) for above in whole)  # noqa: PTH112
    ]
    return Folders(tuple(whole), tuple(single))


def files_for(path: str) -> Iterator[str]:
    """Yield the files that bear on a map, be they there or not: itself, ledger, texts, settings."""
    yield from (path, ledger_path(path), *_texts(path), *_settings(path))


def concerned(changed: frozenset[str], maps: Sequence[str]) -> list[str]:
    """Return the maps that changed files bear on, in their order.

    A map's own file and its ledger bear on it alone, settings and themes on all maps, and any
    other file on those in which its name stands: they may quote it.

    Args:
        changed: The files, as real paths.
        maps: The maps.
    """
    if any(path.endswith(THEME_ENDING) for path in changed):
        return list(maps)
    names = {
        os.path.basename(path).encode()  # noqa: PTH119
        for path in changed
        if not is_named_like_a_map(path)
    }
    return [one for one in maps if not changed.isdisjoint(_own(one)) or _says(one, names)]


def _own(path: str) -> Iterator[str]:
    """Yield the real paths of a map and of its ledger."""
    yield os.path.realpath(path)
    yield os.path.realpath(ledger_path(path))


def _says(path: str, names: Collection[bytes]) -> bool:
    """Tell whether one of some names stands in a map."""
    if not names:
        return False
    try:
        data = read_some(path, MAX_BYTES)
    except (OSError, ArgmapError):
        return False
    return any(name in data for name in names)


def _texts(path: str) -> Iterator[str]:
    """Yield the files that a map names as the texts of its sources."""
    try:
        found = reading.read(read_some(path, MAX_BYTES), path).map
    except (OSError, ArgmapError):
        return
    folder = os.path.dirname(path)  # noqa: PTH120
    for source in found.sources.values() if found is not None else ():
        if source.file is not None:
            yield os.path.join(folder, source.file)  # noqa: PTH118


def _settings(path: str) -> Iterator[str]:
    """Yield the files that may hold a map's settings, up to the nearest folder that has one."""
    for folder in Path(os.path.realpath(path)).parents:
        files = [folder / OWN_FILE, folder / SHARED_FILE]
        if any(file.is_file() for file in files):
            yield from map(str, files)
            return
