"""Rules on the structure as a whole: what reaches the thesis, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import graph as graphs
from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.model import Claim, Role
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx


@rule("AM204", "disconnected", Severity.ERROR)
def disconnected(facts: Facts) -> Iterator[Hit]:
    """A claim never reaches the thesis, neither by links nor by inferences.

    Everything on a map bears on its thesis; what does not cannot be drawn. Where claims hang
    behind one another, the one that leads nowhere is told, and how many hang behind it.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
          grey-sky:
            text: The sky is grey.
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
          grey-sky:
            text: The sky is grey.
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

    reached = nx.ancestors(facts.graph, "thesis") | {"thesis"}
    nodes = [node for node in facts.graph if node not in reached]
    if facts.torn or facts.premises_unread or not nodes:
        return
    lost: nx.DiGraph[str] = nx.DiGraph()
    lost.add_nodes_from(nodes)
    lost.add_edges_from(facts.graph.edges(nodes))
    parts = nx.condensation(lost)
    circled = {
        node
        for part in nx.strongly_connected_components(facts.support)
        if len(part) > 1
        for node in part
    }
    for part, data in parts.nodes(data=True):
        members = sorted(data["members"], key=lambda node: facts.things[node].at)
        if not parts.out_degree(part) and not _told_otherwise(facts, circled, members):
            behind = nx.ancestors(lost, members[0]) & facts.map.claims.keys()
            yield _lost(facts, members, len(behind - set(members)))


def _told_otherwise(facts: Facts, circled: set[str], members: list[str]) -> bool:
    """Tells whether another finding says already why these nodes lead nowhere."""
    for node in members:
        thing = facts.map.claims.get(node) or facts.map.inferences[node]
        edges = facts.graph.edges(node, keys=True)
        made = {(relation, target) for _, target, relation in edges if target != node}
        links = graphs.links(thing)
        told = node in facts.unread or node in facts.meant
        if told or any((key, to.id) not in made for key, to in links):
            return True
    return not circled.isdisjoint(members)


def _lost(facts: Facts, members: list[str], behind: int) -> Hit:
    """Returns what to say of claims that lead nowhere."""
    thing = facts.things[members[0]]
    objection = isinstance(thing, Claim) and thing.role is Role.OBJECTION
    key = "attacks" if objection else "supports"
    if len(members) > 1:
        message = f"{names(members)} bear on each other and never on the thesis"
        hint = f"let one of them bear on a claim that reaches the thesis, with `{key}`"
    else:
        message = f"`{thing.id}` bears on nothing, so it never reaches the thesis"
        hint = f"say what it bears on with `{key}`, or list it under an inference's `premises`"
    if behind:
        claims_behind = "does the claim" if behind == 1 else f"do the {behind:,} claims"
        message += f", and neither {claims_behind} behind it"
    return Hit(thing.at, message, hint)


@rule("AM207", "no-support", Severity.WARNING)
def no_support(facts: Facts) -> Iterator[Hit]:
    """Nothing supports the thesis directly.

    A thesis that is only attacked, or has only claims that it never meets, is an assertion and
    not yet an argument.

    Bad:
        ```yaml
        premises: null
        objections:
          dry-street:
            text: The street is dry.
            attacks: thesis
            evidence:
              - {text: No puddles, source: photo}
              - {text: Dry shoes, source: diary}
        ```
    """
    thesis = facts.map.thesis
    untold = not (facts.links_unread or facts.dangling)
    if untold and thesis.id not in facts.backed and not thesis.evidence:
        message = "nothing supports the thesis directly"
        hint = "add a claim with `supports: thesis` under `premises`"
        yield Hit(thesis.at, message, hint, (thesis.id,))
