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
    COLUMN,
    GAP,
    HOLE,
    JOIN_INDENT,
    MARGIN,
    NARROWEST_BOX,
    PART_GAP,
    SECTION_GAP,
    STACK_GAP,
    lanes,
)
from argmap.drawing.layout.tree import linked, linked_groups
from argmap.model.outline import Item, ItemKind, Relation

MOST_TRIES = 6
"""Times that claims with holes beside them are put above their reasons."""

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


def place(root: Item, frame: Frame, contents: Contents, top: int, below: int) -> list[Place]:
    """Return every item of a plan in its place, in reading order.

    Branches that get too narrow are moved under a continuation, which the plan then holds.

    Args:
        root: The plan.
        frame: The columns.
        contents: The words.
        top: The upper edge of the thesis, in px.
        below: Room that is kept free below the thesis.
    """
    lowered: set[Item] = set()
    for _ in range(MOST_TRIES if len(frame.lefts) > 1 else 0):
        places = list(_tried(root, frame, lowered))
        _set(places, contents, top, below, sections=frame.sections)
        found = _beside_holes(places)
        if not found:
            break
        lowered |= found
    places = _spread(root, frame, lowered)
    _set(places, contents, top, below, sections=frame.sections)
    return places


def _set(
    places: Sequence[Place], contents: Contents, top: int, below: int, *, sections: bool
) -> None:
    """Give every place its words and its top."""
    for spot in places:
        spot.box = set_box(spot.item, contents, spot.right - spot.left)
    _stack(places, top, below, sections=sections)


def _beside_holes(places: Sequence[Place]) -> set[Item]:
    """Return the claims that stand beside their reasons and leave white below one or the other."""
    end: dict[Item, int] = {}
    found: set[Item] = set()
    for spot in reversed(places):
        reach = max((end[child] for child in linked(spot.item)), default=spot.bottom)
        end[spot.item] = max(spot.bottom, reach)
        if spot.beside and abs(reach - spot.bottom) > HOLE:
            found.add(spot.item)
    return found


def _top(root: Item, frame: Frame) -> Place:
    first, column = (frame.banner, -2) if frame.banner else (frame.lefts[0], -1)
    return Place(root, MARGIN, frame.rights[-1], column, beside=False, indent=first - MARGIN)


def _tried(root: Item, frame: Frame, lowered: set[Item]) -> Iterator[Place]:
    """Yield the place of every item, however narrow it gets."""
    stack: list[tuple[Item, Place | None]] = [(root, None)]
    while stack:
        item, parent = stack.pop()
        spot = _beneath(parent, item, frame, lowered) if parent else _top(root, frame)
        spot.left = min(spot.left, spot.right - NARROWEST_BOX)
        yield spot
        stack.extend((child, spot) for child in reversed(linked(item)))


def _spread(root: Item, frame: Frame, lowered: set[Item]) -> list[Place]:
    """Give every item its left and right edge."""
    top = _top(root, frame)
    places = [top]
    branches: list[Item] = []
    for branch in linked(root):
        queue = [branch]
        for item in queue:  # grows while it is read
            places += _branch(item, top, frame, lowered, queue)
        branches += queue
    kept = [child for child in root.children if child.kind is ItemKind.EVIDENCE]
    root.children = kept + branches
    return places


def _branch(
    item: Item, under: Place, frame: Frame, lowered: set[Item], continued: list[Item]
) -> Iterator[Place]:
    """Yield the places of one branch; items that get too narrow are appended to `continued`."""
    stack = [(item, under)]
    while stack:
        item, parent = stack.pop()
        spot = _beneath(parent, item, frame, lowered)
        rest = _too_narrow(spot)
        if rest:
            continued.append(_continue(item, rest))
            spot.beside = False
        yield spot
        stack.extend((child, spot) for child in reversed(linked(item)))


def _beneath(parent: Place, item: Item, frame: Frame, lowered: set[Item]) -> Place:
    column = parent.column
    if parent.item.kind is ItemKind.JOIN:
        left = parent.left + JOIN_INDENT
    elif parent.beside or column < 0:
        column += 1
        left = frame.lefts[column] if column >= 0 else frame.banner
    else:
        left = parent.left + parent.indent
    groups = len(linked_groups(item))
    last = column == len(frame.lefts) - 1
    beside = groups > 0 and column >= 0 and not last and item.kind is not ItemKind.JOIN
    beside = beside and item not in lowered and frame.rights[column] - left >= COLUMN
    right = frame.rights[column] if beside else frame.rights[-1]
    indent = frame.lefts[0] - left if column < 0 else max(frame.indent, lanes(groups))
    depth = parent.depth + (parent.item.kind is not ItemKind.JOIN)
    depth += item.kind is ItemKind.CONTINUATION
    return Place(item, left, right, column, beside, indent, depth)


def _too_narrow(spot: Place) -> list[Item]:
    """Return the children without room under an item; linked premises always stay."""
    if spot.beside:
        return []
    indent = JOIN_INDENT if spot.item.kind is ItemKind.JOIN else spot.indent
    if spot.right - spot.left - indent >= NARROWEST_BOX:
        return []
    return [child for child in linked(spot.item) if child.relation is not Relation.PREMISE]


def _continue(item: Item, rest: Sequence[Item]) -> Item:
    """Move children under a continuation of their item, and return it."""
    same = (item.claim, None, item.inference)
    head = Item(ItemKind.CONTINUATION, item.id, None, item.against, *same)
    head.number, head.children = item.number, list(rest)
    for child in rest:
        child.parent = head
    kept = (Relation.PREMISE, Relation.CITES)
    item.children = [child for child in item.children if child.relation in kept]
    item.continues = True
    return head


def _stack(places: Sequence[Place], top: int, below: int, *, sections: bool) -> None:
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
        stack.extend((spots[child], True) for child in reversed(linked(spot.item)))
        if not spot.beside:
            y = spot.bottom + below * spot.item.is_head


def _gap_above(spot: Place, spots: dict[Item, Place], *, sections: bool) -> int:
    parent = spot.item.parent
    between_branches = SECTION_GAP if sections else BRANCH_GAP
    if parent is None:
        return 0 if spot.item.is_head else between_branches
    siblings = linked(parent)
    first = siblings[0] is spot.item
    if first and (spots[parent].beside or spots[parent].box is None):
        return 0
    if first:
        return STACK_GAP if parent.kind is ItemKind.JOIN else GAP
    if parent.is_head:
        return between_branches
    within = spot.depth + (parent.kind is ItemKind.JOIN) == PART_DEPTH
    return PART_GAP if sections and within else GAP
