"""The finished document: its root, what it is called, and its parts one after the other."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from argmap.layout.measures import STYLES
from argmap.svg.boxes import Boxes
from argmap.svg.lines import lines
from argmap.svg.styles import style_sheet
from argmap.svg.surroundings import surroundings
from argmap.svg.words import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.engine import Drawn
    from argmap.layout.arrange import Arrangement
    from argmap.layout.boxes import SetParagraph
    from argmap.model import ArgumentMap
    from argmap.theme import Palette, Theme

FALLBACKS: Final = "Inter,Liberation Sans,Arial,DejaVu Sans,sans-serif"
"""What stands in for the embedded font where it is blocked: those first whose widths are near."""

SHARP: Final = "translate(.5 .5)"
"""Half a px down and right: the edges of boxes, 1 px wide, fall on whole pixels."""


def write(
    argument: ArgumentMap,
    arrangement: Arrangement,
    drawn: Drawn,
    theme: Theme,
    id_prefix: str | None = None,
) -> str:
    """Returns the finished SVG, with a final line end.

    Args:
        argument: The map: its title, language and description.
        arrangement: What was sent to Graphviz, and what each id stands for.
        drawn: What Graphviz drew.
        theme: The colours.
        id_prefix: What the picture's ids begin with; without it, a name made from its contents.
    """
    prefix = id_prefix or _prefix(argument, arrangement)
    sketch, palette = arrangement.sketch, theme.light
    boxes = Boxes(argument, palette, prefix)
    spots = {spot.item: spot for spot in sketch.boxes.values()}
    places = {spot.item: drawn.nodes[name] for name, spot in sketch.boxes.items()}
    above, below = surroundings(argument, arrangement, palette)
    style = style_sheet(prefix, _paragraphs(arrangement), theme, spots)
    parts = [
        *_root(argument, arrangement, prefix),
        f"<style>{style}</style>",
        _ground(arrangement, palette),
        *above,
        *lines(sketch, drawn, palette),
        f'<g class="boxes" transform="{SHARP}">',
        *boxes.lists(spots, places),
        "</g>",
        *below,
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _root(argument: ArgumentMap, arrangement: Arrangement, prefix: str) -> Iterator[str]:
    width, height = arrangement.width, arrangement.height
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="argmap {prefix}" '
        f'role="graphics-document" lang="{escape(argument.lang)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{prefix},{FALLBACKS}" font-size="{STYLES["meta"].size:g}">'
    )
    yield f"<title>{escape(full_title(argument))}</title>"
    if argument.description:
        yield f"<desc>{escape(argument.description)}</desc>"


def _ground(arrangement: Arrangement, palette: Palette) -> str:
    """An opaque ground: the picture is readable on a page of any colour."""
    size = f'width="{arrangement.width}" height="{arrangement.height}"'
    return f'<rect class="ground" {size} fill="{palette.background}"/>'


def full_title(argument: ArgumentMap) -> str:
    """Returns a map's title and its thesis, or one of them where they say the same."""
    if argument.says_its_thesis:
        return argument.title
    return f"{argument.title}: {argument.thesis.text}"


def _prefix(argument: ArgumentMap, arrangement: Arrangement) -> str:
    """A short name of this picture alone, so that several can stand in one page."""
    digest = hashlib.sha256(arrangement.sketch.dot.encode())
    digest.update("".join([f"{text}\0" for text in _texts(argument, arrangement)]).encode())
    return f"m{digest.hexdigest()[:6]}"


def _texts(argument: ArgumentMap, arrangement: Arrangement) -> Iterator[str]:
    yield argument.title
    yield argument.description or ""
    for spot in arrangement.sketch.boxes.values():
        yield spot.item.id
        if spot.item.mark:
            yield spot.item.mark.tone
    for paragraph in _paragraphs(arrangement):
        yield from paragraph.lines


def _paragraphs(arrangement: Arrangement) -> Iterator[SetParagraph]:
    for spot in arrangement.sketch.boxes.values():
        assert spot.box is not None
        yield from spot.box.paragraphs
    for row in arrangement.rows:
        yield from row.box.paragraphs
