"""The words around the drawing, as markup: title, legend, sources, credit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argmap.engine import Rectangle
from argmap.layout.measures import ANCHOR, PAD_X, PAD_Y, STUB, STYLES
from argmap.layout.plan import Kind, Relation
from argmap.layout.surroundings import SAMPLE
from argmap.marks import Tone
from argmap.model import Status
from argmap.svg.strokes import bar, dash, head, rectangle
from argmap.svg.tags import plated
from argmap.svg.words import escape, paragraph, web_address

TAG_HEIGHT: Final = 16
"""Of a tag without words, in the legend."""

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.layout.arrange import Arrangement
    from argmap.layout.surroundings import Row
    from argmap.model import ArgumentMap
    from argmap.theme import Palette


def surroundings(
    argument: ArgumentMap, arrangement: Arrangement, palette: Palette
) -> tuple[list[str], list[str]]:
    """Returns what stands above the drawing and what stands below it."""
    parts: dict[str, list[str]] = {"heading": [], "sources": [], "source": [], "credit": []}
    legend: list[Row] = []
    for row in arrangement.rows:
        if row.kind in parts:
            parts[row.kind].append(_words(row, argument))
        else:
            legend.append(row)
    above = [f'<g class="heading" fill="{palette.title}">{words}</g>' for words in parts["heading"]]
    below: list[str] = []
    if legend:
        below.append(_legend(legend, argument, palette))
    if parts["source"]:
        items = "".join(f'<g role="listitem">{words}</g>' for words in parts["source"])
        title = "".join(parts["sources"])
        below.append(f'<g class="sources">{title}<g role="list">{items}</g></g>')
    below += (f'<g class="credit">{words}</g>' for words in parts["credit"])
    if below:
        below = [f'<g class="note" fill="{palette.note}">', *below, "</g>"]
    return above, below


def _words(row: Row, argument: ArgumentMap) -> str:
    words = "".join(
        paragraph(set_words, row.left, row.top, None, argument.lang)
        for set_words in row.box.paragraphs
    )
    url = web_address(row.url)
    if url is None:
        return words
    height = row.box.height - PAD_Y
    target = (
        f'<rect x="{row.left + PAD_X // 2}" y="{row.top + PAD_Y // 2}" '
        f'width="{row.box.width - PAD_X}" '
        f'height="{height}" fill-opacity="0"/>'
    )
    return f'<a href="{escape(url)}">{target}{words}</a>'


def _legend(rows: Sequence[Row], argument: ArgumentMap, palette: Palette) -> str:
    """Small boxes and short lines as they are in the drawing, and what they mean."""
    boxes = "".join(_box(row, palette) for row in rows if row.kind not in list(Relation))
    lines = "".join(_line(row, palette) for row in rows if row.kind in list(Relation))
    words = "".join(_words(row, argument) for row in rows)
    lines = f'<g fill="none" stroke-width="2">{lines}</g>'
    return f'<g class="legend" aria-hidden="true">{boxes}{lines}{words}</g>'


def _box(row: Row, palette: Palette) -> str:
    left, middle = row.left - SAMPLE, row.top + ANCHOR
    height = STYLES["meta"].size
    place = Rectangle(left + 0.5, middle - height / 2 + 0.5, SAMPLE - 1, height)
    if row.kind in list(Tone):
        tone = Tone(row.kind)
        plate = Rectangle(left, middle - TAG_HEIGHT / 2, SAMPLE, TAG_HEIGHT)
        return plated(plate, (left + SAMPLE / 2, middle), tone, palette.tint(tone))
    if row.kind == "against":
        paint = palette.opposing
        sample = rectangle(place, paint, row.kind) + bar(place, paint)
        return f'<g class="against">{sample}</g>'
    group, paint = "for", palette.supporting
    if row.kind in list(Status):
        group, paint = f"{Kind.EVIDENCE}-sample", palette.evidence
    elif row.kind in ("together", "because"):
        group, paint = f"{Kind.JOIN}-sample", palette.warrant
    return f'<g class="{group}">{rectangle(place, paint, row.kind)}</g>'


def _line(row: Row, palette: Palette) -> str:
    relation = Relation(row.kind)
    colour = palette.cites_line if relation is Relation.CITES else palette.note
    start, end, middle = row.left - SAMPLE + STUB, row.left - 1, row.top + ANCHOR
    tip = head([(start, middle), (end, middle)], relation, colour)
    path = f'<path d="M{start} {middle}H{end}"{dash(relation)}/>'
    return f'<g class="sample {relation}" stroke="{colour}">{path}{tip}</g>'
