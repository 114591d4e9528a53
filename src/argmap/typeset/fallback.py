"""Safe widths: of the fonts that stand in for argmap's own, and of scripts that it lacks."""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.typeset.clusters import takes_no_room
from argmap.typeset.font import EM, read_data

if TYPE_CHECKING:
    from argmap.typeset.style import FaceName

PLANE = 0x10000

EMOJI = 1.25
AS_EMOJI = "\ufe0f"
"""What asks for the character before it in colours: it is then as wide as an emoji."""

# Widths in em that the usual fonts of a script do not exceed in running text: a few very wide
# characters, Hebrew, Arabic with Syriac, Chinese with Japanese and Korean, emoji, cuneiform.
SAFE_WIDTHS = (
    (re.compile("\ufdfd"), 12.0),
    (re.compile("[\ufdfa\u2e3b]"), 3.0),
    (re.compile("[\ufdfb\u2e3a]"), 2.0),
    (re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]"), 0.55),
    (re.compile(r"[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"), 0.5),
    (re.compile(r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]"), 1.0),
    (re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]"), EMOJI),
    (re.compile("[\U00012000-\U0001254f]"), 3.0),
)
OTHERWISE = 1.0


@cache
def _table() -> array[int]:
    """Load the widths that tools/make_fallback.py wrote."""
    widths = array("H")
    widths.frombytes(zlib.decompress(read_data("fallback-widths.bin")))
    if sys.byteorder == "big":
        widths.byteswap()
    return widths


@cache
def _kerns(face: FaceName) -> dict[str, int]:
    """Load the pairs of characters that a stand-in moves apart, and how far."""
    lines = read_data("fallback-kerns.txt").decode("utf-8").splitlines()
    pairs = next(line for line in lines if line.startswith(face)).split(" ")[1:]
    return {pair[:2]: int(pair[2:]) for pair in pairs}


def width(word: str, face: FaceName) -> int:
    """Return the width in units of a word in the widest of the stand-ins.

    It is at least what any of them gives it: pairs that they move together count in full.
    """
    kerns = _kerns(face)
    apart = sum(kerns.get(before + after, 0) for before, after in pairwise(word))
    emoji = int(word.count(AS_EMOJI) * EMOJI * EM)
    return sum(char_width(char, face) for char in word) + apart + emoji


@lru_cache(maxsize=20_000)
def char_width(char: str, face: FaceName) -> int:
    """Return the width in units of one character in the widest of the stand-ins."""
    if takes_no_room(char):
        return 0
    code = ord(char)
    known = _table()[code + PLANE * (face == "semibold")] if code < PLANE else 0
    em = next((em for script, em in SAFE_WIDTHS if script.match(char)), 0.0 if known else OTHERWISE)
    return max(known, int(em * EM))
