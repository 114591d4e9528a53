"""Numbers of sources, and which of them a picture lists."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.drawing.picture import Picture
from argmap.model.argument import ArgumentMap
from argmap.model.outline import Item, ItemKind


def source_numbers(argument: ArgumentMap) -> Mapping[str, int]:
    """Return the number of each source, in the order of the file."""
    return {name: position for position, name in enumerate(argument.sources, start=1)}


def sources_of(root: Item, argument: ArgumentMap, picture: Picture) -> Mapping[str, int]:
    """Return the numbers of the sources below a picture: of a part, only of those it cites."""
    numbers = source_numbers(argument)
    if picture.focus is None and picture.depth is None:
        return numbers
    return cited(root, numbers, argument)


def cited(root: Item, numbers: Mapping[str, int], argument: ArgumentMap) -> Mapping[str, int]:
    """Return the numbers of the sources that a part of a plan cites, and those they come from."""
    found: set[str] = set()
    for item in root.walk():
        said = item.evidence or (item.claim if item.kind is not ItemKind.REFERENCE else None)
        reference = said.source if said is not None else None
        while reference is not None and reference.id in numbers and reference.id not in found:
            found.add(reference.id)
            reference = argument.sources[reference.id].via
    return {name: number for name, number in numbers.items() if name in found}
