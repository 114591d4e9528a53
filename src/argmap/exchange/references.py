"""Add sources to a map's file, and update those that it has, in place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from argmap.checking import Validation, validate_text
from argmap.checking.settings import Settings
from argmap.errors import ArgmapError
from argmap.exchange.loss import Report
from argmap.exchange.shape import NOWHERE, as_id
from argmap.model.argument import ArgumentMap, Source
from argmap.model.dump import dump, flow
from argmap.model.findings import InvalidMapError, Severity
from argmap.reading import read
from argmap.reading.rename import is_id
from argmap.reading.tree import MappingNode, Node, ScalarNode, Tree
from argmap.reading.yaml import parse
from argmap.text import shown

References = Mapping[str, Mapping[str, object]]
"""The fields of sources, by the ids that they have in a list of references."""

_LINE_END = re.compile(r"\r\n?|\n")
_ASIDE = re.compile(r"[ \t]*(#.*)?")
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[\[\]{}]|(?<![^\s,\[{])#[^\r\n]*""", re.DOTALL
)


class UnusableMapError(InvalidMapError):
    """A map with errors of form: its sources cannot be changed in place.

    Attributes:
        result: The map with its findings.
    """

    def __init__(self, result: Validation) -> None:
        self.result = result
        super().__init__(result.findings)


@dataclass(frozen=True, slots=True)
class Updated:
    """The outcome of updating sources.

    Attributes:
        text: The text of the map.
        added, changed: The ids of the sources.
        report: What of the references has no place.
    """

    text: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    report: Report


def update_sources(data: bytes, path: str, references: References, report: Report) -> Updated:
    """Return a map with further and newer sources; all else in its file stays as it is.

    A reference is the source that has its id, its DOI or its URL. Of that, the fields that the
    reference gives are set, and the others stay.

    Args:
        data: The map's bytes.
        path: The map as findings are to name it.
        references: The sources to add or update.
        report: What was lost in reading them; more is added.

    Raises:
        UnusableMapError: If the map has errors of form.
        ArgmapError: If its sources are written in a way that cannot be changed in place.
    """
    result = validate_text(data, path, Settings())
    unread = tuple(one for one in result.findings
                   if one.severity is Severity.ERROR and one.code.startswith("AM1"))  # fmt: skip
    if unread or result.map is None:
        raise UnusableMapError(replace(result, findings=unread))
    known = result.map
    wanted, added, changed = _wanted(known, references, report)
    text = result.text
    if added or changed:
        text = _Editor(text, path).edited(known, wanted, added, changed)
        _refuse_other(known, wanted, text, path)
    return Updated(text, tuple(added), tuple(changed), report)


def _wanted(
    known: ArgumentMap, references: References, report: Report
) -> tuple[dict[str, dict[str, object]], list[str], list[str]]:
    """Return the fields of all sources as they are to be, and which are new or changed."""
    wanted = {name: dict(source.fields) for name, source in known.sources.items()}
    same = {
        (key, str(fields[key]).lower()): name
        for name, fields in wanted.items()
        for key in ("URL", "DOI")
        if key in fields
    }
    taken = {*known.claims, *known.inferences, *(piece.id for _, piece in known.evidence())}
    added, changed = [], []
    for key, fields in references.items():
        name = unicodedata.normalize("NFC", key)
        name = name if is_id(name) else as_id(key)
        for field in ("DOI", "URL"):
            name = (
                name if name in wanted else same.get((field, str(fields.get(field)).lower()), name)
            )
        base, count = name, 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        if name != key:
            report.renamed("a reference is a source of another id", name, key)
        if name not in wanted:
            added.append(name)
            wanted[name] = dict(fields)
        elif any(wanted[name].get(field) != value for field, value in fields.items()):
            changed.append(name)
            wanted[name] |= fields
    return wanted, added, [name for name in dict.fromkeys(changed) if name not in added]


def _refuse_other(
    known: ArgumentMap, wanted: Mapping[str, Mapping[str, object]], text: str, path: str
) -> None:
    """Stop if the text does not say what it should: nothing is written then."""
    again = read(text, path)
    sources = {name: Source(at=NOWHERE, id=name, fields=fields) for name, fields in wanted.items()}
    if again.map is None or dump(again.map) != dump(replace(known, sources=sources)):
        raise ArgmapError(
            f"{shown(path)} was not changed: its sources are written in a way that cannot be "
            "changed in place; write each with its keys on lines of their own"
        )


class _Edit(NamedTuple):
    """A piece of the text, and what is to stand in its place."""

    start: int
    end: int
    text: str


