"""Arrange a map at a width: outline, frame, places, sketch."""

from __future__ import annotations

from typing import NamedTuple

from argmap.drawing.layout.around import AroundDrawing, Row
from argmap.drawing.layout.columns import fit
from argmap.drawing.layout.content import Contents
from argmap.drawing.layout.measures import HEADING_GAP, MARGIN
from argmap.drawing.layout.place import place
from argmap.drawing.layout.sketch import Sketch, sketch
from argmap.drawing.layout.tree import tree
from argmap.drawing.picture import Layout, Picture
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Marks


class Arrangement(NamedTuple):
    """A map in its places, ready to be drawn.

    Attributes:
        width, height: The natural size of the picture, in CSS px.
        layout: The layout that was chosen.
        sketch: The drawing without its words.
        rows: The words around it.
    """

    width: int
    height: int
    layout: Layout
    sketch: Sketch
    rows: tuple[Row, ...]


def arrange(argument: ArgumentMap, picture: Picture, marks: Marks) -> Arrangement:
    """Return a map without errors arranged in columns or as an outline.

    Raises:
        ArgmapError: If it has too many boxes.
    """
    root = tree(argument, marks)
    frame = fit(picture.width, root, picture.layout)
    contents = Contents(argument, sections=frame.sections)
    around = AroundDrawing(argument, contents.numbers, picture)
    rows = around.heading()
    places = place(root, frame, contents, rows[-1].bottom + HEADING_GAP if rows else MARGIN)
    bottom = max(spot.bottom for spot in places)
    rows += around.footing([spot.item for spot in places], bottom)
    height = max([bottom, *(row.bottom for row in rows)]) + MARGIN + 1
    return Arrangement(picture.width, height, frame.layout, sketch(places), tuple(rows))
