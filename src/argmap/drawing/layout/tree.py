"""The tree of boxes that a picture shows."""

from __future__ import annotations

from argmap.drawing.picture import EvidenceForm
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Marks
from argmap.model.outline import Item, ItemKind, Relation, number, plan, put_marks


def tree(argument: ArgumentMap, marks: Marks, evidence: EvidenceForm = "words") -> Item:
    """Return the thesis with the whole map under it, numbered and marked.

    Args:
        argument: A map without errors.
        marks: Marks on its claims and evidence.
        evidence: How evidence is to be shown; with `none` it has no boxes.
    """
    root = plan(argument)
    if evidence == "none":
        for item in root.walk():
            item.children = [one for one in item.children if one.kind is not ItemKind.EVIDENCE]
    number(root)
    put_marks(marks, root)
    return root


def linked(item: Item) -> list[Item]:
    """Return what lines lead to an item from: evidence stands in its claim's box."""
    return [child for child in item.children if child.kind is not ItemKind.EVIDENCE]


def linked_groups(item: Item) -> list[tuple[Relation, list[Item]]]:
    """Return the same by relation, in order, without the continuations."""
    return [group for group in item.groups() if group[0] is not Relation.CITES]
