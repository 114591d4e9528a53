"""Set the words of a box: lines at their places, and a height."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import NamedTuple

from argmap.drawing.layout.content import Paragraph
from argmap.drawing.layout.measures import (
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
from argmap.drawing.typeset import (
    SOFT_HYPHEN,
    Line,
    Style,
    can_keep_free,
    safe_width,
    set_paragraph,
    set_start,
)

ASCENT = 0.96875
DESCENT = 0.2412
"""The shipped font's own line above and below the baseline, in em (its hhea table)."""

BESIDE = 12
"""Least distance of small print from the words before it on its line, in px."""


class SetParagraph(NamedTuple):
    """A paragraph in its place.

    Attributes:
        style: The name of its style.
        lang: Its language.
        lines: The words of each line, with the space that follows it in the text, if one does; a
            soft hyphen stands for the hyphen of a word that is divided there.
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


class _Words(NamedTuple):
    """A paragraph in its lines.

    Attributes:
        ends: Whether they stand at the end of the line before them.
        beside: Whether there is room for them on the last line of the words before.
    """

    paragraph: Paragraph
    lines: Sequence[Line]
    ends: bool = False
    beside: bool = False

    @property
    def rtl(self) -> bool:
        return bool(self.lines) and self.lines[0].rtl

    def taken(self) -> float:
        """Return the width in px that the last line takes at most, in whichever font."""
        return safe_width(self.lines[-1].text.rstrip(), STYLES[self.paragraph.style])


def set_box(paragraphs: Sequence[Paragraph], width: int) -> Box:
    """Return the box of a given width that holds the paragraphs one below the other."""
    placed: list[SetParagraph] = []
    bottom = PAD_Y
    for words in _set(paragraphs, width):
        if words.beside:
            placed.append(_placed(words, width, bottom, placed[-1].baselines[-1]))
            continue
        top = bottom + PARAGRAPH_GAP if placed else bottom
        style = STYLES[words.paragraph.style]
        above = TAG_Y if words.paragraph.style == "mark" else 0
        placed.append(_placed(words, width, top, top + above + rise(style)))
        bottom = top + int(len(words.lines) * style.leading) + 2 * above
    return Box(width, bottom + PAD_Y, tuple(placed))


def _set(paragraphs: Sequence[Paragraph], width: int) -> list[_Words]:
    """Set paragraphs in lines; small print at the end of the last one where it has room there."""
    found: list[_Words] = []
    for paragraph in paragraphs:
        words = _Words(paragraph, _lines(paragraph, width))
        if found and _goes_to_the_end(words, found[-1]):
            before = _with_room(found[-1], words, width)
            words = words._replace(ends=True, beside=before is not None)
            found[-1] = before or found[-1]
        found.append(words)
    return found


def _goes_to_the_end(words: _Words, before: _Words) -> bool:
    """Tell whether small print stands at the end of the words before: one line, read as they."""
    small = words.paragraph.style == "meta" != before.paragraph.style
    alone = small and len(words.lines) == 1 and len(before.lines) > 0
    return alone and not (words.rtl or before.rtl)


def _with_room(words: _Words, small: _Words, width: int) -> _Words | None:
    """Return words with room on their last line for small print, set anew if need be, or None.

    Those set anew may take no more lines than before, except that one that is full by half becomes
    two: the small print would take the second one for itself.
    """
    room, needed = width - 2 * PAD_X, small.taken()
    taken = words.taken()
    if taken + needed + BESIDE <= room:
        return words
    if len(words.lines) == 1 and 2 * taken < room:
        return None
    (name, text, lang, _), tail = words.paragraph, needed + BESIDE
    if not can_keep_free(text, STYLES[name], room, slack=SLACK, lang=lang, tail=tail):
        return None
    earlier = _Words(words.paragraph, _lines(words.paragraph, width, tail=tail))
    fits = earlier.taken() + needed + BESIDE <= room
    return earlier if fits and _is_as_good(earlier.lines, words.lines) else None


def _is_as_good(lines: Sequence[Line], before: Sequence[Line]) -> bool:
    """Tell whether lines are as few as before, or two for one, and divide no more words."""
    divided = [sum(not line.space for line in some[:-1]) for some in (lines, before)]
    return len(lines) <= max(len(before), 2) and divided[0] <= divided[1]


def _lines(paragraph: Paragraph, width: int, tail: float = 0.0) -> list[Line]:
    """Set a paragraph in a box of a width in px; `tail` stays free at its end."""
    style, lang = STYLES[paragraph.style], paragraph.lang
    room = width - 2 * PAD_X
    if paragraph.style == "mark":
        room -= TAG_LEFT + TAG_RIGHT
    if paragraph.start:
        most = START_LINES if width >= SLIM_START else SLIM_START_LINES
        return set_start(paragraph.text, style, room, slack=SLACK, lang=lang, most=most)
    return set_paragraph(paragraph.text, style, room, slack=SLACK, lang=lang, tail=tail)


def _placed(words: _Words, width: int, top: int, baseline: int) -> SetParagraph:
    """Return words in a box of a width in px, from `top` down, their first line on a baseline."""
    (name, _, lang, _), lines, rtl = words.paragraph, words.lines, words.rtl
    style, tagged = STYLES[name], name == "mark"
    before = PAD_X + TAG_LEFT if tagged else PAD_X
    step = int(style.leading)
    return SetParagraph(
        style=name,
        lang=lang,
        lines=tuple(map(_written, lines)),
        x=width - before if rtl or words.ends else before,
        baselines=tuple(range(baseline, baseline + step * len(lines), step)),
        rtl=rtl,
        tag=_tag(lines, style, width, top, rtl=rtl) if tagged else None,
        ends=words.ends,
    )


def _written(line: Line) -> str:
    """Return a line with what its text has after it: a space, or a word that goes on."""
    if line.divided:
        return line.text[:-1] + SOFT_HYPHEN
    return f"{line.text} " if line.space else line.text


def _tag(
    lines: Sequence[Line], style: Style, width: int, top: int, *, rtl: bool
) -> tuple[int, int, int, int]:
    """Return left edge, top, width and height of the tag that has room for lines in any font."""
    reach = TAG_LEFT + ceil(max(safe_width(line.text, style) for line in lines)) + TAG_LEFT // 3
    reach = min(reach, width - 2 * PAD_X)
    left = width - PAD_X - reach if rtl else PAD_X
    return left, top, reach, int(len(lines) * style.leading) + 2 * TAG_Y


@cache
def rise(style: Style) -> int:
    """Return the way from a line's top to its baseline: the font's line is in mid-leading."""
    return round((style.leading - (ASCENT + DESCENT) * style.size) / 2 + ASCENT * style.size)
