"""Marks: the tag in a box with its sign and word, and how an edge shows its tone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argmap.engine import Rectangle
from argmap.layout.measures import STYLES, TAG_LEFT, TAG_Y
from argmap.layout.plan import Kind
from argmap.marks import Tone
from argmap.pathdata import decimal
from argmap.svg.words import paragraph

if TYPE_CHECKING:
    from argmap.layout.boxes import SetParagraph
    from argmap.layout.plan import Item
    from argmap.marks import Mark
    from argmap.theme import Palette, Tint

RADIUS: Final = 3

SIGNS: Final = {
    Tone.GOOD: "m-4 .5 3 3 5-7",
    Tone.DOUBT: "m-2.5-2c0-3 5-3 5 0 0 2-2.5 2-2.5 4m0 2.4v.1",
    Tone.BAD: "m-3-3 6 6m0-6-6 6",
    Tone.NEW: "m-4 0h8m-4-4v8",
    Tone.GONE: "m-4 0h8",
}
"""From a point on: a tick, a question mark, a cross, a plus and a minus around it."""


def tone_of_edge(item: Item) -> Tone | None:
    """Returns the tone that a box's edge shows; in the dark thesis only the tag shows it."""
    return item.mark.tone if item.mark and item.kind is not Kind.THESIS else None


def tint_of(item: Item, mark: Mark, palette: Palette) -> Tint:
    """Returns the colours of a box's tag; in the dark thesis the two change places."""
    tint = palette.tint(mark.tone)
    dark = item.kind is Kind.THESIS
    return tint._replace(fill=tint.text, text=tint.fill) if dark else tint


def tag_of(mark: Mark, tint: Tint, words: SetParagraph, box: Rectangle, lang: str) -> str:
    """Returns the tag of a box's mark, with its words.

    Args:
        mark: What is said.
        tint: Its colours.
        words: Its words, as they are set.
        box: Where the box is.
        lang: The language around it.
    """
    assert words.tag is not None
    left, top, width, height = words.tag
    plate = Rectangle(box.x + left, box.y + top, width, height)
    start = TAG_LEFT / 2 + 1
    x = plate.x + (plate.width - start if words.rtl else start)
    y = plate.y + TAG_Y + STYLES["mark"].leading / 2
    said = paragraph(words, box.x, box.y, tint.text, lang, kind=f"word {mark.tone}")
    return plated(plate, (x, y), mark.tone, tint) + said


def plated(plate: Rectangle, middle: tuple[float, float], tone: Tone, tint: Tint) -> str:
    """Returns a tag without words.

    Args:
        plate: What it covers, in px.
        middle: Where its sign stands.
        tone: What the sign tells.
        tint: Its colours.
    """
    x, y, width, height = map(decimal, (plate.x, plate.y, plate.width, plate.height))
    sign = f"M{decimal(middle[0])} {decimal(middle[1])}{SIGNS[tone]}"
    return (
        f'<rect class="tag {tone}" x="{x}" y="{y}" width="{width}" height="{height}" '
        f'rx="{RADIUS}" fill="{tint.fill}"/>'
        f'<path class="sign {tone}" d="{sign}" fill="none" stroke="{tint.text}" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round"/>'
    )
