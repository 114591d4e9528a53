"""Set a paragraph in lines of a width, or its start in a number of lines."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil

from argmap.drawing.typeset.breaks import whole_words
from argmap.drawing.typeset.clusters import (
    FaceName,
    Line,
    Style,
    runs_from_right,
    split_clusters,
    words_of,
)
from argmap.drawing.typeset.lines import (
    NOTHING,
    Limits,
    Sheet,
    balanced,
    fewest,
    lay_out,
    lay_out_divided,
)
from argmap.drawing.typeset.measure import EM, Width

MOST_TEXTS = 65_536
"""Set paragraphs that are kept: more than the largest map has, some 30 MB."""

HALF_EMPTY = 0.4
"""Cost of a paragraph above which words are divided to even it out."""

SLIMMEST = 2
"""In px: no letter of a readable size is slimmer, so a line has room for no more of them."""

LONGEST_WORD = 24
"""Letters without a space before the cut; beyond that the word itself is cut."""


def set_paragraph(
    text: str, style: Style, width: float, *, slack: float, lang: str, tail: float = 0.0
) -> list[Line]:
    """Set a text in as few lines as its width allows, and those as even as can be.

    Lines end at spaces and at the words' own hyphens where that takes no more lines, else words
    are divided by their language's patterns, at least three letters on either side, and names of
    things (a path, a DOI) after their signs. A part that nothing divides and that is wider than a
    line is cut between its characters.

    Args:
        text: The words. White space is folded, except spaces that forbid a break; more than three
            marks on one letter are dropped.
        style: Their style.
        width: The greatest width of a line in px. A single character that is wider stands alone.
        slack: The excess in px that a line may have in a font that stands in for argmap's.
        lang: The language, a BCP 47 tag.
        tail: The room in px that the last line keeps free at its end. A last word that leaves no
            line so much stands on the last line all the same.

    Returns:
        The lines from the first to the last; none for a text without words.
    """
    return list(_lines(text, style, (width, width + slack, tail), lang))


def set_start(
    text: str, style: Style, width: float, *, slack: float, lang: str, most: int
) -> list[Line]:
    """Set a text in a number of lines; where it is longer, cut it after a word with an ellipsis.

    Args:
        text: The words, as for set_paragraph().
        style: Their style.
        width: The greatest width of a line in px.
        slack: The excess in px that a line may have in a font that stands in for argmap's.
        lang: The language, a BCP 47 tag.
        most: Number of lines, at most.

    Returns:
        The lines; of a text that needs no more lines, those of set_paragraph().
    """

    def lines(words: str) -> list[Line]:
        return set_paragraph(words, style, width, slack=slack, lang=lang)

    reach = most * int(width // SLIMMEST + 1)
    whole = lines(text[:reach])
    if len(text) <= reach and len(whole) <= most:
        return whole
    clusters = split_clusters(text[:reach])

    def fits(end: int) -> bool:
        return len(lines(cut_start(clusters, end))) <= most

    # The ellipsis takes little room: the cut is near the end of the last line that is wanted.
    near = sum(len(line.text) + line.space for line in whole[:most])
    end = min(near, len(clusters) - 1)
    while end > 0 and not fits(end):
        end -= 1
    while end + 1 < len(clusters) and fits(end + 1):
        end += 1
    return lines(cut_start(clusters, end))


@lru_cache(maxsize=MOST_TEXTS)
def _lines(
    text: str, style: Style, room: tuple[float, float, float], lang: str
) -> tuple[Line, ...]:
    """Set a paragraph, or find it as it was set before: most of a map stays when it is redrawn.

    Its room is the width of a line, the same in a stand-in font, and the part free at its end.
    """
    width, widest, tail = room
    words = words_of(text)
    if not words:
        return ()
    limits, free = _limits(style, width, widest, tail)
    rtl = runs_from_right(text)
    alone = _one_line(words, style.face, limits, free)
    if alone is not None:
        own, line = alone
        return (Line(line, own * style.size / EM, rtl, space=False),) if line else ()
    sheet, ends = choose_ends(
        lay_out(words, style.face, limits, free),
        lambda: lay_out_divided(words, style.face, lang, limits, free),
    )
    lines = []
    start = 0
    for end in ends:
        text, own = sheet.text(start, end), sheet.width(start, end)
        whole = end == sheet.count
        width_ = (own - free.own * whole) * style.size / EM
        if text:  # a lone soft hyphen leaves no words
            last = sheet.atoms[end - 1]
            space, divided_ = not whole and last.join == " ", bool(last.sign)
            lines.append(Line(text, width_, rtl, space, divided_))
        start = end
    return tuple(lines)


@lru_cache(maxsize=1024)
def _limits(style: Style, width: float, widest: float, tail: float) -> tuple[Limits, Width]:
    """Return in units the limits of a line, and the room that stays free after the last word."""
    limits = Limits(_units(width, style), _units(widest, style))
    if not tail:
        return limits, NOTHING
    # The room is free in every font: the slack is for words alone.
    return limits, Width(_units(tail, style), _units(tail + widest - width, style))


def _units(width: float, style: Style) -> int:
    return int(width * EM / style.size + 1e-6)


def _one_line(
    words: list[str], face: FaceName, limits: Limits, free: Width
) -> tuple[int, str] | None:
    """Return the width in units of all words in one line, and the line, if they fit."""
    known = whole_words(face)
    row = [known[word] for word in words]
    join = row[-1].atoms[-1]  # the join of the last word to a next one
    own = sum([word.own for word in row]) - join.join_own
    spare = sum([word.spare for word in row]) - join.join_spare
    if not limits.hold(own + free.own, spare + free.spare):
        return None
    return own, "".join([word.text for word in row])[: -len(join.join)]


def choose_ends(whole: Sheet, divide: Callable[[], Sheet]) -> tuple[Sheet, list[int]]:
    """Choose between leaving words whole and dividing them.

    Args:
        whole: The words, each in one part.
        divide: Lays the same words out with all places where they can be divided.

    Returns:
        The one of the two that is better, and the end of each of its lines.
    """
    ends = fewest(whole)
    even, cost = balanced(whole, ends) if ends else ([], 2.0)
    if ends and cost <= HALF_EMPTY and len(ends) <= _least(whole):
        return whole, even
    parts = divide()
    ends_parts = fewest(parts)
    if ends and len(ends_parts) >= len(ends) and cost <= HALF_EMPTY:
        return whole, even
    even_parts, cost_parts = balanced(parts, ends_parts)
    if ends and len(ends_parts) >= len(ends) and cost <= cost_parts:
        return whole, even
    return parts, even_parts


def _least(sheet: Sheet) -> int:
    """Return the least number of lines, wherever they end."""
    own = sheet.inner[-1] / max(sheet.limits.own, 1)
    spare = sheet.spare_inner[-1] / max(sheet.limits.spare, 1)
    return ceil(max(own, spare))


def cut_start(clusters: list[str], end: int) -> str:
    """Return the words before a place in a text with an ellipsis: whole ones where there are any.

    A longer start of a text never becomes a shorter one.
    """
    head = "".join(clusters[:end])
    spaced = clusters[end : end + 1] == [" "]
    words, space, rest = head.rpartition(" ")
    if not spaced and space and len(rest) < LONGEST_WORD:
        head, spaced = words, True
    head = head.rstrip(" ,;:–-")
    return f"{head}\N{NO-BREAK SPACE}…" if spaced else f"{head}…"
