"""Characters with their marks, text direction, and the style of a paragraph."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Literal, NamedTuple

FaceName = Literal["regular", "semibold"]


class Style(NamedTuple):
    """Face, size and leading of a paragraph.

    Attributes:
        face: One of the two faces of the font.
        size: The font size in px.
        leading: The distance from one line's baseline to the next one's, in px.
    """

    face: FaceName
    size: float
    leading: float


class Line(NamedTuple):
    """One line of a paragraph.

    Attributes:
        text: Its words, with a hyphen at the end where a word goes on in the next line.
        width: Its width in px, in the font that ships with argmap.
        rtl: Whether its paragraph runs from right to left.
        space: Whether a space follows it in the text; none does within a word, or at the end.
        divided: Whether the hyphen at its end is not the word's own.
    """

    text: str
    width: float
    rtl: bool
    space: bool
    divided: bool = False


MOST_MARKS = 3
"""Most marks on one letter: Vietnamese and Hebrew need three, and a tower fits no line."""

JOINER = "\u200d"
# Characters that join the one before them without being marks by their category.
JOINING = re.compile(r"[\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
REGIONAL = re.compile(r"[\U0001f1e6-\U0001f1ff]")
JAMO_AFTER = re.compile(r"[\u1160-\u11ff\ud7b0-\ud7ff]")
# A sign that is stacked on the consonant after it in the scripts of India.
VIRAMA = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0ccd\u0d4d")
# Latin, Greek, Cyrillic, signs, Chinese, Japanese and Korean: nothing in them joins another.
SIMPLE = (
    "\x00\u0300\u0370\u0483\u048a\u0531\u1e00\u2000\u2010\u2028\u2030\u20d0\u2100\u2c00"
    "\u3001\u302a\u3041\u3097\u30a1\u3100\u3400\ua000\uac00\ud7a4\uff01\uff9e"
)
"""Where such characters begin, where they end, and so on. To search this takes a hundredth of the
time that it takes to make a regular expression of as many characters."""

LONGEST_CLUSTER = 32
"""Characters that a reader takes for one at most: what joins more of them fills no box."""

PECULIAR = re.compile(r"[^ -~\u00a1-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]")
"""Every other character is a plain space or stands for itself: no mark and no other space."""

SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
NO_BREAK = "\u00a0\u202f\u2007"
BREAKING = re.compile(rf"(?:(?![{NO_BREAK}])[\s\x00-\x1f\x7f-\x9f])+")
UNMARKED = re.compile(
    r"[\x00-\u02ff\u2010-\u205e\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff]*"
)
"""Characters of which none is a mark: nearly all that are written."""


@lru_cache(maxsize=4096)
def is_mark(char: str) -> bool:
    """Tell whether a character is written onto the one before it."""
    return unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=4096)
def is_simple(char: str) -> bool:
    """Tell whether a character is one by itself, whatever stands beside it."""
    return within(SIMPLE, char)


def within(edges: str, char: str) -> bool:
    """Tell whether a character lies in one of the ranges whose first and next ones are given."""
    return bisect_right(edges, char) % 2 == 1


@lru_cache(maxsize=4096)
def takes_no_room(char: str) -> bool:
    """Tell whether a character has no width of its own: a mark above or below, a control."""
    return unicodedata.category(char) in {"Mn", "Me", "Cf"}


@lru_cache(maxsize=4096)
def is_ignorable(char: str) -> bool:
    """Tell whether a character shows nothing, so that no font needs a glyph for it."""
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


def split_clusters(text: str) -> list[str]:
    """Split a text into clusters: a reader takes each for one character.

    It follows the main rules of Unicode's UAX 29 (marks, joiners, flags, Hangul, emoji tones).
    """
    if text.isascii() or all(map(is_simple, text)):
        return list(text)
    found: list[str] = []
    start = 0
    for end in range(1, len(text)):
        if end - start >= LONGEST_CLUSTER or not _belongs(text, start, end):
            found.append(text[start:end])
            start = end
    found.append(text[start:])
    return found


def _belongs(text: str, start: int, end: int) -> bool:
    """Tell whether the character at `end` is part of the cluster that begins at `start`."""
    char, last = text[end], text[end - 1]
    if is_mark(char) or JOINING.match(char):
        return True
    if last == JOINER:
        return True
    if last in VIRAMA:
        return unicodedata.category(char) == "Lo"
    if REGIONAL.match(char):
        return end - start == 1 and REGIONAL.match(last) is not None
    return JAMO_AFTER.match(char) is not None and "\u1100" <= last <= "\ud7ff"


def words_of(text: str) -> list[str]:
    """Split a text at its white space, except no-break spaces, and limit the marks."""
    if not PECULIAR.search(text):
        return text.split()  # spaces, and nothing else to look after
    return [_limit_marks(word) for word in _split_spaces(text)]


def _split_spaces(text: str) -> list[str]:
    """Split at white space, except at the spaces that forbid a break."""
    if not any(space in text for space in NO_BREAK):
        return [word for word in SPACES.split(text) if word]
    return [word for word in BREAKING.split(text) if word]


def _limit_marks(word: str) -> str:
    """Drop the marks of a letter that go beyond MOST_MARKS."""
    if UNMARKED.fullmatch(word):
        return word
    kept: list[str] = []
    marks = 0
    for char in word:
        marks = marks + 1 if is_mark(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def runs_from_right(text: str) -> bool:
    """Tell whether a text's first letter that has a direction runs from right to left."""
    if text.isascii():
        return False
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
