"""Measure words: widths in the shipped font, and safe widths of stand-in fonts."""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from collections.abc import Iterator
from functools import cache, cached_property
from operator import add
from typing import Any, NamedTuple

from argmap.drawing.typeset.clusters import (
    FaceName,
    Style,
    is_ignorable,
    is_mark,
    split_clusters,
    takes_no_room,
    within,
)
from argmap.files.read import shipped

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
def load_letters(face: FaceName) -> Letters:
    """Return the letters of a face, loaded the first time (about 0.5 ms)."""
    return Letters(zlib.decompress(shipped("drawing", "typeset", "data", f"widths-{face}.bin")))


EM = 2048
"""Units in one em: of the font, and of every width that is counted in whole numbers here."""

# A browser takes a change of script for the end of a run: nothing is kerned across it.
SCRIPTS = (
    re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u02af\u1e00-\u1eff]"),
    re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    re.compile("[\u0400-\u052f]"),
)
GREEK = "\u0370"
"""No character before this one is of another script than Latin."""

MIXED = 2
"""Scripts from which on a word has more than one run."""


class Face:
    """One face.

    Attributes:
        covers: The characters that it has a glyph for.
    """

    def __init__(self, name: FaceName) -> None:
        self._name = name
        self._letters = load_letters(name)
        self.covers = self._letters.covers

    @cached_property
    def data(self) -> bytes:
        """The font file."""
        return shipped("drawing", "typeset", "data", f"inter-{self._name}.ttf")

    def width(self, text: str) -> int:
        """Return the width in units of `text`, characters that the face covers."""
        if not text:
            return 0
        if max(text) < GREEK:  # as nearly all are: one run
            return self._width(text)
        return sum(map(self._width, split_scripts(text)))

    def _width(self, run: str) -> int:
        known = self._letters.width(run)
        return self._shape(run) if known is None else known

    def _shape(self, run: str) -> int:
        import uharfbuzz as hb  # noqa: PLC0415 - only who needs it loads it

        buffer = hb.Buffer()
        buffer.add_str(run)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
        hb.shape(self._shaper, buffer)
        return sum(place.x_advance for place in buffer.glyph_positions)

    @cached_property
    def _shaper(self) -> Any:
        import uharfbuzz as hb  # noqa: PLC0415 - only who needs it loads it

        return hb.Font(hb.Face(self.data))


def split_scripts(word: str) -> list[str]:
    """Split a word where Latin, Greek and Cyrillic letters meet."""
    if sum(script.search(word) is not None for script in SCRIPTS) < MIXED:
        return [word]
    runs = [""]
    current = None
    for char in word:
        script = next((script for script in SCRIPTS if script.match(char)), None)
        if script and current and script is not current:
            runs.append("")
        runs[-1] += char
        current = script or current
    return runs


@cache
def load_face(name: FaceName) -> Face:
    """Return a face; what HarfBuzz needs of it is loaded when something has to be shaped."""
    return Face(name)


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
MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+")
"""Marks on one letter, of those that belong to no script."""

RARE_MARKS = re.compile(
    "[\u0350\u0354-\u0356\u0359\u035b\u0363-\u036f\u1ab0-\u1aff\u1dc0-\u1dc3\u1dca-\u1dff"
    "\u20d2-\u20d5\u20d8-\u20da\u20dd-\u20e0\u20e2\u20e4-\u20f0\ufe24-\ufe2f]"
)
"""Those that none of the stand-ins has. Where no font has a letter with all of its marks, a browser
takes the first font for them, and each that this one lacks becomes an empty box."""

EMPTY_BOX = 0.66
"""The width of such a box in em: the shipped font's is the widest."""

HEBREW = "\u0590"
"""No character before this one is in the list: most need not be looked for in it."""


@cache
def _table() -> array[int]:
    """Load the widths that tools/make_fallback.py wrote."""
    widths = array("H")
    widths.frombytes(zlib.decompress(shipped("drawing", "typeset", "data", "fallback-widths.bin")))
    if sys.byteorder == "big":
        widths.byteswap()
    return widths


