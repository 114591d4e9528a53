"""The way from the thesis to the head of a part, in words: “… because 3 It is cracked”."""

from __future__ import annotations

from typing import NamedTuple

from argmap.drawing.layout.bearing import SPACE, is_attack, numbers, premises, role
from argmap.model.outline import Item, ItemKind, Relation
from argmap.model.vocabulary import Vocabulary
from argmap.text import folded

MOST_ABOVE = 2
"""Claims between the thesis and a head that are named: its nearest; before them stands “…”."""

LONGEST = 160
"""Characters of a claim on the way."""


class Waypoint(NamedTuple):
    """One claim on the way.

    Attributes:
        item: The claim; None for those that are passed over.
        lead: What leads to it: why it stands there.
        text: Its words; of the head none, which stand below, but why it counts.
        lang: Their language, if it is not the map's.
    """

    item: Item | None
    lead: str
    text: str
    lang: str | None = None

    @property
    def said(self) -> str:
        """The whole step."""
        return " ".join(filter(None, [self.lead, self.number, self.text]))

    @property
    def number(self) -> str:
        """The number of its claim."""
        return self.item.number if self.item is not None else ""


def way_to(head: Item, words: Vocabulary) -> list[Waypoint]:
    """Return the steps from the thesis to the head of a part, itself at last; else none."""
    claims = [item for item in head.above if item.kind is not ItemKind.JOIN]
    if not claims:
        return []
    thesis, *between, last = claims
    steps = [_named(thesis, "", words)]
    if len(between) > MOST_ABOVE:
        steps.append(Waypoint(None, "…", ""))
    steps += (_named(item, _lead(item, words), words) for item in between[-MOST_ABOVE:])
    return [*steps, Waypoint(last, _lead(last, words), _why(last, words))]


def _named(item: Item, lead: str, words: Vocabulary) -> Waypoint:
    claim = item.claim
    assert claim is not None
    text = folded(claim.text)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:.–-')} …"
    elif not text.endswith(".."):
        text = text.removesuffix(".")
    linked = _linked(item)
    if len(linked) > 1:
        text = f"{text} ({words.linked_only.format(numbers=numbers(linked))})"
    return Waypoint(item, lead, text, claim.lang)


def _lead(item: Item, words: Vocabulary) -> str:
    return f"…{SPACE}{role(item, words) if is_attack(item) else words.because}"


def _why(item: Item, words: Vocabulary) -> str:
    """Return with what a head counts, and why, in brackets."""
    linked, join = _linked(item), item.parent
    inference = join.inference if join is not None and linked else None
    if inference is None or (len(linked) < 2 and not inference.warrant):  # noqa: PLR2004
        return ""
    together = words.linked_because if inference.warrant else words.linked_only
    form = together if len(linked) > 1 else words.alone_because
    said = " ".join(filter(None, [form.format(numbers=numbers(linked)), inference.warrant]))
    return f"({folded(said)})"


def _linked(item: Item) -> list[Item]:
    """Return what a claim is linked with, itself among it; nothing if it stands alone."""
    join = item.parent
    linked = item.relation is Relation.PREMISE and join is not None
    return premises(join) if linked and join is not None else []
