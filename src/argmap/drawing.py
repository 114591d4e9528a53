"""Draws a map: arranged at a width, drawn by Graphviz, finished as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap import engine as graphviz_door
from argmap import svg
from argmap.layout.arrange import arrange
from argmap.layout.measures import NARROWEST, WIDEST
from argmap.layout.surroundings import Around
from argmap.marks import checked
from argmap.theme import DEFAULT

if TYPE_CHECKING:
    from argmap.engine import Drawn, Engine
    from argmap.layout.arrange import Arrangement
    from argmap.layout.net import Direction
    from argmap.marks import Marks
    from argmap.model import ArgumentMap
    from argmap.theme import Theme

EVERYTHING = Around()
LayoutChoice = Literal["auto", "columns", "outline", "graph"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture.

    Attributes:
        svg: The whole SVG document.
        width, height: Its natural size, in CSS px.
        layout: `columns`, `outline` or `graph`, whichever it became.
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
    theme: Theme = DEFAULT,
    around: Around = EVERYTHING,
    id_prefix: str | None = None,
    marks: Marks | None = None,
) -> Drawing:
    """Draws a map without errors.

    Args:
        argument: The map.
        width: The width that the picture must keep, in CSS px, 300 to 1600.
        layout: `columns`, `outline`, `auto` for columns where they fit, or `graph` for a net
            that Graphviz places.
        direction: In a net, where reasons stand: right of what they support, or down below it.
        engine: Which Graphviz draws.
        theme: The colours.
        around: What stands around the drawing: title, legend, sources.
        id_prefix: What the picture's ids begin with, a letter and then letters, digits, `-` and
            `_`; without it, a name made from its contents.
        marks: What is said about single claims and pieces of evidence, by their ids: each is
            drawn as a tag in the box, with the edge of its tone.

    Raises:
        ValueError: If the width is outside those bounds, or a mark is about nothing in the map.
        EngineError: If Graphviz is not there or fails.
    """
    if not NARROWEST <= width <= WIDEST:
        raise ValueError(f"a width is {NARROWEST} to {WIDEST} px, not {width}")
    ids = {*argument.claims, *(piece.id for _, piece in argument.evidence())}
    marks = checked(marks, ids) if marks else {}
    notes: list[str] = []
    finish = _Finish(argument, theme, id_prefix, notes)
    if layout == "graph":
        from argmap.netdrawing import TooWideError, draw_net  # noqa: PLC0415 -- few maps are nets

        try:
            return finish(*draw_net(argument, width, direction, engine, around, marks=marks))
        except TooWideError as error:
            notes.append(f"{error} and the width is {width}: the picture is an outline")
            layout = "outline"
    arrangement = arrange(argument, width, layout, around, marks)
    if layout == "columns" and arrangement.layout == "outline":
        notes.append(f"{width} px are too narrow for columns: the picture is an outline")
    sketch = arrangement.sketch
    names = [*sketch.boxes, *sketch.links, *sketch.brackets, *sketch.dots]
    return finish(arrangement, graphviz_door.draw(sketch.dot, names, engine))


class _Finish(NamedTuple):
    """Writes the SVG, and tells what Graphviz had to say."""

    argument: ArgumentMap
    theme: Theme
    id_prefix: str | None
    notes: list[str]

    def __call__(self, arrangement: Arrangement, drawn: Drawn) -> Drawing:
        notes = [*self.notes, f"Graphviz said: {drawn.noise}"] if drawn.noise else self.notes
        document = svg.write(self.argument, arrangement, drawn, self.theme, self.id_prefix)
        width, height = arrangement.width, arrangement.height
        return Drawing(document, width, height, arrangement.layout, tuple(notes))
