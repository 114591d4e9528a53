"""The text version of a map, before any markup: one entry for each thing, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from argmap.layout.content import deed
from argmap.layout.numbers import number
from argmap.layout.plan import Kind, Relation, plan
from argmap.model import Status
from argmap.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.layout.plan import Item
    from argmap.model import ArgumentMap, Claim, Evidence

DEEPEST: Final = 12
"""Lists are nested at most so deep: on a phone nothing is left of the line below that, and a
browser's parser gives up at some 500 elements within each other. What is deeper says by a number
what it belongs to."""


class Words(NamedTuple):
    """Words of the map and their language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the text version.

    Attributes:
        depth: How deep its list is nested; 1 is the thesis's.
        label: What it is and how it bears on what it stands under, in argmap's words.
        anchor: The id of what it is; "" where it refers to what stands elsewhere.
        by: Its speaker, or "".
        state: What is known about it, in argmap's words, or "".
        said: What it says, if anything.
        quote: The verbatim words, if any.
        source: The id of its source, or "".
        locator: Where in the source, or "".
        scheme: The name of the argumentation scheme, or "".
        see: The id of the claim that it refers to instead of saying it again, or "".
        see_number: How that claim is called: `label` says what it does here.
    """

    depth: int
    label: str
    anchor: str = ""
    by: str = ""
    state: str = ""
    said: Words | None = None
    quote: Words | None = None
    source: str = ""
    locator: str = ""
    scheme: str = ""
    see: str = ""
    see_number: str = ""


def entries(argument: ArgumentMap) -> Iterator[Entry]:
    """Yields the thesis and everything under it in reading order, each thing once.

    Args:
        argument: A map without errors.
    """
    root = plan(argument)
    number(root)
    writer = _Writer(argument)
    depth: dict[Item, int] = {}
    for item in root.walk():
        above = depth[item.parent] if item.parent is not None else 0
        depth[item] = min(DEEPEST, above + 1)
        yield writer.entry(item, depth[item], told=above == DEEPEST)


class _Writer:
    """Says what each item of one map says."""

    def __init__(self, argument: ArgumentMap) -> None:
        self.argument = argument
        self.words = vocabulary(argument.lang)

    def entry(self, item: Item, depth: int, *, told: bool) -> Entry:
        """Returns an item's entry; `told` adds what it belongs to."""
        if item.kind is Kind.REFERENCE:
            return self._reference(item, depth, told=told)
        label = self._label(item)
        if told:
            label = f"{label} {self.words.to} {self._above(item)}"
        if item.kind is Kind.EVIDENCE:
            assert item.evidence is not None
            return self._evidence(item.evidence, depth, label)
        if item.kind is Kind.JOIN:
            return self._join(item, depth, label)
        assert item.claim is not None
        return self._claim(item.claim, depth, label)

    def _reference(self, item: Item, depth: int, *, told: bool) -> Entry:
        label = deed(item, self.words)
        if told:
            label = f"{label} ({self.words.to} {self._above(item)})"
        return Entry(depth=depth, label=label, see=item.id, see_number=item.number)

    def _claim(self, claim: Claim, depth: int, label: str) -> Entry:
        lang = claim.lang or self.argument.lang
        return Entry(
            depth=depth,
            label=label,
            anchor=claim.id,
            by=claim.speaker or "",
            state=self.words.implicit if claim.implicit else "",
            said=Words(claim.text, lang),
            quote=Words(claim.quote, lang) if claim.quote else None,
            source=claim.source.id if claim.source else "",
            locator=claim.locator or "",
        )

    def _evidence(self, piece: Evidence, depth: int, label: str) -> Entry:
        words, lang = self.words, piece.lang or self.argument.lang
        states = {
            Status.REPORTED: words.reported,
            Status.VERIFIED: words.verified,
            Status.DISPUTED: words.disputed,
        }
        return Entry(
            depth=depth,
            label=label,
            anchor=piece.id,
            by=piece.by or "",
            state=states[piece.status],
            said=Words(piece.text, lang) if piece.text else None,
            quote=Words(piece.quote, lang) if piece.quote else None,
            source=piece.source.id if piece.source else "",
            locator=piece.locator or "",
        )

    def _join(self, item: Item, depth: int, label: str) -> Entry:
        inference = item.inference
        assert inference is not None
        unsaid = inference.warrant and not inference.by
        return Entry(
            depth=depth,
            label=label,
            anchor=inference.id,
            by=inference.by or "",
            state=self.words.implicit if unsaid else "",
            said=Words(inference.warrant, self.argument.lang) if inference.warrant else None,
            scheme=inference.scheme or "",
        )

    def _label(self, item: Item) -> str:
        words = self.words
        if item.kind is Kind.EVIDENCE:
            return words.evidence
        if item.kind is Kind.JOIN:
            return self._together(item)
        parts = [item.number, self._role(item)]
        if item.relation is Relation.ATTACKS and item.parent and item.parent.kind is Kind.JOIN:
            parts.append(words.to_inference)
        return " ".join(filter(None, parts))

    def _role(self, item: Item) -> str:
        """What a claim is to what it stands under, through the inference that it is linked in."""
        words = self.words
        if item.kind is Kind.THESIS:
            return words.thesis
        step = item
        while step.relation is Relation.PREMISE and step.parent is not None:
            step = step.parent
        return words.objection if step.relation is Relation.ATTACKS else words.premise

    def _together(self, item: Item) -> str:
        """The head of an inference: how many premises it has, and whether a warrant follows."""
        words, inference = self.words, item.inference
        assert inference is not None
        if item.links_premises:
            return f"{words.together}, {words.because}" if inference.warrant else words.together
        return words.because.capitalize() if inference.warrant else words.inference

    def _above(self, item: Item) -> str:
        """The number of the nearest claim above."""
        above = item.parent
        while above is not None and above.claim is None:
            above = above.parent
        return (above.number if above else "") or self.words.thesis
