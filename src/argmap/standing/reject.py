"""Reject parts step by step, with the reason for every change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize

from argmap.model.argument import ArgumentMap
from argmap.standing.labelling import Label, Labelling, PartState
from argmap.standing.network import THESIS, Network, PartKind, build_network


class Cause(StrEnum):
    """How a part's state follows from its neighbours."""

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
    """The reason for a part's state.

    Attributes:
        cause: How the state is decided.
        ids: The neighbours that decide it.
        harmless: The attackers of a part that stands: fallen or answered themselves.
    """

    cause: Cause
    ids: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()


_CONTESTED = (Label.OPEN, Label.ANSWERED)


class UnknownPartError(ValueError):
    """Parts to be rejected are not on the map; `ids` are theirs."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(f"nothing on this map has the id {' or '.join(map(repr, ids))}")
        self.ids = ids


class Step(NamedTuple):
    """A part that changes its state.

    Attributes:
        round: The number of the step: 1 for what follows from the rejected parts at once.
        id: The part's id.
        kind: The part's kind.
        before, after: Its old and its new state.
        reason: The reason for the new one.
    """

    round: int
    id: str
    kind: PartKind
    before: PartState
    after: PartState
    reason: Reason


class Hold(NamedTuple):
    """A claim that still stands although it has lost some of its backing.

    Attributes:
        id: The claim.
        left: The backing that still stands.
        lost: The backing that no longer does.
    """

    id: str
    left: tuple[str, ...]
    lost: tuple[str, ...]


class Objections(NamedTuple):
    """What attacks a part, by what has become of it.

    Attributes:
        standing: The attackers that stand.
        open: Those that are contested, and that nothing settles.
        answered: Those that are contested, and do no harm.
        fallen: Those that have fallen.
    """

    standing: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """The states of a map's parts when some of them are rejected.

    Attributes:
        rejected: The ids of the rejected parts, each once, in the order in which they were named,
            and then those of `by_state`.
        before: The state of every claim while nothing is rejected, in the file's order.
        states: The state of every part, by its id, when they are rejected.
        steps: The parts that change, without the rejected ones; the claims among them and all
            others come after what changed them.
        holds: The claims that lost some of their backing, and stand.
        reasons: The reason for the state of each part, by its id.
        backing: The ids of the claims, inferences and evidence that back the thesis directly.
        kinds: The kind of every part, by its id.
        objections: What attacks each part that something attacks, by its id.
        by_state: The ids of the parts that were rejected for the state that their reviews leave
            them in, by the word for it; the thesis is never among them.
        spared: The word for the state of the thesis, if it would have been among them.
    """

    rejected: tuple[str, ...]
    before: Mapping[str, PartState]
    states: Mapping[str, PartState]
    steps: tuple[Step, ...]
    holds: tuple[Hold, ...]
    reasons: Mapping[str, Reason]
    backing: tuple[str, ...]
    kinds: Mapping[str, PartKind]
    objections: Mapping[str, Objections]
    by_state: Mapping[str, tuple[str, ...]]
    spared: str | None

    @property
    def thesis(self) -> PartState:
        """The state of the thesis."""
        return self.states[THESIS]

    @property
    def falls(self) -> tuple[str, ...]:
        """The claims that fall, without the rejected ones, in the file's order."""
        return self._claims(PartState.FALLS)

    @property
    def contested(self) -> tuple[str, ...]:
        """The claims that are contested, in the file's order."""
        return self._claims(PartState.CONTESTED)

    @property
    def stands_on(self) -> tuple[str, ...]:
        """The part of `backing` that stands."""
        return tuple(name for name in self.backing if self.states[name] is PartState.STANDS)

    def _claims(self, state: PartState) -> tuple[str, ...]:
        rejected = frozenset(self.rejected)
        return tuple(
            name for name in self.before if self.states[name] is state and name not in rejected
        )


def reject(
    argument: ArgumentMap,
    rejected: Iterable[str] = (),
    by_state: Mapping[str, Collection[str]] | None = None,
    *,
    network: Network | None = None,
) -> Impact:
    """Return the states of a map's parts when some of them are rejected.

    Args:
        argument: A map without errors.
        rejected: Ids of claims, inferences, evidence (its own, or `claim.1`) and sources.
        by_state: More ids, by a word for the state that their reviews leave them in. The thesis
            is what is asked about: of these, it is left out.
        network: The map's network; it is built if it is not at hand.

    Raises:
        UnknownPartError: If an id is not on the map.
    """
    network = build_network(argument) if network is None else network
    rejected = tuple(dict.fromkeys(normalize("NFC", name) for name in rejected))
    words = by_state or {}
    spared = next((word for word, ids in words.items() if THESIS in ids), None)
    chosen = {word: tuple(name for name in ids if name != THESIS) for word, ids in words.items()}
    rejected = tuple(dict.fromkeys((*rejected, *chain(*chosen.values()))))
    unknown = tuple(name for name in rejected if name not in network.numbers)
    if unknown:
        raise UnknownPartError(unknown)
    labelling = Labelling(network)
    before = {name: labelling.labels[network.numbers[name]].state for name in argument.claims}
    former = labelling.reject(network.numbers[name] for name in rejected)
    thesis = network.numbers[THESIS]
    return Impact(
        rejected=rejected,
        before=before,
        states={
            name: label.state for name, label in zip(network.names, labelling.labels, strict=True)
        },
        steps=_steps(labelling, former),
        holds=_holds(labelling, former),
        reasons={name: _reason(labelling, number) for name, number in network.numbers.items()},
        backing=tuple(network.names[one] for one in network.backed_by[thesis]),
        kinds=dict(zip(network.names, network.kinds, strict=True)),
        objections=_objections(labelling),
        by_state=chosen,
        spared=None if THESIS in rejected else spared,
    )


