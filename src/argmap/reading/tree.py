"""The located tree: every key and value with its line and column."""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

from argmap.model.findings import Finding, Location
from argmap.text import lines_of

_LONGEST_LIST = 1_001
"""Items kept of a list in plain data: one more than the schema allows, so that it is refused."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE, _FALSE = frozenset({"true", "True", "TRUE"}), frozenset({"false", "False", "FALSE"})
_STARTS = frozenset("0123456789+-.~nNtTfF")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 15
_LINE_END = re.compile(r"\r\n?|\n")


class ScalarNode:
    """A word or a text as it was written.

    Attributes:
        text: What it says; never converted, so `no` and `1.10` stay what they are.
        plain: Written without quotes and not as a block.
        line, column: Where it begins, counted from 1.
        length: Characters on that line, or 0 if it goes on below.
    """

    __slots__ = ("column", "length", "line", "plain", "text")

    def __init__(self, text: str, plain: bool, line: int, column: int, length: int) -> None:
        self.text = text
        self.plain = plain
        self.line = line
        self.column = column
        self.length = length


class _Located:
    """A value with its place: `line`, `column` and `length` as for `ScalarNode`."""

    __slots__ = ("column", "length", "line")

    def __init__(self, line: int, column: int, length: int) -> None:
        self.line = line
        self.column = column
        self.length = length


class MappingNode(_Located):
    """Keys with their values, in the order of the file.

    Attributes:
        keys: Each key as it was written, by its NFC-folded text.
        values: Each key's value.
        broken: Some of it could not be taken, so what seems to be missing may be there.
    """

    __slots__ = ("broken", "keys", "values")

    def __init__(self, line: int, column: int, length: int) -> None:
        super().__init__(line, column, length)
        self.keys: dict[str, ScalarNode] = {}
        self.values: dict[str, Node] = {}
        self.broken = False

    def rename(self, old: str, new: str) -> None:
        """Give a key another name, and leave it in its place."""
        self.keys = {new if key == old else key: at for key, at in self.keys.items()}
        self.values = {new if key == old else key: value for key, value in self.values.items()}


class SequenceNode(_Located):
    """A list.

    Attributes:
        items: Its items, in the order of the file.
    """

    __slots__ = ("items",)

    def __init__(self, line: int, column: int, length: int) -> None:
        super().__init__(line, column, length)
        self.items: list[Node] = []


class UnknownNode(_Located):
    """The place of a value that could not be taken and was reported: an alias, for example."""

    __slots__ = ()


Node = ScalarNode | MappingNode | SequenceNode | UnknownNode


class Tree:
    """A file as a located tree.

    Attributes:
        path: The file as the user named it.
        text: The text that was read.
        root: Its outermost value, or None if the reading stopped or there is none.
        findings: What is wrong with it as YAML.
        stopped: The reading had to stop before the end, so what is missing says nothing.
    """

    __slots__ = ("_lines", "_starts", "findings", "path", "root", "stopped", "text")

    def __init__(
        self,
        path: str,
        text: str,
        root: Node | None,
        findings: tuple[Finding, ...],
        *,
        stopped: bool = False,
    ) -> None:
        self.path = path
        self.text = text
        self.root = root
        self.findings = findings
        self.stopped = stopped
        self._lines: list[str] = []
        self._starts: list[int] = []

    def line(self, number: int) -> str:
        """Return a line by its number, counted from 1, without its end; empty beyond the last."""
        if not self._lines:
            self._lines = lines_of(self.text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def offset(self, line: int, column: int) -> int:
        """Return a place's index in the text; both are counted from 1."""
        if not self._starts:
            self._starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        return self._starts[line - 1] + column - 1

    def location(self, node: Node) -> Location:
        """Return where a value or a key was written."""
        length = node.length
        if length < 1:
            length = max(1, len(self.line(node.line).rstrip()) - node.column + 1)
        return Location(self.path, node.line, node.column, length)


def is_null(node: Node) -> bool:
    """Return whether YAML reads a value as null: left out, or written as `~` or `null`."""
    return type(node) is ScalarNode and node.plain and node.text in _NULLS


def plain_data(node: Node) -> Any:
    """Return a tree as dicts, lists, strings, numbers, booleans and None.

    Lists are cut at `_LONGEST_LIST`. It recurses: the reader bounds the depth at 64.
    """
    kind = type(node)
    if kind is ScalarNode:
        text: str = node.text  # type: ignore[union-attr]  # mypy does not narrow by type(x)
        if node.plain and (text[:1] in _STARTS or not text):  # type: ignore[union-attr]
            return _typed(text)
        return text
    if isinstance(node, MappingNode):
        return {key: plain_data(value) for key, value in node.values.items()}
    if isinstance(node, SequenceNode):
        return [plain_data(item) for item in node.items[:_LONGEST_LIST]]
    return None


def _typed(text: str) -> Any:
    """Return a plain word as the core schema of YAML resolves it."""
    if text in _NULLS:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text) and len(text) <= _LONGEST_NUMBER:
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if isfinite(number) else 0.5  # the schema only asks for a number
    return 0 if _OTHER_BASE.fullmatch(text) else text
