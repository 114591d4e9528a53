"""Boxes with their words as SVG, in reading order; shapes, dashes and tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from argmap.drawing.graphviz import Rectangle
from argmap.drawing.layout.boxes import SetParagraph
from argmap.drawing.layout.measures import HEAD, PAD_Y, STUB, STYLES, TAG_LEFT, TAG_Y
from argmap.drawing.layout.place import Place
from argmap.drawing.markup import (
    SMALL,
    Point,
    decimal,
    escape,
    paragraph,
    start_direction,
    web_address,
)
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

DASHES: Final = {Relation.SUPPORTS: "", Relation.ATTACKS: "6 4", Relation.CITES: "2 3"}
"""Dashes of a line, in px: they show the relation where colours cannot be seen."""

EDGES: Final = {
    "implicit": ' stroke-dasharray="4 3"',
    "disputed": ' stroke-dasharray="1.5 2.5"',
    "verified": ' stroke-width="2"',
}
"""The edge of a claim that nobody spoke, and of evidence by its status."""

MARKED: Final = {Tone.DOUBT: "9 4", Tone.GONE: "2.5 4"}
"""Dashes of a marked box's edge, in px, if it is not broken for a reason of its own."""

DEEPEST = 20
"""Deepest nesting of lists: a browser's HTML parser gives up at some 500 elements within each
other, and the number of a deeper claim tells its place."""


class Boxes:
    """Writes the boxes of one picture."""

    def __init__(self, argument: ArgumentMap, palette: Palette, targets: Targets) -> None:
        self.argument = argument
        self.palette = palette
        self.targets = targets
        self._paints = {
            ItemKind.THESIS: palette.thesis,
            ItemKind.EVIDENCE: palette.evidence,
            ItemKind.JOIN: palette.warrant,
        }

    def lists(
        self, spots: Mapping[Item, Place], rectangles: Mapping[Item, Rectangle]
    ) -> Iterator[str]:
        """Yield every box in reading order, each in the list of the box above it."""
        depth: dict[Item, int] = {}
        opened = 0
        for item, spot in spots.items():
            depth[item] = level = min(DEEPEST, _level(item, depth, spots))
            yield "</g></g>" * (opened - level)
            yield (
                '</g><g role="listitem">'
                if level <= opened
                else '<g role="list"><g role="listitem">'
            )
            yield self._box(spot, rectangles[item])
            opened = level
        yield "</g></g>" * opened

    def _box(self, spot: Place, place: Rectangle) -> str:
        item, lang = spot.item, self.argument.lang
        paint = self._paint(item)
        assert spot.box is not None
        tone = _edge_tone(item)
        edged = paint._replace(stroke=self.palette.tint(tone).fill) if tone else paint
        parts = [rectangle(place, edged, _edge(item), tone)]
        if item.kind is ItemKind.CLAIM and item.against:
            parts.append(bar(place, paint))
        for words in spot.box.paragraphs:
            if item.mark and words.tag:
                tint = _tint(item, item.mark, self.palette)
                parts.append(_tag(item.mark, tint, words, place, lang))
                continue
            fill = paint.accent if words.style in SMALL else None
            parts.append(paragraph(words, place.x, place.y, fill, lang))
        url = self._url(item)
        last = spot.box.paragraphs[-1]
        if url is not None and last.style == "meta":
            parts[-1] = _link(url, parts[-1], place, len(last.lines))
        inside = "".join(parts)
        if item.kind in (ItemKind.REFERENCE, ItemKind.CONTINUATION):
            href = self.targets.claim(item.id)
            inside = f'<a href="{href}">{inside}</a>' if href else inside
        start = f'<g class="{_classes(item)}"{self._identity(item)} fill="{paint.text}">'
        return f"{start}{inside}</g>"

    def _url(self, item: Item) -> str | None:
        """Return the address of the source that an item's last line names."""
        said = item.evidence or item.claim
        if said is None or said.source is None or item.continues or item.left_out:
            return None
        source = self.argument.sources.get(said.source.id)
        return web_address(source.url) if source else None

    def _identity(self, item: Item) -> str:
        if item.kind is ItemKind.REFERENCE:
            return ""
        more = "..more" if item.kind is ItemKind.CONTINUATION else ""
        return f' id="{self.targets.identity(item.id)}{more}"'

    def _paint(self, item: Item) -> Paint:
        if item.kind is ItemKind.CLAIM:
            return self.palette.side(against=item.against)
        return self._paints.get(item.kind, self.palette.reference)


