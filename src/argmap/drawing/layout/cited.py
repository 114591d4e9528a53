"""Numbers of sources, and which of them a picture lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.drawing.picture import Picture
from argmap.model.argument import ArgumentMap, Claim, Reference
from argmap.model.outline import Item, ItemKind


def source_numbers(argument: ArgumentMap) -> Mapping[str, int]:
    """Return the number of each source, in the order of the file."""
    return {name: position for position, name in enumerate(argument.sources, start=1)}


def sources_of(root: Item, argument: ArgumentMap, picture: Picture) -> Mapping[str, int]:
    """Return the numbers of the sources below a picture.

    Of a part, they are only those that it cites; without evidence, those that claims name.
    """
    numbers = source_numbers(argument)
    if picture.evidence == "none":
        claims = (item.claim for item in root.walk() if item.kind is not ItemKind.REFERENCE)
        named = (own_source(claim, argument) for claim in claims if claim is not None)
        return _with_origins(named, numbers, argument)
    if picture.focus is None and picture.depth is None:
        return numbers
    return cited(root, numbers, argument)


def cited(root: Item, numbers: Mapping[str, int], argument: ArgumentMap) -> Mapping[str, int]:
    """Return the numbers of the sources that a part of a plan cites, and those they come from."""
    items = (item for item in root.walk() if item.kind is not ItemKind.REFERENCE)
    said = (item.evidence or item.claim for item in items)
    references = (one.source for one in said if one is not None)
    return _with_origins(references, numbers, argument)


def own_source(claim: Claim, argument: ArgumentMap) -> Reference | None:
    """Return the source of a claim's own words, where it is news, or where they are quoted."""
    about, source = argument.about, claim.source
    news = source is not None and (claim.quote or about is None or source.id != about.id)
    return source if news else None


def _with_origins(
    references: Iterable[Reference | None], numbers: Mapping[str, int], argument: ArgumentMap
) -> Mapping[str, int]:
    """Return the numbers of some sources, and of those that they come from."""
    found: set[str] = set()
    for first in references:
        reference = first
        while reference is not None and reference.id in numbers and reference.id not in found:
            found.add(reference.id)
            reference = argument.sources[reference.id].via
    return {name: number for name, number in numbers.items() if name in found}
