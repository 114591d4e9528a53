"""Rank parts by how much falls with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from argmap.model.argument import ArgumentMap
from argmap.standing.labelling import Labelling
from argmap.standing.network import THESIS, Label, Network, PartKind, PartState, build


class Load(NamedTuple):
    """What the rejection of one part does.

    Attributes:
        id: The part.
        kind: What it is.
        falls: How many claims fall that did not before, without itself.
        contested: How many claims are contested that were not before.
        lost: How many fewer of the thesis's direct reasons stand.
        thesis: What becomes of the thesis.
    """

    id: str
    kind: PartKind
    falls: int
    contested: int
    lost: int
    thesis: PartState


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the rejection of each single part would do to a map.

    Attributes:
        thesis: The state of the thesis while nothing is rejected.
        loads: The claims, without the thesis, and the sources: those first that make the thesis
            fall, then those that leave it contested; among them, those with which most claims
            fall, then those that leave most contested, then those that cost the thesis most of
            its direct reasons, then in the file's order.
        points_of_failure: The claims, inferences, evidence and sources each of which alone makes
            the thesis fall, in the order of `loads`; none where it falls already.
    """

    thesis: PartState
    loads: tuple[Load, ...]
    points_of_failure: tuple[Load, ...]


def rank(argument: ArgumentMap) -> Ranking:
    """Return what the rejection of each single part of a map would do.

    Args:
        argument: A map without errors.
    """
    network = build(argument)
    before = Labelling(network).labels[network.numbers[THESIS]].state
    loads = rank_net(network)
    whole = (PartKind.CLAIM, PartKind.SOURCE)
    failing = [load for load in loads if load.thesis is PartState.FALLS]
    return Ranking(
        thesis=before,
        loads=tuple(load for load in loads if load.kind in whole),
        points_of_failure=() if before is PartState.FALLS else tuple(failing),
    )


def rank_net(network: Network) -> list[Load]:
    """Return what the rejection of each part but the thesis does, in the order of `Ranking`."""
    labelling = Labelling(network)
    before = labelling.labels[network.numbers[THESIS]].state
    loads = _loads(labelling)
    return [
        loads[number] for number in sorted(loads, key=lambda one: _rank(loads[one], before, one))
    ]


def _rank(load: Load, before: PartState, number: int) -> tuple[int, ...]:
    """Return the place of a part among the others."""
    changed = load.thesis is not before
    worth = (
        (PartState.FALLS, PartState.CONTESTED, PartState.STANDS).index(load.thesis)
        if changed
        else 3
    )
    return (worth, -load.falls, -load.contested, -load.lost, number)


class _Effect(NamedTuple):
    """What changes do: numbers as in `Load`, and the thesis's new label, None for no change."""

    falls: int = 0
    contested: int = 0
    lost: int = 0
    thesis: Label | None = None


def _loads(labelling: Labelling) -> dict[int, Load]:
    """Return what the rejection of each part but the thesis does, by its number."""
    network = labelling.network
    thesis = network.numbers[THESIS]
    known: dict[tuple[int, Label], _Effect] = {}
    loads = {}
    for members in reversed(network.groups):  # nearest to the thesis first, so that little is new
        for number in members:
            if number != thesis:
                loads[number] = _load(labelling, number, known)
    return loads


def _load(labelling: Labelling, rejected: int, known: dict[tuple[int, Label], _Effect]) -> Load:
    """Reject one part, counts what changes, and take it back.

    Where one changed part is all that is left to act, the rest depends on nothing but its new
    label: it is looked up, or kept for the next that gets there. So a chain, in which each
    claim takes along all before it, costs one step for each claim.
    """
    network, labels = labelling.network, labelling.labels
    former: dict[int, Label] = {}
    trail: list[tuple[tuple[int, Label], _Effect]] = []
    total = _Effect()
    labelling.rejected.add(rejected)
    for changed, alone in labelling.waves([rejected]):
        former |= changed
        for number, label in changed.items():
            total = _add(total, _effect(network, number, label, labels[number], rejected))
        if alone and len(network.groups[network.place[min(changed)]]) == 1:
            (number,) = changed
            key = (number, labels[number])
            if key in known:
                total = _add(total, known[key])
                break
            trail.append((key, total))
    thesis = labels[network.numbers[THESIS]] if total.thesis is None else total.thesis
    labelling.rejected.discard(rejected)
    labelling.restore(former)
    known.update((key, _rest(total, so_far)) for key, so_far in trail)
    name, kind = network.names[rejected], network.kinds[rejected]
    return Load(name, kind, total.falls, total.contested, total.lost, thesis.state)


def _effect(network: Network, number: int, before: Label, after: Label, rejected: int) -> _Effect:
    """Return what the change of one part counts; of the rejected one, only what it backed."""
    lost = 0
    if network.numbers[THESIS] in network.backs[number]:
        lost = (before is Label.STANDS) - (after is Label.STANDS)
    if network.kinds[number] is not PartKind.CLAIM or number == rejected:
        return _Effect(lost=lost)
    new = before.state is not after.state
    return _Effect(
        int(new and after.state is PartState.FALLS),
        int(new and after.state is PartState.CONTESTED),
        lost,
        after if network.names[number] == THESIS else None,
    )


def _add(one: _Effect, other: _Effect) -> _Effect:
    return _Effect(
        one.falls + other.falls,
        one.contested + other.contested,
        one.lost + other.lost,
        one.thesis if other.thesis is None else other.thesis,
    )


def _rest(total: _Effect, so_far: _Effect) -> _Effect:
    """Return what came after a part of all effects."""
    return _Effect(
        total.falls - so_far.falls,
        total.contested - so_far.contested,
        total.lost - so_far.lost,
        total.thesis if so_far.thesis is None else None,
    )
