"""The start of a paragraph, where only so many lines are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.typeset.clusters import split_clusters
from argmap.typeset.paragraph import set_paragraph

if TYPE_CHECKING:
    from argmap.typeset.style import Line, Style

SLIMMEST = 2
"""In px: no letter of a readable size is slimmer, so a line has room for no more of them."""

LONGEST_WORD = 24
"""Letters without a space before the cut; beyond that the word itself is cut."""


def set_start(
    text: str, style: Style, width: float, *, slack: float, lang: str, most: int
) -> list[Line]:
    """Set a text in at most so many lines, cut after a word with an ellipsis where it is longer.

    Args:
        text: The words, as for set_paragraph().
        style: What they are set in.
        width: The greatest width of a line in px.
        slack: How much wider than that in px a line may be in a font that stands in.
        lang: The language, a BCP 47 tag.
        most: How many lines are wanted at most.

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
        return len(lines(_cut(clusters, end))) <= most

    # The ellipsis takes little room: the cut is near the end of the last line that is wanted.
    near = sum(len(line.text) + line.space for line in whole[:most])
    end = min(near, len(clusters) - 1)
    while end > 0 and not fits(end):
        end -= 1
    while end + 1 < len(clusters) and fits(end + 1):
        end += 1
    return lines(_cut(clusters, end))


def _cut(clusters: list[str], end: int) -> str:
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
