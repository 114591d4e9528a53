"""What a legend has to explain: the signs that occur in a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.drawing.layout.bearing import SPACE, is_objection, tells_unanswered
from argmap.model.argument import Status
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind, Relation
from argmap.model.vocabulary import Vocabulary


class Occurring(NamedTuple):
    """What occurs in a plan.

    Attributes:
        sides: Whether claims are against the thesis: one truth value for each side.
        relations: How claims bear on others.
        states: The states of the evidence.
        linked: Whether claims count only together.
        implicit: The sides of claims that nobody spoke, likewise.
        mutual: Whether a claim attacks what attacks it.
        never_answered: Whether there are several objections, and none has an answer.
        marks: The words of the marks by their tones, each once, in a fixed order.
    """

    sides: frozenset[bool]
    relations: frozenset[Relation]
    states: frozenset[Status]
    linked: bool
    implicit: frozenset[bool]
    mutual: bool
    never_answered: bool
    marks: dict[Tone, list[str]]


def occurring(root: Item) -> Occurring:
    """Return what occurs in a plan with its marks."""
    found = list(root.walk())
    claims = [item for item in found if item.kind is ItemKind.CLAIM]
    marks: dict[Tone, dict[str, None]] = {tone: {} for tone in Tone}
    for item in found:
        if item.mark:
            marks[item.mark.tone][item.mark.word] = None
    return Occurring(
        sides=frozenset(item.against for item in claims),
        relations=frozenset(item.relation for item in found[1:] if item.relation is not None),
        states=frozenset(item.evidence.status for item in found if item.evidence is not None),
        linked=any(item.kind is ItemKind.JOIN and item.links_premises for item in found),
        implicit=frozenset(item.against for item in claims if item.claim and item.claim.implicit),
        mutual=any(item.mutual for item in found),
        never_answered=any(map(is_objection, claims)) and not tells_unanswered(root),
        marks={tone: list(words) for tone, words in marks.items() if words},
    )


class LegendSign(NamedTuple):
    """A sign and its meaning.

    Attributes:
        kind: What its sample shows: a box, a line, a mark; `words` for a meaning without one.
        text: Its meaning.
    """

    kind: str
    text: str


def signs(root: Item, words: Vocabulary, *, references: bool = True) -> Iterator[LegendSign]:
    """Yield the signs of boxes and lines that occur; what a box says in words is not among them.

    Args:
        root: The plan.
        words: The words of its language.
        references: Whether a box stands for each further link, not a line.
    """
    found = occurring(root)
    if False in found.sides:
        yield LegendSign("for", words.for_thesis)
    if True in found.sides:
        yield LegendSign("against", words.against_thesis)
    if Relation.SUPPORTS in found.relations:
        yield LegendSign(Relation.SUPPORTS, words.supports)
    if Relation.ATTACKS in found.relations:
        yield LegendSign(Relation.ATTACKS, words.attacks)
    if found.implicit:
        yield LegendSign("implicit", words.implicit_means)
    if Status.REPORTED in found.states and len(found.states) > 1:
        yield LegendSign("words", words.reported_means)
    if found.mutual and references:
        yield LegendSign("words", f"⇄{SPACE}{words.attacks_in_return}")
    if found.never_answered:
        yield LegendSign("words", words.never_answered)
    for tone, said in found.marks.items():
        yield LegendSign(tone, words.comma.join(said))
