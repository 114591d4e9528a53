"""Draw a difference: the new map with marks, and what was removed still on it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import NamedTuple

from argmap.checking import errors
from argmap.comparison.model import Change, ChangeType, Difference
from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Reference, Source
from argmap.model.marks import Mark, Marks, Tone
from argmap.model.vocabulary import Vocabulary


class MarkedMap(NamedTuple):
    """A map to be drawn with marks.

    Attributes:
        map: The map to draw.
        marks: The marks on its claims and its evidence.
        left_out: The ids of removed claims that have no place on it any more.
    """

    map: ArgumentMap
    marks: Marks
    left_out: tuple[str, ...] = ()


def diff_picture(old: ArgumentMap, new: ArgumentMap, difference: Difference) -> MarkedMap:
    """Return a map and marks that show a difference in one picture.

    It is the new version, with what was removed where it stood. Where these two make no valid
    map together, it is the new version alone.

    Args:
        old: The older version.
        new: The newer one.
        difference: What `diff` found between them.
    """
    picture = _with_removed(old, new, difference)
    if len(picture.map.claims) == len(new.claims):
        return picture
    wrong = drawing_errors(picture.map)
    return _marked(new, difference) if wrong and wrong - drawing_errors(new) else picture


def drawing_errors(argument_map: ArgumentMap) -> set[tuple[str, str]]:
    """Return the codes and messages of the errors that keep a map from being drawn."""
    return {(one.code, one.message) for one in errors(argument_map)}


def _marked(new: ArgumentMap, difference: Difference) -> MarkedMap:
    """Return the new version alone, with marks on what was added or changed."""
    marks: dict[str, Mark] = {}
    for change in difference.claims:
        for one in (change, *change.evidence):
            mark = _mark(one, new.words)
            if mark is not None:
                marks[one.id] = mark
    removed = {change.id for change in difference.claims if change.type is ChangeType.REMOVED}
    return MarkedMap(new, marks, tuple(removed))


def _mark(change: Change, words: Vocabulary) -> Mark | None:
    """Return the mark of a part of the new version; a part that was only renamed has none."""
    if change.type is ChangeType.ADDED:
        return Mark(words.added, Tone.NEW)
    if change.type is ChangeType.REMOVED or not change.fields:
        return None
    if change.moved and change.reworded:
        return Mark(words.changed, Tone.DOUBT)
    if change.moved or any(field.key == "claim" for field in change.fields):
        return Mark(words.moved, Tone.DOUBT)
    return Mark(words.reworded if change.reworded else words.changed, Tone.DOUBT)


def _with_removed(old: ArgumentMap, new: ArgumentMap, difference: Difference) -> MarkedMap:
    """Return the new version with marks, and with what was removed where it stood.

    A removed claim keeps its links, as far as their targets are still there or removed as well;
    one without any is left out. A claim that is still there stays as it is. The whole may be no
    valid map: a removed id may name a source now.
    """
    removed = _Removed(old, new, difference)
    gone = Mark(new.words.removed, Tone.GONE)
    marks = dict(_marked(new, difference).marks)
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


def _with_old_evidence(claim: Claim, removed: _Removed) -> Claim:
    """Return a claim with the evidence that it no longer has, behind what it has."""
    pieces = removed.evidence(claim.id)
    if not pieces:
        return claim
    first = len(claim.evidence) + 1
    named = [
        replace(piece, id=f"{claim.id}.{number}", numbered=True)
        for number, piece in enumerate(pieces, start=first)
    ]
    return replace(claim, evidence=(*claim.evidence, *named))


def _sources(old: ArgumentMap, new: ArgumentMap, claims: Iterable[Claim]) -> dict[str, Source]:
    """Return the new version's sources, and those of the old one that are still cited."""
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


