"""Content of each box: its paragraphs, before they are broken into lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.drawing.layout.cited import source_numbers
from argmap.drawing.layout.way import way_to
from argmap.drawing.picture import EvidenceForm
from argmap.model.argument import ArgumentMap, Claim, Evidence, Reference, Role, Status
from argmap.model.outline import Item, ItemKind, Relation
from argmap.model.vocabulary import Vocabulary


class Paragraph(NamedTuple):
    """Words of one style.

    Attributes:
        style: The name of the style.
        text: The words.
        lang: Their language.
        start: Whether the first lines suffice: the whole text stands elsewhere.
    """

    style: str
    text: str
    lang: str
    start: bool = False


class Contents:
    """The words in the boxes of one map.

    Attributes:
        numbers: The number of each source that a box may cite, in the order of the file: without
            evidence, of those alone that claims name themselves.
        further: The references that are drawn as mere lines, by the id of their claim: its box
            has them in words, for those who listen.
        sections: Whether claims right under the thesis are set larger, as the heads of sections.
    """

    def __init__(
        self,
        argument: ArgumentMap,
        further: Mapping[str, Sequence[Item]] | None = None,
        *,
        sections: bool = False,
        evidence: EvidenceForm = "words",
    ) -> None:
        self.argument = argument
        self.further = further or {}
        self.sections = sections
        self.words = argument.words
        self.numbers = source_numbers(argument)
        if evidence == "none":
            named = {
                source.id for source in map(self._own_source, argument.claims.values()) if source
            }
            self.numbers = {name: place for name, place in self.numbers.items() if name in named}
        words = self.words
        self._roles = {
            Role.THESIS: words.thesis,
            Role.PREMISE: words.premise,
            Role.OBJECTION: words.objection,
        }
        self._effects = {Relation.SUPPORTS: words.premise, Relation.ATTACKS: words.objection}
        self._states = {
            Status.REPORTED: words.reported,
            Status.VERIFIED: words.verified,
            Status.DISPUTED: words.disputed,
        }

    def of(self, item: Item) -> list[Paragraph]:
        """Return the paragraphs of an item's box; a join that needs no strip has none."""
        tag = [self._own("mark", item.mark.word)] if item.mark else []
        return tag + self._inside(item)

    def _inside(self, item: Item) -> list[Paragraph]:
        match item.kind:
            case ItemKind.EVIDENCE:
                return self._evidence(item)
            case ItemKind.JOIN:
                return self._strip(item)
            case ItemKind.REFERENCE:
                return self._reference(item)
            case ItemKind.CONTINUATION:
                return self._continuation(item)
            case _:
                return self._claim(item)

    def _claim(self, item: Item) -> list[Paragraph]:
        claim = item.claim
        assert claim is not None
        paragraphs = [
            *self._way(item),
            self._own("kicker", self._kicker(item, claim)),
            Paragraph(self._size(item), claim.text, self._lang(claim)),
        ]
        if claim.quote:
            paragraphs.append(self._quote(claim.quote, self._lang(claim)))
        if item.id in self.further:
            links = map(self._further_link, self.further[item.id])
            paragraphs.append(self._own("quote", f"↗ {self.words.comma.join(links)}"))
        source = self._own_source(claim)
        if source is not None:
            paragraphs.append(self._own("meta", self._badge(source)))
        if item.continues:
            paragraphs.append(self._own("meta", f"↓ {self.words.further_down}"))
        if item.left_out:
            paragraphs.append(self._own("meta", self.words.left_out(*item.left_out)))
        return paragraphs

    def _way(self, item: Item) -> list[Paragraph]:
        """Return the lines that lead from the thesis to the head of a part, one claim each."""
        steps = way_to(item, self.words)[:-1]
        return [Paragraph("kicker", one.said, one.lang or self.argument.lang) for one in steps]

    def _size(self, item: Item) -> str:
        if item.is_head:
            return "thesis"
        step = item
        while step.relation is Relation.PREMISE and step.parent is not None:
            step = step.parent
        heads = self.sections and step.parent is not None and step.parent.is_head
        return "head" if heads else "claim"

    def _kicker(self, item: Item, claim: Claim) -> str:
        name = self._effects.get(_effect(item)) or self._roles[claim.role]
        parts = [" ".join(filter(None, [item.full_number, name]))]
        if item.above:
            parts = [way_to(item, self.words)[-1].said]
        if claim.implicit:
            parts.append(self.words.implicit)
        elif claim.speaker and (item.kind is ItemKind.THESIS or claim.speaker != self.argument.by):
            parts.append(claim.speaker)
        return " · ".join(parts)

    def _further_link(self, reference: Item) -> str:
        """Return in words a link from a claim to a box that it does not stand under."""
        words, above = self.words, reference.parent
        assert above is not None
        steps = 0 if reference.relation is Relation.PREMISE else 1
        while above.kind is ItemKind.JOIN and above.parent is not None:
            above = above.parent
            steps += 1
        target = above.number or words.the_thesis
        if steps > 1:
            target = words.the_inference.format(target=target)
        attacks = _effect(reference) is Relation.ATTACKS
        return (words.also_attacks if attacks else words.also_supports).format(target=target)

    def _evidence(self, item: Item) -> list[Paragraph]:
        piece = item.evidence
        assert piece is not None
        lang = piece.lang or self.argument.lang
        paragraphs = [Paragraph("evidence", piece.text, lang)] if piece.text else []
        if piece.quote:
            paragraphs.append(self._quote(piece.quote, lang))
        paragraphs.append(self._own("meta", self._provenance(piece)))
        return paragraphs

    def _provenance(self, piece: Evidence) -> str:
        """Return the small print: source number, speaker if not the map's, status."""
        first = self.words.evidence
        if piece.source is not None and piece.source.id in self.numbers:
            first += f"\N{NO-BREAK SPACE}{self._badge(piece.source)}"
        speaker = piece.by if piece.by != self.argument.by else None
        return " · ".join(filter(None, [first, speaker, self._states[piece.status]]))

    def _strip(self, item: Item) -> list[Paragraph]:
        inference = item.inference
        assert inference is not None
        words = self.words
        linked = item.links_premises
        if not (linked or inference.warrant or inference.scheme):
            return []
        reason = words.because if linked else words.because.capitalize()
        head = words.comma.join(
            filter(None, [words.together if linked else "", reason if inference.warrant else ""])
        )
        said = inference.by if inference.by != self.argument.by else None
        parts = [head, said if inference.by else (words.implicit if inference.warrant else None)]
        kicker = " · ".join(filter(None, parts))
        paragraphs = [self._own("kicker", kicker)] if kicker else []
        if inference.warrant:
            paragraphs.append(self._own("warrant", inference.warrant))
        if inference.scheme:
            paragraphs.append(self._own("meta", f"{words.scheme}{words.colon}{inference.scheme}"))
        return paragraphs

    def _reference(self, item: Item) -> list[Paragraph]:
        """Return the number of a claim that bears on this as well, its effect, and its text."""
        claim = item.claim
        assert claim is not None
        lang = self._lang(claim)
        arrow = "⇄" if item.mutual else "↗"
        lead = f"{arrow}\N{NO-BREAK SPACE}{item.number} {deed(item, self.words)}"
        if lang == self.argument.lang:
            return [
                Paragraph("evidence", f"{lead}{self.words.colon}{claim.text}", lang, start=True)
            ]
        return [self._own("kicker", lead), Paragraph("evidence", claim.text, lang, start=True)]

    def _continuation(self, item: Item) -> list[Paragraph]:
        """Return the head of a branch that goes on at the left margin."""
        claim, number = item.claim, item.number
        text = claim.text if claim else (item.inference.warrant or "" if item.inference else "")
        lang = self._lang(claim) if claim else self.argument.lang
        kicker = f"↗ {number} · {self.words.continued}" if number else f"↗ {self.words.continued}"
        paragraphs = [self._own("kicker", kicker)]
        return [*paragraphs, Paragraph("evidence", text, lang, start=True)] if text else paragraphs

    def _quote(self, quote: str, lang: str) -> Paragraph:
        """Return a quote in the marks of the map's language, as a newspaper sets it."""
        before, after = self.words.quotes
        return Paragraph("quote", f"{before}{quote}{after}", lang)

    def _own(self, style: str, text: str) -> Paragraph:
        return Paragraph(style, text, self.argument.lang)

    def _lang(self, claim: Claim) -> str:
        return claim.lang or self.argument.lang

    def _badge(self, source: Reference) -> str:
        number = self.numbers.get(source.id)
        return f"[{number}]" if number else ""

    def _own_source(self, claim: Claim) -> Reference | None:
        """Return the source of a claim's own words, where it is news, or where they are quoted."""
        about, source = self.argument.about, claim.source
        news = source is not None and (claim.quote or about is None or source.id != about.id)
        return source if news else None


def _effect(item: Item) -> Relation:
    """Return the relation of a claim to the box above, through the join that may link it."""
    while item.relation is Relation.PREMISE and item.parent is not None:
        item = item.parent
    return item.relation or Relation.PREMISE


def deed(item: Item, words: Vocabulary) -> str:
    """Return in words the effect of a claim at a reference to it."""
    if item.mutual:
        return words.attacks_in_return
    attacks = _effect(item) is Relation.ATTACKS
    return words.attacks_here if attacks else words.supports_here
