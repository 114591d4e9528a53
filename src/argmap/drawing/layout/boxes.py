"""Set the words of a box: lines at their places, and a height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from argmap.drawing.layout.cells import Phrase, SetText, set_words
from argmap.drawing.layout.content import Contents, Paragraph
from argmap.drawing.layout.measures import (
    LEAST_START,
    PAD_X,
    PAD_Y,
    PARAGRAPH_GAP,
    PART_SIDE,
    SLACK,
    STYLES,
    TAG_LEFT,
    TAG_RIGHT,
    TAG_Y,
)
from argmap.drawing.typeset import natural_width, safe_width, set_start
from argmap.model.outline import Item, ItemKind


class Tag(NamedTuple):
    """The tag of a mark.

    Attributes:
        left, top, width, height: Its place, from the box's corner, in px.
        words: Its words.
    """

    left: int
    top: int
    width: int
    height: int
    words: SetText


class Part(NamedTuple):
    """A piece of evidence in the box of its claim.

    Attributes:
        item: The piece.
        left, top, width, height: Its room, from the box's corner, in px.
        words: Its words, from the same corner.
        tag: The tag of its mark.
    """

    item: Item
    left: int
    top: int
    width: int
    height: int
    words: tuple[SetText, ...]
    tag: Tag | None


class Box(NamedTuple):
    """A box's words and measures.

    Attributes:
        width, height: In px, whole.
        words: The words.
        tag: The tag of its mark.
        parts: The evidence in it.
    """

    width: int
    height: int
    words: tuple[SetText, ...] = ()
    tag: Tag | None = None
    parts: tuple[Part, ...] = ()

    def texts(self) -> Iterator[SetText]:
        """Yield all paragraphs in it, in reading order."""
        for tag, words in (
            (self.tag, self.words),
            *((part.tag, part.words) for part in self.parts),
        ):
            if tag is not None:
                yield tag.words
            yield from words


def set_box(item: Item, contents: Contents, width: int) -> Box | None:
    """Return the box of a given width that holds an item, with its evidence; None without words."""
    tag, words, bottom = _set(item, contents, width, PAD_Y)
    if not words:
        return None
    parts = []
    for child in item.children:
        if child.kind is ItemKind.EVIDENCE:
            top = bottom + PARAGRAPH_GAP
            inner = PART_SIDE * (child.mark is not None)  # a marked piece has an edge of its own
            tagged, said, bottom = _set(child, contents, width, top + inner)
            bottom += inner
            side = PAD_X - PART_SIDE
            parts.append(Part(child, side, top, width - 2 * side, bottom - top, said, tagged))
    after: list[SetText] = []
    for paragraph in contents.after(item):
        after += _paragraph(paragraph, width - 2 * PAD_X, bottom + PARAGRAPH_GAP * bool(parts))
        bottom = after[-1].bottom
    return Box(width, bottom + PAD_Y, (*words, *_begun(after, contents)), tag, tuple(parts))


def _set(
    item: Item, contents: Contents, width: int, top: int
) -> tuple[Tag | None, tuple[SetText, ...], int]:
    """Set an item's mark and words from `top` down, and return their lower edge, too."""
    mark = contents.mark(item)
    tag = _tag(mark, width, top, mirrored=contents.mirrored) if mark is not None else None
    bottom = top if tag is None else top + tag.height + PARAGRAPH_GAP
    words: list[SetText] = []
    for paragraph in contents.of(item):
        words += _paragraph(paragraph, width - 2 * PAD_X, bottom)
        bottom = words[-1].bottom
    return tag, _begun(words, contents), bottom


def _begun(words: Sequence[SetText], contents: Contents) -> tuple[SetText, ...]:
    """Return paragraphs that begin at the right where the whole picture does."""
    if not contents.mirrored:
        return tuple(words)
    return tuple(one._replace(rtl=True, right=True) for one in words)


def _paragraph(paragraph: Paragraph, room: int, top: int) -> list[SetText]:
    """Set a paragraph; the start of a longer text goes on behind it, or on a line of its own."""
    spans, style, start = paragraph
    if start is None:
        return [set_words(spans, style, PAD_X, top, room, slack=SLACK)]
    own, spare = _reach(spans)
    # What leads to it may take half of what another font may run into the padding.
    left = room - ceil(max(own, spare - SLACK / 2)) - 1
    if left >= LEAST_START:
        spans = [*spans, _started(start, left, SLACK / 2)]
        return [set_words(spans, style, PAD_X, top, room, slack=SLACK)]
    lead = set_words(spans, style, PAD_X, top, room, slack=SLACK)
    below = [_started(start, room, SLACK)]
    return [lead, set_words(below, style, PAD_X, lead.bottom, room, slack=SLACK)]


def _reach(spans: Sequence[Phrase]) -> tuple[float, float]:
    """Return the width of words in one line, with a space after them: in argmap's font, in any."""
    own = spare = 0.0
    for span in spans:
        text = f"{span.run.text} "
        own += natural_width(text, span.run.style)
        spare += safe_width(text, span.run.style)
    return own, spare


def _started(phrase: Phrase, width: float, slack: float) -> Phrase:
    """Return the first words of a phrase that fit into one line."""
    run = phrase.run
    lines = set_start(run.text, run.style, width, slack=slack, lang=run.lang, most=1)
    return phrase._replace(run=run._replace(text=lines[0].text if lines else ""))


def _tag(mark: Phrase, width: int, top: int, *, mirrored: bool) -> Tag:
    """Return the tag that has room for a mark's words in any font."""
    style, most = STYLES["mark"], width - 2 * PAD_X
    room = most - TAG_LEFT - TAG_RIGHT
    words = set_words([mark], style, PAD_X + TAG_LEFT, top + TAG_Y, room, slack=SLACK)
    reach = min(TAG_LEFT + words.reach + TAG_LEFT // 3, most)
    left = PAD_X
    if words.rtl or mirrored:
        left = width - PAD_X - reach
        words = words._replace(left=PAD_X + TAG_RIGHT, rtl=True, right=True)
    return Tag(left, top, reach, words.height + 2 * TAG_Y, words)
