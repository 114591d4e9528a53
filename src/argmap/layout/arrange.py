"""Arranges a map at a width: plan, numbers, frame, places, sketch, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.layout.content import Contents
from argmap.layout.dot import Sketch, sketch
from argmap.layout.frame import fit
from argmap.layout.measures import HEADING_GAP, MARGIN
from argmap.layout.numbers import number
from argmap.layout.place import place
from argmap.layout.plan import plan, put
from argmap.layout.surroundings import Row, Surroundings

if TYPE_CHECKING:
    from argmap.marks import Marks
    from argmap.model import ArgumentMap
    from argmap.picture import Layout, Picture


class Arrangement(NamedTuple):
    """A map in its places, ready to be drawn.

    Attributes:
        width, height: The natural size of the picture, in CSS px.
        layout: What was chosen.
        sketch: The drawing without its words, and what each id in it stands for.
        rows: The words around it.
    """

    width: int
    height: int
    layout: Layout
    sketch: Sketch
    rows: tuple[Row, ...]


def arrange(argument: ArgumentMap, picture: Picture, marks: Marks) -> Arrangement:
    """Return a map without errors arranged in columns or as an outline."""
    root = plan(argument)
    number(root)
    put(marks, root)
    frame = fit(picture.width, root, picture.layout)
    contents = Contents(argument, sections=frame.sections)
    surroundings = Surroundings(argument, contents.numbers, picture)
    rows = surroundings.heading()
    places = place(root, frame, contents, rows[-1].bottom + HEADING_GAP if rows else MARGIN)
    bottom = max(spot.bottom for spot in places)
    rows += surroundings.footing([spot.item for spot in places], bottom)
    height = max([bottom, *(row.bottom for row in rows)]) + MARGIN + 1
    return Arrangement(picture.width, height, frame.layout, sketch(places), tuple(rows))
