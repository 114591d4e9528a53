"""Marks: what a review, a rejection or a comparison has to say about single parts of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """How a mark is drawn; the picture never relies on its colour alone."""

    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"
    NEW = "new"
    GONE = "gone"


class Mark(NamedTuple):
    """What is said about one part.

    Attributes:
        word: One or two words in the map's language, such as "accepted"; they stand in the box.
        tone: How the box is drawn.
    """

    word: str
    tone: Tone


Marks = Mapping[str, Mark]
"""The marks of a picture, by the id of a claim or a piece of evidence."""
