"""Words and lines stand out from what is behind them, in the colours that a browser draws."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from argmap.drawing.theme import THEMES
from arriving import opened, picture
from contrasts import PAINT, STROKE, contrast, faint, luminance

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MARKED = """
() => {
  const found = [];
  for (const link of document.querySelectorAll("svg a")) {
    link.focus();
    const box = link.closest("g").querySelector(":scope > .box, :scope > a > .box");
    found.push([getComputedStyle(link).outlineColor, box && getComputedStyle(box).fill]);
  }
  for (const group of document.querySelectorAll("svg g[id]")) {
    location.hash = group.id;
    const style = getComputedStyle(group.querySelector(".box"));
    found.push([style.stroke, style.fill]);
  }
  return found;
}
"""
"""The colours of what marks a link with the focus, or the box that an address names, each with
the colour of its box."""


every_palette = pytest.mark.parametrize(("theme", "scheme"), [*product(THEMES, ("light", "dark"))])


@every_palette
def test_everything_can_be_seen(browser: Browser, theme: str, scheme: str):
    """Words have a contrast of 4.5 to what they stand on, strokes of 3 to both their sides."""
    svg = "".join(
        picture(name, layout=layout, theme=THEMES[theme])
        for name in ("complete", "attacked-undercut")
        for layout in ("columns", "table")
    )
    svg += picture("two-inferences", 900, layout="graph", theme=THEMES[theme])
    with opened(browser, svg, scheme=scheme) as page:
        parts = page.evaluate(PAINT)
    kinds = {(part["kind"], bool(part["stroke"])) for part in parts}
    assert kinds == {
        *{("rect", True), ("rect", False), ("text", False), ("circle", False)},
        *{("path", True), ("path", False)},
    }
    assert list(faint(parts)) == []
    dark = luminance(parts[0]["fill"]) < 0.2
    assert dark == (scheme == "dark"), "it is the palette that this is about"


@every_palette
def test_what_is_marked_can_be_seen(browser: Browser, theme: str, scheme: str):
    """The ring around a link with the focus and the edge of a named box have a contrast of 3."""
    svg = picture("complete", layout="columns", theme=THEMES[theme])
    with opened(browser, svg, scheme=scheme) as page:
        marked = page.evaluate(MARKED)
        ground = page.evaluate("() => getComputedStyle(document.querySelector('.ground')).fill")
    assert len(marked) > 20
    faint = {
        (one, other)
        for one, fill in marked
        for other in (fill or ground, ground)
        if contrast(one, other) < STROKE
    }
    assert faint == set()


@every_palette
def test_what_is_marked_in_a_table_can_be_seen(browser: Browser, theme: str, scheme: str):
    """The edge of a named cell has a contrast of 3 to the ground around it."""
    svg = picture("complete", layout="table", theme=THEMES[theme])
    with opened(browser, svg, scheme=scheme) as page:
        marked = page.evaluate(MARKED)
        ground = page.evaluate("() => getComputedStyle(document.querySelector('.ground')).fill")
    assert len(marked) > 15
    assert {one for one, _ in marked if contrast(one, ground) < STROKE} == set()


def test_contrast_is_counted_as_it_is_defined():
    """Black on white is 21, a colour on itself 1, and #767676 on white just above 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#b4541f", "#b4541f") == 1
    assert 4.5 < contrast("#767676", "rgb(255, 255, 255)") < 4.6
