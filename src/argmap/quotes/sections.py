"""Sections of a text that a locator names: by heading, or by line numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
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
_LOOK = 1_000  # steps to look at a heading
_COMPARE = 100  # steps to compare a heading with a locator
_MOST_WRONG, _LETTERS_FOR_ONE = 2, 6  # letters of a misspelt locator
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


class Locators:
    """The locators of a map: a line that is one of them can be a heading."""

    def __init__(self, locators: Iterable[str] = ()) -> None:
        self._locators = frozenset(locators)
        self._names: dict[str, tuple[str, ...]] = {}

    @cached_property
    def keys(self) -> frozenset[str]:
        """What they may name."""
        return frozenset(key for locator in self._locators for key in self.names(locator))

    def names(self, locator: str) -> tuple[str, ...]:
        """Return the keys that a locator may name: all of it, and its words before a comma."""
        if locator not in self._names:
            self._names[locator] = _names(locator)
        return self._names[locator]


class Sections:
    """The sections of a text.

    Attributes:
        count: The lines of the text.
        last: The number of the last one, not counting nothing behind the last line's end.
        headings: The headings, in their order.
    """

    def __init__(self, text: Folded, locators: Locators) -> None:
        """Find the headings.

        Args:
            text: The text.
            locators: All locators on the map.
        """
        self._text = text
        self._locators = locators
        self.count = len(text.starts)
        self.last = self.count - (text.starts[-1] >= text.length)
        self._lines = [text.text[slice(*text.line(n + 1))].strip() for n in range(self.count)]
        self._keys = [_key(line) for line in self._lines]
        self._numbers: dict[str, list[int]] = {}
        for number, key in enumerate(self._keys):
            if key:
                self._numbers.setdefault(key, []).append(number)
        self._found: dict[str, tuple[TextRange, ...]] = {}
        self.headings: Sequence[Heading] = tuple(
            heading
            for number in range(self.count)
            if (heading := self._heading(number, locators.keys)) is not None
        )

    def named(self, locator: str) -> tuple[TextRange, ...]:
        """Return the parts that a locator names; none where it is neither a heading nor lines."""
        if locator not in self._found:
            self._found[locator] = self._named(locator)
        return self._found[locator]

    def at(self, place: int) -> Heading | None:
        """Return the heading above a place."""
        line = self._text.line_at(place)
        above = bisect_right(self.headings, line, key=lambda heading: heading.line)
        return self.headings[above - 1] if above else None

    def _named(self, locator: str) -> tuple[TextRange, ...]:
        lines = lines_named(locator)
        if lines is not None:
            return self._numbered(*lines)
        return tuple([self._section(heading) for heading in self._headings_named(locator)])

    def knows(self, locator: str) -> bool:
        """Return whether a locator is a heading or another line of the text."""
        return bool(self._headings_named(locator))

    def nearest(self, locator: str) -> str | None:
        """Return the title of a heading that a locator seems to misspell, or None.

        Raises:
            TooMuchWork: If no work is left.
        """
        from rapidfuzz import process  # noqa: PLC0415 -- 60 ms
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        for key in self._locators.names(locator):
            most = min(_MOST_WRONG, len(key) // _LETTERS_FOR_ONE)
            self._text.work.spend(len(self._misspellable) * (_COMPARE + len(key)))
            found = process.extractOne(
                _plain(key), self._misspellable, scorer=OSA.distance, score_cutoff=most
            )
            if found is not None and _small_parts(key) == _small_parts(found[2].key):
                return found[2].title
        return None

    @cached_property
    def _misspellable(self) -> dict[Heading, str]:
        """The headings, and those before a colon, without punctuation."""
        whole = {heading: _plain(heading.key) for heading in self.headings}
        parts = [
            heading._replace(title=heading.title.split(":")[0], key=heading.key.split(":")[0])
            for heading in self.headings
            if ":" in heading.key
        ]
        return whole | {heading: _plain(heading.key) for heading in parts}

    def _headings_named(self, locator: str) -> list[Heading]:
        for key in self._locators.names(locator):
            found = self._by_key.get(key) or self._plain_lines(key) or self._begun(key)
            if found:
                return found
        return []

    def _numbered(self, first: int, last: int) -> tuple[TextRange, ...]:
        if not 0 < first <= last <= self.count:
            return ()
        span = Span(self._text.line(first)[0], self._text.line(last)[1])
        return (TextRange(span, touched=True),)

    @cached_property
    def _by_key(self) -> dict[str, list[Heading]]:
        found: dict[str, list[Heading]] = {}
        for heading in self.headings:
            found.setdefault(heading.key, []).append(heading)
        return found

    @cached_property
    def _sorted_keys(self) -> list[str]:
        return sorted(self._by_key)

    def _plain_lines(self, key: str) -> list[Heading]:
        """Return the lines that have the very words of a locator, as headings."""
        numbers = self._numbers.get(key, ())
        return [Heading(number + 1, _OTHERS, self._lines[number], key) for number in numbers]

    def _begun(self, key: str) -> list[Heading]:
        """Return the heading that begins with the words of a locator, if only one does."""
        if len(key) < _SHORTEST_PART:
            return []
        found: list[Heading] = []
        for number in range(bisect_left(self._sorted_keys, key), len(self._sorted_keys)):
            known = self._sorted_keys[number]
            if not known.startswith(key) or len(found) > 1:
                break
            if not known[len(key) :][:1].isalnum():
                found += self._by_key[known]
        return found if len(found) == 1 else []

    def _section(self, heading: Heading) -> TextRange:
        """Return the section below a heading; headings that follow at once are part of it."""
        end = self._text.length
        words, between = heading.line, False
        first = bisect_right(self.headings, heading.line, key=lambda other: other.line)
        for number in range(first, len(self.headings)):
            other = self.headings[number]
            self._text.work.spend(_LOOK)
            between = between or not all(map(_is_rule, self._lines[words : other.line - 1]))
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
        if key in named or (_ends_like_a_heading(line) and len(self._numbers[key]) == 1):
            return Heading(number + 1, _rank(title), title, key)
        return None

    def _line(self, number: int) -> str:
        return self._lines[number] if 0 <= number < len(self._lines) else ""


def lines_named(locator: str) -> tuple[int, int] | None:
    """Return the first and the last line that a locator names, or None if it names none."""
    found = _LINES.fullmatch(fold(locator).casefold())
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _plain(key: str) -> str:
    return " ".join(re.findall(r"\w+", key))


def _small_parts(key: str) -> list[str]:
    """Return the numbers and the short words of a heading: another one is another heading."""
    words = re.findall(r"\w+", key)
    return sorted(word for word in words if len(word) < _SHORTEST_PART or not word.isalpha())


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
    folded = fold(locator)
    whole = _key(folded)
    called = _key(_CALLED.sub("", whole, count=1))
    before = _MORE.split(folded, maxsplit=1)[0]
    keys = (whole, called, _key(before), _key(_CALLED.sub("", _key(before), count=1)))
    return tuple(dict.fromkeys(filter(None, keys)))


def _key(line: str) -> str:
    """Return the key of a folded line: of locators and headings alike."""
    return line.strip("#*_= ").strip("'").rstrip(".: ").casefold()
