"""Escape words as SVG markup, and write path data as short as it can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import hypot

from argmap.drawing.layout.around import SetLine
from argmap.drawing.layout.measures import STYLES
from argmap.drawing.stylesheet import DIVIDING, WEIGHTS
from argmap.drawing.typeset import HYPHEN, SOFT_HYPHEN

Point = tuple[float, float]

RTL = "\u202b"
RTL_END = "\u202c"
"""Around a line that is read from right to left."""

_MARKUP = re.compile(r"[&<>\"]")

_CLOSE = 0.02
"""Two coordinates that differ by less, in px, are the same: Graphviz rounds to two decimals."""


def paragraph(words: SetLine, lang: str) -> str:
    """Return a row of words in its place; it names its language only if another is around it."""
    other = words.lang if words.lang != lang else None
    attributes = _attributes(words.style, other, ended=words.rtl)
    x, rtl = decimal(words.x), words.rtl
    lines = [
        f'<tspan x="{x}" y="{decimal(baseline)}">{_line(line, rtl=rtl)}'
        for line, baseline in zip(words.lines, words.baselines, strict=True)
    ]
    return f"<text{attributes}>{''.join(lines)}</text>"


@lru_cache(maxsize=256)
def _attributes(name: str, lang: str | None, *, ended: bool) -> str:
    """Return the attributes of a paragraph, a space before each; a map has few kinds."""
    style = STYLES[name]
    attributes = []
    if style.size != STYLES["meta"].size:
        attributes.append(f' font-size="{style.size:g}"')
    if style.face != "regular":
        attributes.append(f' font-weight="{WEIGHTS[style.face]}"')
    if lang is not None:
        attributes.append(f' lang="{escape(lang)}"')
    if ended:
        attributes.append(' text-anchor="end"')
    return "".join(attributes)


def _line(line: str, *, rtl: bool) -> str:
    """Return a line and the end of its element.

    A space between two lines is for those who listen, search or copy: it stands where it takes
    no room. A line from right to left says so by characters of its own: some programs know
    `text-anchor` and not `direction`.
    """
    space = " " * line.endswith(" ")
    words = written(line.rstrip())
    return f"{RTL}{words}{space}{RTL_END}</tspan>" if rtl else f"{words}</tspan>{space}"


def written(text: str) -> str:
    """Return words of one line as markup.

    A soft hyphen at their end becomes a hyphen for those who see it: the style sheet keeps it out
    of what is found, copied and read out.
    """
    if not text.endswith(SOFT_HYPHEN):
        return escape(text)
    return f'{escape(text[:-1])}<tspan class="{DIVIDING}">{HYPHEN}</tspan>'


def escape(text: str) -> str:
    """Return text that stands as itself in an element or a double-quoted attribute."""
    if not _MARKUP.search(text):
        return text
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def spline(path: str) -> list[Point]:
    """Return the points of a path: its start, then two handles and an end for each piece.

    Args:
        path: `M x,y C …` with absolute coordinates in px, as Graphviz writes edges.
    """
    for sign in "MC,":
        path = path.replace(sign, " ")
    numbers = list(map(float, path.split()))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def start_direction(points: Sequence[Point]) -> Point:
    """Return the direction in which a spline begins, as a vector of length 1."""
    x, y = points[0]
    for to_x, to_y in points[1:]:
        length = hypot(to_x - x, to_y - y)
        if length > _CLOSE:
            return ((to_x - x) / length, (to_y - y) / length)
    return (0.0, 1.0)


def shorten(points: Sequence[Point]) -> str:
    """Return path data that draws a spline, with `H` and `V` where it is straight."""
    x, y = points[0]
    parts = [f"M{decimal(x)} {decimal(y)}"]
    for (x1, y1), (x2, y2), (x3, y3) in zip(points[1::3], points[2::3], points[3::3], strict=True):
        if _straight(y, y1, y2, y3):
            if abs(x3 - x) >= _CLOSE:
                parts.append(f"H{decimal(x3)}")
        elif _straight(x, x1, x2, x3):
            parts.append(f"V{decimal(y3)}")
        else:
            corners = " ".join(map(decimal, (x1, y1, x2, y2, x3, y3)))
            parts.append(f"C{corners}")
        x, y = x3, y3
    return "".join(parts)


def _straight(start: float, first: float, second: float, end: float) -> bool:
    """Return whether four coordinates are the same; of straight pieces most are so exactly."""
    return first == second == end == start or (
        abs(first - start) < _CLOSE and abs(second - start) < _CLOSE and abs(end - start) < _CLOSE
    )


def decimal(value: float) -> str:
    """Return a number with at most two decimals and no needless zero."""
    whole = int(value)
    if whole == value:  # most are, and this takes a third of the time
        return str(whole)
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
