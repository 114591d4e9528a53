"""The boxes with their words, as nested lists in reading order."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from argmap.layout.measures import PAD_Y, STYLES
from argmap.layout.plan import Kind
from argmap.pathdata import decimal
from argmap.svg.strokes import bar, rectangle
from argmap.svg.tags import tag_of, tint_of, tone_of_edge
from argmap.svg.words import SMALL, escape, paragraph, web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.engine import Rectangle
    from argmap.graph import Side
    from argmap.layout.place import Place
    from argmap.layout.plan import Item
    from argmap.model import ArgumentMap, Role
    from argmap.theme import Paint, Palette

DEEPEST = 20
"""Lists are nested at most so deep: a browser's HTML parser gives up at some 500 elements within
each other, and what is deeper is told by its number."""


class Boxes:
    """Writes the boxes of one picture."""

    def __init__(self, argument: ArgumentMap, palette: Palette, prefix: str) -> None:
        self.argument = argument
        self.palette = palette
        self.prefix = prefix
        self._paints = {
            Kind.THESIS: palette.thesis,
            Kind.EVIDENCE: palette.evidence,
            Kind.JOIN: palette.warrant,
        }

    def lists(
        self, spots: Mapping[Item, Place], rectangles: Mapping[Item, Rectangle]
    ) -> Iterator[str]:
        """Yields every box, each in the list of what it stands under.

        Args:
            spots: The items that have a box, in reading order, each with its place.
            rectangles: Where each was drawn.
        """
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
        tone = tone_of_edge(item)
        edged = paint._replace(stroke=self.palette.tint(tone).fill) if tone else paint
        parts = [rectangle(place, edged, _edge(item), tone)]
        if item.kind is Kind.CLAIM and item.against:
            parts.append(bar(place, paint))
        for words in spot.box.paragraphs:
            if item.mark and words.tag:
                tint = tint_of(item, item.mark, self.palette)
                parts.append(tag_of(item.mark, tint, words, place, lang))
                continue
            fill = paint.accent if words.style in SMALL else None
            parts.append(paragraph(words, place.x, place.y, fill, lang))
        url = self._url(item)
        last = spot.box.paragraphs[-1]
        if url is not None and last.style == "meta":
            parts[-1] = _link(url, parts[-1], place, len(last.lines))
        inside = "".join(parts)
        if item.kind in (Kind.REFERENCE, Kind.CONTINUATION):
            inside = f'<a href="#{self._id(item.id)}">{inside}</a>'
        start = f'<g class="{_classes(item)}"{self._identity(item)} fill="{paint.text}">'
        return f"{start}{inside}</g>"

    def _url(self, item: Item) -> str | None:
        """The address behind the source that an item's last line names."""
        thing = item.evidence or item.claim
        if thing is None or thing.source is None or item.continues:
            return None
        source = self.argument.sources.get(thing.source.id)
        return web_address(source.url) if source else None

    def _identity(self, item: Item) -> str:
        if item.kind is Kind.REFERENCE:
            return ""
        more = "..more" if item.kind is Kind.CONTINUATION else ""
        return f' id="{self._id(item.id)}{more}"'

    def _id(self, name: str) -> str:
        return f"{self.prefix}-{escape(name)}"

    def _paint(self, item: Item) -> Paint:
        if item.kind is Kind.CLAIM:
            return self.palette.side(against=item.against)
        return self._paints.get(item.kind, self.palette.reference)


def _level(item: Item, depth: Mapping[Item, int], spots: Mapping[Item, Place]) -> int:
    """How deep an item's list is: one deeper than that of the nearest box above it."""
    above = item.parent
    while above is not None and above not in spots:
        above = above.parent
    return depth[above] + 1 if above is not None else (1 if not depth else 2)


def _link(url: str, words: str, place: Rectangle, lines: int) -> str:
    """A link over the last lines and the padding below: high enough for a finger."""
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


def _classes(item: Item) -> str:
    role = item.claim.role if item.claim is not None else None
    return _class_names(item.kind, role, item.side)


@cache
def _class_names(kind: Kind, role: Role | None, side: Side) -> str:
    """Returns what a box belongs to; there are few such names, and to write one takes long."""
    if kind in (Kind.CLAIM, Kind.THESIS):
        return f"claim {role} {side}"
    reference = "reference " if kind is Kind.CONTINUATION else ""
    return f"{reference}{kind} {side}"
