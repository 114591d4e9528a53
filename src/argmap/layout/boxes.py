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
        start = top + (PARAGRAPH_GAP if position else 0)
        words = _set(paragraph, width, start)
        if position + 1 < len(paragraphs):
            words = _with_room(words, paragraph, paragraphs[position + 1], width, start)
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


def _with_room(
    words: SetParagraph, paragraph: Paragraph, following: Paragraph, width: int, top: int
) -> SetParagraph:
    """Sets words anew with room on their last line for small print that follows, if they can be.

    They may take no more lines than before, except that one that is full by half becomes two: the
    small print would take the second one for itself.
    """
    small = _set(following, width, top)
    if not _goes_to_the_end(small, words) or _has_room_beside(words, small, width):
        return words
    if len(words.lines) == 1 and 2 * _taken(words) < width - 2 * PAD_X:
        return words
    tail = _taken(small) + BESIDE
    earlier = _set(paragraph, width, top, tail=tail)
    fits = _has_room_beside(earlier, small, width)
    return earlier if fits and _is_as_good(earlier.lines, words.lines) else words


def _is_as_good(lines: Sequence[str], before: Sequence[str]) -> bool:
    """Whether lines are as few as those before, or two instead of one, and divide no more words."""
    divided, divided_before = (
        sum(not line.endswith(" ") for line in some[:-1]) for some in (lines, before)
    )
    return len(lines) <= max(len(before), 2) and divided <= divided_before


def _set(paragraph: Paragraph, width: int, top: int, tail: float = 0.0) -> SetParagraph:
    """Sets a paragraph in a box of a width in px, from `top` down; `tail` stays free at its end."""
    style = STYLES[paragraph.style]
    tagged = paragraph.style == "mark"
    left, right, above = (TAG_LEFT, TAG_RIGHT, TAG_Y) if tagged else (0, 0, 0)
    inner = width - 2 * PAD_X - left - right
    if paragraph.start:
        most = START_LINES if width >= SLIM_START else SLIM_START_LINES
        lines = set_start(paragraph.text, style, inner, slack=SLACK, lang=paragraph.lang, most=most)
    else:
        lines = set_paragraph(
            paragraph.text, style, inner, slack=SLACK, lang=paragraph.lang, tail=tail
        )
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
    return _taken(before) + _taken(words) + BESIDE <= width - 2 * PAD_X


def _taken(words: SetParagraph) -> float:
    """The width in px that the last line takes at most, in whichever font."""
    return safe_width(words.lines[-1].rstrip(), STYLES[words.style])


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
