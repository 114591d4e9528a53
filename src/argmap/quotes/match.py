"""Find a quote in a folded text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from argmap.quotes.fold import Bare, Folded, Fragment

MOST_LEFT_OUT = 1_000
"""Most characters that one mark of omission may stand for."""


class Span(NamedTuple):
    """A piece of a text, from `start` up to `end`."""

    start: int
    end: int


def find(
    fragments: Sequence[Fragment],
    text: Folded,
    within: Span | None = None,
    most_left_out: int = MOST_LEFT_OUT,
) -> Span | None:
    """Return where the fragments of a quote stand, or None.

    Args:
        fragments: At least one.
        text: The text.
        within: The part of it to look in; without it, all of it.
        most_left_out: How many characters may stand between a fragment and the next.
    """
    within = within or Span(0, len(text.text))
    if len(fragments) == 1:
        return next(occurrences(fragments[0], text, within), None)
    begun = sorted(occurrences(fragments[0], text, within))
    for fragment in fragments[1:]:
        if not begun:
            break
        begun = _continued(begun, sorted(occurrences(fragment, text, within)), most_left_out)
    return begun[0] if begun else None


def occurrences(fragment: Fragment, text: Folded, within: Span) -> Iterator[Span]:
    """Yield where a fragment stands in whole words.

    Its first letter may be a capital or not. Where none is found, the hyphens that words have
    at the ends of lines are read in every way.
    """
    found = False
    words = fragment.text
    other = words[0].swapcase() + words[1:]
    spellings = (words,) if other == words else (words, other)
    for place in chain.from_iterable(places_of(spelt, text.text, within) for spelt in spellings):
        span = Span(place, place + len(words))
        if _whole(text.text, span, fragment):
            found = True
            yield span
    if not found and text.joints:
        yield from _hyphenated(fragment, text, within)


def _continued(begun: Sequence[Span], spans: Iterable[Span], most: int) -> list[Span]:
    """Return the passages that go on with one of the spans, each begun as late as possible."""
    longer: list[Span] = []
    number = 0
    for span in spans:
        while number < len(begun) and begun[number].end <= span.start:
            number += 1
        if number and span.start - begun[number - 1].end <= most:
            longer.append(Span(begun[number - 1].start, span.end))
    return longer


def places_of(words: str, text: str, within: Span) -> Iterator[int]:
    """Yield where some words begin in a part of a text, in whole words or not."""
    place = text.find(words, *within)
    while place >= 0:
        yield place
        place = text.find(words, place + 1, within.end)


def _hyphenated(fragment: Fragment, text: Folded, within: Span) -> Iterator[Span]:
    """Yield where a fragment stands but for hyphens at the ends of lines."""
    quote, bare = Bare(fragment.text), text.bare
    if not quote.text:
        return
    for place in places_of(quote.text, bare.text, Span(0, len(bare.text))):
        end = place + len(quote.text)
        ours, theirs = quote.hyphens, bare.hyphens_in(place, end)
        differ = (at for at in ours.keys() | theirs.keys() if ours.get(at) != theirs.get(at))
        if all(place + at in bare.loose for at in differ):
            span = Span(bare.place(place), bare.place(end - 1) + 1)
            inside = within.start <= span.start and span.end <= within.end
            if inside and _whole(text.text, span, fragment):
                yield span


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
