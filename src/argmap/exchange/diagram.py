"""What diagrams of other programs show of a map: boxes, and lines between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from argmap.exchange.loss import Report
from argmap.exchange.omissions import report_omissions
from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference
from argmap.model.graph import links_of
from argmap.model.outline import ItemKind, number, plan

LEFT_OUT: Final = ("lang", "author", "date", "description", "about", "ignore", "languages")
"""What no diagram says."""

BoxKind = Literal["thesis", "premise", "objection", "evidence", "inference"]


class DiagramBox(NamedTuple):
    """A claim, a piece of evidence or an inference.

    Attributes:
        id: Its id on the map.
        kind: What it is.
        lines: What it says, one paragraph each; an inference may say nothing.
        against: Whether it is on the side against the thesis.
    """

    id: str
    kind: BoxKind
    lines: tuple[str, ...]
    against: bool


class DiagramLine(NamedTuple):
    """A line from what bears on something to that: the word for it, and whether it attacks."""

    by: str
    to: str
    word: str
    attacks: bool = False


def boxes(argument: ArgumentMap) -> Iterator[DiagramBox]:
    """Yield the boxes of a map, in the order of the picture.

    An inference that the picture shows by its line alone, because it says nothing, comes last.
    """
    root = plan(argument)
    number(root)
    silent = dict(argument.inferences)
    for item in root.walk():
        if item.kind is ItemKind.EVIDENCE:
            assert item.evidence is not None
            yield DiagramBox(item.id, "evidence", _evidence(item.evidence), item.against)
        elif item.kind is ItemKind.JOIN and silent.pop(item.id, None) is not None:
            said = _inference(argument.inferences[item.id], argument)
            yield DiagramBox(item.id, "inference", said, item.against)
        elif item.claim is not None and item.kind in (ItemKind.THESIS, ItemKind.CLAIM):
            role: BoxKind = item.claim.role.value
            said = _claim(item.claim, item.number, argument)
            yield DiagramBox(item.id, role, said, item.against)
    for name, one in silent.items():
        yield DiagramBox(name, "inference", _inference(one, argument), against=False)


def lines(argument: ArgumentMap) -> Iterator[DiagramLine]:
    """Yield the lines of a map, in the order of the file."""
    words = argument.words
    said = {"supports": words.supports, "attacks": words.attacks}
    for claim in argument.claims.values():
        for relation, reference in links_of(claim):
            yield DiagramLine(claim.id, reference.id, said[relation], relation == "attacks")
        for piece in claim.evidence:
            yield DiagramLine(piece.id, claim.id, words.cites)
    for name, one in argument.inferences.items():
        for premise in one.premises:
            yield DiagramLine(premise.id, name, words.together if len(one.premises) > 1 else "")
        attacks = one.attacks is not None
        yield DiagramLine(name, one.target.id, said["attacks" if attacks else "supports"], attacks)


def report_losses(argument: ArgumentMap, report: Report) -> None:
    """Say what a diagram of claims and links does not show."""
    for name, source in argument.sources.items():
        report.lost("a diagram has no list of sources", name, source.title or "")
    report_omissions(argument, report, "a diagram", *LEFT_OUT, "places", "states", "warrantors")
    for claim in argument.claims.values():
        said = (claim.source.id if claim.source else None, claim.quote)
        if detail := ": ".join(filter(None, said)):
            report.lost("a diagram does not say where a speaker said it", claim.id, detail)


def _inference(one: Inference, argument: ArgumentMap) -> tuple[str, ...]:
    said = (one.warrant, one.scheme and f"({argument.words.scheme}: {one.scheme})")
    return tuple(filter(None, said))


def _claim(claim: Claim, number: str, argument: ArgumentMap) -> tuple[str, ...]:
    state = argument.words.implicit if claim.implicit else claim.speaker
    head = " · ".join(filter(None, (number, state)))
    return tuple(filter(None, (head, claim.text)))


def _evidence(piece: Evidence) -> tuple[str, ...]:
    quoted = piece.quote and f"“{piece.quote}”"
    about = ", ".join(filter(None, (piece.by, piece.source.id if piece.source else None)))
    return tuple(filter(None, (piece.text, quoted, about and f"({about})")))
