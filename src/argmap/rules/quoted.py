"""Which quotes a map has, and in which text each is to be looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.model import Claim, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.quotes.texts import Texts
    from argmap.rules.facts import Facts


class Quoted(NamedTuple):
    """A quote, the source that it is said to come from, and where its text may be had.

    Attributes:
        thing: The claim or the evidence that has it.
        quote: The quote.
        source: The id of its source.
        way: That id and those of the sources through which that one is known, nearest first.
    """

    thing: Claim | Evidence
    quote: str
    source: str
    way: tuple[str, ...]


def quotes(facts: Facts) -> Iterator[Quoted]:
    """Yields every quote whose source and the way to it are described, and were read."""
    for thing in facts.spoken:
        source = thing.source
        if source is None and isinstance(thing, Claim):
            source = facts.map.about
        if thing.quote is None or source is None:
            continue
        way = _way(facts, source.id)
        if way and facts.unread.isdisjoint((*way, thing.id)):
            yield Quoted(thing, thing.quote, source.id, way)


def _way(facts: Facts, source: str) -> tuple[str, ...]:
    """Returns a source and those that it is known through, or nothing if one is not described."""
    way: dict[str, None] = {}
    while source not in way:
        if source not in facts.map.sources:
            return ()
        way[source] = None
        via = facts.map.sources[source].via
        if via is not None:
            source = via.id
    return tuple(way)


def holder_of(texts: Texts, way: tuple[str, ...]) -> str | None:
    """Returns the nearest source on a way that has a text."""
    return next((source for source in way if source in texts.ids), None)
