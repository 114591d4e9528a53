"""Check a quote against a source's text: where it stands, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import NamedTuple

from argmap.quotes.fold import Fragment, readings
from argmap.quotes.match import MOST_LEFT_OUT, Span, find, passages
from argmap.quotes.sections import TextRange
from argmap.quotes.sources import SourceText
from argmap.text import listed, short_quote

_NEAR, _SHARED = 75, 0.5
"""Likeness and share of words in common below which a quote seems to be a paraphrase."""

MOST_WRONG = 2
"""Words in which a quote may differ from the one passage that is nearest to it, to be mended."""

_LISTED = 30  # lines that are named


_PLACES = 20  # of a quote that a text has several times: they are looked at one by one


@dataclass(frozen=True, slots=True)
class Miss:
    """The mistake in a quote.

    Attributes:
        what: The end of a sentence that begins with the quote and names the text as `{text}`.
        advice: What to do about it, or a function that returns it: it may take long.
        misplaced: Whether the quote is in the text, but not where its locator says.
        absent: Whether the quote, or a part of it, is nowhere in the text.
        wording: Returns the text's words for a quote that has at most two words wrong, or None.
    """

    what: str
    advice: str | Callable[[], str | None] | None = None
    misplaced: bool = False
    absent: bool = False
    wording: Callable[[], str | None] | None = None

    @property
    def hint(self) -> str | None:
        """What to do about it, or None."""
        return self.advice() if callable(self.advice) else self.advice


def check(quote: str, locator: str | None, text: SourceText) -> Miss | None:
    """Return the mistake in a quote, or None where it stands in the text.

    Args:
        quote: The quote.
        locator: Its place as the map has it; one that names no part of the text narrows nothing.
        text: The text.

    Raises:
        TooMuchWork: If looking for it takes more work than the map has left.
    """
    found = _looked_up(quote, locator, text)
    return found if isinstance(found, Miss) else None


class Occurrence(NamedTuple):
    """A quote as it stands in a text.

    Attributes:
        fragments: Its words between marks of omission.
        spans: Where each of them stands.
    """

    fragments: tuple[Fragment, ...]
    spans: tuple[Span, ...]


def occurrences(quote: str, locator: str | None, text: SourceText) -> Iterator[Occurrence]:
    """Yield how a quote stands in a text, at some of the places where it does. See `check`."""
    first = _looked_up(quote, locator, text)
    if not isinstance(first, Occurrence):
        return
    yield first
    parts = text.sections.named(locator) if locator else ()
    within: list[Span | None] = [_reach(first.fragments, part) for part in parts]
    every = (
        one for part in within or [None] for one in passages(first.fragments, text.folded, part)
    )
    for spans in islice(every, _PLACES):
        if spans != first.spans:
            yield Occurrence(first.fragments, spans)


def _looked_up(quote: str, locator: str | None, text: SourceText) -> Miss | Occurrence | None:
    key = (quote, locator)
    if key not in text.checked:
        text.checked[key] = _checked(quote, locator, text)
    return text.checked[key]


def _checked(quote: str, locator: str | None, text: SourceText) -> Miss | Occurrence | None:
    ways = readings(quote)
    if not ways:
        return None
    found = _found(ways, text)
    if found is None:
        return _missing(ways, text)
    parts = text.sections.named(locator) if locator else ()
    if not parts:
        return found
    inside = (_found(ways, text, part) for part in parts)
    first = next(filter(None, inside), None)
    return first or _misplaced(text, found.spans[0], parts[0])


def stands(quote: str, text: SourceText) -> int | None:
    """Return the place in a text at which a quote begins, or None."""
    span = span_of(quote, text)
    return None if span is None else span.start


def span_of(quote: str, text: SourceText) -> Span | None:
    """Return the place of a quote in a text, or None."""
    found = _found(readings(quote), text)
    return None if found is None else Span(found.spans[0].start, found.spans[-1].end)


def _found(
    ways: Sequence[tuple[Fragment, ...]], text: SourceText, part: TextRange | None = None
) -> Occurrence | None:
    for fragments in ways:
        within = _reach(fragments, part) if part is not None else None
        spans = find(fragments, text.folded, within)
        if spans is not None:
            return Occurrence(fragments, spans)
    return None


def _reach(fragments: Sequence[Fragment], part: TextRange) -> Span:
    """Return where a quote may stand if a part of the text is named for it."""
    if not part.touched:
        return part.span
    reach = sum(len(fragment.text) for fragment in fragments) - 1
    reach += MOST_LEFT_OUT * (len(fragments) - 1)
    return Span(max(0, part.span.start - reach), part.span.end + reach)


def _misplaced(text: SourceText, span: Span, part: TextRange) -> Miss:
    """Return the mistake in a quote that stands elsewhere, with its place."""
    named = "lines" if part.heading is None else "section"
    what = f"is in {{text}}, but not in the {named} that its `locator` names"
    above = text.sections.at(span.start)
    under = f", under {short_quote(above.title)}" if above is not None else ""
    return Miss(what, f"it stands at {text.line(span.start)}{under}", misplaced=True)


def _missing(ways: Sequence[tuple[Fragment, ...]], text: SourceText) -> Miss:
    """Return the mistake in a quote that is not in the text, or not as one passage."""
    parts = ways[-1]
    places = [find((part,), text.folded) for part in parts] if len(parts) > 1 else [None]
    there = [place[0] for place in places if place is not None]
    if len(there) == len(parts):
        return _scattered(parts, text, there)
    lost = parts[places.index(None)]
    what = "is not in {text}"
    if len(parts) > 1:
        what = f"is not in {{text}}: its part {short_quote(lost.shown)} is missing there"
    # Brackets in a quote are its author's: which of its words are the text's is left open then.
    whole = all(len(way) == 1 and "[" not in way[0].shown for way in ways)
    wording = partial(_wording, lost, text) if whole else None
    return Miss(what, partial(_nearest_passage, lost, text, there), absent=True, wording=wording)


def _scattered(parts: Sequence[Fragment], text: SourceText, places: Sequence[Span]) -> Miss:
    """Return the mistake in a quote whose parts are all there, but not as one passage."""
    in_order = find(parts, text.folded, most_left_out=text.folded.length) is not None
    what = "has its parts in another order than {text}"
    if in_order:
        what = f"leaves out more than {MOST_LEFT_OUT:,} characters of {{text}} at one mark"
    lines = [str(text.folded.line_at(place.start)) for place in places]
    lines[_LISTED:] = [f"{len(lines) - _LISTED} more"] if len(lines) > _LISTED else []
    where = f"{text.path}, lines {listed(lines)}"
    if len(set(lines)) == 1:
        where = text.line(places[0].start)
    cite = "" if in_order else "keep to its order, or "
    return Miss(what, f"its parts stand in {where}: {cite}cite each as evidence of its own")


def _wording(lost: Fragment, text: SourceText) -> str | None:
    """Return the words of the one passage from which a quote differs in two words at most."""
    from argmap.quotes.nearest import nearest  # noqa: PLC0415 -- it imports rapidfuzz, 60 ms

    passage = nearest(lost, text.folded)
    if passage is None or passage.changed > MOST_WRONG:
        return None
    start, end = passage.span
    for part in (Span(0, start), Span(end, text.folded.length)):
        other = nearest(lost, text.folded, part)
        if other is not None and other.changed <= MOST_WRONG and other.words != passage.words:
            return None
    return passage.words


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
