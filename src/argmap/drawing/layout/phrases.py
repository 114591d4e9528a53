"""SetText of a claim in a cell: number, what is news about it, text, marks, counts."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.drawing.layout.bearing import SPACE, numbers, premises, role
from argmap.drawing.layout.cells import Phrase
from argmap.drawing.layout.cited import source_numbers
from argmap.drawing.typeset.clusters import Style
from argmap.drawing.typeset.runs import Run
from argmap.model.argument import ArgumentMap, Evidence, Status
from argmap.model.marks import Tone
from argmap.model.outline import Item

SMALL = Style("regular", 12, 15)
SMALL_BOLD = Style("semibold", 12, 15)
LEGEND = Style("regular", 12, 16)


class Phrases:
    """The words of one map's claims, in its language.

    Attributes:
        argument: The map.
        words: The words of its language.
        numbers: The numbers of its sources.
        unsaid: Whether good marks are left out, because all have them.
    """

    def __init__(self, argument: ArgumentMap) -> None:
        self.argument = argument
        self.words = argument.words
        self.numbers = source_numbers(argument)
        self.unsaid = False

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
        return role(item, self.words)

    def tag(self, item: Item, style: Style) -> list[Phrase]:
        """Return a mark's word after the words that it is about."""
        mark = item.mark
        if mark is None or (self.unsaid and mark.tone is Tone.GOOD):
            return []
        said = "✓" if mark.tone is Tone.GOOD else f"·{SPACE}{mark.word}"
        bold = style._replace(face="semibold")
        return [Phrase(self.own(f"{SPACE}{said}", bold, glued=True), mark.tone)]

    def said(self, item: Item, style: Style) -> list[Phrase]:
        """Return a claim's label where there is news to say, its words and its mark."""
        label = " · ".join(filter(None, [self.role(item), self.speaker(item)]))
        bold = style._replace(face="semibold")
        spans = [Phrase(self.own(self.before(label), bold), "accent")] if label else []
        text = self.text(item, style, glued=self.follows_closely and bool(label))
        return [*spans, text, *self.tag(item, style)]

    @property
    def follows_closely(self) -> bool:
        """Whether words stand behind a sign without a blank, as in Chinese."""
        return not self.words.blank

    def before(self, text: str) -> str:
        """Return what introduces the words behind it, with its colon."""
        return f"{text}{self.words.colon}".rstrip(" ")

    def bracketed(self, text: str) -> Run:
        """Return small print in brackets."""
        return self.own(self.words.in_brackets(text), SMALL, glued=self.follows_closely)

    def warrant(self, join: Item) -> list[Phrase]:
        """Return why linked claims count together, or why a single one counts, with its mark."""
        inference, linked = join.inference, premises(join)
        assert inference is not None
        words = self.words
        together = words.linked_because if inference.warrant else words.linked_only
        alone = words.alone_because if inference.warrant else "{numbers}" if join.mark else ""
        form = together if len(linked) > 1 else alone
        if not form:
            return []
        before, _, after = form.partition("{numbers}")
        by = inference.by if inference.warrant and inference.by != self.argument.by else None
        spans = [Phrase(self.own(f"{before}{numbers(linked)}", SMALL_BOLD))]
        spans += [Phrase(self.own(after, SMALL))] if after else []
        if inference.warrant:
            spans.append(Phrase(self.own(inference.warrant, SMALL, glued=self.follows_closely)))
        if by:
            spans.append(Phrase(self.bracketed(by)))
        return [*spans, *self.tag(join, SMALL)]

    def evidence(self, pieces: Sequence[Evidence], *, alike: bool) -> str:
        """Return how many pieces of evidence there are, and if not all are alike, their states."""
        if not pieces:
            return ""
        parts = [self.words.evidence_count(len(pieces))]
        states = {Status.VERIFIED: self.words.verified, Status.DISPUTED: self.words.disputed}
        for status, word in states.items():
            count = sum(piece.status is status for piece in pieces)
            parts += [f"{count:,}{SPACE}{word}"] * (count > 0 and not alike)
        return self.words.comma.join(parts)
