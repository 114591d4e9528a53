"""Writes the finished SVG: Graphviz's drawing, the map's words, what each thing is, the styles."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

from argmap.engine import Rectangle
from argmap.layout.measures import DOT, STYLES
from argmap.layout.plan import Kind, Relation
from argmap.pathdata import decimal, shorten, spline
from argmap.strokes import dash, head, rectangle
from argmap.typeset import web_font

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.engine import Drawn
    from argmap.layout.arrange import Arrangement
    from argmap.layout.boxes import SetParagraph
    from argmap.layout.links import Route
    from argmap.layout.place import Place
    from argmap.model import ArgumentMap
    from argmap.theme import Paint, Theme
    from argmap.typeset import FaceName

FALLBACKS: Final = "Inter,Liberation Sans,Arial,Helvetica,DejaVu Sans,sans-serif"
SHARP: Final = "translate(.5 .5)"
WEIGHTS: Final[dict[FaceName, int]] = {"regular": 400, "semibold": 600}


def escape(text: str) -> str:
    """Returns text that stands as itself in an element or a double-quoted attribute."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def write(argument: ArgumentMap, arrangement: Arrangement, drawn: Drawn, theme: Theme) -> str:
    """Returns the finished SVG, one element a line, with a final line end.

    Args:
        argument: The map: its title, language and description.
        arrangement: What was sent to Graphviz, and what each id stands for.
        drawn: What Graphviz drew.
        theme: The colours.
    """
    return _Writer(argument, arrangement, drawn, theme).document()


