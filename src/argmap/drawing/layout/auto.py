"""What `--layout auto` takes: columns with lines for a small map, else the table."""

from __future__ import annotations

from argmap.drawing.layout.measures import COLUMN, EVIDENCE_GAP, PAD_Y, STYLES
from argmap.drawing.layout.table import COLUMNS_FROM
from argmap.model.outline import Item, ItemKind

HIGHEST = 900
"""Greatest height of columns in px: one screen, with lines that the eye can follow."""

LEAST_BOX = 2 * PAD_Y + int(min(STYLES["claim"].leading, STYLES["evidence"].leading))
"""Height of a box with one line of words, in px."""


def can_be_low(root: Item, width: int) -> bool:
    """Tell whether a map may fit into columns of one screen at a width in px.

    Setting a large map twice, for columns and for the table, would take twice as long. No words
    have to be set to know that it is too high: boxes with nothing under them never stand beside
    each other, nor do two boxes of one column.

    Args:
        root: Its plan.
        width: The width of the picture, in px; below that of two columns of a table, it is one
            for a phone, where a table of one column is always lower.
    """
    if width < COLUMNS_FROM[0]:
        return False
    most = HIGHEST // (LEAST_BOX + EVIDENCE_GAP)
    boxes = leaves = 0
    for item in root.walk():
        boxes += item.kind is not ItemKind.JOIN
        leaves += not item.children
        if leaves > most:
            return False
    # The thesis stands above all columns, and the first level may.
    return boxes <= most * (width // COLUMN + 2)
