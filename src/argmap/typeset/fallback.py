"""Safe widths: of the fonts that stand in for argmap's own, and of scripts that it lacks."""

from __future__ import annotations

import sys
import zlib
from array import array
from functools import cache
from operator import add
from typing import TYPE_CHECKING

from argmap.shipped import shipped
from argmap.typeset.clusters import takes_no_room, within
from argmap.typeset.font import EM

if TYPE_CHECKING:
    from argmap.typeset.style import FaceName

PLANE = 0x10000

MOST_CHARACTERS = 20_000
"""Characters whose widths are kept; then the memory starts anew."""

EMOJI = 1.25
AS_EMOJI = "\ufe0f"
"""What asks for the character before it in colours: it is then as wide as an emoji."""

# Widths in em that the usual fonts of a script do not exceed in running text: a few very wide
# characters, Hebrew, Arabic with Syriac, Chinese with Japanese and Korean, emoji, cuneiform.
SAFE_WIDTHS = (
    ("\ufdfd\ufdfe", 12.0),
    ("\u2e3b\u2e3c\ufdfa\ufdfb", 3.0),
    ("\u2e3a\u2e3b\ufdfb\ufdfc", 2.0),
    ("\u0590\u0600\ufb1d\ufb50", 0.55),
    ("\u0600\u0900\ufb50\ufe00\ufe70\uff00", 0.5),
    ("\u1100\u1200\u2e80\ua4d0\uac00\ud800\uf900\ufb00\uff00\ufff0", 1.0),
    ("\u2600\u27c0\u2b00\u2c00\U0001f000\U0001fb00", EMOJI),
    ("\U00012000\U00012550", 3.0),
)
"""Where such characters begin, where they end, and so on; the first that fits counts."""

OTHERWISE = 1.0
HEBREW = "\u0590"
"""No character before this one is in the list: most need not be looked for in it."""


@cache
def _table() -> array[int]:
    """Load the widths that tools/make_fallback.py wrote."""
    widths = array("H")
    widths.frombytes(zlib.decompress(shipped("typeset", "data", "fallback-widths.bin")))
    if sys.byteorder == "big":
        widths.byteswap()
    return widths


@cache
def _kerns(face: FaceName) -> dict[str, int]:
    """Load the pairs of characters that a stand-in moves apart, and how far."""
    lines = shipped("typeset", "data", "fallback-kerns.txt").decode("utf-8").splitlines()
    pairs = next(line for line in lines if line.startswith(face)).split(" ")[1:]
    return {pair[:2]: int(pair[2:]) for pair in pairs}


class _Widths(dict[str, int]):
    """The widths of the characters of a face that were asked for so far."""

    def __init__(self, face: FaceName) -> None:
        self._face = face

    def __missing__(self, char: str) -> int:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        self[char] = found = _char_width(char, self._face)
        return found


@cache
def _widths(face: FaceName) -> _Widths:
    return _Widths(face)


def width(word: str, face: FaceName) -> int:
    """Return the width in units of a word in the widest of the stand-ins.

    It is at least what any of them gives it: pairs that they move together count in full.
    """
    together = map(add, word, word[1:])
    apart = sum(filter(None, map(_kerns(face).get, together)))
    emoji = int(word.count(AS_EMOJI) * EMOJI * EM)
    return sum(map(_widths(face).__getitem__, word)) + apart + emoji


def _char_width(char: str, face: FaceName) -> int:
    """Return the width in units of one character in the widest of the stand-ins."""
    if takes_no_room(char):
        return 0
    code = ord(char)
    known = _table()[code + PLANE * (face == "semibold")] if code < PLANE else 0
    em = 0.0 if known else OTHERWISE
    if char >= HEBREW:
        em = next((em for edges, em in SAFE_WIDTHS if within(edges, char)), em)
    return max(known, int(em * EM))
