"""Set words of several faces and sizes in one paragraph, such as a bold number before a claim."""

from __future__ import annotations

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
)
from argmap.drawing.typeset.measure import EM
from argmap.drawing.typeset.paragraph import MOST_TEXTS, choose_ends


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


class _Part(NamedTuple):
    """A part of a paragraph that no line ends within.

    Attributes:
        atom: Its widths, in units of which EM make one px; it has no words.
        pieces: Its words by their runs.
    """

    atom: Atom
    pieces: tuple[Piece, ...]


@lru_cache(maxsize=MOST_TEXTS)
def set_runs(
    runs: tuple[Run, ...], width: float, slack: float, *, full: bool = False
) -> MixedLines:
    """Set runs one after the other in as few lines as their width allows.

    Args:
        runs: The words. Between two runs stands a space of the first, unless the second is glued.
        width: The greatest width of a line in px.
        slack: The excess in px that a line may have in a font that stands in for argmap's.
        full: Whether lines are filled one after the other, as in a book; else they are even.
    """
    limits = Limits(int(width * EM), int((width + slack) * EM))
    whole = _row(runs, width, slack, limits, divide=False)
    if not whole:
        return MixedLines((), rtl=False)
    rows = [whole]

    def divided_sheet() -> Sheet:
        rows.append(_row(runs, width, slack, limits, divide=True))
        return _sheet(rows[-1], limits, divided=True, full=full)

    sheet, ends = choose_ends(_sheet(whole, limits, divided=False, full=full), divided_sheet)
    if full and not sheet.divided:
        ends = filled(sheet, fewest(sheet))
    row = rows[-1] if sheet.divided else whole
    lines = [_line(sheet, row, start, end) for start, end in zip([0, *ends], ends, strict=False)]
    return MixedLines(tuple(lines), runs_from_right(" ".join(run.text for run in runs)))


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
        parts = [_Part(_scaled(atom, size), (Piece(place, atom.text),)) for atom in atoms]
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
    pieces: list[Piece] = []
    last = row[end - 1]
    for part in row[start:end]:
        join = SOFT_HYPHEN * bool(part.atom.sign) if part is last else part.atom.join
        *inner, final = part.pieces
        for run, text in [*inner, final._replace(text=final.text + join)]:
            if pieces and pieces[-1].run == run:
                pieces[-1] = Piece(run, pieces[-1].text + text)
            else:
                pieces.append(Piece(run, text))
    width, spare = (
        sheet.ends[end] - sheet.starts[start],
        (sheet.spare_ends[end] - sheet.spare_starts[start]),
    )
    space = end < sheet.count and last.atom.join == " "
    return MixedLine(tuple(pieces), width / EM, max(width, spare) / EM, space)