class _Removed:
    """The removed claims that still have a place.

    A removed inference is not on the picture, where it could not be marked: its premises bear on
    its target by themselves.

    Attributes:
        claims: The removed claims, by id, with those of their links that have a target.
        inferences: Those of the new version, with their removed premises.
        left_out: The ids of the removed claims that have no place.
    """

    def __init__(self, old: ArgumentMap, new: ArgumentMap, difference: Difference) -> None:
        self._old = old
        changes = list(difference.changes())
        self._names = {one.old_id: one.id for one in changes if one.old_id is not None}
        self._old_names = {new: old for old, new in reversed(self._names.items())}
        self._steps = _steps_by_premise(old)
        self._changed = {one.id: one for one in difference.claims}
        self._moved = _moved_evidence(difference)
        gone = {one.id for one in difference.claims if one.type is ChangeType.REMOVED}
        claims = {
            name: self._claim(claim, new) for name, claim in old.claims.items() if name in gone
        }
        self.inferences = {
            name: self._with_old_premises(step, gone) for name, step in new.inferences.items()
        }
        put_back = {ref.id for step in self.inferences.values() for ref in step.premises}
        self.claims = _with_targets(claims, {*new.claims, *new.inferences}, put_back)
        self.left_out = tuple(name for name in claims if name not in self.claims)

    def evidence(self, claim: str) -> list[Evidence]:
        """Return the evidence that a claim of the new version no longer has."""
        change = self._changed.get(claim)
        if change is None:
            return []
        places = {one.at for one in change.evidence if one.type is ChangeType.REMOVED}
        before = self._old.claims.get(change.old_id or claim)
        pieces = before.evidence if before is not None else ()
        return [self._cited(piece) for piece in pieces if piece.at in places]

    def _claim(self, claim: Claim, new: ArgumentMap) -> Claim:
        """Return a removed claim with the new ids of its targets, and without moved evidence."""
        steps = [
            step
            for step in self._steps.get(claim.id, ())
            if self._names.get(step.id, step.id) not in new.inferences
        ]
        conclusions = [step.conclusion for step in steps if step.conclusion is not None]
        attacked = [step.attacks for step in steps if step.attacks is not None]
        evidence = (
            piece for piece in claim.evidence if (piece.text or piece.quote) not in self._moved
        )
        return replace(
            claim,
            supports=self._renamed([*claim.supports, *conclusions]),
            attacks=self._renamed([*claim.attacks, *attacked]),
            source=self._renamed_one(claim.source),
            evidence=tuple(map(self._cited, evidence)),
        )

    def _with_old_premises(self, step: Inference, gone: Container[str]) -> Inference:
        """Return an inference with the premises that were removed from the map."""
        was = self._old_names.get(step.id, step.id)
        before = self._old.inferences.get(was)
        back = [ref for ref in before.premises if ref.id in gone] if before is not None else []
        return replace(step, premises=(*step.premises, *back))

    def _cited(self, piece: Evidence) -> Evidence:
        return replace(piece, source=self._renamed_one(piece.source))

    def _renamed(self, references: Iterable[Reference]) -> tuple[Reference, ...]:
        return tuple(replace(ref, id=self._names.get(ref.id, ref.id)) for ref in references)

    def _renamed_one(self, reference: Reference | None) -> Reference | None:
        return self._renamed([reference])[0] if reference is not None else None


def _steps_by_premise(argument_map: ArgumentMap) -> dict[str, list[Inference]]:
    """Return the inferences that each claim is a premise of, in the order of the file."""
    found: dict[str, list[Inference]] = {}
    for step in argument_map.inferences.values():
        for name in dict.fromkeys(premise.id for premise in step.premises):
            found.setdefault(name, []).append(step)
    return found


def _with_targets(
    claims: dict[str, Claim], there: set[str], premises: Container[str]
) -> dict[str, Claim]:
    """Return the claims that bear on something on the picture, with those links that do."""
    bearing: dict[str, list[str]] = {}
    links: dict[str, int] = {}
    for name, claim in claims.items():
        targets = {ref.id for ref in (*claim.supports, *claim.attacks)}
        links[name] = len(targets) + (name in premises)
        for target in targets:
            bearing.setdefault(target, []).append(name)
    gone = {name for name, number in links.items() if not number}
    lost = [target for target in bearing if target not in there and target not in claims]
    lost += gone - there
    while lost:  # each goes once, and takes along what bore on nothing else
        for name in bearing.get(lost.pop(), ()):
            links[name] -= 1
            if not links[name]:
                gone.add(name)
                lost += {name} - there
    known = there | (claims.keys() - gone)
    return {
        name: replace(
            claim,
            supports=tuple(ref for ref in claim.supports if ref.id in known),
            attacks=tuple(ref for ref in claim.attacks if ref.id in known),
        )
        for name, claim in claims.items()
        if name not in gone
    }


def _moved_evidence(difference: Difference) -> set[str | None]:
    """Return the words of the evidence that stands under another claim now."""
    return {
        piece.text
        for change in difference.claims
        for piece in change.evidence
        if any(field.key == "claim" for field in piece.fields)
    }
