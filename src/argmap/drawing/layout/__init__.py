"""Arrange a map at a width: outline, frame, places, sketch."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from argmap.drawing.layout.around import AroundDrawing, Row
from argmap.drawing.layout.cells import Grid, grid
from argmap.drawing.layout.columns import fit
from argmap.drawing.layout.content import Contents
from argmap.drawing.layout.measures import HEADING_GAP, MARGIN, SECTION_GAP
from argmap.drawing.layout.overview import overview
from argmap.drawing.layout.phrases import Phrases
from argmap.drawing.layout.place import place
from argmap.drawing.layout.sketch import Sketch, sketch
from argmap.drawing.picture import Picture
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Marks
from argmap.model.outline import Item, number, plan, put_marks


class Arrangement(NamedTuple):
    """A map in its places, ready to be drawn.

    Attributes:
        width, height: The natural size of the picture, in CSS px.
        layout: The layout that was chosen.
        sketch: The drawing without its words: boxes and lines, or cells.
        rows: The words around it.
    """

    width: int
    height: int
    layout: str
    sketch: Sketch | Grid
    rows: tuple[Row, ...]


def arrange(argument: ArgumentMap, picture: Picture, marks: Marks) -> Arrangement:
    """Return a map without errors arranged in columns or as an outline."""
    root = plan(argument)
    number(root)
    put_marks(marks, root)
    if picture.overview:
        return _overview(argument, picture, root)
    frame = fit(picture.width, root, picture.layout)
    contents = Contents(argument, sections=frame.sections)
    around = AroundDrawing(argument, contents.numbers, picture)
    rows = around.heading()
    places = place(root, frame, contents, rows[-1].bottom + HEADING_GAP if rows else MARGIN)
    bottom = max(spot.bottom for spot in places)
    rows += around.footing([spot.item for spot in places], bottom)
    height = max([bottom, *(row.bottom for row in rows)]) + MARGIN + 1
    return Arrangement(picture.width, height, frame.layout, sketch(places), tuple(rows))


def _overview(argument: ArgumentMap, picture: Picture, root: Item) -> Arrangement:
    """Return the overview of a plan; it names no sources, and its legend stands at its top."""
    around = AroundDrawing(argument, {}, replace(picture, legend=False))
    rows = around.heading()
    top = rows[-1].bottom + MARGIN if rows else MARGIN
    cells = overview(Phrases(argument), root, picture.width, top, legend=picture.legend)
    bottom = max(cell.bottom for cell in cells)
    rows += around.footing([], bottom - SECTION_GAP + MARGIN)
    height = max([bottom, *(row.bottom for row in rows)]) + MARGIN
    return Arrangement(picture.width, height, "overview", grid(cells), tuple(rows))
