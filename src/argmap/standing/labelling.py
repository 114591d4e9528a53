"""Grounded labelling of a network, and how it changes when a part is rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from argmap.standing.network import COUNTS, Label, Network, PartKind, of_claim, of_step


class Labelling:
    """The labels of a net's parts.

    Attributes:
        network: The net.
        labels: The label of each part.
        rejected: The parts that fall whatever carries them.
    """

    def __init__(self, network: Network) -> None:
        """Label a net of which nothing is rejected."""
        self.network = network
        self.rejected: set[int] = set()
        self.labels = [Label.OPEN] * len(network.names)
        self._tallies = [[0] * (2 * COUNTS) for _ in network.names]
        for number, tally in enumerate(self._tallies):
            tally[Label.OPEN] = len(network.backed_by[number])
            tally[COUNTS + Label.OPEN] = len(network.attacked_by[number])
        for members in network.groups:
            self._settle(members)

    def reject(self, numbers: Iterable[int]) -> dict[int, Label]:
        """Reject parts, and return what each part that changes was labelled before.

        The parts come in an order in which each follows what changed it, circles apart.
        """
        numbers = list(numbers)
        self.rejected.update(numbers)
        changed: dict[int, Label] = {}
        for members, _ in self.waves(numbers):
            changed |= members
        return changed

    def waves(self, first: Iterable[int]) -> Iterator[tuple[dict[int, Label], bool]]:
        """Label anew, group by group, some parts and what a change in them reaches.

        Yields:
            The parts of a group that changed, with their former labels; and whether that is
            the only change whose effects are still to come.
        """
        place = self.network.place
        waiting = sorted({place[number] for number in first})
        there = set(waiting)
        while waiting:
            current = heappop(waiting)
            there.discard(current)
            changed = self._settle(self.network.groups[current])
            if not changed:
                continue
            yield changed, not waiting
            for number in changed:
                for target in self._targets(number):
                    if place[target] != current and place[target] not in there:
                        there.add(place[target])
                        heappush(waiting, place[target])

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
        formers = {number: self.labels[number] for number in members}
        for number in members:
            self._set(number, Label.OPEN)
        self._decide(members)
        return {
            number: former for number, former in formers.items() if self.labels[number] != former
        }

    def _decide(self, members: list[int]) -> None:
        """Decide of a circle, all of it undecided, what is decided from outside or follows."""
        place = self.network.place[members[0]]
        waiting = members[::-1]
        while waiting:
            number = waiting.pop()
            label = self._due(number)
            if label is not self.labels[number]:
                self._set(number, label)
                waiting += [
                    target
                    for target in self._targets(number)
                    if self.network.place[target] == place
                ]

    def _due(self, number: int) -> Label:
        """Return the label that follows from those of a part's neighbours."""
        if number in self.rejected:
            return Label.FALLEN
        if self.network.kinds[number] is PartKind.CLAIM:
            return of_claim(self._tallies[number])
        label = of_step(self._tallies[number])
        disputed = label is Label.STANDS and number in self.network.disputed
        return Label.OPEN if disputed else label

    def _set(self, number: int, label: Label) -> None:
        """Label a part, and counts it anew where it backs or attacks."""
        former = self.labels[number]
        self.labels[number] = label
        for target in self.network.backs[number]:
            self._tallies[target][former] -= 1
            self._tallies[target][label] += 1
        for target in self.network.attacks[number]:
            self._tallies[target][COUNTS + former] -= 1
            self._tallies[target][COUNTS + label] += 1

    def _targets(self, number: int) -> list[int]:
        return self.network.backs[number] + self.network.attacks[number]
