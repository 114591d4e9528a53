"""Draw a map as a net that Graphviz places (`--layout graph`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from argmap.drawing import graphviz
from argmap.drawing.graphviz import Drawn, Rectangle
from argmap.drawing.layout import Arrangement
from argmap.drawing.layout.around import AroundDrawing
from argmap.drawing.layout.bearing import lone_unanswered
from argmap.drawing.layout.boxes import set_box
from argmap.drawing.layout.cited import sources_of
from argmap.drawing.layout.content import Contents
from argmap.drawing.layout.legend import signs
from argmap.drawing.layout.limits import refuse_too_large_under
from argmap.drawing.layout.measures import DOT, HEADING_GAP, MARGIN, STUB
from argmap.drawing.layout.nodes import POINTS_PER_INCH
from argmap.drawing.layout.place import Place
from argmap.drawing.layout.sketch import Dot, Route, Sketch
from argmap.drawing.layout.tree import linked
from argmap.drawing.markup import Point, spline, start_direction
from argmap.drawing.picture import WIDEST, Direction, Picture
from argmap.model.argument import ArgumentMap
from argmap.model.outline import Item, ItemKind, Relation

GAP = 10
"""Between two boxes of a rank, in px."""

BETWEEN_RANKS = 40
"""From one rank of boxes to the next, in px: room for arrowheads and bends."""

WIDEST_BOX = 240
SLIMMEST_BOX = 120
HOPELESS = 1.25
"""Excess over the greatest width of a picture, as a factor, beyond which a net is not tried with
slim boxes to know what it needs: a try of a large net can take a minute."""

STRAIGHT = 100
"""Weight of the line to the first of a claim's reasons, against 1 of the others: so it is level,
and the thesis stands at the top, not in the middle of all reasons."""


MOST_BOXES, MOST_CROSSING = 2_000, 250
"""Boxes of a net, and links from a claim to another than the first that it bears on. Graphviz
places so many in some seconds; of four times as many links in one knot it takes minutes."""


class TooTangledError(Exception):
    """A net is too large for Graphviz, or has too many links beyond those of a tree."""

    def __init__(self, boxes: int, crossing: int) -> None:
        super().__init__(
            f"the net has {boxes:,} boxes and {crossing:,} links across, and Graphviz would take "
            f"too long to place more than {MOST_BOXES:,} and {MOST_CROSSING:,}"
        )


class TooWideError(Exception):
    """A net does not fit into a width.

    Attributes:
        enough: The width that is enough, in px; None if no picture has it.
    """

    def __init__(self, needed: int, width: int) -> None:
        """Say what a net needs.

        Args:
            needed: The width that its slimmest drawing takes, in px; if that is more than a
                picture may have, about that.
            width: The width of the picture.
        """
        self.enough = needed if needed <= WIDEST else None
        some = "" if self.enough else "some "
        limit = f"the width is {width}" if self.enough else f"no picture is wider than {WIDEST:,}"
        super().__init__(f"the net needs {some}{needed:,} px, and {limit}")


def draw_net(argument: ArgumentMap, picture: Picture, root: Item) -> tuple[Arrangement, Drawn]:
    """Return a net arranged, and drawn by Graphviz in a process of its own that Ctrl-C ends.

    Raises:
        TooWideError: If it takes more than the width even with slim boxes.
        TooTangledError: If it is too large to be tried.
        EngineError: If Graphviz is missing or fails.
    """
    width = picture.width
    refuse_too_large_under(root, argument, picture)
    first = _first_box(root, width, picture.direction)
    _refuse_tangle(root)
    contents = Contents(argument, further(root), unanswered=lone_unanswered(root))
    around = AroundDrawing(argument, sources_of(root, argument, picture), picture)
    rows = around.heading()
    top = rows[-1].bottom + HEADING_GAP if rows else MARGIN
    legend = around.legend(signs(root, argument.words, references=False), MARGIN, top)
    top = legend[-1].bottom + HEADING_GAP if legend else top
    rows += legend

    def tried(box: int) -> _Try:
        sketch = net(root, contents, box, picture.direction)
        ids = [*sketch.boxes, *sketch.links, *sketch.dots]
        drawn = _moved(graphviz.place(sketch.dot, ids, picture.engine), sketch, top)
        return _Try(sketch, drawn, _extent(drawn)[0] + MARGIN + 1)

    sketch, drawn, _ = _fitted(tried, first, width)
    _, bottom = _extent(drawn)
    rows += around.footing(bottom)
    bottom = max([bottom, *(row.bottom for row in rows)])
    return Arrangement(width, bottom + MARGIN + 1, "graph", sketch, tuple(rows)), drawn


class _Try(NamedTuple):
    """A net with boxes of one width, and the width that it takes, in px."""

    sketch: Sketch
    drawn: Drawn
    taken: int


def _fitted(tried: Callable[[int], _Try], first: int, width: int) -> _Try:
    """Return a net with boxes as wide as the width has room for.

    Its width grows with its boxes, about in proportion: between boxes that are too wide and
    the slimmest ones, those that should fit are tried once.

    Args:
        tried: Draws the net with boxes of a width in px.
        first: The width of the boxes to begin with.
        width: The greatest width of the net, in px.

    Raises:
        TooWideError: If it takes more even with the slimmest boxes.
    """
    wide = tried(first)
    if wide.taken <= width:
        return wide
    about = wide.taken * SLIMMEST_BOX // first
    if about > HOPELESS * WIDEST:
        raise TooWideError(about, width)
    slim = tried(SLIMMEST_BOX) if first > SLIMMEST_BOX else wide
    if slim.taken > width:
        raise TooWideError(slim.taken, width)
    share = (width - slim.taken) / (wide.taken - slim.taken)
    between = SLIMMEST_BOX + int((first - SLIMMEST_BOX) * share)
    middle = tried(between) if between > SLIMMEST_BOX else slim
    return middle if middle.taken <= width else slim


def _refuse_tangle(root: Item) -> None:
    """Stop at a net that Graphviz would take minutes to place."""
    crossing = sum(item.kind is ItemKind.REFERENCE for item in root.walk())
    boxes = len(boxed(root))
    if boxes > MOST_BOXES or crossing > MOST_CROSSING:
        raise TooTangledError(boxes, crossing)


def _first_box(root: Item, width: int, direction: Direction) -> int:
    """Return the width of the first try's boxes: from left to right, the levels share the width.

    Raises:
        TooWideError: If no picture has room however slim the boxes are; Graphviz would take
            minutes to find that of a large net.
    """
    depth = {root: 1}
    for item in root.walk():
        for child in linked(item):
            if child.kind is not ItemKind.REFERENCE:
                depth[child] = depth[item] + 1
    levels = max(depth.values())
    if direction == "down":
        # The fullest level has at least the mean of all boxes.
        least = -(-len(depth) // levels) * SLIMMEST_BOX
        if least > WIDEST:
            raise TooWideError(least, width)
        return WIDEST_BOX
    between = (levels - 1) * BETWEEN_RANKS + 2 * MARGIN + 1
    if levels * SLIMMEST_BOX + between > WIDEST:
        raise TooWideError(levels * SLIMMEST_BOX + between, width)
    return max(SLIMMEST_BOX, min(WIDEST_BOX, (width - between) // levels))


def _moved(drawn: Drawn, sketch: Sketch, below: int) -> Drawn:
    """Move a drawing to its place, and its lines' ends back under their arrowheads."""
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
    (x, y), (dx, dy) = line[0], start_direction(line)
    return [(x + STUB * dx, y + STUB * dy), *line[1:]]


