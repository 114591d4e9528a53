"""What a map says as plain statements and links: the same for every tool it is translated to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model.argument import ArgumentMap, Evidence


class Statement(NamedTuple):
    """A box: a name that every tool takes, and its words."""

    name: str
    words: str


class Link(NamedTuple):
    """An arrow from one box to another."""

    source: str
    target: str
    attacks: bool


class Statements(NamedTuple):
    """A map without what only argmap knows: layout, sides, styles."""

    title: str
    boxes: tuple[Statement, ...]
    links: tuple[Link, ...]


def statements(argument: ArgumentMap) -> Statements:
    """Return a map's claims, evidence and inferences as boxes, and its relations as links."""
    names = _names(argument)
    return Statements(
        argument.title,
        tuple(Statement(names[key], words) for key, words in _boxes(argument)),
        tuple(Link(names[a], names[b], attacks=attacks) for a, b, attacks in _links(argument)),
    )


def _names(argument: ArgumentMap) -> dict[str, str]:
    """Return a short name of ASCII letters and digits for each box; ids may be in any script."""
    keys = [key for key, _ in _boxes(argument)]
    return {key: f"n{position}" for position, key in enumerate(keys)}


def _boxes(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of everything that is a box."""
    for claim in argument.claims.values():
        yield claim.id, f"{claim.speaker}: {claim.text}" if claim.speaker else claim.text
        for piece in claim.evidence:
            yield piece.id, _evidence(argument, piece)
    for inference in argument.inferences.values():
        yield inference.id, inference.warrant or "Together"


def _evidence(argument: ArgumentMap, piece: Evidence) -> str:
    """Return the words of a piece of evidence: what it shows, the quote, the source."""
    parts = [piece.text, f"„{piece.quote}“" if piece.quote else None]
    if piece.source is not None:
        source = argument.sources[piece.source.id]
        parts.append(f"({source.title or source.id})")
    return " ".join(filter(None, parts))


def _links(argument: ArgumentMap) -> Iterator[tuple[str, str, bool]]:
    """Yield what bears on what, and whether it attacks it."""
    for claim in argument.claims.values():
        for target in claim.supports:
            yield claim.id, target.id, False
        for target in claim.attacks:
            yield claim.id, target.id, True
        for piece in claim.evidence:
            yield piece.id, claim.id, False
    for inference in argument.inferences.values():
        for premise in inference.premises:
            yield premise.id, inference.id, False
        yield inference.id, inference.target.id, inference.attacks is not None
