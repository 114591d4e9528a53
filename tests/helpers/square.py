"""A small map, and what is found between two versions of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.comparison.compare import compare
from argmap.comparison.model import Change, Difference
from argmap.reading import read

if TYPE_CHECKING:
    from argmap.model.argument import ArgumentMap

MAP = """\
argmap: 1
title: The square
lang: en
by: Ada Stone
sources:
  count: {type: dataset, title: Traffic count}
  report: {type: report, title: Air report}
thesis: {text: The market square should be closed to cars.}
premises:
  traffic:
    text: Most cars on the square do not stop there.
    supports: thesis
    evidence:
      - {text: Eight of ten cars drive on., source: count, locator: p. 3}
      - {text: They take a minute., source: count, locator: p. 4}
  air:
    text: The air on the square is bad.
    supports: thesis
    evidence: [{id: days, text: Limits were exceeded on 60 days., source: report}]
  noise: {text: The square is loud.}
  sleep: {text: People cannot sleep.}
objections:
  shops: {text: Shops would lose customers., by: Shop owners, attacks: thesis}
inferences:
  health: {premises: [noise, sleep], conclusion: thesis, warrant: Noise harms.}
ignore:
  - {rule: bare-claim, because: It is an example.}
"""


def mapped(text: str, path: str = "old.yaml") -> ArgumentMap:
    """Return a map that has no mistakes of form."""
    reading = read(text, path)
    assert reading.map is not None
    assert reading.findings == ()
    return reading.map


def difference(*changes: tuple[str, str], old: str = MAP) -> Difference:
    """Return what is found where each first text became the second."""
    new = old
    for before, after in changes:
        assert before in new, before
        new = new.replace(before, after)
    return compare(mapped(old), mapped(new, "new.yaml"))


def told(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    """Return what became of which."""
    return [(change.type.value, change.id) for change in changes]


def only(changes: tuple[Change, ...]) -> Change:
    """Return the one change that there is."""
    (change,) = changes
    return change
