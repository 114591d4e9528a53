"""Path data: reads the splines that Graphviz draws and writes them as short as they can be."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]

_CLOSE = 0.02
"""Two coordinates that differ by less, in px, are the same: Graphviz rounds to two decimals."""


def spline(path: str) -> list[Point]:
    """Returns the points of a path: its start, then two handles and an end for each piece.

    Args:
        path: `M x,y C …` with absolute coordinates in px, as Graphviz writes edges.
    """
    for sign in "MC,":
        path = path.replace(sign, " ")
    numbers = list(map(float, path.split()))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def direction(points: Sequence[Point]) -> Point:
    """Returns where a spline sets out to, as a vector of length 1."""
    x, y = points[0]
    for to_x, to_y in points[1:]:
        length = hypot(to_x - x, to_y - y)
        if length > _CLOSE:
            return ((to_x - x) / length, (to_y - y) / length)
    return (0.0, 1.0)


def shorten(points: Sequence[Point]) -> str:
    """Returns path data that draws a spline, with `H` and `V` where it is straight."""
    x, y = points[0]
    parts = [f"M{decimal(x)} {decimal(y)}"]
    for (x1, y1), (x2, y2), (x3, y3) in zip(points[1::3], points[2::3], points[3::3], strict=True):
        if _straight(y, y1, y2, y3):
            if abs(x3 - x) >= _CLOSE:
                parts.append(f"H{decimal(x3)}")
        elif _straight(x, x1, x2, x3):
            parts.append(f"V{decimal(y3)}")
        else:
            corners = " ".join(map(decimal, (x1, y1, x2, y2, x3, y3)))
            parts.append(f"C{corners}")
        x, y = x3, y3
    return "".join(parts)


def _straight(start: float, first: float, second: float, end: float) -> bool:
    """Tells whether four coordinates are the same; of straight pieces most are so exactly."""
    return first == second == end == start or (
        abs(first - start) < _CLOSE and abs(second - start) < _CLOSE and abs(end - start) < _CLOSE
    )


def decimal(value: float) -> str:
    """Returns a number with at most two decimals and no needless zero."""
    whole = int(value)
    if whole == value:  # most are, and this takes a third of the time
        return str(whole)
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
