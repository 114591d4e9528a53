"""What can be wrong with the links of a picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geometry.bundles import REACH, bundles
from geometry.plane import Grid, around, between, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geometry.bundles import Bundle
    from geometry.shapes import Box, Drawn, Point, Segment, Words

DEPTH = 0.75
"""A line may run so far, in px, into a box: half a stroke at its border."""

APART = 1.0
"""The middles of two links' lines stay so far apart, in px."""

SHORT = 4.0
"""A line ends so near, in px, to the tip of an arrowhead that is not filled."""

SERIF = 5.0
"""The end of a bracket stays so near, in px, to a box that it holds."""

TILT = 5.0
"""An arrowhead may be turned by so many degrees against its line."""


def link_faults(drawn: Drawn) -> Iterator[str]:
    """Yield a sentence for each fault of the links."""
    links = bundles(drawn)
    for bundle in links:
        yield from _ends(bundle)
    yield from _stray_heads(drawn, links)
    yield from _through(drawn, links)
    yield from _meetings(links)


def _ends(bundle: Bundle) -> Iterator[str]:
    """What is wrong where a link begins and ends."""
    if bundle.arrows:
        yield from _arrows(bundle)
    elif len(bundle.sources) < 2:
        yield f"the link {bundle.name} has no arrowhead, and holds no boxes together either"
    for end in bundle.loose:
        serif = not bundle.arrows and any(o.border_distance(end) <= SERIF for o in bundle.sources)
        if not serif:
            yield f"the link {bundle.name} ends at {_at(end)} and reaches nothing there"


def _arrows(bundle: Bundle) -> Iterator[str]:
    if not bundle.sources:
        yield f"the link {bundle.name} comes from no box"
    first = bundle.arrows[0].tip
    for arrow in bundle.arrows:
        if math.dist(arrow.tip, first) > REACH:
            places = f"{_at(first)} and {_at(arrow.tip)}"
            yield f"the link {bundle.name} has arrowheads at two places: {places}"
        if arrow.tilt > TILT:
            yield (
                f"the arrowhead of {bundle.name} at {_at(arrow.tip)} is turned by "
                f"{arrow.tilt:.0f}° against its line"
            )
        if arrow.aside > APART:
            yield f"the arrowhead of {bundle.name} at {_at(arrow.tip)} stands beside its line"
        if arrow.head.open and arrow.short > SHORT:
            yield f"the line of {bundle.name} stops short of its open arrowhead at {_at(arrow.tip)}"
    if not bundle.targets:
        yield f"the arrowhead of {bundle.name} at {_at(first)} touches no box, bracket or dot"


def _at(point: Point) -> str:
    return f"({point[0]:.1f}, {point[1]:.1f})"


def _stray_heads(drawn: Drawn, links: list[Bundle]) -> Iterator[str]:
    used = {id(arrow.head) for bundle in links for arrow in bundle.arrows}
    for head in drawn.heads:
        if id(head) not in used:
            place = _at(head.centre)
            yield f"the arrowhead of {head.name} at {place} stands apart from its line"


def _through(drawn: Drawn, links: list[Bundle]) -> Iterator[str]:
    """Links that run through a box, or through words that stand in no box."""
    boxes: Grid[Box | Words] = Grid()
    for box in drawn.boxes:
        boxes.add(box, box)
    for words in drawn.words:
        if not drawn.homes(words):
            boxes.add(words, words)
    for bundle in links:
        hit: dict[int, str] = {}
        for segment in bundle.segments():
            for box in boxes.near(around(segment)):
                if within(segment, box.grown(-DEPTH)):
                    name = getattr(box, "name", None) or f"the words “{getattr(box, 'words', '')}”"
                    hit[id(box)] = f"the link {bundle.name} runs through {name}"
        yield from hit.values()


def _meetings(links: list[Bundle]) -> Iterator[str]:
    """Links whose lines cross or touch, and arrowheads that lie over another link."""
    grid: Grid[tuple[int, Segment]] = Grid()
    pieces = [bundle.segments() for bundle in links]
    for number, segments in enumerate(pieces):
        for segment in segments:
            grid.add((number, segment), around(segment, APART))
    met: set[tuple[int, int]] = set()
    for number, segments in enumerate(pieces):
        for segment in segments:
            for other, piece in grid.near(around(segment, APART)):
                pair = (number, other)
                if other > number and pair not in met and between(segment, piece) < APART:
                    met.add(pair)
                    names = f"{links[number].name} and {links[other].name}"
                    yield f"the links {names} cross or touch near {_at(segment[0])}"
    yield from _covering(links, grid)


def _covering(links: list[Bundle], lines: Grid[tuple[int, Segment]]) -> Iterator[str]:
    """Arrowheads that touch the lines or the arrowhead of a link that they do not point to."""
    heads: Grid[tuple[int, Segment]] = Grid()
    outlines = [
        [side for arrow in bundle.arrows[:1] for side in arrow.head.sides()] for bundle in links
    ]
    for number, sides in enumerate(outlines):
        for side in sides:
            heads.add((number, side), around(side))
    for number, sides in enumerate(outlines):
        targets = links[number].targets
        touched = {
            other
            for side in sides
            for other, piece in (*lines.near(around(side)), *heads.near(around(side)))
            if other != number and links[other] not in targets and between(side, piece) == 0
        }
        for other in sorted(touched):
            if links[number] not in links[other].targets:
                yield f"an arrowhead of {links[number].name} lies over {links[other].name}"
