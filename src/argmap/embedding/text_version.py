"""Text version of a map as entries in reading order, before any markup; captions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Protocol

from argmap.drawing.layout.bearing import is_attack
from argmap.drawing.layout.cited import cited, source_numbers
from argmap.model.argument import ArgumentMap, Claim, Evidence, Status
from argmap.model.outline import Item, ItemKind, Relation, number, plan
from argmap.model.vocabulary import Vocabulary
from argmap.text import folded

DEEPEST: Final = 12
"""Lists are nested at most so deep: on a phone nothing is left of the line below that, and a
browser's parser gives up at some 500 elements within each other. A deeper entry names
the claim above by its number."""

LONGEST_ALT: Final = 150
"""Longest alternative text, in characters as a browser counts them (UTF-16)."""

LONGEST_NAME: Final = 60


class Words(NamedTuple):
    """Words of the map and their language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntry:
    """One line of the text version; what it does not have is "" or None.

    Attributes:
        depth: How deep its list is nested; 1 is the thesis's.
        label: Its kind and its bearing on the entry above, in argmap's words.
        anchor: The id of its claim, evidence or inference; none in a reference to another entry.
        by: Its speaker.
        state: Its status, in argmap's words.
        said: Its text.
        quote: The verbatim words.
        source, locator: The id of its source, and the place in it.
        scheme: The name of the argumentation scheme.
        see, see_number: The id and the number of the claim that it refers to; one that stands
            outside of the part has no id, and its words are said.
        item: Its place in the plan.
    """

    depth: int
    label: str
    anchor: str = ""
    by: str = ""
    state: str = ""
    said: Words | None = None
    quote: Words | None = None
    source: str = ""
    locator: str = ""
    scheme: str = ""
    see: str = ""
    see_number: str = ""
    item: Item | None = field(default=None, repr=False, compare=False)


