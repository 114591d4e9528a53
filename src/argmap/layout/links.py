"""Routes the links: from the port of what they bear on, down a lane of its own, to each box."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.layout.measures import (
    DOT,
    FIRST_LANE,
    GUTTER_STEP,
    HEAD,
    JOIN_INDENT,
    LANE,
    PORT_STEP,
    lanes,
)
from argmap.layout.plan import Item, Kind, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.layout.place import Place

Point = tuple[float, float]


class Route(NamedTuple):
    """One link as it is drawn.

    Attributes:
        source, target: What it leads from, and what it bears on.
        relation: How it bears on it.
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
    """The place on a link where what attacks it hangs."""

    join: Item
    x: int
    y: int


def routes(places: Sequence[Place]) -> Iterator[Route]:
    """Yields every link, in reading order of the targets.

    The links to one target run in a lane for each relation. The lanes of later groups run
    outside those of earlier ones, so that none crosses another.
    """
    spots = {spot.item: spot for spot in places}
    for spot in places:
        groups = spot.item.groups()
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
    """Where a group of links ends, and the x of its lane."""
    if spot.item.kind is Kind.JOIN:
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
    """Where a bracket, or a dot, ends below."""
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
    """How a link bears on its target: a premise's does what its inference does."""
    if child.relation is Relation.PREMISE and child.parent is not None:
        child = child.parent
    assert child.relation is not None
    return child.relation


def brackets(places: Sequence[Place]) -> Iterator[Bracket]:
    """Yields the bracket of every stack of linked premises."""
    spots = {spot.item: spot for spot in places}
    for spot in places:
        if spot.item.kind is Kind.JOIN and spot.box is not None:
            x = spot.left + JOIN_INDENT // 2
            yield Bracket(spot.item, x, spot.bottom, _foot(spot, spots))


def dots(places: Sequence[Place]) -> Iterator[Dot]:
    """Yields the dot on every link that is attacked itself."""
    for spot in places:
        if spot.item.kind is Kind.JOIN and spot.box is None:
            yield Dot(spot.item, spot.left + JOIN_INDENT // 2, spot.anchor)
