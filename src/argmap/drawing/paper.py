"""Divide a picture into pages of paper, between its boxes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import Final, Literal, NamedTuple
from xml.etree import ElementTree as ET

PaperName = Literal["a4", "letter"]

POINTS: Final = 0.75
"""The size of a CSS px in points: 12 px are 9 pt."""

MARGIN: Final = 57
"""White around the picture, in px: 15 mm."""

HEADER: Final = 70
"""Height of what is repeated above each page but the first, in px: four lines of words."""

FOOTER: Final = 24
"""Height of the page's number below, in px."""

AIR: Final = 3
"""How far a cut stays from a box or a line of words, in px."""

FULL: Final = 1 / 3
"""Part of a page that is filled before a cut is taken that leaves the rest blank."""

BLANK: Final = 1 / 4
"""Part of a page that may stay blank so that a claim is not parted from the reason below it."""

_SIZES: Final[dict[str, tuple[float, float]]] = {"a4": (595.28, 841.89), "letter": (612, 792)}
_SVG: Final = "{http://www.w3.org/2000/svg}"
_NUMBER: Final = re.compile(r"[MLHVCSQTAZmlhvcsqtaz]|-?(?:\d+\.?\d*|\.\d+)")


class Paper(NamedTuple):
    """A sheet.

    Attributes:
        name: Its size.
        landscape: Whether its longer side lies.
    """

    name: PaperName
    landscape: bool = False

    @property
    def sheet(self) -> tuple[float, float]:
        """Its width and height in points."""
        width, height = _SIZES[self.name]
        return (height, width) if self.landscape else (width, height)

    @property
    def width(self) -> int:
        """The width of a picture on it, in px."""
        return int(self.sheet[0] / POINTS) - 2 * MARGIN

    @property
    def height(self) -> int:
        """The room for a picture on its first page, in px."""
        return int(self.sheet[1] / POINTS) - 2 * MARGIN - FOOTER


class Stretch(NamedTuple):
    """From where to where something reaches that is not cut, in px from the top."""

    top: float
    bottom: float


class Window(NamedTuple):
    """What a page shows of a picture, in px from its top.

    Windows overlap where boxes stand so that every cut would go through one: each box is then on
    the page that shows it whole.
    """

    top: float
    bottom: float


def windows(
    spans: Iterable[Stretch],
    height: float,
    first: float,
    room: float,
    kept: Iterable[Stretch] = (),
) -> list[Window]:
    """Divide a picture so that every span is whole on some page.

    Args:
        spans: What is not cut, each no taller than `room`.
        height: The picture's height.
        first: The room on the first page.
        room: The room on each other page.
        kept: What is not cut either, where that costs no more than `BLANK` of a page.
    """
    boxes, wishes = sorted(spans), sorted(kept)
    ordered = [Stretch(max(0, span.top - AIR), span.bottom + AIR) for span in boxes]
    found: list[Window] = []
    top, limit = 0.0, first
    while height - top > limit:
        start = bisect_left(ordered, Stretch(top, top))
        clean, late = _cut(islice(ordered, start, None), top, top + limit)
        least = top + limit * (1 - BLANK)
        early = _before_kept(wishes, clean if clean > least else late, least)
        if early and not _crosses(islice(boxes, start, None), early):
            found.append(Window(top, early))
            top = early
        elif clean - top >= limit * FULL:
            found.append(Window(top, clean))
            top = clean
        else:
            found.append(Window(top, top + limit))
            top = late
        limit = room
    return [*found, Window(top, height)]


def _before_kept(kept: Sequence[Stretch], cut: float, least: float) -> float | None:
    """Return the nearest place above a cut that parts nothing that is to be kept together.

    None where the cut parts nothing such, or where that place is above the least one.
    """
    place = cut
    for index in range(bisect_left(kept, Stretch(cut, cut)) - 1, -1, -1):
        span = kept[index]
        if span.top < least:
            break
        if span.top < place < span.bottom:
            place = span.top - 1
    return place if least <= place < cut else None


