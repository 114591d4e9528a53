"""Fold what printers and Markdown change (dashes, spaces, emphasis); split a quote at `[…]`."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from argmap.quotes.haystack import Haystack
from argmap.quotes.work import Allowance
from argmap.text import normalized

_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2066\u2067\u2068\u2069\ufeff"
)
_SIGNS = (
    ("´", "’"),  # NFKC makes a blank and an accent of it
    ("″", "”"),
)
_SPELT = (("...", "…"), ("''", "”"), ("``", "“"), (" ,,", " „"), ("---", "—"), ("--", "—"))
_FRENCH = re.compile(r"(?<![^\s(])«\s|\s»(?!\w)")  # in German, « closes and » opens
_EMPHASIS = re.compile(
    r"(?<![\w*])\*+(?=[^\s*])|(?<=[^\s*])\*+(?![\w*])|(?<!\w)_+(?=[^\s_])|(?<=[^\s_])_+(?!\w)"
)
"""Asterisks and underscores at a word's beginning or end: not those of a list, or of 2 * 3."""

_LONG_DASHES = "—―⸺⸻"
_SCRIPTS = re.compile("([\u00b2\u00b3\u00b9\u2070-\u209c]+)")
_SINGLE = (
    ('"`„“”‟«»‚‘’‛‹›′＂＇「」『』〝〞〟', "'"),
    ("‐‑‒–—―−⁃﹣－", "-"),
)
_HYPHENS = frozenset("-‐¬")
_SURE = "¬"  # a soft hyphen at a line's end, or what scanners write for one
_MARK = re.compile(r"\[[^][]*\]|\(\s*…\s*\)|…")
_ENDS = ".,;"


class Folded:
    """A text to look for quotes in. Places count its characters from 0.

    Attributes:
        shown: The text on one line, tidy, to be shown.
        text: The same, folded, to be searched; places in the two agree.
        length: Its characters.
        work, passages: The work that is left for searches, and for the nearest passages.
        haystack: The text as searches take it.
        starts: The place where each line of the file begins.
        joints: The places where a word goes on, or the next one begins, after a hyphen at a
            line's end.
    """

    def __init__(self, text: str, allowance: Allowance | None = None) -> None:
        """Fold a text; searches in it take from an allowance, its own if none is given."""
        self.shown, self.starts, self.joints = _joined(_characters(text).split("\n"))
        self.text = single(self.shown)
        self.length = len(self.text)
        allowance = allowance or Allowance()
        allowance.grow(self.length)
        self.work, self.passages = allowance.searches, allowance.passages
        self.haystack = Haystack(self.text, self.work)

    def line_at(self, place: int) -> int:
        """Return the number of the line that a place is on, counted from 1."""
        return bisect_right(self.starts, place)

    def line(self, number: int) -> tuple[int, int]:
        """Return where a line begins, and where the next one does."""
        last = number >= len(self.starts)
        return self.starts[number - 1], len(self.text) if last else self.starts[number]

    @cached_property
    def bare(self) -> Bare:
        """The text without the hyphens inside of words."""
        return Bare(self.text, self.joints)

    @cached_property
    def bare_haystack(self) -> Haystack:
        """The same as searches take it."""
        return Haystack(self.bare.text, self.work)


class Bare:
    """A text without the hyphens between two letters, and a blank behind them.

    Attributes:
        text: The text.
        hyphens: The characters left out at each place.
        loose: The places where it does not matter what was left out.
    """

    def __init__(self, text: str, joints: tuple[int, ...] = ()) -> None:
        parts: list[str] = []
        self.hyphens: dict[int, str] = {}
        self._before: list[int] = []
        self._cut: list[int] = [0]
        place = taken = 0
        for part in text.split("-"):
            hyphen = _between(text, place - 1) if place else ""
            if hyphen:
                at = place - 1 - taken
                self.hyphens[at] = hyphen
                self._before.append(at)
                taken += len(hyphen)
                self._cut.append(taken)
                parts.append(part[len(hyphen) - 1 :])
            elif place:
                parts.append("-" + part)
            else:
                parts.append(part)
            place += len(part) + 1
        self.text = "".join(parts)
        self.loose = frozenset(map(self._bare_place, joints))

    def hyphens_in(self, start: int, end: int) -> dict[int, str]:
        """Return the characters left out between two places, counted from the first of them."""
        first, last = bisect_right(self._before, start), bisect_left(self._before, end)
        return {at - start: self.hyphens[at] for at in self._before[first:last]}

    def place(self, at: int) -> int:
        """Return the place in the whole text of a place in this one."""
        return at + self._cut[bisect_right(self._before, at)]

    def _bare_place(self, at: int) -> int:
        number = bisect_left(range(len(self._before)), at, key=self._hyphen_place)
        return at - self._cut[number]

    def _hyphen_place(self, number: int) -> int:
        return self._before[number] + self._cut[number]


def tidy(text: str) -> str:
    """Return a quote, or another piece of a text, on one line as `Folded.shown` has it."""
    return _joined(_characters(text).split("\n"))[0]


def fold(text: str) -> str:
    """Return a piece of a text as `Folded.text` has it."""
    return single(tidy(text))


def single(text: str) -> str:
    """Return a tidy text with one sign for all quotation marks, and one for all dashes.

    Each character stays in its place.
    """
    for signs, plain in _SINGLE:
        for sign in signs:
            if sign in text:
                text = text.replace(sign, plain)
    return text


