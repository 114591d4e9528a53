"""Break opportunities within words, remembered by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from argmap.drawing.typeset import hyphenation
from argmap.drawing.typeset.clusters import FaceName, is_simple, split_clusters, within
from argmap.drawing.typeset.measure import MOST_REMEMBERED, Memory, kerning, word_width

HYPHEN = "-"
SOFT_HYPHEN = "\u00ad"
ZERO_SPACE = "\u200b"

# Penalties of breaks; a line left empty altogether counts 1.
AT_OWN_HYPHEN = 0.02
AT_NEW_HYPHEN = 0.1
WITHIN_LETTERS = 0.5

# After a hyphen, dash or stroke of the word's own: not in "E-Mail", "10–15" or "24/7".
OWN = re.compile(
    r"(?<=[\w)»”“’]{2})[-\u2010\u2013\u2014]+(?=[«„“»(]?[^\W\d_]{2})"
    r"|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})"
)
ADDRESS = re.compile(r"://|^www\.|@\w")
ADDRESS_SIGN = re.compile(r"(?<=\w)[:/?&=#_.@-]+(?=\w\w)")
IDENTIFIER = re.compile(r"[\\_]|\w[(/.]+\w|\w\(")
"""A file's path, the name of a function, a DOI: no hyphen that is added would be told from its own
ones."""

IDENTIFIER_SIGN = re.compile(r"(?:(?<=\w\w)(?!(?<=\d)\.\d)[/._-]+|\\+)(?=\w\w)")
PLAIN = re.compile(r"[\W\d_]{,20}|[^\W\d_/]+(?:/[^\W\d_/]+)+\W*")
"""A number, a day, or letters with strokes between: it has no more places than any word."""

PART = re.compile(r"[^-\u2010-\u2014]+")
MIXED = re.compile(r"\d[^\W\d_]|[^\W\d_]\d|[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
"""Digits beside letters, or a capital within, are signs of a name in one part of a word: CO2."""

LETTERS = re.compile(r"[^\W\d_]{6,}")
PLAIN_WORD = re.compile(r"[\"'„“»«\[]?([^\W\d_]+)[.,;:!?\"”“»«’\]]{,2}")
"""Letters between the usual signs, as most words are: none of the searches above finds anything in
one but MIXED."""

SIGNS = re.compile(r"[-/@\u00ad]|^www\.|[^\x00-\u0dff\u2015-\u202f]")
"""One of these is in every word with a place of its own to be divided at: most have none."""

# Scripts that are written without spaces: a line may end after any of their characters, but
# Thai, Lao, Khmer and Burmese readers would rather have words kept together.
UNSPACED = (
    "\u0e00\u0f00\u1000\u10a0\u1100\u1200\u1780\u1800\u2e80\ua4d0\ua960\ua980\uac00\ud800"
    "\uf900\ufb00\ufe30\ufe50\uff00\ufff0\U00020000\U00040000"
)
"""Where such characters begin, where they end, and so on."""

NOT_FIRST = frozenset(
    "!%),.:;?]}¢°’”»›‰′″℃、。〃々〉》」』】〕〗〙〛〜〞〟ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ・ーヽヾゝゞ"
    "！＂％＇），．：；？］｝～｠｡｣､･ｧｨｩｪｫｬｭｮｯｰ…‥—–-ๆฯะาำๅ"
)
NOT_LAST = frozenset("$([{£¥‘“„«‹〈《「『【〔〖〘〚〝＄（［｛｟｢￡￥เแโใไ")


class Atom(NamedTuple):
    """A part of a word that is never divided, and the join after it. Widths are in units.

    Attributes:
        text: The part.
        own: Its width in the shipped font.
        spare: Its width in the stand-ins.
        join: The space between it and the next atom in the same line, or nothing.
        join_own: The width of the space, or the kerning with the next atom.
        join_spare: The same in the stand-ins.
        sign: The hyphen that stands here if the line ends after it, or nothing.
        sign_own: The width of the hyphen, its kerning included.
        sign_spare: The same in the stand-ins.
        penalty: The cost of a line's end here.
    """

    text: str
    own: int
    spare: int
    join: str = ""
    join_own: int = 0
    join_spare: int = 0
    sign: str = ""
    sign_own: int = 0
    sign_spare: int = 0
    penalty: float = 0.0


class WholeWord(NamedTuple):
    """A word that is left whole, with the space after it. Widths are in units.

    Attributes:
        text: The word and the space.
        own: Its width in the shipped font.
        spare: Its width in the stand-ins.
        atoms: Its parts: a line may end after its own hyphens.
    """

    text: str
    own: int
    spare: int
    atoms: tuple[Atom, ...]


class DividedWord(NamedTuple):
    """A word with hyphens where it may be divided.

    Attributes:
        atoms: Its parts.
        own: The width of the widest of them with its hyphen, in units, in the shipped font.
        spare: The same in the stand-ins.
    """

    atoms: tuple[Atom, ...]
    own: int
    spare: int


@cache
def whole_words(face: FaceName) -> Memory[WholeWord]:
    """Return the words of a face by their text; no line ends at a soft hyphen in one of them."""
    return Memory(lambda word: _whole(word, face))


@lru_cache(maxsize=MOST_REMEMBERED)
def divided(word: str, face: FaceName, lang: str) -> DividedWord:
    """Return a word with all places where it may be divided.

    A soft hyphen in the word says where; else the patterns of `lang`, a BCP 47 tag, do.
    """
    parts = word.split(SOFT_HYPHEN)
    clean = "".join(parts)
    added = list(_soft_places(parts) if len(parts) > 1 else _pattern_places(clean, lang))
    if added:
        signs = dict.fromkeys(_own_places(clean), False)
        for place in filter(None, added):
            signs.setdefault(place, clean[place - 1] not in "-\u2010\u2011\u2013\u2014/\\_.")
        atoms = _parts(clean, signs, face)
    else:
        atoms = whole_words(face)[word].atoms
    if len(atoms) == 1:
        return DividedWord(atoms, atoms[0].own, atoms[0].spare)
    own = max([atom.own + atom.sign_own for atom in atoms])
    spare = max([atom.spare + atom.sign_spare for atom in atoms])
    return DividedWord(atoms, own, spare)


def _whole(word: str, face: FaceName) -> WholeWord:
    if not SIGNS.search(word):
        atom = _last(word, face)
        own, spare = atom.own + atom.join_own, atom.spare + atom.join_spare
        return WholeWord(word + atom.join, own, spare, (atom,))
    clean = word.replace(SOFT_HYPHEN, "")
    atoms = _parts(clean, dict.fromkeys(_own_places(clean), False), face)
    own = sum([atom.own + atom.join_own for atom in atoms])
    spare = sum([atom.spare + atom.join_spare for atom in atoms])
    return WholeWord("".join([atom.text + atom.join for atom in atoms]), own, spare, atoms)


def _parts(word: str, signs: dict[int, bool], face: FaceName) -> tuple[Atom, ...]:
    """Return the parts of a word between places, each with a hyphen at its end or without one."""
    places = sorted(place for place in signs if 0 < place < len(word))
    if not places:
        return (_last(word.replace(ZERO_SPACE, ""), face),)
    return tuple(_atoms(word, places, signs, face))


def _last(text: str, face: FaceName) -> Atom:
    """Return the part that ends a word, or the whole word."""
    return Atom(text, *word_width(text, face), " ", *word_width(" ", face))


def _atoms(word: str, places: list[int], signs: dict[int, bool], face: FaceName) -> Iterator[Atom]:
    """Measure the parts between the places."""
    simple = word.isascii() or all(map(is_simple, {*word}))
    start = 0
    for end in places:
        text = word[start:end].replace(ZERO_SPACE, "")
        last, first = (word[end - 1], word[end]) if simple else _beside(word, start, end)
        yield _part(text, last, first, face, hyphen=signs[end])
        start = end
    yield _last(word[start:].replace(ZERO_SPACE, ""), face)


@lru_cache(maxsize=MOST_REMEMBERED)
def _part(text: str, last: str, first: str, face: FaceName, *, hyphen: bool) -> Atom:
    """Return a part of a word: its last character, the first one behind it, and the kerning."""
    width, kern = word_width(text, face), kerning(last, first, face)
    if not hyphen:
        unspaced = is_unspaced(last[0]) or is_unspaced(first[0])
        penalty = 0.0 if unspaced else AT_OWN_HYPHEN
        return Atom(text, *width, "", *kern, penalty=penalty)
    sign, over = word_width(HYPHEN, face), kerning(last, HYPHEN, face)
    own, spare = sign.own + over.own, sign.spare + over.spare
    return Atom(text, *width, "", *kern, HYPHEN, own, spare, AT_NEW_HYPHEN)


def _beside(word: str, start: int, end: int) -> tuple[str, str]:
    """Return the clusters before and after a place in a word whose last part begins at `start`."""
    if all(map(is_simple, word[max(start, end - 2) : end + 2])):
        return word[end - 1], word[end]
    last = split_clusters(word[max(start, end - 16) : end])[-1]
    return last, split_clusters(word[end : end + 16])[0]


@lru_cache(maxsize=4096)
def is_unspaced(char: str) -> bool:
    """Tell whether a line may end at a character because its script has no spaces."""
    return within(UNSPACED, char)


def _own_places(word: str) -> Iterator[int]:
    """Yield the places where a word may be divided without adding a hyphen."""
    if not SIGNS.search(word):
        return
    signs = ADDRESS_SIGN if ADDRESS.search(word) else OWN
    for match in signs.finditer(word):
        yield match.end()
    if ZERO_SPACE in word:
        yield from (i + 1 for i, char in enumerate(word) if char == ZERO_SPACE)
    if any(map(is_unspaced, word)):
        yield from _unspaced_places(word)


def _unspaced_places(word: str) -> Iterator[int]:
    """Yield the places between characters of scripts that are written without spaces."""
    clusters = split_clusters(word)
    place = 0
    for before, after in pairwise(clusters):
        place += len(before)
        if not (is_unspaced(before[0]) or is_unspaced(after[0])):
            continue
        if after[0] not in NOT_FIRST and before[0] not in NOT_LAST:
            yield place


def _soft_places(parts: list[str]) -> Iterator[int]:
    """Yield the places of the soft hyphens that stood between the parts of a word."""
    place = 0
    for part in parts[:-1]:
        place += len(part)
        yield place


def _pattern_places(word: str, lang: str) -> Iterator[int]:
    """Yield the places where the patterns of the language, or an identifier's signs, divide it."""
    plain = PLAIN_WORD.fullmatch(word)
    if plain is not None:
        if not MIXED.search(word):
            for place in hyphenation.divide(plain[1], lang):
                yield plain.start(1) + place
        return
    if ADDRESS.search(word):
        return
    if IDENTIFIER.search(word):
        if not PLAIN.fullmatch(word):
            yield from (match.end() for match in IDENTIFIER_SIGN.finditer(word))
        return
    for part in PART.finditer(word):
        if MIXED.search(part.group()):
            continue
        for match in LETTERS.finditer(part.group()):
            for place in hyphenation.divide(match.group(), lang):
                yield part.start() + match.start() + place
