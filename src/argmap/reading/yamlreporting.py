"""Words the findings on a file as YAML, from what the reader met and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.findings import Location
from argmap.reading.characters import UNSAFE, describe
from argmap.reading.located import lines_of, short
from argmap.reading.textrules import lost_comment, too_large, unsafe_character
from argmap.reading.yamlrules import duplicate_key, yaml_feature, yaml_syntax

if TYPE_CHECKING:
    from argmap.findings import Finding
    from argmap.reading.collecting import Collector
    from argmap.reading.located import Node, Scalar
    from argmap.reading.syntaxstop import Stop

_DIRECTIVE = re.compile(r"(?<![^\r\n])%(?:TAG|YAML)")
_HASH = re.compile(r"[ \t]#+[^\s#]")
_LOST = re.compile(r"[ \t]+(#+[^\s#][^\r\n]*)")
_FEATURE = re.compile(r"[&*!][^\s,\[\]{}]*")

_FEATURES = {
    "&": ("names this part to use it again", "delete it and write the part out where it is needed"),
    "*": ("stands for another part of the file", "write that part out here"),
    "!": ("gives this part a type", "delete it: a map has no types"),
}


class TooManyMistakesError(Exception):
    """There are more mistakes of one kind than are listed, so reading on would not help."""


class Reporter:
    """Adds findings on one text to a collector.

    Each method raises `TooManyMistakesError` where its finding was one too many.
    """

    def __init__(self, text: str, path: str, collector: Collector) -> None:
        self.text = text
        self.path = path
        self.collector = collector

    def _add(self, finding: Finding) -> None:
        self.collector.add(finding)
        if finding.severity == "error" and self.collector.is_full(finding.code):
            raise TooManyMistakesError

    def syntax(self, stop: Stop) -> None:
        """Reports that the parser gave up."""
        from argmap.reading.syntaxhints import diagnose  # noqa: PLC0415 -- most files are YAML

        lines = lines_of(self.text)
        cause = diagnose(stop, lines)
        rest = len(lines[cause.line - 1]) - cause.column + 1
        at = Location(self.path, cause.line, cause.column, max(1, min(cause.length, rest)))
        self.collector.drop("AM103", cause.line, cause.column)
        self._add(yaml_syntax(cause.message, cause.hint, at))

    def feature(self, line: int, column: int, index: int) -> None:
        """Reports the anchor, alias or tag that stands at an index of the text."""
        match = _FEATURE.match(self.text, index)
        word = match.group() if match else "&"
        what, remedy = _FEATURES[word[0]]
        at = Location(self.path, line, column, len(word))
        hint = f"{remedy}; if a text begins with `{word[0]}`, put it in quotes"
        message = f"`{short(word)}` {what}, which maps do without"
        self._add(yaml_feature(message, hint, at))

    def merge_key(self, node: Node) -> None:
        """Reports a merge key."""
        at = Location(self.path, node.line, node.column, 2)
        message = "`<<` takes over keys from another part of the file, which maps do without"
        self._add(yaml_feature(message, "write the keys out here", at))

    def no_key(self, node: Node) -> None:
        """Reports a mapping or a list that stands where a key should."""
        at = Location(self.path, node.line, node.column, max(1, node.length))
        message = "a key is a word here, never a list or a group of keys"
        hint = "if a text in brackets is meant, put it in quotes"
        self._add(yaml_feature(message, hint, at))

    def second_map(self, line: int, column: int) -> None:
        """Reports a second document."""
        message = "a second document begins here, and is not read"
        hint = "one file holds one map: move what follows to a file of its own"
        self._add(yaml_feature(message, hint, Location(self.path, line, column, 3)))

    def without_directives(self) -> str:
        """Returns the text with directives made comments, and reports the first."""
        text = self.text
        match = _DIRECTIVE.search(text) if "%" in text else None
        if match is None:
            return text
        line = len(lines_of(text[: match.start()]))
        at = Location(self.path, line, 1, len(match.group()))
        message = "a line that begins with `%` gives orders to the reader, which maps do without"
        self._add(yaml_feature(message, "delete the line", at))
        return _DIRECTIVE.sub(lambda found: "#" + found.group()[1:], text)

    def duplicate_key(self, key: Scalar, first: Scalar) -> None:
        """Reports a key that its mapping already has."""
        at = Location(self.path, key.line, key.column, max(1, key.length))
        place = Location(self.path, first.line, first.column, max(1, first.length))
        self._add(duplicate_key(short(key.text), at, place))

    def may_lose_comments(self) -> bool:
        """Tells whether any `#` in the text looks like a part of what stands before it."""
        text = self.text
        if "#" not in text:  # one letter is found in no time, two are not: blanks are everywhere
            return False
        return (" #" in text or "\t#" in text) and _HASH.search(text) is not None

    def lost_comment(self, line: int, column: int, index: int) -> None:
        """Reports a comment right behind a text, if it looks as if it belonged to the text."""
        match = _LOST.match(self.text, index)
        if match and not self.collector.is_full("AM110"):
            lost = match.group(1)
            at = Location(self.path, line, column + match.start(1) - index, len(lost))
            self._add(lost_comment(short(lost), at))

    def unsafe_escape(self, node: Scalar) -> None:
        """Reports an unsafe character that a text in quotes writes as an escape."""
        match = UNSAFE.search(node.text)
        if match:
            at = Location(self.path, node.line, node.column, max(1, node.length))
            self._add(unsafe_character(describe(match.group()), at))

    def too_deep(self, line: int, column: int) -> None:
        """Reports the first mapping or list that is too deep."""
        message = "this is nested deeper than 64 levels; the rest of the file was not read"
        hint = "a map needs six levels; if a text in brackets is meant, put it in quotes"
        self._add(too_large(message, hint, Location(self.path, line, column)))

    def too_long(self, line: int, column: int) -> None:
        """Reports where the file has gone on for too long."""
        message = "the file holds more than 500,000 keys, values and lists; the rest was not read"
        hint = "split the map; 20,000 claims with their evidence are within the limit"
        self._add(too_large(message, hint, Location(self.path, line, column)))
