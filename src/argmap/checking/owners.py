"""Owners of places: the claim, source or inference that a line of the file belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from argmap.model.argument import ArgumentMap, Placed
from argmap.model.findings import Finding, Location
from argmap.text import lines_of

_STOPPED = frozenset({"AM101", "AM108"})  # the reader stopped: the rest of the file is missing
_KEY = re.compile(r"[^\s#-]")  # the beginning of a line at the level of the whole map

_Start = tuple[int, int, tuple[str, ...]]
"""Line and column where a claim, say, begins, and the ids that it goes by."""


class Owners:
    """The claims, inferences, sources, evidence and `ignore` entries of a map, by their places.

    To each belong the lines below its key that are indented deeper than the key.
    """

    def __init__(self, argument_map: ArgumentMap) -> None:
        self._map = argument_map

    @cached_property
    def _starts(self) -> list[_Start]:
        named = (
            *self._map.claims.values(),
            *self._map.inferences.values(),
            *self._map.sources.values(),
            *self._map.repeats,
        )
        starts = [_start(one, one.id) for one in named]
        return sorted(starts + [_start(entry) for entry in self._map.ignores])

    @cached_property
    def _evidence(self) -> list[_Start]:
        return sorted(_start(piece, piece.id) for _, piece in self._map.evidence())

    def ids(self, place: Location) -> tuple[str, ...] | None:
        """Return the ids of the owner of a place, and of its evidence there.

        Returns:
            None where the place belongs to the map as a whole.
        """
        owner = _last_before(self._starts, place)
        if owner is None:
            return None
        piece = _last_before(self._evidence, place)
        inner = piece[2] if piece is not None and piece > owner else ()
        return owner[2] + inner

    def unread(self, errors: Iterable[Finding], text: str) -> tuple[frozenset[str], bool]:
        """Return the ids of all with an error of the reader's, and whether others may be missing.

        Args:
            errors: The reader's errors.
            text: The file's text: an error at a key of the whole map hides more than that if
                the key has lines below it.
        """
        lines: Sequence[str] | None = None
        ids: set[str] = set()
        parts = False
        for error in errors:
            owner = self.ids(error.location)
            if owner is not None:
                ids.update(owner)
            elif error.code in _STOPPED:
                parts = True
            else:
                lines = lines_of(text) if lines is None else lines
                parts = parts or self._lost_a_block(lines, error.location.line)
        return frozenset(ids), parts

    def _lost_a_block(self, lines: Sequence[str], number: int) -> bool:
        """Return whether a line is a key whose value stands below it and was not read."""
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        if not line.partition(" #")[0].rstrip().endswith((":", ">", "|", "-")):
            return False
        end = number
        while end < len(lines) and not _KEY.match(lines[end]):
            end += 1
        return not any(number < start[0] <= end for start in self._starts)


def _start(placed: Placed, *ids: str) -> _Start:
    return placed.at.line, placed.at.column, ids


def _last_before(starts: list[_Start], place: Location) -> _Start | None:
    """Return the start that is last before a place, or at it, if the place is inside."""
    number = bisect_right(starts, (place.line, place.column, ("\U0010ffff",)))
    if not number:
        return None
    line, column, ids = starts[number - 1]
    within = place.column > column or (place.line, place.column) == (line, column)
    return (line, column, ids) if within else None
