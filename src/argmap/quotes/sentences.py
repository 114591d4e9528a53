"""Find the sentence of a text that a passage stands in."""

from __future__ import annotations

import re

from argmap.quotes.fold import Folded
from argmap.quotes.match import Span

_FAR = 1_000  # characters to each side of a passage in which its sentence begins and ends
_BEFORE = 12  # characters before a full stop that show whether it ends a sentence
_STEPS = 60_000  # to find a sentence
_NEIGHBOURS = 3  # lines on each side that show how wide a paragraph is set
_FILLED = 0.85
_END = re.compile(r"[.!?…]['\")\]]*(?=\s)|[。！？]['\")\]」』]*")
_ITEM = re.compile(r"[-*+•·#>|]+\s|\(?\w{1,3}[.)]\s|\d+\s")
_SHORT = re.compile(
    r"(?:^|[\s('])(?:\w|\w\.\s?\w|dr|mr|mrs|ms|prof|st|vs|cf|ca|bzw|vgl|nr|no|fig|abb|bd|hrsg|inc"
    r"|ltd|co|jr|sr|rev|gen|sen|rep|gov|lt|col|sgt|mt|approx|evtl|ggf|sog|art|abs|kap|z\.\s?b|d\.\s?h"
    r"|u\.\s?a|e\.g|i\.e|\d{1,2})$",
    re.IGNORECASE,
)
"""What a full stop follows without ending a sentence: abbreviations, initials, ordinals."""


def sentence(text: Folded, passage: Span) -> Span | None:
    """Return the sentences that a passage stands in, from the first one's beginning on.

    A paragraph ends a sentence, too: an empty line, a list's next item, or a line that was broken
    before it was full.

    Returns:
        None where no beginning or no end is near: in a table, or in speech without punctuation.

    Raises:
        TooMuchWork: If no work is left.
    """
    text.work.spend(_STEPS)
    begin, end = _paragraph(text, passage)
    if begin is None and end is None:
        return None
    first = max(0, passage.start - _FAR) if begin is None else begin
    last = min(text.length, passage.end + _FAR) if end is None else end
    ends = _ends(text.text[first : passage.start + 1])
    if ends:
        begin = first + ends[-1]
    near = max(first, passage.end - _BEFORE)
    after = [near + place for place in _ends(text.text[near:last] + " ")]
    end = next((min(last, place) for place in after if place >= passage.end), end)
    return None if begin is None or end is None else Span(begin, end)


def _paragraph(text: Folded, passage: Span) -> tuple[int | None, int | None]:
    """Return the beginning and the end of the paragraph around a passage, None where far away."""
    line = text.line_at(passage.start)
    while line > 1 and not _breaks(text, line):
        line -= 1
        if passage.start - text.line(line)[0] > _FAR:
            break
    begin = text.line(line)[0]
    last = text.line_at(max(passage.start, passage.end - 1))
    while last < len(text.starts) and not _breaks(text, last + 1):
        last += 1
        if text.line(last)[1] - passage.end > _FAR:
            break
    end = text.line(last)[1]
    return (
        begin if passage.start - begin <= _FAR else None,
        end if end - passage.end <= _FAR else None,
    )


def _breaks(text: Folded, line: int) -> bool:
    """Return whether a paragraph begins with a line."""
    before, here = text.line(line - 1), text.line(line)
    if before[0] >= before[1] or here[0] >= here[1]:
        return True
    beginning = text.text[here[0] : min(here[1], here[0] + 40)]
    if _ITEM.match(beginning):
        return True
    around = range(max(1, line - _NEIGHBOURS), min(len(text.starts), line + _NEIGHBOURS) + 1)
    width = max(text.line(number)[1] - text.line(number)[0] for number in around)
    word = beginning.split(" ", 1)[0]
    short = before[1] - before[0] + len(word) < _FILLED * width
    return short and not beginning[:1].islower()


def _ends(words: str) -> list[int]:
    """Return the places behind each sentence that ends in some words."""
    found = []
    for match in _END.finditer(words):
        rest = words[match.end() : match.end() + 2].lstrip()
        before = words[max(0, match.start() - _BEFORE) : match.start()]
        is_short = match.group().startswith(".") and _SHORT.search(before)
        if not rest[:1].islower() and not is_short:
            found.append(match.end())
    return found
