"""Check a quote against a source's text: where it stands, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.quotes.fold import Fragment, readings
from argmap.quotes.match import MOST_LEFT_OUT, Span, find
from argmap.quotes.sections import TextRange
from argmap.quotes.sources import SourceText
from argmap.text import listed, short_quote

_NEAR, _SHARED = 75, 0.5
"""Likeness and share of words in common below which a quote seems to be a paraphrase."""


@dataclass(frozen=True, slots=True)
class Miss:
    """The mistake in a quote.

    Attributes:
        what: The end of a sentence that begins with the quote and names the text as `{text}`.
        hint: What to do about it, or None.
        misplaced: Whether the quote is in the text, but not where its locator says.
        absent: Whether the quote, or a part of it, is nowhere in the text.
    """

    what: str
    hint: str | None = None
    misplaced: bool = False
    absent: bool = False


def check(quote: str, locator: str | None, text: SourceText) -> Miss | None:
    """Return the mistake in a quote, or None where it stands in the text.

    Args:
        quote: The quote.
        locator: Its place as the map has it; one that names no part of the text narrows nothing.
        text: The text.
    """
    ways = readings(quote)
    if not ways:
        return None
    span = _found(ways, text)
    if span is None:
        return _missing(ways, text)
    parts = text.sections.named(locator) if locator else ()
    if not parts or any(_found_in(ways, text, part) for part in parts):
        return None
    return _misplaced(text, span, parts[0])


def stands(quote: str, text: SourceText) -> int | None:
    """Return the place in a text at which a quote begins, or None."""
    span = span_of(quote, text)
    return None if span is None else span.start


def span_of(quote: str, text: SourceText) -> Span | None:
    """Return the place of a quote in a text, or None."""
    return _found(readings(quote), text)


def _found(
    ways: Sequence[Sequence[Fragment]], text: SourceText, within: Span | None = None
) -> Span | None:
    spans = (find(fragments, text.folded, within) for fragments in ways)
    return next((span for span in spans if span is not None), None)


def _found_in(ways: Sequence[Sequence[Fragment]], text: SourceText, part: TextRange) -> bool:
    if not part.touched:
        return _found(ways, text, part.span) is not None
    for fragments in ways:
        reach = sum(len(fragment.text) for fragment in fragments) - 1
        reach += MOST_LEFT_OUT * (len(fragments) - 1)
        within = Span(max(0, part.span.start - reach), part.span.end + reach)
        if find(fragments, text.folded, within) is not None:
            return True
    return False


def _misplaced(text: SourceText, span: Span, part: TextRange) -> Miss:
    """Return the mistake in a quote that stands elsewhere, with its place."""
    named = "lines" if part.heading is None else "section"
    what = f"is in {{text}}, but not in the {named} that its `locator` names"
    above = text.sections.at(span.start)
    under = f", under {short_quote(above.title)}" if above is not None else ""
    return Miss(what, f"it stands at {text.line(span.start)}{under}", misplaced=True)


def _missing(ways: Sequence[Sequence[Fragment]], text: SourceText) -> Miss:
    """Return the mistake in a quote that is not in the text, or not as one passage."""
    parts = ways[-1]
    places = [find((part,), text.folded) for part in parts] if len(parts) > 1 else [None]
    there = [place for place in places if place is not None]
    if len(there) == len(parts):
        return _scattered(parts, text, there)
    lost = parts[places.index(None)]
    what = "is not in {text}"
    if len(parts) > 1:
        what = f"is not in {{text}}: its part {short_quote(lost.shown)} is missing there"
    return Miss(what, _nearest_passage(lost, text, there), absent=True)


def _scattered(parts: Sequence[Fragment], text: SourceText, places: Sequence[Span]) -> Miss:
    """Return the mistake in a quote whose parts are all there, but not as one passage."""
    in_order = find(parts, text.folded, most_left_out=len(text.folded.text)) is not None
    what = "has its parts in another order than {text}"
    if in_order:
        what = f"leaves out more than {MOST_LEFT_OUT:,} characters of {{text}} at one mark"
    lines = [str(text.folded.line_at(place.start)) for place in places]
    where = f"{text.path}, lines {listed(lines)}"
    if len(set(lines)) == 1:
        where = text.line(places[0].start)
    cite = "" if in_order else "keep to its order, or "
    return Miss(what, f"its parts stand in {where}: {cite}cite each as evidence of its own")


def _nearest_passage(lost: Fragment, text: SourceText, around: Sequence[Span]) -> str | None:
    """Return the hint at the nearest passage, with its difference word by word."""
    from argmap.quotes.nearest import nearest  # noqa: PLC0415 -- it imports rapidfuzz, 60 ms

    found = None
    for place in around[:1]:
        beside = Span(max(0, place.start - MOST_LEFT_OUT), place.end + MOST_LEFT_OUT)
        found = nearest(lost, text.folded, beside)
    if found is None or found.likeness < _NEAR:
        found = nearest(lost, text.folded)
    if found is None:
        return None
    passage = f"{text.line(found.span.start)} ([-quote-] {{+text+}}): {found.difference}"
    if found.likeness < _NEAR and found.shared < _SHARED:
        question = "are these the source's own words? If not, write them as `text`"
        return f"{question}; nearest is {passage}"
    return f"nearest is {passage}"
