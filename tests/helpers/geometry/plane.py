"""Plane geometry on many things at once: who is near whom, and how near."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from geometry.shapes import Extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geometry.shapes import Point, Segment

Thing = TypeVar("Thing")

CELL = 48
"""The side of the grid's cells, in px: about a box's height."""

Kind = TypeVar("Kind", bound=Extent)


class Grid(Generic[Thing]):
    """Things by where they are, so that neighbours are found without asking everyone."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[tuple[int, Thing]]] = defaultdict(list)
        self._count = 0

    def add(self, thing: Thing, extent: Extent) -> None:
        """Put a thing into every cell that its rectangle touches."""
        self._count += 1
        for cell in _cells(extent):
            self._cells[cell].append((self._count, thing))

    def near(self, extent: Extent) -> list[Thing]:
        """Return the things in the cells that a rectangle touches, each once, in order."""
        found: dict[int, Thing] = {}
        for cell in _cells(extent):
            found.update(self._cells.get(cell, ()))
        return [found[number] for number in sorted(found)]

    def cells(self) -> Iterator[list[Thing]]:
        """Yield what shares a cell."""
        for things in self._cells.values():
            yield [thing for _, thing in things]


def _cells(extent: Extent) -> Iterator[tuple[int, int]]:
    for column in range(int(extent.left // CELL), int(extent.right // CELL) + 1):
        for row in range(int(extent.top // CELL), int(extent.bottom // CELL) + 1):
            yield column, row


def overlapping(extents: Iterable[Kind], tolerance: float) -> Iterator[tuple[Kind, Kind]]:
    """Yield each two rectangles that reach into each other by more than a tolerance."""
    active: list[Kind] = []
    for extent in sorted(extents, key=lambda one: one.top):
        active = [other for other in active if other.bottom > extent.top + tolerance]
        for other in active:
            if min(other.overlap(extent)) > tolerance:
                yield other, extent
        active.append(extent)


def around(points: Sequence[Point], by: float = 0) -> Extent:
    """Return the rectangle around some points, grown by a way."""
    xs, ys = zip(*points, strict=True)
    return Extent(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys)).grown(by)


def from_point(point: Point, segment: Segment) -> float:
    """Return how far a point is from a segment."""
    (ax, ay), (bx, by) = segment
    dx, dy = bx - ax, by - ay
    along = ((point[0] - ax) * dx + (point[1] - ay) * dy) / (dx * dx + dy * dy or 1.0)
    along = min(1.0, max(0.0, along))
    return math.dist(point, (ax + along * dx, ay + along * dy))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def between(one: Segment, other: Segment) -> float:
    """Return the distance of two segments; 0 if they cross."""
    apart = _turn(*one, other[0]) * _turn(*one, other[1])
    if apart < 0 and _turn(*other, one[0]) * _turn(*other, one[1]) < 0:
        return 0.0
    return min(
        *(from_point(point, other) for point in one), *(from_point(point, one) for point in other)
    )


def within(segment: Segment, extent: Extent) -> bool:
    """Whether any part of a segment lies inside a rectangle, not just on its border."""
    (ax, ay), (bx, by) = segment
    start, end = 0.0, 1.0
    for position, way, low, high in (
        (ax, bx - ax, extent.left, extent.right),
        (ay, by - ay, extent.top, extent.bottom),
    ):
        if way == 0:
            if not low < position < high:
                return False
            continue
        first, last = sorted(((low - position) / way, (high - position) / way))
        start, end = max(start, first), min(end, last)
    return start < end


def merged(segments: Iterable[Segment]) -> list[Segment]:
    """Return the segments with those that lie over each other made one.

    Only segments that run straight across or straight down are taken together, up to 0.02 px.
    """
    rows: defaultdict[tuple[bool, int], list[tuple[float, float, float]]] = defaultdict(list)
    result: set[Segment] = set()
    for (ax, ay), (bx, by) in segments:
        if abs(ay - by) < 0.01:
            rows[True, round(ay * 50)].append((min(ax, bx), max(ax, bx), ay))
        elif abs(ax - bx) < 0.01:
            rows[False, round(ax * 50)].append((min(ay, by), max(ay, by), ax))
        else:
            result.add(min(((ax, ay), (bx, by)), ((bx, by), (ax, ay))))
    for (across, _), spans in rows.items():
        spans.sort()
        start, end, at = spans[0]
        for low, high, _ in [*spans[1:], (math.inf, math.inf, 0.0)]:
            if low > end:
                result.add(((start, at), (end, at)) if across else ((at, start), (at, end)))
                start = low
            end = max(end, high)
    return sorted(result)
