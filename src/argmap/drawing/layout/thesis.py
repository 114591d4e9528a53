"""The thesis or the head of a part at the top of a picture of cells, and words between cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from argmap.drawing.layout.bearing import SPACE
from argmap.drawing.layout.cells import Cell, Phrase, set_words
from argmap.drawing.layout.phrases import SMALL, SMALL_BOLD, Phrases
from argmap.drawing.layout.way import way_to
from argmap.drawing.typeset import Style
from argmap.model.argument import ArgumentMap, Claim
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
    room = width - 2 * PAD_X
    if root.above:
        return _head_cell(phrases, root, left, top, room, narrow=narrow, below=below)
    cell = Cell(left, top, width, ground="thesis", item=root, depth=0)
    lines = thesis_kicker(phrases, root)
    whole = set_words(list(_with_dots(lines)), SMALL, PAD_X, PAD_TOP, room)
    if len(whole.lines) == 1:
        cell.words.append(whole)
    else:
        top = PAD_TOP
        for line in lines:
            cell.words.append(set_words([line], SMALL, PAD_X, top, room))
            top = cell.words[-1].bottom
    small = [phrase._replace(tint="accent") for phrase in below]
    return _with_claim(cell, phrases, small, narrow=narrow)


def _head_cell(
    phrases: Phrases,
    root: Item,
    left: int,
    top: int,
    room: int,
    *,
    narrow: bool,
    below: Sequence[Phrase],
) -> Cell:
    """Return the cell of a part's head, under a line that leads to it from the thesis."""
    cell = Cell(left, top, room + 2 * PAD_X, ground="main", item=root, depth=0)
    cell.against, cell.rule = root.against, "single"
    bottom = PAD_TOP
    for line in lines_above_head(phrases, root):
        cell.words.append(set_words(line, SMALL, PAD_X, bottom, room))
        bottom = cell.words[-1].bottom
    return _with_claim(cell, phrases, below, narrow=narrow)


def lines_above_head(phrases: Phrases, root: Item) -> list[list[Phrase]]:
    """Return what stands above a part's head: the way from the thesis, and speakers; else none."""
    way = way_to(root, phrases.words)
    if not way:
        return []
    spans: list[Phrase] = []
    for step in [*way[:-1], way[-1]._replace(item=None)]:  # its number stands before its words
        lead = " ".join(filter(None, [step.lead, step.number]))
        opens = step.item.id if step.item is not None else None
        spans += [Phrase(phrases.own(lead, SMALL_BOLD), "accent", opens=opens)] * bool(lead)
        run = phrases.own(step.text, SMALL)._replace(lang=step.lang or phrases.argument.lang)
        spans += [Phrase(run, opens=None if lead else opens)] * bool(step.text)
    speakers = _speakers(phrases, root, phrases.speaker(root))
    said = " · ".join(filter(None, [*speakers, phrases.checked(root)]))
    return [spans, [phrases.small(said)]] if said else [spans]


def _with_claim(cell: Cell, phrases: Phrases, small: Sequence[Phrase], *, narrow: bool) -> Cell:
    """Add its claim and what stands below that to the cell of a thesis or of a part's head."""
    root, room, top = cell.item, cell.width - 2 * PAD_X, cell.words[-1].bottom
    assert root is not None
    behind = list(takewhile(lambda phrase: phrase.run.glued, small))
    for style, most in ((THESIS, MOST_NARROW_LINES if narrow else MOST_LINES), (LONG_THESIS, 0)):
        number = [Phrase(phrases.own(f"{root.full_number}{SPACE}", style), "accent")] * bool(
            root.number
        )
        text = phrases.text(root, style, glued=bool(number))
        spans = [*number, text, *behind, *phrases.tag(root, SMALL)]
        claim = set_words(spans, style, PAD_X, top, room)
        if len(claim.lines) <= most:
            break
    cell.words.append(claim)
    if small[len(behind) :]:
        rest = small[len(behind) :]
        cell.words.append(set_words(rest, SMALL, PAD_X, claim.bottom, room))
    cell.height = cell.words[-1].bottom + PAD_BOTTOM
    return cell


def thesis_kicker(phrases: Phrases, root: Item) -> list[Phrase]:
    """Return what stands above the thesis: who says what names nobody; then what was checked."""
    said = _speakers(phrases, root, phrases.argument.thesis.speaker)
    checked = phrases.checked(root)
    lead = " · ".join([phrases.words.thesis, *said])
    lines = [Phrase(phrases.own(lead, SMALL), "accent")]
    return lines + [Phrase(phrases.own(checked, SMALL_BOLD))] * bool(checked)


def _with_dots(lines: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield what can stand in one line, with a dot between."""
    *before, last = lines
    for line in before:
        yield line._replace(run=line.run._replace(text=f"{line.run.text} ·"))
    yield last


def note_cell(spans: Sequence[Phrase], style: Style, left: int, top: int, width: int) -> Cell:
    """Return words between the cells."""
    cell = Cell(left, top, width, ground="none")
    cell.words.append(set_words(spans, style, 2, 0, width - 4))
    cell.height = cell.words[0].bottom
    return cell


def _speakers(phrases: Phrases, root: Item, own: str | None) -> list[str]:
    """Return who says a head, and who says all that names nobody: in one phrase if it is the same.

    Args:
        phrases: The words of the map.
        root: The head: the thesis or a part's.
        own: Its own speaker as it is named where that phrase is not needed.
    """
    argument = phrases.argument
    assert root.claim is not None
    form, both = speaks_for_all(argument, root.claim)
    said = [form.format(speaker=argument.by)] * bool(form)
    return said if both else [*([own] if own else []), *said]


def speaks_for_all(argument: ArgumentMap, head: Claim) -> tuple[str, bool]:
    """Return the words, around `{speaker}`, for who says all that names nobody; none if it is not.

    With them comes whether they say who says the head, too: it is the same one.
    """
    by, words = argument.by, argument.words
    others = (claim for claim in argument.claims.values() if claim is not argument.thesis)
    if by is None or not any(not one.implicit and one.speaker == by for one in others):
        return "", False
    both = head.speaker == by
    return (words.said_with_unnamed if both else words.unnamed), both
