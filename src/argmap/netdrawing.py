"""Draws a map as a net that Graphviz places itself, if it can be had in the width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap import engine as graphviz_door
from argmap.engine import Drawn, Rectangle
from argmap.layout.arrange import Arrangement
from argmap.layout.content import Contents
from argmap.layout.measures import HEADING_GAP, MARGIN, STUB
from argmap.layout.net import BETWEEN_RANKS, further, net
from argmap.layout.numbers import number
from argmap.layout.plan import Kind, plan, put
from argmap.layout.surroundings import Surroundings
from argmap.pathdata import direction as set_out
from argmap.pathdata import spline

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.layout.dot import Sketch
    from argmap.layout.plan import Item
    from argmap.marks import Marks
    from argmap.model import ArgumentMap
    from argmap.pathdata import Point
    from argmap.picture import Direction, Picture

WIDEST_BOX = 240
SLIMMEST_BOX = 120
HOPELESS = 3
"""Boxes half as wide make a net about half as wide: one that takes so many times the width is not
tried again. Of a large net, a try can take a minute."""


class TooWideError(Exception):
    """A net does not fit into a width.

    Attributes:
        needed: About the width that its slimmest drawing takes, in px.
    """

    def __init__(self, needed: int) -> None:
        self.needed = needed
        super().__init__(f"the net takes some {needed:,} px")


def draw_net(argument: ArgumentMap, picture: Picture, marks: Marks) -> tuple[Arrangement, Drawn]:
    """Return a net arranged, and drawn by Graphviz in a process of its own that Ctrl-C ends.

    Args:
        argument: A map without errors.
        picture: What the picture is to look like.
        marks: What is said about single boxes.

    Raises:
        TooWideError: If it takes more than the width even with slim boxes.
        EngineError: If Graphviz is not there or fails.
    """
    width = picture.width
    root = plan(argument)
    number(root)
    put(marks, root)
    contents = Contents(argument, further(root))
    surroundings = Surroundings(argument, contents.numbers, picture)
    rows = surroundings.heading()
    top = rows[-1].bottom + HEADING_GAP if rows else MARGIN

    def tried(box: int) -> _Try:
        sketch = net(root, contents, box, picture.direction)
        ids = [*sketch.boxes, *sketch.links, *sketch.dots]
        drawn = _moved(graphviz_door.place(sketch.dot, ids, picture.engine), sketch, top)
        return _Try(sketch, drawn, _extent(drawn)[0] + MARGIN + 1)

    first = _first_box(root, width, picture.direction)
    sketch, drawn, _ = _fitted(tried, first, width)
    _, bottom = _extent(drawn)
    items = [item for item in root.walk() if item.kind is not Kind.REFERENCE]
    rows += surroundings.footing(items, bottom)
    bottom = max([bottom, *(row.bottom for row in rows)])
    return Arrangement(width, bottom + MARGIN + 1, "graph", sketch, tuple(rows)), drawn


class _Try(NamedTuple):
    """A net with boxes of one width, and the width that it takes, in px."""

    sketch: Sketch
    drawn: Drawn
    taken: int


def _fitted(tried: Callable[[int], _Try], first: int, width: int) -> _Try:
    """Returns a net with boxes as wide as the width has room for.

    What it takes grows with its boxes, about in proportion: between boxes that are too wide and
    the slimmest ones, those that should fit are tried once.

    Args:
        tried: Draws the net with boxes of a width in px.
        first: The width of the boxes to begin with.
        width: What the net may take, in px.

    Raises:
        TooWideError: If it takes more even with the slimmest boxes.
    """
    wide = tried(first)
    if wide.taken <= width:
        return wide
    if wide.taken > HOPELESS * width:
        raise TooWideError(wide.taken * SLIMMEST_BOX // first)
    slim = tried(SLIMMEST_BOX) if first > SLIMMEST_BOX else wide
    if slim.taken > width:
        raise TooWideError(slim.taken)
    share = (width - slim.taken) / (wide.taken - slim.taken)
    between = SLIMMEST_BOX + int((first - SLIMMEST_BOX) * share)
    middle = tried(between) if between > SLIMMEST_BOX else slim
    return middle if middle.taken <= width else slim


def _first_box(root: Item, width: int, direction: Direction) -> int:
    """The width of the boxes to begin with: from left to right, the plan's levels share the width.

    Raises:
        TooWideError: If there is no room however slim the boxes are; it is told before Graphviz
            sets to work, for which a large net takes minutes.
    """
    depth = {root: 1}
    for item in root.walk():
        for child in item.children:
            if child.kind is not Kind.REFERENCE:
                depth[child] = depth[item] + 1
    levels = max(depth.values())
    if direction == "down":
        # The fullest level has at least the mean of all boxes.
        least = -(-len(depth) // levels) * SLIMMEST_BOX
        if least > HOPELESS * width:
            raise TooWideError(least)
        return WIDEST_BOX
    between = (levels - 1) * BETWEEN_RANKS + 2 * MARGIN + 1
    if levels * SLIMMEST_BOX + between > width:
        raise TooWideError(levels * SLIMMEST_BOX + between)
    return min(WIDEST_BOX, (width - between) // levels)


def _moved(drawn: Drawn, sketch: Sketch, below: int) -> Drawn:
    """Moves a drawing to its place, and its lines' ends back under their arrowheads."""
    lines = {name: spline(path) for name, path in drawn.edges.items()}
    left = min(node.x for node in drawn.nodes.values())
    left = min([left, *(x for line in lines.values() for x, _ in line)])
    top = min(node.y for node in drawn.nodes.values())
    top = min([top, *(y for line in lines.values() for _, y in line)])
    dx, dy = MARGIN - left, below - top
    nodes = {
        name: Rectangle(round(node.x + dx), round(node.y + dy), node.width, node.height)
        for name, node in drawn.nodes.items()
    }
    edges = {}
    for name, line in lines.items():
        moved = [(x + dx, y + dy) for x, y in line]
        edges[name] = _written(_drawn_back(moved) if sketch.links[name].headed else moved)
    return Drawn(nodes, edges, drawn.noise)


def _drawn_back(line: list[Point]) -> list[Point]:
    (x, y), (dx, dy) = line[0], set_out(line)
    return [(x + STUB * dx, y + STUB * dy), *line[1:]]


def _written(line: list[Point]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in line)


def _extent(drawn: Drawn) -> tuple[int, int]:
    """The right and the lower edge of all that is drawn."""
    points = [point for path in drawn.edges.values() for point in spline(path)]
    right = max([node.x + node.width for node in drawn.nodes.values()] + [x for x, _ in points])
    bottom = max([node.y + node.height for node in drawn.nodes.values()] + [y for _, y in points])
    return int(right + 0.99), int(bottom + 0.99)
