"""The numbered list of sources under the picture: what each line says, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.layout.boxes import Box, set_box
from argmap.layout.content import Paragraph
from argmap.layout.measures import BRANCH_GAP, MARGIN, PAD_X, PAD_Y
from argmap.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model import ArgumentMap, Source


@dataclass(frozen=True, slots=True)
class Row:
    """One set line or paragraph of the list.

    Attributes:
        box: Its words.
        left, top: Where it stands, in px.
        url: Where it links to, or None.
    """

    box: Box
    left: int
    top: int
    url: str | None = None

    @property
    def bottom(self) -> int:
        """Where the next row begins."""
        return self.top + self.box.height - 2 * PAD_Y


def source_list(
    argument: ArgumentMap, numbers: Mapping[str, int], top: int, width: int
) -> list[Row]:
    """Returns the heading and a row for each source, from `top` down, in a picture's width."""
    if not numbers:
        return []
    words = vocabulary(argument.lang)
    left, room = MARGIN - PAD_X, width - 1 - 2 * MARGIN + 2 * PAD_X
    heading = Paragraph("kicker", words.sources, argument.lang)
    rows = [Row(set_box([heading], room), left, top + BRANCH_GAP - PAD_Y)]
    for name, number in numbers.items():
        source = argument.sources[name]
        text = f"[{number}]\N{NO-BREAK SPACE}{describe(source, argument, numbers)}"
        box = set_box([Paragraph("meta", text, argument.lang)], room)
        rows.append(Row(box, left, rows[-1].bottom + 2, source.url))
    return rows


def describe(source: Source, argument: ArgumentMap, numbers: Mapping[str, int]) -> str:
    """Returns a source as one line: authors, title, where it appeared, date, how it is known."""
    words = vocabulary(argument.lang)
    title = source.title or source.id
    head = f"{', '.join(source.author)}: {title}" if source.author else title
    named = (source.fields.get(key) for key in ("container-title", "publisher"))
    parts = [head, *(str(value) for value in named if value)]
    if source.issued:
        parts.append(words.date(source.issued))
    if source.via is not None and source.via.id in numbers:
        parts.append(f"{words.via}\N{NO-BREAK SPACE}[{numbers[source.via.id]}]")
    return ", ".join(parts)
