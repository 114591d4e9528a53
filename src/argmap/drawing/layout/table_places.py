"""How the claims of a table are placed, and how high that gets, once the columns are known."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from argmap.drawing.layout.cells import (
    DOUBLE,
    RULE,
    Phrase,
    SetText,
    Wording,
    set_words,
    wording,
)
from argmap.drawing.layout.phrases import SMALL, Phrases
from argmap.drawing.layout.table_content import Node
from argmap.drawing.typeset.clusters import Style, split_clusters, words_of
from argmap.drawing.typeset.paragraph import cut_start
from argmap.drawing.typeset.runs import Run

GAP = 2
PAD_X = 6
PAD_TOP = 2
PAD_BOTTOM = 3
BEHIND_RULE = 6

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

WORTH_APART, WORTH_BESIDE_ANSWERS = 16, 48
"""So much lower, in px, evidence goes to the right of a claim, above its reasons; beside an
objection, where it could be taken for the answer, more."""

GAP_ABOVE_WARRANT = 4
GAP_BETWEEN_JOINS = 6

SIGN_TOP = 3
SIGN_ROOM = 20
SLIMMEST_SIGNED = 120
"""Width of the sign that nobody answers, more than that of its words; least that leaves."""

MOST_CUT = 4096
"""Beginnings of claims that are kept."""

MOST_START_LINES = 3
"""Lines of a claim that a reference to it shows."""


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
        row: Its evidence, where that stands above what is to its right.
        sign: The words that say that nobody answers it.
        signed: Whether these stand to its right, not below.
    """

    height: int
    words: tuple[SetText, ...]
    beside: bool
    column: int
    left: int
    moved: bool = False
    resumed: bool = False
    row: tuple[SetText, ...] = ()
    sign: SetText | None = None
    signed: bool = False


class NodePlace(NamedTuple):
    """Where a node may stand.

    Attributes:
        node: The node.
        column: The column of its cell.
        left: Its left edge, in px.
        beside: Whether it stands beside what it bears on.
    """

    node: Node
    column: int
    left: int
    beside: bool


class Stack(NamedTuple):
    """Heights in px of what is under a node, with and without the warrants of its reasons."""

    height: int
    bare: int


class Measured:
    """What is the same in all frames of one map, and grows with each.

    Attributes:
        set: Words by their node, their room, and whether it stands beside what it answers, and its
            evidence apart.
        small: The small print of nodes.
        worded: Words by the identity of their list.
    """

    def __init__(self) -> None:
        self.set: dict[tuple[Node, int, bool, bool], tuple[SetText, ...]] = {}
        self.small: dict[Node, list[Phrase]] = {}
        self.worded: dict[int, Wording] = {}


Measuring = Generator[NodePlace, Measure, Measure]


