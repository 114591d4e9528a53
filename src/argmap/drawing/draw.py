"""Draw a map: arrange it at a width, have Graphviz draw it, finish it as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from argmap.drawing import graphviz, svg
from argmap.drawing.graphviz import Drawn
from argmap.drawing.layout import Arrangement, arrange
from argmap.drawing.layout.cells import Grid
from argmap.drawing.net import TooTangledError, TooWideError, draw_net
from argmap.drawing.own_words import missing_words
from argmap.drawing.picture import Picture
from argmap.drawing.theme import find_theme
from argmap.drawing.typeset import missing
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Marks, checked
from argmap.model.vocabulary import language
from argmap.text import one_line

MOST_SHOWN = 8
"""Characters that a remark names."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture.

    Attributes:
        svg: The whole SVG document.
        width, height: Its natural size, in CSS px.
        layout: `columns`, `outline`, `graph` or `overview`, whichever it became.
        notes: Remarks for the maker, one sentence each.
        argument: The map that it shows.
        lacking: The characters that the font in the SVG lacks, in the picture's order.
    """

    svg: str
    width: int
    height: int
    layout: str
    notes: tuple[str, ...]
    argument: ArgumentMap | None = field(default=None, repr=False, compare=False)
    lacking: str = ""

    @property
    def font_notes(self) -> tuple[str, ...]:
        """A remark on who sees the characters that the font in the SVG lacks, if there are any."""
        if not self.lacking:
            return ()
        some = " ".join(map(one_line, self.lacking[:MOST_SHOWN]))
        number = len(self.lacking)
        more = f" and {number - MOST_SHOWN:,} more" if number > MOST_SHOWN else ""
        them = "it" if number == 1 else "them"
        lead = (
            f"argmap's font has no {some}{more}: readers see {them} in a font of their own system"
        )
        return (f"{lead}, and boxes where it has none",)


def draw(argument: ArgumentMap, picture: Picture, marks: Marks | None = None) -> Drawing:
    """Draw a map without errors.

    Args:
        argument: The map.
        picture: Its options.
        marks: Marks on single claims and pieces of evidence, by their ids: each is drawn as a tag
            in the box, with the edge of its tone.

    Raises:
        ValueError: If a mark is about nothing in the map.
        ArgmapError: If the theme cannot be used, or Graphviz is missing or fails.
    """
    theme = find_theme(picture.theme)
    argument = theme.worded(argument)
    ids = {*argument.claims, *(piece.id for _, piece in argument.evidence())}
    marks = checked(marks, ids) if marks else {}
    notes: list[str] = []
    placed = None
    if picture.layout == "graph" and not picture.overview:
        try:
            placed = draw_net(argument, picture, marks)
        except (TooWideError, TooTangledError) as error:
            enough = error.enough if isinstance(error, TooWideError) else None
            advice = f"; --width {enough} draws the net" if enough else ""
            notes.append(f"{error}: the picture is an outline{advice}")
            picture = replace(picture, layout="outline")
    arrangement, drawn = placed or _arranged(argument, picture, marks)
    if picture.layout == "columns" and not picture.overview and arrangement.layout == "outline":
        notes.append(f"{picture.width} px are too narrow for columns: the picture is an outline")
    notes += _on_words(argument)
    if drawn.noise:
        notes.append(f"Graphviz said: {drawn.noise}")
    document = svg.write(
        argument, arrangement, drawn, theme, scheme=picture.scheme, id_prefix=picture.id_prefix
    )
    size = (arrangement.width, arrangement.height)
    lacking = _lacking(svg.words(arrangement))
    return Drawing(document, *size, arrangement.layout, tuple(notes), argument, lacking)


def _on_words(argument: ArgumentMap) -> Iterator[str]:
    """Yield a remark on the words that a theme leaves out for a language that argmap has not."""
    if argument.own_words and language(argument.lang) is None:
        lacking = missing_words(argument.own_words)
        if lacking:
            some = ", ".join(f"`{key}`" for key in lacking[:MOST_SHOWN])
            more = f" and {len(lacking) - MOST_SHOWN} more" * (len(lacking) > MOST_SHOWN)
            yield f"the theme has no {some}{more} for `{argument.lang}`: English stands there"


def _lacking(words: str) -> str:
    """Return the characters that the shipped font lacks, in the order of the words."""
    found = missing("".join(set(words)))
    return "".join(char for char in dict.fromkeys(words) if char in found) if found else ""


def _arranged(argument: ArgumentMap, picture: Picture, marks: Marks) -> tuple[Arrangement, Drawn]:
    """Return a map arranged in columns or as an outline, and drawn."""
    arrangement = arrange(argument, picture, marks)
    sketch = arrangement.sketch
    if isinstance(sketch, Grid):
        names = sketch.names
    else:
        names = [*sketch.boxes, *sketch.links, *sketch.brackets, *sketch.dots]
    return arrangement, graphviz.draw(sketch.dot, names, picture.engine)
