"""The maps that changed files bear on: by their ledgers, their settings, the texts they quote."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from argmap import reading
from argmap.checking.settings import OWN_FILE, SECTION, SHARED_FILE
from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.files.find import gather, is_ledger, is_map, is_named_like_a_map, ledger_path
from argmap.files.git import tracked
from argmap.files.read import read_some

_PLAIN = re.compile(r"[A-Za-z0-9]+")


def maps_about(changed: Sequence[str]) -> tuple[str, ...]:
    """Return the maps that are to be checked where some files have changed.

    A map is to be checked itself; for a ledger its map or, where that is gone, those beside it;
    for settings the maps that they are for; for any other file the maps that name it as the text
    of a source. Of maps that are not named here, only those count that git knows, if the present
    folder is in a repository.

    Args:
        changed: The files, as they are called from the present folder.
    """
    known = _Known()
    found: dict[str, None] = {}
    for path in changed:
        if is_ledger(path):
            found |= dict.fromkeys(_of_ledger(path))
        elif is_named_like_a_map(path):
            found[path] = None
        elif os.path.basename(path) in (OWN_FILE, SHARED_FILE):  # noqa: PTH119
            found |= dict.fromkeys(known.with_settings(path))
        else:
            found |= dict.fromkeys(known.quoting(path))
    return tuple(found)


def _of_ledger(path: str) -> Iterable[str]:
    """Return the map of a ledger, or all maps beside it: one of them may have been its own."""
    folder = os.path.dirname(path)  # noqa: PTH120 -- as written
    try:
        names = sorted(os.listdir(folder or "."))  # noqa: PTH208
    except OSError:
        return ()
    files = [os.path.join(folder, name) for name in names]  # noqa: PTH118
    own = [file for file in files if not is_ledger(file) and ledger_path(file) == path]
    return own or [file for file in files if _may_be_map(file)]


def _may_be_map(path: str) -> bool:
    named = is_named_like_a_map(path) and not is_ledger(path)
    return named and os.path.isfile(path) and is_map(path)  # noqa: PTH113


class _Known:
    """The maps in and below the present folder, looked for when they are asked for."""

    @cached_property
    def _maps(self) -> list[str]:
        files = tracked(".")
        if files is None:
            return [found.path for found in gather(["."]).sources]
        return [path for path in files if _may_be_map(path)]

    def with_settings(self, path: str) -> Iterator[str]:
        """Yield the maps whose nearest settings are in a file."""
        folder = os.path.dirname(os.path.realpath(path))  # noqa: PTH120
        if not _has_settings(path):
            return
        for one in self._maps:
            above = os.path.dirname(os.path.realpath(one))  # noqa: PTH120
            while above != folder and not _has_own(above) and above != os.path.dirname(above):  # noqa: PTH120
                above = os.path.dirname(above)  # noqa: PTH120
            if above == folder:
                yield one

    def quoting(self, path: str) -> Iterator[str]:
        """Yield the maps that name a file as the text of a source."""
        wanted = os.path.realpath(path)
        # Parts of a name that are written as they are, whatever quotes are around them.
        parts = [part.encode() for part in _PLAIN.findall(os.path.basename(path))]  # noqa: PTH119
        for one in self._maps:
            try:
                data = read_some(one, MAX_BYTES)
            except (OSError, ArgmapError):
                continue
            if all(part in data for part in parts) and wanted in _texts_of(data, one):
                yield one


def _has_settings(path: str) -> bool:
    """Return whether a file with a name for settings may hold some."""
    if os.path.basename(path) == OWN_FILE:  # noqa: PTH119
        return True
    try:
        return ".".join(SECTION).encode() in read_some(path, MAX_BYTES)
    except (OSError, ArgmapError):
        return False


def _has_own(folder: str) -> bool:
    """Return whether a folder has settings of its own."""
    files = (os.path.join(folder, name) for name in (OWN_FILE, SHARED_FILE))  # noqa: PTH118
    return any(os.path.isfile(file) and _has_settings(file) for file in files)  # noqa: PTH113


def _texts_of(data: bytes, path: str) -> set[str]:
    """Return where the texts of a map's sources really are."""
    found = reading.read(data, path).map
    folder = os.path.dirname(path)  # noqa: PTH120
    named = [one.file for one in found.sources.values() if one.file] if found else []
    return {os.path.realpath(os.path.join(folder, file)) for file in named}  # noqa: PTH118
