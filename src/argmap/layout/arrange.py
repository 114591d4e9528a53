"""Arranges a map at a width: plan, numbers, frame, places, sketch, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.layout.content import Contents
from argmap.layout.dot import Sketch, sketch
from argmap.layout.frame import fit
from argmap.layout.measures import MARGIN
from argmap.layout.numbers import number
from argmap.layout.place import place
from argmap.layout.plan import plan
from argmap.layout.sources import Row, source_list

if TYPE_CHECKING:
    from typing import Literal

    from argmap.layout.frame import Layout
    from argmap.model import ArgumentMap


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A map in its places, ready to be drawn.

    Attributes:
        width, height: The natural size of the picture, in CSS px.
        layout: What was chosen.
        sketch: The drawing without its words, and what each id in it stands for.
        sources: The list of sources under it.
    """

    width: int
    height: int
    layout: Layout
    sketch: Sketch
    sources: tuple[Row, ...]


def arrange(
    argument: ArgumentMap, width: int, layout: Literal["auto", "columns", "outline"]
) -> Arrangement:
    """Returns a map without errors arranged at a width in CSS px."""
    root = plan(argument)
    number(root)
    frame = fit(width, root, layout)
    contents = Contents(argument)
    places = place(root, frame, contents)
    bottom = max(spot.bottom for spot in places)
    sources = source_list(argument, contents.numbers, bottom, width)
    height = (sources[-1].bottom if sources else bottom) + MARGIN + 1
    return Arrangement(width, height, frame.layout, sketch(places), tuple(sources))
