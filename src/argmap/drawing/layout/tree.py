"""The tree of boxes that a picture shows, and how large it may be."""

from __future__ import annotations

from argmap.errors import ArgmapError
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Marks
from argmap.model.outline import Item, ItemKind, Relation, number, plan, put_marks

MOST_BOXES = 25_000
"""Boxes of one picture: ten thousand claims, each with its evidence, and some references. Such a
picture is 1.5 million px high; no browser shows much more, and nobody reads it."""


def tree(argument: ArgumentMap, marks: Marks) -> Item:
    """Return the thesis with all boxes of its picture under it, numbered and marked.

    Raises:
        ArgmapError: If they are more than `MOST_BOXES`.
    """
    root = plan(argument)
    boxes = sum(1 for _ in root.walk())
    if boxes > MOST_BOXES:
        raise ArgmapError(
            f"the picture would have {boxes:,} boxes, and {MOST_BOXES:,} are the most that are "
            "drawn: split the map, or let each claim bear on fewer others (a link more is a box "
            "more); --format dot writes it for other programs"
        )
    number(root)
    put_marks(marks, root)
    return root


def linked(item: Item) -> list[Item]:
    """Return what lines lead to an item from: evidence stands in its claim's box."""
    return [child for child in item.children if child.kind is not ItemKind.EVIDENCE]


def linked_groups(item: Item) -> list[tuple[Relation, list[Item]]]:
    """Return the same by relation, in order, without the continuations."""
    return [group for group in item.groups() if group[0] is not Relation.CITES]
