"""Who stands under whom, and who comes first: told from the map alone, for the tests."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.model.argument import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model.argument import ArgumentMap, Claim

GROUPS = ("premise", "supports", "attacks")
"""In this order under what they bear on, after its evidence."""

Bond = tuple[str, str]
"""What something bears on, and how."""


def homes(argument: ArgumentMap) -> dict[str, Bond]:
    """Return what each claim and each inference stands under.

    It is the first target that is named, unless that leads round in a circle: then the first one
    in the file that has another way to the thesis takes it.
    """
    options = bonds(argument)
    found: dict[str, Bond] = {}
    reached = {"thesis"}
    while options:
        first = [name for name, bonds in options.items() if bonds[0][0] in reached]
        other = [
            (name, bond) for name, bonds in options.items() for bond in bonds if bond[0] in reached
        ]
        for name, bond in [(name, options[name][0]) for name in first] or other[:1]:
            found[name] = bond
            reached.add(name)
            del options[name]
    return found


def bonds(argument: ArgumentMap) -> dict[str, list[Bond]]:
    """Return everything that each claim and each inference bears on, its first choice first."""
    found = {
        claim.id: _options(argument, claim)
        for claim in argument.claims.values()
        if claim.id != "thesis"
    }
    return found | {
        step.id: [(step.target.id, "supports" if step.conclusion else "attacks")]
        for step in argument.inferences.values()
    }


def _options(argument: ArgumentMap, claim: Claim) -> list[Bond]:
    supports = [(target.id, "supports") for target in claim.supports]
    attacks = [(target.id, "attacks") for target in claim.attacks]
    own = attacks + supports if claim.role is Role.OBJECTION else supports + attacks
    steps = argument.inferences.values()
    return own + [
        (step.id, "premise") for step in steps if claim.id in {one.id for one in step.premises}
    ]


def families(argument: ArgumentMap) -> dict[str, list[list[str]]]:
    """Return what stands under each claim and each inference, one list for each kind of link.

    A list is in the order of the file; an inference stands where its first premise would.
    """
    rank = {name: position for position, name in enumerate(argument.claims)}
    ranks = {name: (position, 1) for name, position in rank.items()} | {
        step.id: (min(rank[premise.id] for premise in step.premises), 0)
        for step in argument.inferences.values()
    }
    under: defaultdict[Bond, list[str]] = defaultdict(list)
    for name, bond in homes(argument).items():
        under[bond].append(name)
    result: dict[str, list[list[str]]] = {}
    for name in [*argument.claims, *argument.inferences]:
        claim = argument.claims.get(name)
        groups = [[piece.id for piece in claim.evidence] if claim else []]
        for relation in GROUPS:
            group = sorted(under[name, relation], key=ranks.__getitem__)
            if relation == "premise" and name in argument.inferences:
                written = [premise.id for premise in argument.inferences[name].premises]
                group.sort(key=written.index)
            groups.append(group)
        result[name] = [group for group in groups if group]
    return result


def order(argument: ArgumentMap, drawn: set[str]) -> Iterator[tuple[str, str]]:
    """Yield ids of which the first has to stand before the second.

    What something bears on stands before it, and what stands under the same thing keeps the
    order: premises, objections, each as in the file. So does the evidence, in its claim's box.

    Args:
        argument: The map.
        drawn: The ids that have a box; an inference without words has none, and what stands under
            it counts as standing where it would.
    """
    under = families(argument)

    def box(name: str) -> str:
        wordless = name in argument.inferences and name not in drawn
        return under[name][0][0] if wordless and under[name] else name

    for name, groups in under.items():
        cited = argument.claims[name].evidence if name in argument.claims else ()
        evidence = {piece.id for piece in cited}
        children = [box(child) for group in groups for child in group if child not in evidence]
        yield from ((name, piece) for piece in evidence)
        yield from pairwise(piece.id for piece in cited)
        if name not in argument.inferences or name in drawn:
            yield from ((name, child) for child in children)
        yield from pairwise(children)
