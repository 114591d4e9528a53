"""Draws a map: arranged at a width, drawn by Graphviz, finished as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from argmap import engine as graphviz_door
from argmap import svg
from argmap.layout.arrange import arrange
from argmap.layout.measures import NARROWEST, WIDEST
from argmap.netdrawing import TooWideError, draw_net
from argmap.theme import LIGHT

if TYPE_CHECKING:
    from argmap.engine import Drawn, Engine
    from argmap.layout.arrange import Arrangement
    from argmap.layout.net import Direction
    from argmap.model import ArgumentMap

LayoutChoice = Literal["auto", "columns", "outline", "graph"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture.

    Attributes:
        svg: The whole SVG document.
        width, height: Its natural size, in CSS px.
        layout: `columns` or `outline`, whichever it became.
        notes: What its maker should know, one sentence each.
    """

    svg: str
    width: int
    height: int
    layout: str
    notes: tuple[str, ...]


def draw(
    argument: ArgumentMap,
    *,
    width: int = 720,
    layout: LayoutChoice = "auto",
    direction: Direction = "right",
    engine: Engine = "auto",
) -> Drawing:
    """Draws a map without errors.

    Args:
        argument: The map.
        width: The width that the picture must keep, in CSS px, 300 to 1600.
        layout: `columns`, `outline`, `auto` for columns where they fit, or `graph` for a net
            that Graphviz places.
        direction: In a net, where reasons stand: right of what they support, or down below it.
        engine: Which Graphviz draws.

    Raises:
        ValueError: If the width is outside those bounds.
        EngineError: If Graphviz is not there or fails.
    """
    if not NARROWEST <= width <= WIDEST:
        raise ValueError(f"a width is {NARROWEST} to {WIDEST} px, not {width}")
    notes: list[str] = []
    if layout == "graph":
        try:
            return _finish(argument, *draw_net(argument, width, direction, engine), notes)
        except TooWideError as error:
            notes.append(f"{error} and the width is {width}: the picture is an outline")
            layout = "outline"
    arrangement = arrange(argument, width, layout)
    if layout == "columns" and arrangement.layout == "outline":
        notes.append(f"{width} px are too narrow for columns: the picture is an outline")
    sketch = arrangement.sketch
    ids = [*sketch.boxes, *sketch.links, *sketch.brackets, *sketch.dots]
    return _finish(argument, arrangement, graphviz_door.draw(sketch.dot, ids, engine), notes)


def _finish(
    argument: ArgumentMap, arrangement: Arrangement, drawn: Drawn, notes: list[str]
) -> Drawing:
    """Writes the SVG, and tells what Graphviz had to say."""
    if drawn.noise:
        notes.append(f"Graphviz said: {' '.join(drawn.noise.split())}")
    document = svg.write(argument, arrangement, drawn, LIGHT)
    return Drawing(
        document, arrangement.width, arrangement.height, arrangement.layout, tuple(notes)
    )