class Excerpt(NamedTuple):
    """What a fragment is about: a map, and the plan of the whole or of the part that it shows."""

    argument: ArgumentMap
    root: Item

    @classmethod
    def whole(cls, argument: ArgumentMap) -> Excerpt:
        """Return what is about a whole map."""
        root = plan(argument)
        number(root)
        return cls(argument, root)

    @property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of the sources to be listed; of a part, those that it cites."""
        numbers = source_numbers(self.argument)
        return cited(self.root, numbers, self.argument) if self.root.above else numbers

    @property
    def head(self) -> str:
        """The number and the words of the claim that a part is about; of the whole nothing."""
        root = self.root
        return f"{root.number} {folded(root.claim.text)}" if root.above and root.claim else ""


def entries(excerpt: Excerpt) -> Iterator[TextEntry]:
    """Yield the thesis, or the head of a part, and all under it in reading order, each once."""
    writer = _Writer(excerpt)
    depth: dict[Item, int] = {}
    for item in excerpt.root.walk():
        above = depth[item.parent] if item.parent is not None else 0
        depth[item] = min(DEEPEST, above + 1)
        entry = writer.entry(item, depth[item], below_deepest=above == DEEPEST)
        yield replace(entry, item=item)


class _Writer:
    """Writes the entries of one map."""

    def __init__(self, excerpt: Excerpt) -> None:
        self.argument = excerpt.argument
        self.words = excerpt.argument.words
        kinds = (ItemKind.THESIS, ItemKind.CLAIM)
        self.here = {item.id for item in excerpt.root.walk() if item.kind in kinds}

    def entry(self, item: Item, depth: int, *, below_deepest: bool) -> TextEntry:
        """Return an item's entry; below the deepest list, its label names the claim above."""
        if item.kind is ItemKind.REFERENCE:
            return self._reference(item, depth, below_deepest=below_deepest)
        label = self._label(item)
        if below_deepest:
            label = f"{label} {self._to_above(item)}"
        if item.kind is ItemKind.EVIDENCE:
            assert item.evidence is not None
            return self._evidence(item.evidence, depth, label)
        if item.kind is ItemKind.JOIN:
            return self._join(item, depth, label)
        assert item.claim is not None
        return self._claim(item.claim, depth, label)

    def _reference(self, item: Item, depth: int, *, below_deepest: bool) -> TextEntry:
        label = deed(item, self.words)
        if below_deepest:
            label = f"{label}{self.words.blank}{self.words.in_brackets(self._to_above(item))}"
        entry = TextEntry(depth=depth, label=label, see=item.id, see_number=item.number)
        if item.id in self.here or item.claim is None:
            return entry
        said = Words(item.claim.text, item.claim.lang or self.argument.lang)
        return replace(entry, see="", said=said)

    def _claim(self, claim: Claim, depth: int, label: str) -> TextEntry:
        lang = claim.lang or self.argument.lang
        return TextEntry(
            depth=depth,
            label=label,
            anchor=claim.id,
            by=claim.speaker or "",
            state=self.words.implicit if claim.implicit else "",
            said=Words(claim.text, lang),
            quote=Words(claim.quote, lang) if claim.quote else None,
            source=claim.source.id if claim.source else "",
            locator=claim.locator or "",
        )

    def _evidence(self, piece: Evidence, depth: int, label: str) -> TextEntry:
        words, lang = self.words, piece.lang or self.argument.lang
        states = {
            Status.REPORTED: words.reported,
            Status.VERIFIED: words.verified,
            Status.DISPUTED: words.disputed,
        }
        return TextEntry(
            depth=depth,
            label=label,
            anchor=piece.id,
            by=piece.by or "",
            state=states[piece.status],
            said=Words(piece.text, lang) if piece.text else None,
            quote=Words(piece.quote, lang) if piece.quote else None,
            source=piece.source.id if piece.source else "",
            locator=piece.locator or "",
        )

    def _join(self, item: Item, depth: int, label: str) -> TextEntry:
        inference = item.inference
        assert inference is not None
        unsaid = inference.warrant and not inference.by
        return TextEntry(
            depth=depth,
            label=label,
            anchor=inference.id,
            by=inference.by or "",
            state=self.words.implicit if unsaid else "",
            said=Words(inference.warrant, self.argument.lang) if inference.warrant else None,
            scheme=inference.scheme or "",
        )

    def _label(self, item: Item) -> str:
        words = self.words
        if item.kind is ItemKind.EVIDENCE:
            return words.evidence
        if item.kind is ItemKind.JOIN:
            return self._together(item)
        parts = [item.full_number, self._role(item)]
        if item.relation is Relation.ATTACKS and item.parent and item.parent.kind is ItemKind.JOIN:
            parts.append(words.to_inference)
        return " ".join(filter(None, parts))

    def _role(self, item: Item) -> str:
        """Return a claim's role, through the inference that it is linked in."""
        words = self.words
        if item.kind is ItemKind.THESIS:
            return words.thesis
        step = item
        while step.relation is Relation.PREMISE and step.parent is not None:
            step = step.parent
        return words.objection if step.relation is Relation.ATTACKS else words.premise

    def _together(self, item: Item) -> str:
        words, inference = self.words, item.inference
        assert inference is not None
        if item.links_premises:
            return (
                words.comma.join([words.together, words.because])
                if inference.warrant
                else words.together
            )
        return words.because.capitalize() if inference.warrant else words.inference

    def _to_above(self, item: Item) -> str:
        above = item.parent
        while above is not None and above.claim is None:
            above = above.parent
        number = above.number if above else ""
        return self.words.to.format(target=number) if number else self.words.to_thesis


class Pen(Protocol):
    """Writes pieces of text in one language of markup, so that they stand as themselves."""

    def own(self, text: str) -> str:
        """Return words of argmap's own."""

    def strong(self, text: str) -> str:
        """Return words of argmap's own that stand out."""

    def words(self, words: Words) -> str:
        """Return words of the map."""

    def name(self, text: str) -> str:
        """Return a name or another short piece of the map's, in the map's language."""

    def see(self, anchor: str, text: str) -> str:
        """Return a text that leads to the claim or the source with an id, where it can."""


class _PlainPen:
    """Writes plain text."""

    def own(self, text: str) -> str:
        return text

    def strong(self, text: str) -> str:
        return text

    def words(self, words: Words) -> str:
        return words.text

    def name(self, text: str) -> str:
        return text

    def see(self, anchor: str, text: str) -> str:  # noqa: ARG002 -- nothing to lead to
        return text


PLAIN: Final[Pen] = _PlainPen()
"""Writes plain text, for what has a markup of its own around it."""


