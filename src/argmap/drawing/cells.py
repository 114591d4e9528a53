"""Cells as SVG: grounds, rules and words of several faces, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argmap.drawing.graphviz import Rectangle
from argmap.drawing.layout.cells import Cell, Grid
from argmap.drawing.layout.measures import DOT
from argmap.drawing.lettering import Lettering
from argmap.drawing.markup import decimal
from argmap.drawing.stylesheet import main_ground
from argmap.drawing.theme import Paint, Palette
from argmap.model.argument import ArgumentMap
from argmap.model.outline import ItemKind

RADIUS = 2
HATCH = 10
"""Distance of the lines of hatching, in px."""

CLEAR = 10
"""From the words of a hatched cell to its hatching."""


class Cells:
    """Writes the cells of one picture."""

    def __init__(self, argument: ArgumentMap, palette: Palette, prefix: str, size: float) -> None:
        self.palette = palette
        self.prefix = prefix
        self.lettering = Lettering(argument, palette, prefix, size)

    def definitions(self, grid: Grid) -> Iterator[str]:
        """Yield the pattern of the hatching, if a cell is hatched."""
        if any(cell.ground == "open" for cell in grid.cells.values()):
            stroke = self.palette.opposing.stroke
            yield (
                f'<pattern id="{self.prefix}..open" width="{HATCH}" height="{HATCH}" '
                f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
                f'<path class="hatching" d="M0 0V{HATCH}" stroke="{stroke}" stroke-width="1.5" '
                f'stroke-opacity=".45"/></pattern>'
            )

    def lists(self, grid: Grid, nodes: Mapping[str, Rectangle]) -> Iterator[str]:
        """Yield every cell in reading order, each in the list of the one above it."""
        opened = -1
        for name, cell in grid.cells.items():
            level = min(cell.depth, opened + 1)
            yield "</g></g>" * (opened - level)
            new = '<g role="list"><g role="listitem">'
            yield '</g><g role="listitem">' if level <= opened else new
            places = [nodes[rule] for rule in grid.rules[name]]
            branch = [nodes[part] for part in grid.branches.get(name, ())]
            yield self._cell(cell, nodes[name], places, branch)
            opened = level
        yield "</g></g>" * (opened + 1)

    def _cell(
        self,
        cell: Cell,
        place: Rectangle,
        rules: Sequence[Rectangle],
        branch: Sequence[Rectangle],
    ) -> str:
        paint = self._paint(cell)
        parts = [self._ground(cell, place, paint), *_rules(cell, rules, paint)]
        parts += _branch(branch, paint)
        parts += [self.lettering.paragraph(words, place, paint) for words in cell.words]
        item = cell.item
        own = item is not None and _owns(cell)
        name = f' id="{self.lettering.id_of(item.id)}"' if item is not None and own else ""
        return f'<g class="{_classes(cell)}"{name} fill="{paint.text}">{"".join(parts)}</g>'

    def _paint(self, cell: Cell) -> Paint:
        if cell.ground == "thesis":
            return self.palette.thesis
        return self.palette.side(against=cell.against)

    def _ground(self, cell: Cell, place: Rectangle, paint: Paint) -> str:
        x, y, width, height = map(decimal, place)
        shape = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{RADIUS}"'
        match cell.ground:
            case "none":
                return ""
            case "open":
                ground = f'<rect class="box" {shape} fill="{self.palette.background}"/>'
                left, clear = _beside_words(cell, place)
                return (
                    f'{ground}<rect x="{decimal(left)}" y="{y}" width="{decimal(clear)}" '
                    f'height="{height}" rx="{RADIUS}" fill="url(#{self.prefix}..open)"/>'
                )
            case "plain":
                return f'<rect class="box" {shape} fill="{self.palette.background}"/>'
            case _:
                fill = main_ground(paint) if cell.ground == "main" else paint.fill
                return f'<rect class="box" {shape} fill="{fill}"/>'


def _owns(cell: Cell) -> bool:
    """Tell whether a cell is the place of its item, not a reference to it."""
    return cell.item is not None and cell.item.kind is not ItemKind.REFERENCE


def _branch(places: Sequence[Rectangle], paint: Paint) -> Iterator[str]:
    """Yield the branch from the rule of joined claims to what attacks their step."""
    if not places:
        return
    *lines, dot = places
    for place in lines:
        x, y, width, height = map(decimal, place)
        shape = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        yield f'<rect class="rule" {shape} fill="{paint.stroke}"/>'
    x, y = decimal(dot.x + dot.width / 2), decimal(dot.y + dot.height / 2)
    yield f'<circle class="rule" cx="{x}" cy="{y}" r="{DOT}" fill="{paint.stroke}"/>'


def _beside_words(cell: Cell, place: Rectangle) -> tuple[float, float]:
    """Return the left edge and the width of what a cell's words leave free."""
    reach = max(words.reach for words in cell.words)
    before = max(cell.width - w.left - w.width if cell.mirrored else w.left for w in cell.words)
    free = max(0.0, place.width - before - reach - CLEAR)
    return (place.x if cell.mirrored else place.x + place.width - free), free


def _rules(cell: Cell, places: Sequence[Rectangle], paint: Paint) -> Iterator[str]:
    for place in places:
        x, y, width, height = map(decimal, place)
        if cell.rule == "broken":
            middle = decimal(place.x + place.width / 2)
            yield (
                f'<path class="rule" d="M{middle} {y}v{height}" stroke="{paint.stroke}" '
                f'stroke-width="{width}" stroke-dasharray="5 3"/>'
            )
        else:
            yield (
                f'<rect class="rule" x="{x}" y="{y}" width="{width}" height="{height}" '
                f'fill="{paint.stroke}"/>'
            )


def _classes(cell: Cell) -> str:
    side = "against" if cell.against else "for"
    parts = []
    item = cell.item
    if item is not None and item.claim is not None:
        kind = "reference" if item.kind is ItemKind.REFERENCE else f"claim {item.claim.role}"
        parts.append(kind)
    elif item is not None:
        parts.append(item.kind.value)
    parts.append(side)
    if cell.ground == "main":
        parts.append("main")
    if cell.ground in ("plain", "open"):
        parts.append("plain")
    return " ".join(parts)
