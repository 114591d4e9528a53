"""The network of a map's parts: claims, inferences, evidence and sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.model import graph
from argmap.model.argument import ArgumentMap, Status

THESIS = "thesis"


class PartKind(StrEnum):
    """The kinds of parts that can be rejected."""

    CLAIM = "claim"
    INFERENCE = "inference"
    EVIDENCE = "evidence"
    SOURCE = "source"


@dataclass(slots=True)
class Network:
    """The parts of a map, by numbers that follow the file within each kind.

    Attributes:
        names, kinds: The id and the kind of each part.
        numbers: The number of each part, by its id.
        backs, attacks: The parts that each part backs and attacks.
        backed_by, attacked_by: The same links, seen from the other end.
        disputed: The evidence that the map itself says is disputed.
        groups: The strongly connected components: parts in a circle of attacks share a group, all
            others are alone; a group comes behind those that it depends on.
        place: The index in `groups` of each part's group.
    """

    names: list[str] = field(default_factory=list)
    kinds: list[PartKind] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    backs: list[list[int]] = field(default_factory=list)
    attacks: list[list[int]] = field(default_factory=list)
    backed_by: list[list[int]] = field(default_factory=list)
    attacked_by: list[list[int]] = field(default_factory=list)
    disputed: set[int] = field(default_factory=set)
    groups: list[list[int]] = field(default_factory=list)
    place: list[int] = field(default_factory=list)

    def add(self, name: str, kind: PartKind) -> int:
        """Add a part and return its number."""
        number = len(self.names)
        self.names.append(name)
        self.kinds.append(kind)
        self.numbers[name] = number
        for neighbours in (self.backs, self.attacks, self.backed_by, self.attacked_by):
            neighbours.append([])
        return number

    def back(self, by: int, to: int) -> None:
        """Link a part to another that it backs."""
        self.backs[by].append(to)
        self.backed_by[to].append(by)

    def attack(self, by: int, to: int) -> None:
        """Link a part to another that it attacks."""
        self.attacks[by].append(to)
        self.attacked_by[to].append(by)

    def group(self) -> None:
        """Sort the parts into groups, once all of them and their links are added."""
        found = [sorted(members) for members in self._components()]
        self.groups = found[::-1]  # it yields a component before those that lead to it
        self.place = [0] * len(self.names)
        for place, members in enumerate(self.groups):
            for member in members:
                self.place[member] = place

    def _components(self) -> Iterator[list[int]]:
        """Yield the strongly connected components, each before those that lead to it.

        It is the search of Tarjan (1972) on the lists at hand: a graph of networkx for it would
        take more time and memory than all the rest of a network.
        """
        order = [0] * len(self.names)  # from 1 on, as the parts are reached
        lowest = order[:]
        found = 0
        settled = [False] * len(order)
        open_: list[int] = []
        for root in range(len(order)):
            path = [] if order[root] else [(root, iter(self._targets(root)))]
            while path:
                part, targets = path[-1]
                if not order[part]:
                    found += 1
                    order[part] = lowest[part] = found
                    open_.append(part)
                for target in targets:
                    if not order[target]:
                        path.append((target, iter(self._targets(target))))
                        break
                    if not settled[target]:
                        lowest[part] = min(lowest[part], order[target])
                else:
                    path.pop()
                    if path:
                        above = path[-1][0]
                        lowest[above] = min(lowest[above], lowest[part])
                    if lowest[part] == order[part]:
                        members = [open_.pop()]
                        while members[-1] != part:
                            members.append(open_.pop())
                        for member in members:
                            settled[member] = True
                        yield members

    def _targets(self, number: int) -> list[int]:
        """Return the parts that a part backs or attacks."""
        return self.backs[number] + self.attacks[number]


def build_network(argument: ArgumentMap) -> Network:
    """Return the network of a map without errors."""
    network = Network()
    for name in argument.claims:
        network.add(name, PartKind.CLAIM)
    for name in argument.inferences:
        if name not in argument.claims:
            network.add(name, PartKind.INFERENCE)
    links = sorted(graph.links(argument), key=lambda link: network.numbers[link[0]])
    for by, to, relation in links:
        connect = network.attack if relation == "attacks" else network.back
        connect(network.numbers[by], network.numbers[to])
    for name in argument.sources:
        network.add(name, PartKind.SOURCE)
    for name, source in argument.sources.items():
        if source.via is not None and source.via.id in argument.sources:
            network.back(network.numbers[source.via.id], network.numbers[name])
    for claim, piece in argument.evidence():
        number = network.add(piece.id, PartKind.EVIDENCE)
        network.back(number, network.numbers[claim.id])
        if piece.source is not None and piece.source.id in argument.sources:
            network.back(network.numbers[piece.source.id], number)
        if piece.status is Status.DISPUTED:
            network.disputed.add(number)
    network.group()
    return network
