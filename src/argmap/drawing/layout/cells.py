"""Cells without lines between them: where they stand, what they show, and their DOT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil
from typing import Literal, NamedTuple

from argmap.drawing.layout.measures import DOT, rise
from argmap.drawing.layout.nodes import DOT_HEAD, node
from argmap.drawing.typeset.clusters import Style
from argmap.drawing.typeset.runs import MixedLine, Run, RunningText, paragraph_of
from argmap.model.marks import Tone
from argmap.model.outline import Item

Ground = Literal["thesis", "main", "side", "plain", "open", "none"]
"""A cell's ground: the thesis's, a main reason's, that of its side, the page's, hatching, none."""

Tint = Literal["text", "accent", "faint", "for", "against"] | Tone
"""A colour of words: those of the cell, its rule, small print, a side, a mark."""

Rule = Literal["", "single", "double", "broken", "broken double"]
"""None, one line or two; broken ones of what nobody said."""

DOUBLE: frozenset[Rule] = frozenset({"double", "broken double"})

SLACK = 0.25
"""Part of its room by which a line may be longer in a font that stands in for argmap's. Cells are
set for argmap's own, and Arial and its like are slimmer; in DejaVu, where nothing else is there,
long lines can reach beyond their cell."""

BRANCH_Y = 10
"""From the top of what attacks a step to the dot on the branch that leads to it, in px."""

RULE = 3
"""The width of the rule at a cell's edge, in px; a double one is two of 2 with 2 between them."""


def rule_of(item: Item, *, linked: bool) -> Rule:
    """Return the rule of a claim: a broken one if nobody said it, a double one if it is linked."""
    if item.claim is not None and item.claim.implicit:
        return "broken double" if linked else "broken"
    return "double" if linked else "single"


class Phrase(NamedTuple):
    """SetText of one look within a paragraph.

    Attributes:
        run: The words.
        tint: Their colour: that of the cell's words, of its rule, of small print, of a side, or of
            a mark.
        link: The id of the claim, or the web address, that they lead to; None for neither.
        name: The id of the claim that begins with them, where it has no cell of its own.
        opens: The id of the claim to whose own picture they lead, where there is one.
    """

    run: Run
    tint: Tint = "text"
    link: str | None = None
    name: str | None = None
    opens: str | None = None


class SetText(NamedTuple):
    """A paragraph of spans in its place.

    Attributes:
        spans: What it says.
        lines: The same in lines; their pieces name the spans by their places.
        style: The style of most of it.
        left, top: Where it begins, from the corner of its cell, in px.
        width: The room that it has.
        leading: From one baseline to the next.
        rtl: Whether it runs from right to left.
        ends: Whether it stands at the end of its room, not at the start.
        right: Whether its lines are aligned at the right.
    """

    spans: tuple[Phrase, ...]
    lines: tuple[MixedLine, ...]
    style: Style
    left: int
    top: int
    width: int
    leading: int
    rtl: bool
    ends: bool
    right: bool

    @property
    def height(self) -> int:
        """The height of its lines, in px."""
        return len(self.lines) * self.leading

    @property
    def bottom(self) -> int:
        """The lower edge of its last line, from the cell's corner, in px."""
        return self.top + len(self.lines) * self.leading

    @property
    def reach(self) -> int:
        """The width of its longest line in whichever font, in px."""
        return ceil(max((line.safe for line in self.lines), default=0))

    def baselines(self) -> Iterator[int]:
        """Yield the baseline of each line, from the cell's corner."""
        style = self.style
        if style.leading != self.leading:
            style = style._replace(leading=self.leading)
        first = self.top + rise(style)
        return iter(range(first, first + self.height, self.leading))


class Wording(NamedTuple):
    """Spans that are set at several widths: to find their paragraph takes longer than to set it.

    Attributes:
        spans: The spans.
        paragraph: The same without their looks.
    """

    spans: tuple[Phrase, ...]
    paragraph: RunningText


def wording(spans: Sequence[Phrase]) -> Wording:
    """Return spans with their paragraph."""
    return Wording(tuple(spans), paragraph_of(tuple([span.run for span in spans])))


def set_words(
    said: Sequence[Phrase] | Wording,
    style: Style,
    left: int,
    top: int,
    width: int,
    *,
    ends: bool = False,
    full: bool = False,
    slack: float | None = None,
) -> SetText:
    """Set words in a room within a cell; `style` gives the leading, and most of them have it.

    Lines are as even as can be, or as `full`. `slack` is the excess in px that a
    line may have in another font; SLACK of the room without it.
    """
    spans, paragraph = said if isinstance(said, Wording) else wording(said)
    spare = SLACK * width if slack is None else slack
    lines, rtl = paragraph.lines(max(1, width), spare, full=full)
    leading = int(style.leading)
    return SetText(spans, lines, style, left, top, width, leading, rtl, ends, rtl or ends)


class Branch(NamedTuple):
    """What leads to an attack on a step: the rule of what makes the step goes on down to it.

    Attributes:
        out: How far before the cell that rule stands, in px.
        up: How far above the cell it ends by itself.
        rule: Which rule it is.
    """

    out: int
    up: int
    rule: Rule


