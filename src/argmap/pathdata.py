"""Path data: reads the splines that Graphviz draws and writes them as short as they can be."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from argmap.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]

_NUMBER = pattern(r"-?\d+(?:\.\d+)?")
_CLOSE = 0.02
"""Two coordinates that differ by less, in px, are the same: Graphviz rounds to two decimals."""


def spline(path: str) -> list[Point]:
    """Returns the points of a path: its start, then two handles and an end for each piece.

    Args:
        path: `M x,y C …` with absolute coordinates in px, as Graphviz writes edges.
    """
    numbers = [float(number) for number in _NUMBER.findall(path)]
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
    here = points[0]
    parts = [f"M{decimal(here[0])} {decimal(here[1])}"]
    for first, second, end in zip(points[1::3], points[2::3], points[3::3], strict=True):
        if all(abs(point[1] - here[1]) < _CLOSE for point in (first, second, end)):
            parts.append("" if abs(end[0] - here[0]) < _CLOSE else f"H{decimal(end[0])}")
        elif all(abs(point[0] - here[0]) < _CLOSE for point in (first, second, end)):
            parts.append(f"V{decimal(end[1])}")
        else:
            corners = (f"{decimal(x)} {decimal(y)}" for x, y in (first, second, end))
            parts.append(f"C{' '.join(corners)}")
        here = end
    return "".join(parts)


def decimal(value: float) -> str:
    """Returns a number with at most two decimals and no needless zero."""
    whole = int(value)
    if whole == value:  # most are, and this takes a third of the time
        return str(whole)
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
