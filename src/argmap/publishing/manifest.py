"""What argmap wrote into a site's folder, and from what: kept there in a file of its own."""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from typing import Any, Final, NamedTuple

from argmap.errors import ArgmapError
from argmap.files.bounds import Chosen, place_to_write
from argmap.files.git import is_tracked, work_tree
from argmap.files.read import read_all
from argmap.files.write import write
from argmap.publishing.entry import Entry
from argmap.text import reason, shown

NAME: Final = "argmap-site.json"
VERSION: Final = 1
MOST: Final = 2**30
"""Bytes of a file of a site that is read at most."""

_OURS: Final = re.compile(r"(?:(?:maps|sources)/[a-z0-9_~-]+\.html|search/\d+\.js|feed\.xml)")
"""What can become superfluous: nothing else is ever removed."""

_OF_A_SITE: Final = re.compile(rf"{_OURS.pattern}|(?:index|sources)\.html|site\.(?:css|js)")
"""A name that a file of a site can have: no other is of any use in a manifest."""


class KnownPage(NamedTuple):
    """The page of a map, and what it was made from.

    Attributes:
        made: A digest of what is the same for all maps, and of the map's settings.
        read: Digests of the files that were read: the map, its ledger (empty without one), and
            the texts of its sources by what the map calls them.
        page: A digest of the page.
        entry: What the site knows of the map.
    """

    made: str
    read: dict[str, str]
    page: str
    entry: Entry


class Manifest:
    """What argmap wrote into a folder.

    Attributes:
        folder: The folder.
        files: The digests of the files that argmap wrote, by their names in the folder; empty for
            one that it was about to write.
        known: The pages of maps, by the maps' names below their folder.
    """

    def __init__(self, folder: str) -> None:
        """Read what is there; what cannot be understood counts as nothing.

        Nor does what it says of pages where its repository tracks it: it came with what others
        wrote, and could pass their page for the one of a map. All of them are drawn again.

        Raises:
            ArgmapError: If it cannot be read.
        """
        self.folder = folder
        self.files: dict[str, str] = {}
        self.known: dict[str, KnownPage] = {}
        try:
            held = json.loads(self._bytes(NAME) or b"null")
            self.files, self.known = _read(held)
            if self.known and work_tree(folder) and is_tracked(self.path(NAME)):
                self.known = {}
        except OSError as error:
            name = os.path.join(folder, NAME)  # noqa: PTH118
            raise ArgmapError(f"cannot read {shown(name)}: {reason(error)}") from error
        except (ValueError, RecursionError):
            self.files, self.known = {}, {}

    def save(self) -> None:
        """Write it.

        Raises:
            ArgmapError: If that fails.
        """
        held = {"argmap-site": VERSION, "files": self.files, "maps": self.known}
        text = json.dumps(held, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
        write(self.path(NAME), f"{text}\n", Chosen(self.folder))

    def path(self, name: str) -> str:
        """Return where a file of the site stands."""
        return os.path.join(self.folder, *name.split("/"))  # noqa: PTH118

    def write(self, name: str, content: str | bytes) -> bool:
        """Write a file of the site whole, and note it; return whether it had to be written.

        Raises:
            ArgmapError: If it cannot be written.
        """
        written = write(self.path(name), content, Chosen(self.folder))
        self.files[name] = digest(content)
        return written

    def is_as_written(self, name: str) -> bool:
        """Tell whether a file is, byte for byte, what argmap wrote."""
        try:
            data = self._bytes(name)
        except OSError:
            return False
        return data is not None and digest(data) == self.files.get(name)

    def refuse_foreign(self, names: list[str]) -> None:
        """Stop where a file would be overwritten that argmap did not write.

        Raises:
            ArgmapError: If there is one; the first is named.
        """
        for name in names:
            self.refuse_link(name)
            if name not in self.files and os.path.lexists(self.path(name)):
                raise ArgmapError(
                    f"{shown(self.path(name))} is there already, and is none of argmap's: name "
                    "another folder with -o"
                )

    def refuse_link(self, name: str) -> None:
        """Stop at a link in the place of a file or a folder of the site: it may lead anywhere.

        Raises:
            ArgmapError: If it is one.
        """
        if os.path.islink(self.path(name)):  # noqa: PTH114
            raise ArgmapError(
                f"cannot write {shown(self.path(name))}: it is a link: name another folder with -o"
            )

    def remove(self, keep: set[str]) -> tuple[list[str], list[str]]:
        """Remove the files that the site has no use for any more.

        Returns:
            Those removed, and those that somebody has changed since, which stay.
        """
        removed, changed = [], []
        for name in sorted(self.files.keys() - keep):
            there = os.path.lexists(self.path(name))
            if there and not (_OURS.fullmatch(name) and self._remove(name)):
                changed.append(name)
            elif there:
                removed.append(name)
            del self.files[name]
        return removed, changed

    def _remove(self, name: str) -> bool:
        path = self.path(name)
        if os.path.islink(path) or not self.is_as_written(name):  # noqa: PTH114
            return False
        try:
            os.unlink(place_to_write(path, Chosen(self.folder)))  # noqa: PTH108
        except OSError:
            return False
        return True

    def _bytes(self, name: str) -> bytes | None:
        """Return what a file holds; None where there is none, or a link leads out.

        Raises:
            OSError: If it cannot be read.
        """
        path = self.path(name)
        try:
            return read_all(place_to_write(path, Chosen(self.folder)), MOST)
        except (FileNotFoundError, NotADirectoryError, ArgmapError):
            return None


def digest(content: str | bytes) -> str:
    """Return what stands for a content."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def _read(held: Any) -> tuple[dict[str, str], dict[str, KnownPage]]:
    """Return the parts of a manifest.

    Raises:
        ValueError: If it is none, or one of another version.
    """
    if held is None:
        return {}, {}
    if not isinstance(held, dict) or held.get("argmap-site") != VERSION:
        raise ValueError("it is no manifest")
    maps = held.get("maps")
    if not isinstance(maps, dict):
        raise ValueError("it is no manifest")  # noqa: TRY004 -- what is read may be anything
    files = _texts(held.get("files"))
    ours = {name: one for name, one in files.items() if _OF_A_SITE.fullmatch(name)}
    known = {}
    for name, one in maps.items():
        with suppress(ValueError):  # that page is drawn again
            known[name] = _known(one)
    return ours, known


def _known(value: object) -> KnownPage:
    if not isinstance(value, list) or len(value) != len(KnownPage._fields):
        raise ValueError("it is no page")
    made, read, page, entry = value
    if type(made) is not str or type(page) is not str:
        raise ValueError("it is no page")
    return KnownPage(made, _texts(read), page, Entry.read(entry))


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or any(type(one) is not str for one in value.values()):
        raise ValueError("it is no table of texts")
    return value
