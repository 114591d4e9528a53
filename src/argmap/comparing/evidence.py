"""What became of the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.comparing import things
from argmap.comparing.difference import Change, Field, Kind, What
from argmap.comparing.matching import match_evidence

if TYPE_CHECKING:
    from argmap.comparing.matching import Matches
    from argmap.comparing.things import Names
    from argmap.findings import Location
    from argmap.model import ArgumentMap, Evidence

_Piece = tuple[str, "Evidence"]
"""A piece of evidence, and the claim that it stands under."""


def compare_evidence(
    old: ArgumentMap, new: ArgumentMap, claims: Matches, names: Names
) -> dict[str, tuple[Change, ...]]:
    """Returns what became of the evidence, by the new id of the claim that it stands under.

    Evidence of a claim that is gone is not told by itself, unless it stands under another one
    now. The evidence of a new claim is told as new.

    Args:
        old: The older version.
        new: The newer one.
        claims: Which claim is which.
        names: What the old ids are called in the new version.
    """
    found: dict[str, list[Change]] = {}
    gone: list[_Piece] = [
        (name, piece)
        for name, claim in old.claims.items()
        if name not in claims.new_ids
        for piece in claim.evidence
    ]
    added: list[_Piece] = []
    for name, claim in new.claims.items():
        was = claims.old_ids.get(name)
        before = old.claims[was].evidence if was is not None else ()
        kept, out, come = match_evidence(before, claim.evidence)
        for one, other in kept:
            fields = _fields(one, other, names)
            if fields:
                found.setdefault(name, []).append(_change(What.CHANGED, other, fields))
        gone += [(was or name, piece) for piece in out]
        added += [(name, piece) for piece in come]
    _tell_moved(gone, added, names, found)
    for name, piece in added:
        found.setdefault(name, []).append(_change(What.ADDED, piece, _fields(None, piece, names)))
    for was, piece in gone:
        if was in claims.new_ids:
            there = found.setdefault(claims.new_ids[was], [])
            there.append(_change(What.REMOVED, piece, _fields(piece, None, names)))
    return {name: tuple(sorted(changes, key=_order)) for name, changes in found.items()}


def _order(change: Change) -> tuple[bool, Location]:
    """Orders what is there as the file does, and behind it what is gone."""
    return change.what is What.REMOVED, change.at


def _tell_moved(
    gone: list[_Piece], added: list[_Piece], names: Names, found: dict[str, list[Change]]
) -> None:
    """Takes what stands unchanged under another claim out of what is gone and what is new."""
    places: dict[object, list[_Piece]] = {}
    for come in added:
        places.setdefault(_said(come[1], {}), []).append(come)
    for was, piece in list(gone):
        same = places.get(_said(piece, names))
        if same:
            name, there = same.pop(0)
            gone.remove((was, piece))
            added.remove((name, there))
            field = Field("claim", names.get(was, was), name)
            found.setdefault(name, []).append(_change(What.CHANGED, there, (field,)))


def _said(piece: Evidence, names: Names) -> object:
    return frozenset(things.of_evidence(piece, names).items())


def _fields(old: Evidence | None, new: Evidence | None, names: Names) -> tuple[Field, ...]:
    before = things.of_evidence(old, names) if old is not None else {}
    return things.differing(before, things.of_evidence(new, {}) if new is not None else {})


def _change(what: What, piece: Evidence, fields: tuple[Field, ...]) -> Change:
    return Change(
        what=what,
        kind=Kind.EVIDENCE,
        id=piece.id,
        label=Kind.EVIDENCE.value,
        text=piece.text or piece.quote or "",
        fields=fields,
        at=piece.at,
    )
