"""Write the page of one map into a site, unless it is there already as it would be drawn."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from argmap import reading
from argmap.checking import Validation, validate
from argmap.checking.settings import find_settings
from argmap.drawing.theme import Theme
from argmap.embedding.page import Above, page
from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.files.bounds import Chosen
from argmap.files.find import ledger_path
from argmap.files.read import read_all
from argmap.files.write import write
from argmap.model.findings import Severity
from argmap.publishing.entry import Entry
from argmap.publishing.manifest import KnownPage, digest
from argmap.quotes.sources import Unreadable, open_beside

_PARTS = (".py", ".css", ".js", ".html", ".xml", ".toml", ".json")
"""What the files of this package end in that decide how something is drawn."""

UP = "../index.html"
"""The index, as it is seen from a map's page."""


class PageState(StrEnum):
    """What became of a map, in the words of the summary."""

    WRITTEN = "written"
    CURRENT = "up to date"
    WRONG = "with errors"
    FAILED = "failed"


class Task(NamedTuple):
    """A map to write a page of.

    Attributes:
        source: The map's file.
        name: Its name below the folder of all maps, with slashes.
        page: The page's file.
        known: What is known of the page that is there, if it is as argmap wrote it.
    """

    source: str
    name: str
    page: str
    known: KnownPage | None = None


class PageOutcome(NamedTuple):
    """What became of a map.

    Attributes:
        state: Its state.
        known: What is known of its page, be it older; None where it has none.
        result: The validation of a map with errors.
        problem: Why it failed.
    """

    state: PageState
    known: KnownPage | None = None
    result: Validation | None = None
    problem: str = ""


@dataclass(frozen=True)
class PageDrawer:
    """Writes the pages of single maps; each process has a copy.

    Attributes:
        folder: The site's folder.
        theme: The colours and words.
        title: The site's title, or None for the usual one.
        release: A digest of the program.
    """

    folder: str
    theme: Theme
    title: str | None
    release: str

    def make(self, task: Task) -> PageOutcome:
        """Write the page of a map, or find that it would be the same."""
        try:
            return self._make(task)
        except ArgmapError as error:
            return PageOutcome(PageState.FAILED, task.known, problem=str(error))

    def _make(self, task: Task) -> PageOutcome:
        source, known = task.source, task.known
        data = reading.map_bytes(source)
        made = digest(f"{self.release}\n{find_settings(source)!r}")
        read = {"map": digest(data), "ledger": _digest_of(ledger_path(source))}
        if known is not None and known.made == made:
            texts = [name[5:] for name in known.read if name.startswith("text:")]
            if known.read == read | _texts(source, texts):
                return PageOutcome(PageState.CURRENT, known)
        result = validate(source, text=data)
        if result.map is None or not result.ok:
            return PageOutcome(PageState.WRONG, known, result)
        argument = self.theme.worded(result.map)
        text = page(argument, self.theme, result.standings, Above(UP, self.title))
        entry = Entry.of(argument, result.standings, result.count(Severity.WARNING))
        files = (one.file for one in argument.sources.values() if one.file is not None)
        known = KnownPage(made, read | _texts(source, files), digest(text), entry)
        written = write(task.page, text, Chosen(self.folder))
        return PageOutcome(PageState.WRITTEN if written else PageState.CURRENT, known)


def _texts(source: str, names: Iterable[str]) -> dict[str, str]:
    """Return digests of the texts that a map names; what cannot be read has none."""
    open_ = open_beside(os.path.dirname(source))  # noqa: PTH120 -- as written
    found = {}
    for name in names:
        try:
            found[f"text:{name}"] = digest(open_(name)[1])
        except (Unreadable, ArgmapError, OSError, ValueError):
            found[f"text:{name}"] = ""
    return found


def _digest_of(path: str) -> str:
    """Return the digest of a file, or nothing where it cannot be read."""
    try:
        return digest(read_all(path, MAX_BYTES))
    except (OSError, ValueError, ArgmapError):
        return ""


@cache
def release() -> str:
    """Return a digest of all of argmap: what another release draws may be something else."""
    found = hashlib.sha256()
    folder = Path(__file__).parent.parent
    for path in sorted(one for one in folder.rglob("*") if one.suffix in _PARTS):
        found.update(path.read_bytes())
    return found.hexdigest()
