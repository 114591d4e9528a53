"""The graph of a map: an edge points from a claim or an inference at what it bears on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from argmap.model.argument import ArgumentMap, Claim, Inference, Reference, Role
from argmap.model.findings import Location

if TYPE_CHECKING:
    import networkx as nx

Side = Literal["for", "against"]
_OTHER: dict[Side, Side] = {"for": "against", "against": "for"}
EdgeRelation = Literal["supports", "attacks", "premise"]
"""How the source of an edge bears on its target; `outline.Relation` adds that of evidence."""


def build(argument_map: ArgumentMap) -> nx.MultiDiGraph[str]:
    """Return the map's claims and inferences as a graph whose edges point at what they bear on.

    A node is the id of a claim or an inference, with `kind` "claim" or "inference". An edge
    has a `relation`, which is its key too: "supports" or "attacks" towards the target, or
    "premise" from a claim to the inference that it is a premise of; and `at`, the place in the
    file. Nodes stand in the file's order. A claim's edges stand in the order of its links: the
    ones of its main role first, then the inferences that it is a premise of.

    A reference to an id that is not there, or that its key does not take, makes no edge: the
    rules report it. A link that is written twice is one edge, at its first place.
    """
    # To import networkx takes twice the time of `argmap explain`, which imports the rules for
    # their pages alone. So it is imported where a graph is made or searched, here and in `rules`.
    import networkx as nx  # noqa: PLC0415

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(argument_map.claims, kind="claim")
    inferences = {
        name: inference
        for name, inference in argument_map.inferences.items()
        if name not in argument_map.claims
    }
    graph.add_nodes_from(inferences, kind="inference")
    for (source, target, relation), at in links(argument_map).items():
        graph.add_edge(source, target, key=relation, relation=relation, at=at)
    return graph


def links(argument_map: ArgumentMap) -> dict[tuple[str, str, EdgeRelation], Location]:
    """Return the edges of a map's graph, each with its place; see `build`."""
    found: dict[tuple[str, str, EdgeRelation], Location] = {}
    for claim in argument_map.claims.values():
        for relation, reference in links_of(claim):
            if _fits(argument_map, relation, reference):
                found.setdefault((claim.id, reference.id, relation), reference.at)
    for inference in argument_map.inferences.values():
        if inference.id in argument_map.claims:
            continue
        for premise in inference.premises:
            if premise.id in argument_map.claims:
                found.setdefault((premise.id, inference.id, "premise"), premise.at)
        for relation, reference in links_of(inference):
            if _fits(argument_map, relation, reference):
                found.setdefault((inference.id, reference.id, relation), reference.at)
    return found


def links_of(thing: Claim | Inference) -> list[tuple[EdgeRelation, Reference]]:
    """Return the links of a claim or an inference as written, known or not, its home first."""
    supported: tuple[Reference | None, ...]
    attacked: tuple[Reference | None, ...]
    if isinstance(thing, Inference):
        supported, attacked = (thing.conclusion,), (thing.attacks,)
    else:
        supported, attacked = thing.supports, thing.attacks
    supports: list[tuple[EdgeRelation, Reference]] = [("supports", one) for one in supported if one]
    attacks: list[tuple[EdgeRelation, Reference]] = [("attacks", one) for one in attacked if one]
    attacks_first = isinstance(thing, Claim) and thing.role is Role.OBJECTION
    return attacks + supports if attacks_first else supports + attacks


def _fits(argument_map: ArgumentMap, relation: EdgeRelation, reference: Reference) -> bool:
    """Return whether a reference names a claim, or the inference that is attacked."""
    if reference.id in argument_map.claims:
        return True
    return relation == "attacks" and reference.id in argument_map.inferences


def sides(graph: nx.MultiDiGraph[str]) -> dict[str, Side]:
    """Return the side of every node from which the thesis can be reached.

    A side is the parity of the attacks on the node's shortest way to the thesis, where a
    premise and its inference make one step. Of several shortest ways, the one that the file
    gives first counts. The rules take it, on maps with errors too; `Item.against` follows the
    homes of a picture, which the first link of a claim decides, however long the way.
    """
    found: dict[str, Side] = {"thesis": "for"}
    ahead, far = dict(graph.adjacency()), _distances(graph)
    kinds = graph.nodes(data="kind")
    for node in sorted(far, key=lambda node: (far[node], kinds[node] == "claim")):
        links = ((target, one) for target, relations in ahead[node].items() for one in relations)
        for target, relation in links:
            if far.get(target) == far[node] - (relation != "premise"):
                found[node] = _OTHER[found[target]] if relation == "attacks" else found[target]
                break
    return found


def _distances(graph: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Return the steps from each node to the thesis, for those that reach it."""
    behind = dict(graph.reverse(copy=False).adjacency())
    far = {"thesis": 0}
    layer = ["thesis"]
    while layer:
        for node in layer:  # it grows on the way: a premise is as far as its inference
            for source, relations in behind[node].items():
                if source not in far and "premise" in relations:
                    far[source] = far[node]
                    layer.append(source)
        next_layer = []
        for node in layer:
            for source in behind[node]:
                if source not in far:  # as all premises are by now
                    far[source] = far[node] + 1
                    next_layer.append(source)
        layer = next_layer
    return far
