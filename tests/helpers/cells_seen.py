"""Cells of a picture as a browser draws them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geometry.inspecting import look
from geometry.plane import overlapping
from geometry.shapes import Extent

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOOK = """() => {
  const svg = document.querySelector("svg");
  const extent = box => [box.x, box.y, box.x + box.width, box.y + box.height];
  // A font that stands in for one character may have a higher line: letters are what counts.
  const letters = line => {
    const [left, , right] = extent(line.getBBox());
    const size = Math.max(...[line, ...line.querySelectorAll("tspan")].map(
      part => parseFloat(getComputedStyle(part).fontSize)));
    const baseline = line.getStartPositionOfChar(0).y;
    return [left, baseline - 0.97 * size, right, baseline + 0.24 * size];
  };
  const cells = [...svg.querySelectorAll(".boxes g[class]")].map(group => {
    const box = group.querySelector(":scope > .box");
    const lines = [...group.querySelectorAll("text > tspan")].map(line => ({
      place: letters(line),
      words: line.textContent,
      size: Math.min(...[line, ...line.querySelectorAll("tspan")].map(
        part => parseFloat(getComputedStyle(part).fontSize))),
    }));
    return {id: group.id, classes: group.getAttribute("class"), lines,
            place: box && extent(box.getBBox())};
  });
  const free = [...svg.querySelectorAll(".heading text > tspan, .note text > tspan")].map(
    line => ({place: letters(line), words: line.textContent, size: 12}));
  const grounds = [...svg.querySelectorAll(".boxes rect")].map(rect => extent(rect.getBBox()));
  return {grounds, width: svg.width.baseVal.value, height: svg.height.baseVal.value, cells, free};
}"""

STEP = 4
"""How finely holes are looked for, in px."""

EASE = 0.6
"""How far words may reach out of their cell, in px: less than a reader sees."""

LINES = 1.5
"""How far the boxes of two lines may reach into each other: a font's own line is higher."""


class SeenLine(NamedTuple):
    """A line of words where it stands."""

    extent: Extent
    words: str
    size: float


class SeenCell(NamedTuple):
    """A cell with its ground, or words that stand on the page."""

    id: str
    classes: str
    extent: Extent | None
    lines: list[SeenLine]


