"""Find maps below folders, and the ledger beside a map."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.files.read import STREAM
from argmap.text import reason

_LEDGER_ENDING = ".review.yaml"
_MAP_ENDINGS = (".yaml", ".yml")
_KEY = re.compile(
    rb"""(?:\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\{?\s*|[\r\n])(["']?)argmap\1[ \t]*:"""
)


class MapFile(NamedTuple):
    """A map's file.

    Attributes:
        path: Its name; `-` is standard input.
        below: For a map that was found in a folder, the folders from that one down to it.
    """

    path: str
    below: str = ""


class Gathered(NamedTuple):
    """The files that arguments stand for.

    Attributes:
        sources: The maps, in the order of the arguments.
        others: YAML files in folders that are no maps.
        problems: Folders without a map, and folders that cannot be looked into.
    """

    sources: tuple[MapFile, ...]
    others: tuple[str, ...] = ()
    problems: tuple[ArgmapError, ...] = ()


def gather(arguments: Sequence[str]) -> Gathered:
    """Return the maps that arguments stand for.

    A file is taken as it is named. A folder stands for the maps in it and below: files that end
    in `.yaml` or `.yml` and have the key `argmap`. Folders and files whose names begin with a
    dot, links to folders, and ledgers (`*.review.yaml`) are passed by. In a folder, what was
    named or found before is not taken again.

    Args:
        arguments: Names of files and folders; `-` is standard input.
    """
    sources: list[MapFile] = []
    others: list[str] = []
    problems: list[ArgmapError] = []
    seen: set[str] = set()
    for argument in arguments:
        if argument == STREAM or not os.path.isdir(argument):  # noqa: PTH112
            sources.append(MapFile(argument))
            seen.add(_identity(argument))
            continue
        found = 0
        for path in _files(argument, problems):
            if not is_map(path):
                others.append(path)
                continue
            found += 1
            if _identity(path) not in seen:
                seen.add(_identity(path))
                sources.append(MapFile(path, os.path.dirname(os.path.relpath(path, argument))))  # noqa: PTH120
        if not found:
            problems.append(ArgmapError(f"there is no map in the folder {argument}"))
    named = {_identity(source.path) for source in sources if not source.below}
    left = [path for path in dict.fromkeys(others) if _identity(path) not in named]
    return Gathered(tuple(sources), tuple(left), tuple(problems))


def _identity(path: str) -> str:
    """Return one text for all spellings of a name; a link is another name."""
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100


def _files(folder: str, problems: list[ArgmapError]) -> Iterator[str]:
    """Yield the YAML files of a folder by name, and then those of its folders."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                visible = sorted(
                    (entry for entry in entries if not entry.name.startswith(".")),
                    key=lambda entry: entry.name,
                )
        except OSError as error:
            problems.append(ArgmapError(f"cannot look into the folder {here}: {reason(error)}"))
            continue
        folders = [entry.path for entry in visible if entry.is_dir(follow_symlinks=False)]
        waiting.extend(reversed(folders))
        for entry in visible:
            name = entry.name.lower()
            if name.endswith(_MAP_ENDINGS) and not is_ledger(name) and _is_file(entry):
                yield entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a file; a link in a circle is reported when it is read."""
    try:
        return entry.is_file()
    except OSError:
        return True


def is_map(path: str) -> bool:
    """Return whether a file has the key `argmap`; an unreadable one counts as a map."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read(MAX_BYTES)
    except OSError:
        return True
    # Without its zeros, UTF-16 reads like ASCII: such a file is a map, and its finding says more.
    return _KEY.search(data.replace(b"\0", b"")) is not None


def ledger_path(map_path: str) -> str:
    """Return the name of a map's ledger: beside it, `x.review.yaml` for `x.yaml`.

    A link to a map has the ledger beside it, if there is one, and else that of the map.
    """
    beside = _named_after(map_path)
    if not os.path.islink(map_path) or os.path.lexists(beside):  # noqa: PTH114
        return beside
    real = _named_after(os.path.realpath(map_path))
    return real if os.path.isabs(map_path) else os.path.relpath(real)  # noqa: PTH117 -- as written


def _named_after(map_path: str) -> str:
    for ending in _MAP_ENDINGS:
        if map_path.lower().endswith(ending):
            return map_path[: -len(ending)] + _LEDGER_ENDING
    return map_path + _LEDGER_ENDING


def lone_ledgers(folder: str) -> tuple[str, ...]:
    """Return the ledgers in a folder whose maps are not there, by name.

    The folder is listed once, however many of its maps are checked, and again when it has changed.
    """
    try:
        return _lone_ledgers(folder, os.stat(folder or ".").st_mtime_ns)  # noqa: PTH116
    except OSError:
        return ()


@lru_cache(maxsize=64)
def _lone_ledgers(folder: str, _: int) -> tuple[str, ...]:
    with os.scandir(folder or ".") as entries:
        names = {entry.name for entry in entries}
    mapped = {_named_after(name).lower() for name in names if not is_ledger(name)}
    alone = (name for name in names if is_ledger(name) and name.lower() not in mapped)
    return tuple(
        os.path.join(folder, name)  # noqa: PTH118 -- as written
        for name in sorted(alone)
        if not name.startswith(".")
    )


def is_named_like_a_map(path: str) -> bool:
    """Return whether a file's name ends like that of a map, or of a ledger."""
    return path.lower().endswith(_MAP_ENDINGS)


def is_ledger(path: str) -> bool:
    """Return whether a file has the name of a ledger."""
    return path.lower().endswith(_LEDGER_ENDING)
