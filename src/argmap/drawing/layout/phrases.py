"""SetText of a claim in a cell: number, what is news about it, text, marks, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argmap.drawing.layout.bearing import SPACE, numbers, premises, role
from argmap.drawing.layout.cells import Phrase
from argmap.drawing.layout.cited import own_source, source_numbers
from argmap.drawing.typeset.clusters import Style
from argmap.drawing.typeset.runs import Run
from argmap.model.argument import ArgumentMap, Evidence, Reference, Status
from argmap.model.marks import Tone
from argmap.model.outline import Item
from argmap.text import web_address

SMALL = Style("regular", 12, 15)
SMALL_BOLD = Style("semibold", 12, 15)
LEGEND = Style("regular", 12, 16)

AFTER_NUMBER = "\N{NARROW NO-BREAK SPACE}" * 2
"""What parts a claim's number from its words: some 5 px."""

COUNTED = re.compile(r"(?<=\d) ")
"""Where no line ends in what is left out: “3 reasons”."""


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

    def label(self, item: Item, style: Style) -> list[Phrase]:
        """Return what stands before a claim's words where it is news: its role, its speaker."""
        label = " · ".join(filter(None, [self.role(item), self.speaker(item)]))
        bold = style._replace(face="semibold")
        return [Phrase(self.own(self.before(label), bold), "accent")] if label else []

    def labelled(self, item: Item, style: Style) -> list[Phrase]:
        """Return a claim's label where there is news to say, and its words."""
        label = self.label(item, style)
        return [*label, self.text(item, style, glued=self.follows_closely and bool(label))]

    def said(self, item: Item, style: Style) -> list[Phrase]:
        """Return a claim's label where there is news to say, its words and its mark."""
        return [*self.labelled(item, style), *self.tag(item, style)]

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

    def left_out(self, item: Item) -> list[Phrase]:
        """Return what a cut claim leaves out."""
        if not item.left_out:
            return []
        text = COUNTED.sub(SPACE, self.words.left_out(*item.left_out))
        return [Phrase(self.own(text, SMALL_BOLD), "faint")]

    def own_quote(self, item: Item, *, link: bool = False) -> Iterator[Phrase]:
        """Yield what a claim quotes, and the source that it stands in, if that is news.

        Args:
            item: The claim.
            link: Whether the source leads to its address.
        """
        claim = item.claim
        assert claim is not None
        if claim.quote:
            before, after = self.words.quotes
            run = self.own(f"{before}{claim.quote}{after}", SMALL)
            yield Phrase(run._replace(lang=claim.lang or run.lang), "faint")
        source = own_source(claim, self.argument)
        number = self.numbers.get(source.id) if source is not None else None
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
            run = Run(text, SMALL, lang, place == 0)
            spans.append(Phrase(run, "faint", name=piece.id if place == 0 else None))
        number = self.numbers.get(piece.source.id) if piece.source is not None else None
        speaker = piece.by if piece.by != self.argument.by else None
        text = self.words.comma.join(filter(None, [f"{number}" if number else "", speaker or ""]))
        if text:
            spans += self._cited(f"[{text}]", piece.source if link else None)
        state = {Status.VERIFIED: self.words.verified, Status.DISPUTED: self.words.disputed}
        state |= {Status.REPORTED: self.words.reported} if states else {}
        if piece.status in state:
            spans.append(Phrase(self.bracketed(state[piece.status]), "faint"))
        return spans

    def _cited(self, text: str, reference: Reference | None) -> list[Phrase]:
        """Return what names a source, behind words; it leads to the source's address on the web."""
        url = self.address(reference)
        if url is None:
            return [Phrase(self.own(f"{SPACE}{text}", SMALL, glued=True), "faint")]
        space = Phrase(self.own(SPACE, SMALL, glued=True), "faint")
        return [space, Phrase(self.own(text, SMALL, glued=True), "faint", url)]

    def address(self, reference: Reference | None) -> str | None:
        """Return where a source stands on the web."""
        source = self.argument.sources.get(reference.id) if reference is not None else None
        return web_address(source.url) if source is not None else None

    def warrant(self, join: Item) -> list[Phrase]:
        """Return why linked claims count together, or why a single one counts, with its mark."""
        why = self._why(join)
        return [*why, *self.tag(join, SMALL)] if why else []

    def _why(self, join: Item) -> list[Phrase]:
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
        spans += [Phrase(self.own(after, SMALL, glued=not after.startswith(" ")))] if after else []
        if inference.warrant:
            spans.append(Phrase(self.own(inference.warrant, SMALL, glued=self.follows_closely)))
        if by:
            spans.append(Phrase(self.bracketed(by)))
        return spans

    def scheme(self, join: Item) -> list[Phrase]:
        """Return the kind of a step, if it has a name."""
        scheme = join.inference.scheme if join.inference is not None else None
        if not scheme:
            return []
        return [Phrase(self.bracketed(f"{self.words.scheme}{self.words.colon}{scheme}"), "faint")]

    def step(self, join: Item) -> list[Phrase]:
        """Return what is said about a step: why its claims count, and its scheme."""
        why, scheme = self._why(join), self.scheme(join)
        if scheme and not why:
            why = [Phrase(self.own(numbers(premises(join)), SMALL_BOLD))]
        return why + scheme

    def checked(self, root: Item) -> str:
        """Return how far the evidence in a picture was checked; nothing if it has none.

        What is left out of a picture of so many levels counts, too.
        """
        items = list(root.walk())
        pieces = [item.evidence for item in items if item.evidence is not None]
        cut = any(item.left_out is not None and item.left_out.evidence for item in items)
        if not pieces and not cut:
            return ""
        states = {piece.status for _, piece in self.argument.evidence()}
        if states == {Status.REPORTED}:
            return self.words.all_reported
        if states == {Status.VERIFIED}:
            return self.words.all_verified
        if cut and root.above:
            return ""
        if cut:
            pieces = [piece for _, piece in self.argument.evidence()]
        return self.evidence(pieces, alike=False)

    def evidence(self, pieces: Sequence[Evidence], *, alike: bool) -> str:
        """Return how many pieces of evidence there are, and if not all are alike, their states."""
        if not pieces:
            return ""
        parts = [self.words.evidence_count(len(pieces))]
        states = {
            Status.VERIFIED: self.words.verified_pieces,
            Status.DISPUTED: self.words.disputed_pieces,
        }
        for status, forms in states.items():
            count = sum(piece.status is status for piece in pieces)
            parts += [self.words.counted(forms, count)] * (count > 0 and not alike)
        return self.words.comma.join(parts)
