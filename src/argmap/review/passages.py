"""Passages of source texts that verdicts are bound to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model.argument import ArgumentMap
from argmap.quotes import span_of
from argmap.quotes.fold import Folded
from argmap.quotes.match import Span
from argmap.quotes.sections import Locators, Sections
from argmap.quotes.sources import SourceText, Texts, Unreadable

LONGEST_CHAIN = 100
"""Most sources that one is followed through by `via`."""

_SENTENCE_END = re.compile(r"[.!?…]['\")\]]*\s")
_LONGEST_SENTENCE = 2_000


def chain(argument_map: ArgumentMap, source: str) -> Iterator[str]:
    """Yield the id of a source, and of those that it is known through, nearest first."""
    seen: set[str] = set()
    while source in argument_map.sources and source not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(source)
        yield source
        via = argument_map.sources[source].via
        if via is None:
            return
        source = via.id


class Passages:
    """The passages of a map's sources, as far as these have texts that can be read."""

    def __init__(self, argument_map: ArgumentMap, texts: Texts | None) -> None:
        self._map = argument_map
        self._texts = texts
        self._sections: dict[str, Sections] = {}

    def passage(
        self, source: str, locator: str | None, quote: str | None
    ) -> tuple[str, str] | None:
        """Return what a reader looks up in a source's text, and which kind of passage that is.

        That is the passage that the locator names, else the sentence around the quote, else the
        whole text: `passage`, `sentence` or `whole`. None where there is no text.
        """
        text = self._text(source)
        if text is None:
            return None
        folded = text.folded
        if locator and (parts := self._sectioned(text).named(locator)):
            return "passage", " … ".join(folded.text[slice(*part.span)].strip() for part in parts)
        span = span_of(quote, text) if quote else None
        if span is not None:
            return "sentence", folded.text[slice(*_sentence(folded, span))].strip()
        return "whole", folded.text

    def _text(self, source: str) -> SourceText | None:
        """Return the text of a source, or the nearest one on the way that it is known through."""
        if self._texts is None:
            return None
        known = frozenset(self._texts.ids)
        for name in chain(self._map, source):
            if name in known:
                try:
                    return self._texts.text(name)
                except Unreadable:  # AM308 is about it
                    return None
        return None

    def _sectioned(self, text: SourceText) -> Sections:
        """Return the sections of a text, whatever the locators on the map take for headings.

        Else a locator that is added to the map would cut the passage of another one.
        """
        if text.path not in self._sections:
            self._sections[text.path] = Sections(text.folded, Locators(()))
        return self._sections[text.path]


def _sentence(text: Folded, span: Span) -> Span:
    """Return the place of the sentences that a span begins and ends in."""
    first = max(0, span.start - _LONGEST_SENTENCE)
    before = [found.end() for found in _SENTENCE_END.finditer(text.text, first, span.start)]
    last = min(len(text.text), span.end + _LONGEST_SENTENCE)
    after = _SENTENCE_END.search(text.text, max(span.start, span.end - 1), last)
    return Span(before[-1] if before else first, after.end() if after else last)
