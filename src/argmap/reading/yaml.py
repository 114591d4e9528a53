"""Parse YAML into the located tree from PyYAML's events, collecting mistakes."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import normalize

import yaml
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from argmap.model.findings import Collector, Finding, Location, Mend
from argmap.reading.decoding import UNSAFE, describe, find_unsafe, holds_unsafe, replace_unsafe
from argmap.reading.rules import (
    duplicate_key,
    lost_comment,
    too_large,
    unsafe_character,
    yaml_feature,
    yaml_syntax,
)
from argmap.reading.syntax_messages import Before, Stop, diagnose, quoted_value
from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode, Tree, UnknownNode
from argmap.text import lines_of, short

_DOCUMENT_MARKS = ("---", "...")

MAX_DEPTH = 64
MAX_EVENTS = 500_000

_DIRECTIVE = re.compile(r"(?<![^\r\n])%(?:TAG|YAML)")
_LOOKS_LOST = re.compile(r"[ \t]#+[^\s#]")
_LOST = re.compile(r"[ \t]+(#+[^\s#][^\r\n]*)")
_FEATURE = re.compile(r"[&*!][^\s,\[\]{}]*")

_FEATURES = {
    "&": ("names this part to use it again", "delete it and write the part out where it is needed"),
    "*": ("stands for another part of the file", "write that part out here"),
    "!": ("gives this part a type", "delete it: a map has no types"),
}


def parse(text: str, path: str) -> Tree:
    """Read a text as YAML, of which only the plain part is taken.

    Args:
        text: What to read, without a byte order mark.
        path: The file as the user named it.

    Returns:
        The tree, with what is wrong as findings; unsafe characters are replaced in its text.
        Its root is None if the file is empty or the reading had to stop.
    """
    return _parse(text, path, None)


def _parse(text: str, path: str, end: Mark | None) -> Tree:
    """Return the tree of a text, read to the end or to what is too deep for the parser."""
    collector, safe = Collector(), text
    if holds_unsafe(text):
        find_unsafe(text, path, collector)
        safe = replace_unsafe(text)
    reader = _Reader(safe, _Reporter(safe, path, collector))
    root = reader.read(end)
    if reader.limit is not None and end is None:
        return _parse(text, path, reader.limit)
    return Tree(path, safe, root, collector.result(), stopped=reader.stopped)


class _Reader:
    """Turns the parser's events into a tree.

    Attributes:
        report: Where mistakes are reported.
        open: The mappings and lists that are open, the outermost first.
        top: The last of them; `keys` and `values` are its own if it is a mapping.
        awaits_key: The mapping on top is open, and a key comes next.
        name: The key whose value comes next, NFC-folded.
        discard: That value belongs to a key that was reported, and is dropped.
        reopened: The section that the next mapping goes on with, its key being a second one.
        root: The outermost value.
        watchful: Some text is followed by what may be a lost comment, or holds an escape.
        unusable: Open mappings and lists that stand where a key should.
        last: The event before.
        closed: The last mapping or list that was closed.
        stopped: The reading stopped before the end.
        limit: Where the parser found the file too deep before the reader did: it looks ahead,
            and reports none of many brackets in a line before it has seen the last.
    """

    def __init__(self, text: str, report: _Reporter) -> None:
        self.report = report
        self.open: list[MappingNode | SequenceNode] = []
        self.top: MappingNode | SequenceNode | None = None
        self.keys: dict[str, ScalarNode] = {}
        self.values: dict[str, Node] = {}
        self.awaits_key = False
        self.name = ""
        self.discard = False
        self.reopened: Node | None = None
        self.root: Node | None = None
        self.watchful = "\\" in text or report.may_lose_comments()
        self.unusable: list[MappingNode | SequenceNode] = []
        self.last: Any = None
        self.closed: Node | None = None
        self.stopped = False
        self.limit: Mark | None = None

    def read(self, end: Mark | None) -> Node | None:
        """Read to the end, or to where the reading has to stop, at a mark at the latest."""
        text = self.report.without_directives()
        root = None
        try:
            root = self._read_events(yaml.CSafeLoader(text if end is None else text[: end.index]))
        except yaml.YAMLError as error:
            self._stop(error, end)
        except _TooManyMistakesError:
            self.stopped = True
        if end is None or self.stopped:
            return root
        self.report.too_deep(*_place(end))
        self.stopped = True
        return None

    def _read_events(self, loader: Any) -> Node | None:
        """Read event after event; a tight loop, since the reading's time is spent here."""
        next_event, take_scalar, depth = loader.get_event, self._scalar, self.open
        for _ in range(MAX_EVENTS):
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                take_scalar(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(depth) >= MAX_DEPTH:
                    self.report.too_deep(*_place(event.start_mark))
                    break
                self._start(event, MappingNode if kind is MappingStartEvent else SequenceNode)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is StreamEndEvent:
                return self.root
            elif kind is DocumentStartEvent and self.root is not None:
                if not _is_end(self.report.text[event.end_mark.index :]):
                    self.report.second_map(*_place(event.start_mark))
                return self.root
            self.last = event
        else:
            self.report.too_long(*_place(event.start_mark))
        self.stopped = True
        return None

    def _scalar(self, event: Any) -> None:
        """Take a key or a text; most are plain and good, so these take the shortest way."""
        start, end, text = event.start_mark, event.end_mark, event.value
        line, column = start.line, start.column
        length = end.column - column if end.line == line else 0
        scalar = ScalarNode(text, not event.style, line + 1, column + 1, length)
        if self.watchful or event.anchor is not None or event.tag is not None:
            self._take(self._look_closer(event, scalar))
        elif not self.awaits_key:
            self._put(scalar)
        elif text.isascii() and text not in self.keys and text != "<<":
            self.keys[text] = scalar
            self.name = text
            self.awaits_key = False
        else:
            self._take_key(scalar)

    def _look_closer(self, event: Any, scalar: ScalarNode) -> Node:
        """Report mistakes in a text as such, and return the node to take in its place."""
        start, end = event.start_mark, event.end_mark
        if scalar.plain and scalar.text:
            self.report.lost_comment(*_place(end), end.index)
        elif event.style == '"' and UNSAFE.search(scalar.text):
            self.report.unsafe_escape(scalar)
            scalar.text = replace_unsafe(scalar.text)
        if event.anchor is not None or event.tag is not None:
            self.report.feature(*_place(start), start.index)
            if not scalar.text:
                return UnknownNode(scalar.line, scalar.column, scalar.length)
        return scalar

    def _start(self, event: Any, make: type[MappingNode | SequenceNode]) -> None:
        """Open a mapping or a list."""
        mark = event.start_mark
        node: MappingNode | SequenceNode = make(
            mark.line + 1, mark.column + 1, event.end_mark.column - mark.column
        )
        if event.anchor is not None or event.tag is not None:
            self.report.feature(*_place(mark), mark.index)
        if self.awaits_key:
            self.report.no_key(node)
            self.unusable.append(node)
        else:
            if make is MappingNode and isinstance(self.reopened, MappingNode):
                node = self.reopened
            self._put(node)
        self.open.append(node)
        self._look_into(node)

    def _close(self) -> None:
        """Close the mapping or list on top."""
        closed = self.closed = self.open.pop()
        self._look_into(self.open[-1] if self.open else None)
        if self.unusable and self.unusable[-1] is closed:
            self.unusable.pop()
            self._take_key(UnknownNode(closed.line, closed.column, 1))

    def _take(self, node: Node) -> None:
        if self.awaits_key:
            self._take_key(node)
        else:
            self._put(node)

    def _take_key(self, node: Node) -> None:
        """Keep a key until its value comes, and report one that cannot be a key."""
        top = self.top
        assert isinstance(top, MappingNode)  # nothing else awaits a key
        self.awaits_key = False
        if not isinstance(node, ScalarNode):
            self.discard = top.broken = True
            return
        name = self.name = node.text if node.text.isascii() else normalize("NFC", node.text)
        if name == "<<" and node.plain:
            self.discard = top.broken = True
            self.report.merge_key(node)
        elif name in top.keys:
            self.discard = True
            self.reopened = top.values.get(name) if len(self.open) == 1 else None
            self.report.duplicate_key(node, top.keys[name])
        else:
            top.keys[name] = node

    def _put(self, node: Node) -> None:
        """Put a value where it belongs."""
        top = self.top
        if type(top) is MappingNode:
            if self.discard:
                self.discard = False
                self.reopened = None
            else:
                self.values[self.name] = node
            self.awaits_key = True
        elif type(top) is SequenceNode:
            top.items.append(node)
        else:
            self.root = node

    def _look_into(self, top: MappingNode | SequenceNode | None) -> None:
        """Make a mapping or a list the one on top, which takes what comes next."""
        self.top = top
        self.awaits_key = type(top) is MappingNode
        if type(top) is MappingNode:
            self.keys, self.values = top.keys, top.values

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        self.report.feature(*_place(start), start.index)
        self._take(UnknownNode(start.line + 1, start.column + 1, end.column - start.column))

    def _stop(self, error: yaml.YAMLError, end: Mark | None) -> None:
        """Report where and why the parser gave up, if not at its own limit or where it was cut."""
        mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        line, column = _place(mark) if mark else (1, 1)
        context_line, context_column = _place(context) if context else (line, column)
        problem, while_doing = getattr(error, "problem", ""), getattr(error, "context", "")
        if mark and ("nest" in (problem or "") if end is None else mark.index >= end.index):
            self.limit = mark
            return
        self.stopped = True
        known = [*self.open, self.closed]
        inner = self.open[-1] if self.open else None
        stop = Stop(
            problem=f"{problem or ''} {while_doing or ''}",
            line=line,
            column=column,
            context_line=context_line,
            context_column=context_column,
            before=self._before(),
            columns=tuple(node.column for node in known if type(node) is MappingNode),
            open_line=inner.line if inner else 1,
            open_column=inner.column if inner else 1,
        )
        self.report.syntax(stop)

    def _before(self) -> Before:
        """Return what was read just before the parser gave up."""
        event = self.last
        if event is None:
            return Before("nothing", 1, 1, 1, 1)
        kind, start = "nothing", event.start_mark
        end = event.end_mark
        if type(event) is ScalarEvent:
            kind = {"": "plain", "'": "quoted", '"': "quoted"}.get(event.style or "", "block")
        elif type(event) is AliasEvent:
            kind = "alias"
        elif type(event) in (MappingEndEvent, SequenceEndEvent) and end.index > start.index:
            assert self.closed is not None  # an end closes something
            return Before("flow", self.closed.line, self.closed.column, *_place(end))
        return Before(kind, *_place(start), *_place(end))


class _TooManyMistakesError(Exception):
    """There are more mistakes of one kind than are listed, so reading on would not help."""


class _Reporter:
    """Adds findings on one text to a collector.

    Each method raises `_TooManyMistakesError` where its finding was one too many.
    """

    def __init__(self, text: str, path: str, collector: Collector) -> None:
        self.text = text
        self.path = path
        self.collector = collector

    def _add(self, finding: Finding) -> None:
        self.collector.add(finding)
        if finding.severity == "error" and self.collector.is_full(finding.code):
            raise _TooManyMistakesError

    def _at(self, node: Node) -> Location:
        return Location(self.path, node.line, node.column, max(1, node.length))

    def syntax(self, stop: Stop) -> None:
        """Report that the parser gave up."""
        lines = lines_of(self.text)
        cause = diagnose(stop, lines)
        rest = len(lines[cause.line - 1]) - cause.column + 1
        at = Location(self.path, cause.line, cause.column, max(1, min(cause.length, rest)))
        self.collector.drop("AM103", cause.line, cause.column)
        quoted = quoted_value(lines, cause.line) if cause.quoting else None
        mend = None
        if quoted is not None:
            column, length, text = quoted
            mend = Mend(text, Location(self.path, cause.line, column, length))
        self._add(yaml_syntax(cause.message, cause.hint, at, mend))

    def feature(self, line: int, column: int, index: int) -> None:
        """Report the anchor, alias or tag that stands at an index of the text."""
        match = _FEATURE.match(self.text, index)
        word = match.group() if match else "&"
        what, remedy = _FEATURES[word[0]]
        at = Location(self.path, line, column, len(word))
        hint = f"{remedy}; if a text begins with `{word[0]}`, put it in quotes"
        message = f"`{short(word)}` {what}, which maps do without"
        self._add(yaml_feature(message, hint, at))

    def merge_key(self, node: Node) -> None:
        """Report a merge key."""
        at = Location(self.path, node.line, node.column, 2)
        message = "`<<` takes over keys from another part of the file, which maps do without"
        self._add(yaml_feature(message, "write the keys out here", at))

    def no_key(self, node: Node) -> None:
        """Report a mapping or a list that stands where a key should."""
        message = "a key is a word here, never a list or a group of keys"
        hint = "if a text in brackets is meant, put it in quotes"
        self._add(yaml_feature(message, hint, self._at(node)))

    def second_map(self, line: int, column: int) -> None:
        """Report a second document."""
        message = "a second document begins here, and is not read"
        hint = "one file holds one map: move what follows to a file of its own"
        self._add(yaml_feature(message, hint, Location(self.path, line, column, 3)))

    def without_directives(self) -> str:
        """Return the text with directives made comments, and report the first."""
        text = self.text
        match = _DIRECTIVE.search(text) if "%" in text else None
        if match is None:
            return text
        line = len(lines_of(text[: match.start()]))
        at = Location(self.path, line, 1, len(match.group()))
        message = "a line that begins with `%` gives orders to the reader, which maps do without"
        self._add(yaml_feature(message, "delete the line", at))
        return _DIRECTIVE.sub(lambda found: "#" + found.group()[1:], text)

    def duplicate_key(self, key: ScalarNode, first: ScalarNode) -> None:
        """Report a key that its mapping already has."""
        self._add(duplicate_key(short(key.text), self._at(key), self._at(first)))

    def may_lose_comments(self) -> bool:
        """Return whether any `#` looks like a part of the text before it."""
        text = self.text
        if "#" not in text:  # one letter is found in no time, two are not: blanks are everywhere
            return False
        return (" #" in text or "\t#" in text) and _LOOKS_LOST.search(text) is not None

    def lost_comment(self, line: int, column: int, index: int) -> None:
        """Report a comment right behind a text, if it looks as if it belonged to the text."""
        match = _LOST.match(self.text, index)
        if match and not self.collector.is_full("AM110"):
            lost = match.group(1)
            at = Location(self.path, line, column + match.start(1) - index, len(lost))
            self._add(lost_comment(short(lost), at))

    def unsafe_escape(self, node: ScalarNode) -> None:
        """Report an unsafe character that a text in quotes writes as an escape."""
        match = UNSAFE.search(node.text)
        if match:
            self._add(unsafe_character(describe(match.group()), self._at(node)))

    def too_deep(self, line: int, column: int) -> None:
        """Report the first mapping or list that is too deep."""
        message = "this is nested deeper than 64 levels; the rest of the file was not read"
        hint = "a map needs six levels; if a text in brackets is meant, put it in quotes"
        self._add(too_large(message, hint, Location(self.path, line, column)))

    def too_long(self, line: int, column: int) -> None:
        """Report where the file has gone on for too long."""
        message = "the file holds more than 500,000 keys, values and lists; the rest was not read"
        hint = "split the map; 10,000 claims with their evidence are within the limit"
        self._add(too_large(message, hint, Location(self.path, line, column)))


def _place(mark: Mark) -> tuple[int, int]:
    """Return a mark's line and column, counted from 1 as in all findings."""
    return mark.line + 1, mark.column + 1


def _is_end(rest: str) -> bool:
    """Return whether nothing follows a line of dashes: many close what they opened with one."""
    lines = (line.strip() for line in lines_of(rest))
    return all(not line or line[0] == "#" or line in _DOCUMENT_MARKS for line in lines)