class _Editor:
    """Edits the text of one map."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        found = _LINE_END.search(text)
        self.newline = found[0] if found else "\n"
        self._read()

    def _read(self) -> None:
        self.tree: Tree = parse(self.text, self.path)
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        assert isinstance(self.tree.root, MappingNode)  # it has the form of a map
        self.root = self.tree.root

    def edited(
        self,
        known: ArgumentMap,
        wanted: Mapping[str, Mapping[str, object]],
        added: list[str],
        changed: list[str],
    ) -> str:
        """Return the text with some sources new and others changed."""
        if self.text[self._at(self.root) :][:1] == "{":
            raise ArgmapError(
                f"{shown(self.path)} was not changed: write the map with its keys on lines of "
                "their own"
            )
        sources = self.root.values.get("sources")
        if isinstance(sources, MappingNode) and self._is_flow(sources):
            self._explode(sources)
            sources = self.root.values["sources"]
        edits: list[_Edit] = []
        block = isinstance(sources, MappingNode) and bool(sources.keys)
        indent = "  "
        if block:
            assert isinstance(sources, MappingNode)
            indent = " " * (next(iter(sources.keys.values())).column - 1)
            for name in changed:
                old = known.sources[name].fields
                edits += self._changes(sources, name, old, wanted[name])
        lines = [line for name in added for line in _entry(name, wanted[name], indent)]
        if lines:
            behind = sources if block and isinstance(sources, MappingNode) else None
            edits.append(self._insertion(behind, lines))
        for edit in sorted(edits, reverse=True):
            self.text = self.text[: edit.start] + edit.text + self.text[edit.end :]
        return self.text

    def _explode(self, sources: MappingNode) -> None:
        """Write sources in braces with a line for each, as it stands there."""
        start = self._at(sources)
        end = self._flow_end(start)
        lines = []
        for name, key in sources.keys.items():
            value = sources.values[name]
            begin = self._at(value)
            stop = self._flow_end(begin) if self._is_flow(value) else begin + value.length
            word = self.text[self._at(key) : self._at(key) + key.length]
            lines.append(f"  {word}: {self.text[begin:stop]}")
        head = self.text[:start].rstrip(" \t")
        self.text = self.newline.join([head, *lines]) + self.text[end:]
        self._read()

    def _insertion(self, sources: MappingNode | None, lines: list[str]) -> _Edit:
        """Return the edit that puts lines behind the last source, or as a section of its own."""
        if sources is not None:
            last = list(sources.keys)[-1]
            place = self._line_end(self._last_line(sources, last))
            return _Edit(place, place, "".join(self.newline + line for line in lines))
        empty = self.root.keys.get("sources")
        if empty is not None:
            place = self._line_end(empty.line)
            return _Edit(place, place, "".join(self.newline + line for line in lines))
        place = self.starts[self.root.keys["thesis"].line - 1]
        place = self._above_comments(self.root.keys["thesis"].line, place)
        text = self.newline.join(["sources:", *lines, "", ""])
        return _Edit(place, place, text)

    def _above_comments(self, line: int, place: int) -> int:
        """Return the start of the comments that stand right above a line."""
        while line > 1 and self.tree.line(line - 1).lstrip().startswith("#"):
            line -= 1
            place = self.starts[line - 1]
        return place

    def _changes(
        self,
        sources: MappingNode,
        name: str,
        old: Mapping[str, object],
        new: Mapping[str, object],
    ) -> Iterator[_Edit]:
        """Yield the edits that give a source other fields."""
        entry = sources.values[name]
        assert isinstance(entry, MappingNode)  # it has the form of a source
        if self._is_flow(entry):
            start = self._at(entry)
            yield _Edit(start, self._flow_end(start), _in_braces(new))
            return
        more = []
        for key, value in new.items():
            if key not in old:
                more.append((key, value))
            elif old[key] != value:
                node = entry.values[key]
                start = self._at(node)
                yield _Edit(start, self._value_end(entry.keys[key], node), _flow(value))
        if more:
            indent = " " * (next(iter(entry.keys.values())).column - 1)
            place = self._line_end(self._last_line(sources, name))
            lines = "".join(f"{self.newline}{indent}{key}: {_flow(value)}" for key, value in more)
            yield _Edit(place, place, lines)

    def _at(self, node: Node) -> int:
        """Return where a node begins in the text."""
        return self.starts[node.line - 1] + node.column - 1

    def _is_flow(self, node: Node) -> bool:
        return self.text[self._at(node) :][:1] in ("{", "[") and not isinstance(node, ScalarNode)

    def _flow_end(self, start: int) -> int:
        """Return where what is in brackets ends."""
        depth = 0
        for token in _TOKEN.finditer(self.text, start):
            depth += (token[0] in "[{") - (token[0] in "]}")
            if depth == 0 and token[0] in "]}":
                return token.end()
        return len(self.text)

    def _value_end(self, key: ScalarNode, node: Node) -> int:
        """Return where the value of a key ends, without what is said behind it."""
        if self._is_flow(node):
            return self._flow_end(self._at(node))
        if isinstance(node, ScalarNode) and node.length and self.text[self._at(node)] not in "|>":
            return self._at(node) + node.length
        last = max(key.line, node.line)
        for number in range(last + 1, len(self.starts) + 1):
            line = self.tree.line(number)
            indent = len(line) - len(line.lstrip(" "))
            item = indent == key.column - 1 and line.lstrip().startswith("- ")
            if line.strip() and indent < key.column and not item:
                break
            last = number if line.strip() else last
        return self._line_end(last)

    def _last_line(self, sources: MappingNode, name: str) -> int:
        """Return the last line of an entry that says something."""
        names = list(sources.keys)
        following = names[names.index(name) + 1 :]
        end = len(self.starts)
        if following:
            end = sources.keys[following[0]].line - 1
        else:
            below = [key.line for key in self.root.keys.values()
                     if key.line > sources.keys[name].line]  # fmt: skip
            end = min(below) - 1 if below else end
        while end > sources.keys[name].line and _ASIDE.fullmatch(self.tree.line(end)):
            end -= 1
        return end

    def _line_end(self, number: int) -> int:
        return self.starts[number - 1] + len(self.tree.line(number))


def _entry(name: str, fields: Mapping[str, object], indent: str) -> Iterator[str]:
    """Yield the lines of a new source."""
    yield f"{indent}{name}:"
    for key, value in fields.items():
        yield f"{indent}  {key}: {_flow(value)}"


def _in_braces(fields: Mapping[str, object]) -> str:
    parts = (f"{key}: {_flow(value)}" for key, value in fields.items())
    return f"{{{', '.join(parts)}}}"


def _flow(value: object) -> str:
    """Return a value on one line; a single name needs no list."""
    return flow(value[0] if isinstance(value, tuple) and len(value) == 1 else value)
