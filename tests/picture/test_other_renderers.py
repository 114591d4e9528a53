"""Programs that know no style sheets, no media queries and no web fonts draw the same picture."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from argmap.drawing.theme import DEFAULT
from arriving import (
    BOXES,
    inked,
    opened,
    picture,
    pixels,
    size,
    strays,
    without_words,
    wrong_samples,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL import Image
    from playwright.sync_api import Browser

    Renderer = Callable[[Path, Path], None]

PICTURES = {
    "columns": ("complete", 720, "columns"),
    "outline": ("complete", 360, "outline"),
    "table": ("complete", 720, "table"),
    "net": ("attacked-undercut", 900, "graph"),
}
RESVG = """
const [modules, source, target] = process.argv.slice(1);
const {Resvg} = require(`${modules}/@resvg/resvg-js`);
const fs = require("fs");
fs.writeFileSync(target, new Resvg(fs.readFileSync(source, "utf-8")).render().asPng());
"""
LINES = """
() => [...document.querySelectorAll("svg text > tspan")].map((line) => {
  const matrix = line.ownerSVGElement.getScreenCTM().inverse().multiply(line.getScreenCTM());
  const size = parseFloat(getComputedStyle(line).fontSize);
  const back = line.closest("text").getAttribute("text-anchor") === "end" ? 2 * size : 0;
  return {
    words: line.textContent, size,
    x: Number(line.getAttribute("x")) + matrix.e - back,
    y: line.getStartPositionOfChar(0).y + matrix.f,
  };
})
"""
"""Where each line of words has its first letters, or its last ones if it ends there, in px."""


@pytest.fixture(params=["rsvg-convert", "resvg", "CairoSVG"])
def renderer(request: pytest.FixtureRequest) -> Renderer:
    """A function that draws an SVG file as a PNG file of the same size."""
    if request.param == "CairoSVG":
        cairosvg = request.getfixturevalue("cairosvg")
        return lambda svg, png: cairosvg.svg2png(url=str(svg), write_to=str(png))
    find = request.getfixturevalue("program")
    if request.param == "resvg":
        node, modules = find("node"), request.getfixturevalue("node_modules")
        return lambda svg, png: _run(node, "-e", RESVG, modules, svg, png)
    rsvg = find("rsvg-convert")
    return lambda svg, png: _run(rsvg, svg, "-o", png)


def _run(*command: object) -> None:
    done = subprocess.run(list(map(str, command)), check=True, capture_output=True)
    assert done.stderr == b"", "nothing to complain about"


def drawn(renderer: Renderer, svg: str, folder: Path) -> Image.Image:
    """Return what a renderer makes of a picture."""
    source, target = folder / "map.svg", folder / "map.png"
    source.write_text(svg, encoding="utf-8")
    renderer(source, target)
    return pixels(target.read_bytes())


@pytest.mark.parametrize("kind", PICTURES)
def test_it_is_drawn_as_in_a_browser(
    browser: Browser, renderer: Renderer, tmp_path: Path, kind: str
):
    """Size, ground, boxes and edges are as written; every line has its ink, inside its box."""
    name, width, layout = PICTURES[kind]
    svg = picture(name, width, layout=layout)
    with opened(browser, svg) as page:
        boxes, lines = page.evaluate(BOXES), page.evaluate(LINES)
    image = drawn(renderer, svg, tmp_path)
    assert image.size == size(svg)
    assert wrong_samples(image, DEFAULT.light.background, boxes) == []
    ink = inked(image, drawn(renderer, without_words(svg), tmp_path))
    for line in lines:
        left, base = int(line["x"]), int(line["y"])
        place = (left, base - int(line["size"]), left + 2 * int(line["size"]), base + 2)
        assert ink.crop(place).getbbox(), f"“{line['words']}” is not drawn"
    assert strays(ink, boxes) == 0 or layout == "table", "warrants and legend stand between cells"


def test_the_hyphen_of_a_divided_word_is_drawn(renderer: Renderer, tmp_path: Path):
    """It is kept from a search in a browser, and everybody sees it: right behind its word."""
    svg = picture("long-words", 360)
    hyphens = re.findall(r' y="(\d+)">[^<]*<tspan class="h">-</tspan>', svg)
    without = svg.replace('<tspan class="h">-</tspan>', "")
    ink = inked(drawn(renderer, svg, tmp_path), drawn(renderer, without, tmp_path))
    assert len(hyphens) > 0
    for base in map(int, hyphens):
        assert ink.crop((0, base - 8, 360, base)).getbbox(), f"no hyphen in the line at {base}"


STRAYS_IN_CAIROSVG = {"hebrew": 150, "arabic": 290, "mixed-directions": 160, "long-words": 110}
"""How many pixels of words reach over an edge there, at most: CairoSVG takes the first family of
`font-family` alone, the web font, and so its own default, which is wider than the ones that we name
after it; it knows no direction, but draws letter by letter from left to right; and it applies
`text-anchor` to each part of a line, not to the line. Places that we gave the parts would be right
in its font only, and wrong in browsers that take another one."""


@pytest.mark.parametrize(
    "name", ["hostile", "hebrew", "arabic", "mixed-directions", "chinese", "emoji", "long-words"]
)
def test_any_words_can_be_drawn(
    request: pytest.FixtureRequest, browser: Browser, renderer: Renderer, tmp_path: Path, name: str
):
    """Whatever stands in a map, from left to right or from right to left, stays in its box."""
    svg = picture(name, layout="columns")
    with opened(browser, svg) as page:
        boxes = page.evaluate(BOXES)
    image = drawn(renderer, svg, tmp_path)
    ink = inked(image, drawn(renderer, without_words(svg), tmp_path))
    assert image.size == size(svg)
    assert ink.getbbox()
    cairo = request.node.callspec.params["renderer"] == "CairoSVG"
    assert strays(ink, boxes) <= (STRAYS_IN_CAIROSVG.get(name, 0) if cairo else 0)
