"""Rules on the two sides: what helps the thesis, what hurts it, and what is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

_Node = tuple[str, bool]
"""A claim or an inference, and whether it hurts the thesis on the way that is looked at."""


@rule("AM210", "works-both-ways", Severity.NOTE)
def works_both_ways(facts: Facts) -> Iterator[Hit]:
    """A claim helps the thesis on one way and hurts it on another.

    That can be meant: a reason may cut both ways. Often one of the links is on the wrong claim.
    Only the claim at which the two ways part is told, not what stands behind it. Ways through
    claims that attack each other in a circle do not count.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: [thesis, sprinkler]
            evidence:
              - {text: Puddles, source: photo}
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

    if facts.links_unread or not facts.attacked:
        return
    ways = _ways(facts)
    thesis: _Node = (facts.map.thesis.id, False)
    reached = nx.ancestors(ways, thesis) if thesis in ways else set()
    both = {node for node, hurts in reached if not hurts and (node, True) in reached}
    for node in facts.graph:
        if node not in both:
            continue
        targets = set(facts.graph.successors(node)) - {node}
        twice = any(facts.graph.number_of_edges(node, target) > 1 for target in targets)
        if twice or not targets.isdisjoint(both):
            continue
        helps = nx.shortest_path(ways, (node, False), thesis)
        hurts = nx.shortest_path(ways, (node, True), thesis)
        message = f"`{node}` helps the thesis ({_path(helps)}) and hurts it ({_path(hurts)})"
        hint = "check that both links are meant; if they are, accept this under `ignore`"
        yield Hit(facts.things[node].at, message, hint, (node,))


def _path(way: list[_Node]) -> str:
    """Returns a way to the thesis as a line to read."""
    return " → ".join(f"`{name}`" for name, _ in way)


def _ways(facts: Facts) -> nx.DiGraph[_Node]:
    """Returns the graph with each node twice, once for each side, without circles of attacks.

    What is left has no circle with an attack in it, so that every walk has the parity of a way
    that visits nothing twice.
    """
    import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

    component = {
        node: number
        for number, members in enumerate(nx.strongly_connected_components(facts.graph))
        for node in members
    }
    ways: nx.DiGraph[_Node] = nx.DiGraph()
    steps = []
    for source, targets in facts.graph.adjacency():
        for target, relations in targets.items():
            for relation in relations:
                turns = relation == "attacks"
                if not turns or component[source] != component[target]:
                    steps.append(((source, turns), (target, False)))
                    steps.append(((source, not turns), (target, True)))
    ways.add_edges_from(steps)
    return ways


@rule("AM306", "unanswered-objection", Severity.NOTE)
def unanswered_objection(facts: Facts) -> Iterator[Hit]:
    """Nothing on the map answers an objection to the thesis's side.

    An objection is answered where something attacks it, a premise behind it, or the step from
    there. A fair map may leave one open; a reader will ask what the thesis's side says to it.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: thesis
            evidence:
              - {text: An entry at noon, source: diary}
          far-street:
            text: No sprinkler reaches the street.
            attacks: sprinkler
            evidence:
              - {text: An entry in the evening, source: diary}
        ```
    """
    import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

    if facts.links_unread or not facts.attacked:
        return
    answered = set(facts.attacked | facts.meant)
    answered.update(*nx.bfs_layers(facts.support, answered & facts.support.nodes))
    ahead = dict(facts.graph.adjacency())
    for node, side in facts.sides.items():
        if side == "for" or node in answered:
            continue
        hurt = [target for target, relations in ahead[node].items() if "attacks" in relations]
        against = [target for target in hurt if facts.sides.get(target) == "for"]
        if against:
            message = f"nothing answers `{node}`, which attacks {names(against)}"
            hint = f"if the thesis's side has an answer, add it as an objection to `{node}`"
            yield Hit(facts.things[node].at, message, hint, (node,))
