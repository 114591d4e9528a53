"""Rows of a map's main reasons: which claims have one, and what is counted in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from argmap.drawing.layout.bearing import attackers, attackers_of_step, is_attack
from argmap.model.outline import Item, ItemKind, Relation
from argmap.model.vocabulary import Vocabulary

MOST_JOINS = 64
"""Steps against steps, one below the other, that can stand in the rows of main reasons."""


class Sign(StrEnum):
    """What a claim does in its branch: each is a small square there, or a dot."""

    REASON = "reason"
    OBJECTION = "objection"
    ANSWER = "answer"

    @property
    def shape(self) -> str:
        """The sign as a character, for a page without a style sheet."""
        return {Sign.REASON: "■", Sign.OBJECTION: "□", Sign.ANSWER: "●"}[self]


def sign(item: Item) -> Sign:
    """Return what a claim does."""
    if not is_attack(item):
        return Sign.REASON
    return Sign.OBJECTION if item.against else Sign.ANSWER


def is_above_rows(item: Item) -> bool:
    """Tell whether it stands above all others, or joins what stands right under that.

    Joins of joins are followed for MOST_JOINS: each of a line of them is asked.
    """
    for _ in range(MOST_JOINS):
        if item.kind is not ItemKind.JOIN or item.parent is None:
            break
        item = item.parent
    return item.parent is None


def is_row(item: Item) -> bool:
    """Tell whether it has a row of its own: it bears on the thesis, or on a step to it."""
    known = item.kind in (ItemKind.CLAIM, ItemKind.REFERENCE)
    return known and item.parent is not None and is_above_rows(item.parent)


def is_unanswered(item: Item) -> bool:
    """Tell whether it is an objection, and nothing attacks it, its step or what supports it."""
    if item.kind is not ItemKind.CLAIM or sign(item) is not Sign.OBJECTION:
        return False
    step = item.parent if item.relation is Relation.PREMISE else None
    return not any(attackers(item)) and not attackers_of_step(step)


def below(item: Item) -> list[Item]:
    """Return the claims under an item, in reading order."""
    return [one for one in item.walk() if one.kind is ItemKind.CLAIM and one is not item]


def counts(item: Item, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield how many claims of each sign stand under an item, then how much evidence, in words.

    Each with its sign; that of evidence is "evidence". What there is none of is left out.
    """
    found = Counter(sign(one) for one in below(item))
    forms = {
        Sign.REASON: words.reasons,
        Sign.OBJECTION: words.objections,
        Sign.ANSWER: words.answers,
    }
    for kind, form in forms.items():
        if found[kind]:
            yield kind, words.counted(form, found[kind])
    pieces = sum(one.evidence is not None for one in item.walk())
    if pieces:
        yield "evidence", words.evidence_count(pieces)