class _Writer:
    """Holds what every part of the document needs."""

    def __init__(
        self, argument: ArgumentMap, arrangement: Arrangement, drawn: Drawn, theme: Theme
    ) -> None:
        self.argument = argument
        self.arrangement = arrangement
        self.drawn = drawn
        self.theme = theme
        self.sketch = arrangement.sketch
        self.prefix = _prefix(argument, arrangement)

    def document(self) -> str:
        parts = [*self._head(), *self._links(), *self._boxes(), *self._sources(), "</svg>", ""]
        return "\n".join(parts)

    def _head(self) -> Iterator[str]:
        width, height = self.arrangement.width, self.arrangement.height
        thesis = self.argument.thesis.text
        title = self.argument.title
        name = title if thesis.rstrip(".!") == title.rstrip(".!") else f"{title}: {thesis}"
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="argmap {self.prefix}" role="img" '
            f'lang="{escape(self.argument.lang)}" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" '
            f'font-family="{self.prefix},{FALLBACKS}" font-size="{STYLES["evidence"].size:g}">'
        )
        yield f"<title>{escape(name)}</title>"
        if self.argument.description:
            yield f"<desc>{escape(self.argument.description)}</desc>"
        yield f"<style>{self._faces()}{self._shrinking()}</style>"
        yield f'<rect width="{width}" height="{height}" fill="{self.theme.background}"/>'

    def _faces(self) -> str:
        texts: dict[FaceName, list[str]] = {"regular": [], "semibold": []}
        for paragraph in _paragraphs(self.arrangement):
            texts[STYLES[paragraph.style].face] += paragraph.lines
        faces = []
        for face, lines in texts.items():
            data = base64.b64encode(web_font(face, lines)).decode()
            faces.append(
                f"@font-face{{font-family:{self.prefix};font-weight:{WEIGHTS[face]};"
                f"src:url(data:font/woff2;base64,{data})}}"
            )
        return "".join(faces)

    def _shrinking(self) -> str:
        return f"@media screen,print{{svg.{self.prefix}{{max-width:100%;height:auto}}}}"

    def _links(self) -> Iterator[str]:
        # A line of 2 px is sharp on a whole coordinate, a box's edge of 1 px on a half.
        yield '<g class="links" aria-hidden="true" fill="none" stroke-width="2">'
        for name, route in self.sketch.links.items():
            yield self._link(name, route)
        yield from self._joints()
        yield "</g>"

    def _joints(self) -> Iterator[str]:
        for name, bracket in self.sketch.brackets.items():
            colour = self._line_colour(bracket.join.relation, against=bracket.join.against)
            path = shorten(spline(self.drawn.edges[name])) + "h5"
            broken = dash(bracket.join.relation)
            yield f'<path class="bracket" d="{path}" stroke="{colour}"{broken}/>'
        for name, mark in self.sketch.dots.items():
            colour = self._line_colour(mark.join.relation, against=mark.join.against)
            place = self.drawn.nodes[name]
            x, y = decimal(place.x + place.width / 2), decimal(place.y + place.height / 2)
            yield f'<circle class="dot" cx="{x}" cy="{y}" r="{DOT}" fill="{colour}"/>'

    def _link(self, name: str, route: Route) -> str:
        colour = self._line_colour(route.relation, against=route.against)
        line = spline(self.drawn.edges[name])
        tip = head(line, route.relation, colour) if route.headed else ""
        path = f'<path d="{shorten(line)}"{dash(route.relation)}/>'
        return f'<g class="link {route.relation}" stroke="{colour}">{path}{tip}</g>'

    def _line_colour(self, relation: Relation | None, *, against: bool) -> str:
        if relation is Relation.CITES:
            return self.theme.cites_line
        return self.theme.opposing_line if against else self.theme.supporting_line

    def _boxes(self) -> Iterator[str]:
        yield f'<g class="boxes" transform="{SHARP}">'
        for name, spot in self.sketch.boxes.items():
            yield self._box(spot, self.drawn.nodes[name])
        yield "</g>"

    def _sources(self) -> Iterator[str]:
        if not self.arrangement.sources:
            return
        yield '<g class="sources">'
        for row in self.arrangement.sources:
            place = Rectangle(row.left, row.top, row.box.width, row.box.height)
            paragraphs = (
                self._paragraph(p, place, self.theme.evidence) for p in row.box.paragraphs
            )
            words = "".join(paragraphs)
            yield f'<a href="{escape(row.url)}">{words}</a>' if row.url else words
        yield "</g>"

    def _box(self, spot: Place, place: Rectangle) -> str:
        item = spot.item
        paint = self._paint(spot)
        implicit = item.claim is not None and item.claim.implicit
        parts = [rectangle(place, paint, implicit=implicit)]
        assert spot.box is not None
        parts += (self._paragraph(p, place, paint) for p in spot.box.paragraphs)
        inside = "\n".join(parts)
        if item.kind in (Kind.REFERENCE, Kind.CONTINUATION):
            inside = f'<a href="#{self._id(item.id)}">{inside}</a>'
        identity = {
            Kind.REFERENCE: "",
            Kind.CONTINUATION: f' id="{self._id(item.id)}..more"',
        }.get(item.kind, f' id="{self._id(item.id)}"')
        return f'<g class="{_classes(spot)}"{identity}>\n{inside}</g>'

    def _id(self, name: str) -> str:
        return f"{self.prefix}-{escape(name)}"

    def _paint(self, spot: Place) -> Paint:
        item = spot.item
        side = self.theme.opposing if item.against else self.theme.supporting
        return {
            Kind.THESIS: self.theme.thesis,
            Kind.CLAIM: side,
            Kind.EVIDENCE: self.theme.evidence,
            Kind.JOIN: self.theme.warrant,
        }.get(item.kind, self.theme.reference)

    def _paragraph(self, paragraph: SetParagraph, place: Rectangle, paint: Paint) -> str:
        style = STYLES[paragraph.style]
        small = paragraph.style in ("kicker", "meta")
        attributes = [f'fill="{paint.accent if small else paint.text}"']
        if style.size != STYLES["evidence"].size:
            attributes.append(f'font-size="{style.size:g}"')
        if style.face != "regular":
            attributes.append(f'font-weight="{WEIGHTS[style.face]}"')
        if paragraph.lang != self.argument.lang:
            attributes.append(f'lang="{escape(paragraph.lang)}"')
        if paragraph.rtl:
            attributes.append('direction="rtl"')
        x = decimal(place.x + paragraph.x)
        # A space between two lines stands outside them: it is for those who listen, search or copy.
        lines = (
            f'<tspan x="{x}" y="{decimal(place.y + baseline)}">{escape(line.rstrip())}</tspan>'
            f"{' ' * line.endswith(' ')}"
            for line, baseline in zip(paragraph.lines, paragraph.baselines, strict=True)
        )
        return f"<text {' '.join(attributes)}>{''.join(lines)}</text>"


def _classes(spot: Place) -> str:
    item = spot.item
    side = "against" if item.against else "for"
    if item.kind in (Kind.CLAIM, Kind.THESIS):
        assert item.claim is not None
        return f"claim {item.claim.role} {side}"
    return f"{item.kind} {side}"


def _prefix(argument: ArgumentMap, arrangement: Arrangement) -> str:
    """A short name of this picture alone, so that several can stand in one page."""
    digest = hashlib.sha256(arrangement.sketch.dot.encode())
    for text in _texts(argument, arrangement):
        digest.update(text.encode())
        digest.update(b"\0")
    return f"m{digest.hexdigest()[:7]}"


def _texts(argument: ArgumentMap, arrangement: Arrangement) -> Iterable[str]:
    yield argument.title
    yield argument.description or ""
    for spot in arrangement.sketch.boxes.values():
        yield spot.item.id
    for paragraph in _paragraphs(arrangement):
        yield from paragraph.lines


def _paragraphs(arrangement: Arrangement) -> Iterator[SetParagraph]:
    for spot in arrangement.sketch.boxes.values():
        assert spot.box is not None
        yield from spot.box.paragraphs
    for row in arrangement.sources:
        yield from row.box.paragraphs
