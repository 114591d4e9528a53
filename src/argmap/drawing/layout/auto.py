"""What `--layout auto` takes: columns with lines for a small map, else the table."""

from __future__ import annotations

from argmap.drawing.layout.measures import COLUMN, GAP, PAD_Y, PARAGRAPH_GAP
from argmap.drawing.layout.phrases import SMALL
from argmap.drawing.layout.table import COLUMNS_FROM
from argmap.drawing.layout.tree import linked
from argmap.drawing.typeset.clusters import MOST_MARKS
from argmap.drawing.typeset.paragraph import SLIMMEST
from argmap.model.outline import Item, ItemKind

HIGHEST = 900
"""Greatest height of columns in px: one screen, with lines that the eye can follow."""

LEAST_BOX = 2 * PAD_Y + int(SMALL.leading)
"""Height of a box with one line of words, in px."""

LEAST_PIECE = PARAGRAPH_GAP + int(SMALL.leading)
"""What a piece of evidence adds to the box of its claim, in px."""


def can_be_low(root: Item, width: int) -> bool:
    """Tell whether a map may fit into columns of one screen at a width in px.

    Setting a large map twice, for columns and for the table, would take twice as long. No words
    have to be set to know that it is too high: boxes with nothing under them never stand beside
    each other, nor do two boxes of one column, and no letter is narrower than two px.

    Args:
        root: Its plan.
        width: The width of the picture, in px; below that of two columns of a table, it is one
            for a phone, where a table of one column is always lower.
    """
    if width < COLUMNS_FROM[0]:
        return False
    # The thesis stands above all columns, and the first level may.
    most = HIGHEST * (width // COLUMN + 2)
    boxes = leaves = 0
    for item in root.walk():
        if item.kind in (ItemKind.EVIDENCE, ItemKind.JOIN):
            continue
        below = linked(item)
        words = len(item.claim.text) if item.claim is not None else 0
        lines = words // ((1 + MOST_MARKS) * width // SLIMMEST)
        least = (
            LEAST_BOX
            + lines * int(SMALL.leading)
            + GAP
            + LEAST_PIECE * (len(item.children) - len(below))
        )
        boxes += least
        leaves += least * (not below)
        if leaves > HIGHEST or boxes > most:
            return False
    return True
