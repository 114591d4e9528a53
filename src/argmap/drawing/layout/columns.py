"""Frame of a picture: columns and indent, fitted to a width."""

from __future__ import annotations

from typing import NamedTuple

from argmap.drawing.layout.measures import (
    COLUMN,
    GUTTER,
    GUTTER_STEP,
    INDENT,
    JOIN_INDENT,
    LONG_BRANCH,
    MARGIN,
    SLIM,
    WIDE,
    lanes,
)
from argmap.drawing.layout.tree import linked, linked_groups
from argmap.drawing.picture import Layout
from argmap.model.outline import Item, ItemKind


class Frame(NamedTuple):
    """The columns of a picture, in px.

    Attributes:
        width: The natural width of the picture.
        lefts, rights: The left and the right edge of each column's boxes. The last column ends
            at the right margin; deeper levels go on below in it, as all do in an outline.
        indent: The indent of children from the box above them.
        layout: The name of the layout.
        banner: The left edge of the first level if its claims stand above their reasons, as the
            thesis does, and the columns hold the levels below; 0 if it is the first column.
    """

    width: int
    lefts: tuple[int, ...]
    rights: tuple[int, ...]
    indent: int
    layout: Layout = "outline"
    banner: int = 0

    @property
    def sections(self) -> bool:
        """Whether the claims of the first level stand above all that belongs to them."""
        return self.layout == "outline" or self.banner > 0


class Shape(NamedTuple):
    """Measures of a map that its frame has to hold.

    Attributes:
        groups: For each level of claims below the thesis, the most kinds of links that one of
            its claims has under it; the last level has none.
        joins: For each level, how deep joins are nested in it.
        first: The least indent of the first level from the thesis, in px.
        branch: Mean number of boxes under a first-level claim (those with any).
    """

    groups: tuple[int, ...]
    joins: tuple[int, ...]
    first: int
    branch: float

    @property
    def levels(self) -> int:
        """Number of columns if each level has its own."""
        return len(self.groups)


def shape(root: Item) -> Shape:
    """Measure the levels of a plan."""
    groups: list[int] = []
    joins: list[int] = []
    heads = boxes = 0
    stack = [(child, 0, 0) for child in linked(root)]
    while stack:
        item, level, nested = stack.pop()
        if level == len(groups):
            groups.append(0)
            joins.append(0)
        joins[level] = max(joins[level], nested)
        if item.kind is ItemKind.JOIN:
            stack.extend((child, level, nested + 1) for child in item.children)
            continue
        boxes += level > 0
        below = linked(item)
        heads += level == 0 and bool(below)
        if below:
            groups[level] = max(groups[level], len(linked_groups(item)))
        stack.extend((child, level + 1, 0) for child in below)
    first = lanes(len(linked_groups(root)))
    return Shape(tuple(groups), tuple(joins), first, boxes / max(1, heads))


def fit(width: int, root: Item, layout: Layout) -> Frame:
    """Return the frame for a plan at a width in CSS px.

    Columns are taken where each box keeps its least width with a column for every level. Where
    branches are long, a column for the first level would be empty but for a few boxes: its claims
    are banners, and the columns below have its width.

    A deeper map gets as many columns as leave a wide one at the end, in which the deeper levels
    go on below one another; `auto` does so only where the boxes there keep their least width,
    too. Where there is no room for that, the frame is an outline.
    """
    found = shape(root)
    if layout == "outline" or not found.levels:
        return _outline(width, found, layout="outline" if layout == "outline" else "columns")
    even = _room(width, found, found.levels) // found.levels
    fits = even - JOIN_INDENT * max(found.joins) >= COLUMN
    frame = _under_banners(width, found, layout) if found.branch >= LONG_BRANCH else None
    if frame is None and fits:
        frame = _columns(width, found, [even] * found.levels)
    return frame or _slim(width, found, layout) or _outline(width, found)


def _under_banners(width: int, found: Shape, layout: str) -> Frame | None:
    """Return columns under the claims of the first level; None if there is no room for two."""
    banner = MARGIN + max(INDENT, found.first)
    left = banner + JOIN_INDENT * found.joins[0] + max(INDENT, lanes(found.groups[0]))
    below = found._replace(groups=found.groups[1:], joins=found.joins[1:], first=left - MARGIN)
    for count in range(min(below.levels, _most(width)), 1, -1):
        room = _room(width, below, count)
        slim = max(SLIM, 2 * room // (2 * count + 1)) + JOIN_INDENT * max(below.joins[: count - 1])
        last = room - slim * (count - 1)
        if last >= WIDE and (layout == "columns" or last - _below(below, count) >= COLUMN):
            return _columns(width, below, [*[slim] * (count - 1), last])._replace(banner=banner)
    return None


def _slim(width: int, found: Shape, layout: str) -> Frame | None:
    """Return slim columns before a wide one; None if there is no room for two."""
    for count in range(min(found.levels - 1, _most(width)), 1, -1):
        slim = SLIM + JOIN_INDENT * max(found.joins[: count - 1])
        last = _room(width, found, count) - slim * (count - 1)
        if last >= WIDE and (layout == "columns" or last - _below(found, count) >= COLUMN):
            return _columns(width, found, [*[slim] * (count - 1), last])
    return None


def _most(width: int) -> int:
    """Return more columns than a width has room for: a deep map has thousands of levels."""
    return width // SLIM + 1


def _below(found: Shape, count: int) -> int:
    """Return the indent of the deepest box, if deeper levels go on in the last column."""
    levels = (max(INDENT, lanes(groups)) for groups in found.groups[count - 1 : -1])
    return sum(levels) + JOIN_INDENT * sum(found.joins[count - 1 :])


def _outline(width: int, found: Shape, layout: Layout = "outline") -> Frame:
    """Return an outline; a thesis that stands alone is as good in columns."""
    room = width - 1 - 2 * MARGIN - WIDE
    indent = max(lanes(1), min(INDENT, room // max(1, found.levels)))
    first = max(indent, found.first)
    return Frame(width, (MARGIN + first,), (width - 1 - MARGIN,), indent, layout)


def _room(width: int, found: Shape, count: int) -> int:
    return width - 1 - 2 * MARGIN - max(INDENT, found.first) - sum(_gutters(found, count))


def _gutters(found: Shape, count: int) -> list[int]:
    return [GUTTER + GUTTER_STEP * max(0, groups - 1) for groups in found.groups[: count - 1]]


def _columns(width: int, found: Shape, columns: list[int]) -> Frame:
    lefts, rights = [], []
    left = MARGIN + max(INDENT, found.first)
    for column, gutter in zip(columns, [*_gutters(found, len(columns)), 0], strict=True):
        lefts.append(left)
        rights.append(left + column)
        left += column + gutter
    rights[-1] = width - 1 - MARGIN
    return Frame(width, tuple(lefts), tuple(rights), INDENT, "columns")
