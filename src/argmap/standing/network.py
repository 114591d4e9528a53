"""The network of a map's parts (claims, inferences, evidence, sources), and their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import chain

import networkx as nx

from argmap.model import graph as graphs
from argmap.model.argument import ArgumentMap, Status

THESIS = "thesis"


class PartKind(StrEnum):
    """What a part is."""

    CLAIM = "claim"
    INFERENCE = "inference"
    EVIDENCE = "evidence"
    SOURCE = "source"


@dataclass(slots=True)
class Network:
    """The parts of a map, by numbers that follow the file within each kind.

    Attributes:
        names, kinds: The id of each part, and what it is.
        numbers: The part of each id.
        backs, attacks: What each part backs and attacks.
        backed_by, attacked_by: The same, seen from the other end.
        disputed: The evidence that the map itself says is disputed.
        groups: Parts that depend on each other in a circle of attacks stand together, all others
            alone; a group comes behind those that it depends on.
        place: The group of each part.
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
        """Note that one part backs another."""
        self.backs[by].append(to)
        self.backed_by[to].append(by)

    def attack(self, by: int, to: int) -> None:
        """Note that one part attacks another."""
        self.attacks[by].append(to)
        self.attacked_by[to].append(by)

    def group(self) -> None:
        """Put the parts into groups, once all of them and their links are there."""
        depends: nx.DiGraph[int] = nx.DiGraph()
        depends.add_nodes_from(range(len(self.names)))
        for by, targets in enumerate(zip(self.backs, self.attacks, strict=True)):
            depends.add_edges_from((by, to) for to in chain(*targets))
        found = [sorted(members) for members in nx.strongly_connected_components(depends)]
        self.groups = found[::-1]  # it yields a component before those that lead to it
        self.place = [0] * len(self.names)
        for place, members in enumerate(self.groups):
            for member in members:
                self.place[member] = place


def build(argument: ArgumentMap) -> Network:
    """Return the net of a map without errors."""
    network = Network()
    graph = graphs.build(argument)
    for name in graph:
        network.add(name, PartKind(graph.nodes[name]["kind"]))
    for by, to, relation in graph.edges(keys=True):
        connect = network.attack if relation == "attacks" else network.back
        connect(network.numbers[by], network.numbers[to])
    _add_sources(network, argument)
    for claim, piece in argument.evidence():
        number = network.add(piece.id, PartKind.EVIDENCE)
        network.back(number, network.numbers[claim.id])
        if piece.source is not None and piece.source.id in argument.sources:
            network.back(network.numbers[piece.source.id], number)
        if piece.status is Status.DISPUTED:
            network.disputed.add(number)
    network.group()
    return network


def _add_sources(network: Network, argument: ArgumentMap) -> None:
    for name in argument.sources:
        network.add(name, PartKind.SOURCE)
    for name, source in argument.sources.items():
        if source.via is not None and source.via.id in argument.sources:
            network.back(network.numbers[source.via.id], network.numbers[name])


class PartState(StrEnum):
    """What becomes of a claim, an inference, a piece of evidence or a source."""

    STANDS = "stands"
    CONTESTED = "contested"
    FALLS = "falls"


class Label(IntEnum):
    """What is known of a part; those of one state differ in what they do to others."""

    OPEN = 0
    STANDS = 1
    ANSWERED = 2
    FALLEN = 3

    @property
    def state(self) -> PartState:
        """The state that is told of it."""
        return _STATES[self]


_STATES = {
    Label.OPEN: PartState.CONTESTED,
    Label.STANDS: PartState.STANDS,
    Label.ANSWERED: PartState.CONTESTED,
    Label.FALLEN: PartState.FALLS,
}

COUNTS = len(Label)
"""A tally counts by label, at first what backs a part, and from here on what attacks it."""


def of_claim(tally: Sequence[int]) -> Label:
    """Return the label of what any one backing carries: a claim.

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


def of_step(tally: Sequence[int]) -> Label:
    """Return the label of what needs all of its backings, and that an attack takes away.

    That is an inference with its premises; evidence with its source, and a source with the one
    through which it is known, are the same without attacks.
    """
    if tally[Label.FALLEN] or tally[COUNTS + Label.STANDS]:
        return Label.FALLEN
    if tally[Label.ANSWERED]:
        return Label.ANSWERED
    return Label.OPEN if tally[Label.OPEN] or tally[COUNTS + Label.OPEN] else Label.STANDS
