"""What a picture promises, checked on the numbers in its SVG: fast, and without a browser."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap import ArgumentMap, Claim, Evidence

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    ("svg", "g", "rect", "path", "circle", "text", "tspan", "title", "desc", "style", "a")
)
ATTRIBUTE = re.compile(r"(?!on)[A-Za-z-]+")
"""What no picture has: an attribute of another name space, or one that runs something."""

SMALLEST, SMALLEST_CLAIM = 12, 13
SHIFT = "translate(.5 .5)"
"""What the boxes are moved by, so that their edges are sharp."""

EASE = 0.5


@dataclass(frozen=True)
class Shape:
    """A box as it is drawn, with half of its stroke, in px, and the words in it."""

    name: str
    left: float
    top: float
    right: float
    bottom: float
    words: str


def faults(
    svg: str, argument: ArgumentMap, width: int, order: Iterable[tuple[str, str]]
) -> list[str]:
    """Return what is wrong with a picture, each fault one sentence.

    Args:
        svg: The picture.
        argument: The map that it shows.
        width: What was asked for, in CSS px.
        order: Ids of which the first has to stand before the second.
    """
    root = etree.fromstring(svg.encode())
    found = shapes(root)
    return [
        *_frame(root, found, width),
        *_strangers(root),
        *_letters(root),
        *_overlaps(found),
        *_missing(root, argument),
        *_words(found, argument),
        *_disorder({shape.name: shape for shape in found if shape.name}, order),
    ]


def strangers(svg: str) -> list[str]:
    """Return what has no place in any picture: elements, attributes, links."""
    return list(_strangers(etree.fromstring(svg.encode())))


def shapes(root: etree._Element) -> list[Shape]:
    """Return the boxes of a picture."""
    prefix = _prefix(root)
    boxes = root.find(f"{SVG}g[@class='boxes']")
    assert boxes.get("transform") == SHIFT
    found = []
    for rect in boxes.iter(f"{SVG}rect"):
        if rect.get("class") != "box":
            continue  # it shows nothing: it is there to be clicked on
        group = rect.getparent()
        group = group.getparent() if group.tag == f"{SVG}a" else group
        x, y, width, height = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
        name = (group.get("id") or "").removeprefix(prefix)
        words = " ".join(text for line in group.iter(f"{SVG}text") for text in line.itertext())
        found.append(Shape(name, x, y, x + width + 1, y + height + 1, words))
    return found


def ids(svg: str) -> set[str]:
    """Return the ids of the map that have a box."""
    return {shape.name for shape in shapes(etree.fromstring(svg.encode())) if shape.name}


def _prefix(root: etree._Element) -> str:
    return f"{root.get('class').split()[1]}-"


def _frame(root: etree._Element, found: list[Shape], width: int) -> Iterator[str]:
    wide, high = float(root.get("width")), float(root.get("height"))
    if wide > width:
        yield f"the picture is {wide} px wide, and {width} were asked for"
    if root.get("viewBox").split() != ["0", "0", root.get("width"), root.get("height")]:
        yield "the view box is not the picture"
    for shape in found:
        if shape.left < 0 or shape.top < 0 or shape.right > wide or shape.bottom > high:
            yield f"{shape} reaches over the edge of the picture"


def _strangers(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.removeprefix(SVG) if isinstance(element.tag, str) else str(element.tag)
        if name not in ELEMENTS:
            yield f"<{name}> has no place in a picture"
        for key, value in element.attrib.items():
            if not ATTRIBUTE.fullmatch(key):
                yield f"{key} has no place in a picture"
            if key == "href" and not value.startswith(("#", "http://", "https://")):
                yield f"a link leads to {value}"
    named = {element.get("id") for element in root.iter() if element.get("id")}
    for link in root.iter(f"{SVG}a"):
        if link.get("href").startswith("#") and link.get("href")[1:] not in named:
            yield f"the link to {link.get('href')} leads nowhere"


def _letters(root: etree._Element) -> Iterator[str]:
    usual = float(root.get("font-size"))
    for text in root.iter(f"{SVG}text"):
        if float(text.get("font-size") or usual) < SMALLEST:
            yield f"“{''.join(text.itertext())}” is too small"
    for group in root.iter(f"{SVG}g"):
        sizes = [float(text.get("font-size") or usual) for text in group.iter(f"{SVG}text")]
        if "claim" in group.get("class", "").split() and max(sizes) < SMALLEST_CLAIM:
            yield f"the words of {group.get('id')} are too small"


def _overlaps(found: list[Shape]) -> Iterator[str]:
    open_ones: list[Shape] = []
    for shape in sorted(found, key=lambda shape: shape.top):
        open_ones = [other for other in open_ones if other.bottom > shape.top]
        for other in open_ones:
            apart = other.left >= shape.right or shape.left >= other.right
            if not apart and not _holds(other, shape):  # evidence stands in its claim's box
                yield f"{other} and {shape} overlap"
        open_ones.append(shape)


def _holds(box: Shape, part: Shape) -> bool:
    return (
        box.left <= part.left
        and part.right <= box.right
        and box.top <= part.top
        and part.bottom <= box.bottom
    )


def _missing(root: etree._Element, argument: ArgumentMap) -> Iterator[str]:
    drawn = Counter(element.get("id") for element in root.iter() if element.get("id"))
    yield from (f"the id {name} stands {count} times" for name, count in drawn.items() if count > 1)
    wanted = [*argument.claims, *(piece.id for _, piece in argument.evidence())]
    yield from (f"{name} is missing" for name in wanted if _prefix(root) + name not in drawn)


def _words(found: list[Shape], argument: ArgumentMap) -> Iterator[str]:
    """What a box does not say, or says in another order."""
    said = {shape.name: squeezed(shape.words) for shape in found}
    for claim in argument.claims.values():
        things: tuple[Claim | Evidence, ...] = (claim, *claim.evidence)
        for thing in things:
            here, start = said.get(thing.id, ""), 0
            for text in filter(None, (thing.text, thing.quote)):
                start = here.find(squeezed(text), start)
                if start < 0:
                    yield f"the box of {thing.id} says “{here}”, not “{text}”"
                    break
                start += len(squeezed(text))


def squeezed(text: str) -> str:
    """Return a text without what is set, divided or left out where that serves the lines."""
    return "".join(
        char
        for char in text
        if not char.isspace()
        and char not in "-\u00ad\u200b\u202b\u202c"
        and unicodedata.category(char)[0] != "M"
    )


def _disorder(found: dict[str, Shape], order: Iterable[tuple[str, str]]) -> Iterator[str]:
    """As the geometry checker has it: from the top down, then from the left to the right."""
    for first, second in order:
        one, other = found.get(first), found.get(second)
        if one is None or other is None:
            yield f"{first} or {second} has no box"
        elif other.left <= one.left if abs(one.top - other.top) <= EASE else other.top < one.top:
            yield f"{second} stands before {first}"
    highest = min(shape.top for shape in found.values())
    if found["thesis"].top > highest + EASE:
        yield "something stands above the thesis"
