"""Find a quote in a folded text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from argmap.quotes.fold import Bare, Folded, Fragment
from argmap.quotes.haystack import Needle
from argmap.quotes.work import TooMuchWork

MOST_LEFT_OUT = 1_000
"""Most characters that one mark of omission may stand for."""

_MOST_FRAGMENTS = 100
_REJECTED = 1_500  # steps to find that a place is inside of a word


class Span(NamedTuple):
    """A piece of a text, from `start` up to `end`."""

    start: int
    end: int


def find(
    fragments: Sequence[Fragment],
    text: Folded,
    within: Span | None = None,
    most_left_out: int = MOST_LEFT_OUT,
) -> tuple[Span, ...] | None:
    """Return where each fragment of a quote stands, or None. See `passages`."""
    return next(passages(fragments, text, within, most_left_out), None)


def passages(
    fragments: Sequence[Fragment],
    text: Folded,
    within: Span | None = None,
    most_left_out: int = MOST_LEFT_OUT,
) -> Iterator[tuple[Span, ...]]:
    """Yield where the fragments of a quote stand as one passage.

    Args:
        fragments: At least one.
        text: The text.
        within: The part of it to look in; without it, all of it.
        most_left_out: How many characters may stand between a fragment and the next.

    Raises:
        TooMuchWork: If the work of the text is spent.
    """
    within = within or Span(0, len(text.text))
    if len(fragments) > _MOST_FRAGMENTS:
        raise TooMuchWork
    places = [_Places(fragment, text, within) for fragment in fragments]
    if len(places) == 1:
        yield from ((span,) for span in places[0].each())
        return
    chain: _Chain | None = None
    for each in places:
        chain = _Chain(each, chain, most_left_out)
    passage = chain.seek(within.start) if chain is not None else None
    while chain is not None and passage is not None:
        closest = _closest(passage, fragments, text, most_left_out)
        yield closest
        passage = chain.seek(closest[-1].start + 1)


class _Places:
    """The places of a fragment in a part of a text, in whole words.

    Its first letter may be a capital or not. Where none is found, the hyphens that words have at
    the ends of lines are read in every way.
    """

    def __init__(self, fragment: Fragment, text: Folded, within: Span) -> None:
        self._fragment, self._text, self._within = fragment, text, within
        words = fragment.text
        other = words[0].swapcase() + words[1:]
        spellings = (words,) if other == words or len(other) != len(words) else (words, other)
        inner = _inner(fragment)
        self._needles = [Needle(spelt, text.haystack, inner=inner) for spelt in spellings]
        self._next: list[int] = [-1] * len(spellings)
        self._hyphenated: list[Span] | None = None

    @property
    def length(self) -> int:
        """The most characters that it can take in the text: hyphens may be in it there."""
        return 3 * len(self._fragment.text)

    def each(self) -> Iterator[Span]:
        """Yield all, those with the first letter as it is before the others."""
        found = False
        for needle in self._needles:
            place = self._whole_from(needle, self._within.start)
            while place >= 0:
                found = True
                yield self._span(place)
                place = self._whole_from(needle, place + 1)
        if not found:
            yield from _hyphenated(self._fragment, self._text, self._within)

    def after(self, least: int) -> Span | None:
        """Return the first one that begins at a place or later; the places asked for only grow."""
        if self._hyphenated is None:
            place = self._first_from(max(least, self._within.start))
            if place is not None:
                return self._span(place)
            if self._first_from(self._within.start, again=True) is not None:
                self._hyphenated = []
            else:
                found = _hyphenated(self._fragment, self._text, self._within)
                self._hyphenated = sorted(found, reverse=True)
        while self._hyphenated and self._hyphenated[-1].start < least:
            self._hyphenated.pop()
        return self._hyphenated[-1] if self._hyphenated else None

    def _first_from(self, least: int, *, again: bool = False) -> int | None:
        end = self._text.length
        for number, needle in enumerate(self._needles):
            if again or self._next[number] < least:
                place = self._whole_from(needle, least)
                self._next[number] = place if place >= 0 else end + 1
        place = min(self._next)
        return place if place <= end else None

    def _whole_from(self, needle: Needle, least: int) -> int:
        place = needle.find(least, self._within.end)
        while place >= 0 and not _whole(self._text.text, self._span(place), self._fragment):
            self._text.work.spend(_REJECTED)
            place = needle.find(place + 1, self._within.end)
        return place

    def _span(self, place: int) -> Span:
        return Span(place, place + len(self._fragment.text))


class _Chain:
    """The passages of the first fragments of a quote, in the order of their ends.

    What it is asked for only grows, so that it goes through the text once.
    """

    def __init__(self, places: _Places, before: _Chain | None, most: int) -> None:
        self._places, self._before, self._most = places, before, most
        self._now: tuple[Span, ...] | None = None
        self._begun = False

    def seek(self, least: int) -> tuple[Span, ...] | None:
        """Return the first passage whose last fragment begins at a place or later."""
        while (span := self._places.after(least)) is not None:
            if self._before is None:
                return (span,)
            before = self._before.ending(span.start - self._most)
            if before is None:
                return None
            if before[-1].end <= span.start:
                return (*before, span)
            least = before[-1].end
        return None

    def ending(self, least: int) -> tuple[Span, ...] | None:
        """Return the first passage that ends at a place or later."""
        if not self._begun:
            self._begun = True
            self._now = self.seek(max(0, least - self._places.length))
        while self._now is not None and self._now[-1].end < least:
            start = max(self._now[-1].start + 1, least - self._places.length)
            self._now = self.seek(start)
        return self._now


def _closest(
    passage: Sequence[Span], fragments: Sequence[Fragment], text: Folded, most: int
) -> tuple[Span, ...]:
    """Return a passage with each fragment as near to the next one as it stands."""
    found = list(passage)
    for number in range(len(found) - 2, -1, -1):
        first = found[number]
        end = found[number + 1].start
        if number:
            end = min(end, found[number - 1].end + most + first.end - first.start)
        start = max(first.start, end - MOST_LEFT_OUT - 3 * len(fragments[number].text))
        nearer = _Places(fragments[number], text, Span(start, end)).each()
        found[number] = max(islice(nearer, MOST_LEFT_OUT), default=first)
    return tuple(found)


def _inner(fragment: Fragment) -> tuple[int, int]:
    """Return the part of a fragment whose words are whole words of the text.

    At a mark, a word may be a part of one.
    """
    words = fragment.text
    start, end = 0, len(words)
    if fragment.cut_before:
        start = next((at for at, char in enumerate(words) if not char.isalnum()), end)
    while fragment.cut_after and end > start and words[end - 1].isalnum():
        end -= 1
    return start, end


def _hyphenated(fragment: Fragment, text: Folded, within: Span) -> Iterator[Span]:
    """Yield where a fragment stands but for hyphens at the ends of lines."""
    if not text.joints:
        return
    quote, bare = Bare(fragment.text), text.bare
    if not quote.text:
        return
    needle = Needle(quote.text, text.bare_haystack, inner=_between_blanks(quote.text))
    place = needle.find(0, len(bare.text))
    while place >= 0:
        end = place + len(quote.text)
        text.work.spend(_REJECTED + len(quote.text))
        ours, theirs = quote.hyphens, bare.hyphens_in(place, end)
        differ = (at for at in ours.keys() | theirs.keys() if ours.get(at) != theirs.get(at))
        if all(place + at in bare.loose for at in differ):
            span = Span(bare.place(place), bare.place(end - 1) + 1)
            inside = within.start <= span.start and span.end <= within.end
            if inside and _whole(text.text, span, fragment):
                yield span
        place = needle.find(place + 1, len(bare.text))


def _between_blanks(words: str) -> tuple[int, int]:
    """Return the part of some words without the first and the last one."""
    return max(0, words.find(" ")), max(0, words.rfind(" "))


def _whole(text: str, span: Span, fragment: Fragment) -> bool:
    """Return whether a span neither begins nor ends inside of a word or a number."""
    return (fragment.cut_before or not _inside(text, span.start)) and (
        fragment.cut_after or not _inside(text, span.end)
    )


def _inside(text: str, at: int) -> bool:
    """Return whether a place is inside of a word, or of a number such as -5.500."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _spaced(before) and _spaced(after):
        return True
    if after.isdigit() and before in ".,":
        return text[at - 2 : at - 1].isdigit()
    if after.isdigit() and before == "-":
        return at == 1 or text[at - 2] == " "
    return before.isdigit() and after in ".," and text[at + 1 : at + 2].isdigit()


def _spaced(char: str) -> bool:
    """Return whether a character is of a word, in a script that sets blanks around each word.

    In Hebrew and Arabic, a word's beginning can be another word; Chinese, Japanese and Thai set
    no blanks.
    """
    latin_greek_cyrillic = char < "\u0590" or "\u1e00" <= char <= "\u1fff"
    return char.isalnum() and (latin_greek_cyrillic or "\u10a0" <= char <= "\u10ff")
