"""Overview: thesis, main reasons with their own, each objection with its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil
from typing import NamedTuple

from argmap.drawing.layout.bearing import (
    SPACE,
    attacked_step,
    attackers,
    attackers_of_step,
    is_attack,
    is_objection,
    numbers,
    premises,
    reasons,
    reasons_below,
)
from argmap.drawing.layout.cells import Cell, Phrase, mirror, rule_of, set_words
from argmap.drawing.layout.limits import refuse_too_many
from argmap.drawing.layout.measures import CELLS_GAP, MARGIN
from argmap.drawing.layout.phrases import AFTER_NUMBER, LEGEND, SMALL, Phrases
from argmap.drawing.layout.table_legend import Sample, TableSign, legend_cells
from argmap.drawing.layout.thesis import note_cell, thesis_cell
from argmap.drawing.picture import Picture
from argmap.drawing.typeset import Style, natural_width
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind, Relation, unexplained_letters

NARROW = 480
"""Below this width, in px, an answer stands under its objection, not beside it."""

HEAD = Style("semibold", 15, 19)
AGAINST_HEAD = Style("semibold", 14, 18)
BODY = Style("regular", 13, 16)
BOLD = Style("semibold", 13, 16)

ROW_GAP = 3
INSET_GAP = 2
"""Between rows, and between the cells within one."""

RULED = 11
"""From a row's edge to its words: past a double rule."""

INSET_RULED = 9
PAD_X = 8
PAD_Y = 4
INSET_Y = 2
NUMBER_GAP = 5
MOST_NAMED = 48
"""Greatest width of the numbers of the reasons' reasons that their words make room for."""

COUNT_GAP = 16
"""Least distance of a count from the words before it."""

STEP = 20
"""Indent of an objection to a step or to an answer."""

SLIMMEST = 150
"""Least width of an indented objection."""


SHARES = (50, 47, 53)
"""Percent of a row that an objection takes, and its answers the rest: the first, unless another
makes the overview lower by BETTER, in px."""

BETTER = 16
SMALL_MAP = 100
"""Most claims of a map for which the others are tried: each takes as long as the first."""


class _Group(NamedTuple):
    """Claims right under the thesis: one alone, or those of one join."""

    join: Item | None
    members: list[Item]

    @property
    def linked(self) -> bool:
        """Whether there are several that only count together."""
        return len(self.members) > 1


def overview(phrases: Phrases, root: Item, picture: Picture, top: int) -> list[Cell]:
    """Return the cells of an overview in reading order.

    Args:
        phrases: The words of the map.
        root: Its plan, numbered.
        picture: Its options.
        top: The upper edge of the thesis.

    Raises:
        TooLargeError: If it has more than is drawn.
    """
    small = len(phrases.argument.claims) <= SMALL_MAP
    first, *others = [
        _Overview(phrases, root, picture, top, share).set(legend=picture.legend)
        for share in SHARES[: None if small and picture.width >= NARROW else 1]
    ]
    lowest = min(others, key=_bottom, default=first)
    return lowest if _bottom(first) - _bottom(lowest) >= BETTER else first


