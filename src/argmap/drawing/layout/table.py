"""The table: a claim stands left of its reasons or above them, an icicle without lines.

After Kruskal and Landwehr, Icicle Plots: Better Displays for Hierarchical Clustering (1983).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from argmap.drawing.layout.cells import (
    Cell,
    Ground,
    Phrase,
    Rule,
    SetText,
    Tint,
    mirror,
    set_words,
)
from argmap.drawing.layout.measures import MARGIN
from argmap.drawing.layout.phrases import (
    LEGEND,
    SMALL,
    SMALL_BOLD,
    SPACE,
    Phrases,
    attackers_of_step,
    claims_below,
    effect,
    premises,
)
from argmap.drawing.layout.thesis import note_cell, thesis_cell
from argmap.drawing.picture import EvidenceForm
from argmap.drawing.typeset import Style
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.drawing.typeset.runs import Run
from argmap.model.argument import Evidence, Status
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind, Relation

HEAD = Style("semibold", 14, 18)
LONG_HEAD = Style("regular", 14, 18)
CLAIM = Style("regular", 13, 16)

GAP = 2
PAD_X = 6
PAD_TOP = 2
PAD_BOTTOM = 3
RULE = 3
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
LONG = 140
"""Characters of a claim of the first level; where most have more, none is semibold."""

WORTH = 160
"""So much lower, in px, and by a tenth, a bar is taken though its words fit beside the reasons."""

RINGS = {Status.REPORTED: "○", Status.VERIFIED: "●", Status.DISPUTED: "◦"}
MOST_RINGS = 5

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


@dataclass(eq=False, slots=True)
class Node:
    """A cell to be placed, and those under it.

    Attributes:
        item: What it shows; None for the sign that an objection has no answer.
        spans: Its words.
        style: The style of most of them.
        children: What stands right of it, or below.
        rule: Its rule.
        ground: Its ground.
        against: Whose side it is on.
        warrant: The line above the first of joined claims.
        joined: Whether its rule runs through the gap above it, as of joined claims.
        step: How many steps in it stands: 1 attacks the step from those above it, 2 the step of
            that attack, and so on.
    """

    item: Item | None
    spans: list[Phrase]
    style: Style
    children: list[Node] = field(default_factory=list)
    rule: Rule = "single"
    ground: Ground = "side"
    against: bool = False
    warrant: list[Phrase] = field(default_factory=list)
    joined: bool = False
    step: int = 0


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


class _Nodes:
    """Makes the nodes of one map."""

    def __init__(self, phrases: Phrases, root: Item, evidence: EvidenceForm) -> None:
        self.phrases, self.words, self.root, self.evidence = phrases, phrases.words, root, evidence
        self.answered = any(_is_attack(item) and not item.against for item in root.walk())
        heads = [item.claim for item in claims_below(root) if item.claim is not None]
        long = [claim for claim in heads if len(claim.text) > LONG]
        self.head = LONG_HEAD if 2 * len(long) > len(heads) else HEAD

    def tree(self) -> Node:
        """Return the thesis with all under it; never recurses."""
        top = Node(self.root, [], HEAD)
        tasks = [(top, self.root, 1)]
        while tasks:
            node, item, level = tasks.pop()
            node.children = list(self._under(item, level))
            tasks += [
                (child, child.item, level + 1)
                for child in node.children
                if child.item is not None and child.item.kind is not ItemKind.REFERENCE
            ]
        return top

    def _under(self, item: Item, level: int) -> Iterator[Node]:
        """Yield the nodes under a claim, so many claims below the thesis."""
        answers = False
        for child in item.children:
            if child.kind is ItemKind.EVIDENCE or (
                child.kind is ItemKind.REFERENCE and not _is_attack(child)
            ):
                continue
            answers = answers or _is_attack(child)
            if child.kind is ItemKind.JOIN:
                yield from self._joined(child, level)
            else:
                yield self._node(child, level)
        answered = answers or _step_is_attacked(item)
        if self.answered and item.against and _is_attack(item) and not answered:
            span = Phrase(self.phrases.own(self.words.no_answer, CLAIM), "accent")
            yield Node(None, [span], CLAIM, ground="open", against=True)

    def _joined(self, join: Item, level: int) -> Iterator[Node]:
        """Yield the claims of a join, what attacks their step, the step of that, and so on."""
        tasks = [(join, 0)]
        while tasks:
            item, step = tasks.pop()
            inner = item if item.kind is ItemKind.JOIN else None
            nodes = [self._node(one, level) for one in (self._members(inner) if inner else [item])]
            yield from self._stepwise(nodes, step, inner)
            if inner is not None:
                attacks = [one for one in inner.children if one.relation is Relation.ATTACKS]
                tasks += [(one, step + 1) for one in reversed(attacks)]

    def _members(self, join: Item) -> list[Item]:
        """Return what stands under a join; what supports, and lives elsewhere, is only named."""
        attacks = _is_attack(join)
        return [one for one in premises(join) if attacks or one.kind is ItemKind.CLAIM]

    def _stepwise(self, nodes: list[Node], step: int, join: Item | None) -> list[Node]:
        """Return the nodes of linked claims, or of a single one, put so many steps in."""
        linked = join is not None and len(premises(join)) > 1
        for place, node in enumerate(nodes):
            node.rule = "double" if linked else node.rule
            node.joined, node.step = linked and place > 0, step
        inference = join.inference if join is not None else None
        if nodes and join is not None and inference is not None and inference.warrant:
            nodes[0].warrant = self.phrases.warrant(join)  # without one, the rule says it all
        return nodes

    def _node(self, item: Item, level: int) -> Node:
        style = self.head if level == 1 else CLAIM
        phrases, bold = self.phrases, style._replace(face="semibold")
        size = min(style.size, 13.0)
        number = phrases.own(f"{item.number}{SPACE}", bold._replace(size=size))
        reference = item.kind is ItemKind.REFERENCE
        lead = Phrase(number, "accent", item.id if reference else None)
        said = phrases.said(item, style)
        first, *rest = said
        spans = [lead, first._replace(run=first.run._replace(glued=True)), *rest]
        spans += self.evidence_of(item)
        spans += self.also(item)
        implicit = item.claim is not None and item.claim.implicit
        node = Node(item, spans, style, rule="broken" if implicit else "single")
        node.against = item.against
        node.ground = "main" if level == 1 else "side"
        return node

    def evidence_of(self, item: Item) -> list[Phrase]:
        """Return the evidence for a claim, as it is to be shown."""
        pieces = [child.evidence for child in item.children if child.evidence is not None]
        if self.evidence == "none" or item.kind is ItemKind.REFERENCE or not pieces:
            return []
        if self.evidence == "marks":
            signs = "".join(RINGS[piece.status] for piece in pieces[:MOST_RINGS])
            if len(pieces) > MOST_RINGS:
                signs = f"{RINGS[pieces[0].status]}×{len(pieces)}"
            return [Phrase(self.phrases.own(f"{SPACE}{signs}", SMALL, glued=True), "faint")]
        return [span for piece in pieces for span in self._piece(piece)]

    def _piece(self, piece: Evidence) -> Iterator[Phrase]:
        before, after = self.words.quotes
        said = [piece.text] if piece.text else []
        said += [f"{before}{piece.quote}{after}"] if piece.quote else []
        lang = piece.lang or self.phrases.argument.lang
        yield Phrase(self.phrases.own(f"–{SPACE}", SMALL), "faint")
        for place, text in enumerate(said):
            run = self.phrases.own(text, SMALL, glued=place == 0)._replace(lang=lang)
            yield Phrase(run, "faint", name=piece.id if place == 0 else None)
        number = self.phrases.numbers.get(piece.source.id) if piece.source is not None else None
        speaker = piece.by if piece.by != self.phrases.argument.by else None
        tail = [f"{number}" if number else "", speaker or ""]
        text = ", ".join(filter(None, tail))
        if text:
            yield Phrase(self.phrases.own(f"{SPACE}[{text}]", SMALL, glued=True), "faint")
        state = {Status.VERIFIED: self.words.verified, Status.DISPUTED: self.words.disputed}
        if piece.status in state:
            yield Phrase(self.phrases.own(f"({state[piece.status]})", SMALL), "faint")

    def also(self, item: Item) -> list[Phrase]:
        """Return what also supports a claim, and stands elsewhere."""
        found: list[Phrase] = []
        for child in item.children:
            if child.kind is ItemKind.REFERENCE and not _is_attack(child):
                found += self._also_because([child], [])
            elif child.kind is ItemKind.JOIN and not _is_attack(child):
                members = premises(child)
                if members and all(member.kind is ItemKind.REFERENCE for member in members):
                    found += self._also_because(members, self.phrases.warrant(child)[2:])
        return found

    def _also_because(self, members: Sequence[Item], warrant: list[Phrase]) -> list[Phrase]:
        before, _, after = self.words.also_because.partition("{numbers}")
        spans = [Phrase(self.phrases.own(before, SMALL), "faint")]
        for place, member in enumerate(members):
            text = f"{SPACE if place == 0 else f'{SPACE}+{SPACE}'}{member.number}"
            run = self.phrases.own(text, SMALL_BOLD, glued=True)
            spans.append(Phrase(run, "accent", member.id))
        if after:
            spans.append(Phrase(self.phrases.own(after, SMALL), "faint"))
        if warrant:
            spans.append(Phrase(self.phrases.own("–", SMALL), "faint"))
            spans += [span._replace(tint="faint") for span in warrant]
        return spans


def _is_attack(item: Item) -> bool:
    return effect(item) is Relation.ATTACKS


def _step_is_attacked(item: Item) -> bool:
    join = item.parent
    linked = join is not None and join.kind is ItemKind.JOIN and item.relation is Relation.PREMISE
    return linked and bool(attackers_of_step(join))


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
    nodes = _Nodes(phrases, root, evidence)
    below = [*nodes.evidence_of(root), *nodes.also(root)]
    cells = [thesis_cell(phrases, root, MARGIN, top, room, narrow=narrow, below=below)]
    tree = nodes.tree()
    placed = _best(phrases, tree, width)
    signs = _legend(phrases, root, evidence, beside=len(placed.frame.lefts) > 1) if legend else []
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


def _legend(phrases: Phrases, root: Item, evidence: EvidenceForm, *, beside: bool) -> list[Phrase]:
    """Return what place, colours and signs say, of those that occur."""
    words, found = phrases.words, list(root.walk())
    claims = [item for item in found if item.kind is ItemKind.CLAIM]
    states = {item.evidence.status for item in found if item.evidence is not None}
    objections = [item for item in claims if item.against and _is_attack(item)]
    answered = any(_is_attack(item) and not item.against for item in claims)
    linked = any(item.kind is ItemKind.JOIN and item.links_premises for item in found)
    rings = {
        Status.REPORTED: words.ring_reported,
        Status.VERIFIED: words.ring_verified,
        Status.DISPUTED: words.ring_disputed,
    }
    said: list[tuple[str, Tint]] = [(words.place_means if beside else words.below_means, "faint")]
    sides = {item.against for item in claims}
    said += [(words.for_thesis, "for")] if False in sides else []
    said += [(words.against_thesis, "against")] if True in sides else []
    if evidence == "marks":
        said += [
            (f"{RINGS[one]}{SPACE}{text}", "faint") for one, text in rings.items() if one in states
        ]
    elif evidence == "words" and states == {Status.REPORTED}:
        said.append((words.all_reported, "faint"))
    said += [(f"‖{SPACE}{words.table_linked}", "faint")] if linked else []
    implicit = any(item.claim is not None and item.claim.implicit for item in claims)
    said += [(words.implicit_means, "faint")] if implicit else []
    said += [(words.never_answered, "faint")] if objections and not answered else []
    accepted = {item.mark.word for item in found if item.mark and item.mark.tone is Tone.GOOD}
    said += [(f"✓{SPACE}{word}", "faint") for word in accepted]
    spans: list[Phrase] = []
    for place, (text, tint) in enumerate(said):
        style = LEGEND._replace(face="semibold") if tint in ("for", "against") else LEGEND
        spans += [Phrase(phrases.own("·", LEGEND), "faint")] if place else []
        spans.append(Phrase(phrases.own(text, style), tint))
    return spans


def _columns(width: int, shares: Sequence[int]) -> Columns:
    room = width - 2 * MARGIN
    lefts = [MARGIN + room * sum(shares[:place]) // 100 for place in range(len(shares))]
    return Columns(tuple(lefts), width - MARGIN)
