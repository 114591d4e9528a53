"""Lets a browser draw a picture and reads back what it has drawn."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from geometry.shapes import Box, Dot, Drawn, Extent, Group, Head, Line, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
LOOK = """
async ([picture, look]) => {
  document.documentElement.innerHTML = `<body style="margin:0">${picture}`;
  await document.fonts.ready;
  return eval(look)();
}
"""
"""Puts a picture into a page and looks at it, by the text of a function: in one call, which costs
half of what three do."""

ADDRESS = "http://picture.invalid/map.svg"
"""Where a picture stands while it is looked at on its own; nothing leaves the machine."""

Font = Literal["embedded", "DejaVu Sans", "Liberation Sans"]
"""Which font the words are drawn in: the picture's own, or one that stands in for it."""


@contextmanager
def wide_page(browser: Browser) -> Iterator[Page]:
    """Open a page that shows every picture in its natural size, and closes it.

    It is as wide as that needs. What is below its edge is laid out as all else, but not painted,
    which nobody who measures asks for.
    """
    page = browser.new_page(viewport={"width": 1800, "height": 10})
    page.set_content("<!doctype html>")
    yield page
    page.close()


def look(page: Page, picture: str, script: str) -> Any:
    """Return what the text of a function returns where a picture is a part of a page."""
    return page.evaluate(LOOK, [picture, script])


def inspect(
    page: Page, svg: str, *, width: float, font: Font = "embedded", alone: bool = False
) -> Drawn:
    """Draw a picture in a browser's page and return what can be seen of it.

    Args:
        page: A page that is wide enough to show the picture in its natural size.
        svg: The picture.
        width: The width that was asked for, in CSS px.
        font: The picture's own font, or the one to draw it in where that is blocked.
        alone: Whether the picture is a document of its own, and not a part of a page.
    """
    if font != "embedded":
        svg = _in_font(svg, font)
    if alone:
        page.route(
            ADDRESS,
            lambda route: route.fulfill(body=svg, content_type="image/svg+xml;charset=utf-8"),
        )
        page.goto(ADDRESS)
        page.unroute(ADDRESS)
        page.evaluate("() => document.fonts.ready.then(() => null)")
        raw = page.evaluate(MEASURE)
        page.goto("about:blank")
        page.set_content("<!doctype html>")  # only in a page can the next one be a part of it
    else:
        raw = look(page, svg, MEASURE)
    return _drawn(json.loads(raw), width)


def _in_font(svg: str, font: str) -> str:
    """Take the embedded font away and has every word drawn in another one."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    style = f'<style>text,tspan{{font-family:"{font}"!important}}</style>'
    start = svg.rindex("</svg>")
    return svg[:start] + style + svg[start:]


def _drawn(raw: dict[str, Any], asked: float) -> Drawn:
    groups = tuple(
        Group(**(group | {"classes": tuple(group["classes"])})) for group in raw["groups"]
    )
    boxes = _boxes(raw, groups)
    lines: list[Line] = []
    heads: list[Head] = []
    for path in filter(_seen, raw["paths"]):
        pieces = [tuple((x, y) for x, y in piece) for piece in path["pieces"]]
        number, name = path["group"], groups[path["group"]].name
        if _adorns([point for piece in pieces for point in piece], boxes.get(number, [])):
            continue
        if path["head"] or path["filled"]:
            unfilled = not path["filled"]
            heads += [
                Head(corners=piece, open=unfilled, group=number, name=name) for piece in pieces
            ]
        else:
            look, stroke = path["look"], path["stroke"]
            lines += [
                Line(points=piece, look=look, stroke=stroke, group=number, name=name)
                for piece in pieces
            ]
    dots = [
        Dot(
            name=groups[dot["group"]].name,
            **{key: dot[key] for key in ("x", "y", "radius", "group")},
        )
        for dot in filter(_seen, raw["dots"])
        if not _adorns([(dot["x"], dot["y"])], boxes.get(dot["group"], []))
    ]
    return Drawn(
        asked=asked,
        width=raw["width"],
        height=raw["height"],
        groups=groups,
        boxes=tuple(box for together in boxes.values() for box in together),
        words=tuple(Words(**words) for words in raw["texts"]),
        lines=tuple(lines),
        heads=tuple(heads),
        dots=tuple(dots),
    )


def _seen(raw: dict[str, Any]) -> bool:
    return not raw["hidden"] and bool(raw["filled"] or raw["stroke"])


def _boxes(raw: dict[str, Any], groups: Sequence[Group]) -> dict[int, list[Box]]:
    """The boxes of each group; what lies within an earlier box of its group only adorns it."""
    picture = Extent(left=0, top=0, right=raw["width"], bottom=raw["height"])
    boxes: dict[int, list[Box]] = {}
    for rect in filter(_seen, raw["boxes"]):
        sides = {side: rect[side] for side in ("left", "top", "right", "bottom")}
        number, stroke = rect["group"], rect["stroke"]
        look, name = rect["look"], groups[number].name
        box = Box(group=number, stroke=stroke, look=look, name=name, **sides)
        together = boxes.get(number, [])
        if not box.contains(picture, 0.5) and not any(o.contains(box, 0.01) for o in together):
            boxes.setdefault(number, []).append(box)
    return boxes


def _adorns(points: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> bool:
    """Whether something lies within one of the boxes of its own group, as a mark on it."""
    across, down = ([point[axis] for point in points] for axis in (0, 1))
    around = Extent(left=min(across), top=min(down), right=max(across), bottom=max(down))
    return any(box.contains(around, 0.01) for box in boxes)