@cache
def _kerns(face: FaceName) -> dict[str, int]:
    """Load the pairs of characters that a stand-in moves apart, and how far."""
    lines = shipped("drawing", "typeset", "data", "fallback-kerns.txt").decode("utf-8").splitlines()
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
    return sum(map(_widths(face).__getitem__, word)) + apart + emoji + _empty_boxes(word)


def _empty_boxes(word: str) -> int:
    """Return the width in units of the boxes that may stand for marks of a word."""
    if not RARE_MARKS.search(word):
        return 0
    stacks = filter(RARE_MARKS.search, MARKS.findall(word))
    return int(sum(map(len, stacks)) * EMPTY_BOX * EM)


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


MOST_WORDS = 200_000
"""Words whose widths are kept; then the memory starts anew."""

LONGEST_RUN = 256
"""Characters that are shaped at once: HarfBuzz gives up on a megabyte."""


class Width(NamedTuple):
    """The width of the same words in units: in the shipped font and in its stand-ins."""

    own: int
    spare: int


_known: dict[FaceName, dict[str, Width]] = {"regular": {}, "semibold": {}}


def word_width(word: str, face: FaceName) -> Width:
    """Return the width of a word (or of words with their spaces) in both kinds of font."""
    known = _known[face]
    found = known.get(word)
    if found is None:
        found = Width(_own_width(word, face), width(word, face))
        if len(known) >= MOST_WORDS:
            known.clear()
        if len(word) <= LONGEST_RUN:
            known[word] = found
    return found


def kerning(before: str, after: str, face: FaceName) -> Width:
    """Return what the width of two neighbouring clusters differs by from the sum of theirs."""
    both, first = word_width(before + after, face), word_width(before, face)
    second = word_width(after, face)
    return Width(both.own - first.own - second.own, both.spare - first.spare - second.spare)


def natural_width(text: str, style: Style) -> float:
    """Return the width in px of a text set in one line, in the font that ships with argmap.

    It is what a browser gives the text (HarfBuzz on both sides). Characters that the font lacks
    count with a width that is safe for their script.
    """
    words = text.split(" ")
    space = word_width(" ", style.face).own
    units = sum(word_width(word, style.face).own for word in words if word)
    return (units + space * (len(words) - 1)) * style.size / EM


def safe_width(text: str, style: Style) -> float:
    """Return the width in px that a text in one line has at most, in whichever font it is drawn."""
    words = text.split(" ")
    space = word_width(" ", style.face)
    own, spare = space.own * (len(words) - 1), space.spare * (len(words) - 1)
    for word in words:
        width = word_width(word, style.face)
        own += width.own
        spare += width.spare
    return max(own, spare) * style.size / EM


def missing(text: str) -> set[str]:
    """Return the characters of a text that the shipped font has no glyph for."""
    covers = load_face("regular").covers
    return {char for char in text if char not in covers and not is_ignorable(char)}


def _own_width(word: str, face: FaceName) -> int:
    """Add up the widths of a word's runs: shaped ones, and those that the font lacks."""
    loaded = load_face(face)
    if loaded.covers.issuperset(word):
        if len(word) <= LONGEST_RUN:
            return loaded.width(word)
        return sum(map(loaded.width, _slices(word)))
    total = 0
    run = ""
    for cluster in split_clusters(word):
        if _covered(cluster, loaded):
            run += cluster
        else:
            total += sum(map(loaded.width, _slices(run))) + width(cluster, face)
            run = ""
    return total + sum(map(loaded.width, _slices(run)))


def _slices(run: str) -> Iterator[str]:
    """Cut what is too long to be shaped at once, but not before a mark."""
    start = 0
    while len(run) - start > LONGEST_RUN:
        end = start + LONGEST_RUN
        while end < len(run) and is_mark(run[end]):
            end += 1
        yield run[start:end]
        start = end
    yield run[start:]


def _covered(cluster: str, face: Face) -> bool:
    """Tell whether a face shows a character with its marks itself."""
    if AS_EMOJI in cluster:
        return False
    return face.covers.issuperset(char for char in cluster if not is_ignorable(char))