class _Overview:
    """Sets cells from the top down.

    Attributes:
        y: The lower edge of what is set.
        text: From a row's left edge to its words behind the number.
        named: From the left edge of a reason below to its words, likewise: all begin there but
            those whose numbers are wider than most.
        border: The left edge of all answers: it is the same in the whole picture.
    """

    def __init__(
        self, phrases: Phrases, root: Item, picture: Picture, top: int, share: int
    ) -> None:
        width = picture.width
        self.phrases, self.words, self.root = phrases, phrases.words, root
        self.narrow = width < NARROW
        self.mirrored = runs_from_right(phrases.argument.thesis.text)
        self.arrow = "" if self.narrow else "→" if self.mirrored else "←"
        self.left, self.right, self.y = MARGIN, width - MARGIN, top
        self.cells: list[Cell] = []
        self.linked: dict[Item, tuple[int, int]] = {}
        self.groups = [
            _group(child) for child in root.children if child.relation is not Relation.CITES
        ]
        self.members = list(chain.from_iterable(group.members for group in self.groups))
        self.objections = [item for item in root.walk() if is_objection(item)]
        one = len(self.objections) == 1
        self.tells_unanswered = one or any(_answers(item) for item in self.objections)
        shown = dict.fromkeys(self._shown())
        refuse_too_many(shown, picture)
        self.shown = {item.id for item in shown}
        names = (_width(self._number(item, BOLD)) for item in self.members)
        self.text = RULED if self.narrow else RULED + ceil(max(names, default=0)) + NUMBER_GAP
        below = chain.from_iterable(map(reasons, self.members))
        widths = (ceil(_width(self._number(item, BOLD))) for item in below)
        self.named = max((width for width in widths if width <= MOST_NAMED), default=0)
        start, end = self.left + self.text, self.right - PAD_X + INSET_GAP
        self.border = start + (end - start) * share // 100
        self.states = {item.evidence.status for item in root.walk() if item.evidence is not None}

    def set(self, *, legend: bool) -> list[Cell]:
        """Return all cells."""
        self._thesis()
        if legend:
            self._legend()
        opposing = [group for group in self.groups if group.members[0].against]
        for group in self.groups:
            if group not in opposing:
                self._reasons_for(group)
        if opposing and len(opposing) < len(self.groups):
            heading = Phrase(self.phrases.own(self.words.against_itself, HEAD), "accent")
            self._note(heading, against=True, gap=2 * ROW_GAP)
        for group in opposing:
            self._objections_to_thesis(group)
        if self.mirrored:
            mirror(self.cells, self.left + self.right)
        return self.cells

    def _shown(self) -> Iterator[Item]:
        """Yield the claims whose words are in the picture."""
        for member in self.members:
            yield member
            yield from () if member.against else reasons(member)
        for objection in self.objections:
            yield objection
            yield from _answers(objection)

    # Above the rows

    def _thesis(self) -> None:
        width = self.right - self.left
        cell = thesis_cell(self.phrases, self.root, self.left, self.y, width, narrow=self.narrow)
        self._add(cell, cell.height)

    def _legend(self) -> None:
        """Explain the signs that occur."""
        words, shown = self.words, list(self._shown())
        counted = any(reasons_below(item) for item in shown if item not in self.members)
        tones = {item.mark.tone: item.mark.word for item in self.root.walk() if item.mark}
        linked = any(group.linked for group in self.groups) or any(
            len(_linked(item)) > 1 for item in self.objections
        )
        unspoken = {item.against for item in shown if item.claim and item.claim.implicit}
        letters = unexplained_letters(self.root, shown)
        said: list[tuple[str, bool, Sample]] = [
            (words.main_reasons, sum(not item.against for item in self.members) > 1, ""),
            (words.more_reasons, counted, ""),
            (self._objections_mean(), bool(self.objections), "against"),
            (words.table_linked, linked, "linked"),
            (words.elsewhere, any(map(_is_reference, shown)), ""),
            (words.implicit_means, bool(unspoken), "implicit"),
            (words.evidence_means, bool(self.states), ""),
            (words.never_answered, bool(self.objections) and not self.tells_unanswered, ""),
            (f"✓{SPACE}{tones.get(Tone.GOOD)}", Tone.GOOD in tones, ""),
            *((f"{letter}{SPACE}={SPACE}{number}", True, "") for letter, number in letters.items()),
        ]
        signs = [
            TableSign(
                [Phrase(self.phrases.own(text, LEGEND), "faint")],
                sample,
                against=sample == "against" or (sample == "implicit" and unspoken == {True}),
            )
            for text, occurs, sample in said
            if occurs
        ]
        if signs:
            cells = legend_cells(signs, self.left, self.y + ROW_GAP, self.right - self.left)
            self.cells += cells
            self.y = cells[-1].bottom + CELLS_GAP - ROW_GAP

    def _objections_mean(self) -> str:
        """Return what the colour of objections says, and the arrow of an answer beside one."""
        answered = not self.narrow and any(map(_answers, self.objections))
        answer = f"{self.arrow}{SPACE}{self.words.answer}"
        return f"{self.words.objection} · {answer}" if answered else self.words.objection

    def _note(self, span: Phrase, *, gap: int, against: bool = False) -> None:
        """Add words between the rows."""
        cell = note_cell([span], span.run.style, self.left, self.y + gap, self.right - self.left)
        cell.against = against
        self._add(cell, cell.height)

    # Main reasons

    def _reasons_for(self, group: _Group) -> None:
        top = self.y + ROW_GAP
        if group.join is not None:
            self._warrant(group.join, group)
        for member in group.members:
            self.y += ROW_GAP
            row = self._reason(member)
            if group.linked:
                row.rule, row.lead = rule_of(member, linked=True), row.top - top
            top = row.bottom
        for attacker in attackers_of_step(group.join):
            self.y += ROW_GAP - INSET_GAP
            self._objection(attacker, self.left + STEP, self.right, count=True)
            self._against_answers(attacker, 2)
            self.y += ROW_GAP - INSET_GAP

    def _warrant(self, join: Item, group: _Group) -> None:
        """Say why linked claims count together, or why a single one counts."""
        spans = self.phrases.warrant(join)
        if not spans:
            return
        self.y += ROW_GAP
        cell = Cell(self.left, self.y, self.right - self.left, against=join.against, item=join)
        cell.rule = "double" if group.linked else "single"
        room = cell.width - RULED - PAD_X
        cell.words.append(set_words(spans, SMALL, RULED, 3, room, full=True))
        self._add(cell, cell.words[0].bottom)
        self.y -= ROW_GAP  # the claims follow without a gap

    def _reason(self, item: Item) -> Cell:
        """Add the row of a main reason."""
        cell = Cell(self.left, self.y, self.right - self.left, item=item, against=item.against)
        cell.rule = rule_of(item, linked=False)
        self.cells.append(cell)
        bottom = self._head(cell, item)
        rows = [(self._name(reason), list(self._said(reason))) for reason in reasons(item)]
        left = self.text + 6 * self.narrow
        bottom += bool(rows)
        for name, said in rows:
            edge = left + max(self.named, ceil(_width(name)))
            room = cell.width - edge - PAD_X
            words = set_words(said, BODY, edge, bottom, room, full=True)
            cell.words += [set_words([name], BOLD, left, bottom, edge), words]
            bottom = words.bottom
        cell.height = bottom + PAD_Y
        objections = list(_objections(item))
        self.y = cell.bottom
        for objection, level in objections:
            left = self.left + (self.text + 6 * self.narrow) + level * STEP
            self._objection(objection, left, self.right - PAD_X)
        if objections:
            cell.height = self.y - INSET_GAP + PAD_Y - cell.top
        self.y = cell.bottom
        return cell

    def _head(self, cell: Cell, item: Item) -> int:
        """Put a main reason's number, words and count into its row; return their lower edge."""
        phrases, top = self.phrases, PAD_Y
        count, room = self._count(item), cell.width - self.text - PAD_X
        lead = self._opening(item, BOLD)
        spans = phrases.said(item, HEAD)
        aside = []
        if self.narrow:
            spans = [lead, *_glued(spans)]
        else:
            taken = ceil(natural_width(count.run.text, SMALL)) + 1 if count else 0
            cell.words.append(
                set_words([lead], BOLD._replace(leading=HEAD.leading), RULED, top, self.text)
            )
            if count:
                edge, style = cell.width - PAD_X - taken, SMALL._replace(leading=HEAD.leading)
                aside.append(set_words([count], style, edge, top + 1, taken, ends=True))
                room -= taken + COUNT_GAP
        words = set_words(spans, HEAD, self.text, top, room, full=True)
        cell.words += [words, *aside]
        if self.narrow and count:
            cell.words.append(set_words([count], SMALL, self.text, words.bottom, room))
        return cell.words[-1].bottom if self.narrow else words.bottom

    def _count(self, item: Item) -> Phrase | None:
        """Return how much evidence there is in a branch."""
        pieces = [one.evidence for one in item.walk() if one.evidence is not None]
        text = self.phrases.evidence(pieces, alike=len(self.states) < 2)  # noqa: PLR2004
        return self.phrases.small(text) if text else None

    def _number(self, item: Item, style: Style) -> Phrase:
        """Return a claim's number; that of one which stands elsewhere leads there."""
        reference = item.kind is ItemKind.REFERENCE
        text = f"↗{SPACE}{item.number}" if reference else item.full_number
        link = item.id if reference and item.id in self.shown else None
        return Phrase(self.phrases.own(f"{text}{AFTER_NUMBER}", style), "accent", link)

    def _opening(self, item: Item, style: Style) -> Phrase:
        """Return the number of a claim under the thesis, which may have a picture of its own."""
        lead = self._number(item, style)
        return lead if lead.link else lead._replace(opens=item.id)

    def _name(self, reason: Item) -> Phrase:
        """Return the number of a reason, which has no cell of its own."""
        number = self._number(reason, BOLD)
        return number if reason.kind is ItemKind.REFERENCE else number._replace(name=reason.id)

    def _said(self, reason: Item) -> Iterator[Phrase]:
        """Yield the words and the count of a reason; and what it only counts with."""
        yield from self.phrases.said(reason, BODY)
        yield from self._more(reason)
        linked = _linked(reason)
        if len(linked) > 1 and linked[-1] is reason:
            text = self.words.linked_only.format(numbers=numbers(linked))
            yield Phrase(self.phrases.bracketed(text), "faint")

    def _more(self, item: Item) -> Iterator[Phrase]:
        """Yield how many reasons a claim has that are not in the picture."""
        count = reasons_below(item)
        if count:
            text = f"{SPACE}(+{SPACE}{count:,})"
            yield Phrase(self.phrases.own(text, SMALL, glued=True), "faint")

    # Objections

    def _objections_to_thesis(self, group: _Group) -> None:
        if group.join is not None:
            self._warrant(group.join, group)
        for place, member in enumerate(group.members):
            self.y += ROW_GAP
            cell = self._objection(
                member, self.left, self.right, style=AGAINST_HEAD, count=True, captioned=True
            )
            cell.lead = ROW_GAP if group.linked and place else 0
            self._against_answers(member, 1)
            self.y -= INSET_GAP

    def _against_answers(self, objection: Item, indent: int) -> None:
        """Add the objections to the answers to an objection, the first so many steps in."""
        for further, level in _further(objection):
            left = self.left + STEP * (indent + level - 1)
            self._objection(further, left, self.right)

    def _objection(
        self,
        item: Item,
        left: int,
        right: int,
        *,
        style: Style = BODY,
        count: bool = False,
        captioned: bool = False,
    ) -> Cell:
        """Add a cell for an objection, and one with its answers beside it or below.

        Args:
            item: The objection.
            left: The left edge of both cells together, in px.
            right: Their right edge.
            style: The style of its words.
            count: Whether its evidence is counted.
            captioned: Whether what links it with others is said elsewhere.
        """
        left = min(left, (right if self.narrow else self.border) - SLIMMEST)
        silent = not self.tells_unanswered or _is_answered_below(item)
        alone = item.kind is ItemKind.REFERENCE or silent
        end = right if self.narrow or alone else self.border - INSET_GAP
        cell = Cell(left, self.y, end - left, item=item, against=item.against, depth=2)
        linked = _linked(item)
        bottom = INSET_Y
        room = cell.width - INSET_RULED - PAD_X
        cell.rule = rule_of(item, linked=len(linked) > 1)
        if len(linked) > 1:
            before = self.linked.get(linked[linked.index(item) - 1])
            if linked[0] is not item and before is not None and before == (left, self.y):
                cell.lead = INSET_GAP
            if linked[0] is item and not captioned and item.parent is not None:
                why = self.phrases.warrant(item.parent)
                cell.words.append(set_words(why, SMALL, INSET_RULED, bottom, room, full=True))
                bottom = cell.words[0].bottom
        numbered = self._opening if count else self._number
        spans = [numbered(item, style._replace(face="semibold"))]
        spans += [*_glued(self.phrases.said(item, style)), *self._more(item)]
        own = self._count(item) if count else None
        if own is not None:
            spans.append(own._replace(run=self.phrases.bracketed(own.run.text.replace(" ", SPACE))))
        cell.words.append(set_words(spans, style, INSET_RULED, bottom, room, full=True))
        self._add(cell, cell.words[-1].bottom + INSET_Y)
        self.y += INSET_GAP
        if not alone:
            self._answer(item, cell, right)
        self.linked[item] = left, self.y
        return cell

    def _answer(self, objection: Item, beside: Cell, right: int) -> None:
        """Add the cell of all answers to an objection, or the one that says that there is none."""
        answers = _answers(objection)
        left, top = (beside.left, self.y) if self.narrow else (self.border, beside.top)
        cell = Cell(left, top, right - left, against=not answers, rule="single", depth=3)
        cell.ground = "plain" if answers else "open"
        said = [self._answer_words(answer) for answer in answers]
        said = said or [[Phrase(self.phrases.own(self.words.no_answer, BODY), "accent")]]
        bottom = INSET_Y
        for spans in said:
            room = cell.width - INSET_RULED - PAD_X
            cell.words.append(set_words(spans, BODY, INSET_RULED, bottom, room, full=True))
            bottom = cell.words[-1].bottom
        cell.height = bottom + INSET_Y
        if not self.narrow:
            cell.height = beside.height = max(cell.height, beside.height)
        self._add(cell, cell.height)
        self.y += INSET_GAP

    def _answer_words(self, answer: Item) -> list[Phrase]:
        phrases = self.phrases
        role = phrases.role(answer) or self.words.answer
        speaker = phrases.speaker(answer)
        said = " · ".join(filter(None, [role, speaker]))
        parts = [self.arrow, answer.full_number, phrases.before(said)]
        if attacked_step(answer) is None:  # the usual case reads best as “Answer 3.4”
            parts = [
                self.arrow,
                role,
                answer.full_number,
                phrases.before(speaker) if speaker else "",
            ]
        lead = SPACE.join(filter(None, parts))
        number = self._number(answer, BOLD)
        name = None if answer.kind is ItemKind.REFERENCE else answer.id
        head = Phrase(phrases.own(lead, BOLD), "accent", number.link, name)
        text = phrases.text(answer, BODY, glued=phrases.follows_closely and bool(parts[-1]))
        return [head, text, *phrases.tag(answer, BODY), *self._more(answer)]

    def _add(self, cell: Cell, height: int) -> None:
        """Add a cell of a height at the end of those that are set."""
        cell.height = height
        self.cells.append(cell)
        self.y = cell.bottom


