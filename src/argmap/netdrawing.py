"""Draws a map as a net that Graphviz places itself, if it can be had in the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import engine as graphviz_door
from argmap.engine import Drawn, Rectangle
from argmap.layout.arrange import Arrangement
from argmap.layout.content import Contents
from argmap.layout.measures import MARGIN, STUB
from argmap.layout.net import BETWEEN_RANKS, net
from argmap.layout.numbers import number
from argmap.layout.plan import plan
from argmap.layout.sources import source_list
from argmap.pathdata import direction as heading
from argmap.pathdata import spline

if TYPE_CHECKING:
    from argmap.engine import Engine
    from argmap.layout.dot import Sketch
    from argmap.layout.net import Direction
    from argmap.layout.plan import Item
    from argmap.model import ArgumentMap
    from argmap.pathdata import Point

WIDEST_BOX = 240
SLIMMEST_BOX = 120


class TooWideError(Exception):
    """A net does not fit into a width.

    Attributes:
        needed: The width that its slimmest drawing takes, in px.
    """

    def __init__(self, needed: int) -> None:
        self.needed = needed
        super().__init__(f"the net takes {needed} px")


def draw_net(
    argument: ArgumentMap, width: int, direction: Direction, engine: Engine
) -> tuple[Arrangement, Drawn]:
    """Returns a net arranged and drawn.

    Args:
        argument: A map without errors.
        width: What the picture may take, in CSS px.
        direction: Where reasons stand: right of what they support, or down below it.
        engine: Which Graphviz places it, in a process of its own that Ctrl-C ends.

    Raises:
        TooWideError: If it takes more than the width even with slim boxes.
        EngineError: If Graphviz is not there or fails.
    """
    root = plan(argument)
    number(root)
    contents = Contents(argument)
    box = _first_box(root, width) if direction == "right" else WIDEST_BOX
    while True:
        sketch = net(root, contents, box, direction)
        ids = [*sketch.boxes, *sketch.links, *sketch.dots]
        drawn = _at_margin(graphviz_door.place(sketch.dot, ids, engine), sketch)
        right, bottom = _extent(drawn)
        if right + MARGIN + 1 <= width:
            break
        if box == SLIMMEST_BOX:
            raise TooWideError(right + MARGIN + 1)
        box = SLIMMEST_BOX
    sources = source_list(argument, contents.numbers, bottom, width)
    height = (sources[-1].bottom if sources else bottom) + MARGIN + 1
    return Arrangement(width, height, "graph", sketch, tuple(sources)), drawn


def _first_box(root: Item, width: int) -> int:
    """The width of a box if the levels of the plan share the width."""
    depth = {root: 1}
    for item in root.walk():
        for child in item.children:
            depth[child] = depth[item] + 1
    levels = max(depth.values())
    share = (width - 2 * MARGIN - (levels - 1) * BETWEEN_RANKS) // levels
    return max(SLIMMEST_BOX, min(WIDEST_BOX, share))


def _at_margin(drawn: Drawn, sketch: Sketch) -> Drawn:
    """Moves a drawing to the margin, and its lines' ends back under their arrowheads."""
    lines = {name: spline(path) for name, path in drawn.edges.items()}
    left = min(node.x for node in drawn.nodes.values())
    left = min([left, *(x for line in lines.values() for x, _ in line)])
    top = min(node.y for node in drawn.nodes.values())
    top = min([top, *(y for line in lines.values() for _, y in line)])
    dx, dy = MARGIN - left, MARGIN - top
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
    (x, y), (dx, dy) = line[0], heading(line)
    return [(x + STUB * dx, y + STUB * dy), *line[1:]]


def _written(line: list[Point]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in line)


def _extent(drawn: Drawn) -> tuple[int, int]:
    """The right and the lower edge of all that is drawn."""
    points = [point for path in drawn.edges.values() for point in spline(path)]
    right = max([node.x + node.width for node in drawn.nodes.values()] + [x for x, _ in points])
    bottom = max([node.y + node.height for node in drawn.nodes.values()] + [y for _, y in points])
    return int(right + 0.99), int(bottom + 0.99)
