"""The located tree: every key and value with its line and column."""

from __future__ import annotations

from argmap.model.findings import Finding, Location

_SHOWN = 40


class Scalar:
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


class Mapping:
    """Keys with their values, in the order of the file.

    Attributes:
        keys: Each key as it was written, by its NFC-folded text.
        values: Each key's value.
        line, column, length: As for `Scalar`.
        broken: Some of it could not be taken, so what seems to be missing may be there.
    """

    __slots__ = ("broken", "column", "keys", "length", "line", "values")

    def __init__(self, line: int, column: int, length: int) -> None:
        self.keys: dict[str, Scalar] = {}
        self.values: dict[str, Node] = {}
        self.broken = False
        self.line = line
        self.column = column
        self.length = length


class Sequence:
    """A list.

    Attributes:
        items: Its items, in the order of the file.
        line, column, length: As for `Scalar`.
    """

    __slots__ = ("column", "items", "length", "line")

    def __init__(self, line: int, column: int, length: int) -> None:
        self.items: list[Node] = []
        self.line = line
        self.column = column
        self.length = length


class Unknown:
    """The place of a value that could not be taken and was reported: an alias, for example.

    Attributes:
        line, column, length: As for `Scalar`.
    """

    __slots__ = ("column", "length", "line")

    def __init__(self, line: int, column: int, length: int) -> None:
        self.line = line
        self.column = column
        self.length = length


Node = Scalar | Mapping | Sequence | Unknown


class Tree:
    """A file as a located tree.

    Attributes:
        path: The file as the user named it.
        text: The text that was read.
        root: Its outermost value, or None if the reading stopped or there is none.
        findings: What is wrong with it as YAML.
        stopped: The reading had to stop before the end, so what is missing says nothing.
    """

    __slots__ = ("_lines", "findings", "path", "root", "stopped", "text")

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

    def line(self, number: int) -> str:
        """Return a line by its number, counted from 1, without its end; empty beyond the last."""
        if not self._lines:
            self._lines = lines_of(self.text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def location(self, node: Node) -> Location:
        """Return where a value or a key was written."""
        length = node.length
        if length < 1:
            length = max(1, len(self.line(node.line).rstrip()) - node.column + 1)
        return Location(self.path, node.line, node.column, length)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML and editors count them, without their ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def short(text: str) -> str:
    """Return a text short enough for a message, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
