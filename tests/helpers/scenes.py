"""A drawn map as the tests look at it: boxes by id, and where their links lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from argmap import render
from fixture_maps import read
from geometry import Box, Bundle, bundles, inspect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from argmap.drawing.draw import Drawing
    from argmap.model.argument import ArgumentMap
    from geometry import Dot, Drawn, Words


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A picture in a browser.

    Attributes:
        svg: Its source.
        layout: What it became.
        drawn: What the browser has drawn.
    """

    svg: str
    layout: str
    drawn: Drawn

    @cached_property
    def links(self) -> list[Bundle]:
        """The links, as they are followed."""
        return bundles(self.drawn)

    def box(self, name: str) -> Box:
        """Return the box of a claim, a piece of evidence or an inference."""
        return self.drawn.boxes_by_id[name]

    def link(self, name: str | Box) -> Bundle:
        """Return the one link that leads from a box to an arrowhead."""
        box = self.box(name) if isinstance(name, str) else name
        found = [link for link in self.links if link.arrows and box in link.sources]
        assert len(found) == 1, f"{len(found)} links lead from {box.name}"
        return found[0]

    def leads(self, name: str | Box) -> list[Box | Dot | Bundle]:
        """Return what the arrow from a box touches."""
        return self.link(name).targets

    def bracket(self, name: str) -> Bundle:
        """Return the bracket that holds a box."""
        found = [link for link in self.links if not link.arrows and self.box(name) in link.sources]
        assert len(found) == 1, f"{len(found)} brackets hold {name}"
        return found[0]

    def references(self, name: str) -> list[Box]:
        """Return the boxes that are links to the box of an id."""
        groups = self.drawn.groups
        target = f"#{groups[self.box(name).group].id}"
        return [
            box
            for box in self.drawn.boxes
            if groups[box.group].href == target and box is not self.box(name)
        ]

    def words(self, box: Box) -> str:
        """Return what stands in a box."""
        said = "".join(words.words for words in self._lines(box))
        return said.replace("\N{NO-BREAK SPACE}", " ")

    def _lines(self, box: Box) -> list[Words]:
        return [words for words in self.drawn.words if box in self.drawn.homes(words)]


@cache
def drawing(name: str, width: int, layout: str = "auto") -> Drawing:
    """Draw one of the maps of the tests."""
    return render(read(name), width=width, layout=layout)


def scene(page: Page, name: str | ArgumentMap, width: int, layout: str = "auto") -> Scene:
    """Draw a map and looks at it; at one of the maps of the tests, by its name, but once."""
    if not isinstance(name, str):
        return _look(page, render(name, width=width, layout=layout), width)
    key = (name, width, layout)
    if key not in _SEEN:
        _SEEN[key] = _look(page, drawing(*key), width)
    return _SEEN[key]


_SEEN: dict[tuple[str, int, str], Scene] = {}


def _look(page: Page, drawn: Drawing, width: int) -> Scene:
    return Scene(svg=drawn.svg, layout=drawn.layout, drawn=inspect(page, drawn.svg, width=width))
