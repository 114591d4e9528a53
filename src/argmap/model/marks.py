"""Marks on boxes of a picture: a word and a tone, from a review, a rejection or a comparison."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Mapping
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
    """A mark on one part of a map.

    Attributes:
        word: One or two words in the map's language, such as "accepted"; they stand in the box.
        tone: How the box is drawn.
    """

    word: str
    tone: Tone


Marks = Mapping[str, Mark]
"""The marks of a picture, by the id of a claim, a piece of evidence or an inference."""

_UNSAFE = {"Cc", "Cs", "Co", "Cn"}
"""Unicode categories that no word has; SVG forbids most of their characters."""


def checked(marks: Marks, known: Container[str]) -> Marks:
    """Return marks whose words are one line each.

    Args:
        marks: The marks of a picture.
        known: The ids that the picture has a box for.

    Raises:
        ValueError: If a mark is about an id that is not known, or its word is none.
    """
    found = {}
    for name, mark in marks.items():
        if name not in known:
            raise ValueError(f"there is no claim, evidence or inference {name!r} to be marked")
        word = " ".join(mark.word.split())
        if not word or any(unicodedata.category(char) in _UNSAFE for char in word):
            raise ValueError(f"the mark on {name!r} is one or two words, not {mark.word!r}")
        found[name] = Mark(word, Tone(mark.tone))
    return found
