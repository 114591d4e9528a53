"""Which words of a text are others now."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Part = Literal["same", "old", "new"]

# A word, a run of blanks, or one sign; in scripts without blanks each sign is a word.
_BY_SIGN = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_BY_SIGN}]|[^\W{_BY_SIGN}]+|\s+|.", re.DOTALL)
_MOST = 4_000_000  # pairs of words; beyond it a text is shown whole, old and new


class Span(NamedTuple):
    """A part of two texts: in both of them, in the old one alone, or in the new one alone."""

    part: Part
    text: str


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Returns the parts of two texts in their order; what is old stands before what is new.

    Where only blanks are the same between two changes, they are one change, so that a new phrase
    is not told word by word.

    Args:
        old: The older text.
        new: The newer one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST:
        return _told(old, new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = [
        block
        for block in matcher.get_matching_blocks()
        if "".join(before[block.a : block.a + block.size]).strip()
    ]
    found: list[Span] = []
    left = right = 0
    for first, second, size in [*kept, (len(before), len(after), 0)]:
        found += _told("".join(before[left:first]), "".join(after[right:second]))
        if size:
            found.append(Span("same", "".join(before[first : first + size])))
        left, right = first + size, second + size
    return tuple(found)


def _told(old: str, new: str) -> tuple[Span, ...]:
    changed = (Span("old", old), Span("new", new))
    return tuple(span for span in changed if span.text)
