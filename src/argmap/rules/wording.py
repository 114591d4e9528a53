"""Rules on wording: what the words of a map should not be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.catalogue import rule
from argmap.findings import Location, Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Claim, Evidence

_NOTHING = re.compile(r"[\s.…?!_*/·•#()\[\]<>–—-]*")
_FILLER = re.compile(r"\W*(?:todo|tbd|fixme|xxx+|lorem ipsum\b.*)\W*", re.IGNORECASE)
_MARKER = re.compile(r"\b(?:TODO|FIXME|TBD)\b(?!-\w)|(?<!\S)[(\[]?\?{3,}[)\]]?(?!\w)")


class _Words(NamedTuple):
    """A text that the author wrote: what it is, its words, its place, whose it is."""

    what: str
    text: str
    at: Location
    ids: tuple[str, ...] = ()
    verbatim: bool = False


@rule("AM401", "placeholder", Severity.WARNING)
def placeholder(facts: Facts) -> Iterator[Hit]:
    """A text still has to be written.

    `TODO`, `FIXME`, `TBD` and `???` are told wherever they stand in the author's own words, and
    so is a text of nothing but dots or dashes. An ellipsis at the end of a sentence and an
    omission in a quote are none; nor is `todo` in a Spanish sentence.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        sources:
          photo: {type: graphic, title: The street at noon}
          diary: {type: book, title: A diary}
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: TODO look at the photo, source: photo}
              - {text: Wet shoes, source: diary}
        ```
    Good:
        ```yaml
        argmap: 1
        title: Rain
        sources:
          photo: {type: graphic, title: The street at noon}
          diary: {type: book, title: A diary}
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: Puddles, source: photo}
              - {text: Wet shoes, source: diary}
        ```
    """
    for words in _all_words(facts):
        marker = not words.verbatim and _is_marked(words.text)
        filler = _NOTHING.fullmatch(words.text) or _FILLER.fullmatch(words.text)
        if marker or filler:
            message = f"{words.what} still has to be written: {short(words.text)}"
            yield Hit(words.at, message, "write it, or take it out", words.ids)


def _is_marked(text: str) -> bool:
    """Tells whether a text holds a mark for what is missing; nearly none does."""
    likely = "TODO" in text or "???" in text or "TBD" in text or "FIXME" in text
    return likely and not text.isupper() and _MARKER.search(text) is not None


def _all_words(facts: Facts) -> Iterator[_Words]:
    """Yields the texts of a map."""
    for key in ("title", "author", "by", "description"):
        text = getattr(facts.map, key)
        if text:
            yield _Words(f"the map's `{key}`", text, facts.map.place(key))
    for source in facts.map.sources.values():
        if source.title:
            what = f"the title of `{source.id}`"
            yield _Words(what, source.title, source.place("title"), (source.id,))
    for claim in facts.map.claims.values():
        yield from _words_of(claim, (claim.id,))
        for piece in claim.evidence:
            yield from _words_of(piece, (piece.id, claim.id))
    for inference in facts.map.inferences.values():
        if inference.warrant:
            what = f"the warrant of `{inference.id}`"
            yield _Words(what, inference.warrant, inference.place("warrant"), (inference.id,))


def _words_of(thing: Claim | Evidence, ids: tuple[str, ...]) -> Iterator[_Words]:
    """Yields the texts of a claim or of a piece of evidence."""
    for key in ("text", "quote", "by", "locator"):
        text = getattr(thing, key)
        if text:
            what = f"the {key} of `{thing.id}`" if key != "by" else f"the speaker of `{thing.id}`"
            yield _Words(what, text, thing.place(key), ids, verbatim=key == "quote")
