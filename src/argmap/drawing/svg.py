"""The SVG document: root, title and description, links, boxes, legend, sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from argmap.drawing.boxes import IMPLICIT, Boxes, bar, dash, head, rectangle, tag_plate
from argmap.drawing.cells import Cells
from argmap.drawing.graphviz import Drawn, Rectangle
from argmap.drawing.layout import Arrangement
from argmap.drawing.layout.around import SAMPLE, SAMPLE_GAP, Row
from argmap.drawing.layout.cells import Grid
from argmap.drawing.layout.measures import DOT, STUB, STYLES
from argmap.drawing.layout.sketch import Route, Sketch
from argmap.drawing.markup import decimal, escape, paragraph, shorten, spline
from argmap.drawing.picture import Scheme
from argmap.drawing.stylesheet import ATTRIBUTES, FALLBACKS, SMALLEST, style_sheet
from argmap.drawing.targets import Targets
from argmap.drawing.theme import Palette, Theme
from argmap.drawing.typeset import FaceName
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Tone
from argmap.model.outline import Item, Relation
from argmap.text import web_address

Words = Sequence[tuple[FaceName, str]]
"""Words with the face that each is set in, in the picture's order."""

SHARP: Final = "translate(.5 .5)"
"""Half a px down and right: the edges of boxes, 1 px wide, fall on whole pixels."""

SAMPLE_HEIGHT: Final = int(STYLES["meta"].leading)
"""Height of a sample in the legend, in px: that of a line."""

AROUND: Final = (5, 4)
"""How far a link reaches around its words, across and down, in px."""


def write(
    argument: ArgumentMap,
    arrangement: Arrangement,
    drawn: Drawn,
    theme: Theme,
    words: Words,
    *,
    scheme: Scheme = "auto",
    id_prefix: str | None = None,
    files: Mapping[str, str] | None = None,
) -> str:
    """Return the finished SVG, with a final line end.

    Args:
        argument: The map: its title, language and description.
        arrangement: The sketch that was sent to Graphviz, and the words around it.
        drawn: The places that Graphviz gave back.
        theme: The colours.
        words: What `words_in` returns of the sketch.
        scheme: Which of them: light, dark, or those of the page and the system.
        id_prefix: Prefix of the picture's ids; without it, a name made from its contents.
        files: The pictures beside it, by the ids of the claims that they show.
    """
    prefix = id_prefix or _prefix(argument, arrangement, words, scheme)
    sketch, palette = arrangement.sketch, theme.dark if scheme == "dark" else theme.light
    above, below = surroundings(argument, arrangement, palette)
    targets = Targets(prefix, _items(sketch), _named(sketch), files)
    inside = (
        _cells(argument, sketch, drawn, palette, targets)
        if isinstance(sketch, Grid)
        else _boxes(argument, sketch, drawn, palette, targets)
    )
    style = style_sheet(
        prefix,
        arrangement.width,
        _texts_by_face(words),
        theme if scheme == "auto" else None,
        _items(sketch),
        cells=isinstance(sketch, Grid),
    )
    parts = [
        *_root(argument, arrangement, prefix),
        f"<style>{style}</style>",
        _ground(arrangement, palette),
        *above,
        *inside,
        *below,
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _boxes(
    argument: ArgumentMap, sketch: Sketch, drawn: Drawn, palette: Palette, targets: Targets
) -> Iterator[str]:
    """Yield the lines and the boxes of a drawing."""
    spots = {spot.item: spot for spot in sketch.boxes.values()}
    places = {spot.item: drawn.nodes[name] for name, spot in sketch.boxes.items()}
    yield from lines(sketch, drawn, palette)
    yield f'<g class="boxes" transform="{SHARP}">'
    boxes = Boxes(argument, palette, targets, STYLES["meta"].size, mirrored=sketch.mirrored)
    yield from boxes.lists(spots, places)
    yield "</g>"


def _cells(
    argument: ArgumentMap, sketch: Grid, drawn: Drawn, palette: Palette, targets: Targets
) -> Iterator[str]:
    """Yield the cells of a drawing."""
    cells = Cells(argument, palette, targets, STYLES["meta"].size)
    yield from cells.definitions(sketch)
    yield f'<g class="boxes" fill="{palette.supporting.text}">'
    yield from cells.lists(sketch, drawn.nodes)
    yield from cells.rules(sketch, drawn.nodes)
    yield "</g>"


def _items(sketch: Sketch | Grid) -> list[Item]:
    """Return the items that a drawing shows."""
    if isinstance(sketch, Grid):
        return [cell.item for cell in sketch.cells.values() if cell.item is not None]
    found = []
    for spot in sketch.boxes.values():
        assert spot.box is not None
        found += [spot.item, *(part.item for part in spot.box.parts)]
    return found


def _named(sketch: Sketch | Grid) -> Iterator[str | None]:
    """Yield the ids of the claims that begin within the words of a cell."""
    if isinstance(sketch, Grid):
        for words in chain.from_iterable(cell.words for cell in sketch.cells.values()):
            yield from (span.name for span in words.spans)


def _root(argument: ArgumentMap, arrangement: Arrangement, prefix: str) -> Iterator[str]:
    width, height = arrangement.width, arrangement.height
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="argmap {prefix}" '
        f'role="graphics-document" lang="{escape(argument.lang)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{prefix},{FALLBACKS}" font-size="{SMALLEST}" {ATTRIBUTES}>'
    )
    yield f"<title>{escape(full_title(argument, _items(arrangement.sketch)[0]))}</title>"
    if argument.description:
        yield f"<desc>{escape(argument.description)}</desc>"


