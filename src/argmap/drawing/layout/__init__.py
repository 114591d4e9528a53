"""Arrange a map at a width: outline, frame, places, sketch."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from argmap.drawing.layout.around import AroundDrawing, Row
from argmap.drawing.layout.auto import HIGHEST, can_be_low
from argmap.drawing.layout.bearing import lone_unanswered
from argmap.drawing.layout.cells import Grid, grid
from argmap.drawing.layout.cited import sources_of
from argmap.drawing.layout.columns import fit
from argmap.drawing.layout.content import Contents
from argmap.drawing.layout.legend import signs
from argmap.drawing.layout.limits import refuse_too_large_under
from argmap.drawing.layout.measures import CELLS_GAP, FOOT_GAP, HEADING_GAP, LEGEND_GAP, MARGIN
from argmap.drawing.layout.overview import overview
from argmap.drawing.layout.part import copied
from argmap.drawing.layout.phrases import Phrases
from argmap.drawing.layout.place import place
from argmap.drawing.layout.sketch import Sketch, sketch
from argmap.drawing.layout.table import table
from argmap.drawing.picture import Picture
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.model.argument import ArgumentMap
from argmap.model.outline import Item


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


def arrange(argument: ArgumentMap, picture: Picture, root: Item) -> Arrangement:
    """Return a plan, or a part of one, arranged as its picture's options say, but for a net.

    Raises:
        TooLargeError: If it has more than is drawn.
    """
    if picture.overview:
        return _cells(argument, picture, root)
    refuse_too_large_under(root, argument, picture)
    if picture.layout == "table":
        return _cells(argument, picture, root)
    if picture.layout != "auto":
        return _boxes(argument, picture, root)
    if picture.evidence != "marks" and can_be_low(root, picture.width):
        # Boxes may change the plan, where a branch gets too narrow: they have one of their own.
        columns = _boxes(argument, picture, copied(root))
        if columns.layout == "columns" and columns.height <= HIGHEST:
            cells = _cells(argument, picture, root)
            return columns if columns.height <= cells.height else cells
    return _cells(argument, picture, root)


def _boxes(argument: ArgumentMap, picture: Picture, root: Item) -> Arrangement:
    """Return the columns or the outline of a plan."""
    frame = fit(picture.width, root, picture.layout)
    mirrored = runs_from_right(argument.thesis.text)
    contents = Contents(
        argument,
        sections=frame.sections,
        mirrored=mirrored,
        unanswered=lone_unanswered(root),
    )
    around = AroundDrawing(argument, sources_of(root, argument, picture), picture)
    rows = around.heading()
    top = rows[-1].bottom + HEADING_GAP if rows else MARGIN
    legend = around.legend(signs(root, argument.words), frame.banner or frame.lefts[0], 0)
    below = legend[-1].bottom + LEGEND_GAP if legend else 0
    places = place(root, frame, contents, top, below)
    across = places[0].left + places[0].right
    legend = [row.turned(across) for row in legend] if mirrored else legend
    rows += [row.moved(places[0].bottom + LEGEND_GAP) for row in legend]
    bottom = max(spot.bottom for spot in places)
    rows += around.footing(bottom)
    height = max([bottom, *(row.bottom for row in rows)]) + MARGIN + 1
    drawing = sketch(places, mirrored=mirrored)
    return Arrangement(picture.width, height, frame.layout, drawing, tuple(rows))


def _cells(argument: ArgumentMap, picture: Picture, root: Item) -> Arrangement:
    """Return the overview or the table of a plan; the legend stands at its top."""
    phrases = Phrases(argument)
    worded = picture.evidence == "words" and not picture.overview
    numbers = sources_of(root, argument, picture) if worded else {}
    around = AroundDrawing(argument, numbers, replace(picture, legend=False))
    rows = around.heading()
    top = rows[-1].bottom + MARGIN if rows else MARGIN
    if picture.overview:
        layout = "overview"
        cells = overview(phrases, root, picture, top)
    else:
        layout, shown = "table", picture.evidence
        cells = table(phrases, root, picture.width, top, evidence=shown, legend=picture.legend)
    bottom = max(cell.bottom for cell in cells)
    rows += around.footing(bottom - FOOT_GAP + CELLS_GAP)
    height = max([bottom, *(row.bottom for row in rows)]) + MARGIN
    return Arrangement(picture.width, height, layout, grid(cells), tuple(rows))