class SeenPicture(NamedTuple):
    """A picture of cells."""

    width: float
    height: float
    cells: list[SeenCell]
    free: list[SeenLine]
    grounds: list[Extent]

    def holes(self, width: int, height: int) -> list[str]:
        """Return the places of such a size within the table, in px, where there is nothing.

        A line of words on the bare ground takes all its height.
        """
        places = [cell.extent for cell in self.cells if cell.extent is not None][1:]
        if not places:
            return []
        whole = Extent(
            left=min(one.left for one in places),
            top=places[0].top,
            right=max(one.right for one in places),
            bottom=max(one.bottom for one in self.grounds),
        )
        bare = [line.extent for cell in self.cells if cell.extent is None for line in cell.lines]
        rows = [
            Extent(left=whole.left, top=line.top, right=whole.right, bottom=line.bottom)
            for line in bare
        ]
        columns = int((whole.right - whole.left) / STEP)
        heights, found = [0] * columns, []
        for place, row in enumerate(_empty(whole, [*self.grounds, *rows])):
            heights = [high + 1 if free else 0 for high, free in zip(heights, row, strict=True)]
            run = 0
            for column, high in enumerate(heights):
                run = run + 1 if high * STEP > height else 0
                if run * STEP > width:
                    at = (whole.left + (column - run) * STEP, whole.top + place * STEP - height)
                    found.append(f"a hole at {at}")
        return found

    def faults(self) -> list[str]:
        """Return what is wrong with it, each fault one sentence."""
        return [*self._cell_faults(), *self._word_faults(), *self._hidden_words()]

    def _cell_faults(self) -> Iterator[str]:
        grounds = [(cell, cell.extent) for cell in self.cells if cell.extent is not None]
        whole = Extent(left=0, top=0, right=self.width, bottom=self.height)
        for cell, extent in grounds:
            if not whole.contains(extent, 0.01):
                yield f"the cell {cell.id or cell.classes} reaches over the edge of the picture"
        for one, other in overlapping([extent for _, extent in grounds], 0.1):
            if not (one.contains(other, 0.1) or other.contains(one, 0.1)):
                yield f"two cells overlap: {one} and {other}"

    def _word_faults(self) -> Iterator[str]:
        whole = Extent(left=0, top=0, right=self.width, bottom=self.height)
        lines = [*self.free]
        for cell in self.cells:
            lines += cell.lines
            for line in cell.lines:
                if not (cell.extent or whole).contains(line.extent, EASE):
                    yield f"“{line.words}” reaches out of the cell {cell.id or cell.classes}"
        for line in lines:
            if line.size < 12:
                yield f"“{line.words}” is {line.size} px high"
            if not whole.contains(line.extent, EASE):
                yield f"“{line.words}” reaches out of the picture"
        places = {id(line.extent): line for line in lines}
        for one, other in overlapping([line.extent for line in lines], LINES):
            yield f"“{places[id(one)].words}” and “{places[id(other)].words}” overlap"

    def _hidden_words(self) -> Iterator[str]:
        """Words that a later cell lies over."""
        lines = [(place, line) for place, cell in enumerate(self.cells) for line in cell.lines]
        places = {id(line.extent): (place, line) for place, line in lines}
        grounds = {id(cell.extent): place for place, cell in enumerate(self.cells) if cell.extent}
        extents = [line.extent for _, line in lines]
        extents += [cell.extent for cell in self.cells if cell.extent]
        for one, other in overlapping(extents, LINES):
            for words, ground in ((one, other), (other, one)):
                if id(words) in places and id(ground) in grounds:
                    place, line = places[id(words)]
                    if grounds[id(ground)] > place:
                        yield f"a cell lies over “{line.words}”"

    def reading_order(self) -> list[str]:
        """Return ids that stand before the one that they follow in the document."""
        named = [cell for cell in self.cells if cell.id and cell.extent]
        return [
            two.id
            for one, two in pairwise(named)
            if one.extent is not None
            and two.extent is not None
            and two.extent.top < one.extent.top - EASE
        ]


def _empty(whole: Extent, taken: list[Extent]) -> list[list[bool]]:
    """Return which steps of an area are not taken, row by row."""
    columns = int((whole.right - whole.left) / STEP)
    rows = [[True] * columns for _ in range(int((whole.bottom - whole.top) / STEP))]
    for one in taken:
        start = min(columns, max(0, round((one.left - whole.left) / STEP)))
        end = min(columns, max(start, round((one.right - whole.left) / STEP)))
        top = max(0, round((one.top - whole.top) / STEP))
        for row in rows[top : max(top, round((one.bottom - whole.top) / STEP))]:
            row[start:end] = [False] * (end - start)
    return rows


def look_at_cells(page: Page, svg: str) -> SeenPicture:
    """Draw a picture in a browser's page and return what stands where."""
    seen = look(page, svg, LOOK)
    cells = [
        SeenCell(
            cell["id"],
            cell["classes"],
            _extent(cell["place"]) if cell["place"] else None,
            [_line(line) for line in cell["lines"]],
        )
        for cell in seen["cells"]
    ]
    return SeenPicture(
        seen["width"],
        seen["height"],
        cells,
        [_line(one) for one in seen["free"]],
        [_extent(place) for place in seen["grounds"]],
    )


def _extent(place: list[float]) -> Extent:
    left, top, right, bottom = place
    return Extent(left=left, top=top, right=right, bottom=bottom)


def _line(line: dict[str, object]) -> SeenLine:
    place = line["place"]
    assert isinstance(place, list)
    assert isinstance(line["size"], float | int)
    return SeenLine(_extent(place), str(line["words"]), float(line["size"]))
