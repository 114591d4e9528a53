"""Set words of several faces and sizes in one paragraph, such as a bold number before a claim."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from argmap.drawing.typeset.breaks import SOFT_HYPHEN, Atom
from argmap.drawing.typeset.clusters import Style, runs_from_right, words_of
from argmap.drawing.typeset.lines import (
    LAST_LINE,
    Limits,
    Sheet,
    divided_row,
    fewest,
    filled,
    whole_row,
    with_company,
)
from argmap.drawing.typeset.measure import EM
from argmap.drawing.typeset.paragraph import MOST_TEXTS, choose_ends

MOST_WIDTHS = 64
"""Widths that a paragraph is kept in: a table tries some dozen."""


class Run(NamedTuple):
    """Words of one face, size and language within a paragraph.

    Attributes:
        text: The words. White space is folded, except spaces that forbid a break.
        style: Their style.
        lang: Their language, a BCP 47 tag.
        glued: Whether they follow the words before them without a space, on the same line.
    """

    text: str
    style: Style
    lang: str
    glued: bool = False


class Piece(NamedTuple):
    """The words of one run on one line.

    Attributes:
        run: The place of the run in its paragraph.
        text: The words, with the space after them where more follows on the line; a soft hyphen
            stands for the hyphen of a word that is divided there.
    """

    run: int
    text: str


class MixedLine(NamedTuple):
    """One line of a paragraph of several runs.

    Attributes:
        pieces: Its words by their runs.
        width: Its width in px, in the font that ships with argmap.
        safe: Its width in px in whichever font it is drawn.
        space: Whether a space follows it in the text.
    """

    pieces: tuple[Piece, ...]
    width: float
    safe: float
    space: bool


class MixedLines(NamedTuple):
    """A paragraph of several runs in its lines.

    Attributes:
        lines: From the first to the last; none for runs without words.
        rtl: Whether it runs from right to left.
    """

    lines: tuple[MixedLine, ...]
    rtl: bool


class _Gap(NamedTuple):
    """What stands between two runs, and its widths in units of which EM make one px."""

    text: str
    own: int
    spare: int


_NO_GAP = _Gap("", 0, 0)
_ENDLESS = Limits(sys.maxsize, sys.maxsize)

MOST_RUNS = 4_096
"""Runs that are kept in one line: marks, sources and labels, which stand in many paragraphs."""


class _Part(NamedTuple):
    """A part of a paragraph that no line ends within.

    Attributes:
        atom: Its widths, in units of which EM make one px; it has no words.
        pieces: Its words by their runs.
    """

    atom: Atom
    pieces: tuple[Piece, ...]


class RunningText:
    """Runs one after the other, and the lines that they were set in."""

    __slots__ = ("_known", "_row", "_rtl", "_runs")

    def __init__(self, runs: tuple[Run, ...]) -> None:
        """Take the words: between two runs stands a space of the first unless the second is glued.

        `paragraph_of` finds those that were set before.
        """
        self._runs = runs
        self._row = _in_one_line(runs)
        self._rtl = self._row is not None and runs_from_right(" ".join(run.text for run in runs))
        self._known: dict[tuple[float, float, bool], MixedLines] = {}

    def lines(self, width: float, slack: float, *, full: bool = False) -> MixedLines:
        """Return the words in as few lines as their width allows, and those even.

        Args:
            width: The greatest width of a line in px.
            slack: The excess in px that a line may have in a font that stands in for argmap's.
            full: Whether lines are filled one after the other, as in a book; else they are even.
        """
        found = self._known.get((width, slack, full))
        if found is None:
            if len(self._known) >= MOST_WIDTHS:
                self._known.clear()
            found = MixedLines(self._lines(width, slack, full=full), self._rtl)
            self._known[width, slack, full] = found
        return found

    def _lines(self, width: float, slack: float, *, full: bool) -> tuple[MixedLine, ...]:
        if self._row is None:
            return ()
        limits = Limits(int(width * EM), int((width + slack) * EM))
        line, own, spare = self._row
        # Where the last line may be short, nothing has to be weighed for a single one.
        if full and limits.hold(own, spare):
            return (line,)
        return _broken(self._runs, width, slack, limits, full=full)


@lru_cache(maxsize=MOST_TEXTS)
def paragraph_of(runs: tuple[Run, ...]) -> RunningText:
    """Return a paragraph as it was set before: most of a map stays when it is drawn again."""
    return RunningText(runs)


def _broken(
    runs: Sequence[Run], width: float, slack: float, limits: Limits, *, full: bool
) -> tuple[MixedLine, ...]:
    """Return the lines of a paragraph: their ends are weighed against each other."""
    rows = [_row(runs, width, slack, limits, divide=False)]

    def divided_sheet() -> Sheet:
        rows.append(_row(runs, width, slack, limits, divide=True))
        return _sheet(rows[-1], limits, divided=True, full=full)

    whole = _sheet(rows[0], limits, divided=False, full=full)
    sheet, ends = choose_ends(whole, divided_sheet)
    if full and not sheet.divided:
        ends = filled(sheet, fewest(sheet))
    if full:
        ends = with_company(sheet, ends)
    row = rows[-1] if sheet.divided else rows[0]
    return tuple(_line(sheet, row, *line) for line in zip([0, *ends], ends, strict=False))


def _in_one_line(runs: Sequence[Run]) -> tuple[MixedLine, int, int] | None:
    """Return all words in one line with its widths in units; None where there are no words."""
    pieces: list[Piece] = []
    own = spare = 0
    gap = _NO_GAP
    for place, run in enumerate(runs):
        alone = _alone(run.text, run.style)
        if alone is None:
            continue
        if pieces and not run.glued:
            before = pieces[-1]
            pieces[-1] = Piece(before.run, before.text + gap.text)
            own, spare = own + gap.own, spare + gap.spare
        text, width, wide, gap = alone
        own, spare = own + width, spare + wide
        pieces.append(Piece(place, text))
    if not pieces:
        return None
    return MixedLine(tuple(pieces), own / EM, max(own, spare) / EM, space=False), own, spare


@lru_cache(maxsize=MOST_RUNS)
def _alone(text: str, style: Style) -> tuple[str, int, int, _Gap] | None:
    """Return the words of one run in one line, its widths in units, and what would follow it."""
    face, size, _ = style
    atoms = whole_row(words_of(text), face, _ENDLESS)
    if not atoms:
        return None
    *inner, last = atoms
    own, spare = int(last.own * size), int(last.spare * size)
    for atom in inner:
        own += int(atom.own * size) + int(atom.join_own * size)
        spare += int(atom.spare * size) + int(atom.join_spare * size)
    gap = _Gap(last.join, int(last.join_own * size), int(last.join_spare * size))
    return "".join([atom.text + atom.join for atom in inner]) + last.text, own, spare, gap


def _sheet(row: Sequence[_Part], limits: Limits, *, divided: bool, full: bool) -> Sheet:
    last = 0.0 if full else LAST_LINE
    return Sheet([part.atom for part in row], limits, divided=divided, last=last)


def _row(
    runs: Sequence[Run], width: float, slack: float, limits: Limits, *, divide: bool
) -> list[_Part]:
    """Return the parts of all runs; glued ones are fused with those before where a line can."""
    row: list[_Part] = []
    for place, run in enumerate(runs):
        face, size, _ = run.style
        own = Limits(int(width * EM / size), int((width + slack) * EM / size))
        words = words_of(run.text)
        atoms = divided_row(words, face, run.lang, own) if divide else whole_row(words, face, own)
        # A book without spaces is some thousand different atoms, a million times.
        known = {
            key: _Part(_scaled(atom, size), (Piece(place, atom.text),))
            for key, atom in {id(atom): atom for atom in atoms}.items()
        }
        parts = [known[id(atom)] for atom in atoms]
        if run.glued and row and parts:
            before, *parts = _fused(row.pop(), parts[0], limits) + parts[1:]
            row.append(before)
        row += parts
    return row


def _scaled(atom: Atom, size: float) -> Atom:
    """Return an atom without words, its widths at a size in px."""
    _, own, spare, join, join_own, join_spare, sign, sign_own, sign_spare, penalty = atom
    return Atom(
        text="",
        own=int(own * size),
        spare=int(spare * size),
        join=join,
        join_own=int(join_own * size),
        join_spare=int(join_spare * size),
        sign=sign,
        sign_own=int(sign_own * size),
        sign_spare=int(sign_spare * size),
        penalty=penalty,
    )


def _fused(before: _Part, after: _Part, limits: Limits) -> list[_Part]:
    """Return two parts as one without a space, or as two where no line has room for both."""
    first = before.atom._replace(join="", join_own=0, join_spare=0)
    own, spare = first.own + after.atom.own, first.spare + after.atom.spare
    if not limits.hold(own + after.atom.sign_own, spare + after.atom.sign_spare):
        return [before._replace(atom=first), after]
    atom = after.atom._replace(own=own, spare=spare)
    return [_Part(atom, before.pieces + after.pieces)]


def _line(sheet: Sheet, row: Sequence[_Part], start: int, end: int) -> MixedLine:
    """Return the line from one part up to, not including, another."""
    said: list[tuple[int, list[str]]] = []
    last = row[end - 1]
    for part in row[start:end]:
        for run, text in part.pieces:
            if said and said[-1][0] == run:
                said[-1][1].append(text)
            else:
                said.append((run, [text]))
        said[-1][1].append(part.atom.join)
    said[-1][1][-1] = SOFT_HYPHEN * bool(last.atom.sign)
    pieces = [Piece(run, "".join(texts)) for run, texts in said]
    width, spare = (
        sheet.ends[end] - sheet.starts[start],
        (sheet.spare_ends[end] - sheet.spare_starts[start]),
    )
    space = end < sheet.count and last.atom.join == " "
    return MixedLine(tuple(pieces), width / EM, max(width, spare) / EM, space)
