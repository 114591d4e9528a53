"""The cells of a table, each claim's where its place was found to be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.drawing.layout.cells import (
    BRANCH_Y,
    DOUBLE,
    Branch,
    Cell,
    Phrase,
    Rule,
    SetText,
    Tail,
    set_words,
)
from argmap.drawing.layout.measures import DOT
from argmap.drawing.layout.phrases import SMALL
from argmap.drawing.layout.table_content import Node
from argmap.drawing.layout.table_places import (
    GAP,
    RESUMED,
    STEP_INDENT,
    Measure,
    NodePlace,
    Table,
    gap,
    sign_width,
    step_in,
    words_height,
)

SPARE = 32
"""Room in px below a claim's words from which on its ground is lighter there."""


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
        foot: Where the rule ends of what makes the step that it attacks, in px.
        attacked: That rule.
    """

    node: Node
    found: Measure
    column: int
    left: int
    top: int
    height: int
    depth: int
    note: SetText | None
    foot: int
    attacked: Rule


class Break(NamedTuple):
    """Where a branch goes on at its column's edge, in px: stems of claims above it make way."""

    left: int
    top: int
    bottom: int


def _broken(cell: Cell, breaks: Sequence[Break]) -> Iterator[Cell]:
    """Yield a cell, its stem ended above what begins at its column's edge, and what follows it.

    Args:
        cell: The cell.
        breaks: What begins so, from the top down.
    """
    yield cell
    tail = cell.tail
    if tail is None or tail.light:
        return
    part, right, end = cell, cell.left + tail.width, cell.bottom + tail.height
    for place in range(bisect_left(breaks, cell.bottom, key=lambda one: one.top), len(breaks)):
        left, top, bottom = breaks[place]
        if top >= end:
            return
        if top < part.bottom or not left <= cell.left or left >= right:
            continue
        part.tail = Tail(tail.width, top - part.bottom)
        if bottom + GAP + 1 >= end:
            return
        part = Cell(cell.left, bottom + GAP, tail.width, 1, cell.ground, against=cell.against)
        part.rule, part.depth, part.tail = (
            cell.rule,
            cell.depth,
            Tail(tail.width, end - part.bottom),
        )
        yield part


def put(table: Table, root: Node, column: int, left: int, top: int) -> list[Cell]:
    """Return the cells of what is under a root, in reading order; never recurses."""
    cells: list[Cell] = []
    breaks: list[Break] = []
    whole = Measure(0, (), False, column, left)
    tasks = list(reversed(list(_children(table, root, whole, top, depth=1, height=None))))
    while tasks:
        spot = tasks.pop()
        cells += _cells(table, spot)
        if spot.found.resumed:
            start = spot.top + words_height(spot.found.words)
            breaks.append(Break(spot.found.left, start, spot.top + spot.height))
        tasks.extend(reversed(list(_under(table, spot))))
    return [part for cell in cells for part in _broken(cell, breaks)] if breaks else cells


def _children(
    table: Table, node: Node, under: Measure, top: int, *, depth: int, height: int | None
) -> Iterator[_Spot]:
    """Yield the places of what is under a node; the last one takes the height that is left."""
    y, column, before = top, under.column, None
    attacked: dict[int, tuple[int, Rule]] = {0: (0, "")}
    for place, child in enumerate(node.children):
        edge = under.left + step_in(child)
        found = table.measure(NodePlace(child, column, edge, under.beside))
        silent = under.moved and not child.attack
        y += gap(before, child, bare=silent)
        note = table.warrant(child, under.left) if child.warrant and not silent else None
        above = words_height([note]) + GAP if note else 0
        last = place + 1 == len(node.children) and height is not None
        tall = max(found.height, top + (height or 0) - y - above) if last else found.height
        foot, rule = attacked.get(child.step, (y + above, ""))  # all it is made of is elsewhere
        y += above
        yield _Spot(child, found, column, edge, y, tall, depth, note, foot, rule)
        y += tall
        attacked[child.step + 1] = y, child.rule
        if child.step:  # the rule goes on from the dot that is on it
            attacked[child.step] = y - tall + BRANCH_Y + DOT, rule
        before = child


def _under(table: Table, spot: _Spot) -> Iterator[_Spot]:
    """Yield the places of what is under a placed node."""
    node, found = spot.node, spot.found
    if node.children:
        own = 0 if found.beside else words_height(found.words) + GAP
        own += found.resumed * RESUMED
        own += words_height(found.row) + GAP if found.row else 0
        top, height = spot.top + own, spot.height - own
        yield from _children(table, node, found, top, depth=spot.depth + 1, height=height)


def _cells(table: Table, spot: _Spot) -> Iterator[Cell]:
    """Yield the warrant above a node, its cell, and what else is its own."""
    node, found, left = spot.node, spot.found, spot.left
    if spot.note is not None:
        height = words_height([spot.note])
        note = Cell(left, spot.top - height - GAP, table.frame.right - left, height)
        note.words, note.depth, note.against = [spot.note], spot.depth, node.against
        note.rule = "double" if node.rule in DOUBLE else node.rule
        yield note
    right = table.frame.right_of(spot.column) if found.beside else table.frame.right
    if found.sign is not None and found.signed:
        right -= sign_width(found.sign) + GAP
    own = words_height(found.words)
    cell = Cell(left, spot.top, right - left, spot.height, node.ground, node.item)
    cell.against, cell.rule, cell.depth = node.against, node.rule, spot.depth
    cell.words, cell.lead = list(found.words), GAP if node.joined or spot.note else 0
    if node.ground == "main" and not node.children and len(table.frame.lefts) > 1:
        cell.ground = "side"  # else it would look like the heading of the next one
    if node.step:
        cell.branch = Branch(STEP_INDENT, spot.top - spot.foot, spot.attacked)
    spare = spot.height - own
    signed_below = found.sign is not None and not found.signed
    below = signed_below or (node.children and not found.beside)
    if below and found.resumed:
        cell.height = own
    elif below:
        stem = (found.left if node.children else left + table.indent) - left - GAP
        cell.height, cell.tail = own, Tail(stem, spare)
    elif not node.children and spare > SPARE and node.ground != "open":
        cell.height, cell.tail = own, Tail(cell.width, spare, light=True)
    yield cell
    if found.sign is not None:
        yield _sign(table, cell, spot, found.sign)
    if found.row:
        yield _note(table, list(found.row), found.left, spot.top, spot.depth + 1)
    if found.resumed:
        phrase = Phrase(table.resumed(node), "faint")
        words = set_words([phrase], SMALL, 4, 0, table.frame.right - found.left - 4)
        yield _note(table, [words], found.left, cell.bottom + GAP, spot.depth)


def _note(table: Table, words: list[SetText], left: int, top: int, depth: int) -> Cell:
    """Return words on the bare ground."""
    note = Cell(left, top, table.frame.right - left, words[-1].bottom, "none")
    note.words, note.depth = words, depth
    return note


def _sign(table: Table, cell: Cell, spot: _Spot, sign: SetText) -> Cell:
    """Return the cell that says that nobody answers a node, at its right or below it."""
    if spot.found.signed:
        left, top = cell.right + GAP, spot.top
    else:
        left, top = cell.left + table.indent, cell.bottom + GAP
    bottom = spot.top + spot.height
    found = Cell(left, top, table.frame.right - left, bottom - top, "open", against=True)
    found.rule, found.depth, found.words = "single", spot.depth + 1, [sign]
    return found
