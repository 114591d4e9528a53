"""DOT, as `argmap render --format dot` writes it."""

from __future__ import annotations

from argmap.drawing.dot import dot
from argmap.exchange.diagram import LEFT_OUT
from argmap.exchange.loss import Report
from argmap.exchange.omissions import report_omissions
from argmap.model.argument import ArgumentMap


def write(argument: ArgumentMap, report: Report) -> str:
    """Return a map as DOT, with reasons to the right of what they support."""
    report_omissions(argument, report, "a diagram", *LEFT_OUT, "places", "fields")
    return dot(argument, "right")
