"""Sections of a text that a locator names: by heading, or by line numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from argmap.quotes.fold import Folded, fold
from argmap.quotes.match import Span

_LINES = re.compile(r"(?:lines?|zeilen?|ll?\.?|z\.)\s?(\d{1,7})(?:\s?-\s?(\d{1,7}))?")
_CALLED = re.compile(r"(?:section|chapter|heading|abschnitt|kapitel|überschrift|under|unter)\s+")
_MORE = re.compile(r"\s*[,;(>|/]")
_HASHES = re.compile(r"(#{1,6})\s")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s")
_LONGEST = 120
_SHORTEST_PART = 4
_RULES = frozenset("-=*_—– ")
_RULE_LENGTH = 3
_CAPITALS, _NUMBERS, _OTHERS = 10, 20, 90  # ranks: a lower one is higher


class Heading(NamedTuple):
    """A line that heads a section.

    Attributes:
        line: Its number, counted from 1.
        rank: Its level: a section ends at the next heading of the same or a lower rank.
        title: Its text, to be shown.
        key: Its text folded, to be compared with a locator.
    """

    line: int
    rank: int
    title: str
    key: str


class TextRange(NamedTuple):
    """The part of a text that a locator names: a section, or some lines.

    Attributes:
        span: Its place.
        heading: The heading of the section, or None for lines.
        touched: Whether a quote may begin or end outside of it: lines.
    """

    span: Span
    heading: Heading | None = None
    touched: bool = False


class Sections:
    """The sections of a text."""

    def __init__(self, text: Folded, locators: Collection[str] = ()) -> None:
        """Find the headings.

        Args:
            text: The text.
            locators: All locators on the map: a line that is one of them can be a heading.
        """
        self._text = text
        self._lines = [text.text[slice(*text.line(n + 1))].strip() for n in range(len(text.starts))]
        self._keys = [_key(line) for line in self._lines]
        self._counts = Counter(self._keys)
        named = frozenset(key for locator in locators for key in _names(locator))
        self.headings: Sequence[Heading] = tuple(
            heading
            for number in range(len(self._lines))
            if (heading := self._heading(number, named)) is not None
        )

    def named(self, locator: str) -> tuple[TextRange, ...]:
        """Return the parts that a locator names; none where it is neither a heading nor lines."""
        lines = _LINES.fullmatch(fold(locator).casefold())
        if lines is not None:
            return self._numbered(int(lines[1]), int(lines[2] or lines[1]))
        for key in _names(locator):
            found = [heading for heading in self.headings if heading.key == key]
            found = found or self._plain_lines(key) or self._begun(key)
            if found:
                return tuple(self._section(heading) for heading in found)
        return ()

    def at(self, place: int) -> Heading | None:
        """Return the heading above a place."""
        line = self._text.line_at(place)
        above = [heading for heading in self.headings if heading.line <= line]
        return above[-1] if above else None

    def _numbered(self, first: int, last: int) -> tuple[TextRange, ...]:
        if not 0 < first <= last <= len(self._lines):
            return ()
        span = Span(self._text.line(first)[0], self._text.line(last)[1])
        return (TextRange(span, touched=True),)

    def _plain_lines(self, key: str) -> list[Heading]:
        """Return the lines that have the very words of a locator, as headings."""
        numbers = [number for number, known in enumerate(self._keys) if known == key]
        return [Heading(n + 1, _OTHERS, self._lines[n], key) for n in numbers]

    def _begun(self, key: str) -> list[Heading]:
        """Return the heading that begins with the words of a locator, if only one does."""
        if len(key) < _SHORTEST_PART:
            return []
        found = [
            heading
            for heading in self.headings
            if heading.key.startswith(key) and not heading.key[len(key) :][:1].isalnum()
        ]
        return found if len(found) == 1 else []

    def _section(self, heading: Heading) -> TextRange:
        """Return the section below a heading; headings that follow at once are part of it."""
        end = len(self._text.text)
        words = heading.line
        for other in self.headings:
            if other.line <= heading.line:
                continue
            between = not all(map(_is_rule, self._lines[words : other.line - 1]))
            if other.rank <= heading.rank and between:
                end = self._text.line(other.line)[0]
                break
            words = words if between else other.line
        return TextRange(Span(self._text.line(heading.line)[0], end), heading)

    def _heading(self, number: int, named: Collection[str]) -> Heading | None:
        """Return a line as a heading, or None if it is none."""
        line, key = self._lines[number], self._keys[number]
        if not key or len(line) > _LONGEST:
            return None
        hashes = _HASHES.match(line)
        below = self._line(number + 1)
        title = line.strip("#*_ ")
        if hashes is not None:
            return Heading(number + 1, len(hashes[1]), title, key)
        if not self._line(number - 1) and len(below) >= _RULE_LENGTH and _is_rule(below):
            return Heading(number + 1, 1 if "=" in below else 2, title, key)
        if self._line(number - 1) or below:
            return None
        if key in named or (_ends_like_a_heading(line) and self._counts[key] == 1):
            return Heading(number + 1, _rank(title), title, key)
        return None

    def _line(self, number: int) -> str:
        return self._lines[number] if 0 <= number < len(self._lines) else ""


def _is_rule(line: str) -> bool:
    """Return whether a line consists of the characters of a drawn line alone."""
    return _RULES.issuperset(line)


def _ends_like_a_heading(line: str) -> bool:
    """Return whether a line between empty ones looks like a heading rather than a sentence."""
    plain = line.strip("*_ ")
    begins = plain[:1].isalnum() and not plain[:1].islower()
    return begins and (plain[-1:].isalnum() or plain.endswith(")"))


def _rank(title: str) -> int:
    if title.isupper():
        return _CAPITALS
    numbered = _NUMBERED.match(title)
    return _NUMBERS + numbered[1].count(".") if numbered else _OTHERS


def _names(locator: str) -> tuple[str, ...]:
    """Return the keys that a locator may name: all of it, and its words before a comma."""
    folded = fold(locator)
    whole = _key(folded)
    called = _key(_CALLED.sub("", whole, count=1))
    before = _MORE.split(folded, maxsplit=1)[0]
    keys = (whole, called, _key(before), _key(_CALLED.sub("", _key(before), count=1)))
    return tuple(dict.fromkeys(filter(None, keys)))


def _key(line: str) -> str:
    """Return the key of a folded line: of locators and headings alike."""
    return line.strip("#*_= ").strip("'").rstrip(".: ").casefold()
