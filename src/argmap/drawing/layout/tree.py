"""The tree of boxes that a picture shows, and how large it may be."""

from __future__ import annotations

from collections import Counter

from argmap.drawing.picture import EvidenceForm, Picture
from argmap.errors import ArgmapError
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Marks
from argmap.model.outline import Item, ItemKind, Relation, count_boxes, number, plan, put_marks

MOST_BOXES, MOST_BESIDE_EVIDENCE = 25_000, 15_000
"""Boxes of one picture, and those of them that hold no evidence: ten thousand claims, each with its
evidence, and some joins and references. Such a picture is 1.5 million px high; no browser shows
much more, and nobody reads it."""


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


def refuse_too_many(boxes: int, evidence: int = 0) -> None:
    """Stop where a picture would have more boxes than anybody can look at.

    Args:
        boxes: All boxes.
        evidence: Those of them that hold evidence.

    Raises:
        ArgmapError: If they are more than are drawn.
    """
    others = boxes - evidence
    if boxes > MOST_BOXES or others > MOST_BESIDE_EVIDENCE:
        many, most = f"{boxes:,} boxes", MOST_BOXES
        if boxes <= MOST_BOXES:
            many, most = f"{others:,} boxes beside those of evidence", MOST_BESIDE_EVIDENCE
        raise ArgmapError(
            f"the picture would have {many}, and {most:,} are the most that are "
            "drawn: --focus ID draws one claim with what stands under it, --depth N so many levels "
            "of claims, --split each main reason by itself; or let each claim bear on fewer others "
            "(a link more is a box more); --format dot writes it for other programs"
        )


def refuse_too_large(argument: ArgumentMap, picture: Picture) -> None:
    """Stop at a picture of a whole map with too many boxes, before there is any work on it.

    Raises:
        ArgmapError: If they are more than are drawn.
    """
    if not picture.overview and picture.focus is None and picture.depth is None:
        evidence, others = count_boxes(argument)
        evidence *= picture.evidence != "none"
        refuse_too_many(others + evidence, evidence)


def refuse_too_many_under(root: Item) -> None:
    """Stop at a plan with too many boxes; the error is that of `refuse_too_many`."""
    kinds = Counter(item.kind for item in root.walk())
    refuse_too_many(kinds.total(), kinds[ItemKind.EVIDENCE])


def linked(item: Item) -> list[Item]:
    """Return what lines lead to an item from: evidence stands in its claim's box."""
    return [child for child in item.children if child.kind is not ItemKind.EVIDENCE]


def linked_groups(item: Item) -> list[tuple[Relation, list[Item]]]:
    """Return the same by relation, in order, without the continuations."""
    return [group for group in item.groups() if group[0] is not Relation.CITES]