def _objections(labelling: Labelling) -> dict[str, Objections]:
    """Return what attacks each part that something attacks."""
    network = labelling.network
    labels = (Label.STANDS, Label.OPEN, Label.ANSWERED, Label.FALLEN)
    return {
        network.names[number]: Objections(
            *(_names(labelling, attackers, label) for label in labels)
        )
        for number, attackers in enumerate(network.attacked_by)
        if attackers
    }


def _steps(labelling: Labelling, former: dict[int, Label]) -> tuple[Step, ...]:
    """Return the parts that changed their state, by the round in which they did."""
    network, labels = labelling.network, labelling.labels
    rounds = _rounds(labelling, former)
    steps = [
        Step(
            rounds[number],
            network.names[number],
            network.kinds[number],
            label.state,
            labels[number].state,
            _reason(labelling, number),
        )
        for number, label in sorted(former.items(), key=lambda item: (rounds[item[0]], item[0]))
        if number not in labelling.rejected and label.state is not labels[number].state
    ]
    numbers = {old: new for new, old in enumerate(dict.fromkeys(step.round for step in steps), 1)}
    return tuple(step._replace(round=numbers[step.round]) for step in steps)


def _rounds(labelling: Labelling, former: dict[int, Label]) -> dict[int, int]:
    """Return each part's distance from the rejected parts in changes; a circle is one."""
    network = labelling.network
    rounds: dict[int, int] = {}
    of_group: dict[int, int] = {}
    for number in former:  # each group behind those that it depends on
        group = network.place[number]
        if group not in of_group:
            members = network.groups[group]
            neighbours = {
                neighbour
                for member in members
                for neighbour in network.backed_by[member] + network.attacked_by[member]
            }
            causes = [rounds[neighbour] for neighbour in neighbours if neighbour in rounds]
            of_group[group] = max(causes, default=-1) + 1
        rounds[number] = of_group[group]
    return rounds


def _holds(labelling: Labelling, former: dict[int, Label]) -> tuple[Hold, ...]:
    """Return the claims that stand, as before, on less than before."""
    network, labels = labelling.network, labelling.labels
    lost: dict[int, list[int]] = {}
    for number, label in former.items():
        if label is Label.STANDS:
            for target in network.backs[number]:
                lost.setdefault(target, []).append(number)
    return tuple(
        Hold(
            network.names[number],
            _names(labelling, network.backed_by[number], Label.STANDS),
            tuple(network.names[one] for one in sorted(gone)),
        )
        for number, gone in sorted(lost.items())
        if network.kinds[number] is PartKind.CLAIM
        and number not in former
        and labels[number] is Label.STANDS
    )


def _reason(labelling: Labelling, number: int) -> Reason:
    """Return the reason for a part's state."""
    if number in labelling.rejected:
        return Reason(Cause.REJECTED)
    if labelling.network.kinds[number] is PartKind.CLAIM:
        return _claim_reason(labelling, number)
    return _step_reason(labelling, number)


def _claim_reason(labelling: Labelling, number: int) -> Reason:
    network, state = labelling.network, labelling.labels[number].state
    backing, attackers = network.backed_by[number], network.attacked_by[number]
    if state is PartState.FALLS:
        return Reason(Cause.BACKING_FELL, _names(labelling, backing))
    if state is PartState.STANDS:
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


def _step_reason(labelling: Labelling, number: int) -> Reason:
    network, state = labelling.network, labelling.labels[number].state
    backing, attackers = network.backed_by[number], network.attacked_by[number]
    step = network.kinds[number] is PartKind.INFERENCE
    if state is PartState.FALLS:
        fallen = _names(labelling, backing, Label.FALLEN)
        if fallen:
            return Reason(Cause.PREMISE_FELL if step else Cause.SOURCE_FELL, fallen)
        return Reason(Cause.UNDERCUT, _names(labelling, attackers, Label.STANDS))
    if state is PartState.STANDS:
        return Reason(Cause.COMPLETE, (), _names(labelling, attackers))
    contested = _names(labelling, backing, *_CONTESTED)
    if contested:
        return Reason(Cause.PREMISE_CONTESTED, contested)
    attacking = _names(labelling, attackers, Label.OPEN)
    return Reason(Cause.OPEN_ATTACK, attacking) if attacking else Reason(Cause.DISPUTED)


def _names(labelling: Labelling, numbers: Iterable[int], *labels: Label) -> tuple[str, ...]:
    """Return the ids of those parts that have one of the labels; of all where none is given."""
    names = labelling.network.names
    return tuple(
        names[number] for number in numbers if not labels or labelling.labels[number] in labels
    )
