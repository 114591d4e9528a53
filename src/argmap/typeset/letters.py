"""The widths of the shipped faces' letters from a table: a tenth of the time of shaping them."""

from __future__ import annotations

import sys
import zlib
from array import array
from functools import cache
from operator import add
from typing import TYPE_CHECKING

from argmap.shipped import shipped

if TYPE_CHECKING:
    from argmap.typeset.style import FaceName

HEAD = 4
"""Numbers at the head of a table; tools/make_widths.py says what they are, and what follows."""

MOST_PAIRS = 50_000
"""Pairs of letters whose kerning is kept at hand; then the memory starts anew."""


class Letters:
    """What one face has, and how wide it is, in units.

    Attributes:
        covers: The characters that it has a glyph for.
        widths: Those of them that are one glyph beside any other, and how wide they are.
    """

    def __init__(self, table: bytes) -> None:
        """Take the bytes of a table as it was before it was pressed."""
        numbers = array("H")
        numbers.frombytes(table)
        if sys.byteorder == "big":
            numbers.byteswap()
        covered, plain, _, columns = numbers[:HEAD]
        ends = [HEAD + covered + plain * part for part in range(4)]
        chars = table[HEAD * numbers.itemsize : ends[0] * numbers.itemsize].decode("utf-16-le")
        widths, before, after = (numbers[ends[part] : ends[part + 1]] for part in range(3))
        self.covers = frozenset(chars)
        self.widths = dict(zip(chars, widths, strict=False))
        rows, places = _Numbers(chars[:plain], before), _Numbers(chars[:plain], after)
        kerning = array("h", numbers[ends[3] :].tobytes())
        self._kerns = _Kerns(rows, places, columns, kerning)

    def width(self, run: str) -> int | None:
        """Return the width of a run of letters, or None where HarfBuzz has to say it."""
        try:
            own = sum(map(self.widths.__getitem__, run))
        except KeyError:
            return None
        return own + sum(map(self._kerns.__getitem__, map(add, run, run[1:])))


class _Numbers(dict[str, int]):
    """The number of each letter, as far as asked for: few of the thousands ever are."""

    def __init__(self, letters: str, numbers: array[int]) -> None:
        self._letters, self._numbers = letters, numbers

    def __missing__(self, letter: str) -> int:
        self[letter] = found = self._numbers[self._letters.index(letter)]
        return found


class _Kerns(dict[str, int]):
    """By how much wider the first of two letters is before the second, as far as asked for."""

    def __init__(self, rows: _Numbers, places: _Numbers, columns: int, kerning: array[int]) -> None:
        self._rows, self._places, self._columns, self._kerning = rows, places, columns, kerning

    def __missing__(self, pair: str) -> int:
        if len(self) >= MOST_PAIRS:
            self.clear()
        place = self._rows[pair[0]] * self._columns + self._places[pair[1]]
        self[pair] = found = self._kerning[place]
        return found


@cache
def load(face: FaceName) -> Letters:
    """Return the letters of a face, loaded the first time (about 0.5 ms)."""
    return Letters(zlib.decompress(shipped("typeset", "data", f"widths-{face}.bin")))
