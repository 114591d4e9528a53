"""Cells as SVG: grounds, rules and words of several faces, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argmap.drawing.boxes import DEEPEST
from argmap.drawing.graphviz import Rectangle
from argmap.drawing.layout.cells import Cell, Grid
from argmap.drawing.layout.measures import DOT
from argmap.drawing.lettering import Lettering
from argmap.drawing.markup import decimal
from argmap.drawing.stylesheet import main_ground
from argmap.drawing.targets import Targets
from argmap.drawing.theme import Paint, Palette
from argmap.model.argument import ArgumentMap
from argmap.model.outline import ItemKind

RADIUS = 2
HATCH = 10
"""Distance of the lines of hatching, in px."""

CLEAR = 3
"""From the words of a hatched cell to its hatching."""

DASHES = "4 2"
"""Of a broken rule, in px."""

LIGHT = 0.45
"""How much of its colour a cell's ground has where there is room to spare."""


class Cells:
    """Writes the cells of one picture."""

    def __init__(
        self, argument: ArgumentMap, palette: Palette, targets: Targets, size: float
    ) -> None:
        self.palette = palette
        self.targets, self.prefix = targets, targets.prefix
        self.lettering = Lettering(argument, palette, targets, size)

    def definitions(self, grid: Grid) -> Iterator[str]:
        """Yield the pattern of the hatching, if a cell is hatched."""
        if any(cell.ground == "open" for cell in grid.cells.values()):
            stroke = self.palette.opposing.stroke
            yield (
                f'<pattern id="{self.prefix}..open" width="{HATCH}" height="{HATCH}" '
                f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
                f'<path class="hatching" d="M0 0V{HATCH}" fill="none" stroke="{stroke}" '
                f'stroke-width="1.5" stroke-opacity=".45"/></pattern>'
            )

    def lists(self, grid: Grid, nodes: Mapping[str, Rectangle]) -> Iterator[str]:
        """Yield every cell in reading order, each in the list of the one above it."""
        opened = -1
        for name, cell in grid.cells.items():
            tail = nodes[grid.tails[name]] if name in grid.tails else None
            drawn = self._cell(cell, nodes[name], tail)
            if not cell.words:  # a sample in the legend, which nobody needs to hear
                yield drawn
                continue
            level = min(cell.depth, opened + 1, DEEPEST)
            yield "</g></g>" * (opened - level)
            new = '<g role="list"><g role="listitem">'
            yield '</g><g role="listitem">' if level <= opened else new
            yield drawn
            opened = level
        yield "</g></g>" * (opened + 1)

    def rules(self, grid: Grid, nodes: Mapping[str, Rectangle]) -> Iterator[str]:
        """Yield the rules of all cells and the branches, those of a side in one path."""
        solid: dict[bool, list[Rectangle]] = {False: [], True: []}
        broken: dict[bool, list[Rectangle]] = {False: [], True: []}
        dots: dict[bool, list[str]] = {False: [], True: []}
        for name, cell in grid.cells.items():
            side, places = cell.against, [nodes[rule] for rule in grid.rules[name]]
            if cell.rule.startswith("broken"):
                broken[side] += places
            else:
                solid[side] += places
            if name in grid.branches:
                *lines, across, dot = [nodes[part] for part in grid.branches[name]]
                solid[not side] += lines
                solid[side].append(across)
                x, y = decimal(dot.x + dot.width / 2), decimal(dot.y + dot.height / 2)
                dots[side].append(f'<circle class="rule" cx="{x}" cy="{y}" r="{DOT}"/>')
        drawn = {
            side: f'<path class="rule" d="{"".join(map(_outline, _joined(solid[side])))}"/>'
            * bool(solid[side])
            + self._broken(broken[side], against=side)
            for side in solid
        }
        for parts in (drawn, {side: "".join(dots[side]) for side in dots}):
            for side, part in parts.items():
                if part:
                    name = "against" if side else "for"
                    fill = self.palette.side(against=side).stroke
                    yield f'<g class="{name}" fill="{fill}">{part}</g>'

    def _broken(self, places: Sequence[Rectangle], *, against: bool) -> str:
        """Return the rules of what nobody said, all of one width in one path."""
        colour = self.palette.side(against=against).stroke
        paths: dict[float, str] = {}
        for place in places:
            paths[place.width] = paths.get(place.width, "") + _middle(place)
        return "".join(
            f'<path class="broken" d="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="{decimal(width)}" stroke-dasharray="{DASHES}"/>'
            for width, path in paths.items()
        )

    def _cell(self, cell: Cell, place: Rectangle, tail: Rectangle | None) -> str:
        paint = self._paint(cell)
        parts = [self._ground(cell, place, paint)]
        if cell.tail is not None and tail is not None:
            faint = f' fill-opacity="{LIGHT:g}"' if cell.tail.light else ""
            parts.append(f'<rect class="box" {_rounded(tail)} fill="{_fill(cell, paint)}"{faint}/>')
        parts += [self.lettering.paragraph(words, place, paint) for words in cell.words]
        item = cell.item
        name = f' id="{self.targets.identity(item.id)}"' if item is not None and _owns(cell) else ""
        fill = f' fill="{paint.text}"' if paint.text != self.palette.supporting.text else ""
        return f'<g class="{_classes(cell)}"{name}{fill}>{"".join(parts)}</g>'

    def _paint(self, cell: Cell) -> Paint:
        if cell.ground == "thesis":
            return self.palette.thesis
        return self.palette.side(against=cell.against)

    def _ground(self, cell: Cell, place: Rectangle, paint: Paint) -> str:
        match cell.ground:
            case "none":
                return ""
            case "open":
                hatched = f'<rect {_rounded(place)} fill="url(#{self.prefix}..open)"/>'
                grounds = [_rounded(place), *map(_shape, _clear(cell, place))]
                plain, *clear = (
                    f'<rect class="box" {shape} fill="{self.palette.background}"/>'
                    for shape in grounds
                )
                return "".join([plain, hatched, *clear])
            case "plain":
                return f'<rect class="box" {_rounded(place)} fill="{self.palette.background}"/>'
            case _:
                return f'<rect class="box" {_rounded(place)} fill="{_fill(cell, paint)}"/>'


