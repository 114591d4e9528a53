"""Sketch of a placed picture as DOT without words; routes of the links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.drawing.layout.measures import (
    CORNER,
    DOT,
    FIRST_LANE,
    GUTTER_STEP,
    HEAD,
    JOIN_INDENT,
    LANE,
    PORT_STEP,
    STUB,
    lanes,
)
from argmap.drawing.layout.nodes import DOT_HEAD, node
from argmap.drawing.layout.place import Place
from argmap.drawing.layout.tree import linked_groups
from argmap.model.outline import Item, ItemKind, Relation

ARC = 0.5523
"""Distance of a cubic spline's handles along its tangents for a quarter of a circle of radius 1."""

Point = tuple[float, float]


class Route(NamedTuple):
    """One link as it is drawn.

    Attributes:
        source, target: The items that it leads from and to.
        relation: The effect of the source on the target.
        against: Whether its source is on the side against the thesis.
        points: Its corners, from the target's port to the source's box; every piece is level
            or upright.
        headed: Whether it ends in an arrowhead; the links of one group share one.
    """

    source: Item
    target: Item
    relation: Relation
    against: bool
    points: tuple[Point, ...]
    headed: bool


class Bracket(NamedTuple):
    """The edge of a stack of linked premises."""

    join: Item
    x: int
    top: int
    bottom: int


class Dot(NamedTuple):
    """The place on a link at which attacks on it end."""

    join: Item
    x: int
    y: int


class Sketch(NamedTuple):
    """A picture without words, and the part of the map behind each of its synthetic ids.

    Attributes:
        dot: The DOT text; one Graphviz point is one CSS px, and y grows upwards from 0 to minus
            the height.
        boxes, links, brackets, dots: The parts by their ids, in reading order.
        mirrored: Whether it is for readers from right to left.
    """

    dot: str
    boxes: Mapping[str, Place]
    links: Mapping[str, Route]
    brackets: Mapping[str, Bracket]
    dots: Mapping[str, Dot]
    mirrored: bool = False


def sketch(places: Sequence[Place], *, mirrored: bool = False) -> Sketch:
    """Return the sketch of placed boxes with their links, brackets and dots.

    For readers from right to left it is `mirrored`, and the places are moved.
    """
    boxes = {f"b{i}": spot for i, spot in enumerate(s for s in places if s.box is not None)}
    links = {f"l{i}": route for i, route in enumerate(routes(places))}
    edges = {f"k{i}": bracket for i, bracket in enumerate(brackets(places))}
    marks = {f"d{i}": mark for i, mark in enumerate(dots(places))}
    if mirrored:
        across = places[0].left + places[0].right
        for spot in places:
            spot.left, spot.right = across - spot.right, across - spot.left
        links = {name: _turned(route, across) for name, route in links.items()}
        edges = {name: edge._replace(x=across - edge.x) for name, edge in edges.items()}
        marks = {name: mark._replace(x=across - mark.x) for name, mark in marks.items()}
    ends = {spot.item: name for name, spot in boxes.items()}
    ends |= {mark.join: name for name, mark in marks.items()}
    body = [DOT_HEAD]
    for name, spot in boxes.items():
        assert spot.box is not None
        body.append(node(name, spot.left, spot.top, spot.box.width, spot.box.height))
    for name, mark in marks.items():
        around = (mark.x - DOT, mark.y - DOT, 2 * DOT, 2 * DOT)
        body.append(node(name, *around, shape=" shape=circle"))
    for name, route in links.items():
        body.append(_edge(name, ends[route.source], ends[route.target], _line(route)))
    for name, bracket in edges.items():
        end = ends[bracket.join]
        line = [(bracket.x, bracket.top), (bracket.x, bracket.bottom)]
        body.append(_edge(name, end, end, line))
    return Sketch("".join([*body, "}\n"]), boxes, links, edges, marks, mirrored)


def _turned(route: Route, across: int) -> Route:
    """Return a route in a picture that is turned round."""
    return route._replace(points=tuple((across - x, y) for x, y in route.points))


def _edge(name: str, source: str, target: str, line: Sequence[Point]) -> str:
    return f'\t{source} -> {target} [id={name} pos="{_spline(line)}"]\n'


def _line(route: Route) -> list[Point]:
    """Return the corners of a link, its end drawn back under the arrowhead's tip if it has one."""
    source, target = route.source, route.target
    bracketed = source.parent is target and target.kind is ItemKind.JOIN
    if bracketed and source.relation is Relation.PREMISE:
        return list(route.points)  # it shares the phase of the bracket's dashes
    (x, y), *rest = route.points
    beside = len(rest) > 0 and rest[0][1] == y
    if beside:
        return [(x + STUB if rest[0][0] >= x else x - STUB, y), *rest]
    return [(x, y + STUB), *rest]


