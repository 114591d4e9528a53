"""SetText of a claim in a cell: number, what is news about it, text, marks, counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argmap.drawing.layout.cells import Phrase
from argmap.drawing.typeset.clusters import Style
from argmap.drawing.typeset.runs import Run
from argmap.model.argument import ArgumentMap, Evidence, Reference, Status
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind, Relation
from argmap.text import web_address

SPACE = "\N{NO-BREAK SPACE}"
SMALL = Style("regular", 12, 15)
SMALL_BOLD = Style("semibold", 12, 15)
LEGEND = Style("regular", 12, 16)


class Phrases:
    """The words of one map's claims, in its language.

    Attributes:
        argument: The map.
        words: The words of its language.
        numbers: The numbers of its sources.
    """

    def __init__(self, argument: ArgumentMap) -> None:
        self.argument = argument
        self.words = argument.words
        self.numbers = source_numbers(argument)

    def own(self, text: str, style: Style, *, glued: bool = False) -> Run:
        """Return words that argmap adds, in the map's language."""
        return Run(text, style, self.argument.lang, glued)

    def small(self, text: str) -> Phrase:
        """Return small print."""
        return Phrase(self.own(text, SMALL), "faint")

    def text(self, item: Item, style: Style, *, glued: bool = False) -> Phrase:
        """Return a claim's own words."""
        claim = item.claim
        assert claim is not None
        return Phrase(Run(claim.text, style, claim.lang or self.argument.lang, glued))

    def speaker(self, item: Item) -> str:
        """Return who says a claim where that is news: nobody, or another than the map's speaker."""
        claim = item.claim
        assert claim is not None
        if claim.implicit:
            return self.words.implicit
        return claim.speaker if claim.speaker and claim.speaker != self.argument.by else ""

    def role(self, item: Item) -> str:
        """Return what a claim is where that is news: an objection or an answer, and to what."""
        if not is_attack(item):
            return ""
        above, words = item.parent, self.words
        step = attacked_step(item)
        if step is not None:
            form = words.to_step if item.against else words.answer_to_step
            return form.format(numbers=numbers(premises(step)))
        if not item.against:
            return words.answer
        if above is not None and is_answer(above):
            return words.to_answer.format(number=above.number)
        return words.objection

    def tag(self, item: Item, style: Style) -> list[Phrase]:
        """Return a mark's word after the words that it is about."""
        mark = item.mark
        if mark is None:
            return []
        said = "✓" if mark.tone is Tone.GOOD else f"·{SPACE}{mark.word}"
        bold = style._replace(face="semibold")
        return [Phrase(self.own(f"{SPACE}{said}", bold, glued=True), mark.tone)]

    def label(self, item: Item, style: Style) -> list[Phrase]:
        """Return what stands before a claim's words where it is news: its role, its speaker."""
        label = " · ".join(filter(None, [self.role(item), self.speaker(item)]))
        bold = style._replace(face="semibold")
        return [Phrase(self.own(f"{label}:", bold), "accent")] if label else []

    def said(self, item: Item, style: Style) -> list[Phrase]:
        """Return a claim's label where there is news to say, its words and its mark."""
        return [*self.label(item, style), self.text(item, style), *self.tag(item, style)]

    def own_quote(self, item: Item, *, link: bool = False) -> Iterator[Phrase]:
        """Yield what a claim quotes, and the source that it stands in, if that is news.

        Args:
            item: The claim.
            link: Whether the source leads to its address.
        """
        claim, about = item.claim, self.argument.about
        assert claim is not None
        if claim.quote:
            before, after = self.words.quotes
            run = self.own(f"{before}{claim.quote}{after}", SMALL)
            yield Phrase(run._replace(lang=claim.lang or run.lang), "faint")
        source = claim.source
        news = source is not None and (claim.quote or about is None or source.id != about.id)
        number = self.numbers.get(source.id) if source is not None and news else None
        if number:
            yield from self._cited(f"[{number}]", source if link else None)

    def piece(self, piece: Evidence, *, link: bool = False, states: bool = False) -> list[Phrase]:
        """Return a piece of evidence: its words, source, state, and its speaker if that is news.

        Args:
            piece: The evidence.
            link: Whether the source leads to its address.
            states: Whether it says in any case how far it was checked.
        """
        before, after = self.words.quotes
        said = [piece.text] if piece.text else []
        said += [f"{before}{piece.quote}{after}"] if piece.quote else []
        lang = piece.lang or self.argument.lang
        spans = [Phrase(self.own(f"–{SPACE}", SMALL), "faint")]
        for place, text in enumerate(said):
            run = self.own(text, SMALL, glued=place == 0)._replace(lang=lang)
            spans.append(Phrase(run, "faint", name=piece.id if place == 0 else None))
        number = self.numbers.get(piece.source.id) if piece.source is not None else None
        speaker = piece.by if piece.by != self.argument.by else None
        text = ", ".join(filter(None, [f"{number}" if number else "", speaker or ""]))
        if text:
            spans += self._cited(f"[{text}]", piece.source if link else None)
        state = {Status.VERIFIED: self.words.verified, Status.DISPUTED: self.words.disputed}
        state |= {Status.REPORTED: self.words.reported} if states else {}
        if piece.status in state:
            spans.append(Phrase(self.own(f"({state[piece.status]})", SMALL), "faint"))
        return spans

    def _cited(self, text: str, reference: Reference | None) -> list[Phrase]:
        """Return what names a source, behind words; it leads to the source's address on the web."""
        source = self.argument.sources.get(reference.id) if reference is not None else None
        url = web_address(source.url) if source is not None else None
        if url is None:
            return [Phrase(self.own(f"{SPACE}{text}", SMALL, glued=True), "faint")]
        space = Phrase(self.own(SPACE, SMALL, glued=True), "faint")
        return [space, Phrase(self.own(text, SMALL, glued=True), "faint", url)]

    def warrant(self, join: Item) -> list[Phrase]:
        """Return why linked claims count together, or why a single one counts."""
        inference, linked = join.inference, premises(join)
        assert inference is not None
        words = self.words
        together = words.linked_because if inference.warrant else words.linked_only
        form = together if len(linked) > 1 else words.alone_because if inference.warrant else ""
        if not form:
            return []
        before, _, after = form.partition("{numbers}")
        by = inference.by if inference.warrant and inference.by != self.argument.by else None
        spans = [Phrase(self.own(f"{before}{numbers(linked)}", SMALL_BOLD))]
        spans.append(Phrase(self.own(after, SMALL, glued=not after.startswith(" "))))
        if inference.warrant:
            spans.append(Phrase(self.own(inference.warrant, SMALL)))
        if by:
            spans.append(Phrase(self.own(f"({by})", SMALL)))
        return spans

    def step(self, join: Item) -> list[Phrase]:
        """Return what is said about a step: why its claims count, and its scheme."""
        inference = join.inference
        assert inference is not None
        line = self.warrant(join)
        if inference.scheme:
            line = line or [Phrase(self.own(numbers(premises(join)), SMALL_BOLD))]
            line.append(self.small(f"({self.words.scheme}: {inference.scheme})"))
        return line

    def evidence(self, pieces: Sequence[Evidence], *, alike: bool) -> str:
        """Return how many pieces of evidence there are, and if not all are alike, their states."""
        if not pieces:
            return ""
        parts = [self.words.evidence_count(len(pieces))]
        states = {Status.VERIFIED: self.words.verified, Status.DISPUTED: self.words.disputed}
        for status, word in states.items():
            count = sum(piece.status is status for piece in pieces)
            parts += [f"{count:,}{SPACE}{word}"] * (count > 0 and not alike)
        return ", ".join(parts)


