"""A map that is open in an editor: its text, what is found in it, places in its units."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec

from argmap.checking import Validation, validate, validate_text
from argmap.errors import ArgmapError
from argmap.model.argument import ArgumentMap
from argmap.model.findings import Finding, Location, Severity
from argmap.model.outline import ItemKind, number, plan
from argmap.reading.rename import Replacement, WrittenId, accepted, occurrences
from argmap.reading.tree import MappingNode, ScalarNode, Tree
from argmap.reading.yaml import parse
from argmap.review.states import Standing
from argmap.text import lines_of

_MAP = re.compile(r"^\ufeff?argmap:", re.MULTILINE)
_NAME = ".argmap.yaml"
_BOM = "\ufeff"


def is_map(uri: str, text: str) -> bool:
    """Return whether an editor's document is a map: by its key `argmap`, or by its name."""
    return _MAP.search(text) is not None or uri.endswith(_NAME)


class Places:
    """A text whose places are told to an editor, in the units that both have agreed on.

    Attributes:
        text: The text, without a byte order mark; an editor that shows one counts it.
    """

    def __init__(self, text: str, codec: PositionCodec | None = None) -> None:
        self.text = text.removeprefix(_BOM)
        self._marked = text.startswith(_BOM)
        self.codec = codec or PositionCodec()

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return lines_of(self.text)

    def place(self, position: types.Position) -> tuple[int, int]:
        """Return the line and the column of a position, both counted from 1, in characters."""
        if position.line >= len(self.lines):
            return len(self.lines), len(self.lines[-1]) + 1
        if self._marked and position.line == 0:
            width = self.codec.client_num_units(_BOM)
            position = types.Position(0, max(position.character - width, 0))
        found = self.codec.position_from_client_units(self.lines, position)
        return found.line + 1, found.character + 1

    def range(self, line: int, column: int, length: int) -> types.Range:
        """Return the range of some characters on a line, counted from 1."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        start = min(max(column - 1, 0), len(text))
        end = min(start + max(length, 0), len(text))
        return types.Range(self._position(line, text, start), self._position(line, text, end))

    def _position(self, line: int, text: str, index: int) -> types.Position:
        before = _BOM + text[:index] if self._marked and line <= 1 else text[:index]
        return types.Position(max(line - 1, 0), self.codec.client_num_units(before))

    def range_of(self, place: ScalarNode | Location) -> types.Range:
        """Return the range of a key, a value or a finding's place, up to the end of its line."""
        length = place.length or len(self.lines[place.line - 1])
        return self.range(place.line, place.column, length)

    def edit(self, change: Replacement) -> types.TextEdit:
        """Return a change to the text as the editor makes it."""
        return types.TextEdit(
            types.Range(self._at(change.start), self._at(change.end)), change.text
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer(r"\r\n?|\n", self.text))]

    def _at(self, index: int) -> types.Position:
        """Return the position of an index in the text."""
        line = bisect_right(self._starts, index)
        return self._position(line, self.lines[line - 1], index - self._starts[line - 1])


class Document(Places):
    """One version of a map's text.

    Attributes:
        uri: What the editor calls it.
        source: Its text as the editor has it.
        path: Its file, or its URI where it has none yet.
        version: The editor's count of its versions.
        result: What was found in it, or None where `trouble` says why nothing could be.
        trouble: The error that kept it from being checked: settings that cannot be read.
        known: The map as it was last readable: this version's, or an earlier one's.
    """

    def __init__(
        self,
        uri: str,
        text: str,
        version: int | None = None,
        *,
        codec: PositionCodec | None = None,
        before: Document | None = None,
    ) -> None:
        super().__init__(text, codec)
        self.uri, self.source, self.version = uri, text, version
        file = to_fs_path(uri) if uri.startswith("file:") else None
        self.path = file or uri
        self.in_file = file is not None
        self.trouble: ArgmapError | None = None
        self.result: Validation | None = None
        try:
            self.result = validate(file, text=text) if file else validate_text(text, uri)
        except ArgmapError as error:
            self.trouble = error
        fresh = self.result.map if self.result is not None else None
        self.known: ArgumentMap | None = fresh or (before.known if before is not None else None)
        self._before = before if fresh is None and before is not None else None

    @cached_property
    def tree(self) -> Tree:
        """The text as a located tree, as far as it can be read."""
        return parse(self.text, self.path)

    @cached_property
    def occurrences(self) -> tuple[WrittenId, ...]:
        """The places where ids are given or named."""
        root = self.tree.root
        thesis = root.keys.get("thesis") if isinstance(root, MappingNode) else None
        own = [WrittenId("thesis", thesis, definition=True)] if thesis is not None else []
        return (*own, *occurrences(self.tree), *accepted(self.tree))

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number in the picture of each claim that reaches the thesis, by its id."""
        if self.known is None or not self.sound:
            return self._before.numbers if self._before is not None else {}
        root = plan(self.known)
        number(root)
        items = (item for item in root.walk() if item.kind is ItemKind.CLAIM)
        return {item.id: item.number for item in items if item.number}

    @property
    def sound(self) -> bool:
        """Whether this version of the text is a map whose argument has no error.

        A quote that its source does not have (AM307) leaves the argument as it is.
        """
        if self.result is None or self.result.map is None:
            return False
        errors = (one for one in self.findings() if one.severity is Severity.ERROR)
        return all(one.code == "AM307" for one in errors)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """The review state of each claim and warrant, by its id; empty on a map with errors."""
        return self.result.standings if self.result is not None and self.sound else {}

    def at(self, position: types.Position) -> WrittenId | None:
        """Return the id that stands at a position, or just before it."""
        line, column = self.place(position)
        for one in self.occurrences:
            start = one.node.column
            if one.node.line == line and start <= column <= start + max(1, one.node.length):
                return one
        return None

    def renames(self, one: WrittenId) -> bool:
        """Return whether an id can have another name: it stands before its colon, or as `id`."""
        given = (other.id for other in self.occurrences if other.definition)
        return one.id != "thesis" and one.id in given  # nothing else is called `thesis`

    def findings(self) -> Iterator[Finding]:
        """Yield what was found in this file, without what is about others."""
        if self.result is not None:
            own = self.result.path
            yield from (one for one in self.result.findings if one.location.path == own)

    def findings_beside(self) -> dict[str, list[Finding]]:
        """Return what was found in other files, such as the ledger, by their URIs."""
        found: dict[str, list[Finding]] = {}
        for one in self.result.findings if self.result is not None else ():
            if one.location.path != self.result.path:  # type: ignore[union-attr]
                uri = from_fs_path(str(Path(one.location.path).absolute()))
                if uri is not None:
                    found.setdefault(uri, []).append(one)
        return found
