"""Grounded labelling of a network, and how it changes when a part is rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, StrEnum
from heapq import heappop, heappush

from argmap.standing.network import Network, PartKind


class PartState(StrEnum):
    """The outcome for a claim, an inference, a piece of evidence or a source."""

    STANDS = "stands"
    CONTESTED = "contested"
    FALLS = "falls"


class Label(IntEnum):
    """The label of a part; two labels of one state differ in their effect on other parts."""

    OPEN = 0
    STANDS = 1
    ANSWERED = 2
    FALLEN = 3

    @property
    def state(self) -> PartState:
        """The state that is reported for the label."""
        return _STATES[self]


_STATES = {
    Label.OPEN: PartState.CONTESTED,
    Label.STANDS: PartState.STANDS,
    Label.ANSWERED: PartState.CONTESTED,
    Label.FALLEN: PartState.FALLS,
}

COUNTS = len(Label)
"""Half of a tally: it counts backings by their labels, and from here on attackers by theirs."""


class Labelling:
    """The labels of a network's parts.

    Attributes:
        network: The network.
        labels: The label of each part.
        rejected: The parts that fall whatever carries them.
        steps: How often a label was changed or looked at, and links followed because of it.
    """

    def __init__(self, network: Network) -> None:
        """Label a network of which nothing is rejected."""
        self.network = network
        self.rejected: set[int] = set()
        self.steps = 0
        self.labels = [Label.OPEN] * len(network.names)
        self._tallies = [[0] * (2 * COUNTS) for _ in network.names]
        for number, tally in enumerate(self._tallies):
            tally[Label.OPEN] = len(network.backed_by[number])
            tally[COUNTS + Label.OPEN] = len(network.attacked_by[number])
        for members in network.groups:
            self._settle(members)

    def reject(self, numbers: Iterable[int]) -> dict[int, Label]:
        """Reject parts, and return the former label of each part that changes.

        The parts come in an order in which each follows what changed it, circles apart.
        """
        numbers = list(numbers)
        self.rejected.update(numbers)
        changed: dict[int, Label] = {}
        for members, _ in self.waves(numbers):
            changed |= members
        return changed

    def waves(self, first: Iterable[int]) -> Iterator[tuple[dict[int, Label], bool]]:
        """Label some parts anew, and group by group whatever a change in them reaches.

        Yields:
            The parts of a group that changed, with their former labels; and whether that is
            the only change whose effects are still to come.
        """
        place, groups = self.network.place, self.network.groups
        waiting = sorted({place[number] for number in first})
        queued = set(waiting)
        while waiting:
            current = heappop(waiting)
            queued.discard(current)
            changed = self._settle(groups[current])
            if not changed:
                continue
            yield changed, not waiting
            for number in changed:
                for target in self._targets(number):
                    there = place[target]
                    if there != current and there not in queued:
                        queued.add(there)
                        heappush(waiting, there)

    def restore(self, former: dict[int, Label]) -> None:
        """Put former labels back."""
        for number, label in former.items():
            self._set(number, label)

    def _settle(self, members: list[int]) -> dict[int, Label]:
        """Label a group and return the former labels of those that changed."""
        if len(members) == 1:
            (number,) = members
            former, label = self.labels[number], self._due(number)
            if former is label:
                return {}
            self._set(number, label)
            return {number: former}
        self.steps += len(members)
        formers = {number: self.labels[number] for number in members}
        for number in members:
            self._set(number, Label.OPEN)
        self._decide(members)
        return {
            number: former for number, former in formers.items() if self.labels[number] != former
        }

    def _decide(self, members: list[int]) -> None:
        """Label an open circle as far as labels outside, or labels so found, decide it."""
        place = self.network.place
        here = place[members[0]]
        waiting = members[::-1]
        while waiting:
            number = waiting.pop()
            label = self._due(number)
            if label is not self.labels[number]:
                self._set(number, label)
                waiting += [one for one in self._targets(number) if place[one] == here]

    def _due(self, number: int) -> Label:
        """Return the label that follows from the labels of a part's neighbours."""
        if number in self.rejected:
            return Label.FALLEN
        if self.network.kinds[number] is PartKind.CLAIM:
            return claim_label(self._tallies[number])
        label = step_label(self._tallies[number])
        disputed = label is Label.STANDS and number in self.network.disputed
        return Label.OPEN if disputed else label

    def _set(self, number: int, label: Label) -> None:
        """Label a part, and update the tallies of the parts that it backs or attacks."""
        former = self.labels[number]
        if label is former:
            return
        self.labels[number] = label
        self.steps += 1 + len(self.network.backs[number]) + len(self.network.attacks[number])
        for target in self.network.backs[number]:
            tally = self._tallies[target]
            tally[former] -= 1
            tally[label] += 1
        for target in self.network.attacks[number]:
            tally = self._tallies[target]
            tally[COUNTS + former] -= 1
            tally[COUNTS + label] += 1

    def _targets(self, number: int) -> list[int]:
        return self.network.backs[number] + self.network.attacks[number]


def claim_label(tally: Sequence[int]) -> Label:
    """Label a claim: any one backing carries it, and an attack leaves it contested.

    Args:
        tally: How many of its backings, then of its attackers, have each label.
    """
    open_, stands, answered, fallen = tally[:COUNTS]
    if stands or not (open_ or answered or fallen):  # without any, it has its speaker's word
        carried = Label.STANDS
    elif open_:
        carried = Label.OPEN
    else:
        carried = Label.ANSWERED if answered else Label.FALLEN
    if carried is Label.FALLEN or carried is Label.ANSWERED:
        return carried
    if tally[COUNTS + Label.STANDS]:
        return Label.ANSWERED
    return Label.OPEN if tally[COUNTS + Label.OPEN] else carried


def step_label(tally: Sequence[int]) -> Label:
    """Label a part that needs every backing and falls to any standing attack: an inference.

    Evidence with its source, and a source with the one through which it is known, are the same
    without attacks.
    """
    if tally[Label.FALLEN] or tally[COUNTS + Label.STANDS]:
        return Label.FALLEN
    if tally[Label.ANSWERED]:
        return Label.ANSWERED
    return Label.OPEN if tally[Label.OPEN] or tally[COUNTS + Label.OPEN] else Label.STANDS
