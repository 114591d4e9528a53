"""Which strokes make one link, where it comes from and what it points to: seen, not declared."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geometry.plane import Grid, around, from_point, merged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geometry.shapes import Box, Dot, Drawn, Head, Line, Point, Segment

REACH = 1.5
"""How near, in px, an end has to come to what it touches."""

HEAD = 16.0
"""An arrowhead is not longer than this, in px."""


@dataclass(slots=True, eq=False)
class Arrow:
    """An arrowhead at the end of its line.

    Attributes:
        head: The drawn arrowhead.
        end: Where the line ends.
        tip: Its foremost corner, in the direction of the line.
        tilt: The angle between the line's last piece and the arrowhead's axis, in degrees.
        aside: How far the tip lies beside the line's direction, in px.
        short: How far before the tip the line ends, in px.
    """

    head: Head
    end: Point
    tip: Point
    tilt: float
    aside: float
    short: float


@dataclass(slots=True, eq=False)
class Bundle:
    """Strokes of one look that run together to one arrowhead: a trunk with its branches.

    Attributes:
        lines: The strokes.
        arrows: The arrowheads; all at one place in a good picture.
        sources: The boxes that the strokes come from; of a bracket, which has no arrowhead, the
            boxes that it holds together.
        targets: The boxes, dots and strokes of other bundles that the arrowheads touch.
        loose: Ends that reach nothing.
    """

    lines: list[Line]
    arrows: list[Arrow] = field(default_factory=list)
    sources: list[Box] = field(default_factory=list)
    targets: list[Box | Dot | Bundle] = field(default_factory=list)
    loose: list[Point] = field(default_factory=list)

    @property
    def name(self) -> str:
        """For messages: the group, and where the first stroke begins."""
        x, y = self.lines[0].points[0]
        return f"{self.lines[0].name} from ({x:.0f}, {y:.0f})"

    def segments(self) -> list[Segment]:
        """Return its straight pieces, each once."""
        return merged(segment for line in self.lines for segment in line.segments())


def bundles(drawn: Drawn) -> list[Bundle]:
    """Return the links of a picture with what they touch."""
    return _Tracer(drawn).trace()


class _Tracer:
    """Follows the strokes of one picture."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.boxes: Grid[Box] = Grid()
        for box in drawn.boxes:
            self.boxes.add(box, box.grown(REACH))
        self.lines: Grid[tuple[int, Segment]] = Grid()
        for number, line in enumerate(drawn.lines):
            for segment in line.segments():
                self.lines.add((number, segment), around(segment, REACH))
        self.heads: defaultdict[int, list[Head]] = defaultdict(list)
        for head in drawn.heads:
            self.heads[head.group].append(head)
        self.leaders = list(range(len(drawn.lines)))

    def trace(self) -> list[Bundle]:
        arrows: dict[int, Arrow] = {}
        ends: list[tuple[int, Point]] = []
        tips: dict[tuple[str, int, int], int] = {}
        for number, line in enumerate(self.drawn.lines):
            for end, before in _ends(line):
                arrow = self._arrow(line, end, before)
                if arrow is None:
                    ends.append((number, end))
                    continue
                arrows[number] = arrow
                place = (line.look, round(arrow.tip[0] / REACH), round(arrow.tip[1] / REACH))
                self._join(number, tips.setdefault(place, number))
        free: list[tuple[int, Point]] = []
        for number, end in ends:
            covering = self._heads_at(end, number, arrows)
            if not covering:
                free.append((number, end))
            if not covering and not self._touched(end):
                covering = self._lines_at(end, number)
            for other in covering:
                self._join(number, other)
        self._join_brackets(arrows, free)
        return self._gather(arrows, free)

    def _join_brackets(self, arrows: dict[int, Arrow], ends: list[tuple[int, Point]]) -> None:
        """Strokes that lead to no arrowhead are one bracket where they meet, whatever the look."""
        pointing = {self._leader(number) for number in arrows}
        for number, end in ends:
            if self._leader(number) in pointing:
                continue
            for other, _ in list(self._near(end)):
                if self._leader(other) not in pointing:
                    self._join(number, other)

    def _gather(self, arrows: dict[int, Arrow], ends: list[tuple[int, Point]]) -> list[Bundle]:
        found: dict[int, Bundle] = {}
        for number, line in enumerate(self.drawn.lines):
            leader = self._leader(number)
            found.setdefault(leader, Bundle([])).lines.append(line)
            if number in arrows:
                found[leader].arrows.append(arrows[number])
        for number, end in ends:
            leader = self._leader(number)
            touched = self._touched(end)
            found[leader].sources += [box for box in touched if box not in found[leader].sources]
            together = {n for n, _ in self._near(end) if self._leader(n) == leader} - {number}
            if not touched and not together:
                found[leader].loose.append(end)
        for leader, bundle in found.items():
            for arrow in bundle.arrows:
                bundle.targets += self._touched(arrow.tip)
                bundle.targets += [
                    dot for dot in self.drawn.dots if dot.distance(arrow.tip) <= REACH
                ]
                others = {self._leader(n) for n, _ in self._near(arrow.tip)} - {leader}
                bundle.targets += [found[other] for other in sorted(others)]
        return list(found.values())

    def _arrow(self, line: Line, end: Point, before: Point) -> Arrow | None:
        """The arrowhead of a line's own group that stands at one of its ends."""
        for head in self.heads[line.group]:
            if not around(head.corners, REACH).holds(end):
                continue
            ahead = _direction(before, end)
            tip = max(head.corners, key=lambda corner: corner[0] * ahead[0] + corner[1] * ahead[1])
            axis = _direction(head.centre, tip)
            cosine = max(-1.0, min(1.0, axis[0] * ahead[0] + axis[1] * ahead[1]))
            way = (tip[0] - end[0], tip[1] - end[1])
            aside = abs(way[0] * ahead[1] - way[1] * ahead[0])
            return Arrow(
                head, end, tip, math.degrees(math.acos(cosine)), aside, math.dist(end, tip)
            )
        return None

    def _touched(self, point: Point) -> list[Box]:
        near = self.boxes.near(around([point]))
        return [box for box in near if box.border_distance(point) <= REACH]

    def _near(self, point: Point) -> Iterator[tuple[int, Segment]]:
        for number, segment in self.lines.near(around([point])):
            if from_point(point, segment) <= REACH:
                yield number, segment

    def _lines_at(self, end: Point, number: int) -> list[int]:
        """The other lines of the same look that an end touches."""
        look = self.drawn.lines[number].look
        found = {other for other, _ in self._near(end) if self.drawn.lines[other].look == look}
        return sorted(found - {number})

    def _heads_at(self, end: Point, number: int, arrows: dict[int, Arrow]) -> list[int]:
        """The lines of the same look under whose arrowhead an end lies, on its axis."""
        near = {other for other, _ in self.lines.near(around([end], HEAD))} & arrows.keys()
        look = self.drawn.lines[number].look
        return [
            other
            for other in sorted(near)
            if self.drawn.lines[other].look == look
            and from_point(end, (arrows[other].end, arrows[other].tip)) <= REACH
        ]

    def _leader(self, number: int) -> int:
        while self.leaders[number] != number:
            self.leaders[number] = self.leaders[self.leaders[number]]
            number = self.leaders[number]
        return number

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._leader(one), self._leader(other)))
        self.leaders[high] = low


def _ends(line: Line) -> Iterator[tuple[Point, Point]]:
    """Both ends of a line, each with a point a little before it that gives its direction."""
    for points in (line.points[::-1], line.points):
        end = points[0]
        before = next((point for point in points if math.dist(point, end) > 1), points[-1])
        yield end, before


def _direction(start: Point, end: Point) -> Point:
    length = math.dist(start, end) or 1.0
    return ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
