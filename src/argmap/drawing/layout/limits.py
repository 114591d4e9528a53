"""How much a picture may show: more is refused before it is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.drawing.layout.cited import source_numbers, sources_of
from argmap.drawing.picture import HUGE_BOXES, MOST_BOXES, MOST_CHARACTERS, Picture
from argmap.errors import ArgmapError
from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Source
from argmap.model.outline import BoxCount, Item, ItemKind, count_boxes

HUGE_BESIDE_EVIDENCE = 15_000
"""Boxes of a huge picture that hold no evidence, at most: it may be of ten thousand claims, each
with its evidence, and some joins and references."""

LINE = 100
"""Characters that have room in a line: what stands on one of its own counts as much."""

OVERVIEW = "--overview shows the main reasons and the objections, "
ADVICE = (
    "--focus ID draws one claim with what stands under it, --depth N so many levels of claims, "
    "--split each main reason by itself; or let each claim bear on fewer others (a link more is a "
    "box more); `argmap render --format dot` writes it for other programs"
)
ALL_THE_SAME = f"`argmap render --huge` draws it all the same, up to {HUGE_BOXES:,} boxes"


Said = Claim | Inference | Evidence


class TooLargeError(ArgmapError):
    """A picture has more than is drawn.

    Attributes:
        fact: How much it has, and how much is drawn.
    """

    def __init__(self, fact: str, picture: Picture) -> None:
        self.fact = fact
        before = "" if picture.overview else OVERVIEW
        after = "" if picture.huge else f", and {ALL_THE_SAME}"
        super().__init__(f"{fact}: {before}{ADVICE}{after}")


def refuse_too_large(argument: ArgumentMap, picture: Picture) -> None:
    """Stop at a picture of a whole map that is too large, before there is any work on it.

    Raises:
        TooLargeError: If it has more than is drawn.
    """
    if picture.overview or picture.focus is not None or picture.depth is not None:
        return
    evidence, others = count_boxes(argument)
    said: list[Said] = [*argument.claims.values(), *argument.inferences.values()]
    said += (piece for _, piece in argument.evidence())
    listed = source_numbers(argument) if picture.evidence == "words" else {}
    boxes = BoxCount(0 if picture.evidence == "none" else evidence, others)
    _refuse(boxes, _characters(said, _sources(argument, picture, listed), picture), picture)


def refuse_too_large_under(root: Item, argument: ArgumentMap, picture: Picture) -> None:
    """Stop at a plan, or a part of one, that is too large.

    Raises:
        TooLargeError: If it has more than is drawn.
    """
    listed = sources_of(root, argument, picture)
    _refuse_items(root.walk(), picture, _sources(argument, picture, listed))


def refuse_too_many(shown: Iterable[Item], picture: Picture) -> None:
    """Stop at an overview of too many claims.

    Raises:
        TooLargeError: If they are more than are drawn.
    """
    _refuse_items(shown, picture, ())


def _refuse_items(items: Iterable[Item], picture: Picture, sources: Iterable[Source]) -> None:
    """Stop at items that are more than are drawn."""
    evidence = others = 0
    said: list[Said] = []
    for item in items:
        evidence += item.evidence is not None
        others += item.evidence is None
        one = item.evidence or item.inference or item.claim
        if one is not None and item.kind is not ItemKind.REFERENCE:  # of those, only the start
            said.append(one)
    _refuse(BoxCount(evidence, others), _characters(said, sources, picture), picture)


def _sources(
    argument: ArgumentMap, picture: Picture, listed: Mapping[str, int]
) -> Iterator[Source]:
    """Yield the sources in the list below a picture."""
    if picture.sources and picture.evidence != "marks":
        yield from map(argument.sources.__getitem__, listed)


def _characters(said: Iterable[Said], sources: Iterable[Source], picture: Picture) -> int:
    """Return how many characters a picture has; a name that is repeated counts once."""
    found = 0
    names: set[str] = set()
    for one in said:
        if isinstance(one, Inference):
            found += len(one.warrant or "")
        elif isinstance(one, Claim) or picture.evidence == "words":
            found += len(one.text or "") + len(one.quote or "")
            names.add(one.by or "")
    for source in sources:
        found += max(LINE, len(source.title or source.id) + sum(map(len, source.author)))
    return found + sum(map(len, names))


def _refuse(boxes: BoxCount, characters: int, picture: Picture) -> None:
    total = sum(boxes)
    most = HUGE_BOXES if picture.huge else MOST_BOXES
    if total > most:
        many = f"{total:,} boxes"
    elif picture.huge and boxes.others > HUGE_BESIDE_EVIDENCE:
        many, most = f"{boxes.others:,} boxes beside those of evidence", HUGE_BESIDE_EVIDENCE
    elif not picture.huge and characters > MOST_CHARACTERS:
        many, most = f"{characters:,} characters of text", MOST_CHARACTERS
    else:
        return
    drawn = "that are drawn at all" if picture.huge else "that are drawn at once"
    raise TooLargeError(
        f"the picture would have {many}, and {most:,} are the most {drawn}", picture
    )
