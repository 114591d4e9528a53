"""What can be wrong with a picture, each fault one sentence; a good picture has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geometry.links import link_faults
from geometry.plane import around, overlapping
from geometry.shapes import Extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geometry.shapes import Drawn

SMALLEST = 12.0
SMALLEST_CLAIM = 13.0
"""Font sizes in CSS px: nothing is smaller; the words of a claim are larger."""

EASE = 0.5
"""How far words may reach out of a box, in px: under what a reader could see."""

LINES = 1.0
"""How far the boxes of two lines of words may reach into each other, in px: a font's own line may
be a little higher than the distance from one line to the next."""


def faults(drawn: Drawn, order: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Return what is wrong with a picture.

    Args:
        drawn: What a browser has drawn.
        order: Ids of claims and evidence, two at a time: the first is to stand before the second
            for a reader who goes from the top down, and from the left to the right.
    """
    return [
        *_size(drawn),
        *_outside(drawn),
        *_small_words(drawn),
        *_words_and_boxes(drawn),
        *_overlaps(drawn),
        *link_faults(drawn),
        *_disorder(drawn, order),
    ]


def _size(drawn: Drawn) -> Iterator[str]:
    if drawn.width > drawn.asked + 0.01:
        yield f"the picture is {drawn.width:.2f} px wide, and {drawn.asked:.0f} were asked for"


def _outside(drawn: Drawn) -> Iterator[str]:
    """What reaches over the picture's edge, with the width of its stroke."""
    picture = Extent(left=0, top=0, right=drawn.width, bottom=drawn.height)
    parts = [
        *((box.name, box.grown(box.stroke / 2)) for box in drawn.boxes),
        *((line.name, around(line.points, line.stroke / 2)) for line in drawn.lines),
        *((head.name, around(head.corners)) for head in drawn.heads),
        *((dot.name, around([(dot.x, dot.y)], dot.radius)) for dot in drawn.dots),
    ]
    for name, extent in parts:
        if not picture.contains(extent, 0.05):
            yield f"{name} reaches over the edge of the picture"
    for words in drawn.words:
        if not picture.contains(words, EASE):
            yield f"the words “{words.words}” reach over the edge of the picture"


def _small_words(drawn: Drawn) -> Iterator[str]:
    largest: dict[int, float] = {}
    for words in drawn.words:
        if words.size < SMALLEST - 0.01:
            yield f"the words “{words.words}” are {words.size:.1f} px high"
        for box in drawn.homes(words):
            largest[box.group] = max(words.size, largest.get(box.group, 0))
    for number, size in largest.items():
        group = drawn.groups[number]
        if "claim" in group.classes and size < SMALLEST_CLAIM - 0.01:
            yield f"the words of the claim {group.name} are {size:.1f} px high"


def _words_and_boxes(drawn: Drawn) -> Iterator[str]:
    for words in drawn.words:
        homes = drawn.homes(words)
        if not homes:
            continue
        middle = ((words.left + words.right) / 2, (words.top + words.bottom) / 2)
        home = next((box for box in homes if box.holds(middle)), homes[0])
        if not home.contains(words, EASE):
            yield (
                f"the words “{words.words}” reach {_excess(words, home):.1f} px "
                f"out of the box {home.name}"
            )
        home = drawn.around(home)
        if words.ink_top < home.top - LINES or words.ink_bottom > home.bottom + LINES:
            yield f"letters of “{words.words}” reach out of the box {home.name}"


def _excess(words: Extent, box: Extent) -> float:
    return max(
        box.left - words.left,
        words.right - box.right,
        box.top - words.top,
        words.bottom - box.bottom,
    )


def _overlaps(drawn: Drawn) -> Iterator[str]:
    for one, other in overlapping(drawn.boxes, 0.1):
        if drawn.around(one) is other or drawn.around(other) is one:
            continue
        yield f"the boxes {one.name} and {other.name} overlap"
    for first, second in overlapping(drawn.words, LINES):
        if first.line == second.line:
            continue
        yield f"the words “{first.words}” and “{second.words}” overlap"
    free = [words for words in drawn.words if not drawn.homes(words)]
    for a, b in overlapping([*free, *drawn.boxes], EASE):
        for words, box in ((a, b), (b, a)):
            if hasattr(words, "words") and not hasattr(box, "words"):
                yield f"the words “{words.words}” lie over the box {getattr(box, 'name', '')}"


def _disorder(drawn: Drawn, order: Iterable[tuple[str, str]]) -> Iterator[str]:
    boxes = drawn.boxes_by_id
    for first, second in order:
        missing = [name for name in (first, second) if name not in boxes]
        if missing:
            yield from (f"{name} is not in the picture" for name in missing)
            continue
        one, other = boxes[first], boxes[second]
        level = abs(one.top - other.top) <= EASE
        if other.left <= one.left if level else other.top < one.top:
            yield f"{second} stands before {first}"
    if "thesis" in boxes:
        highest = min(box.top for box in drawn.boxes)
        if boxes["thesis"].top > highest + EASE:
            yield "something stands above the thesis"
