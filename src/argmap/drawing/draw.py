"""Draw a map: arrange it at a width, have Graphviz draw it, finish it as SVG."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from argmap.drawing import graphviz, svg
from argmap.drawing.graphviz import Drawn
from argmap.drawing.layout import Arrangement, arrange
from argmap.drawing.layout.cells import Grid
from argmap.drawing.layout.limits import refuse_too_large
from argmap.drawing.layout.part import claim_in_focus, claims_of, heads_of, main_claims, part
from argmap.drawing.layout.tree import tree
from argmap.drawing.net import TooTangledError, TooWideError, draw_net
from argmap.drawing.own_words import missing_words
from argmap.drawing.picture import Picture
from argmap.drawing.theme import find_theme
from argmap.drawing.typeset import missing
from argmap.errors import ArgmapError
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Marks, checked
from argmap.model.outline import Item
from argmap.model.vocabulary import language
from argmap.text import one_line

MOST_PARTS = 100
"""Claims right under the thesis that get pictures of their own."""

MOST_SHOWN = 8
"""Characters that a remark names."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture.

    Attributes:
        svg: The whole SVG document.
        width, height: Its natural size, in CSS px.
        layout: `table`, `columns`, `outline`, `graph` or `overview`, whichever it became.
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

    def _repr_svg_(self) -> str:
        """Return the picture: a notebook shows it."""
        return self.svg

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
    """Draw a map without errors, or the part of it that the options name.

    Args:
        argument: The map.
        picture: Its options.
        marks: Marks on single claims, pieces of evidence and inferences, by their ids: each is
            drawn as a tag in the box, with the edge of its tone.

    Raises:
        ValueError: If a mark is about nothing in the map.
        FocusError: If there is no claim to focus on; a `ValueError`.
        ArgmapError: If the theme cannot be used, or Graphviz is missing or fails.
    """
    refuse_too_large(argument, picture)
    return Pictures(argument, picture, marks).draw(picture)


class Pictures:
    """Draws pictures of one map, all in one theme, with the numbers of the whole map."""

    def __init__(self, argument: ArgumentMap, picture: Picture, marks: Marks | None = None) -> None:
        """Prepare a map; the arguments and the errors are those of `draw`."""
        self.theme = find_theme(picture.theme)
        self.argument = self.theme.worded(argument)
        if marks:
            pieces = (piece.id for _, piece in argument.evidence())
            marks = checked(marks, {*argument.claims, *argument.inferences, *pieces})
        self.whole = tree(self.argument, marks or {}, picture.evidence)

    def split(self, picture: Picture) -> Iterator[tuple[str, Picture]]:
        """Yield the options of the overview, and of a picture for each claim under the thesis.

        They come with the ids of their claims, the thesis first, the others by their numbers.

        Raises:
            ArgmapError: If they are more than anybody could link, or two would have one name.
        """
        names = main_claims(self.whole)
        if len(names) > MOST_PARTS:
            raise ArgmapError(
                f"there are {len(names):,} claims right under the thesis, and {MOST_PARTS:,} are "
                "the most that get pictures of their own: --focus ID draws that of one"
            )
        yield self.whole.id, replace(picture, overview=True, depth=None)
        for name in names:
            yield name, replace(picture, focus=name)

    @cached_property
    def _claims(self) -> dict[str, Item]:
        return claims_of(self.whole)

    def part(self, focus: str | None = None, depth: int | None = None) -> Item:
        """Return the plan of the map or of a part of it."""
        found = self.whole if focus is None else claim_in_focus(self._claims, focus)
        return part(found, depth)

    def addresses(self, files: Mapping[str, str]) -> dict[str, str]:
        """Return where links lead to from a picture beside others, by the ids of all claims.

        Args:
            files: The file of the overview by the id of the thesis, and those of the claims right
                under it, which show all that stands there.
        """
        names = {name: f"./{quote(os.fsencode(Path(file).name))}" for name, file in files.items()}
        found = {name: names[head] for name, head in heads_of(self.whole).items()}
        return {**found, self.whole.id: names[self.whole.id]}

    def draw(self, picture: Picture, files: Mapping[str, str] | None = None) -> Drawing:
        """Draw one picture; `files` are those beside it, by the ids of claims that they show."""
        argument = self.argument
        kept = picture.overview or picture.layout in {"auto", "table"}
        all_of_it = picture.focus is None and picture.depth is None
        # Placing boxes and nets may change a plan; cells leave it as it is.
        root = self.whole if kept and all_of_it else self.part(picture.focus, picture.depth)
        notes: list[str] = []
        placed = None
        if picture.layout == "graph" and not picture.overview:
            try:
                placed = draw_net(argument, picture, root)
            except (TooWideError, TooTangledError) as error:
                enough = error.enough if isinstance(error, TooWideError) else None
                advice = f"; --width {enough} draws the net" if enough else ""
                notes.append(f"{error}: the picture is an outline{advice}")
                picture = replace(picture, layout="outline")
        arrangement, drawn = placed or _arranged(argument, picture, root)
        if (picture.layout, arrangement.layout) == ("columns", "outline"):
            narrow = f"{picture.width} px are too narrow for columns"
            notes.append(f"{narrow}: the picture is an outline")
        notes += _on_words(argument)
        if drawn.noise:
            notes.append(f"Graphviz said: {drawn.noise}")
        words = svg.words_in(arrangement)
        document = svg.write(
            argument,
            arrangement,
            drawn,
            self.theme,
            words,
            scheme=picture.scheme,
            id_prefix=picture.id_prefix,
            files=files,
        )
        size = (arrangement.width, arrangement.height)
        lacking = _lacking("".join([text for _, text in words]))
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


def _arranged(argument: ArgumentMap, picture: Picture, root: Item) -> tuple[Arrangement, Drawn]:
    """Return a plan arranged, and drawn."""
    arrangement = arrange(argument, picture, root)
    sketch = arrangement.sketch
    if isinstance(sketch, Grid):
        names = sketch.names
    else:
        names = [*sketch.boxes, *sketch.links, *sketch.brackets, *sketch.dots]
    return arrangement, graphviz.draw(sketch.dot, names, picture.engine)
