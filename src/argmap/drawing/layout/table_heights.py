"""Heights of a table's main reasons, kept from one drawing to the next.

Which columns a table has is found by trying some, and a try needs no more of a main reason than
how high it gets. Whoever edits a map changes one of them at a time.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache

from argmap.drawing.layout.measures import MARGIN
from argmap.drawing.layout.table_content import Node
from argmap.drawing.layout.table_places import GAP, NodePlace, Table

MOST_KEPT, MOST_FRAMES = 256, 64
"""Main reasons that are kept, and the frames of each: a table tries five at one width."""

Kept = Sequence[dict[Hashable, int]]
"""Of each main reason the heights that are known, by the frames in which it was placed."""


def kept(tree: Node) -> Kept:
    """Return what is known of a tree's main reasons; `height` adds to it."""
    return [heights_of(content(child)) for child in tree.children]


def height(table: Table, tree: Node, known: Kept, most: float) -> int | None:
    """Return the height of all main reasons, in px, or None as soon as it is more than most."""
    frame = (table.frame, table.indent, table.searching)
    whole = 0
    for child, heights in zip(tree.children, known, strict=True):
        own = heights.get(frame)
        if own is None:
            own = table.measure(NodePlace(child, 0, MARGIN, beside=False)).height
            if len(heights) >= MOST_FRAMES:
                heights.clear()
            heights[frame] = own
        whole += own + GAP
        if whole > most:
            return None
    return whole


@lru_cache(maxsize=MOST_KEPT)
def heights_of(_content: Hashable) -> dict[Hashable, int]:
    """Return what is known of what stands under one main reason: at first nothing."""
    return {}


def content(root: Node) -> Hashable:
    """Return all that the height of a node follows from, besides its frame."""
    found: list[Hashable] = []
    tasks = [root]
    while tasks:
        node = tasks.pop()
        found += (
            len(node.children),
            node.style,
            *map(tuple, (node.spans, node.beside, node.also, node.warrant, node.sign)),
            tuple(map(tuple, node.pieces)),
            *(node.start, node.rule, node.ground, node.against, node.attack),
            *(node.joined, node.step),
        )
        tasks += node.children
    return tuple(found)