def _crosses(spans: Iterable[Stretch], place: float) -> bool:
    """Tell whether a place cuts any of some spans, which come by their tops."""
    return any(span.bottom > place for span in takewhile(lambda one: one.top < place, spans))


def _cut(spans: Iterable[Stretch], top: float, end: float) -> tuple[float, float]:
    """Return the last place that cuts nothing, and where the first span begins that `end` cuts."""
    clean, reach, late = top, top, end
    for span in spans:
        if reach <= min(span.top, end):
            clean = min(span.top, end)
        if span.top >= end:
            return clean, late
        reach = max(reach, span.bottom)
        if span.bottom > end and span.top > top:
            late = min(late, span.top)
    return (end if reach <= end else clean), late


class Sheets:
    """A picture on several pages.

    Attributes:
        windows: What each page shows.
        first: The group of the first box that a page shows; None where there is none.
    """

    def __init__(self, root: ET.Element, paper: Paper) -> None:
        self.root = root
        _settle_lines(root)
        self.above = {child: parent for parent in root.iter() for child in parent}
        self._after = {one: other for parent in root.iter() for one, other in pairwise(parent)}
        self.room = paper.height - HEADER
        size = float(root.get("height", 0))
        # Where the header comes on top, the first page has more room; all boxes fit on any page.
        self.spans = {unit: span for unit, span in self._units() if span.bottom - span.top}
        kept = list(self._kept())
        self.windows = windows(self.spans.values(), size, paper.height, self.room, kept)
        self.first: list[ET.Element | None] = [None] * len(self.windows)
        self.pages = [self._page(window) for window in self.windows]
        self._copies: list[dict[ET.Element, ET.Element]] = [{root: page} for page in self.pages]
        self._spread()

    def page_of(self, top: float, bottom: float) -> int:
        """Return the number of the page that shows a part of the picture whole, or its start."""
        for number, window in enumerate(self.windows):
            if window.top - AIR <= top and bottom <= window.bottom + AIR:
                return number
        starts = [window.top for window in self.windows]
        return max(0, bisect_right(starts, top) - 1)

    def _units(self) -> Iterator[tuple[ET.Element, Stretch]]:
        """Yield what is not cut: boxes that fit on a page with all in them, and lines of words.

        Evidence, a group of its own, goes with the box of its claim, which it follows.
        """
        waiting = [self.root]
        claim = Stretch(0, 0)
        while waiting:
            part = waiting.pop()
            box = part.find(f"{_SVG}rect[@class]")
            if box is None:
                box = part.find(f"{_SVG}a/{_SVG}rect[@class]")
            whole = part.get("role") == "listitem" and part.find(f"{_SVG}g") is None
            if part.tag == f"{_SVG}text":
                yield from ((line, _line(line, part)) for line in _lines(part))
            elif box is not None and part is not self.root and _box(box, self.room):
                span = _extent(box)
                cited = "evidence" in part.get("class", "").split()
                if not (cited and claim.top <= span.top and span.bottom <= claim.bottom):
                    claim = span
                yield part, claim
            elif whole and (lines := [_line(one, part) for one in _lines(part)]):
                span = Stretch(min(one.top for one in lines), max(one.bottom for one in lines))
                if span.bottom - span.top <= self.room:
                    yield part, span
                else:
                    waiting += reversed(part)
            else:
                waiting += reversed(part)

    def _kept(self) -> Iterator[Stretch]:
        """Yield from where to where a claim and what stands right below it first reach.

        Words without a box, as why claims count together, belong to the claim after them.
        """
        for item in self.root.iter(f"{_SVG}g"):
            if item.get("role") != "listitem" or not len(item):
                continue
            own = [self.spans[part] for part in item[0].iter() if part in self.spans]
            reasons = item.find(f"{_SVG}g[@role='list']/{_SVG}g")
            words = reasons is None and item.find(f".//{_SVG}rect") is None
            after = self._after.get(item) if words else reasons
            below = after.iter() if after is not None else iter(())
            first = next((part for part in below if part in self.spans), None)
            if own and first is not None and own[-1].bottom <= self.spans[first].top:
                yield Stretch(own[0].top, self.spans[first].bottom)

    def _page(self, window: Window) -> ET.Element:
        page = _bare(self.root)
        width, height = self.root.get("width", ""), f"{window.bottom - window.top:.2f}"
        page.set("height", height)
        page.set("viewBox", f"0 {window.top:.2f} {width} {height}")
        return page

    def _spread(self) -> None:
        """Put every part on the pages that show it."""
        waiting = list(reversed(self.root))
        while waiting:
            part = waiting.pop()
            if part.tag in {f"{_SVG}style", f"{_SVG}title", f"{_SVG}desc"}:
                continue
            span = self.spans.get(part)
            if span is not None:
                self._put(part, [self.page_of(span.top, span.bottom)], whole=True)
            elif part.tag in {f"{_SVG}g", f"{_SVG}a", f"{_SVG}text"}:
                waiting += reversed(part)
            else:
                shown = _extent(part)
                pages = [
                    number
                    for number, window in enumerate(self.windows)
                    if shown.top < window.bottom and shown.bottom > window.top
                ]
                self._put(part, pages, whole=False)

    def _put(self, part: ET.Element, pages: Iterable[int], *, whole: bool) -> None:
        chain = []
        above = self.above[part]
        while above is not self.root:
            chain.append(above)
            above = self.above[above]
        for number in pages:
            copies = self._copies[number]
            place = self.pages[number]
            for group in reversed(chain):
                if group not in copies:
                    copies[group] = _bare(group)
                    place.append(copies[group])
                place = copies[group]
            place.append(part)
            if whole and self.first[number] is None and part.get("id"):
                self.first[number] = part