def _rounded(place: Rectangle) -> str:
    return f'{_shape(place)} rx="{RADIUS}"'


def _fill(cell: Cell, paint: Paint) -> str:
    return main_ground(paint) if cell.ground == "main" else paint.fill


def _shape(place: Rectangle) -> str:
    x, y, width, height = map(decimal, place)
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'


def _owns(cell: Cell) -> bool:
    """Tell whether a cell is the place of its item, not a reference to it."""
    return cell.item is not None and cell.item.kind is not ItemKind.REFERENCE


def _outline(place: Rectangle) -> str:
    x, y, width, height = map(decimal, place)
    return f"M{x} {y}h{width}v{height}h-{width}z"


def _joined(places: Sequence[Rectangle]) -> list[Rectangle]:
    """Return rules from left to right and from the top down, those that go on as one."""
    found: list[Rectangle] = []
    for place in sorted(places):
        before = found[-1] if found else None
        if (
            before is not None
            and (before.x, before.width) == (place.x, place.width)
            and before.y + before.height == place.y
        ):
            found[-1] = before._replace(height=before.height + place.height)
        else:
            found.append(place)
    return found


def _middle(place: Rectangle) -> str:
    return f"M{decimal(place.x + place.width / 2)} {decimal(place.y)}v{decimal(place.height)}"


def _clear(cell: Cell, place: Rectangle) -> Iterator[Rectangle]:
    """Yield the ground of a hatched cell's words, so that they stay clear."""
    for words in cell.words:
        width = max((line.width for line in words.lines), default=0) + 2 * CLEAR
        left = words.left + words.width - width if words.right else words.left
        x = place.x + left + (CLEAR if words.right else -CLEAR)
        yield Rectangle(x, place.y + words.top, width, words.height)


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
