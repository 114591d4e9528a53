"""The states are those of Dung's semantics: a net is unfolded into arguments, which are labelled.

An argument is a claim, an inference or evidence together with one way to carry it, down to what
nothing carries. It attacks every argument that has what its top attacks anywhere in it. Of these
arguments and attacks, which know nothing of maps, the grounded labelling is found as Dung defines
it: what only defeated arguments attack is in, what an argument that is in attacks is out.
"""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from argmap.standing.labelling import Label, Labelling
from argmap.standing.network import PartKind
from arguments import some_net

if TYPE_CHECKING:
    from argmap.standing.network import Network

TOO_MANY = 300


class Argument(NamedTuple):
    """One way to carry a part.

    Attributes:
        top: What it carries.
        parts: All that is in it.
    """

    top: int
    parts: frozenset[int]


def arguments(network: Network, rejected: int) -> list[Argument]:
    """Return every argument of a net in which one part is rejected."""
    found: dict[int, list[Argument]] = {}
    for number in upwards(network):
        backing = [found[one] for one in network.backed_by[number]]
        if number == rejected:
            below = []
        elif network.kinds[number] is PartKind.CLAIM and backing:
            below = [(argument,) for carriers in backing for argument in carriers]
        else:
            below = list(product(*backing))
        found[number] = [
            Argument(number, frozenset([number]).union(*(one.parts for one in choice)))
            for choice in below
        ]
    return list(dict.fromkeys(argument for some in found.values() for argument in some))


def upwards(network: Network) -> list[int]:
    """Return the parts so that each comes behind what backs it."""
    order: list[int] = []
    while len(order) < len(network.names):
        order += [
            number
            for number in range(len(network.names))
            if number not in order and set(network.backed_by[number]) <= set(order)
        ]
    return order


def grounded(network: Network, all_of_them: list[Argument]) -> tuple[set[Argument], set[Argument]]:
    """Return the arguments that are in, and those that are out."""
    attackers = {
        argument: [
            other
            for other in all_of_them
            if argument.parts.intersection(network.attacks[other.top])
            # What a map calls disputed is as open as what attacks itself.
            or (other is argument and network.disputed.intersection(argument.parts))
        ]
        for argument in all_of_them
    }
    inside: set[Argument] = set()
    outside: set[Argument] = set()
    while True:
        new = {one for one in all_of_them if outside.issuperset(attackers[one])} - inside
        if not new:
            return inside, outside
        inside |= new
        outside = {one for one in all_of_them if not inside.isdisjoint(attackers[one])}


def test_what_stands_is_in_and_what_is_open_is_undecided() -> None:
    """Of any net: in where an argument for it is in, out where all are, else undecided."""
    chance = random.Random(77)  # noqa: S311 -- which nets are tried
    seen = dict.fromkeys(Label, 0)
    for _ in range(1_500):
        network = some_net(chance)
        rejected = chance.randrange(len(network.names) + 3)
        all_of_them = arguments(network, rejected)
        if len(all_of_them) > TOO_MANY:
            continue
        labelling = Labelling(network)
        labelling.reject([rejected] if rejected < len(network.names) else [])
        inside, outside = grounded(network, all_of_them)
        for number, label in enumerate(labelling.labels):
            carrying = [one for one in all_of_them if one.top == number]
            seen[label] += 1
            if label is Label.STANDS:
                assert not inside.isdisjoint(carrying)
            elif label is Label.OPEN:
                assert inside.isdisjoint(carrying)
                assert not outside.issuperset(carrying)
            else:
                assert outside.issuperset(carrying)
    assert min(seen.values()) > 500
