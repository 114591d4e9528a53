"""What a browser has drawn: rectangles, lines, arrowheads, dots and words, in CSS px."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

Point = tuple[float, float]

Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A rectangle with its sides parallel to the page, from the picture's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Extent:
        """Return the rectangle with each side moved outwards, or inwards by a negative way."""
        return Extent(
            left=self.left - by, top=self.top - by, right=self.right + by, bottom=self.bottom + by
        )

    def contains(self, other: Extent, tolerance: float) -> bool:
        """Whether another rectangle lies in this one, up to a tolerance on each side."""
        return (
            other.left >= self.left - tolerance
            and other.right <= self.right + tolerance
            and other.top >= self.top - tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def holds(self, point: Point) -> bool:
        """Whether a point lies in the rectangle."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def overlap(self, other: Extent) -> tuple[float, float]:
        """Return how far two rectangles reach into each other, across and down."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )

    def border_distance(self, point: Point) -> float:
        """Return how far a point is from the rectangle's border, inside or outside."""
        x, y = point
        if self.holds(point):
            return min(x - self.left, self.right - x, y - self.top, self.bottom - y)
        across = max(self.left - x, 0, x - self.right)
        down = max(self.top - y, 0, y - self.bottom)
        return math.hypot(across, down)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of the drawing: it serves to name things and to tell what was drawn together.

    Attributes:
        id, classes: As written.
        parent: The number of the group around it.
        href: Where the link leads that it is in, or that is in it; empty if there is none.
    """

    id: str
    classes: tuple[str, ...]
    parent: int | None
    href: str

    @property
    def name(self) -> str:
        """Its id, or else its classes."""
        return self.id or " ".join(self.classes) or "the picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Extent):
    """A drawn rectangle; `stroke` is the width of its border, `look` its colour and dashes."""

    group: int
    stroke: float
    look: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Extent):
    """Drawn words, one piece of one line.

    Attributes:
        words: The text.
        ink_top, ink_bottom: Where the glyphs themselves begin and end.
        size: The effective font size.
        weight: The font's weight.
        group: The group that it was drawn in.
        line: The number of its line: what stands there in both directions lies between its words.
    """

    words: str
    ink_top: float
    ink_bottom: float
    size: float
    weight: float
    group: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One stroke of a path as the points of a polyline, curves in short steps.

    Attributes:
        points: At least two.
        look: Colour and dashes.
        stroke: The width.
        group: The group that it was drawn in.
        name: For messages.
    """

    points: tuple[Point, ...]
    look: str
    stroke: float
    group: int
    name: str

    def segments(self) -> list[Segment]:
        """Return the straight pieces, without those of no length."""
        return [(a, b) for a, b in zip(self.points, self.points[1:], strict=False) if a != b]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An arrowhead: points around its outline, every corner among them; `open` if not filled."""

    corners: tuple[Point, ...]
    open: bool
    group: int
    name: str

    def sides(self) -> list[Segment]:
        """Return the pieces of its closed outline."""
        around = zip(self.corners, (*self.corners[1:], self.corners[0]), strict=True)
        return [(a, b) for a, b in around if a != b]

    @property
    def centre(self) -> Point:
        """The middle of its surface."""
        surface, x, y = 0.0, 0.0, 0.0
        for (ax, ay), (bx, by) in self.sides():
            part = ax * by - bx * ay
            surface, x, y = surface + part, x + (ax + bx) * part, y + (ay + by) * part
        return (x / (3 * surface), y / (3 * surface)) if surface else self.corners[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A dot on a link, which something else can point to."""

    x: float
    y: float
    radius: float
    group: int
    name: str

    def distance(self, point: Point) -> float:
        """Return how far a point is from the dot; 0 inside it."""
        return max(0.0, math.dist((self.x, self.y), point) - self.radius)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A picture as a browser has drawn it.

    Attributes:
        asked: The width that was promised, in CSS px.
        width, height: The natural size.
        groups: By number.
        boxes: In the order of drawing, without the background and without what adorns a box.
        words: Every piece of text.
        lines: Every stroke that is not inside a box of its own group.
        heads, dots: The arrowheads and the dots on links.
    """

    asked: float
    width: float
    height: float
    groups: tuple[Group, ...]
    boxes: tuple[Box, ...]
    words: tuple[Words, ...]
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    dots: tuple[Dot, ...]

    @cached_property
    def boxes_by_group(self) -> dict[int, list[Box]]:
        """The boxes that were drawn directly in each group."""
        found: defaultdict[int, list[Box]] = defaultdict(list)
        for box in self.boxes:
            found[box.group].append(box)
        return dict(found)

    @cached_property
    def boxes_by_id(self) -> dict[str, Box]:
        """The first box of each claim and each piece of evidence, by the id in the map."""
        prefix = next(
            (group.id.removesuffix("thesis") for group in self.groups if "thesis" in group.classes),
            "",
        )
        found: dict[str, Box] = {}
        for box in self.boxes:
            name = self.groups[box.group].id
            if prefix and name.startswith(prefix):
                found.setdefault(name.removeprefix(prefix), box)
        return found

    def around(self, box: Box) -> Box:
        """Return the box of the claim in which a piece of evidence stands; itself if it is none."""
        if "evidence" not in self.groups[box.group].classes:
            return box
        claims = (one for one in self.boxes if "claim" in self.groups[one.group].classes)
        return next((one for one in claims if one.contains(box, 0.01)), box)

    def homes(self, words: Words) -> list[Box]:
        """Return the boxes that were drawn together with some words: one of them holds it."""
        group: int | None = words.group
        while group is not None:
            if group in self.boxes_by_group:
                return self.boxes_by_group[group]
            group = self.groups[group].parent
        return []
