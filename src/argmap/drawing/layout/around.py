"""Title, legend, sources and credit around the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from argmap.drawing.layout.boxes import Box, set_box
from argmap.drawing.layout.content import Paragraph
from argmap.drawing.layout.measures import BRANCH_GAP, MARGIN, PAD_X, PAD_Y, SECTION_GAP, STYLES
from argmap.drawing.picture import Picture
from argmap.drawing.typeset import natural_width, safe_width
from argmap.model.argument import ArgumentMap, Source, Status
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind, Relation

SAMPLE = 26
"""The width of a sample in the legend, in px."""

LINK_GAP = 8
"""Between rows that are links: with it each is at least 24 px high."""

LINES = (Relation.SUPPORTS, Relation.ATTACKS, Relation.CITES)
LEGEND = (
    *("for", "against", "implicit", "together", "because"),
    *(Status.REPORTED, Status.VERIFIED, Status.DISPUTED),
    *LINES,
)
"""Signs that a legend explains, in its order: kinds of boxes, then of lines."""


class Row(NamedTuple):
    """A set paragraph without a box.

    Attributes:
        kind: Its part of the picture; in the legend, what its sample shows.
        box: Its words.
        left, top: Where its padding begins, in px.
        url: The address that it names, or None.
    """

    kind: str
    box: Box
    left: int
    top: int
    url: str | None = None

    @property
    def bottom(self) -> int:
        """The lower edge of its words, in px."""
        return self.top + self.box.height - PAD_Y


class AroundDrawing(NamedTuple):
    """Title, legend, sources and credit around one drawing.

    Attributes:
        argument: The map.
        numbers: The number of each source that is to be listed.
        picture: Which of them are wanted, and the width.
    """

    argument: ArgumentMap
    numbers: Mapping[str, int]
    picture: Picture

    def heading(self) -> list[Row]:
        """Return the title from the upper margin down, unless the thesis says the same."""
        if not self.picture.title or self.argument.says_its_thesis:
            return []
        return [self._row("heading", "title", self.argument.title, MARGIN)]

    def footing(self, items: Sequence[Item], top: int) -> list[Row]:
        """Return the rows below a drawing of these items, which ends at `top`, in px."""
        rows: list[Row] = []
        top += SECTION_GAP - BRANCH_GAP
        if self.picture.legend:
            rows += self._legend(items, top + BRANCH_GAP)
        if self.picture.sources and self.numbers:
            rows += self._sources(_below(rows, top))
        if self.picture.title:
            rows += self._credit(_below(rows, top))
        return rows

    def _legend(self, items: Sequence[Item], top: int) -> Iterator[Row]:
        words = self.argument.words
        labels = {
            "for": words.for_thesis,
            "against": words.against_thesis,
            "implicit": words.implicit,
            "together": words.together_means,
            "because": words.because_means,
            "reported": words.reported_means,
            "verified": words.verified,
            "disputed": words.disputed,
            "supports": words.supports,
            "attacks": words.attacks,
            "cites": words.cites,
        }
        labels = {kind: labels[kind] for kind in _shown(items)} | _marked(items, words.comma)
        reaches = {kind: self._reach(label) for kind, label in labels.items()}
        lines = [reach for kind, reach in reaches.items() if kind in LINES]
        left, height = MARGIN, 0
        for kind, label in labels.items():
            reach = reaches[kind]
            needed = SAMPLE + reach
            if kind in LINES and lines:  # they begin a row of their own if this has no room for all
                needed, lines = sum(lines, SAMPLE * len(lines)), []
            if left > MARGIN and left + needed > self.picture.width - MARGIN:
                left, top, height = MARGIN, top + height - PAD_Y, 0
            box = _beside_sample(set_box([Paragraph("meta", label, self.argument.lang)], reach))
            yield Row(kind, box, left + SAMPLE, top - PAD_Y)
            left, height = left + SAMPLE + reach, max(height, box.height)

    def _reach(self, label: str) -> int:
        """Return the width of a label of the legend with the padding around it, in px."""
        style = STYLES["meta"]
        reach = ceil(safe_width(label, style)) + PAD_X + MARGIN
        reach = max(reach, ceil(natural_width(label, style)) + 2 * PAD_X)
        return min(reach, self.picture.width - 2 * MARGIN - SAMPLE)

    def _sources(self, top: int) -> Iterator[Row]:
        row = self._row("sources", "kicker", self.argument.words.sources, top)
        yield row
        linked = any(self.argument.sources[name].url for name in self.numbers)
        for name, number in self.numbers.items():
            source = self.argument.sources[name]
            line = describe(source, self.argument, self.numbers)
            gap = LINK_GAP if linked else 2
            text = f"[{number}]\N{NO-BREAK SPACE}{line}"
            row = self._row("source", "meta", text, row.bottom + gap, source.url)
            yield row

    def _credit(self, top: int) -> Iterator[Row]:
        words, argument = self.argument.words, self.argument
        parts = [f"{words.map_by}{words.colon}{argument.author}" if argument.author else ""]
        parts.append(
            f"{words.as_of}{words.colon}{words.date(argument.date)}" if argument.date else ""
        )
        text = " · ".join(filter(None, parts))
        if text:
            yield self._row("credit", "meta", text, top)

    def _row(self, kind: str, style: str, text: str, top: int, url: str | None = None) -> Row:
        room = self.picture.width - 1 - 2 * MARGIN + 2 * PAD_X
        box = set_box([Paragraph(style, text, self.argument.lang)], room)
        return Row(kind, box, MARGIN - PAD_X, top - PAD_Y, url)


def _beside_sample(box: Box) -> Box:
    """Return a label of the legend that begins at its left edge, in Arabic, too."""
    words = tuple(words._replace(x=PAD_X, rtl=False) for words in box.paragraphs)
    return box._replace(paragraphs=words)


def _below(rows: Sequence[Row], top: int) -> int:
    return (rows[-1].bottom if rows else top) + BRANCH_GAP


def _shown(items: Sequence[Item]) -> Iterator[str]:
    """Yield the signs in use, in the order of `LEGEND`."""
    claims = [item for item in items if item.kind is ItemKind.CLAIM]
    present: set[str] = {item.side for item in claims}
    present |= {"implicit" for item in claims if item.claim is not None and item.claim.implicit}
    joins = [item for item in items if item.kind is ItemKind.JOIN and item.inference is not None]
    if any(item.links_premises for item in joins):
        present.add("together")
    elif any(item.inference.warrant for item in joins if item.inference):
        present.add("because")
    present |= {item.evidence.status.value for item in items if item.evidence is not None}
    present |= {item.relation.value for item in items if item.relation is not None}
    return (kind for kind in LEGEND if kind in present)


def _marked(items: Sequence[Item], comma: str) -> dict[str, str]:
    """Return the words of the marks by their tones, in a fixed order."""
    words: dict[Tone, dict[str, None]] = {tone: {} for tone in Tone}
    for item in items:
        if item.mark:
            words[item.mark.tone][item.mark.word] = None
    return {tone.value: comma.join(said) for tone, said in words.items() if said}


def describe(source: Source, argument: ArgumentMap, numbers: Mapping[str, int]) -> str:
    """Return a source as one line: authors, title, where it appeared, date, how it is known."""
    words = argument.words
    title = source.title or source.id
    by = words.comma.join(source.author)
    head = f"{by}{words.colon}{title}" if by else title
    named = (source.fields.get(key) for key in ("container-title", "publisher"))
    parts = [head, *(str(value) for value in named if value)]
    if source.issued:
        parts.append(words.date(source.issued))
    if source.via is not None and source.via.id in numbers:
        via = words.via.format(source=f"[{numbers[source.via.id]}]")
        parts.append(via.replace(" [", "\N{NO-BREAK SPACE}["))
    return words.comma.join(parts)