def _bottom(cells: Sequence[Cell]) -> int:
    return max(cell.bottom for cell in cells)


def _is_reference(item: Item) -> bool:
    """Tell whether a reason stands elsewhere."""
    return item.kind is ItemKind.REFERENCE and not is_attack(item)


def _width(phrase: Phrase) -> float:
    return natural_width(phrase.run.text, phrase.run.style)


def _group(item: Item) -> _Group:
    return _Group(item, premises(item)) if item.kind is ItemKind.JOIN else _Group(None, [item])


def _glued(spans: Sequence[Phrase]) -> list[Phrase]:
    """Return spans of which the first stays on the line of the words before it."""
    first, *rest = spans
    return [first._replace(run=first.run._replace(glued=True)), *rest]


def _answers(item: Item) -> list[Item]:
    """Return what attacks an objection or an answer.

    What attacks the step from linked ones is the last one's.
    """
    found = list(attackers(item))
    if is_attack(item) and _linked(item)[-1:] == [item]:
        found += attackers_of_step(item.parent)
    return found


def _linked(item: Item) -> list[Item]:
    """Return all that a claim is linked with, itself among them; none if it stands alone."""
    join = item.parent
    linked = item.relation is Relation.PREMISE and join is not None
    return premises(join) if linked and join is not None else []


def _is_answered_below(objection: Item) -> bool:
    """Tell whether the only answers are those to the step from linked objections."""
    return not _answers(objection) and any(map(_answers, _linked(objection)[-1:]))


def _further(objection: Item) -> Iterator[tuple[Item, int]]:
    """Yield the objections to an objection's answers, and so on, and how many answers away."""
    stack = [(one, 1) for one in _to_answers(objection)]
    while stack:
        item, level = stack.pop()
        yield item, level
        stack += [(one, level + 1) for one in _to_answers(item)]


def _to_answers(objection: Item) -> list[Item]:
    """Return the objections to the answers to an objection, the last one first."""
    found = chain.from_iterable(map(_answers, _answers(objection)))
    return list(found)[::-1]


def _objections(reason: Item) -> Iterator[tuple[Item, int]]:
    """Yield the objections in a main reason's branch, and how many answers each is away."""
    for item in attackers(reason):
        yield item, 0
        yield from _further(item)
