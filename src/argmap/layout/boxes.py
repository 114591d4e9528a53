"""Sets the words of a box: paragraphs in a width become lines at their places, and a height."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.layout.measures import PAD_X, PAD_Y, PARAGRAPH_GAP, SLACK, STYLES
from argmap.typeset import set_paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.layout.content import Paragraph
    from argmap.typeset import Style

ASCENT = 0.96875
DESCENT = 0.2412
"""The shipped font's own line, in em: what stands above and below the baseline (its hhea table)."""


class SetParagraph(NamedTuple):
    """A paragraph in its place.

    Attributes:
        style: The name of its style.
        lang: Its language.
        lines: The words of each line, with the space that follows it in the text, if one does.
        x: Where lines start, from the box's left edge; in right-to-left text where they end.
        baselines: The baseline of each line, from the box's top.
        rtl: Whether the text runs from right to left.
    """

    style: str
    lang: str
    lines: tuple[str, ...]
    x: int
    baselines: tuple[int, ...]
    rtl: bool


class Box(NamedTuple):
    """A box's words and measures.

    Attributes:
        width, height: In px, whole.
        paragraphs: The words.
    """

    width: int
    height: int
    paragraphs: tuple[SetParagraph, ...]


def set_box(paragraphs: Sequence[Paragraph], width: int) -> Box:
    """Returns the box of a given width that holds the paragraphs one below the other."""
    placed: list[SetParagraph] = []
    top = PAD_Y
    for position, paragraph in enumerate(paragraphs):
        style = STYLES[paragraph.style]
        inner = width - 2 * PAD_X
        lines = set_paragraph(paragraph.text, style, inner, slack=SLACK, lang=paragraph.lang)
        top += PARAGRAPH_GAP if position else 0
        rtl = bool(lines) and lines[0].rtl
        placed.append(
            SetParagraph(
                style=paragraph.style,
                lang=paragraph.lang,
                lines=tuple(line.text + " " * line.space for line in lines),
                x=width - PAD_X if rtl else PAD_X,
                baselines=tuple(
                    top + row * int(style.leading) + _rise(style) for row in range(len(lines))
                ),
                rtl=rtl,
            )
        )
        top += int(len(lines) * style.leading)
    return Box(width, top + PAD_Y, tuple(placed))


def _rise(style: Style) -> int:
    """From the top of a line to its baseline: the font's line in the middle of the leading."""
    return round((style.leading - (ASCENT + DESCENT) * style.size) / 2 + ASCENT * style.size)
