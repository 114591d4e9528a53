"""Measures of the picture, in whole CSS px."""

from __future__ import annotations

from functools import cache
from typing import Final

from argmap.drawing.typeset import Style

STYLES: Final = {
    "title": Style("semibold", 22, 28),
    "thesis": Style("semibold", 19, 25),
    "head": Style("semibold", 15, 20),
    "claim": Style("regular", 14, 18),
    "kicker": Style("semibold", 12, 16),
    "meta": Style("regular", 12, 16),
    "mark": Style("semibold", 12, 16),
}
"""The style of each kind of paragraph: nothing under 12 px, claims at 14, heads of sections
at 15."""

PAD_X: Final = 10
PAD_Y: Final = 5
SLACK: Final = PAD_X - 2
"""Part of the right padding that a fallback font may run into."""

PARAGRAPH_GAP: Final = 2
PART_SIDE: Final = 4
"""From the words of a piece of evidence to the edge of the room that it has in its claim's box."""

LEAST_START: Final = 80
"""Room that a reference needs for the first words of its claim behind what it says itself, in px;
with less, they stand on a line of their own."""

ANCHOR: Final = 14
"""From a box's top to the links at its side: the middle of the first line."""

PORT_STEP: Final = 11
"""From the port of one group of links to the next, down a box's right edge."""

TAG_LEFT: Final = 20
TAG_RIGHT: Final = 8
TAG_Y: Final = 2
"""From the edges of a mark's tag to its words: before them stands the sign of its tone."""

MARGIN: Final = 8
GAP: Final = 6
"""Between two boxes, one above the other."""

STACK_GAP: Final = 4
"""Between the words on linked premises and the first of them."""

HEADING_GAP: Final = 12
"""Between the title and the thesis."""

LEGEND_GAP: Final = 5
"""Between the thesis and the legend."""

CELLS_GAP: Final = 6
"""Between cells and what stands above and below them: their legend, and the footing."""

BRANCH_GAP: Final = 14
"""Between the branches right under the thesis."""

SECTION_GAP: Final = 20
"""The same where each has its head above all that belongs to it."""

PART_GAP: Final = 10
"""Between the branches of such a section."""

FOOT_GAP: Final = 36
"""Between the drawing and the sources."""

FOOT_ROW_GAP: Final = 22
"""Between the sources and the line on the map."""

HOLE: Final = 60
"""White that a claim with its reasons beside it may have below it, or its reasons below them, in
px; where there would be more, they stand below it."""

LANE: Final = 8
"""The distance between two lanes: an arrowhead in one keeps clear of the other."""

FIRST_LANE: Final = 7
"""From a box's left edge to its first lane: past its round corner."""

LAST_LANE: Final = 6
"""From the last lane to the box that it leads to."""

INDENT: Final = 24
"""The indent of the outline where there is room for it."""

GUTTER: Final = 24
"""Between two columns, with one group of links in it; each further group adds a step."""

GUTTER_STEP: Final = 7

JOIN_INDENT: Final = 16
"""From the edge of a join to its linked premises; the bracket runs in the middle."""

COLUMN: Final = 150
"""A column's boxes are never narrower than this, or the picture becomes an outline."""

SLIM: Final = 168
WIDE: Final = 230
"""Widths where a map has more levels than columns: the first columns are slim, and the last one,
in which it goes on below, is at least wide."""

LONG_BRANCH: Final = 6
"""Mean number of claims and references under a first-level claim from which on it is a banner above
them, not a box beside them with white below it."""

NARROWEST_BOX: Final = 120
"""Narrowest box; where a deeper one would be narrower, its branch goes on at the left margin."""

DOT: Final = 4
"""The radius of the dot on a link that is attacked itself."""

HEAD: Final = 7
"""The length of an arrowhead."""

STUB: Final = 2
"""From an arrowhead's tip to the start of its line, where the head is as wide as the line."""

CORNER: Final = 5
"""The radius of a link's corners."""


def lanes(groups: int) -> int:
    """Return the least indent in px for so many lanes side by side."""
    return FIRST_LANE + LANE * (groups - 1) + LAST_LANE if groups else 0


ASCENT: Final = 0.96875
DESCENT: Final = 0.2412
"""The shipped font's own line above and below the baseline, in em (its hhea table)."""


@cache
def rise(style: Style) -> int:
    """Return the way from a line's top to its baseline: the font's line is in mid-leading."""
    return round((style.leading - (ASCENT + DESCENT) * style.size) / 2 + ASCENT * style.size)