def _level(item: Item, depth: Mapping[Item, int], spots: Mapping[Item, Place]) -> int:
    """Return the depth of an item's list: one more than that of the nearest box above it."""
    above = item.parent
    while above is not None and above not in spots:
        above = above.parent
    return depth[above] + 1 if above is not None else (1 if not depth else 2)


def _link(url: str, words: str, place: Rectangle, lines: int) -> str:
    """Return a link over the last lines and the padding below: high enough for a finger."""
    height = int(STYLES["meta"].leading) * lines + PAD_Y
    target = (
        f'<rect x="{decimal(place.x)}" y="{decimal(place.y + place.height - height)}" '
        f'width="{decimal(place.width)}" height="{height}" fill-opacity="0"/>'
    )
    return f'<a href="{escape(url)}">{target}{words}</a>'


def _edge(item: Item) -> str:
    if item.evidence is not None:
        return item.evidence.status
    return "implicit" if item.claim is not None and item.claim.implicit else ""


def _edge_tone(item: Item) -> Tone | None:
    """Return the tone of a box's edge; in the dark thesis only the tag shows it."""
    return item.mark.tone if item.mark and item.kind is not ItemKind.THESIS else None


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


def _tag(mark: Mark, tint: Tint, words: SetParagraph, box: Rectangle, lang: str) -> str:
    """Return the tag of a box's mark with its words; `lang` is the language around it."""
    assert words.tag is not None
    left, top, width, height = words.tag
    plate = Rectangle(box.x + left, box.y + top, width, height)
    start = TAG_LEFT / 2 + 1
    x = plate.x + (plate.width - start if words.rtl else start)
    y = plate.y + TAG_Y + STYLES["mark"].leading / 2
    said = paragraph(words, box.x, box.y, tint.text, lang, kind=f"word {mark.tone}")
    return tag_plate(plate, (x, y), mark.tone, tint) + said


def _tint(item: Item, mark: Mark, palette: Palette) -> Tint:
    """Return the colours of a box's tag; in the dark thesis the two change places."""
    tint = palette.tint(mark.tone)
    dark = item.kind is ItemKind.THESIS
    return tint._replace(fill=tint.text, text=tint.fill) if dark else tint


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
    """Return the rectangle of a box; its edge is one of `EDGES`, or shows the tone of its mark."""
    x, y, width, height = map(decimal, (place.x, place.y, place.width, place.height))
    kind, shown = "box", EDGES.get(edge, "")
    if tone:
        broken = shown if "dash" in shown else _dashes(MARKED.get(tone, ""))
        kind, shown = f"box {tone}", f' stroke-width="2.5"{broken}'
    return (
        f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="{RADIUS}" '
        f'fill="{paint.fill}" stroke="{paint.stroke}"{shown}/>'
    )


def bar(place: Rectangle, paint: Paint) -> str:
    """Return the bar at the left edge of what is against the thesis: seen in grey, too."""
    x, y = decimal(place.x + BAR), decimal(place.y)
    curves = f"a{RADIUS} {RADIUS} 0 0 0", decimal(place.height - 2 * RADIUS)
    line = f"M{x} {y}{curves[0]}-{RADIUS} {RADIUS}v{curves[1]}{curves[0]} {RADIUS} {RADIUS}z"
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
