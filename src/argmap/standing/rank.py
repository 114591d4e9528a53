"""Rank parts by how much falls with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.model.argument import ArgumentMap
from argmap.standing.labelling import Label, Labelling, PartState
from argmap.standing.network import THESIS, Network, PartKind, build_network

FREE_STEPS, STEPS = 500_000, 10
"""Steps that a ranking may take: so many, and so many more for each part and each link.

All take less but large nets in which each part changes a great share of the others: there, the
steps are the square of the parts, and there may be thousands of them.
"""


class Load(NamedTuple):
    """The effect of rejecting one part.

    Attributes:
        id: The part's id.
        kind: The part's kind.
        falls: Number of claims that newly fall, without the part itself.
        contested: Number of claims that are newly contested.
        lost: Number of the thesis's direct reasons that no longer stand.
        thesis: The state of the thesis then.
    """

    id: str
    kind: PartKind
    falls: int
    contested: int
    lost: int
    thesis: PartState


@dataclass(frozen=True, slots=True)
class Ranking:
    """The effects of rejecting each part of a map alone.

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


def rank_parts(argument: ArgumentMap, network: Network | None = None) -> Ranking:
    """Rank the parts of a map by the effect of rejecting each alone.

    Args:
        argument: A map without errors.
        network: Its network; it is built if it is not at hand.

    Raises:
        ArgmapError: If too much changes with each part for so many of them.
    """
    network = build_network(argument) if network is None else network
    labelling = Labelling(network)
    before = labelling.labels[network.numbers[THESIS]].state
    loads = rank_labelled(labelling)
    failing = [load for load in loads if load.thesis is PartState.FALLS]
    return Ranking(
        thesis=before,
        loads=tuple(load for load in loads if load.kind in (PartKind.CLAIM, PartKind.SOURCE)),
        points_of_failure=() if before is PartState.FALLS else tuple(failing),
    )


def rank_labelled(labelling: Labelling) -> list[Load]:
    """Return the effect of rejecting each part but the thesis, in the order of `Ranking`.

    Raises:
        ArgmapError: If that takes more steps than the net may take.
    """
    network = labelling.network
    links = sum(map(len, network.backs)) + sum(map(len, network.attacks))
    most = FREE_STEPS + STEPS * (len(network.names) + links)
    thesis = network.numbers[THESIS]
    before = labelling.labels[thesis].state
    known: dict[tuple[int, Label], _Effect] = {}
    loads = {}
    for members in reversed(network.groups):  # nearest to the thesis first, so that little is new
        for number in members:
            if labelling.steps > most:
                raise ArgmapError(
                    f"what falls with each of the {len(network.names):,} parts alone cannot be "
                    f"ranked: too many others change with them (more than {most:,} steps in all); "
                    "name what is to be rejected, as in `argmap impact MAP ID`"
                )
            if number != thesis:
                loads[number] = _load(labelling, number, known)
    return [
        loads[number] for number in sorted(loads, key=lambda one: _place(loads[one], before, one))
    ]


def _place(load: Load, before: PartState, number: int) -> tuple[int, ...]:
    """Return the sort key of a part in a ranking."""
    states = (PartState.FALLS, PartState.CONTESTED, PartState.STANDS)
    worth = len(states) if load.thesis is before else states.index(load.thesis)
    return (worth, -load.falls, -load.contested, -load.lost, number)


class _Effect(NamedTuple):
    """Effects that add up: numbers as in `Load`; the thesis's new label, None for no change."""

    falls: int = 0
    contested: int = 0
    lost: int = 0
    thesis: Label | None = None


_NONE = _Effect()


def _load(labelling: Labelling, rejected: int, known: dict[tuple[int, Label], _Effect]) -> Load:
    """Reject one part, count the changes, and take it back.

    Where a single changed part still has effects to come, they depend on nothing but its new
    label: they are looked up in `known`, or kept there for the next part that leads to it. So a
    chain, in which each claim takes along all before it, costs one step for each claim.
    """
    network, labels = labelling.network, labelling.labels
    former: dict[int, Label] = {}
    trail: list[tuple[tuple[int, Label], _Effect]] = []
    total = _NONE
    labelling.rejected.add(rejected)
    for changed, alone in labelling.waves([rejected]):
        former |= changed
        for number, label in changed.items():
            effect = _effect(network, number, label, labels[number], rejected)
            if effect is not _NONE:
                total = _add(total, effect)
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
    """Return the effect of one part's change; the rejected part's own fall does not count."""
    lost = 0
    if network.numbers[THESIS] in network.backs[number]:
        lost = (before is Label.STANDS) - (after is Label.STANDS)
    if network.kinds[number] is not PartKind.CLAIM or number == rejected:
        return _Effect(lost=lost) if lost else _NONE
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
    """Return the effects that came after the first ones."""
    return _Effect(
        total.falls - so_far.falls,
        total.contested - so_far.contested,
        total.lost - so_far.lost,
        total.thesis if so_far.thesis is None else None,
    )