def effect(item: Item) -> Relation | None:
    """Return how a claim bears on the claim above it, through the join that may link it."""
    while item.relation is Relation.PREMISE and item.parent is not None:
        item = item.parent
    return item.relation


def is_attack(item: Item) -> bool:
    """Tell whether a claim attacks the claim or the step above it."""
    return effect(item) is Relation.ATTACKS


def attacked_step(item: Item) -> Item | None:
    """Return the join whose step a claim attacks, not merely belongs to."""
    while item.relation is Relation.PREMISE and item.parent is not None:
        item = item.parent
    above = item.parent
    return above if above is not None and above.kind is ItemKind.JOIN else None


def attackers_of_step(join: Item | None) -> list[Item]:
    """Return what attacks a step itself."""
    found: list[Item] = []
    for child in join.children if join is not None else ():
        if child.relation is Relation.ATTACKS:
            found += premises(child) if child.kind is ItemKind.JOIN else [child]
    return found


def premises(join: Item) -> list[Item]:
    """Return what a join links."""
    return [child for child in join.children if child.relation is Relation.PREMISE]


def numbers(items: Sequence[Item]) -> str:
    """Return the numbers of linked claims: `2 + 3`."""
    return f"{SPACE}+{SPACE}".join(item.number for item in items)


def is_answer(item: Item) -> bool:
    """Tell whether a claim attacks one that is against the thesis."""
    return is_attack(item) and not item.against


def claims_below(item: Item) -> list[Item]:
    """Return the claims and references right under an item, looking through its joins."""
    found: list[Item] = []
    stack = list(reversed(item.children))
    while stack:
        child = stack.pop()
        if child.kind is ItemKind.JOIN:
            stack.extend(reversed(child.children))
        elif child.kind in (ItemKind.CLAIM, ItemKind.REFERENCE):
            found.append(child)
    return found


def reasons(item: Item) -> list[Item]:
    """Return what supports a claim, right under it."""
    return [child for child in claims_below(item) if not is_attack(child)]


def attackers(item: Item) -> Iterator[Item]:
    """Yield what attacks a claim, a step to it, or what supports it, in reading order."""
    stack = list(reversed(claims_below(item)))
    while stack:
        child = stack.pop()
        if child.against is not item.against:
            yield child
        elif not is_attack(child):  # else it attacks an attack on the claim
            stack.extend(reversed(claims_below(child)))


def reasons_below(item: Item) -> int:
    """Return how many claims support a claim, however far below, with no attack between."""
    count = 0
    stack = reasons(item)
    while stack:
        child = stack.pop()
        if child.kind is ItemKind.CLAIM:
            count += 1
            stack.extend(reasons(child))
    return count


def source_numbers(argument: ArgumentMap) -> Mapping[str, int]:
    """Return the number of each source, in the order of the file."""
    return {name: position for position, name in enumerate(argument.sources, start=1)}
