"""A difference in one picture: the new map with marks, and what was removed still on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from argmap.comparing.difference import What
from argmap.comparing.removed import Removed
from argmap.marks import Mark, Tone
from argmap.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.comparing.difference import Change, Difference
    from argmap.marks import Marks
    from argmap.model import ArgumentMap, Claim, Source


class MarkedMap(NamedTuple):
    """A map to be drawn with marks.

    Attributes:
        map: The map to draw.
        marks: What became of its claims and its evidence.
        left_out: The ids of removed claims that have no place on it any more.
    """

    map: ArgumentMap
    marks: Marks
    left_out: tuple[str, ...] = ()


def marked(new: ArgumentMap, difference: Difference) -> MarkedMap:
    """Returns the new version alone, with marks on what was added or changed."""
    marks: dict[str, Mark] = {}
    for change in difference.claims:
        for one in (change, *change.evidence):
            mark = _mark(one, new.lang)
            if mark is not None:
                marks[one.id] = mark
    removed = {change.id for change in difference.claims if change.what is What.REMOVED}
    return MarkedMap(new, marks, tuple(removed))


def with_removed(old: ArgumentMap, new: ArgumentMap, difference: Difference) -> MarkedMap:
    """Returns the new version with marks, and with what was removed where it stood.

    A removed claim keeps its links, as far as what it bore on is still there or removed as
    well; one that bore on nothing else is left out. A claim that is still there stays as it is.
    Whether the whole is a valid map is for the caller to check: a removed id may name a source
    now.

    Args:
        old: The older version.
        new: The newer one.
        difference: What `compare` found between them.
    """
    removed = Removed(old, new, difference)
    gone = Mark(vocabulary(new.lang).removed, Tone.GONE)
    marks = dict(marked(new, difference).marks)
    claims = {name: _with_old_evidence(claim, removed) for name, claim in new.claims.items()}
    for name, claim in claims.items():
        for piece in claim.evidence[len(new.claims[name].evidence) :]:
            marks[piece.id] = gone
    for claim in removed.claims.values():
        marks[claim.id] = gone
        for piece in claim.evidence:
            marks[piece.id] = gone
    claims |= removed.claims
    merged = replace(
        new,
        claims=claims,
        inferences=removed.inferences,
        sources=_sources(old, new, claims.values()),
        ignores=(),
    )
    return MarkedMap(merged, marks, removed.left_out)


def _sources(old: ArgumentMap, new: ArgumentMap, claims: Iterable[Claim]) -> dict[str, Source]:
    """Returns the new version's sources, and those of the old one that are still cited."""
    found = dict(new.sources)
    cited = [
        reference
        for claim in claims
        for reference in (claim.source, *(piece.source for piece in claim.evidence))
    ]
    for reference in cited:  # it grows on the way: a source may be known only through another
        if reference is not None and reference.id not in found and reference.id in old.sources:
            found[reference.id] = old.sources[reference.id]
            cited.append(found[reference.id].via)
    return found


def _mark(change: Change, lang: str) -> Mark | None:
    """Returns what is said about a part of the new version; what was only renamed is as before."""
    words = vocabulary(lang)
    if change.what is What.ADDED:
        return Mark(words.added, Tone.NEW)
    if change.what is What.REMOVED or not change.fields:
        return None
    if change.moved and change.reworded:
        return Mark(words.changed, Tone.DOUBT)
    if change.moved or any(field.key == "claim" for field in change.fields):
        return Mark(words.moved, Tone.DOUBT)
    return Mark(words.reworded if change.reworded else words.changed, Tone.DOUBT)


def _with_old_evidence(claim: Claim, removed: Removed) -> Claim:
    """Returns a claim with the evidence that it no longer has, behind what it has."""
    pieces = removed.evidence(claim.id)
    if not pieces:
        return claim
    first = len(claim.evidence) + 1
    named = [
        replace(piece, id=f"{claim.id}.{number}", numbered=True)
        for number, piece in enumerate(pieces, start=first)
    ]
    return replace(claim, evidence=(*claim.evidence, *named))
