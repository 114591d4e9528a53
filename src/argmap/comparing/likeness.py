"""Which text of one version became which text of the other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

MOST_PAIRS = 40_000
"""How many pairs are looked at; beyond it only what is the same is recognised."""

_WORD = re.compile(r"\w+")
_LONG = 400  # words of a text that are compared


def words(text: str) -> Counter[str]:
    """Returns how often each word is in a text, whatever its capitals."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return Counter(found[:_LONG])


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Returns how much of two texts is the same: 0, nothing, to 1, every word (Dice, 1945)."""
    total = one.total() + other.total()
    if not total:
        return 1.0
    return 2 * (one & other).total() / total


def pairs(
    old: Sequence[T],
    new: Sequence[T],
    score: Callable[[T, T], float],
    least: float,
) -> list[tuple[int, int]]:
    """Returns which thing of one list became which of the other, as pairs of indices.

    The pair that is most alike comes first, then the next among what is left; of pairs that are
    equally alike, the one that the lists have first.

    Args:
        old: The things of the older version.
        new: Those of the newer one.
        score: How much alike two of them are.
        least: How much they have to be.
    """
    if len(old) * len(new) > MOST_PAIRS:
        return []
    scored = [
        (-alike, first, second)
        for first, one in enumerate(old)
        for second, other in enumerate(new)
        if (alike := score(one, other)) >= least
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for _, first, second in sorted(scored):
        if first not in taken_old and second not in taken_new:
            taken_old.add(first)
            taken_new.add(second)
            found.append((first, second))
    return found
