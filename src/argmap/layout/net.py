"""A map as a net: each claim once, each link drawn, for Graphviz to place; still without words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import graphviz

from argmap.layout.boxes import set_box
from argmap.layout.dot import POINTS_PER_INCH, Sketch
from argmap.layout.links import Dot, Route
from argmap.layout.measures import DOT, GAP
from argmap.layout.place import Place
from argmap.layout.plan import Item, Kind, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.layout.content import Contents

Direction = Literal["right", "down"]

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
    spots = {item.id: _spot(item, contents, box) for item in root.walk() if _stands(item)}
    boxes = {f"b{i}": spot for i, spot in enumerate(s for s in spots.values() if s.box)}
    bare = [spot for spot in spots.values() if spot.box is None]
    marks = {f"d{i}": Dot(spot.item, 0, 0) for i, spot in enumerate(bare)}
    links = {f"l{i}": route for i, route in enumerate(_routes(root, spots))}
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
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none", "dir": "none"},
    )
    for name, spot in boxes.items():
        assert spot.box is not None
        graph.node(name, id=name, width=_inches(spot.box.width), height=_inches(spot.box.height))
    for name in marks:
        graph.node(name, id=name, shape="circle", width=_inches(2 * DOT), height=_inches(2 * DOT))
    for name, route in links.items():
        graph.edge(names[route.target], names[route.source], id=name)
    return Sketch(graph.source, boxes, links, {}, marks)


def _stands(item: Item) -> bool:
    return item.kind not in (Kind.REFERENCE, Kind.CONTINUATION)


def _spot(item: Item, contents: Contents, width: int) -> Place:
    paragraphs = contents.of(item)
    box = set_box(paragraphs, width) if paragraphs else None
    return Place(item, 0, width, 0, beside=False, indent=0, box=box)


def _routes(root: Item, spots: dict[str, Place]) -> Iterator[Route]:
    """Yields every link of the map; what the trees show as a reference is a link here."""
    for item in root.walk():
        if item.parent is None or item.relation is None:
            continue
        source, target = spots[item.id].item, item.parent
        relation = item.relation
        if relation is Relation.PREMISE and target.relation is not None:
            relation = target.relation
        headed = item.relation is not Relation.PREMISE
        yield Route(source, target, relation, item.against, (), headed)


def _inches(pixels: float) -> str:
    return f"{pixels / POINTS_PER_INCH:.6f}"
