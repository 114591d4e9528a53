"""How much a picture may show: more is refused before it is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from argmap.drawing.layout.cited import source_numbers, sources_of
from argmap.drawing.picture import HUGE_BOXES, MOST_BOXES, MOST_CHARACTERS, Picture
from argmap.errors import ArgmapError
from argmap.model.argument import ArgumentMap, Source
from argmap.model.outline import Item, ItemKind, count_boxes

HUGE_BESIDE_EVIDENCE = 15_000
"""Boxes of a huge picture that hold no evidence, at most: it may be of ten thousand claims, each
with its evidence, and some joins and references."""

ADVICE = (
    "--focus ID draws one claim with what stands under it, --depth N so many levels of claims, "
    "--split each main reason by itself; or let each claim bear on fewer others (a link more is a "
    "box more); `argmap render --format dot` writes it for other programs"
)
ALL_THE_SAME = f"`argmap render --huge` draws it all the same, up to {HUGE_BOXES:,} boxes"


class TooLargeError(ArgmapError):
    """A picture has more than is drawn.

    Attributes:
        fact: How much it has, and how much is drawn.
    """

    def __init__(self, fact: str, *, huge: bool) -> None:
        self.fact = fact
        super().__init__(f"{fact}: {ADVICE}{'' if huge else f', and {ALL_THE_SAME}'}")


class Extent(NamedTuple):
    """How much a picture shows: boxes of evidence, all others, and characters of text."""

    evidence: int
    others: int
    characters: int


def refuse_too_large(argument: ArgumentMap, picture: Picture) -> None:
    """Stop at a picture of a whole map that is too large, before there is any work on it.

    Raises:
        TooLargeError: If it has more than is drawn.
    """
    if picture.overview or picture.focus is not None or picture.depth is not None:
        return
    boxes = count_boxes(argument)
    characters = sum(len(claim.text) for claim in argument.claims.values())
    if picture.evidence == "words":
        characters += sum(len(piece.text or "") for _, piece in argument.evidence())
        characters += _in_sources(argument, picture, source_numbers(argument))
    evidence = 0 if picture.evidence == "none" else boxes.evidence
    _refuse(Extent(evidence, boxes.others, characters), huge=picture.huge)


def refuse_too_large_under(root: Item, argument: ArgumentMap, picture: Picture) -> None:
    """Stop at a plan, or a part of one, that is too large.

    Raises:
        TooLargeError: If it has more than is drawn.
    """
    evidence, others, characters = _extent(root.walk(), words=picture.evidence == "words")
    characters += _in_sources(argument, picture, sources_of(root, argument, picture))
    _refuse(Extent(evidence, others, characters), huge=picture.huge)


def refuse_too_many(shown: Iterable[Item], *, huge: bool) -> None:
    """Stop at an overview of too many claims.

    Raises:
        TooLargeError: If they are more than are drawn.
    """
    _refuse(_extent(shown, words=False), huge=huge)


def _extent(items: Iterable[Item], *, words: bool) -> Extent:
    """Return how much items show; `words` says whether evidence is shown in words."""
    evidence = others = characters = 0
    for item in items:
        if item.evidence is not None:
            evidence += 1
            characters += len(item.evidence.text or "") if words else 0
        else:
            others += 1
            whole = item.claim is not None and item.kind is not ItemKind.REFERENCE
            characters += len(item.claim.text) if item.claim is not None and whole else 0
    return Extent(evidence, others, characters)


def _in_sources(argument: ArgumentMap, picture: Picture, listed: Mapping[str, int]) -> int:
    """Return how many characters the list of sources below a picture has."""
    if not picture.sources or picture.overview or picture.evidence == "marks":
        return 0
    return sum(_characters(argument.sources[name]) for name in listed)


def _characters(source: Source) -> int:
    return len(source.title or source.id) + sum(map(len, source.author))


def _refuse(extent: Extent, *, huge: bool) -> None:
    boxes = extent.evidence + extent.others
    most = HUGE_BOXES if huge else MOST_BOXES
    if boxes > most:
        many = f"{boxes:,} boxes"
    elif huge and extent.others > HUGE_BESIDE_EVIDENCE:
        many, most = f"{extent.others:,} boxes beside those of evidence", HUGE_BESIDE_EVIDENCE
    elif not huge and extent.characters > MOST_CHARACTERS:
        many, most = f"{extent.characters:,} characters of text", MOST_CHARACTERS
    else:
        return
    drawn = "that are drawn at all" if huge else "that are drawn at once"
    fact = f"the picture would have {many}, and {most:,} are the most {drawn}"
    raise TooLargeError(fact, huge=huge)
