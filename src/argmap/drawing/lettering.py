"""Set words as SVG: lines of several faces, colours, links and names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from argmap.drawing.graphviz import Rectangle
from argmap.drawing.layout.cells import Phrase, SetText, Tint
from argmap.drawing.markup import RTL, RTL_END, decimal, escape, written
from argmap.drawing.stylesheet import WEIGHTS
from argmap.drawing.targets import Targets
from argmap.drawing.theme import Paint, Palette
from argmap.drawing.typeset import Style
from argmap.drawing.typeset.runs import MixedLine
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Tone


class Lettering:
    """Writes the words of one picture."""

    def __init__(
        self, argument: ArgumentMap, palette: Palette, targets: Targets, size: float
    ) -> None:
        """Prepare a picture.

        Args:
            argument: The map.
            palette: Its colours.
            targets: Its ids, and where its links lead.
            size: The size of words that name none, in px.
        """
        self.argument = argument
        self.palette = palette
        self.targets = targets
        self.size = size

    def paragraph(
        self, words: SetText, place: Rectangle, paint: Paint, attributes: str = ""
    ) -> str:
        """Return a paragraph at its place in a box, with attributes of its own, a space before."""
        x = decimal(place.x + words.left + (words.width if words.right else 0))
        anchor = ' text-anchor="end"' if words.right else ""
        looks = [
            self._looks(tint, run.style, run.lang, words.style, paint)
            for run, tint, *_ in words.spans
        ]
        whole = looks[0] if len({*looks}) == 1 else ""
        looks = [] if whole else looks
        body = []
        named: set[int] = set()
        down = f' y="{decimal(place.y + next(words.baselines()))}"' if words.lines else ""
        for line in words.lines:
            look, said = self._line(line, words, looks, named)
            body.append(f'<tspan x="{x}"{down}{look}>{said}</tspan>')
            down = f' dy="{words.leading}"'
        own = f"{attributes}{self._attributes(words.style)}{anchor}{whole}"
        return f"<text{own}>{''.join(body)}</text>"

    def _line(
        self, line: MixedLine, words: SetText, looks: Sequence[str], named: set[int]
    ) -> tuple[str, str]:
        """Return the look of one whole line, if it has one, and what stands in it.

        Args:
            line: The line.
            words: The paragraph that it is of.
            looks: The attributes of each span; none where they are those of the paragraph.
            named: The spans whose id stands on an earlier line.
        """
        parts: list[tuple[str, str]] = []
        for run, text in line.pieces:
            said = self._piece(words.spans[run], text, first=run not in named)
            parts.append((looks[run] if looks else "", said))
            named.add(run)
        look = parts[0][0] if len({look for look, _ in parts}) == 1 else ""
        said = "".join(
            f"<tspan{own}>{joined}</tspan>" if own and not look else joined
            for own, group in groupby(parts, lambda part: part[0])
            if (joined := "".join(said for _, said in group))
        )
        said += " " * line.space
        return look, f"{RTL}{said}{RTL_END}" if words.rtl else said

    def _piece(self, span: Phrase, text: str, *, first: bool) -> str:
        """Return words on one line, with the link and the id of their span."""
        said = written(text)
        if span.name is not None and first:
            said = f'<tspan id="{self.targets.identity(span.name)}">{said}</tspan>'
        href = self.targets.href(span)
        return said if href is None else f'<a href="{href}">{said}</a>'

    @lru_cache(maxsize=256)  # noqa: B019 - one object for each picture
    def _looks(self, tint: Tint, style: Style, lang: str, base: Style, paint: Paint) -> str:
        """Return the attributes of words within others that have the style of `base`."""
        found = []
        if tint == "accent":
            found.append(f' class="small" fill="{paint.accent}"')
        elif tint == "faint":
            found.append(f' class="faint" fill="{self.palette.note}"')
        elif tint in ("for", "against"):
            side = self.palette.side(against=tint == "against")
            found.append(f' class="side-{tint}" fill="{side.accent}"')
        elif isinstance(tint, Tone):
            tone = self.palette.tint(tint)
            fill = tone.text if paint is self.palette.thesis else tone.fill
            found.append(f' class="said {tint}" fill="{fill}"')
        if style.face != base.face:
            found.append(f' font-weight="{WEIGHTS[style.face]}"')
        if style.size != base.size:
            found.append(f' font-size="{style.size:g}"')
        if lang != self.argument.lang:
            found.append(f' lang="{escape(lang)}"')
        return "".join(found)

    @lru_cache(maxsize=64)  # noqa: B019 - one object for each picture
    def _attributes(self, style: Style) -> str:
        size = f' font-size="{style.size:g}"' if style.size != self.size else ""
        weight = f' font-weight="{WEIGHTS[style.face]}"' if style.face != "regular" else ""
        return size + weight
