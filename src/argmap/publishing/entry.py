"""What a site knows of one map: what the index, the search, the sources and the feed need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, Self, get_type_hints

from argmap.drawing.layout.around import describe
from argmap.drawing.layout.cited import source_numbers
from argmap.embedding.rows import Sign, sign
from argmap.model.argument import ArgumentMap, Claim
from argmap.model.outline import ItemKind, number, plan
from argmap.publishing.works import SourceLine, identifiers, title_key
from argmap.review.states import Standing
from argmap.text import folded, web_address


class ClaimLine(NamedTuple):
    """A claim as a search finds it; the thesis has no number."""

    id: str
    number: str
    text: str
    speaker: str


class Entry(NamedTuple):
    """A map on a site.

    Attributes:
        title, lang, thesis, date, author: As in the map; what it has not is empty.
        updated: The day of its date or of its last verdict, whichever is later.
        says_its_thesis: Whether title and thesis are the same words.
        speakers: Whoever says something in it, the thesis' first.
        signs: How many reasons, objections and answers it has.
        pieces: How many pieces of evidence.
        states: How many claims and warrants are in which state after their reviews; empty where
            nobody has reviewed any.
        warnings: How many warnings its validation has.
        claims: All claims, in the order of the page.
        sources: All sources, in the order of the map.
    """

    title: str
    lang: str
    thesis: str
    date: str
    author: str
    updated: str
    says_its_thesis: bool
    speakers: list[str]
    signs: dict[str, int]
    pieces: int
    states: dict[str, int]
    warnings: int
    claims: list[ClaimLine]
    sources: list[SourceLine]

    @classmethod
    def of(
        cls, argument: ArgumentMap, standings: Mapping[str, Standing], warnings: int = 0
    ) -> Self:
        """Return the entry of a map.

        Args:
            argument: A map without errors, with a theme's words.
            standings: How its claims and warrants stand after their reviews.
            warnings: How many warnings its validation has.
        """
        root = plan(argument)
        number(root)
        claims: dict[str, ClaimLine] = {}
        signs: Counter[str] = Counter()
        for item in root.walk():
            if item.claim is None or item.kind not in (ItemKind.THESIS, ItemKind.CLAIM):
                continue
            said = item.claim
            text, speaker = folded(said.text), folded(said.speaker or "")
            claims[item.id] = ClaimLine(item.id, item.number, text, speaker)
            if item.kind is ItemKind.CLAIM:
                signs[sign(item)] += 1
        opinions = [one for standing in standings.values() for one in standing.opinions]
        days = [argument.date or "", *(one.verdict.date for one in opinions)]
        states = Counter(str(one.state) for one in standings.values()) if opinions else {}
        speakers = (claim.speaker for claim in argument.claims.values() if claim.speaker)
        return cls(
            title=folded(argument.title),
            lang=argument.lang,
            thesis=folded(argument.thesis.text),
            date=argument.date or "",
            author=folded(argument.author or ""),
            updated=max(days),
            says_its_thesis=argument.says_its_thesis,
            speakers=list(dict.fromkeys(map(folded, speakers))),
            signs={kind: signs[kind] for kind in Sign},
            pieces=sum(1 for _ in argument.evidence()),
            states=dict(states),
            warnings=warnings,
            claims=list(claims.values()),
            sources=list(_sources(argument, list(claims))),
        )

    @classmethod
    def read(cls, value: object) -> Self:
        """Return an entry that was kept as JSON.

        Raises:
            ValueError: If it is none.
        """
        plain: list[Any] = _fields(value, cls)
        claims, sources = plain.pop(-2), plain.pop()
        lines = [ClaimLine._make(_fields(one, ClaimLine)) for one in claims]
        found = [SourceLine._make(_fields(one, SourceLine)) for one in sources]
        speakers = plain[cls._fields.index("speakers")]
        texts = [*speakers, *(key for one in found for key in one.keys)]
        places = [place for one in found for place in one.claims]
        wrong = any((web_address(one.url) or "") != one.url for one in found)
        if (
            wrong
            or any(type(one) is not str for one in texts)
            or any(type(place) is not int or not 0 <= place < len(lines) for place in places)
        ):
            raise ValueError("it is no entry of a map")
        return cls._make([*plain, lines, found])


def _fields(value: object, kind: type) -> list[Any]:
    """Return a list that holds what a named tuple does."""
    if not isinstance(value, list) or [type(one) for one in value] != _kinds(kind):
        raise ValueError(f"it is no {kind.__name__}")
    tables = [one for one in value if isinstance(one, dict)]
    if any(type(count) is not int for one in tables for count in one.values()):
        raise ValueError(f"it is no {kind.__name__}")
    return value


@cache
def _kinds(kind: type) -> list[object]:
    return [_outer(one) for one in get_type_hints(kind).values()]


def _outer(kind: object) -> object:
    return getattr(kind, "__origin__", kind)


def _sources(argument: ArgumentMap, names: list[str]) -> Iterator[SourceLine]:
    """Yield a map's sources, each with the claims that rest on it or on what is known by it."""
    numbers = source_numbers(argument)
    resting: dict[str, list[int]] = {name: [] for name in argument.sources}
    for place, claim in enumerate(names):
        for behind in _behind(argument, argument.claims[claim]):
            resting[behind].append(place)
    for name, source in argument.sources.items():
        plain = describe(source, argument, {})
        yield SourceLine(
            id=name,
            said=folded(plain),
            url=web_address(source.url) or "",
            keys=identifiers(source),
            title=title_key(source),
            claims=resting[name] if name in numbers else [],
        )


def _behind(argument: ArgumentMap, claim: Claim) -> set[str]:
    """Return the sources that a claim rests on: those that it names, and those before them."""
    named = (claim.source, *(piece.source for piece in claim.evidence))
    ids = {source.id for source in named if source is not None}
    return {step for name in ids for step in argument.way_back(name)}
