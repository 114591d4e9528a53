"""DOT, as `argmap render --format dot` writes it."""

from __future__ import annotations

from argmap.drawing.dot import dot
from argmap.exchange.loss import Report
from argmap.model.argument import ArgumentMap


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as DOT, with reasons to the right of what they support."""
    for entry in argument.ignores:
        report.lost("a diagram has no place for accepted findings", "", entry.rule)
    return dot(argument, "right")