def _ground(arrangement: Arrangement, palette: Palette) -> str:
    """Return an opaque ground: the picture is readable on a page of any colour."""
    size = f'width="{arrangement.width}" height="{arrangement.height}"'
    return f'<rect class="ground" {size} fill="{palette.background}"/>'


def full_title(argument: ArgumentMap, head: Item | None = None) -> str:
    """Return a map's title and its thesis, or one of them where they say the same.

    Of a part, its head stands in the thesis's place.
    """
    if head is not None and head.above and head.claim is not None:
        return f"{argument.title}: {head.number} {head.claim.text}"
    if argument.says_its_thesis:
        return argument.title
    return f"{argument.title}{argument.words.colon}{argument.thesis.text}"


def _prefix(argument: ArgumentMap, arrangement: Arrangement, words: Words, scheme: Scheme) -> str:
    """Return a short name of this picture alone, so that several can stand in one page."""
    digest = hashlib.sha256(arrangement.sketch.dot.encode())
    digest.update("".join([f"{text}\0" for text in _texts(argument, arrangement, words)]).encode())
    if scheme != "auto":
        digest.update(scheme.encode())
    return f"m{digest.hexdigest()[:6]}"


def _texts(argument: ArgumentMap, arrangement: Arrangement, words: Words) -> Iterator[str]:
    yield argument.title
    yield argument.description or ""
    for item in _items(arrangement.sketch):
        yield item.id
        if item.mark:
            yield item.mark.tone
    for _, text in words:
        yield text


def _texts_by_face(words: Words) -> dict[FaceName, list[str]]:
    texts: dict[FaceName, list[str]] = {"regular": [], "semibold": []}
    for face, text in words:
        texts[face].append(text)
    return texts


def words_in(arrangement: Arrangement) -> Words:
    """Return all words in a picture with the face that each is set in."""
    sketch = arrangement.sketch
    if isinstance(sketch, Grid):
        texts = chain.from_iterable(cell.words for cell in sketch.cells.values())
    else:
        boxes = (spot.box for spot in sketch.boxes.values() if spot.box is not None)
        texts = chain.from_iterable(box.texts() for box in boxes)
    found: list[tuple[FaceName, str]] = []
    for words in texts:
        faces = [span.run.style.face for span in words.spans]
        for line in words.lines:
            found += [(faces[run], text) for run, text in line.pieces]
    for row in arrangement.rows:
        face = STYLES[row.words.style].face
        found += [(face, line) for line in row.words.lines]
    return found


def lines(sketch: Sketch, drawn: Drawn, palette: Palette) -> Iterator[str]:
    """Yield the group of all lines; listeners hear none: words say the relations."""
    # A line of 2 px is sharp on a whole coordinate, a box's edge of 1 px on a half.
    yield '<g class="links" fill="none" stroke-width="2">'
    for name, route in sketch.links.items():
        yield _link(route, drawn.edges[name], palette)
    for name, bracket in sketch.brackets.items():
        path = shorten(spline(drawn.edges[name])) + ("h-5" if sketch.mirrored else "h5")
        join = bracket.join
        stroke = palette.side_line(against=join.against)
        style = f'stroke="{stroke}"{dash(join.relation)}'
        yield f'<path class="bracket {join.side}" d="{path}" {style}/>'
    for name, mark in sketch.dots.items():
        place = drawn.nodes[name]
        x, y = decimal(place.x + place.width / 2), decimal(place.y + place.height / 2)
        circle = f'<circle class="dot full" cx="{x}" cy="{y}" r="{DOT}"'
        fill = f'fill="{palette.side_line(against=mark.join.against)}" stroke="none"'
        yield f'<g class="{mark.join.side}">{circle} {fill}/></g>'
    yield "</g>"


