"""Place boxes in a frame: x and width, then y."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmap.drawing.layout.boxes import Box, set_box
from argmap.drawing.layout.columns import Frame
from argmap.drawing.layout.content import Contents
from argmap.drawing.layout.measures import (
    ANCHOR,
    BRANCH_GAP,
    EVIDENCE_GAP,
    GAP,
    JOIN_INDENT,
    MARGIN,
    NARROWEST_BOX,
    PART_GAP,
    SECTION_GAP,
    lanes,
)
from argmap.model.outline import Item, ItemKind, Relation

PART_DEPTH = 2
"""Depth of a section's branch: under the thesis and the section's head."""


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """The place of an item.

    Attributes:
        item: The item.
        left, right: The edges of its box, in px.
        column: Which column of the frame it belongs to; less than 0 above the columns.
        beside: Whether its children stand to its right, not below it.
        indent: The indent of its children, if they stand below.
        depth: Number of claims above it; items under a continuation are deep.
        box: Its words, or None for a join that needs no strip.
        top: The upper edge of its box.
    """

    item: Item
    left: int
    right: int
    column: int
    beside: bool
    indent: int
    depth: int = 0
    box: Box | None = None
    top: int = 0

    @property
    def bottom(self) -> int:
        """The lower edge of its box."""
        return self.top + (self.box.height if self.box else 0)

    @property
    def anchor(self) -> int:
        """The height at which a link meets it."""
        return self.top + ANCHOR


def place(root: Item, frame: Frame, contents: Contents, top: int) -> list[Place]:
    """Return every item of a plan in its place, in reading order, from `top` down in px.

    Branches that get too narrow are moved under a continuation, which the plan then holds.
    """
    places = _spread(root, frame)
    for spot in places:
        paragraphs = contents.of(spot.item)
        spot.box = set_box(paragraphs, spot.right - spot.left) if paragraphs else None
    _stack(places, top, sections=frame.sections)
    return places


def _spread(root: Item, frame: Frame) -> list[Place]:
    """Give every item its left and right edge."""
    first, column = (frame.banner, -2) if frame.banner else (frame.lefts[0], -1)
    top = Place(root, MARGIN, frame.rights[-1], column, beside=False, indent=first - MARGIN)
    places = [top]
    branches: list[Item] = []
    levelled = _levelled(root)
    for branch in root.children:
        queue = [branch]
        for item in queue:  # grows while it is read
            places += _branch(item, top, frame, levelled, queue)
        branches += queue
    root.children = branches
    return places


def _levelled(root: Item) -> set[Item]:
    """Return the claims without reasons that are as wide as others of their level.

    Those have their reasons beside them. Across the whole picture, a claim would look as if it
    stood right under the thesis.
    """
    level: dict[Item, list[Item]] = {}
    over = {root: root}
    for item in root.walk():
        above = over[item] if item.kind is ItemKind.JOIN else item
        for child in item.children:
            over[child] = above
            if child.kind is ItemKind.CLAIM:
                level.setdefault(above, []).append(child)
    with_reasons = (claims for claims in level.values() if any(one.children for one in claims))
    return {claim for claims in with_reasons for claim in claims if not claim.children}


def _branch(
    item: Item, under: Place, frame: Frame, levelled: set[Item], continued: list[Item]
) -> Iterator[Place]:
    """Yield the places of one branch; items that get too narrow are appended to `continued`."""
    stack = [(item, under)]
    while stack:
        item, parent = stack.pop()
        spot = _beneath(parent, item, frame)
        if item in levelled and spot.column >= 0:
            spot.right = frame.rights[spot.column]
        rest = _too_narrow(spot, frame)
        if rest:
            continued.append(_continue(item, rest))
            spot.beside = False
        yield spot
        stack.extend((child, spot) for child in reversed(item.children))


def _beneath(parent: Place, item: Item, frame: Frame) -> Place:
    column = parent.column
    if parent.item.kind is ItemKind.JOIN:
        left = parent.left + JOIN_INDENT
    elif parent.beside or column < 0:
        column += 1
        left = frame.lefts[column] if column >= 0 else frame.banner
    else:
        left = parent.left + parent.indent
    groups = len(item.groups())
    last = column == len(frame.lefts) - 1
    beside = groups > 0 and column >= 0 and not last and item.kind is not ItemKind.JOIN
    right = frame.rights[column] if beside else frame.rights[-1]
    indent = frame.lefts[0] - left if column < 0 else max(frame.indent, lanes(groups))
    depth = parent.depth + (parent.item.kind is not ItemKind.JOIN)
    depth += item.kind is ItemKind.CONTINUATION
    return Place(item, left, right, column, beside, indent, depth)


def _too_narrow(spot: Place, frame: Frame) -> list[Item]:
    """Return the children without room under an item; linked premises always stay."""
    if spot.beside:
        return []
    indent = JOIN_INDENT if spot.item.kind is ItemKind.JOIN else spot.indent
    if frame.rights[spot.column] - spot.left - indent >= NARROWEST_BOX:
        return []
    return [child for child in spot.item.children if child.relation is not Relation.PREMISE]


def _continue(item: Item, rest: Sequence[Item]) -> Item:
    """Move children under a continuation of their item, and return it."""
    kept = (item.claim, None, item.inference)
    head = Item(ItemKind.CONTINUATION, item.id, None, item.against, *kept)
    head.number, head.children = item.number, list(rest)
    for child in rest:
        child.parent = head
    item.children = [child for child in item.children if child.relation is Relation.PREMISE]
    item.continues = True
    return head


def _stack(places: Sequence[Place], top: int, *, sections: bool) -> None:
    """Give every place its top: one walk down the page in reading order, never recursing."""
    spots = {spot.item: spot for spot in places}
    y = top
    stack: list[tuple[Place, bool]] = [(places[0], True)]
    while stack:
        spot, entering = stack.pop()
        if not entering:
            y = max(y, spot.bottom)
            continue
        y += _gap_above(spot, spots, sections=sections)
        spot.top = y
        stack.append((spot, False))
        stack.extend((spots[child], True) for child in reversed(spot.item.children))
        if not spot.beside:
            y = spot.bottom


def _gap_above(spot: Place, spots: dict[Item, Place], *, sections: bool) -> int:
    parent = spot.item.parent
    between_branches = SECTION_GAP if sections else BRANCH_GAP
    if parent is None:
        return 0 if spot.item.is_head else between_branches
    siblings = parent.children
    first = siblings[0] is spot.item
    if first and (spots[parent].beside or spots[parent].box is None):
        return 0
    if first:
        return EVIDENCE_GAP if parent.kind is ItemKind.JOIN else GAP
    if spot.item.kind is ItemKind.EVIDENCE:
        return EVIDENCE_GAP
    if parent.is_head:
        return between_branches
    within = spot.depth + (parent.kind is ItemKind.JOIN) == PART_DEPTH
    return PART_GAP if sections and within else GAP
