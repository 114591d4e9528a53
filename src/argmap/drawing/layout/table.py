"""The table: a claim stands left of its reasons or above them, an icicle without lines.

After Kruskal and Landwehr, Icicle Plots: Better Displays for Hierarchical Clustering (1983).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from argmap.drawing.layout.cells import Cell, mirror
from argmap.drawing.layout.measures import CELLS_GAP, MARGIN
from argmap.drawing.layout.phrases import Phrases
from argmap.drawing.layout.table_cells import put
from argmap.drawing.layout.table_content import Node, Nodes
from argmap.drawing.layout.table_heights import height, kept
from argmap.drawing.layout.table_legend import all_good, legend_cells, table_legend
from argmap.drawing.layout.table_places import GAP, Columns, Measured, Table
from argmap.drawing.layout.thesis import thesis_cell
from argmap.drawing.picture import EvidenceForm
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.model.outline import Item
from argmap.model.vocabulary import Vocabulary

INDENT = 10
LEAST_INDENT = 5

SHARES = {
    1: ((100,),),
    2: ((32, 68), (24, 76), (40, 60), (48, 52)),
    3: ((24, 36, 40), (20, 34, 46), (24, 30, 46), (28, 34, 38), (32, 34, 34)),
    4: ((18, 24, 27, 31), (22, 25, 26, 27), (16, 20, 28, 36)),
}
"""Shares of the columns in percent: the first of each, unless another is lower by BETTER."""

COLUMNS_FROM = (480, 600, 1000)
"""Widths in px from which on there can be two columns, three, and four."""

MOST_INDENTS = 4
"""Levels below each other that have the whole indent."""

SMALL_MAP = 100
"""Most claims of a map for which other shares, and more places, are tried: each takes as long as
the first."""

BETTER = (16, 0.1)
"""Least gain of other shares: in px, and as a part."""


def _levels(root: Node) -> int:
    """Return how many levels of claims there are under the thesis."""
    most = 0
    tasks = [(root, 0)]
    while tasks:
        node, level = tasks.pop()
        most = max(most, level if node.ground != "open" else 0)
        tasks += [(child, level + 1) for child in node.children]
    return most


def _allowed(width: int, levels: int) -> int:
    """Return the number of columns."""
    most = 1 + sum(width >= start for start in COLUMNS_FROM)
    return max(1, min(levels, most))


def table(
    phrases: Phrases,
    root: Item,
    width: int,
    top: int,
    *,
    evidence: EvidenceForm,
    legend: bool,
) -> list[Cell]:
    """Return the cells of a table in reading order.

    Args:
        phrases: The words of the map.
        root: Its plan, numbered.
        width: The width of the picture, in px.
        top: The upper edge of the thesis.
        evidence: How evidence is shown: in words, as a ring each, or not at all.
        legend: Whether the signs are explained.
    """
    room, narrow = width - 2 * MARGIN, width < COLUMNS_FROM[0]
    nodes = Nodes(phrases, root, evidence)
    phrases.unsaid = all_good(root)
    below = [*nodes.behind(root), *nodes.small_print(root)]
    cells = [thesis_cell(phrases, root, MARGIN, top, room, narrow=narrow, below=below)]
    tree = nodes.tree()
    placed = _best(phrases, tree, width)
    rows = put(placed, tree, 0, MARGIN, 0)
    mirrored = runs_from_right(phrases.argument.thesis.text)
    place = _place_means(phrases.words, rows, placed.frame, mirrored=mirrored)
    signs = table_legend(phrases, root, evidence, place=place) if legend else []
    if signs:
        cells += legend_cells(signs, MARGIN, cells[0].bottom + 4, room)
    start = cells[-1].bottom + (CELLS_GAP if signs else GAP)
    for cell in rows:
        cell.top += start
    cells += rows
    if mirrored:
        mirror(cells, width)
    return cells


def _place_means(
    words: Vocabulary, cells: Sequence[Cell], frame: Columns, *, mirrored: bool
) -> str:
    """Return what the place of claims says: nothing where all stand below each other."""
    lefts = {cell.left for cell in cells if cell.item is not None}
    if not lefts.isdisjoint(frame.lefts[1:]):
        # The words name the sides in which their own script runs: the claims' may be another.
        return words.place_means if runs_from_right(words.place_means) is mirrored else ""
    return words.below_means if lefts - {MARGIN} else ""


def _best(phrases: Phrases, tree: Node, width: int) -> Table:
    """Return a tree in the columns that make it lowest; the usual ones unless others gain much."""
    levels = _levels(tree)
    columns = _allowed(width, levels)
    deeper = levels - columns
    indent = INDENT if deeper <= MOST_INDENTS else max(LEAST_INDENT, 4 * INDENT // deeper)
    small = len(phrases.argument.claims) <= SMALL_MAP
    best: tuple[int, Table] | None = None
    known, heights = Measured(), kept(tree)
    for shares in SHARES[columns][: None if small else 1]:
        placed = Table(_columns(width, shares), indent, phrases, known, searching=small)
        most = best[0] - max(BETTER[0], BETTER[1] * best[0]) if best else inf
        whole = height(placed, tree, heights, most)
        if whole is not None:
            best = whole, placed
    assert best is not None
    return best[1]


def _columns(width: int, shares: Sequence[int]) -> Columns:
    room = width - 2 * MARGIN
    lefts = [MARGIN + room * sum(shares[:place]) // 100 for place in range(len(shares))]
    return Columns(tuple(lefts), width - MARGIN)
