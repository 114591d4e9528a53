"""The links, brackets and dots, as they were drawn, in the colours of their sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.layout.measures import DOT
from argmap.layout.plan import Relation
from argmap.pathdata import decimal, shorten, spline
from argmap.svg.strokes import dash, head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.engine import Drawn
    from argmap.layout.dot import Sketch
    from argmap.layout.links import Route
    from argmap.theme import Palette


def lines(sketch: Sketch, drawn: Drawn, palette: Palette) -> Iterator[str]:
    """Yields the group of all lines; those who listen are told the relations by words."""
    # A line of 2 px is sharp on a whole coordinate, a box's edge of 1 px on a half.
    yield '<g class="links" aria-hidden="true" fill="none" stroke-width="2">'
    for name, route in sketch.links.items():
        yield _link(route, drawn.edges[name], palette)
    for name, bracket in sketch.brackets.items():
        path = shorten(spline(drawn.edges[name])) + "h5"
        join = bracket.join
        stroke = palette.side_line(against=join.against)
        style = f'stroke="{stroke}"{dash(join.relation)}'
        yield f'<path class="bracket {join.side}" d="{path}" {style}/>'
    for name, mark in sketch.dots.items():
        place = drawn.nodes[name]
        x, y = decimal(place.x + place.width / 2), decimal(place.y + place.height / 2)
        circle = f'<circle class="dot full" cx="{x}" cy="{y}" r="{DOT}"'
        fill = f'fill="{palette.side_line(against=mark.join.against)}" stroke="none"'
        yield f'<g class="{mark.join.side}">{circle} {fill}/></g>'
    yield "</g>"


def _link(route: Route, path: str, palette: Palette) -> str:
    colour = palette.cites_line
    classes = f"link {route.relation}"
    if route.relation is not Relation.CITES:
        colour = palette.side_line(against=route.source.against)
        classes += f" {route.source.side}"
    line = spline(path)
    tip = head(line, route.relation, colour) if route.headed else ""
    body = f'<path d="{shorten(line)}"{dash(route.relation)}/>'
    return f'<g class="{classes}" stroke="{colour}">{body}{tip}</g>'
