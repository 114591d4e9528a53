"""Set words as SVG: lines of several faces, colours, links and names."""

from __future__ import annotations

from functools import lru_cache

from argmap.drawing.graphviz import Rectangle
from argmap.drawing.layout.cells import Phrase, SetText
from argmap.drawing.markup import RTL, RTL_END, decimal, escape, written
from argmap.drawing.stylesheet import WEIGHTS
from argmap.drawing.theme import Paint, Palette
from argmap.drawing.typeset import Style
from argmap.drawing.typeset.runs import MixedLine
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Tone
from argmap.text import web_address


class Lettering:
    """Writes the words of one picture."""

    def __init__(self, argument: ArgumentMap, palette: Palette, prefix: str, size: float) -> None:
        """Prepare a picture.

        Args:
            argument: The map.
            palette: Its colours.
            prefix: The prefix of its ids.
            size: The size of words that name none, in px.
        """
        self.argument = argument
        self.palette = palette
        self.prefix = prefix
        self.size = size

    def id_of(self, name: str) -> str:
        """Return the id in the picture of a claim or a piece of evidence."""
        return f"{self.prefix}-{escape(name)}"

    def paragraph(
        self, words: SetText, place: Rectangle, paint: Paint, attributes: str = ""
    ) -> str:
        """Return a paragraph at its place in a box, with attributes of its own, a space before."""
        x = decimal(place.x + words.left + (words.width if words.right else 0))
        anchor = ' text-anchor="end"' if words.right else ""
        body = []
        named: set[int] = set()
        for line, baseline in zip(words.lines, words.baselines(), strict=True):
            said = self._line(line, words, paint, named)
            body.append(f'<tspan x="{x}" y="{decimal(place.y + baseline)}">{said}</tspan>')
        looks = f"{attributes}{self._attributes(words.style)}{anchor}"
        return f"<text{looks}>{''.join(body)}</text>"

    def _line(self, line: MixedLine, words: SetText, paint: Paint, named: set[int]) -> str:
        """Return one line; `named` are the spans whose id stands on an earlier one."""
        parts = []
        for run, text in line.pieces:
            span = words.spans[run]
            parts.append(self._piece(span, text, words.style, paint, first=run not in named))
            named.add(run)
        said = "".join(parts) + " " * line.space
        return f"{RTL}{said}{RTL_END}" if words.rtl else said

    def _piece(self, span: Phrase, text: str, base: Style, paint: Paint, *, first: bool) -> str:
        attributes = self._looks(span, base, paint)
        if span.name is not None and first:
            attributes = f' id="{self.id_of(span.name)}"{attributes}'
        text = written(text)
        said = f"<tspan{attributes}>{text}</tspan>" if attributes else text
        if span.link is None:
            return said
        href = web_address(span.link) or f"#{self.id_of(span.link)}"
        return f'<a href="{escape(href) if href == span.link else href}">{said}</a>'

    def _looks(self, span: Phrase, base: Style, paint: Paint) -> str:
        style, found = span.run.style, []
        if span.tint == "accent":
            found.append(f' class="small" fill="{paint.accent}"')
        elif span.tint == "faint":
            found.append(f' class="faint" fill="{self.palette.note}"')
        elif span.tint in ("for", "against"):
            side = self.palette.side(against=span.tint == "against")
            found.append(f' class="side-{span.tint}" fill="{side.accent}"')
        elif isinstance(span.tint, Tone):
            tint = self.palette.tint(span.tint)
            found.append(f' class="said {span.tint}" fill="{tint.fill}"')
        if style.face != base.face:
            found.append(f' font-weight="{WEIGHTS[style.face]}"')
        if style.size != base.size:
            found.append(f' font-size="{style.size:g}"')
        if span.run.lang != self.argument.lang:
            found.append(f' lang="{escape(span.run.lang)}"')
        return "".join(found)

    @lru_cache(maxsize=64)  # noqa: B019 - one object for each picture
    def _attributes(self, style: Style) -> str:
        size = f' font-size="{style.size:g}"' if style.size != self.size else ""
        weight = f' font-weight="{WEIGHTS[style.face]}"' if style.face != "regular" else ""
        return size + weight