class Fragment(NamedTuple):
    """Words of a quote without a mark in them.

    Attributes:
        text: The words, folded.
        shown: The same, tidy.
        cut_before, cut_after: Whether a mark stands directly at that end, so that the word there
            need not be whole: `[D]er`, `Kriegs…`.
    """

    text: str
    shown: str
    cut_before: bool = False
    cut_after: bool = False


def readings(quote: str) -> list[tuple[Fragment, ...]]:
    """Return how a quote can be taken, the most literal way first; without words, none.

    Marks may stand in the source itself, so the first reading has them as they are. In the second
    they are marks: `[…]` and `…` for an omission, `[words]` for the author's own. A full stop or
    a comma at the very end may be the author's, and so may quotation marks around the whole.
    """
    shown = tidy(quote)
    plain = _unquoted(shown)
    found: list[tuple[Fragment, ...]] = [
        (_fragment(text),) for text in dict.fromkeys((shown, plain)) if text
    ]
    trimmed = plain.rstrip(_ENDS).rstrip()
    if trimmed and trimmed != plain:
        found.append((_fragment(trimmed),))
    if _MARK.search(plain):
        found += [parts for text in (plain, trimmed) if (parts := _parts(text, _MARK))]
    return [reading for reading in dict.fromkeys(found) if any(map(_has_words, reading))]


def ends_marked(quote: str) -> tuple[bool, bool]:
    """Return whether a quote begins with a mark of omission or words in brackets, and ends so."""
    plain = _unquoted(tidy(quote)).rstrip(_ENDS).rstrip()
    marks = list(_MARK.finditer(plain))
    return bool(marks) and marks[0].start() == 0, bool(marks) and marks[-1].end() == len(plain)


def _parts(text: str, mark: re.Pattern[str]) -> tuple[Fragment, ...]:
    """Return the fragments between the marks that have words."""
    found: list[Fragment] = []
    place = 0
    cut = False
    for match in mark.finditer(text):
        found.append(_fragment(text[place : match.start()], before=cut, after=True))
        place, cut = match.end(), True
    found.append(_fragment(text[place:], before=cut))
    return tuple(filter(_has_words, found))


def _fragment(text: str, *, before: bool = False, after: bool = False) -> Fragment:
    """Return a fragment; a blank between it and a mark makes its word there a whole one."""
    shown = text.strip()
    return Fragment(single(shown), shown, before and text[:1] != " ", after and text[-1:] != " ")


def _has_words(fragment: Fragment) -> bool:
    return any(map(str.isalnum, fragment.text))


def _unquoted(shown: str) -> str:
    """Return a quote without the quotation marks around the whole of it."""
    folded = single(shown)
    inner = folded[1:-1]
    if folded[:1] == folded[-1:] == "'" and inner and "'" not in inner:
        return shown[1:-1].strip()
    return shown


def _characters(text: str) -> str:
    """Return a text with each line as it was, but in one Unicode form and plainly spelt."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _plain(text)
    for spelt, sign in _SPELT:
        text = text.replace(spelt, sign)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text)
    for dash in _LONG_DASHES:
        if dash in text:
            text = text.replace(dash, f" {dash} ")
    return text


def _plain(text: str) -> str:
    """Return a text without invisible characters, and in one Unicode form."""
    text = text.replace("\u00ad\n", f"{_SURE}\n")
    for sign, plain in _SIGNS:
        text = text.replace(sign, plain)
    if "«" in text:
        text = _FRENCH.sub(lambda match: match[0].strip(), text)
    for char in _INVISIBLE:
        if char in text:
            text = text.replace(char, "")
    return text if unicodedata.is_normalized("NFKC", text) else _compatible(text)


def _compatible(text: str) -> str:
    """Return a text in NFKC, with superscripts and subscripts left as they are."""
    parts = _SCRIPTS.split(text)
    parts[::2] = [normalized("NFKC", part) for part in parts[::2]]
    return "".join(parts)


def _joined(lines: list[str]) -> tuple[str, array[int], tuple[int, ...]]:
    """Return lines as one, where each begins in it, and where a hyphen parted words."""
    pieces: list[str] = []
    starts = array("q")
    joints: list[int] = []
    place = 0
    hanging = -1  # the line that ended in a hyphen, if the last one with words did
    for number, line in enumerate(lines):
        piece = " ".join(line.split())
        starts.append(place)
        if not piece:
            continue
        if hanging >= 0 and piece[0].isalnum():
            dropped = pieces[-1][-2] == _SURE or piece[0].islower()
            pieces[-1] = pieces[-1][: -2 if dropped else -1]
            place -= 2 if dropped else 1
            joints.append(place)
            starts[hanging + 1 :] = array("q", [place]) * (number - hanging)
        pieces.append(piece + " ")
        place += len(piece) + 1
        hangs = piece[-1] in _HYPHENS and piece[-2:-1].isalnum()
        hanging = number if hangs else -1
    return "".join(pieces).removesuffix(" "), starts, tuple(joints)


def _between(text: str, at: int) -> str:
    """Return a hyphen between letters, with a blank that may be behind it; else nothing."""
    if not text[at - 1 : at].isalpha():
        return ""
    if text[at + 1 : at + 2].isalpha():
        return "-"
    return "- " if text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalpha() else ""
