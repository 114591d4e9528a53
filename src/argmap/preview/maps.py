"""The maps that the preview shows: found, checked, drawn; the last good version of each is kept."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from argmap import checking
from argmap.checking.watching import Folders, folders_for
from argmap.drawing.draw import Pictures
from argmap.drawing.layout.part import FocusError
from argmap.drawing.theme import find_theme
from argmap.embedding.page import page
from argmap.errors import ArgmapError
from argmap.files.bounds import below
from argmap.files.find import MapFile, gather
from argmap.model.findings import Finding, Severity
from argmap.model.outline import Item, ItemKind
from argmap.preview.look import PAGE, Look
from argmap.text import excerpt, lines_of, one_line, printable, short, shown


class Maps:
    """The maps in a folder, or a single one.

    Attributes:
        folder: The real path of the folder; nothing outside of it is served, or opened.
        theme: The theme of all pictures.
    """

    def __init__(self, given: str, theme: str) -> None:
        """Take a map or a folder as the user named it.

        Raises:
            ArgmapError: If the theme cannot be used.
        """
        find_theme(theme)
        self.given, self.theme = given, theme
        self._is_folder = os.path.isdir(given)  # noqa: PTH112
        self.folder = (
            os.path.realpath(given) if self._is_folder else os.path.realpath(os.path.dirname(given))  # noqa: PTH120
        )
        self._paths: dict[str, str] = {}
        self._good: dict[str, checking.Validation] = {}
        self._pages: dict[str, str] = {}
        self.look_around()

    def look_around(self) -> Sequence[ArgmapError]:
        """Find the maps anew; return what kept folders from being looked into."""
        gathered = gather([self.given])
        files = gathered.sources if self._is_folder else (MapFile(self.given),)
        found = {self._name(one.path): one.path for one in files}
        self._paths = {
            name: path for name, path in found.items() if not self._is_folder or self.holds(path)
        }
        return gathered.problems

    def hear(self, changed: Collection[str]) -> None:
        """Take notice of changed files, given as real paths: maps may have come or gone."""
        known = {os.path.realpath(path) for path in self._paths.values()}
        if any(path not in known or not os.path.exists(path) for path in changed):  # noqa: PTH110
            self.look_around()

    @property
    def names(self) -> list[str]:
        """The names of all maps, as they are called from the folder on."""
        return list(self._paths)

    @property
    def watched(self) -> Folders:
        """The folders in which a change may be one of a map, or of what is checked with it."""
        return folders_for([self.given], self._paths.values(), self.theme)

    def holds(self, path: str) -> bool:
        """Tell whether a file really is in the folder."""
        return below(os.path.realpath(path), self.folder) is not None

    def state(self, name: str, look: Look) -> dict[str, Any]:
        """Return what the page shows of a map now, ready for JSON.

        Raises:
            KeyError: If there is no such map.
        """
        path = self._paths[name]
        state: dict[str, Any] = {
            "name": name,
            "maps": self.names,
            "view": look.view,
            "command": printable(look.command(path)),
            "findings": [],
            "trouble": "",
        }
        try:
            if self._is_folder and not self.holds(path):
                raise ArgmapError(f"{shown(path)} is not in the folder any more")  # noqa: TRY301
            result = checking.validate(path)
            state["findings"] = list(self._findings(result))
            fine = result.ok if look.view == PAGE else result.drawable
            if fine:
                self._good[name] = result
            state["fine"] = fine
        except (ArgmapError, OSError) as error:
            state |= {"trouble": one_line(str(error)), "fine": False}
        good = self._good.get(name)
        if good is not None:
            state |= self._seen(name, good, look, state)
        return state

    def page(self, name: str) -> str | None:
        """Return the page of a map, if it was asked for and there has been one."""
        return self._pages.get(name)

    def to_open(self, path: str) -> str | None:
        """Return the real path of a file of the folder that an editor may open, or None."""
        try:
            real = os.path.realpath(path)
            ordinary = stat.S_ISREG(os.stat(real).st_mode)  # noqa: PTH116
        except (OSError, ValueError):
            return None
        return real if ordinary and self.holds(real) else None

    def _name(self, path: str) -> str:
        start = self.given if self._is_folder else os.path.dirname(self.given) or os.curdir  # noqa: PTH120
        return shown(os.path.relpath(path, start).replace(os.sep, "/"))

    def _seen(
        self, name: str, good: checking.Validation, look: Look, state: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the picture or page of the last good version, and what of it can be shown."""
        assert good.map is not None
        seen: dict[str, Any] = {"title": good.map.title, "lang": good.map.lang, "claims": []}
        try:
            pictures = Pictures(good.map, look.picture)
            seen["claims"] = list(_claims(pictures.whole))
            if look.view == PAGE:
                self._pages[name] = page(good.map, find_theme(self.theme), good.standings)
                digest = hashlib.sha256(self._pages[name].encode()).hexdigest()
                return seen | {"page": digest[:16]}
            drawing = pictures.draw(look.picture)
        except (FocusError, ArgmapError, OSError) as error:
            return seen | {"trouble": state["trouble"] or one_line(str(error))}
        size = f"{drawing.width} × {drawing.height} px, {drawing.layout}"
        notes = [*drawing.notes, *drawing.font_notes]
        return seen | {"svg": drawing.svg, "size": size, "notes": notes}

    def _findings(self, result: checking.Validation) -> Iterator[dict[str, Any]]:
        """Yield findings as the page lists them, the heaviest first.

        Of files that are not in the folder, no lines are shown.
        """
        texts: Mapping[str, str] = {**result.beside, result.path: result.text}
        lines: dict[str, list[str]] = {}
        weights = list(Severity)
        for one in sorted(result.findings, key=lambda one: weights.index(one.severity)):
            place = one.location
            if place.path not in lines:
                ours = place.path == result.path or self.holds(place.path)
                lines[place.path] = lines_of(texts.get(place.path, "")) if ours else []
            yield {
                "place": shown(str(place)),
                "path": place.path,
                "line": place.line,
                "column": place.column,
                "severity": one.severity.value,
                "rule": f"{one.code} {one.name}",
                "message": printable(one.message),
                "hint": printable(one.hint or ""),
                "excerpt": _excerpt(one, lines[place.path]),
            }


def _excerpt(finding: Finding, lines: Sequence[str]) -> str:
    place = finding.location
    if not 0 < place.line <= len(lines):
        return ""
    said, mark = excerpt(lines[place.line - 1], place.column, place.length)
    return f"{said}\n{mark}"


def _claims(root: Item) -> Iterator[tuple[str, str]]:
    """Yield the claims that a picture can show a part for: their ids, numbers and words."""
    for one in root.walk():
        if one.kind is ItemKind.CLAIM and one.claim is not None:
            yield one.id, f"{one.number} {short(one.claim.text)}"
