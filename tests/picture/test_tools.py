"""The picture before the named tools: axe, a strict sanitizer, and a ruler for what can be read.

Each promise is tried on the map that the project is about and on maps made for the purpose: four
premises with four pieces of evidence of 90 characters each, a deep one, one from right to left,
one in Chinese, and one with hostile text in every field.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argmap import render
from argmap.checking import load
from argmap.drawing.svg import full_title
from arriving import SITE, opened, served, size, with_image
from fixture_maps import read
from listening import listen
from paths import RITTER
from svg_parts import SVG, parse, said

if TYPE_CHECKING:
    from types import ModuleType

    from lxml import etree
    from playwright.sync_api import Browser

    from argmap.drawing.draw import Drawing
    from argmap.model.argument import ArgumentMap

MAPS = ("ritter", "sixteen", "deep", "hebrew", "arabic", "chinese", "hostile")
CHECKED = """
async () => {
  const {violations, passes, incomplete} = await axe.run({resultTypes: ["violations"]});
  return {
    wrong: violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`),
    passed: passes.map(({id}) => id),
    unsure: incomplete.map(({id}) => id),
  };
}
"""
TEXT_SIZES = """
() => [...document.querySelectorAll("svg text")].map(
  (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)
"""
LEGIBLE = 12
"""No words are smaller, in px of the screen."""

every_map = pytest.mark.parametrize("name", MAPS)


@cache
def argument_of(name: str) -> ArgumentMap:
    """Return one of the maps."""
    return load(RITTER) if name == "ritter" else read(name)


@cache
def drawing_of(name: str, width: int = 720) -> Drawing:
    """Draw one of the maps."""
    return render(argument_of(name), width=width)


@every_map
def test_axe_finds_nothing_in_a_picture(browser: Browser, node_modules: Path, name: str):
    """Inline in a page no rule is broken, and those that see an SVG have looked at it."""
    svg = drawing_of(name).svg
    page_of = f'<html lang="en"><title>Page</title><main><h1>Article</h1>{svg}</main>'
    with served(browser, {"": page_of}, 1200) as page:
        page.goto(SITE)
        page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
        found = page.evaluate(CHECKED)
    assert found["wrong"] == []
    wanted = {"svg-img-alt", "valid-lang", "aria-required-children", "aria-required-parent"}
    if "<a " in svg:
        wanted |= {"link-name"}
    assert wanted <= set(found["passed"])
    assert "duplicate-id-aria" not in found["unsure"]


@every_map
def test_a_browser_names_the_picture_after_its_thesis(browser: Browser, name: str):
    """The accessible name of the root is the map's title with its thesis."""
    argument = argument_of(name)
    with opened(browser, drawing_of(name).svg) as page:
        root = listen(page)
    assert (root.role, root.name) == ("graphics-document", " ".join(full_title(argument).split()))


@pytest.mark.parametrize("width", [300, 360, 720, 1200])
@every_map
def test_words_can_be_read_where_a_picture_is_as_wide_as_its_column(
    browser: Browser, name: str, width: int
):
    """Drawn for its column, a picture has no word under 12 px on the screen."""
    with opened(browser, drawing_of(name, width).svg, width=width) as page:
        sizes = page.evaluate(TEXT_SIZES)
    assert min(sizes) >= LEGIBLE


def test_a_page_shows_each_reader_what_can_be_read(browser: Browser):
    """With `<picture>`, as it is embedded, a phone gets the narrow drawing and no smaller words."""
    wide, narrow = (drawing_of("sixteen", width).svg for width in (720, 360))
    body = (
        '<picture><source media="(max-width:719px)" srcset="narrow.svg">'
        '<img src="map.svg" alt="" style="max-width:100%"></picture>'
    )
    with served(browser, with_image(wide, body) | {"narrow.svg": narrow}, 720) as page:
        for width, svg in ((720, wide), (360, narrow)):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(SITE)
            shown = page.eval_on_selector("img", "(one) => [one.naturalWidth, one.width]")
            assert shown == [size(svg)[0]] * 2


@every_map
def test_fonts_are_small_and_are_the_ones_that_are_drawn_with(browser: Browser, name: str):
    """Both faces load from the picture itself, at most 20 KB each; the whole is at most 60 KB."""
    drawing = drawing_of(name)
    faces = re.findall(r"base64,([^)]+)\)", drawing.svg)
    assert len(faces) == 2
    assert all(len(base64.b64decode(face)) <= 20_000 for face in faces)
    with opened(browser, drawing.svg) as page:
        states = page.evaluate("() => [...document.fonts].map((one) => one.status)")
    assert states == ["loaded"] * 2
    if name == "sixteen":
        assert len(drawing.svg.encode()) <= 60_000


@every_map
def test_words_in_another_language_say_so(name: str):
    """What a map gives a language of its own has it in the picture, and nothing else has one."""
    argument = argument_of(name)
    root = parse(drawing_of(name).svg)
    assert root.get("lang") == argument.lang
    marked = {part.get("lang") for part in root.iter(f"{SVG}text", f"{SVG}tspan")} - {None}
    own = {claim.lang for claim in argument.claims.values()}
    own |= {piece.lang for _, piece in argument.evidence()}
    assert marked == own - {None, argument.lang}


@every_map
def test_a_strict_sanitizer_leaves_every_word_and_role(svg_hush: ModuleType, name: str):
    """svg-hush, made for pictures of strangers, takes links and fonts and nothing that is said."""
    svg = drawing_of(name).svg
    before, after = parse(svg), parse(svg_hush.filter_svg(svg.encode()).decode())
    assert told(after) == told(before)


def told(root: etree._Element) -> list[tuple[str, str, str | None]]:
    """Return the letters of a picture and the roles of its groups, in order."""
    return [
        (one.tag, "" if one.tag == f"{SVG}g" else said(one), one.get("role"))
        for one in root.iter(*(f"{SVG}{kind}" for kind in ("svg", "title", "desc", "g", "text")))
        if one is not root
    ]
