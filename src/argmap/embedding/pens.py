"""How a line of the text version is put together, whatever it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from argmap.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.embedding.entries import Entry, Words
    from argmap.model import ArgumentMap


class Pen(Protocol):
    """Writes pieces of text in one language of markup, so that they stand as themselves."""

    def own(self, text: str) -> str:
        """Returns words of argmap's own."""

    def strong(self, text: str) -> str:
        """Returns words of argmap's own that stand out."""

    def words(self, words: Words) -> str:
        """Returns words of the map."""

    def name(self, text: str) -> str:
        """Returns a name or another short piece of the map's, in the map's language."""

    def see(self, anchor: str, text: str) -> str:
        """Returns a text that leads to the claim or the source with an id, where it can."""


def line(entry: Entry, argument: ArgumentMap, numbers: Mapping[str, int], pen: Pen) -> str:
    """Returns one entry: what it is, who says it, what is said, and where that is from."""
    if entry.see:
        return f"{pen.see(entry.see, entry.see_number)} {pen.strong(entry.label)}"
    words = vocabulary(argument.lang)
    head = [pen.strong(entry.label)]
    if entry.by:
        head.append(pen.name(entry.by))
    if entry.state:
        head.append(pen.own(entry.state))
    parts = [pen.words(entry.said)] if entry.said else []
    if entry.quote:
        before, after = words.quotes
        quoted = entry.quote._replace(text=f"{before}{entry.quote.text}{after}")
        parts.append(pen.words(quoted))
    if entry.scheme:
        parts.append(f"{pen.own(f'({words.scheme}:')} {pen.name(entry.scheme)})")
    provenance = []
    if entry.source in numbers:
        provenance.append(pen.see(entry.source, f"[{numbers[entry.source]}]"))
    if entry.locator:
        provenance.append(pen.name(entry.locator))
    if provenance:
        parts.append(f"({', '.join(provenance)})")
    said = " · ".join(head)
    return f"{said}: {' '.join(parts)}" if parts else said
