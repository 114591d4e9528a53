"""Cuts a map into slices for the validator, so that endless mistakes do not take endless time.

The validator finds all violations of what it is given before it returns the first, at 20 µs each.
A map of half a million mistakes would take it ten seconds, to list the first hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.reading.coretypes import plain_data
from argmap.reading.located import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.reading.located import Node

SECTIONS = ("sources", "premises", "objections", "inferences")
_WEIGHT = 3_000
"""About how many mistakes the entries of a slice can hold."""

_ENTRY = 10
"""What an entry weighs at least: each wrong id makes the validator copy the whole slice."""


def slices(root: Mapping) -> Iterator[dict[str, Any]]:
    """Yields parts of a map that together hold all of it.

    Each holds entries of the sections; the first one also holds all other keys.
    """
    part: dict[str, Any] = {}
    for key, value in root.values.items():
        sliced = key in SECTIONS and isinstance(value, Mapping)
        part[key] = {} if sliced else plain_data(value)
    weight = 0
    for section in SECTIONS:
        entries = root.values.get(section)
        if not isinstance(entries, Mapping):
            continue
        for name, entry in entries.values.items():
            part.setdefault(section, {})[name] = plain_data(entry)
            weight += _weight(entry)
            if weight > _WEIGHT:
                yield part
                part, weight = {}, 0
    yield part


def _weight(node: Node) -> int:
    """Returns about how many mistakes an entry can hold."""
    if isinstance(node, Sequence):
        return _ENTRY + len(node.items)
    if not isinstance(node, Mapping):
        return _ENTRY
    lists = (value for value in node.values.values() if isinstance(value, Sequence))
    return _ENTRY + len(node.values) + sum(len(value.items) for value in lists)
