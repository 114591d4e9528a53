"""A small map for the tests of reviews, and its ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import checking
from argmap.review.fingerprint import MapContext, fingerprint
from argmap.review.ledger import VERSION, Judgement, Verdict
from argmap.review.read import parse_ledger
from argmap.review.states import standings
from argmap.review.write import new_ledger, with_verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.model.argument import ArgumentMap
    from argmap.review.ledger import Ledger
    from argmap.review.states import Standing

MAP = """\
argmap: 1
title: Rain
author: Ada Stone
by: Bert Wood
sources:
  photo: {type: graphic, title: The street at noon, author: Eva Roth}
  diary: {type: book, title: A diary}
thesis:
  text: It rains.
premises:
  wet-street:
    text: The street is wet.
    supports: thesis
    evidence:
      - {text: Puddles everywhere, source: photo, locator: left half}
      - {quote: my shoes were wet, source: diary}
  grey-sky:
    text: The sky is grey.
    source: diary
    locator: page 4
  no-sun:
    text: Nobody sees the sun.
objections:
  sprinkler:
    by: Cora Lind
    text: A sprinkler was on.
    attacks: wet-street
inferences:
  clouds:
    premises: [grey-sky, no-sun]
    conclusion: thesis
    warrant: Where clouds are, rain is.
ignore:
  - {rule: bare-claim, because: These are examples.}
  - {rule: unanswered-objection, because: These are examples.}
  - {rule: quote-unchecked, because: These are examples.}
"""
IDS = ("thesis", "wet-street", "grey-sky", "no-sun", "sprinkler")
LISTED = (*IDS, "clouds")
"""What a ledger lists: the claims, and the inference that has a warrant."""


def read_map(text: str = MAP) -> ArgumentMap:
    """Return a map that is at hand as text."""
    found = checking.validate_text(text, "rain.yaml").map
    assert found is not None
    return found


def read_ledger(text: str) -> Ledger:
    """Return a ledger in which nothing is wrong."""
    found = parse_ledger(text, "rain.review.yaml")
    assert found.findings == ()
    assert found.ledger is not None
    return found.ledger


def verdict(
    on: str,
    by: str = "Dora Hill",
    say: str = "accept",
    *,
    day: str = "2026-03-14",
    text: str = MAP,
    version: int = VERSION,
    turn: int = 1,
) -> Verdict:
    """Return a verdict on a claim or a warrant as the text of its map has it."""
    found = read_map(text)
    part = found.claims.get(on) or found.inferences[on]
    judgement = Judgement(say)
    reviewed = fingerprint(part, MapContext(found), version) if judgement.is_opinion else None
    return Verdict(date=day, by=by, turn=turn, judgement=judgement, reviewed=reviewed)


def ledger_of(*verdicts: tuple[str, Verdict], text: str = MAP) -> str:
    """Return the text of a ledger with verdicts, each with the id that it is on."""
    ledger = new_ledger("rain.yaml")
    for name, one in verdicts:
        ledger = with_verdicts(ledger, read_map(text), {name: one})
    return ledger


def standing(ledger: str, on: str, text: str = MAP) -> Standing:
    """Return how a claim stands by the text of a ledger and of its map."""
    return standings(read_map(text), read_ledger(ledger))[on]


def changed(on: str, text: str, before: str = MAP, version: int = VERSION) -> list[str]:
    """Return what is told to have changed of a claim that was accepted before."""
    ledger = ledger_of((on, verdict(on, text=before, version=version)), text=before)
    (opinion,) = standing(ledger, on, text).opinions
    return [change.part for change in opinion.changes]


def told(ledger: str, text: str = MAP) -> list[tuple[str, str, int, int, str]]:
    """Return code, path, line, column and message of each finding on a map with a ledger."""
    found = checking.validate_text(text, "rain.yaml", reviews=ledger).findings
    return [
        (one.code, one.location.path, one.location.line, one.location.column, one.message)
        for one in found
    ]


def files(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())
