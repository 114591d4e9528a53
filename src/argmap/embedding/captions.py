"""The short texts around an embedded picture: what it shows in one sentence, and its caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argmap.text import folded
from argmap.vocabulary import vocabulary

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

LONGEST_ALT: Final = 150
"""An alternative text has at most so many characters, as a browser counts them (UTF-16)."""

LONGEST_NAME: Final = 60


def alternative(argument: ArgumentMap) -> str:
    """Returns what an image of the map shows, in a sentence of at most 150 characters."""
    words = vocabulary(argument.lang)
    speaker = argument.thesis.speaker
    before, after = words.quotes
    if speaker:
        lead = words.map_of_thesis_by.format(speaker=shortened(folded(speaker), LONGEST_NAME))
    else:
        lead = words.map_of_thesis
    start = f"{lead} {before}"
    end = f"{after}."
    room = LONGEST_ALT - _length(start) - _length(end)
    thesis = folded(argument.thesis.text).removesuffix(".")
    return f"{start}{shortened(thesis, room)}{end}"


def caption(argument: ArgumentMap) -> list[tuple[str, str]]:
    """Returns what stands in the caption after the title: each part's own words, and the map's."""
    words = vocabulary(argument.lang)
    speaker = argument.thesis.speaker
    parts = [(words.argument_by, speaker or ""), (words.as_of, words.date(argument.date or ""))]
    parts.append((words.map_by, argument.author or ""))
    return [(own, said) for own, said in parts if said]


def shortened(text: str, room: int) -> str:
    """Returns a text that takes at most so many UTF-16 units, cut after a whole word."""
    if _length(text) <= room:
        return text
    head = text[: room - 2]
    while _length(head) > room - 2:
        head = head[:-1]
    whole = head.rsplit(" ", 1)[0] if text[len(head)] != " " else head
    return f"{whole.rstrip(' ,;:–-')} …"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
