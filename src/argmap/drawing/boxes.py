"""Boxes with their words as SVG, in reading order; shapes, dashes and tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from argmap.drawing.graphviz import Rectangle
from argmap.drawing.layout.boxes import Part, Tag
from argmap.drawing.layout.cells import SetText
from argmap.drawing.layout.measures import HEAD, STUB, STYLES, TAG_LEFT, TAG_Y
from argmap.drawing.layout.place import Place
from argmap.drawing.lettering import Lettering
from argmap.drawing.markup import Point, decimal, start_direction
from argmap.drawing.targets import Targets
from argmap.drawing.theme import Paint, Palette, Tint
from argmap.model.argument import ArgumentMap, Role
from argmap.model.graph import Side
from argmap.model.marks import Mark, Tone
from argmap.model.outline import Item, ItemKind, Relation

RADIUS: Final = 5
"""The radius of a box's corners."""

BAR: Final = RADIUS
"""The width of the bar on boxes of the side against the thesis."""

TAG_RADIUS: Final = 3

SIGNS: Final = {
    Tone.GOOD: "m-4 .5 3 3 5-7",
    Tone.DOUBT: "m-2.5-2c0-3 5-3 5 0 0 2-2.5 2-2.5 4m0 2.4v.1",
    Tone.BAD: "m-3-3 6 6m0-6-6 6",
    Tone.NEW: "m-4 0h8m-4-4v8",
    Tone.GONE: "m-4 0h8",
}
"""From a point on: a tick, a question mark, a cross, a plus and a minus around it."""

DASHES: Final = {Relation.SUPPORTS: "", Relation.ATTACKS: "6 4"}
"""Dashes of a line, in px: they show the relation where colours cannot be seen."""

IMPLICIT: Final = ' stroke-dasharray="4 3"'
"""The edge of a claim that nobody spoke."""

MARKED: Final = {Tone.DOUBT: "9 4", Tone.GONE: "2.5 4"}
"""Dashes of a marked box's edge, in px, if it is not broken for a reason of its own."""

DEEPEST = 20
"""Deepest nesting of lists: a browser's HTML parser gives up at some 500 elements within each
other, and the number of a deeper claim tells its place."""


class Boxes:
    """Writes the boxes of one picture."""

    def __init__(
        self,
        argument: ArgumentMap,
        palette: Palette,
        targets: Targets,
        size: float,
        *,
        mirrored: bool,
    ) -> None:
        self.palette, self.mirrored = palette, mirrored
        self.targets = targets
        self.lettering = Lettering(argument, palette, targets, size)
        self._paints = {ItemKind.THESIS: palette.thesis, ItemKind.JOIN: palette.warrant}

    def lists(
        self, spots: Mapping[Item, Place], rectangles: Mapping[Item, Rectangle]
    ) -> Iterator[str]:
        """Yield every box in reading order, each in the list of the box above it."""
        depth: dict[Item, int] = {}
        opened = 0
        for item, spot in spots.items():
            depth[item] = level = min(DEEPEST, _level(item, depth, spots))
            yield from _opening(level, opened)
            yield self._box(spot, rectangles[item])
            opened = level
            assert spot.box is not None
            for part in spot.box.parts:
                level = min(DEEPEST, depth[item] + 1)
                yield from _opening(level, opened)
                yield self._part(part, rectangles[item], self._paint(item))
                opened = level
        yield "</g></g>" * opened

    def _box(self, spot: Place, place: Rectangle) -> str:
        item, box = spot.item, spot.box
        assert box is not None
        paint, tone = self._paint(item), _edge_tone(item)
        edged = paint._replace(stroke=self.palette.tint(tone).fill) if tone else paint
        implicit = item.claim is not None and item.claim.implicit
        parts = [rectangle(place, edged, IMPLICIT if implicit else "", tone)]
        if item.kind is ItemKind.CLAIM and item.against:
            parts.append(bar(place, paint, mirrored=self.mirrored))
        inside = "".join([*parts, *self._words(item, box.tag, box.words, place, paint)])
        if item.kind in (ItemKind.REFERENCE, ItemKind.CONTINUATION):
            href = self.targets.claim(item.id)
            inside = f'<a href="{href}">{inside}</a>' if href else inside
        start = f'<g class="{_classes(item)}"{self._identity(item)} fill="{paint.text}">'
        return f"{start}{inside}</g>"

    def _part(self, part: Part, box: Rectangle, paint: Paint) -> str:
        """Return a piece of evidence: words in its claim's box, whose room has no edge."""
        item = part.item
        tone = _edge_tone(item)
        place = Rectangle(box.x + part.left, box.y + part.top, part.width, part.height)
        edged = paint._replace(stroke=self.palette.tint(tone).fill if tone else "none")
        shape = rectangle(place, edged, "", tone)
        words = self._words(item, part.tag, part.words, box, paint)
        ground = " top" if _on_thesis(item) else ""
        start = f'<g class="{item.kind} {item.side}{ground}"{self._identity(item)}'
        return f'{start} fill="{paint.text}">{shape}{"".join(words)}</g>'

    def _words(
        self, item: Item, tag: Tag | None, words: Sequence[SetText], place: Rectangle, paint: Paint
    ) -> Iterator[str]:
        if tag is not None and item.mark is not None:
            yield self._tag(item, item.mark, tag, place, paint)
        for text in words:
            yield self.lettering.paragraph(text, place, paint)

    def _tag(self, item: Item, mark: Mark, tag: Tag, box: Rectangle, paint: Paint) -> str:
        """Return the tag of a mark with its words; on the dark thesis its colours change places."""
        tint = self.palette.tint(mark.tone)
        if _on_thesis(item):
            tint = tint._replace(fill=tint.text, text=tint.fill)
        plate = Rectangle(box.x + tag.left, box.y + tag.top, tag.width, tag.height)
        start = TAG_LEFT / 2 + 1
        x = plate.x + (plate.width - start if tag.words.rtl else start)
        y = plate.y + TAG_Y + STYLES["mark"].leading / 2
        looks = f' class="word {mark.tone}" fill="{tint.text}"'
        said = self.lettering.paragraph(tag.words, box, paint, looks)
        return tag_plate(plate, (x, y), mark.tone, tint) + said

    def _identity(self, item: Item) -> str:
        if item.kind is ItemKind.REFERENCE:
            return ""
        more = "..more" if item.kind is ItemKind.CONTINUATION else ""
        return f' id="{self.targets.identity(item.id)}{more}"'

    def _paint(self, item: Item) -> Paint:
        if item.kind is ItemKind.CLAIM:
            return self.palette.side(against=item.against)
        return self._paints.get(item.kind, self.palette.reference)


