"""Boxes, broken lines and arrowheads: the shapes that tell things apart without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argmap.layout.measures import HEAD, STUB
from argmap.layout.plan import Relation
from argmap.marks import Tone
from argmap.pathdata import decimal, direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.engine import Rectangle
    from argmap.pathdata import Point
    from argmap.theme import Paint

RADIUS: Final = 5
"""The radius of a box's corners."""

BAR: Final = RADIUS
"""The width of the bar that tells the side against the thesis."""

DASHES: Final = {Relation.SUPPORTS: "", Relation.ATTACKS: "6 4", Relation.CITES: "2 3"}
"""How a line is broken, in px: it tells the relation where colours cannot be seen."""


EDGES: Final = {
    "implicit": ' stroke-dasharray="4 3"',
    "disputed": ' stroke-dasharray="1.5 2.5"',
    "verified": ' stroke-width="2"',
}
"""The edge of a claim that nobody spoke, and of evidence by what is known about it."""

MARKED: Final = {Tone.DOUBT: "9 4", Tone.GONE: "2.5 4"}
"""How the edge of a marked box is broken, in px, if it is not broken for a reason of its own."""


def dash(relation: Relation | None) -> str:
    """Returns the attribute that breaks a line by its relation, or nothing."""
    return _dashes(DASHES[relation] if relation else "")


def head(line: Sequence[Point], relation: Relation, colour: str) -> str:
    """Returns an arrowhead: filled where something is given, open where something is attacked.

    Args:
        line: The link's spline from its target on; it sets out `STUB` behind the tip.
        relation: How the link bears on its target.
        colour: What a filled head is filled with.
    """
    (x, y), (dx, dy) = line[0], direction(line)
    tip = (x - STUB * dx, y - STUB * dy)
    base = (tip[0] + HEAD * dx, tip[1] + HEAD * dy)
    side = (HEAD / 2 * dy, HEAD / 2 * dx)
    left, right = (base[0] + side[0], base[1] - side[1]), (base[0] - side[0], base[1] + side[1])
    first, second, third = [f"{decimal(x)} {decimal(y)}" for x, y in (left, tip, right)]
    if relation is Relation.ATTACKS:
        return f'<path class="head" d="M{first}L{second} {third}"/>'
    shape = f"M{first}L{second} {third}z"
    return f'<path class="head full" d="{shape}" fill="{colour}" stroke="none"/>'


def rectangle(place: Rectangle, paint: Paint, edge: str, tone: Tone | None = None) -> str:
    """Returns a box.

    Args:
        place: What it covers.
        paint: Its colours; with a tone, `stroke` is that of the tone.
        edge: What its edge is to show, if it is a word of `EDGES`.
        tone: That of the mark on it.
    """
    x, y, width, height = map(decimal, (place.x, place.y, place.width, place.height))
    kind, shown = "box", EDGES.get(edge, "")
    if tone:
        broken = shown if "dash" in shown else _dashes(MARKED.get(tone, ""))
        kind, shown = f"box {tone}", f' stroke-width="2.5"{broken}'
    return (
        f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="{RADIUS}" '
        f'fill="{paint.fill}" stroke="{paint.stroke}"{shown}/>'
    )


def bar(place: Rectangle, paint: Paint) -> str:
    """Returns the bar at the left edge of what is against the thesis: seen in grey, too."""
    x, y = decimal(place.x + BAR), decimal(place.y)
    curves = f"a{RADIUS} {RADIUS} 0 0 0", decimal(place.height - 2 * RADIUS)
    line = f"M{x} {y}{curves[0]}-{RADIUS} {RADIUS}v{curves[1]}{curves[0]} {RADIUS} {RADIUS}z"
    return f'<path class="bar" d="{line}" fill="{paint.stroke}"/>'


def _dashes(pattern: str) -> str:
    return f' stroke-dasharray="{pattern}"' if pattern else ""
