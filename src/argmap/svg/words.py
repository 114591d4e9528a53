"""Words as markup: nothing of a map's text can become anything else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from argmap.layout.measures import STYLES
from argmap.pathdata import decimal
from argmap.svg.styles import WEIGHTS

if TYPE_CHECKING:
    from argmap.layout.boxes import SetParagraph

SMALL = ("kicker", "meta")
"""The styles of small print, which has a colour of its own."""

MARKUP = re.compile(r"[&<>\"]")

RTL, RTL_END = "\u202b", "\u202c"
"""Around a line that is read from right to left."""


def escape(text: str) -> str:
    """Returns text that stands as itself in an element or a double-quoted attribute."""
    if not MARKUP.search(text):
        return text
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def web_address(url: str | None) -> str | None:
    """Returns an address if it is one of the web, and None for every other scheme."""
    return url if url is not None and url.startswith(("https://", "http://")) else None


def paragraph(
    words: SetParagraph,
    left: float,
    top: float,
    fill: str | None,
    lang: str,
    *,
    kind: str = "small",
) -> str:
    """Returns a set paragraph in its place.

    Args:
        words: The paragraph.
        left: Where its box begins, in px.
        top: The same, from above.
        fill: The colour of small print in a box; None for that of the group it stands in.
        lang: The language around it, which it names only if its own is another.
        kind: The class of words with a colour of their own.
    """
    other = words.lang if words.lang != lang else None
    attributes = _attributes(words.style, kind, fill, other, ended=words.rtl or words.ends)
    x, rtl = decimal(left + words.x), words.rtl
    lines = [
        f'<tspan x="{x}" y="{decimal(top + baseline)}">{_line(line, rtl=rtl)}'
        for line, baseline in zip(words.lines, words.baselines, strict=True)
    ]
    return f"<text{attributes}>{''.join(lines)}</text>"


@lru_cache(maxsize=256)
def _attributes(name: str, kind: str, fill: str | None, lang: str | None, *, ended: bool) -> str:
    """Returns the attributes of a paragraph, a space before each; a map has few kinds."""
    style = STYLES[name]
    attributes = [f' class="{kind}" fill="{fill}"'] if fill else []
    if style.size != STYLES["meta"].size:
        attributes.append(f' font-size="{style.size:g}"')
    if style.face != "regular":
        attributes.append(f' font-weight="{WEIGHTS[style.face]}"')
    if lang is not None:
        attributes.append(f' lang="{escape(lang)}"')
    if ended:
        attributes.append(' text-anchor="end"')
    return "".join(attributes)


def _line(line: str, *, rtl: bool) -> str:
    """Returns a line and the end of its element.

    A space between two lines is for those who listen, search or copy: it stands where it takes
    no room. A line from right to left says so by characters of its own: some programs know
    `text-anchor` and not `direction`.
    """
    space = " " * line.endswith(" ")
    words = escape(line.rstrip())
    return f"{RTL}{words}{space}{RTL_END}</tspan>" if rtl else f"{words}</tspan>{space}"
