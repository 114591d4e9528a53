"""How wide words are, in the shipped font and in the fonts that may stand in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.typeset import fallback, font
from argmap.typeset.clusters import is_ignorable, is_mark, split_clusters
from argmap.typeset.font import EM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.typeset.style import FaceName, Style

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
        found = Width(_own_width(word, face), fallback.width(word, face))
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
    covers = font.load("regular").covers
    return {char for char in text if char not in covers and not is_ignorable(char)}


def _own_width(word: str, face: FaceName) -> int:
    """Add up the widths of a word's runs: shaped ones, and those that the font lacks."""
    loaded = font.load(face)
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
            total += sum(map(loaded.width, _slices(run))) + fallback.width(cluster, face)
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


def _covered(cluster: str, face: font.Face) -> bool:
    """Tell whether a face shows a character with its marks itself."""
    if fallback.AS_EMOJI in cluster:
        return False
    return face.covers.issuperset(char for char in cluster if not is_ignorable(char))