class Table:
    """Places nodes in a frame."""

    def __init__(
        self, frame: Columns, indent: int, phrases: Phrases, known: Measured, *, searching: bool
    ) -> None:
        """Prepare a table.

        Args:
            frame: The columns.
            indent: The indent of what stands below a bar, in px.
            phrases: The words of the map.
            known: What other frames of the same map have in common with it.
            searching: Whether reasons are tried below a bar in its own column, too. Each such try
                sets all that is under it once more.
        """
        self.frame, self.indent, self.phrases = frame, indent, phrases
        self.searching, self.known = searching, known
        self.measured: dict[NodePlace, Measure] = {}

    def measure(self, start: NodePlace) -> Measure:
        """Return how a node is placed; never recurses."""
        stack: list[tuple[NodePlace, Measuring]] = [(start, self._measuring(start))]
        answer: Any = None
        while stack:
            key, going = stack[-1]
            try:
                wanted = going.send(answer)
            except StopIteration as done:
                answer = self.measured[key] = done.value
                stack.pop()
                continue
            answer = self.measured.get(wanted)
            if answer is None:
                stack.append((wanted, self._measuring(wanted)))
        return self.measured[start]

    def _measuring(self, place: NodePlace) -> Measuring:
        node, column = place.node, place.column
        if not node.children:  # a main reason: others are measured with what they stand under
            return self._leaf(place)
        if column + 1 == len(self.frame.lefts):
            return (yield from self._below(place))
        stack = yield from self._stack(node, column + 1, self.frame.lefts[column + 1], beside=True)
        beside = self._beside(place, stack, apart=False)
        if node.pieces:
            apart = self._beside(place, stack, apart=True)
            answered = node.attack and node.against
            if beside.height - apart.height > (WORTH_BESIDE_ANSWERS if answered else WORTH_APART):
                beside = apart
        taller = words_height(beside.words) - stack.height > 2 * beside.words[0].leading
        if not taller and beside.height <= WORTH:  # no bar can be so much lower
            return beside
        below = yield from self._below(place)
        if taller and below.height < beside.height:
            return below
        if beside.height - below.height >= max(WORTH, beside.height // 10):
            return below
        return beside

    def _leaf(self, place: NodePlace) -> Measure:
        """Return a node with nothing under it, but for the sign that nobody answers it."""
        node, column, left, _ = place
        room = self.frame.right - left
        words = self._words(place, room)
        plain = Measure(words_height(words), words, beside=False, column=column, left=left)
        if not node.sign:
            return plain
        sign = set_words(self._worded(node.sign), SMALL, RULE + BEHIND_RULE, SIGN_TOP, room)
        plain = plain._replace(sign=sign, height=plain.height + GAP + words_height([sign]))
        left_over = room - sign_width(sign) - GAP
        if left_over < SLIMMEST_SIGNED:
            return plain
        slim = self._words(place, left_over)
        height = max(words_height(slim), words_height([sign]))
        if height > plain.height:
            return plain
        return plain._replace(height=height, words=slim, signed=True)

    def _beside(self, place: NodePlace, stack: Stack, *, apart: bool) -> Measure:
        """Return a node beside what is under it; its evidence is run in, or stands apart."""
        node, column, left, _ = place
        start = self.frame.lefts[column + 1]
        words = self._words(place, self.frame.right_of(column) - left, apart=apart)
        row = self._row(node, start) if apart else ()
        above = words_height(row) + GAP if row else 0
        within = self._with_warrants(node, words)
        height = max(words_height(words), above + stack.height)
        least = max(words_height(within), above + stack.bare)
        moved = len(within) > len(words) and least <= height
        if moved:
            words, height = within, least
        return Measure(height, words, True, column + 1, start, moved, row=row)

    def _row(self, node: Node, left: int) -> tuple[SetText, ...]:
        """Return the evidence of a node as it stands right of it, one piece below the other."""
        before, bottom, found = RULE + BEHIND_RULE, PAD_TOP, []
        room = min(self.frame.right - left - before - PAD_X, WIDEST_WORDS)
        for piece in node.pieces:
            said = self._worded(piece)
            found.append(set_words(said, SMALL, before, bottom, room, full=True))
            bottom = found[-1].bottom
        return tuple(found)

    def _with_warrants(self, node: Node, words: tuple[SetText, ...]) -> tuple[SetText, ...]:
        """Return a claim's words with the warrants of its reasons below them."""
        found = list(words)
        for child in node.children:
            if child.warrant and not child.attack:
                before = found[-1]
                left, top, said = before.left, before.bottom + 1, self._worded(child.warrant)
                found.append(set_words(said, SMALL, left, top, before.width, full=True))
        return tuple(found)

    def _below(self, where: NodePlace) -> Generator[NodePlace, Measure, Measure]:
        """Return a node as a bar with what is under it below, in its column or the next one."""
        node, column, left, _ = where
        bar = self._words(where, self.frame.right - left)
        start, edge = left + self.indent, self.frame.lefts[column]
        resumed = start - edge > DEEPEST_INDENT
        start = edge if resumed else start
        options = []
        last = column + 1 == len(self.frame.lefts)
        room = self.frame.right_of(column) - start
        if last or (self.searching and (left == edge or node.step) and room >= NARROWEST):
            options.append((column, start, resumed))
        if not last:
            options.append((column + 1, self.frame.lefts[column + 1], False))
        found = []
        for place, edge, again in options:
            stack = yield from self._stack(node, place, edge, beside=False)
            height = stack.height + words_height(bar) + GAP + again * RESUMED
            found.append(Measure(height, bar, False, place, edge, False, again))
        return min(found, key=lambda one: one.height)

    def _stack(
        self, node: Node, column: int, left: int, *, beside: bool
    ) -> Generator[NodePlace, Measure, Stack]:
        """Return the height of what is under a node, one below the other."""
        height = bare = 0
        before = None
        for child in node.children:
            place = NodePlace(child, column, left + step_in(child), beside)
            # Most have nothing under them, and to measure those needs no stack.
            measured = self.measured.get(place)
            if measured is None and not child.children:
                measured = self.measured[place] = self._leaf(place)
            elif measured is None:
                measured = yield place
            above = gap(before, child, bare=False)
            if child.warrant:
                above += words_height([self.warrant(child, left)]) + GAP
            height += above + measured.height
            bare += measured.height
            bare += above if child.attack else gap(before, child, bare=True)
            before = child
        return Stack(height, bare)

    def _words(self, place: NodePlace, width: int, *, apart: bool = False) -> tuple[SetText, ...]:
        """Return the paragraphs of a node; its evidence is not among them if it stands apart."""
        node = place.node
        before = RULE + BEHIND_RULE  # behind a double rule, too: words stand below each other
        room = min(width - before - PAD_X, WIDEST_WORDS)
        key = (node, room, place.beside, apart)
        found = self.known.set.get(key)
        if found is None:
            found = self.known.set[key] = self._set(place, before, room, apart=apart)
        return found

    def _set(self, place: NodePlace, before: int, room: int, *, apart: bool) -> tuple[SetText, ...]:
        node = place.node
        spans = node.beside if place.beside and node.beside else node.spans
        if node.start:
            words = _cut(tuple(spans), node.start, node.style, before, room)
        else:
            said, full = self._worded(spans), node.style.face == "regular"  # a headline is even
            words = set_words(said, node.style, before, PAD_TOP, room, full=full)
        small = node.also if apart else self._small(node)
        if not small:
            return (words,)
        said = self._worded(small)
        return words, set_words(said, SMALL, before, words.bottom, room, full=True)

    def _small(self, node: Node) -> list[Phrase]:
        """Return the small print of a node: its evidence, and what else supports it."""
        found = self.known.small.get(node)
        if found is None:
            small = [*chain.from_iterable(node.pieces), *node.also]
            found = self.known.small[node] = small
        return found

    def _worded(self, spans: list[Phrase]) -> Wording:
        """Return words of a node, which is there as long as the table."""
        found = self.known.worded.get(id(spans))
        if found is None:
            found = self.known.worded[id(spans)] = wording(spans)
        return found

    def warrant(self, node: Node, left: int) -> SetText:
        """Return the line above linked claims, set as wide as the columns from a place on."""
        before = RULE + BEHIND_RULE
        room = min(self.frame.right - left - before - PAD_X, WIDEST_WORDS)
        return set_words(self._worded(node.warrant), SMALL, before, PAD_TOP, room, full=True)

    def resumed(self, node: Node) -> Run:
        """Return what stands above a branch that goes on at its column's edge."""
        number = node.item.number if node.item is not None else ""
        return self.phrases.own(self.phrases.words.goes_on.format(number=number), SMALL)


def step_in(node: Node) -> int:
    """Return how far in a node stands for the steps between it and a join."""
    return STEP_INDENT * min(node.step, MOST_STEPS) if node.step else 0


def gap(before: Node | None, node: Node, *, bare: bool) -> int:
    """Return the room between two nodes, one below the other, or between one and a warrant."""
    if before is None:
        return 0
    if node.warrant and not bare:
        return GAP_ABOVE_WARRANT
    new = node.rule in DOUBLE and not node.joined and before.rule in DOUBLE
    return GAP_BETWEEN_JOINS if new else GAP


def sign_width(sign: SetText) -> int:
    """Return the width of the cell that says that nobody answers, in px."""
    return sign.reach + SIGN_ROOM


@lru_cache(maxsize=MOST_CUT)
def _cut(spans: tuple[Phrase, ...], place: int, style: Style, left: int, room: int) -> SetText:
    """Set spans in three lines at most: the one at a place is cut with an ellipsis."""
    words = set_words(spans, style, left, PAD_TOP, room, full=True)
    if len(words.lines) <= MOST_START_LINES:
        return words
    span = spans[place]
    shown = sum(
        len(piece.text)
        for line in words.lines[:MOST_START_LINES]
        for piece in line.pieces
        if piece.run == place
    )
    clusters = split_clusters(" ".join(words_of(span.run.text)))
    for end in range(min(shown, len(clusters) - 1), 0, -1):
        run = span.run._replace(text=cut_start(clusters, end))
        cut = [*spans[:place], span._replace(run=run)]
        words = set_words(cut, style, left, PAD_TOP, room, full=True)
        if len(words.lines) <= MOST_START_LINES:
            break
    return words


def words_height(words: Sequence[SetText]) -> int:
    """Return the height of a cell around words that stand below each other, in px."""
    return words[-1].bottom + PAD_BOTTOM
