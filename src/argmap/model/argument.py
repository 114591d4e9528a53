"""The argument: claims, inferences, evidence, sources as frozen dataclasses with places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from argmap.model.findings import Location
from argmap.model.vocabulary import Vocabulary, vocabulary

FARTHEST = 32
"""Sources of a line, each known through the next one, that one rests on as far as a page goes."""


class Role(StrEnum):
    """The section of the file that a claim stands in."""

    THESIS = "thesis"
    PREMISE = "premise"
    OBJECTION = "objection"


class Status(StrEnum):
    """How far a piece of evidence was checked."""

    REPORTED = "reported"
    VERIFIED = "verified"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Reference:
    """The id of another part of the map, NFC-folded, and where it was written."""

    id: str
    at: Location


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A part of the map with its place in the file.

    Attributes:
        at: Its key in the file, or the start of its list item.
        places: Where the value of each of its keys stands.
    """

    at: Location
    places: Mapping[str, Location] = field(default_factory=dict, repr=False, compare=False)

    def place(self, key: str) -> Location:
        """Return where the value of a key stands, or the part itself if it has no such key."""
        return self.places.get(key, self.at)


@dataclass(frozen=True, kw_only=True)
class Evidence(Placed):
    """A piece of evidence that is cited for a claim.

    Attributes:
        id: Its own id, or `<claim id>.<n>`, counted from 1.
        numbered: Whether the id was counted rather than written.
        text: What it shows, in the map's words, or None (then there is a quote).
        quote: Verbatim words of the source, or None.
        by: Who is quoted, when that is not the source's author; as written.
        source, locator: Its source, and the place in it.
        status: How far it was checked.
        lang: Its language, if not the map's.
    """

    id: str
    numbered: bool = True
    text: str | None = None
    quote: str | None = None
    source: Reference | None = None
    locator: str | None = None
    by: str | None = None
    status: Status = Status.REPORTED
    lang: str | None = None


@dataclass(frozen=True, kw_only=True)
class Claim(Placed):
    """A statement on the map: the thesis, a premise or an objection.

    Attributes:
        id: `thesis`, or its key in the file.
        role: The section that it stands in.
        text: One paragraph, white space folded.
        by: Its speaker as written, or None.
        speaker: Who asserts it: `by`, else the map's own; None if it is implicit.
        implicit: Reconstructed, said by nobody.
        supports, attacks: The parts that it bears on; the first is its home in the picture.
        evidence: The evidence that is cited for it.
        source, locator, quote: Where the speaker says it.
        lang: Its language, if not the map's.
    """

    id: str
    role: Role
    text: str
    by: str | None = None
    speaker: str | None = None
    implicit: bool = False
    supports: tuple[Reference, ...] = ()
    attacks: tuple[Reference, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    source: Reference | None = None
    locator: str | None = None
    quote: str | None = None
    lang: str | None = None


@dataclass(frozen=True, kw_only=True)
class Inference(Placed):
    """The step from linked premises to a conclusion, or to what they attack.

    Attributes:
        id: Its key in the file.
        premises: The claims that only work together.
        conclusion: The claim that they support, or None.
        attacks: The part that they attack, or None; exactly one of the two is given.
        warrant: Why the premises together carry the conclusion, or None.
        by: Who says the warrant; None means that it is reconstructed.
        scheme: The name of the argumentation scheme, or None.
    """

    id: str
    premises: tuple[Reference, ...]
    conclusion: Reference | None = None
    attacks: Reference | None = None
    warrant: str | None = None
    by: str | None = None
    scheme: str | None = None

    @property
    def target(self) -> Reference:
        """The part that the inference supports or attacks."""
        target = self.conclusion or self.attacks
        assert target is not None  # the schema asks for exactly one
        return target


@dataclass(frozen=True, kw_only=True)
class Source(Placed):
    """A document, recording, data set or statement, described with CSL field names.

    Attributes:
        id: Its key in the file.
        type: The CSL type.
        title: Its title, or None.
        author: Names as written, in order.
        issued: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or None.
        url: The value of `URL`, or None.
        via: The source through which alone it is known, or None.
        file: A plain text to check quotes against, relative to the map, or None.
        fields: Every key as written, with CSL names.
    """

    id: str
    type: str | None = None
    title: str | None = None
    author: tuple[str, ...] = ()
    issued: str | None = None
    url: str | None = None
    via: Reference | None = None
    file: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Ignore(Placed):
    """A finding that is accepted, with its reason.

    Attributes:
        rule: A code or a rule's name, as written.
        targets: The parts at which it is accepted; empty means the whole map.
        because: The reason.
    """

    rule: str
    targets: tuple[Reference, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class ArgumentMap(Placed):
    """A whole map.

    Attributes:
        title: The map's title.
        lang: BCP 47 tag of its words.
        claims: Every claim by id: the thesis, the premises, the objections, each in the
            file's order.
        inferences, sources: By id, in the file's order.
        ignores: The findings that are accepted.
        repeats: Claims, inferences and sources whose NFC-folded id an earlier part of the same
            kind has; they are left out of the three mappings above.
        author, date, about, by, description: As in the file, or None.
        own_words: Words in place of those that argmap adds, by their keys; a theme has them.
    """

    title: str
    lang: str
    claims: Mapping[str, Claim]
    inferences: Mapping[str, Inference] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    ignores: tuple[Ignore, ...] = ()
    repeats: tuple[Claim | Inference | Source, ...] = ()
    author: str | None = None
    date: str | None = None
    about: Reference | None = None
    by: str | None = None
    description: str | None = None
    own_words: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def words(self) -> Vocabulary:
        """The words that argmap adds, in the map's language."""
        return vocabulary(self.lang, self.own_words)

    @property
    def thesis(self) -> Claim:
        """The one claim that everything on the map bears on."""
        return self.claims["thesis"]

    @property
    def says_its_thesis(self) -> bool:
        """Whether the title and the thesis are the same words, full stops aside."""
        title, thesis = (text.rstrip(".! ").casefold() for text in (self.title, self.thesis.text))
        return title == thesis

    def evidence(self) -> Iterator[tuple[Claim, Evidence]]:
        """Yield every piece of evidence with its claim, in the file's order."""
        for claim in self.claims.values():
            for piece in claim.evidence:
                yield claim, piece

    def way_back(self, source: str) -> list[str]:
        """Return the ids of a source and of those through which it is known, the nearest first.

        A line without end would have each of its sources name all others: it is followed for
        FARTHEST steps.
        """
        way: list[str] = []
        while source in self.sources and source not in way and len(way) < FARTHEST:
            way.append(source)
            via = self.sources[source].via
            source = via.id if via is not None else ""
        return way
