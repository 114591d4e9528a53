"""Title, legend, sources and credit around the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from argmap.drawing.layout.legend import LegendSign
from argmap.drawing.layout.measures import (
    FOOT_GAP,
    FOOT_ROW_GAP,
    MARGIN,
    SLACK,
    STYLES,
    rise,
)
from argmap.drawing.picture import Picture
from argmap.drawing.typeset import (
    SOFT_HYPHEN,
    Line,
    natural_width,
    safe_width,
    set_paragraph,
)
from argmap.model.argument import ArgumentMap, Source

SAMPLE = 26
"""The width of a sample in the legend, in px."""

SAMPLE_GAP = 6
SIGN_GAP = 14
"""From a sample to its meaning, and from that to the next sample."""

LINK_GAP = 8
"""Between rows that are links: with it each is at least 24 px high."""

BOX_GAP = 2
"""Between rows of a legend, in px: a sample is as high as a line."""


class SetLine(NamedTuple):
    """A paragraph of one style in its place.

    Attributes:
        style: The name of its style.
        lang: Its language.
        lines: The words of each line, with the space that follows it in the text, if one does; a
            soft hyphen stands for the hyphen of a word that is divided there.
        x: Where lines start, in px; where they end, if `rtl` is true.
        baselines: The baseline of each line.
        rtl: Whether the text runs from right to left.
    """

    style: str
    lang: str
    lines: tuple[str, ...]
    x: int
    baselines: tuple[int, ...]
    rtl: bool


class Row(NamedTuple):
    """A set paragraph without a box.

    Attributes:
        kind: Its part of the picture; in the legend, what its sample shows.
        words: Its words.
        left, top: Where it begins, in px.
        width, height: The room that it takes.
        url: The address that it names, or None.
    """

    kind: str
    words: SetLine
    left: int
    top: int
    width: int
    height: int
    url: str | None = None

    @property
    def bottom(self) -> int:
        """The lower edge of its words, in px."""
        return self.top + self.height

    def turned(self, across: int) -> Row:
        """Return the same for readers from right to left; `across` is the sum of both edges."""
        left = across - self.left - self.width
        words = self.words._replace(x=left + self.width, rtl=True)
        return self._replace(left=left, words=words)

    def moved(self, down: int) -> Row:
        """Return the same, so much further down, in px."""
        baselines = tuple(baseline + down for baseline in self.words.baselines)
        return self._replace(top=self.top + down, words=self.words._replace(baselines=baselines))


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

    def legend(self, signs: Iterable[LegendSign], left: int, top: int) -> list[Row]:
        """Return the rows of a legend from a corner on, in as few lines as they take."""
        rows: list[Row] = []
        start, height = left, 0
        right = self.picture.width - MARGIN
        for kind, text in signs if self.picture.legend else ():
            sample = 0 if kind == "words" else SAMPLE + SAMPLE_GAP
            needed = sample + min(self._reach(text), right - start - sample)
            if left > start and left + needed > right:
                left, top, height = start, top + height + BOX_GAP, 0
            row = self._row(kind, "meta", text, top, width=needed - sample, left=left + sample)
            words = row.words._replace(x=left + sample, rtl=False)  # beside its sample, in Arabic
            rows.append(row._replace(words=words))
            left, height = left + needed + SIGN_GAP, max(height, row.height)
        return rows

    def _reach(self, label: str) -> int:
        """Return the width of a label of the legend in any font, in px."""
        style = STYLES["meta"]
        return ceil(max(safe_width(label, style), natural_width(label, style))) + 1

    def footing(self, top: int) -> list[Row]:
        """Return the rows below a drawing which ends at `top`, in px."""
        rows: list[Row] = []
        top += FOOT_GAP - FOOT_ROW_GAP
        if self.picture.sources and self.numbers:
            rows += self._sources(_below(rows, top))
        if self.picture.title:
            rows += self._credit(_below(rows, top))
        return rows

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

    def _row(
        self,
        kind: str,
        style: str,
        text: str,
        top: int,
        url: str | None = None,
        *,
        left: int = MARGIN,
        width: int | None = None,
    ) -> Row:
        """Return a paragraph from a corner on; it has the picture's width unless another is given.

        A font in place of argmap's may run into the margin.
        """
        found, lang = STYLES[style], self.argument.lang
        room = self.picture.width - 1 - 2 * MARGIN if width is None else width
        lines = set_paragraph(text, found, room, slack=SLACK, lang=lang)
        rtl, step = bool(lines) and lines[0].rtl, int(found.leading)
        baselines = tuple(range(top + rise(found), top + rise(found) + step * len(lines), step))
        x = left + room if rtl else left
        words = SetLine(style, lang, tuple(map(_written, lines)), x, baselines, rtl)
        return Row(kind, words, left, top, room, step * len(lines), url)


def _written(line: Line) -> str:
    """Return a line with what its text has after it: a space, or a word that goes on."""
    if line.divided:
        return line.text[:-1] + SOFT_HYPHEN
    return f"{line.text} " if line.space else line.text


def _below(rows: Sequence[Row], top: int) -> int:
    return (rows[-1].bottom if rows else top) + FOOT_ROW_GAP


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