class Tail(NamedTuple):
    """What of a cell goes on below it: a stem beside what stands under it, or room to spare.

    Attributes:
        width, height: Its size, in px; its rule's edge is that of the cell.
        light: Whether its ground is fainter, so that it is not taken for a place without words.
    """

    width: int
    height: int
    light: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Cell:
    """A cell of the picture.

    Attributes:
        left, top, width, height: Its place, in px.
        ground: What it stands on.
        item: What it shows; None for words that belong to the cell above it.
        against: Whether its rule and its words have the colour of the side against the thesis.
        rule: Its rule.
        words: Its paragraphs.
        depth: How deep its list is nested: 0 for the thesis.
        lead: How far its rule begins above it, in px: that of joined cells runs through.
        branch: The branch that leads to it.
        tail: What of it goes on below it, with its rule.
        mirrored: Whether its rule is at its right edge.
    """

    left: int
    top: int
    width: int
    height: int = 0
    ground: Ground = "side"
    item: Item | None = None
    against: bool = False
    rule: Rule = ""
    words: list[SetText] = field(default_factory=list)
    depth: int = 1
    lead: int = 0
    branch: Branch | None = None
    tail: Tail | None = None
    mirrored: bool = False

    @property
    def right(self) -> int:
        """Its right edge, in px."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge, in px."""
        return self.top + self.height


class Grid(NamedTuple):
    """Cells in reading order, and the DOT that draws them.

    Attributes:
        dot: The DOT text; one Graphviz point is one CSS px.
        cells: The cells by the ids of their nodes.
        rules: The ids of the nodes of each cell's rule, by the cell's.
        branches: The same of the branch to a cell: what goes on of a rule, a line across, the dot.
        tails: The id of the node of each cell's tail, by the cell's.
    """

    dot: str
    cells: dict[str, Cell]
    rules: dict[str, tuple[str, ...]]
    branches: dict[str, tuple[str, ...]]
    tails: dict[str, str]

    @property
    def names(self) -> list[str]:
        """The ids of all nodes."""
        parts = chain(*self.rules.values(), *self.branches.values())
        return [*self.cells, *parts, *self.tails.values()]


def grid(cells: Sequence[Cell]) -> Grid:
    """Return cells with the DOT that draws their grounds and rules."""
    named = {f"c{place}": cell for place, cell in enumerate(cells)}
    rules: dict[str, tuple[str, ...]] = {}
    branches: dict[str, tuple[str, ...]] = {}
    tails: dict[str, str] = {}
    body = [DOT_HEAD]
    for name, cell in named.items():
        body.append(node(name, cell.left, cell.top, cell.width, cell.height))
        bars = _bars(cell)
        rules[name] = tuple(f"{name}r{place}" for place in range(len(bars)))
        top, height = cell.top - cell.lead, cell.height + cell.lead
        if cell.tail is not None:
            tails[name] = f"{name}t"
            width, below, _ = cell.tail
            left = cell.right - width if cell.mirrored else cell.left
            body.append(node(tails[name], left, cell.bottom, width, below))
            height += below
        for rule, (left, width) in zip(rules[name], bars, strict=True):
            body.append(node(rule, left, top, width, height))
        if cell.branch is not None:
            lines, dot = _branch(cell, cell.branch)
            branches[name] = tuple(f"{name}b{place}" for place in range(len(lines) + 1))
            *ids, last = branches[name]
            body += [node(line, *place) for line, place in zip(ids, lines, strict=True)]
            body.append(node(last, *dot, shape=" shape=circle"))
    return Grid("".join([*body, "}\n"]), named, rules, branches, tails)


Place = tuple[int, int, int, int]
"""Left and upper edge, width and height, in px."""


def _branch(cell: Cell, branch: Branch) -> tuple[list[Place], Place]:
    """Return the places of a branch's lines, the one across last, and of its dot."""
    middle = RULE if branch.rule in DOUBLE else 1
    top, height = cell.top - branch.up, branch.up + BRANCH_Y
    level = top + height
    edge = cell.right + branch.out if cell.mirrored else cell.left - branch.out
    lines = []
    for left, width in _lines(branch.rule):
        lines.append((edge - left - width if cell.mirrored else edge + left, top, width, height))
    centre = edge - middle if cell.mirrored else edge + middle
    start = cell.right if cell.mirrored else centre
    lines.append((start, level - 1, branch.out - middle, 2))
    return lines, (centre - DOT, level - DOT, 2 * DOT, 2 * DOT)


def _lines(rule: Rule) -> list[tuple[int, int]]:
    """Return the place and the width of each line of a rule, from the edge of its cell."""
    return [(0, 2), (4, 2)] if rule in DOUBLE else [(0, RULE)] if rule else []


def _bars(cell: Cell) -> list[tuple[int, int]]:
    """Return the left edge and the width of each line of a cell's rule."""
    bars = _lines(cell.rule)
    if cell.mirrored:
        return [(cell.right - left - width, width) for left, width in bars]
    return [(cell.left + left, width) for left, width in bars]


def mirror(cells: Sequence[Cell], width: int) -> None:
    """Turn a picture of a width in px round, for readers from right to left."""
    for cell in cells:
        cell.left = width - cell.right
        cell.mirrored = True
        cell.words = [
            words._replace(
                left=cell.width - words.left - words.width, rtl=True, right=not words.ends
            )
            for words in cell.words
        ]
