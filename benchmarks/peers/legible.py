"""How small the smallest words of a picture are in a column, measured in a real browser."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

_SMALLEST = """
(width) => {  // Infinity for the picture's own size
  const svg = document.querySelector("svg");
  const box = svg.viewBox.baseVal;
  const natural = svg.width.baseVal.unitType === 2 || !svg.hasAttribute("width")
    ? box.width : svg.width.baseVal.value;
  const shown = Math.min(width, natural);
  svg.removeAttribute("height");
  svg.style.cssText += `;width:${shown}px;max-width:none;height:auto`;
  const sizes = [];
  const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode, parent = words.parentElement;
    if (!words.data.trim() || parent.closest("style,title,desc,defs,script")) continue;
    let drawn = parent;
    while (!drawn.getScreenCTM) drawn = drawn.parentElement;  // HTML inside of a foreignObject
    const matrix = drawn.getScreenCTM();
    const scale = Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
    sizes.push(parseFloat(getComputedStyle(parent).fontSize) * scale);
  }
  return {least: Math.min(...sizes), width: shown, height: shown * box.height / box.width};
}
"""


def smallest_text(browser: Browser, svg: Path, width: int) -> float:
    """Return the font size of the smallest words of an SVG, in CSS px.

    Args:
        browser: Chromium.
        svg: The picture, which is shrunk to the column where it is wider, and never enlarged.
        width: The column's width in CSS px.
    """
    return _looked_at(browser, svg, width)["least"]


def size_at(browser: Browser, svg: Path, least: float) -> tuple[float, float]:
    """Return the width and height, in CSS px, at which the smallest words of an SVG have a size."""
    found = _looked_at(browser, svg, inf)
    scale = least / found["least"]
    return found["width"] * scale, found["height"] * scale


def _looked_at(browser: Browser, svg: Path, width: float) -> dict[str, float]:
    """Return the size of the smallest words and of the picture in a column."""
    page = browser.new_page(viewport={"width": 1600, "height": 800})
    markup = svg.read_text(encoding="utf-8")
    page.set_content(f'<body style="margin:0">{markup[markup.index("<svg") :]}')
    found: dict[str, float] = page.evaluate(_SMALLEST, width)
    page.close()
    return found
