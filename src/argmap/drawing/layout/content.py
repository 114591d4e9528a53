"""Content of each box: its paragraphs, before they are broken into lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.drawing.layout.bearing import SPACE, is_attack
from argmap.drawing.layout.cells import Phrase
from argmap.drawing.layout.measures import STYLES
from argmap.drawing.layout.phrases import SMALL, SMALL_BOLD, Phrases
from argmap.drawing.layout.thesis import lines_above_head, thesis_kicker
from argmap.drawing.typeset import Style
from argmap.model.argument import ArgumentMap
from argmap.model.outline import Item, ItemKind, Relation


class Paragraph(NamedTuple):
    """Words of a box in one paragraph.

    Attributes:
        spans: What it says.
        style: The style of most of it.
        start: Words behind them of which as much is shown as fits into one line.
    """

    spans: list[Phrase]
    style: Style
    start: Phrase | None = None


class Contents:
    """The words in the boxes of one map.

    Attributes:
        further: The references that are drawn as mere lines, by the id of their claim: its box
            has them in words, for those who listen.
        sections: Whether claims right under the thesis are set larger, as the heads of sections.
        mirrored: Whether all words begin at the right, as in the table of such a map.
        unanswered: The id of the claim that says that nothing answers it.
    """

    def __init__(
        self,
        argument: ArgumentMap,
        further: Mapping[str, Sequence[Item]] | None = None,
        *,
        sections: bool = False,
        mirrored: bool = False,
        unanswered: Item | None = None,
    ) -> None:
        self.phrases = Phrases(argument)
        self.words = argument.words
        self.further = further or {}
        self.sections, self.mirrored = sections, mirrored
        self.unanswered = unanswered.id if unanswered is not None else None
        self.alike = len({piece.status for _, piece in argument.evidence()}) < 2  # noqa: PLR2004

    def of(self, item: Item) -> list[Paragraph]:
        """Return the paragraphs of an item's box; a join that needs no strip has none."""
        match item.kind:
            case ItemKind.EVIDENCE:
                return [self._evidence(item)]
            case ItemKind.JOIN:
                spans = self.phrases.step(item)
                return [Paragraph(spans, SMALL)] if spans else []
            case ItemKind.REFERENCE:
                return [self._reference(item)]
            case ItemKind.CONTINUATION:
                return [self._continuation(item)]
            case _:
                return self._claim(item)

    def after(self, item: Item) -> list[Paragraph]:
        """Return the paragraphs of an item's box behind its evidence."""
        spans = self.phrases.left_out(item)
        if item.kind is ItemKind.CLAIM and item.id == self.unanswered:
            spans = [Phrase(self.phrases.own(self.words.no_answer, SMALL), "accent"), *spans]
        if item.kind is ItemKind.THESIS:
            spans = on_thesis(spans)
        return [Paragraph(spans, SMALL)] if spans else []

    def mark(self, item: Item) -> Phrase | None:
        """Return the word of an item's mark."""
        return Phrase(self.phrases.own(item.mark.word, SMALL_BOLD)) if item.mark else None

    def _claim(self, item: Item) -> list[Paragraph]:
        phrases, style = self.phrases, self._style(item)
        small = [*phrases.own_quote(item, link=True), *self._links(item)]
        if item.continues:
            small.append(phrases.small(f"↓ {self.words.further_down}"))
        if item.kind is ItemKind.THESIS:
            claim = [phrases.text(item, style), *on_thesis(small)]
            kickers = [Paragraph([line], SMALL) for line in thesis_kicker(phrases, item)]
            return [*kickers, Paragraph(claim, style)]
        above = [Paragraph(line, SMALL) for line in lines_above_head(phrases, item)]
        said = [phrases.text(item, style)] if above else phrases.labelled(item, style)
        return [*above, Paragraph([self._number(item, style), *_glued(said), *small], style)]

    def _style(self, item: Item) -> Style:
        if item.is_head:
            return STYLES["thesis"]
        step = item
        while step.relation is Relation.PREMISE and step.parent is not None:
            step = step.parent
        heads = self.sections and step.parent is not None and step.parent.is_head
        return STYLES["head" if heads else "claim"]

    def _number(self, item: Item, style: Style) -> Phrase:
        """Return the number of a claim, before its words."""
        size = style.size if item.is_head else min(style.size, 13.0)
        bold = style._replace(face="semibold", size=size)
        return Phrase(self.phrases.own(f"{item.full_number}{SPACE}", bold), "accent")

    def _links(self, item: Item) -> list[Phrase]:
        """Return in words the links from a claim to boxes that it does not stand under."""
        if item.id not in self.further:
            return []
        links = map(self._further_link, self.further[item.id])
        return [self.phrases.small(f"↗ {self.words.comma.join(links)}")]

    def _further_link(self, reference: Item) -> str:
        words, above = self.words, reference.parent
        assert above is not None
        steps = 0 if reference.relation is Relation.PREMISE else 1
        join = above
        while above.kind is ItemKind.JOIN and above.parent is not None:
            join, above = above, above.parent
            steps += 1
        target = above.number or words.the_thesis
        if steps > 1:
            step = words.inference_against if is_attack(join) else words.the_inference
            target = step.format(target=target)
        return (words.also_attacks if is_attack(reference) else words.also_supports).format(
            target=target
        )

    def _evidence(self, item: Item) -> Paragraph:
        piece, above = item.evidence, item.parent
        assert piece is not None
        spans = [
            span._replace(name=None)
            for span in self.phrases.piece(piece, link=True, states=not self.alike)
        ]
        thesis = above is not None and above.kind is ItemKind.THESIS
        return Paragraph(on_thesis(spans) if thesis else spans, SMALL)

    def _reference(self, item: Item) -> Paragraph:
        """Return the number of a claim that bears on this as well, and its first words."""
        arrow = "⇄" if item.mutual else "↗"
        label = _glued(self.phrases.label(item, SMALL))
        text = f"{arrow}{SPACE}{item.number}{SPACE * bool(label)}"
        return self._start(item, [Phrase(self.phrases.own(text, SMALL_BOLD), "accent"), *label])

    def _continuation(self, item: Item) -> Paragraph:
        """Return the head of a branch that goes on at the left margin."""
        number = f"{item.number}{SPACE}·{SPACE}" if item.number else ""
        said = self.phrases.before(self.words.continued)
        lead = self.phrases.own(f"↗{SPACE}{number}{said}", SMALL_BOLD)
        return self._start(item, [Phrase(lead, "accent")])

    def _start(self, item: Item, lead: list[Phrase]) -> Paragraph:
        """Return what leads to a claim, or to a step, with its first words."""
        signed = lead[-1].run.text.endswith(self.words.colon.rstrip())
        closely = self.phrases.follows_closely and signed
        if item.claim is not None:
            return Paragraph(lead, SMALL, self.phrases.text(item, SMALL, glued=closely))
        warrant = item.inference.warrant if item.inference is not None else None
        if not warrant:
            return Paragraph(lead, SMALL)
        return Paragraph(lead, SMALL, Phrase(self.phrases.own(warrant, SMALL, glued=closely)))


def on_thesis(spans: Sequence[Phrase]) -> list[Phrase]:
    """Return small print in the colour that it has on the dark ground of the thesis."""
    return [span._replace(tint="accent") for span in spans]


def _glued(spans: Sequence[Phrase]) -> list[Phrase]:
    """Return spans of which the first stays on the line of the words before it."""
    return [
        span._replace(run=span.run._replace(glued=True)) if place == 0 else span
        for place, span in enumerate(spans)
    ]
