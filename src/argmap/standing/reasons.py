"""Why a part stands, is contested or falls: what among its neighbours decides it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argmap.standing.labels import Label, State
from argmap.standing.network import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.standing.labelling import Labelling


class Cause(StrEnum):
    """How neighbours decide what becomes of a part."""

    REJECTED = "rejected"
    BACKING_FELL = "all that backed it has fallen"
    PREMISE_FELL = "a premise has fallen"
    SOURCE_FELL = "its source has fallen"
    UNDERCUT = "an undercut stands"
    ATTACKED = "an objection to it stands"
    OPEN_ATTACK = "an objection to it is open"
    BACKING_CONTESTED = "what still backs it is contested"
    PREMISE_CONTESTED = "a premise is contested"
    DISPUTED = "it is disputed"
    BACKED = "something that stands backs it"
    OWN_WORD = "nothing backs it but its speaker's word"
    COMPLETE = "all that it needs stands"


class Reason(NamedTuple):
    """Why something has its state.

    Attributes:
        cause: How it is decided.
        ids: By which neighbours.
        harmless: What attacks it in vain, where it stands: fallen or answered itself.
    """

    cause: Cause
    ids: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()


def reason(labelling: Labelling, number: int) -> Reason:
    """Returns why a part has the state that it has."""
    if number in labelling.rejected:
        return Reason(Cause.REJECTED)
    if labelling.network.kinds[number] is Kind.CLAIM:
        return _of_claim(labelling, number)
    return _of_step(labelling, number)


def _of_claim(labelling: Labelling, number: int) -> Reason:
    network, state = labelling.network, labelling.labels[number].state
    backing, attackers = network.backed_by[number], network.attacked_by[number]
    if state is State.FALLS:
        return Reason(Cause.BACKING_FELL, _names(labelling, backing))
    if state is State.STANDS:
        harmless = _names(labelling, attackers)
        standing = _names(labelling, backing, Label.STANDS)
        if standing:
            return Reason(Cause.BACKED, standing, harmless)
        return Reason(Cause.OWN_WORD, (), harmless)
    for label, cause in ((Label.STANDS, Cause.ATTACKED), (Label.OPEN, Cause.OPEN_ATTACK)):
        attacking = _names(labelling, attackers, label)
        if attacking:
            return Reason(cause, attacking)
    return Reason(Cause.BACKING_CONTESTED, _names(labelling, backing, *_CONTESTED))


def _of_step(labelling: Labelling, number: int) -> Reason:
    network, state = labelling.network, labelling.labels[number].state
    backing, attackers = network.backed_by[number], network.attacked_by[number]
    step = network.kinds[number] is Kind.INFERENCE
    if state is State.FALLS:
        fallen = _names(labelling, backing, Label.FALLEN)
        if fallen:
            return Reason(Cause.PREMISE_FELL if step else Cause.SOURCE_FELL, fallen)
        return Reason(Cause.UNDERCUT, _names(labelling, attackers, Label.STANDS))
    if state is State.STANDS:
        return Reason(Cause.COMPLETE, (), _names(labelling, attackers))
    contested = _names(labelling, backing, *_CONTESTED)
    if contested:
        return Reason(Cause.PREMISE_CONTESTED, contested)
    attacking = _names(labelling, attackers, Label.OPEN)
    return Reason(Cause.OPEN_ATTACK, attacking) if attacking else Reason(Cause.DISPUTED)


_CONTESTED = (Label.OPEN, Label.ANSWERED)


def _names(labelling: Labelling, numbers: Iterable[int], *labels: Label) -> tuple[str, ...]:
    """Returns the ids of those parts that have one of some labels, or of all parts."""
    names = labelling.network.names
    return tuple(
        names[number] for number in numbers if not labels or labelling.labels[number] in labels
    )
