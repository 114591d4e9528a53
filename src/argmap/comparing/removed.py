"""What was removed from a map, with a place on the new version of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.comparing.difference import What

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from argmap.comparing.difference import Difference
    from argmap.model import ArgumentMap, Claim, Evidence, Inference, Reference


class Removed:
    """The removed claims that still have a place.

    An inference that was removed is not on the picture, where it could not be marked: what was
    a premise of it bears on the same thing by itself.

    Attributes:
        claims: The removed claims, by id, with what of their links leads somewhere.
        inferences: Those of the new version, the removed premises put back.
        left_out: The ids of the removed claims that have no place.
    """

    def __init__(self, old: ArgumentMap, new: ArgumentMap, difference: Difference) -> None:
        self._old = old
        changes = list(difference.changes())
        self._names = {one.old_id: one.id for one in changes if one.old_id is not None}
        self._changed = {one.id: one for one in difference.claims}
        self._moved = _moved_evidence(difference)
        gone = {one.id for one in difference.claims if one.what is What.REMOVED}
        claims = {
            name: self._claim(claim, new) for name, claim in old.claims.items() if name in gone
        }
        self.inferences = {
            name: self._with_old_premises(step, gone) for name, step in new.inferences.items()
        }
        put_back = {ref.id for step in self.inferences.values() for ref in step.premises}
        self.claims = _that_lead_somewhere(claims, {*new.claims, *new.inferences}, put_back)
        self.left_out = tuple(name for name in claims if name not in self.claims)

    def evidence(self, claim: str) -> list[Evidence]:
        """Returns the evidence that a claim of the new version no longer has."""
        change = self._changed.get(claim)
        if change is None:
            return []
        places = {one.at for one in change.evidence if one.what is What.REMOVED}
        before = self._old.claims.get(change.old_id or claim)
        pieces = before.evidence if before is not None else ()
        return [self._cited(piece) for piece in pieces if piece.at in places]

    def _claim(self, claim: Claim, new: ArgumentMap) -> Claim:
        """Returns a removed claim as the new version would name what it bears on."""
        steps = [
            step
            for step in self._old.inferences.values()
            if any(premise.id == claim.id for premise in step.premises)
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
        """Returns an inference with the premises that were removed from the map."""
        was = next((old for old, new in self._names.items() if new == step.id), step.id)
        before = self._old.inferences.get(was)
        back = [ref for ref in before.premises if ref.id in gone] if before is not None else []
        return replace(step, premises=(*step.premises, *back))

    def _cited(self, piece: Evidence) -> Evidence:
        return replace(piece, source=self._renamed_one(piece.source))

    def _renamed(self, references: Iterable[Reference]) -> tuple[Reference, ...]:
        return tuple(replace(ref, id=self._names.get(ref.id, ref.id)) for ref in references)

    def _renamed_one(self, reference: Reference | None) -> Reference | None:
        return self._renamed([reference])[0] if reference is not None else None


def _that_lead_somewhere(
    claims: dict[str, Claim], there: set[str], premises: Container[str]
) -> dict[str, Claim]:
    """Returns the claims that bear on what has a place, and of their links those that do."""
    left = claims
    while True:
        known = there | left.keys()
        led = {
            name: replace(
                claim,
                supports=tuple(ref for ref in claim.supports if ref.id in known),
                attacks=tuple(ref for ref in claim.attacks if ref.id in known),
            )
            for name, claim in left.items()
        }
        placed = {
            name: claim
            for name, claim in led.items()
            if claim.supports or claim.attacks or name in premises
        }
        if len(placed) == len(left):
            return placed
        left = placed


def _moved_evidence(difference: Difference) -> set[str | None]:
    """Returns the words of the evidence that stands under another claim now."""
    return {
        piece.text
        for change in difference.claims
        for piece in change.evidence
        if any(field.key == "claim" for field in piece.fields)
    }
