"""A map as a net: each claim once, each link drawn, for Graphviz to place; still without words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graphviz

from argmap.layout.boxes import set_box
from argmap.layout.dot import POINTS_PER_INCH, Sketch
from argmap.layout.links import Dot, Route
from argmap.layout.measures import DOT, GAP
from argmap.layout.place import Place
from argmap.layout.plan import Item, Kind, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.layout.content import Contents
    from argmap.picture import Direction

BETWEEN_RANKS = 40
"""From one rank of boxes to the next, in px: room for arrowheads and bends."""


def net(root: Item, contents: Contents, box: int, direction: Direction) -> Sketch:
    """Returns the DOT of a net for Graphviz to place, and what each of its ids stands for.

    Args:
        root: The plan of the map.
        contents: What stands in its boxes.
        box: How wide the boxes are, in px.
        direction: Where reasons stand: right of what they support, or down below it.
    """
    spots = {name: _spot(item, contents, box) for name, item in standing(root).items()}
    boxes = {f"b{i}": spot for i, spot in enumerate(s for s in spots.values() if s.box)}
    bare = [spot for spot in spots.values() if spot.box is None]
    marks = {f"d{i}": Dot(spot.item, 0, 0) for i, spot in enumerate(bare)}
    routes = {f"l{i}": route for i, route in enumerate(links(root))}
    names = {spot.item: name for name, spot in boxes.items()}
    names |= {mark.join: name for name, mark in marks.items()}
    graph = graphviz.Digraph(
        "argmap",
        graph_attr={
            "pad": "0",
            "margin": "0",
            "rankdir": "LR" if direction == "right" else "TB",
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
    for name, route in routes.items():
        tail = names[route.target] + ("" if names[route.target] in marks else ports.tail(route))
        head = names[route.source] + ("" if names[route.source] in marks else ports.head)
        graph.edge(tail, head, id=name)
    return Sketch(graph.source, boxes, routes, {}, marks)


class _Ports:
    """Where links meet boxes: in the middle of a side, or each group of links in a part of it.

    They leave and enter at the sides that face each other. What is cited, what supports and what
    attacks ends apart, in the file's order: the fields of a record without words are the places.
    """

    def __init__(self, routes: Iterable[Route], direction: Direction) -> None:
        self.side, facing = ("e", "w") if direction == "right" else ("s", "n")
        self.head = f":{facing}"
        self.groups: dict[Item, dict[tuple[Relation, bool], str]] = {}
        for route in routes:
            groups = self.groups.setdefault(route.target, {})
            groups.setdefault((route.relation, route.headed), f"p{len(groups)}")

    def fields(self, item: Item) -> dict[str, str]:
        """Returns what a box needs beyond its size, so that its groups of links end apart."""
        groups = self.groups.get(item, {})
        if len(groups) < 2:  # noqa: PLR2004 -- one group ends in the middle
            return {}
        # Without `nohtml`, two fields would be taken for an HTML label: <p0>|<p1>.
        label = graphviz.nohtml("|".join(f"<{port}>" for port in groups.values()))
        return {"shape": "record", "label": label}

    def tail(self, route: Route) -> str:
        """Returns where at its target a link ends."""
        groups = self.groups[route.target]
        port = groups[route.relation, route.headed]
        return f":{port}:{self.side}" if len(groups) > 1 else f":{self.side}"


def standing(root: Item) -> dict[str, Item]:
    """Returns what stands in a net by its id, each once, in reading order.

    Args:
        root: The plan of the map; its references and continuations are left out.
    """
    apart = (Kind.REFERENCE, Kind.CONTINUATION)
    return {item.id: item for item in root.walk() if item.kind not in apart}


def further(root: Item) -> dict[str, list[Item]]:
    """Returns the references of a plan, which a net draws as lines, by the claims they name."""
    found: dict[str, list[Item]] = {}
    for item in root.walk():
        if item.kind is Kind.REFERENCE:
            found.setdefault(item.id, []).append(item)
    return found


def links(root: Item) -> Iterator[Route]:
    """Yields every link of a map; what the trees show as a reference is a link here.

    Args:
        root: The plan of the map.
    """
    items = standing(root)
    for item in root.walk():
        if item.parent is None or item.relation is None:
            continue
        relation = item.relation
        if relation is Relation.PREMISE and item.parent.relation is not None:
            relation = item.parent.relation
        headed = item.relation is not Relation.PREMISE
        yield Route(items[item.id], item.parent, relation, item.against, (), headed)


def _spot(item: Item, contents: Contents, width: int) -> Place:
    paragraphs = contents.of(item)
    box = set_box(paragraphs, width) if paragraphs else None
    return Place(item, 0, width, 0, beside=False, indent=0, box=box)


def _inches(pixels: float) -> str:
    return f"{pixels / POINTS_PER_INCH:.6f}"
