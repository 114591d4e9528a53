"""The legend of a table: the signs that occur, with samples of grounds and rules."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Literal, NamedTuple

from argmap.drawing.layout.bearing import SPACE, is_attack, links_here
from argmap.drawing.layout.cells import Cell, Phrase, Rule, set_words
from argmap.drawing.layout.legend import occurring
from argmap.drawing.layout.phrases import LEGEND, Phrases
from argmap.drawing.layout.table_content import RINGS
from argmap.drawing.picture import EvidenceForm
from argmap.model.argument import Status
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind, Relation

SAMPLE, SAMPLE_GAP, LEGEND_SAMPLE_HEIGHT, LEGEND_GAP = 16, 5, 15, 18
"""Width of a sample in the legend, from it to its words, its height, which three dashes of
a broken rule need, and from there to the next."""

RULES: dict[str, Rule] = {"linked": "double", "implicit": "broken"}
"""The rules of the samples that have not a single one."""

Sample = Literal["", "for", "against", "linked", "implicit"]


class TableSign(NamedTuple):
    """A sign in the legend, and what it means.

    Attributes:
        spans: The words, with the sign before them where it is one of the font.
        sample: The side whose ground and rule stand before them, or of which two rules do, or the
            rule of what nobody said.
        against: Whether the rule has the colour of the side against the thesis.
    """

    spans: list[Phrase]
    sample: Sample = ""
    against: bool = False


def table_legend(
    phrases: Phrases, root: Item, evidence: EvidenceForm, *, place: str
) -> list[TableSign]:
    """Return what place, colours and signs say, of those that occur; `place` says the first."""
    words, found = phrases.words, occurring(root)
    rings = {
        Status.REPORTED: words.ring_reported,
        Status.VERIFIED: words.ring_verified,
        Status.DISPUTED: words.ring_disputed,
    }

    def sign(text: str, sample: Sample = "", *, against: bool = False) -> TableSign:
        return TableSign([Phrase(phrases.own(text, LEGEND), "faint")], sample, against=against)

    signs = [sign(place)] * bool(place)
    signs += [sign(words.for_thesis, "for")] * (False in found.sides)
    signs += [sign(words.against_thesis, "against", against=True)] * (True in found.sides)
    signs += [sign(words.table_linked, "linked")] * found.linked
    signs += [sign(words.elsewhere)] * any(map(_names_elsewhere, root.walk()))
    if evidence == "marks":
        signs += [
            sign(f"{RINGS[one]}{SPACE}{text}") for one, text in rings.items() if one in found.states
        ]
    signs += [sign(f"⇄{SPACE}{words.attacks_in_return}")] * found.mutual
    unspoken = sign(words.implicit_means, "implicit", against=found.implicit == {True})
    signs += [unspoken] * bool(found.implicit)
    signs += [sign(words.never_answered)] * found.never_answered
    signs += [sign(f"✓{SPACE}{word}") for word in sorted(found.marks.get(Tone.GOOD, []))]
    return signs


def _names_elsewhere(item: Item) -> bool:
    """Tell whether an item is a linked claim that stands elsewhere, but shows its words here."""
    join = item.parent
    linked = item.kind is ItemKind.REFERENCE and item.relation is Relation.PREMISE
    return linked and join is not None and not is_attack(join) and links_here(join)


def all_good(root: Item) -> bool:
    """Tell whether all claims have the same good mark, so that the legend can say it once."""
    marks = [item.mark for item in root.walk() if item.kind in (ItemKind.THESIS, ItemKind.CLAIM)]
    return len(marks) > 1 and all(
        mark is not None and mark.tone is Tone.GOOD and mark == marks[0] for mark in marks
    )


def legend_cells(signs: Sequence[TableSign], left: int, top: int, room: int) -> list[Cell]:
    """Return the legend: its samples, then one cell with all its words."""
    note = Cell(left, top, room, ground="none")
    samples = []
    x = y = 0
    for sign in signs:
        before = SAMPLE + SAMPLE_GAP if sign.sample else 0
        words = set_words(sign.spans, LEGEND, 0, 0, room - before)
        if x and x + before + words.reach > room:
            x, y = 0, note.words[-1].bottom
        words = words._replace(left=x + before, top=y, width=words.reach)
        if sign.sample:
            sample = Cell(left + x, top + y + 1, SAMPLE, LEGEND_SAMPLE_HEIGHT)
            sample.rule = RULES.get(sign.sample, "single")
            sample.against = sign.against
            samples.append(sample)
        note.words.append(words)
        x += before + max(ceil(words.lines[0].width) + LEGEND_GAP, words.reach + 4)
        if len(words.lines) > 1:
            x = room  # what follows stands below
    note.height = note.words[-1].bottom
    return [*samples, note]