def _bare(part: ET.Element) -> ET.Element:
    """Return an element without what is in it."""
    return ET.Element(part.tag, dict(part.attrib))


def _box(rect: ET.Element, room: float) -> bool:
    """Return whether a rectangle is that of a box which fits on a page."""
    span = _extent(rect)
    kind = rect.get("class", "").split()
    return "box" in kind and span.bottom - span.top + 2 * AIR <= room


def _settle_lines(root: ET.Element) -> None:
    """Give each line of words its own place: it may be on another page than the one before."""
    for text in root.iter(f"{_SVG}text"):
        y = 0.0
        for line in text.findall(f"{_SVG}tspan"):
            y = float(line.get("y", y)) + float(line.attrib.pop("dy", 0))
            line.set("y", f"{y:g}")


def _lines(part: ET.Element) -> Iterator[ET.Element]:
    """Yield the lines of words in an element; what of a line has a look of its own stays in it."""
    for text in part.iter(f"{_SVG}text"):
        yield from text.findall(f"{_SVG}tspan")


def _line(line: ET.Element, text: ET.Element) -> Stretch:
    size = float(line.get("font-size") or text.get("font-size") or 12)
    base = float(line.get("y") or text.get("y") or 0)
    return Stretch(base - size, base + 0.35 * size)


def _extent(part: ET.Element) -> Stretch:
    """Return from where to where a shape reaches; the whole picture, if that is unknown."""
    if part.tag == f"{_SVG}rect":
        top = float(part.get("y", 0))
        return Stretch(top, top + float(part.get("height", 0)))
    if part.tag == f"{_SVG}circle":
        middle, radius = float(part.get("cy", 0)), float(part.get("r", 0))
        return Stretch(middle - radius, middle + radius)
    return _path_extent(_NUMBER.findall(part.get("d", "")))


_PAIRS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


def _path_extent(tokens: Sequence[str]) -> Stretch:
    """Return from where to where a path reaches, with the handles of its curves."""
    y, at, command = 0.0, 0, "M"
    seen: list[float] = []
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        count = _PAIRS.get(command.upper(), 0)
        numbers = [float(token) for token in tokens[at : at + count]]
        at += count
        if command in "Zz" or len(numbers) < count:
            continue
        ys = {"H": [], "V": numbers, "A": numbers[6:]}.get(command.upper(), numbers[1::2])
        ys = [y + one if command.islower() else one for one in ys]
        seen += ys
        y = ys[-1] if ys else y
    return Stretch(min(seen), max(seen)) if seen else Stretch(float("-inf"), float("inf"))
