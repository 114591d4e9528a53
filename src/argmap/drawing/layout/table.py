"""The table: a claim stands left of its reasons or above them, an icicle without lines.

After Kruskal and Landwehr, Icicle Plots: Better Displays for Hierarchical Clustering (1983).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Any, NamedTuple

from argmap.drawing.layout.bearing import SPACE
from argmap.drawing.layout.cells import RULE, Cell, Phrase, SetText, mirror, set_words
from argmap.drawing.layout.measures import MARGIN
from argmap.drawing.layout.phrases import LEGEND, SMALL, Phrases
from argmap.drawing.layout.table_content import Node, Nodes, table_legend
from argmap.drawing.layout.thesis import note_cell, thesis_cell
from argmap.drawing.picture import EvidenceForm
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.drawing.typeset.runs import Run
from argmap.model.outline import Item

GAP = 2
PAD_X = 6
PAD_TOP = 2
PAD_BOTTOM = 3
DOUBLE = 6
BEHIND_RULE = 6

INDENT = 10
LEAST_INDENT = 5
STEP_INDENT = 14
MOST_STEPS = 4
DEEPEST_INDENT = 50
RESUMED = 17
"""Height of the line above a branch that goes on at its column's edge, in px."""

NARROWEST = 150
"""Least width of what stands below a bar in the bar's own column."""

WIDEST_WORDS = 690
WORTH = 160
"""So much lower, in px, and by a tenth, a bar is taken though its words fit beside the reasons."""

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


class Columns(NamedTuple):
    """The columns of a table: their left edges, and the right edge of all, in px."""

    lefts: tuple[int, ...]
    right: int

    def right_of(self, column: int) -> int:
        """Return the right edge of a column's cells."""
        return self.right if column + 1 == len(self.lefts) else self.lefts[column + 1] - GAP


class Measure(NamedTuple):
    """How a node is placed at one place: its height with all under it, and how.

    Attributes:
        height: With all under it, in px.
        words: Its own paragraphs, from its corner.
        beside: Whether what is under it stands to its right.
        column: The column of what is under it.
        left: The left edge of what is under it.
        moved: Whether its cell has the warrants of what is under it.
        resumed: Whether what is under it begins at the column's edge again, with a line that says
            what it belongs to.
    """

    height: int
    words: tuple[SetText, ...]
    beside: bool
    column: int
    left: int
    moved: bool = False
    resumed: bool = False


Measuring = Generator["tuple[Node, int, int]", Measure, Measure]


