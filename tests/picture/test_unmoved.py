"""A page around a picture moves none of its words and lines, whatever it asks of its own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import ImageChops

from arriving import SITE, opened, picture, served, shot

if TYPE_CHECKING:
    from PIL import Image
    from playwright.sync_api import Browser, Page

PAGES = {
    "right to left": "html{direction:rtl}",
    "vertical": "html{writing-mode:vertical-rl}",
    "loud": "body{font:italic bold small-caps condensed 30px/2 serif;text-transform:uppercase;"
    "letter-spacing:.2em;word-spacing:1em;text-indent:3em;text-shadow:2px 2px 3px red;"
    "white-space:pre;font-feature-settings:'zero';font-kerning:none;-webkit-text-stroke:2px red;"
    "fill:red;stroke:red;stroke-width:3;paint-order:stroke;text-anchor:end;"
    "dominant-baseline:hanging}",
    # https://www.w3.org/WAI/WCAG22/Understanding/text-spacing
    "spaced": "*{line-height:1.5!important;letter-spacing:.12em!important;"
    "word-spacing:.16em!important}",
    "icons": "svg{width:1em;height:1em;fill:none;stroke:currentColor;stroke-width:2;"
    "stroke-linecap:round;stroke-linejoin:round}",
    "nested icons": ".a .b svg{width:1em;height:1em;fill:currentColor;stroke:currentColor}",
    "parts": "path{fill:red;stroke:green;stroke-width:9}rect{fill:red;rx:20}g{opacity:.5}"
    "text{fill:red;font-size:30px;font-weight:bold;text-anchor:middle}tspan{font-size:30px}"
    "a{color:red;font-weight:bold;letter-spacing:1px;text-decoration:underline}",
    "stubborn": "*{font-family:serif!important;text-transform:uppercase!important}"
    "text{font-size:30px!important;font-weight:900!important}",
}
"""Style sheets of pages."""

BEFORE_SHEETS = (
    "direction:rtl;letter-spacing:.2em;word-spacing:1em;font-style:italic;font-weight:bold;"
    "font-variant:small-caps"
)
"""What a page hands down that attributes can hold off."""

ROUNDING = 48
"""Shades of 255 that the same edge can differ by at another place of a page, on a seam of tiles."""

SPOTS = """
() => [...document.querySelectorAll("svg text")].map((text) => {
  const {x, y, width} = text.getBBox();
  return [x, y, width].map(Math.round);
})
"""


def look(page: Page, style: str) -> Image.Image:
    """Return how the picture of a page looks under a style sheet of the page."""
    page.evaluate("(text) => { document.querySelector('#page').textContent = text; }", style)
    return shot(page)


def unlike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ by more than the rounding of a slanted edge."""
    if one.size != other.size:
        return True
    return max(most for _, most in ImageChops.difference(one, other).getextrema()) > ROUNDING


@pytest.mark.parametrize("name", ["complete", "hebrew"])
def test_no_style_of_a_page_moves_it(browser: Browser, name: str):
    """Under each of these style sheets the picture looks the same, wherever it then stands."""
    body = f'<style id="page"></style><div class="a"><div class="b">{picture(name)}</div></div>'
    with opened(browser, body) as page:
        plain = look(page, "")
        moved = [kind for kind, style in PAGES.items() if unlike(look(page, style), plain)]
    assert moved == []


def test_who_names_its_classes_can_paint_it(browser: Browser):
    """A rule that names the classes of a group reaches its boxes: only weaker ones are held off."""
    style = "<style>.argmap .boxes .for .box{fill:rgb(255, 0, 0)!important}</style>"
    with opened(browser, style + picture("complete")) as page:
        box = page.locator("svg .premise.for .box").first
        assert box.evaluate("(one) => getComputedStyle(one).fill") == "rgb(255, 0, 0)"


def test_it_stays_where_no_style_sheet_is_let_in(browser: Browser):
    """Under a policy that bars its style sheet, attributes hold direction, spacing and slant."""
    policy = "<meta http-equiv='Content-Security-Policy' content=\"style-src 'self'\">"
    found = []
    for style in ("", BEFORE_SHEETS):
        rule = f"body{{{style}}}"
        page_itself = f'<!doctype html>{policy}<link rel="stylesheet" href="page.css">'
        files = {"": page_itself + picture("complete"), "page.css": rule}
        with served(browser, files) as page:
            page.goto(SITE)
            assert page.evaluate("() => document.querySelector('svg style').sheet") is None
            found.append(
                (
                    page.evaluate(SPOTS),
                    page.evaluate("() => getComputedStyle(document.body).fontStyle"),
                )
            )
    assert found[0][0] == found[1][0]
    assert [slant for _, slant in found] == ["normal", "italic"]