def _written(line: list[Point]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in line)


def _extent(drawn: Drawn) -> tuple[int, int]:
    """Return the right and the lower edge of a drawing."""
    points = [point for path in drawn.edges.values() for point in spline(path)]
    right = max([node.x + node.width for node in drawn.nodes.values()] + [x for x, _ in points])
    bottom = max([node.y + node.height for node in drawn.nodes.values()] + [y for _, y in points])
    return int(right + 0.99), int(bottom + 0.99)


def net(root: Item, contents: Contents, box: int, direction: Direction) -> Sketch:
    """Return the DOT of a net for Graphviz to place, and the item or link of each of its ids.

    Its boxes are `box` px wide; reasons stand right of the claim that they support, or below it.
    """
    from graphviz import Digraph  # noqa: PLC0415 - heavy, and few pictures are nets

    spots = [_spot(item, contents, box) for item in boxed(root)]
    boxes = {f"b{i}": spot for i, spot in enumerate(s for s in spots if s.box)}
    bare = [spot for spot in spots if spot.box is None]
    marks = {f"d{i}": Dot(spot.item, 0, 0) for i, spot in enumerate(bare)}
    lines = (route for route in links(root) if route.relation is not Relation.CITES)
    routes = {f"l{i}": route for i, route in enumerate(lines)}
    names = {spot.item: name for name, spot in boxes.items()}
    names |= {mark.join: name for name, mark in marks.items()}
    graph = Digraph(
        "argmap",
        graph_attr={
            "pad": "0",
            "margin": "0",
            "rankdir": "LR" if direction == "right" else "TB",
            "ordering": "out",  # as in the file, from the top down
            "nodesep": _inches(GAP),
            "ranksep": _inches(BETWEEN_RANKS),
        },
        # The fields of a record have the size of an empty line: next to nothing.
        node_attr={
            "shape": "box",
            "fixedsize": "true",
            "label": "",
            "fontsize": "1",
            "margin": "0",
        },
        edge_attr={"arrowhead": "none", "dir": "none"},
    )
    ports = _Ports(routes.values(), direction)
    for name, spot in boxes.items():
        assert spot.box is not None
        size = {"width": _inches(spot.box.width), "height": _inches(spot.box.height)}
        graph.node(name, id=name, **size, **ports.fields(spot.item))
    for name in marks:
        graph.node(name, id=name, shape="circle", width=_inches(2 * DOT), height=_inches(2 * DOT))
    begun: set[Item] = set()
    for name, route in routes.items():
        tail = names[route.target] + ("" if names[route.target] in marks else ports.tail(route))
        head = names[route.source] + ("" if names[route.source] in marks else ports.head)
        weight = 1 if route.target in begun else STRAIGHT
        graph.edge(tail, head, id=name, weight=str(weight))
        begun.add(route.target)
    return Sketch(graph.source, boxes, routes, {}, marks)