def _opening(level: int, opened: int) -> Iterator[str]:
    """Yield the end of open lists and the start of an item in a list so deep."""
    yield "</g></g>" * (opened - level)
    yield '</g><g role="listitem">' if level <= opened else '<g role="list"><g role="listitem">'


def _level(item: Item, depth: Mapping[Item, int], spots: Mapping[Item, Place]) -> int:
    """Return the depth of an item's list: one more than that of the nearest box above it."""
    above = item.parent
    while above is not None and above not in spots:
        above = above.parent
    return depth[above] + 1 if above is not None else (1 if not depth else 2)


def _on_thesis(item: Item) -> bool:
    """Tell whether an item stands on the dark ground of the thesis: itself, or its evidence."""
    above = item.parent if item.kind is ItemKind.EVIDENCE else item
    return above is not None and above.kind is ItemKind.THESIS


def _edge_tone(item: Item) -> Tone | None:
    """Return the tone of a box's edge; on the dark thesis only the tag shows it."""
    return item.mark.tone if item.mark and not _on_thesis(item) else None


def _classes(item: Item) -> str:
    role = item.claim.role if item.claim is not None else None
    return _class_names(item.kind, role, item.side)


@cache
def _class_names(kind: ItemKind, role: Role | None, side: Side) -> str:
    """Return the classes of a box; there are few such names, and to write one takes long."""
    if kind in (ItemKind.CLAIM, ItemKind.THESIS):
        return f"claim {role} {side}"
    reference = "reference " if kind is ItemKind.CONTINUATION else ""
    return f"{reference}{kind} {side}"


def tag_plate(plate: Rectangle, middle: tuple[float, float], tone: Tone, tint: Tint) -> str:
    """Return a tag without words, with the sign of its tone around a middle."""
    x, y, width, height = map(decimal, (plate.x, plate.y, plate.width, plate.height))
    sign = f"M{decimal(middle[0])} {decimal(middle[1])}{SIGNS[tone]}"
    return (
        f'<rect class="tag {tone}" x="{x}" y="{y}" width="{width}" height="{height}" '
        f'rx="{TAG_RADIUS}" fill="{tint.fill}"/>'
        f'<path class="sign {tone}" d="{sign}" fill="none" stroke="{tint.text}" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def rectangle(place: Rectangle, paint: Paint, edge: str, tone: Tone | None = None) -> str:
    """Return the rectangle of a box with attributes of its edge, which may show a mark's tone."""
    x, y, width, height = map(decimal, (place.x, place.y, place.width, place.height))
    kind = "box"
    if tone:
        kind, edge = f"box {tone}", f' stroke-width="2.5"{edge or _dashes(MARKED.get(tone, ""))}'
    return (
        f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="{RADIUS}" '
        f'fill="{paint.fill}" stroke="{paint.stroke}"{edge}/>'
    )


def bar(place: Rectangle, paint: Paint, *, mirrored: bool = False) -> str:
    """Return the bar at the edge where what is against the thesis begins: seen in grey, too."""
    x = place.x + (place.width - BAR if mirrored else BAR)
    out, back = (RADIUS, -RADIUS) if mirrored else (-RADIUS, RADIUS)
    curve = f"a{RADIUS} {RADIUS} 0 0 {int(mirrored)}"
    first = f"{curve}{' ' * mirrored}{out} {RADIUS}v{decimal(place.height - 2 * RADIUS)}"
    line = f"M{decimal(x)} {decimal(place.y)}{first}{curve}{' ' * (back > 0)}{back} {RADIUS}z"
    return f'<path class="bar" d="{line}" fill="{paint.stroke}"/>'


def head(line: Sequence[Point], relation: Relation, colour: str) -> str:
    """Return an arrowhead at the start of a line: filled for support, open for an attack."""
    (x, y), (dx, dy) = line[0], start_direction(line)
    tip = (x - STUB * dx, y - STUB * dy)
    base = (tip[0] + HEAD * dx, tip[1] + HEAD * dy)
    side = (HEAD / 2 * dy, HEAD / 2 * dx)
    left, right = (base[0] + side[0], base[1] - side[1]), (base[0] - side[0], base[1] + side[1])
    first, second, third = [f"{decimal(x)} {decimal(y)}" for x, y in (left, tip, right)]
    if relation is Relation.ATTACKS:
        return f'<path class="head" d="M{first}L{second} {third}"/>'
    shape = f"M{first}L{second} {third}z"
    return f'<path class="head full" d="{shape}" fill="{colour}" stroke="none"/>'


def dash(relation: Relation | None) -> str:
    """Return the attribute that breaks a line by its relation, or nothing."""
    return _dashes(DASHES[relation] if relation else "")


def _dashes(pattern: str) -> str:
    return f' stroke-dasharray="{pattern}"' if pattern else ""
