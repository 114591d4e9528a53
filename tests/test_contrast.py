"""Words and lines stand out from what is behind them, in the colours that a browser draws."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from argmap.drawing.theme import THEMES
from arriving import channels, opened, picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

PAINT = """
() => [
  ...document.querySelectorAll("svg rect:not([fill-opacity]), svg path, svg circle, svg text"),
].map((one) => {
  const style = getComputedStyle(one);
  const {left, top, right, bottom} = one.getBoundingClientRect();
  const group = one.closest("g")?.getAttribute("class") ?? "";
  return {
    name: `${one.localName} in ${group} at (${left.toFixed()}, ${top.toFixed()})`,
    kind: one.localName,
    ground: one.classList.contains("ground"),
    fill: style.fill === "none" ? null : style.fill,
    stroke: style.stroke === "none" ? null : style.stroke,
    box: [left, top, right, bottom],
  };
})
"""
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

TEXT, STROKE = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

every_palette = pytest.mark.parametrize(("theme", "scheme"), [*product(THEMES, ("light", "dark"))])


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, by WCAG 2.2."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in channels(colour))
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, by WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def behind(part: dict[str, Any], before: Sequence[dict[str, Any]]) -> str:
    """Return the colour that a part is painted over: that of the last area around its middle."""
    left, top, right, bottom = part["box"]
    x, y = (left + right) / 2, (top + bottom) / 2
    for area in reversed(before):
        left, top, right, bottom = area["box"]
        if area["kind"] == "rect" and area["fill"] and left <= x <= right and top <= y <= bottom:
            return area["fill"]
    raise AssertionError(f"there is nothing behind {part['name']}")


def faint(parts: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield each part that can hardly be seen."""
    for number, part in enumerate(parts):
        if part["ground"]:
            continue
        ground = behind(part, parts[:number])
        pairs: list[tuple[str, str, float]] = []
        if part["kind"] == "text":
            pairs.append((part["fill"], ground, TEXT))
        elif part["kind"] == "rect" and part["stroke"]:
            pairs.append((part["stroke"], ground, STROKE))
            if part["stroke"] != part["fill"]:
                pairs.append((part["stroke"], part["fill"], STROKE))
        elif part["kind"] != "rect":
            pairs += [(one, ground, STROKE) for one in (part["stroke"], part["fill"]) if one]
        for one, other, least in pairs:
            if contrast(one, other) < least:
                yield f"{part['name']}: {one} on {other} is {contrast(one, other):.2f}"


@every_palette
def test_everything_can_be_seen(browser: Browser, theme: str, scheme: str):
    """Words have a contrast of 4.5 to what they stand on, strokes of 3 to both their sides."""
    svg = "".join(picture(name, theme=THEMES[theme]) for name in ("complete", "attacked-undercut"))
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
    with opened(browser, picture("complete", theme=THEMES[theme]), scheme=scheme) as page:
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


def test_contrast_is_counted_as_it_is_defined():
    """Black on white is 21, a colour on itself 1, and #767676 on white just above 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#b4541f", "#b4541f") == 1
    assert 4.5 < contrast("#767676", "rgb(255, 255, 255)") < 4.6
