"""The colours of the picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of one kind of box: its ground, its edge, its words and its small print."""

    fill: str
    stroke: str
    text: str
    accent: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture, as hex.

    Attributes:
        background: Behind everything.
        thesis, supporting, opposing: Claims by what they are and whose side they are on.
        evidence, warrant, reference: The other boxes.
        supporting_line, opposing_line, cites_line: The links by the side of what they lead from.
    """

    background: str
    thesis: Paint
    supporting: Paint
    opposing: Paint
    evidence: Paint
    warrant: Paint
    reference: Paint
    supporting_line: str
    opposing_line: str
    cites_line: str


LIGHT = Theme(
    background="#ffffff",
    thesis=Paint("#14304a", "#14304a", "#ffffff", "#c9d8e6"),
    supporting=Paint("#e9f2f7", "#2b6c94", "#15202b", "#1d5679"),
    opposing=Paint("#fbeee6", "#b4541f", "#15202b", "#94400f"),
    evidence=Paint("#ffffff", "#8b8f94", "#2b333b", "#5b636b"),
    warrant=Paint("#eef0f2", "#8b8f94", "#2b333b", "#4c545c"),
    reference=Paint("#ffffff", "#8b8f94", "#1d5679", "#4c545c"),
    supporting_line="#2b6c94",
    opposing_line="#b4541f",
    cites_line="#8b8f94",
)
"""Blue for the thesis's side, rust against it: told apart with every colour vision, and in
grey by their words. Text on its ground has a contrast of at least 4.5, lines of at least 3."""