def _link(route: Route, path: str, palette: Palette) -> str:
    colour = palette.side_line(against=route.source.against)
    line = spline(path)
    tip = head(line, route.relation, colour) if route.headed else ""
    body = f'<path d="{shorten(line)}"{dash(route.relation)}/>'
    classes = f"link {route.relation} {route.source.side}"
    return f'<g class="{classes}" stroke="{colour}">{body}{tip}</g>'


def surroundings(
    argument: ArgumentMap, arrangement: Arrangement, palette: Palette
) -> tuple[list[str], list[str]]:
    """Return the groups above the drawing and those below it."""
    parts: dict[str, list[str]] = {"heading": [], "sources": [], "source": [], "credit": []}
    legend = [row for row in arrangement.rows if row.kind not in parts]
    for row in arrangement.rows:
        if row.kind in parts:
            parts[row.kind].append(_words(row, argument))
    above = [f'<g class="heading" fill="{palette.title}">{words}</g>' for words in parts["heading"]]
    if legend:
        above.append(_note([_legend(legend, argument, palette)], palette))
    below = []
    if parts["source"]:
        items = "".join(f'<g role="listitem">{words}</g>' for words in parts["source"])
        title = "".join(parts["sources"])
        below.append(f'<g class="sources">{title}<g role="list">{items}</g></g>')
    below += (f'<g class="credit">{words}</g>' for words in parts["credit"])
    return above, [_note(below, palette)] if below else []


def _note(parts: Sequence[str], palette: Palette) -> str:
    return "\n".join([f'<g class="note" fill="{palette.note}">', *parts, "</g>"])


def _words(row: Row, argument: ArgumentMap) -> str:
    words = paragraph(row.words, argument.lang)
    url = web_address(row.url)
    if url is None:
        return words
    target = (
        f'<rect x="{row.left - AROUND[0]}" y="{row.top - AROUND[1]}" '
        f'width="{row.width + 2 * AROUND[0]}" height="{row.height + 2 * AROUND[1]}" '
        f'fill-opacity="0"/>'
    )
    return f'<a href="{escape(url)}">{target}{words}</a>'


def _legend(rows: Sequence[Row], argument: ArgumentMap, palette: Palette) -> str:
    """Return small boxes and short lines as they are in the drawing, and their meanings.

    Nobody who listens needs the meaning of a dash: to them it is one picture with a name. Hidden
    from them (`aria-hidden`) it would be missing where a browser shows only what is read.
    """
    boxes = "".join(_box(row, palette) for row in rows if row.kind not in list(Relation))
    lines = "".join(_line(row, palette) for row in rows if row.kind in list(Relation))
    words = "".join(_words(row, argument) for row in rows)
    lines = f'<g fill="none" stroke-width="2">{lines}</g>'
    name = f"<title>{escape(argument.words.legend)}</title>"
    return f'<g class="legend" role="img">{name}{boxes}{lines}{words}</g>'


def _box(row: Row, palette: Palette) -> str:
    if row.kind == "words":
        return ""
    left, middle = _sample_left(row), row.top + SAMPLE_HEIGHT / 2
    height = STYLES["meta"].size
    place = Rectangle(left + 0.5, middle - height / 2 + 0.5, SAMPLE - 1, height)
    if row.kind in list(Tone):
        tone = Tone(row.kind)
        plate = Rectangle(left, row.top, SAMPLE, SAMPLE_HEIGHT)
        return tag_plate(plate, (left + SAMPLE / 2, middle), tone, palette.tint(tone))
    against = row.kind == "against"
    paint = palette.side(against=against)
    sample = (
        rectangle(place, paint, IMPLICIT * (row.kind == "implicit"))
        + bar(place, paint, mirrored=row.words.rtl) * against
    )
    return f'<g class="{"against" if against else "for"}">{sample}</g>'


def _sample_left(row: Row) -> int:
    """Return the left edge of a sample: it stands before its words."""
    if row.words.rtl:
        return row.left + row.width + SAMPLE_GAP
    return row.left - SAMPLE_GAP - SAMPLE


def _line(row: Row, palette: Palette) -> str:
    relation, colour = Relation(row.kind), palette.note
    left, middle = _sample_left(row), row.top + SAMPLE_HEIGHT // 2
    start, end = left + STUB, left + SAMPLE - 1
    if row.words.rtl:
        start, end = left + SAMPLE - STUB, left + 1
    tip = head([(start, middle), (end, middle)], relation, colour)
    path = f'<path d="M{start} {middle}H{end}"{dash(relation)}/>'
    return f'<g class="sample {relation}" stroke="{colour}">{path}{tip}</g>'
