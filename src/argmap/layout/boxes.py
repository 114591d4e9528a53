"""Sets the words of a box: paragraphs in a width become lines at their places, and a height."""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from argmap.layout.measures import (
    PAD_X,
    PAD_Y,
    PARAGRAPH_GAP,
    SLACK,
    SLIM_START,
    SLIM_START_LINES,
    START_LINES,
    STYLES,
    TAG_LEFT,
    TAG_RIGHT,
    TAG_Y,
)
from argmap.typeset import safe_width, set_paragraph, set_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.layout.content import Paragraph
    from argmap.typeset import Line, Style

ASCENT = 0.96875
DESCENT = 0.2412
"""The shipped font's own line, in em: what stands above and below the baseline (its hhea table)."""

BESIDE = 12
"""At least so far small print stands from the words before it on its line, in px."""


class SetParagraph(NamedTuple):
    """A paragraph in its place.

    Attributes:
        style: The name of its style.
        lang: Its language.
        lines: The words of each line, with the space that follows it in the text, if one does.
        x: Where lines start, from the box's left edge; where they end, if `ends` or `rtl` is true.
        baselines: The baseline of each line, from the box's top.
        rtl: Whether the text runs from right to left.
        tag: The left edge, the top, the width and the height of the tag that it stands on, from
            the box's corner; None for words that stand on the box itself.
        ends: Whether they stand at the end of the line before them.
    """

    style: str
    lang: str
    lines: tuple[str, ...]
    x: int
    baselines: tuple[int, ...]
    rtl: bool
    tag: tuple[int, int, int, int] | None = None
    ends: bool = False


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
        words = _set(paragraph, width, top + (PARAGRAPH_GAP if position else 0))
        if position and _goes_to_the_end(words, placed[-1]):
            words = words._replace(x=width - PAD_X, ends=True)
            if _has_room_beside(placed[-1], words, width):
                placed.append(words._replace(baselines=placed[-1].baselines[-1:]))
                continue
        placed.append(words)
        top += PARAGRAPH_GAP if position else 0
        top += int(len(words.lines) * STYLES[words.style].leading)
        top += 2 * TAG_Y if words.tag else 0
    return Box(width, top + PAD_Y, tuple(placed))


def _set(paragraph: Paragraph, width: int, top: int) -> SetParagraph:
    """Sets a paragraph in a box of a width in px, from `top` down."""
    style = STYLES[paragraph.style]
    tagged = paragraph.style == "mark"
    left, right, above = (TAG_LEFT, TAG_RIGHT, TAG_Y) if tagged else (0, 0, 0)
    inner = width - 2 * PAD_X - left - right
    if paragraph.start:
        most = START_LINES if width >= SLIM_START else SLIM_START_LINES
        lines = set_start(paragraph.text, style, inner, slack=SLACK, lang=paragraph.lang, most=most)
    else:
        lines = set_paragraph(paragraph.text, style, inner, slack=SLACK, lang=paragraph.lang)
    rtl = bool(lines) and lines[0].rtl
    rows = range(len(lines))
    return SetParagraph(
        style=paragraph.style,
        lang=paragraph.lang,
        lines=tuple(line.text + " " * line.space for line in lines),
        x=width - PAD_X - left if rtl else PAD_X + left,
        baselines=tuple(top + above + row * int(style.leading) + _rise(style) for row in rows),
        rtl=rtl,
        tag=_tag(lines, style, width, top, rtl=rtl) if tagged else None,
    )


def _goes_to_the_end(words: SetParagraph, before: SetParagraph) -> bool:
    """Whether small print stands at the end of its line: one line, the last, and read as they."""
    alone = words.style == "meta" != before.style and len(words.lines) == 1
    return alone and not (words.rtl or before.rtl)


def _has_room_beside(before: SetParagraph, words: SetParagraph, width: int) -> bool:
    """Whether small print finds room on the line of the words before it, in any font."""
    taken = sum(safe_width(part.lines[-1].rstrip(), STYLES[part.style]) for part in (before, words))
    return taken + BESIDE <= width - 2 * PAD_X


def _tag(
    lines: Sequence[Line], style: Style, width: int, top: int, *, rtl: bool
) -> tuple[int, int, int, int]:
    """Returns left edge, top, width and height of the tag that has room for lines in any font."""
    reach = TAG_LEFT + ceil(max(safe_width(line.text, style) for line in lines)) + TAG_LEFT // 3
    reach = min(reach, width - 2 * PAD_X)
    left = width - PAD_X - reach if rtl else PAD_X
    return left, top, reach, int(len(lines) * style.leading) + 2 * TAG_Y


@cache
def _rise(style: Style) -> int:
    """From the top of a line to its baseline: the font's line in the middle of the leading."""
    return round((style.leading - (ASCENT + DESCENT) * style.size) / 2 + ASCENT * style.size)
