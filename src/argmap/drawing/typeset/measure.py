"""Measure words: widths in the shipped font, and safe widths of stand-in fonts."""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from operator import add
from typing import Any, NamedTuple, TypeVar

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

EM = 2048
"""Units in one em: of the font, and of every width that is counted in whole numbers here."""

MOST_WORDS = 200_000
"""Words whose widths are kept; then the memory starts anew."""

MOST_REMEMBERED = 50_000
"""The same for letters, pairs of letters, and the parts of words."""

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
        found = Width(_own_width(word, face), spare_width(word, face))
        if len(known) >= MOST_WORDS:
            known.clear()
        if len(word) <= LONGEST_RUN:
            known[word] = found
    return found


def kerning(before: str, after: str, face: FaceName) -> Width:
    """Return the difference between the width of two neighbouring clusters and their sum."""
    both, first = word_width(before + after, face), word_width(before, face)
    second = word_width(after, face)
    return Width(both.own - first.own - second.own, both.spare - first.spare - second.spare)


def natural_width(text: str, style: Style) -> float:
    """Return the width in px of a text set in one line, in the font that ships with argmap.

    It is what a browser gives the text (HarfBuzz on both sides). Characters that the font lacks
    count with a width that is safe for their script.
    """
    return _line_width(text, style.face).own * style.size / EM


def safe_width(text: str, style: Style) -> float:
    """Return the width in px that a text in one line has at most, in whichever font it is drawn."""
    return max(_line_width(text, style.face)) * style.size / EM


def _line_width(text: str, face: FaceName) -> Width:
    """Add up the widths of words and of the spaces between them."""
    words = text.split(" ")
    widths = [word_width(word, face) for word in words]
    spaces, space = len(words) - 1, word_width(" ", face)
    own = sum([width.own for width in widths]) + space.own * spaces
    return Width(own, sum([width.spare for width in widths]) + space.spare * spaces)


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
            total += sum(map(loaded.width, _slices(run))) + spare_width(cluster, face)
            run = ""
    return total + sum(map(loaded.width, _slices(run)))


def _slices(run: str) -> Iterator[str]:
    """Cut a run that is too long to be shaped at once, but not before a mark."""
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


Value = TypeVar("Value")


class Memory(dict[str, Value]):
    """Results of a function by the text that it was asked for; when full, it starts anew."""

    def __init__(self, find: Callable[[str], Value]) -> None:
        self._find = find

    def __missing__(self, key: str) -> Value:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[key] = found = self._find(key)
        return found


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
    """One face of the shipped font.

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
        if text.isascii() or max(text) < GREEK:  # as nearly all are: one run
            return self._width(text)
        return sum(map(self._width, split_scripts(text)))

    def _width(self, run: str) -> int:
        known = self._letters.width(run)
        return self._shape(run) if known is None else known

    def _shape(self, run: str) -> int:
        import uharfbuzz as hb  # noqa: PLC0415 - heavy, and few words need it

        buffer = hb.Buffer()
        buffer.add_str(run)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
        hb.shape(self._shaper, buffer)
        return sum(place.x_advance for place in buffer.glyph_positions)

    @cached_property
    def _shaper(self) -> Any:
        import uharfbuzz as hb  # noqa: PLC0415 - heavy, and few words need it

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
    """Return a face; its font file is loaded when HarfBuzz has to shape a word."""
    return Face(name)


HEAD = 4
"""Numbers at the head of a table, which tools/make_widths.py describes."""


class Letters:
    """The characters of one face and their widths, in units.

    Attributes:
        covers: The characters that it has a glyph for.
        widths: The widths of those of them that are one glyph beside any other.
    """

    def __init__(self, table: bytes) -> None:
        """Take the bytes of a decompressed table."""
        numbers = _numbers(table)
        covered, plain, _, columns = numbers[:HEAD]
        ends = [HEAD + covered + plain * part for part in range(4)]
        chars = table[HEAD * numbers.itemsize : ends[0] * numbers.itemsize].decode("utf-16-le")
        widths, before, after = (numbers[ends[part] : ends[part + 1]] for part in range(3))
        self.covers = frozenset(chars)
        self.widths = dict(zip(chars, widths, strict=False))
        kerns = array("h", numbers[ends[3] :].tobytes())
        # Few of the thousands of letters are ever asked for.
        rows = Memory(lambda letter: before[chars.index(letter)])
        places = Memory(lambda letter: after[chars.index(letter)])
        self._kerns = Memory(lambda pair: kerns[rows[pair[0]] * columns + places[pair[1]]])

    def width(self, run: str) -> int | None:
        """Return the width of a run of letters, or None where HarfBuzz has to shape it."""
        try:
            own = sum(map(self.widths.__getitem__, run))
        except KeyError:
            return None
        return own + sum(map(self._kerns.__getitem__, map(add, run, run[1:])))


@cache
def load_letters(face: FaceName) -> Letters:
    """Return the letters of a face, loaded the first time (about 0.5 ms)."""
    return Letters(zlib.decompress(shipped("drawing", "typeset", "data", f"widths-{face}.bin")))


def _numbers(table: bytes) -> array[int]:
    numbers = array("H")
    numbers.frombytes(table)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


PLANE = 0x10000

EMOJI = 1.25
AS_EMOJI = "\ufe0f"
"""Selects the coloured form of the character before it, which is then as wide as an emoji."""

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


def spare_width(word: str, face: FaceName) -> int:
    """Return the width in units of a word in the widest of the stand-ins.

    None of them gives it more: pairs that they move together count in full.
    """
    together = map(add, word, word[1:])
    apart = sum(filter(None, map(_kerns(face).get, together)))
    width = sum(map(_widths(face).__getitem__, word)) + apart
    if word.isascii():
        return width
    return width + int(word.count(AS_EMOJI) * EMOJI * EM) + _empty_boxes(word)


def _empty_boxes(word: str) -> int:
    """Return the width in units of the boxes that may stand for marks of a word."""
    if not RARE_MARKS.search(word):
        return 0
    stacks = filter(RARE_MARKS.search, MARKS.findall(word))
    return int(sum(map(len, stacks)) * EMPTY_BOX * EM)


@cache
def _widths(face: FaceName) -> Memory[int]:
    return Memory(lambda char: _char_width(char, face))


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


@cache
def _table() -> array[int]:
    """Load the widths that tools/make_fallback.py wrote."""
    return _numbers(zlib.decompress(shipped("drawing", "typeset", "data", "fallback-widths.bin")))


@cache
def _kerns(face: FaceName) -> dict[str, int]:
    """Load the pairs of characters that a stand-in moves apart, and how far."""
    lines = shipped("drawing", "typeset", "data", "fallback-kerns.txt").decode("utf-8").splitlines()
    pairs = next(line for line in lines if line.startswith(face)).split(" ")[1:]
    return {pair[:2]: int(pair[2:]) for pair in pairs}