class Table:
    """Places nodes in a frame."""

    def __init__(self, frame: Columns, indent: int, phrases: Phrases, *, searching: bool) -> None:
        """Prepare a table.

        Args:
            frame: The columns.
            indent: The indent of what stands below a bar, in px.
            phrases: The words of the map.
            searching: Whether reasons are tried below a bar in its own column, too. Each such try
                sets all that is under it once more.
        """
        self.frame, self.indent, self.phrases = frame, indent, phrases
        self.searching = searching
        self.known: dict[tuple[Node, int, int], Measure] = {}

    def measure(self, node: Node, column: int, left: int) -> Measure:
        """Return how a node is placed; never recurses."""
        start = (node, column, left)
        stack: list[tuple[tuple[Node, int, int], Measuring]] = [(start, self._measuring(*start))]
        answer: Any = None
        while stack:
            key, going = stack[-1]
            try:
                wanted = going.send(answer)
            except StopIteration as done:
                answer = self.known[key] = done.value
                stack.pop()
                continue
            answer = self.known.get(wanted)
            if answer is None:
                stack.append((wanted, self._measuring(*wanted)))
        return self.known[start]

    def _measuring(self, node: Node, column: int, left: int) -> Measuring:
        last = column + 1 == len(self.frame.lefts)
        bar = self._words(node, self.frame.right - left)
        if not node.children:
            return Measure(_height(bar), bar, beside=False, column=column, left=left)
        below = yield from self._below(node, column, left, bar)
        if last:
            return below
        words = self._words(node, self.frame.right_of(column) - left)
        start = self.frame.lefts[column + 1]
        children = yield from self._stack(node, column + 1, start)
        within = self._with_warrants(node, words)
        bare = children - sum(
            self._warrant(child, start).height + 1 for child in node.children if child.warrant
        )
        moved = len(within) > 1 and _height(within) <= bare
        if moved:
            words, children = within, bare
        height = max(_height(words), children)
        beside = Measure(height, words, True, column + 1, start, moved)
        taller = _height(words) - children > 2 * words[0].leading
        if taller and below.height < height:
            return below
        if height - below.height >= max(WORTH, height // 10):
            return below
        return beside

    def _with_warrants(self, node: Node, words: tuple[SetText, ...]) -> tuple[SetText, ...]:
        """Return a claim's words with the warrants of its reasons below them."""
        found = list(words)
        for child in node.children:
            if child.warrant:
                before = found[-1]
                found.append(
                    set_words(child.warrant, SMALL, before.left, before.bottom + 1, before.width)
                )
        return tuple(found)

    def _below(self, node: Node, column: int, left: int, bar: tuple[SetText, ...]) -> Measuring:
        """Return a node as a bar with what is under it below, in its column or the next one."""
        start, edge = left + self.indent, self.frame.lefts[column]
        resumed = start - edge > DEEPEST_INDENT
        start = edge if resumed else start
        options = []
        last = column + 1 == len(self.frame.lefts)
        room = self.frame.right_of(column) - start
        if last or (self.searching and left == edge and room >= NARROWEST):
            options.append((column, start, resumed))
        if not last:
            options.append((column + 1, self.frame.lefts[column + 1], False))
        found = []
        for place, edge, again in options:
            height = yield from self._stack(node, place, edge)
            height += _height(bar) + GAP + again * RESUMED
            found.append(Measure(height, bar, False, place, edge, False, again))
        return min(found, key=lambda one: one.height)

    def _stack(
        self, node: Node, column: int, left: int
    ) -> Generator[tuple[Node, int, int], Measure, int]:
        """Return the height of what is under a node, one below the other."""
        height = -GAP
        for child in node.children:
            if child.warrant:
                height += GAP + self._warrant(child, left).height + 1
            measured = yield (child, column, left + _step_in(child))
            height += GAP + measured.height
        return height

    def _words(self, node: Node, width: int) -> tuple[SetText, ...]:
        before = (DOUBLE if node.rule == "double" else RULE) + BEHIND_RULE
        room = min(width - before - PAD_X, WIDEST_WORDS)
        return (set_words(node.spans, node.style, before, PAD_TOP, room),)

    def _warrant(self, node: Node, left: int) -> SetText:
        room = min(self.frame.right - left - 4, WIDEST_WORDS)
        return set_words(node.warrant, SMALL, 4, 1, room)

    def resumed(self, node: Node) -> Run:
        """Return what stands above a branch that goes on at its column's edge."""
        number = node.item.number if node.item is not None else ""
        return self.phrases.own(f"↗{SPACE}{number} · {self.phrases.words.continued}", SMALL)

    def put(self, root: Node, column: int, left: int, top: int) -> list[Cell]:
        """Return the cells of what is under a root, in reading order; never recurses."""
        cells: list[Cell] = []
        whole = Measure(0, (), True, column, left)
        tasks = list(reversed(list(self._children(root, whole, top, 1, None))))
        while tasks:
            spot = tasks.pop()
            cells += self._cells(spot)
            tasks.extend(reversed(list(self._under(spot))))
        return cells

    def _children(
        self, node: Node, under: Measure, top: int, depth: int, height: int | None
    ) -> Iterator[_Spot]:
        """Yield the places of what is under a node; the last one takes the height that is left."""
        y, column, branch = top, under.column, 0
        for place, child in enumerate(node.children):
            edge = under.left + _step_in(child)
            found = self.measure(child, column, edge)
            y += GAP * (place > 0)
            note = self._warrant(child, under.left) if child.warrant and not under.moved else None
            above = note.height + 1 if note else 0
            branch = branch if child.step and branch else y - GAP
            last = place + 1 == len(node.children) and height is not None
            tall = max(found.height, top + (height or 0) - y - above) if last else found.height
            yield _Spot(child, found, column, edge, y + above, tall, depth, note, branch)
            y += above + tall

    def _under(self, spot: _Spot) -> Iterator[_Spot]:
        """Yield the places of what is under a placed node."""
        node, found = spot.node, spot.found
        if node.children:
            own = 0 if found.beside else _height(found.words) + GAP
            own += found.resumed * RESUMED
            top, height = spot.top + own, spot.height - own
            yield from self._children(node, found, top, spot.depth + 1, height)

    def _cells(self, spot: _Spot) -> Iterator[Cell]:
        """Yield the warrant above a node, its cell, and the stem below a bar."""
        node, found, left = spot.node, spot.found, spot.left
        if spot.note is not None:
            top = spot.top - spot.note.height - 1
            note = Cell(left, top, self.frame.right - left, spot.note.height, "none")
            note.words, note.depth, note.against = [spot.note], spot.depth, node.against
            yield note
        right = self.frame.right_of(spot.column) if found.beside else self.frame.right
        bar = bool(node.children) and not found.beside
        height = _height(found.words) if bar else spot.height
        cell = Cell(left, spot.top, right - left, height, node.ground, node.item)
        cell.against, cell.rule, cell.depth = node.against, node.rule, spot.depth
        cell.words, cell.lead = list(found.words), GAP if node.joined else 0
        cell.branch = spot.top - spot.branch if node.step else 0
        yield cell
        if found.resumed:
            note = Cell(found.left, cell.bottom + GAP, self.frame.right - found.left, RESUMED - GAP)
            note.ground, resumed = "none", Phrase(self.resumed(node), "faint")
            note.words, note.depth = [set_words([resumed], SMALL, 4, 0, note.width - 4)], spot.depth
            yield note
        elif bar:
            stem = Cell(left, cell.bottom, self.indent - GAP, spot.height - height, node.ground)
            stem.against, stem.rule, stem.depth = node.against, node.rule, spot.depth
            yield stem


class _Spot(NamedTuple):
    """A node in its place.

    Attributes:
        node: What is placed.
        found: How.
        column: The column of its cell.
        left, top: The corner of its cell.
        height: With all under it.
        depth: How deep its list is nested.
        note: The warrant above it.
        branch: Where the branch to what attacks a step begins.
    """

    node: Node
    found: Measure
    column: int
    left: int
    top: int
    height: int
    depth: int
    note: SetText | None
    branch: int


def _step_in(node: Node) -> int:
    """Return how far in a node stands for the steps between it and a join."""
    return STEP_INDENT * min(node.step, MOST_STEPS)


def _height(words: Sequence[SetText]) -> int:
    return words[-1].bottom + PAD_BOTTOM


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
    below = [*nodes.evidence_of(root), *nodes.also(root)]
    cells = [thesis_cell(phrases, root, MARGIN, top, room, narrow=narrow, below=below)]
    tree = nodes.tree()
    placed = _best(phrases, tree, width)
    signs = (
        table_legend(phrases, root, evidence, beside=len(placed.frame.lefts) > 1) if legend else []
    )
    if signs:
        cells.append(note_cell(signs, LEGEND, MARGIN, cells[0].bottom + 4, room))
    cells += placed.put(tree, 0, MARGIN, cells[-1].bottom + 2)
    if runs_from_right(phrases.argument.thesis.text):
        mirror(cells, width)
    return cells


def _best(phrases: Phrases, tree: Node, width: int) -> Table:
    """Return a tree in the columns that make it lowest; the usual ones unless others gain much."""
    levels = _levels(tree)
    columns = _allowed(width, levels)
    deeper = levels - columns
    indent = INDENT if deeper <= MOST_INDENTS else max(LEAST_INDENT, 4 * INDENT // deeper)
    small = len(phrases.argument.claims) <= SMALL_MAP
    best: tuple[int, Table] | None = None
    for shares in SHARES[columns][: None if small else 1]:
        placed = Table(_columns(width, shares), indent, phrases, searching=small)
        height = sum(placed.measure(child, 0, MARGIN).height + GAP for child in tree.children)
        if best is None or best[0] - height >= max(BETTER[0], BETTER[1] * best[0]):
            best = height, placed
    assert best is not None
    return best[1]


def _columns(width: int, shares: Sequence[int]) -> Columns:
    room = width - 2 * MARGIN
    lefts = [MARGIN + room * sum(shares[:place]) // 100 for place in range(len(shares))]
    return Columns(tuple(lefts), width - MARGIN)