class _Ports:
    """Places where links meet boxes: the middle of a side, or a part of it for each group of links.

    They leave and enter at the sides that face each other. Supports and attacks end
    apart, in the file's order: the fields of a record without words are the places.
    """

    def __init__(self, routes: Iterable[Route], direction: Direction) -> None:
        self.side, facing = ("e", "w") if direction == "right" else ("s", "n")
        self.head = f":{facing}"
        self.groups: dict[Item, dict[tuple[Relation, bool], str]] = {}
        for route in routes:
            groups = self.groups.setdefault(route.target, {})
            groups.setdefault((route.relation, route.headed), f"p{len(groups)}")

    def fields(self, item: Item) -> dict[str, str]:
        """Return the attributes of a box that let its groups of links end apart."""
        from graphviz import nohtml  # noqa: PLC0415 - heavy

        groups = self.groups.get(item, {})
        if len(groups) < 2:  # noqa: PLR2004 -- one group ends in the middle
            return {}
        # Without `nohtml`, two fields would be taken for an HTML label: <p0>|<p1>.
        label = nohtml("|".join(f"<{port}>" for port in groups.values()))
        return {"shape": "record", "label": label}

    def tail(self, route: Route) -> str:
        """Return the port at which a link ends."""
        groups = self.groups[route.target]
        port = groups[route.relation, route.headed]
        return f":{port}:{self.side}" if len(groups) > 1 else f":{self.side}"


def standing(root: Item) -> dict[str, Item]:
    """Return the items of a map by their ids, each once, in reading order: no references."""
    apart = (ItemKind.REFERENCE, ItemKind.CONTINUATION)
    return {item.id: item for item in root.walk() if item.kind not in apart}


def boxed(root: Item) -> list[Item]:
    """Return the boxes of a net in reading order; a reference only to what is in no box itself.

    Evidence stands in the boxes of its claims.
    """
    known = standing(root)
    return [
        item
        for item in root.walk()
        if item.kind is not ItemKind.EVIDENCE and known.get(item.id, item) is item
    ]


def further(root: Item) -> dict[str, list[Item]]:
    """Return the references of a plan, which a net draws as lines, by the claims they name."""
    known = standing(root)
    found: dict[str, list[Item]] = {}
    for item in root.walk():
        if item.kind is ItemKind.REFERENCE and item.id in known:
            found.setdefault(item.id, []).append(item)
    return found


def links(root: Item) -> Iterator[Route]:
    """Yield every link of a map; a reference in the plan is a link here."""
    items = standing(root)
    for item in root.walk():
        if item.parent is None or item.relation is None:
            continue
        relation = item.relation
        if relation is Relation.PREMISE and item.parent.relation is not None:
            relation = item.parent.relation
        headed = item.relation is not Relation.PREMISE
        yield Route(items.get(item.id, item), item.parent, relation, item.against, (), headed)


def _spot(item: Item, contents: Contents, width: int) -> Place:
    box = set_box(item, contents, width)
    return Place(item, 0, width, 0, beside=False, indent=0, box=box)


def _inches(pixels: float) -> str:
    return f"{pixels / POINTS_PER_INCH:.6f}"