def line(entry: TextEntry, argument: ArgumentMap, numbers: Mapping[str, int], pen: Pen) -> str:
    """Return one entry as markup: label, speaker, text, and source."""
    words = argument.words
    said, rest = summary(entry, argument, pen), origin(entry, argument, numbers, pen)
    between = words.blank if entry.said or entry.scheme else words.colon
    return f"{said}{between}{rest}" if rest else said


def summary(entry: TextEntry, argument: ArgumentMap, pen: Pen) -> str:
    """Return what an entry is, who says it, and its text."""
    if entry.see_number:
        number = entry.see_number
        lead = pen.see(entry.see, number) if entry.see else pen.own(number)
        said = f"{argument.words.colon}{pen.words(entry.said)}" if entry.said else ""
        return f"{lead} {pen.strong(entry.label)}{said}"
    words = argument.words
    head = [pen.strong(entry.label)]
    if entry.by:
        head.append(pen.name(entry.by))
    if entry.state:
        head.append(pen.own(entry.state))
    parts = [pen.words(entry.said)] if entry.said else []
    if entry.scheme:
        opening, closing = words.brackets
        lead = f"{opening}{words.scheme}{words.colon}".rstrip(" ")
        parts.append(f"{pen.own(lead)}{words.blank}{pen.name(entry.scheme)}{closing}")
    said = " · ".join(head)
    return f"{said}{words.colon}{words.blank.join(parts)}" if parts else said


def origin(entry: TextEntry, argument: ArgumentMap, numbers: Mapping[str, int], pen: Pen) -> str:
    """Return an entry's quote, its source and the place in it, or nothing."""
    words, parts = argument.words, []
    if entry.quote:
        before, after = words.quotes
        quoted = entry.quote._replace(text=f"{before}{entry.quote.text}{after}")
        parts.append(pen.words(quoted))
    provenance = []
    if entry.source in numbers:
        provenance.append(pen.see(entry.source, f"[{numbers[entry.source]}]"))
    if entry.locator:
        provenance.append(pen.name(entry.locator))
    if provenance:
        parts.append(words.in_brackets(words.comma.join(provenance)))
    return words.blank.join(parts)


def alternative(argument: ArgumentMap, head: str = "") -> str:
    """Return the alternative text of an image, one sentence of at most 150 characters.

    Args:
        argument: The map.
        head: What a part of it is about; without it, the image is of the whole.
    """
    if head:
        title = shortened(folded(argument.title), LONGEST_NAME)
        room = LONGEST_ALT - _length(f"{title}: .")
        return f"{title}: {shortened(head.removesuffix('.'), room)}."
    words = argument.words
    speaker = argument.thesis.speaker
    before, after = words.quotes
    if speaker:
        lead = words.map_of_thesis_by.format(speaker=shortened(folded(speaker), LONGEST_NAME))
    else:
        lead = words.map_of_thesis
    start, end = f"{lead}{words.blank}{before}", f"{after}{words.full_stop}"
    room = LONGEST_ALT - _length(start) - _length(end)
    thesis = folded(argument.thesis.text).removesuffix(words.full_stop)
    return f"{start}{shortened(thesis, room)}{end}"


def caption(argument: ArgumentMap) -> list[tuple[str, str]]:
    """Return the caption after the title: pairs of argmap's own words and the map's."""
    words = argument.words
    speaker = argument.thesis.speaker
    parts = [(words.argument_by, speaker or ""), (words.as_of, words.date(argument.date or ""))]
    parts.append((words.map_by, argument.author or ""))
    return [(own, said) for own, said in parts if said]


def shortened(text: str, room: int) -> str:
    """Return a text in at most `room` UTF-16 units, cut after a whole word."""
    if _length(text) <= room:
        return text
    head = text[: room - 2]
    while _length(head) > room - 2:
        head = head[:-1]
    whole = head.rsplit(" ", 1)[0] if text[len(head)] != " " else head
    return f"{whole.rstrip(' ,;:–-')} …"


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def deed(item: Item, words: Vocabulary) -> str:
    """Return in words the effect of a claim at a reference to it."""
    if item.mutual:
        return words.attacks_in_return
    return words.attacks_here if is_attack(item) else words.supports_here
