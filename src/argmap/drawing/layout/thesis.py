"""The thesis at the top of a picture of cells, and words between cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from argmap.drawing.layout.cells import Cell, Phrase, set_words
from argmap.drawing.layout.phrases import SMALL, Phrases
from argmap.drawing.typeset import Style
from argmap.model.outline import Item

THESIS = Style("semibold", 22, 28)
LONG_THESIS = Style("semibold", 16, 21)
MOST_LINES, MOST_NARROW_LINES = 2, 4
"""Lines of a thesis, and on a phone; one that would take more is set smaller."""

PAD_X = 12
PAD_TOP, PAD_BOTTOM = 6, 7


def thesis_cell(
    phrases: Phrases,
    root: Item,
    left: int,
    top: int,
    width: int,
    *,
    narrow: bool,
    below: Sequence[Phrase] = (),
) -> Cell:
    """Return the cell of the thesis, with its speaker and that of all that names nobody.

    Args:
        phrases: The words of the map.
        root: The thesis.
        left: The left edge of the cell, in px.
        top: Its upper edge.
        width: Its width.
        narrow: Whether it is for a phone.
        below: What else stands in it, its evidence: what is glued stands behind its words.
    """
    cell = Cell(left, top, width, ground="thesis", item=root, depth=0)
    room = width - 2 * PAD_X
    kicker = Phrase(phrases.own(thesis_kicker(phrases), SMALL), "accent")
    head = set_words([kicker], SMALL, PAD_X, PAD_TOP, room)
    small = [phrase._replace(tint="accent") for phrase in below]
    behind = list(takewhile(lambda phrase: phrase.run.glued, small))
    for style, most in ((THESIS, MOST_NARROW_LINES if narrow else MOST_LINES), (LONG_THESIS, 0)):
        spans = [phrases.text(root, style), *behind, *phrases.tag(root, SMALL)]
        claim = set_words(spans, style, PAD_X, head.bottom, room)
        if len(claim.lines) <= most:
            break
    cell.words += [head, claim]
    if small[len(behind) :]:
        rest = small[len(behind) :]
        cell.words.append(set_words(rest, SMALL, PAD_X, claim.bottom, room))
    cell.height = cell.words[-1].bottom + PAD_BOTTOM
    return cell


def thesis_kicker(phrases: Phrases) -> str:
    """Return what stands above the thesis: its speaker, and who says all that names nobody."""
    argument, words = phrases.argument, phrases.words
    speaker = argument.thesis.speaker
    unnamed = words.unnamed.format(speaker=argument.by) if _has_unnamed(phrases) else None
    said = speaker if speaker != argument.by or unnamed is None else None
    return " · ".join(filter(None, [words.thesis, said, unnamed]))


def note_cell(spans: Sequence[Phrase], style: Style, left: int, top: int, width: int) -> Cell:
    """Return words between the cells."""
    cell = Cell(left, top, width, ground="none")
    cell.words.append(set_words(spans, style, 2, 0, width - 4))
    cell.height = cell.words[0].bottom
    return cell


def _has_unnamed(phrases: Phrases) -> bool:
    """Tell whether the map's speaker says any claim but the thesis."""
    argument = phrases.argument
    claims = (claim for claim in argument.claims.values() if claim is not argument.thesis)
    return argument.by is not None and any(
        not claim.implicit and claim.speaker == argument.by for claim in claims
    )