def _spline(points: Sequence[Point]) -> str:
    """Round the corners of a path of level and upright pieces, as cubic splines for DOT."""
    spline = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        start = _towards(corner, before, radius)
        end = _towards(corner, after, radius)
        spline += _straight(spline[-1], start)
        spline += [_towards(start, corner, radius * ARC), _towards(end, corner, radius * ARC), end]
    spline += _straight(spline[-1], points[-1])
    return " ".join([f"{x:.6g},{-y:.8g}" for x, y in spline])


def _straight(start: Point, end: Point) -> list[Point]:
    (x, y), (to_x, to_y) = start, end
    across, down = to_x - x, to_y - y
    length = abs(across) + abs(down)
    third = length / 3 / (length or 1)
    return [
        (x + across * third, y + down * third),
        (to_x - across * third, to_y - down * third),
        end,
    ]


def _length(start: Point, end: Point) -> float:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


def _towards(start: Point, end: Point, distance: float) -> Point:
    """Return the point at a distance from `start` on the level or upright piece to `end`."""
    (x, y), (to_x, to_y) = start, end
    share = distance / (abs(x - to_x) + abs(y - to_y) or 1)
    return (x + (to_x - x) * share, y + (to_y - y) * share)


def routes(places: Sequence[Place]) -> Iterator[Route]:
    """Yield every link, in reading order of the targets.

    The links to one target run in a lane for each relation. The lanes of later groups run
    outside those of earlier ones, so that none crosses another.
    """
    spots = {spot.item: spot for spot in places}
    for spot in places:
        groups = linked_groups(spot.item)
        for order, (relation, children) in enumerate(groups):
            if relation is Relation.PREMISE and spot.box is None:
                continue  # a dot: the link through it is its conclusion's
            port, lane = _port(spot, spots, relation, order, len(groups))
            for position, child in enumerate(children):
                headed = position == 0 and relation is not Relation.PREMISE
                yield _route(spot, child, spots, port, lane, headed=headed)


def _port(
    spot: Place, spots: dict[Item, Place], relation: Relation | None, order: int, count: int
) -> tuple[Point, float]:
    """Return the end of a group of links, and the x of its lane."""
    if spot.item.kind is ItemKind.JOIN:
        x = spot.left + JOIN_INDENT // 2
        if relation is Relation.PREMISE:
            return (x, spot.bottom), x
        return (x, _foot(spot, spots)), x
    outer = count - 1 - order
    if spot.beside:
        return (
            (spot.right, spot.anchor + order * PORT_STEP),
            spot.right + HEAD + 5 + outer * GUTTER_STEP,
        )
    spare = spot.indent - lanes(count)
    lane = spot.left + FIRST_LANE + spare // 2 + outer * LANE
    return (lane, spot.bottom), lane


def _foot(join: Place, spots: dict[Item, Place]) -> int:
    """Return the lower end of a bracket or a dot."""
    premises = [child for child in join.item.children if child.relation is Relation.PREMISE]
    if join.box is None:
        return join.anchor + DOT
    return spots[premises[-1]].bottom


def _route(
    spot: Place,
    child: Item,
    spots: dict[Item, Place],
    port: Point,
    lane: float,
    *,
    headed: bool,
) -> Route:
    x, y = port
    while spots[child].box is None:
        child = child.children[0]
    entry = spots[child]
    left, level = entry.left, entry.anchor
    if y == level:
        points: tuple[Point, ...] = (port, (left, level))
    elif x == lane:
        points = (port, (lane, level), (left, level))
    else:
        points = (port, (lane, y), (lane, level), (left, level))
    return Route(child, spot.item, _relation(child), child.against, points, headed)


def _relation(child: Item) -> Relation:
    """Return the relation of a link: a premise's is that of its inference."""
    if child.relation is Relation.PREMISE and child.parent is not None:
        child = child.parent
    assert child.relation is not None
    return child.relation


def brackets(places: Sequence[Place]) -> Iterator[Bracket]:
    """Yield the bracket of every stack of linked premises."""
    spots = {spot.item: spot for spot in places}
    for spot in places:
        if spot.item.kind is ItemKind.JOIN and spot.box is not None:
            x = spot.left + JOIN_INDENT // 2
            yield Bracket(spot.item, x, spot.bottom, _foot(spot, spots))


def dots(places: Sequence[Place]) -> Iterator[Dot]:
    """Yield the dot on every link that is attacked itself."""
    for spot in places:
        if spot.item.kind is ItemKind.JOIN and spot.box is None:
            yield Dot(spot.item, spot.left + JOIN_INDENT // 2, spot.anchor)
