"""Where lines end: first as few as possible, then as even as possible."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.typeset.sheet import Sheet

LAST_LINE = 0.5
"""How much the empty part of the last line counts, against 1 for the others."""

LONELY = 0.2
"""The part of the width below which a last line looks lost."""

LONGEST = 5_000
"""Parts of a text beyond which it is not evened out: that is a book, not a claim."""

LONELY_COST = 0.15
TWO_HYPHENS = 0.15
"""The cost of a line that both starts and ends within a word."""


def fewest(sheet: Sheet) -> list[int]:
    """Fill one line after the other; no other way takes fewer lines.

    Returns:
        The end of each line; nothing if a part is wider than a line that could be taken apart.
    """
    ends: list[int] = []
    start = 0
    while start < sheet.count:
        end = _farthest(sheet, start)
        if end == start:
            return []
        ends.append(end)
        start = end
    return ends


# What follows asks of every atom, several times, whether a line has room up to it. The sums are
# compared where they are needed: a function that does so would double the time.


def _farthest(sheet: Sheet, start: int) -> int:
    """Return the last end of a line from `start`, or `start` if not even one atom fits."""
    own = sheet.limits.own + sheet.starts[start]
    spare = sheet.limits.spare + sheet.spare_starts[start]
    inner, ends = sheet.inner, sheet.ends
    spare_inner, spare_ends = sheet.spare_inner, sheet.spare_ends
    found = start + sheet.divided
    for end in range(found + 1, sheet.count + 1):
        if inner[end] > own or spare_inner[end] > spare:
            break
        if ends[end] <= own and spare_ends[end] <= spare:
            found = end
    return found


def balanced(sheet: Sheet, ends: list[int]) -> tuple[list[int], float]:
    """Even out the lines without taking more of them.

    It is the dynamic programme of Knuth and Plass (1981) for a fixed number of lines; the time
    grows with the length of the text, since each end moves within one line's reach only.

    Args:
        sheet: The words.
        ends: The ends that fewest() gave.

    Returns:
        The new ends, and the cost of the worst line.
    """
    if len(sheet) > LONGEST:
        return ends, 0.0
    own, spare = sheet.limits
    starts, spare_starts = sheet.starts, sheet.spare_starts
    costs: dict[int, float] = {0: 0.0}
    ways: list[dict[int, tuple[int, float]]] = []
    for first, last in zip(_earliest(sheet, ends), ends, strict=True):
        found: dict[int, float] = {}
        way: dict[int, tuple[int, float]] = {}
        for end in range(first, last + 1):
            least = inf
            alone = end - 1 if sheet.divided else -1
            from_own, from_spare = sheet.ends[end] - own, sheet.spare_ends[end] - spare
            for start, before in costs.items():
                if before >= least or start >= end:
                    continue
                fits = starts[start] >= from_own and spare_starts[start] >= from_spare
                if fits or start == alone:
                    cost = line_cost(sheet, start, end)
                    if before + cost < least:
                        least = found[end] = before + cost
                        way[end] = start, cost
        costs = found
        ways.append(way)
    return _walk_back(sheet, ways)


def _earliest(sheet: Sheet, ends: list[int]) -> list[int]:
    """Return how early each line can end so that the rest still fits in the lines after it."""
    starts, spare_starts = sheet.starts, sheet.spare_starts
    found = [sheet.count]
    for latest in reversed(ends[:-1]):
        start = end = found[-1]
        own = sheet.ends[end] - sheet.limits.own
        spare = sheet.spare_ends[end] - sheet.limits.spare
        start -= sheet.divided
        while start and starts[start - 1] >= own and spare_starts[start - 1] >= spare:
            start -= 1
        found.append(max(min(start, latest), 1))
    return found[::-1]


def _walk_back(sheet: Sheet, ways: list[dict[int, tuple[int, float]]]) -> tuple[list[int], float]:
    """Follow the ways, each a start and its cost by the end, from the last line to the first."""
    ends = [sheet.count]
    worst = 0.0
    for way in reversed(ways):
        start, cost = way[ends[-1]]
        worst = max(worst, cost)
        ends.append(start)
    return ends[-2::-1], worst


def line_cost(sheet: Sheet, start: int, end: int) -> float:
    """Return how bad a line is: the square of its empty part, and what its ends add."""
    filled = (sheet.ends[end] - sheet.starts[start]) / sheet.full
    empty = 1.0 - filled if filled < 1.0 else 0.0
    if end == sheet.count:
        return LAST_LINE * empty * empty + LONELY_COST * (filled < LONELY)
    last = sheet.atoms[end - 1]
    cost = empty * empty + last.penalty
    if last.sign and start and sheet.atoms[start - 1].sign:
        cost += TWO_HYPHENS
    return cost
