"""Rules on the structure: circles, what reaches the thesis, support and unanswered objections."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from argmap.model import graph as graphs
from argmap.model.argument import Claim, Role
from argmap.model.findings import Location, Severity, rule
from argmap.rules.facts import Facts, Hit, names

if TYPE_CHECKING:
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
    """Return whether another finding says already why these nodes lead nowhere."""
    for node in members:
        thing = facts.map.claims.get(node) or facts.map.inferences[node]
        edges = facts.graph.edges(node, keys=True)
        made = {(relation, target) for _, target, relation in edges if target != node}
        links = graphs.links_of(thing)
        told = node in facts.unread or node in facts.meant
        if told or any((key, to.id) not in made for key, to in links):
            return True
    return not circled.isdisjoint(members)


def _lost(facts: Facts, members: list[str], behind: int) -> Hit:
    """Return what to say of claims that lead nowhere."""
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
    """Return a way to the thesis as a line to read."""
    return " → ".join(f"`{name}`" for name, _ in way)


def _ways(facts: Facts) -> nx.DiGraph[_Node]:
    """Return the graph with each node twice, once for each side, without circles of attacks.

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


_SHORTEST = 2
_MOST_STEPS = 2_000_000
"""Edges that are looked at in one component before the shortest circle so far is taken. Only
a net of thousands of claims without any short circle gets there."""


def circles(
    graph: nx.DiGraph[str], place: Callable[[str], Location]
) -> Iterator[tuple[list[str], set[str]]]:
    """Yield a shortest circle of each strongly connected component, and the component.

    A circle is a list of its nodes, each pointing at the next and the last at the first; it
    begins with the one that stands first in the file. A node that only points at itself makes
    no circle here.

    Args:
        graph: Any directed graph.
        place: Where a node stands in the file.
    """
    import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

    components = [part for part in nx.strongly_connected_components(graph) if len(part) > 1]
    for component in sorted(components, key=lambda part: min(map(place, part))):
        circle = _Search(graph, sorted(component, key=place)).shortest()
        first = circle.index(min(circle, key=place))
        yield circle[first:] + circle[:first], component


class _Search:
    """Looks for a shortest circle of one component.

    A breadth-first search from one node after the other, none deeper than the best circle so
    far. A node that was searched from is taken away, and with it all that no circle passes any
    more: so one great ring costs one search.
    """

    def __init__(self, graph: nx.DiGraph[str], nodes: list[str]) -> None:
        order = dict.fromkeys(nodes)
        self.ahead = {
            node: dict.fromkeys(n for n in graph.successors(node) if n in order and n != node)
            for node in nodes
        }
        self.behind: dict[str, dict[str, None]] = {node: {} for node in nodes}
        for node, targets in self.ahead.items():
            for target in targets:
                self.behind[target][node] = None
        self.steps = 0

    def shortest(self) -> list[str]:
        """Return the circle."""
        best: list[str] = []
        for node in list(self.ahead):
            if node not in self.ahead:
                continue
            best = self._through(node, len(best)) or best
            if len(best) == _SHORTEST or (best and self.steps > _MOST_STEPS):
                break
            self._take_away(node)
        return best

    def _through(self, start: str, limit: int) -> list[str] | None:
        """Return a shortest circle through a node that is shorter than a limit (0: any)."""
        before = {start: start}
        depth = {start: 1}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            if limit and depth[node] >= limit:
                return None
            self.steps += len(self.ahead[node])
            if start in self.ahead[node]:
                return _path_back(before, start, node)
            for target in self.ahead[node]:
                if target not in before:
                    before[target] = node
                    depth[target] = depth[node] + 1
                    queue.append(target)
        return None

    def _take_away(self, node: str) -> None:
        """Remove a node, and then every node that nothing leads to or from."""
        idle = [node]
        while idle:
            gone = idle.pop()
            if gone not in self.ahead:
                continue
            for target in self.ahead.pop(gone):
                del self.behind[target][gone]
                if not self.behind[target]:
                    idle.append(target)
            for source in self.behind.pop(gone):
                self.ahead[source].pop(gone, None)
                if not self.ahead[source]:
                    idle.append(source)


def _path_back(before: dict[str, str], start: str, end: str) -> list[str]:
    """Return the nodes from the start of a search to one that it came to."""
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]


@rule("AM203", "circular-argument", Severity.ERROR)
def circular_argument(facts: Facts) -> Iterator[Hit]:
    """Claims support each other in a circle.

    Each claim of a circle rests on the next one and in the end on itself, so the circle rests
    on nothing. The way through inferences counts too. Where many circles hang together, the
    shortest one is told. Attacks in a circle are no mistake: two claims may attack each other.
    Sources that are known only `via` each other make the same circle.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: [thesis, grey-sky]
            evidence:
              - {text: Puddles, source: photo}
          grey-sky:
            text: The sky is grey.
            supports: wet-street
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
            supports: wet-street
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    if facts.support_in_order is None:
        yield from _circles_of_claims(facts)
    yield from _circles_of_sources(facts)


def _circles_of_claims(facts: Facts) -> Iterator[Hit]:
    """Yield the circles of claims and inferences."""
    for circle, component in circles(facts.support, lambda node: facts.things[node].at):
        links = facts.graph[circle[0]][circle[1]]
        at: Location = (links.get("supports") or links["premise"])["at"]
        way = _arrows(facts, circle)
        claims = sum(node in facts.map.claims for node in component - set(circle))
        more = f" ({claims} more claims hang together in circles with it)" if claims > 1 else ""
        more = more.replace("1 more claims hang", "1 more claim hangs")
        message = f"the argument runs in a circle: {way}{more}"
        hint = "take away the link that is the weakest reason, so that the others rest on something"
        yield Hit(at, message, hint)


def _arrows(facts: Facts, circle: list[str]) -> str:
    """Return a circle as a line to read, back to where it began."""
    steps = [*circle, circle[0]]
    if circle[0] in facts.map.inferences and circle[0] not in facts.map.claims:
        steps = [*circle[1:], circle[0], circle[1]]
    return " → ".join(
        f"`{step}`" if step in facts.map.claims else f"inference `{step}`" for step in steps
    )


def _circles_of_sources(facts: Facts) -> Iterator[Hit]:
    """Yield the circles of sources that are known only through each other."""
    import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

    graph: nx.DiGraph[str] = nx.DiGraph()
    for source in facts.map.sources.values():
        if source.via is not None and source.via.id in facts.map.sources:
            graph.add_edge(source.id, source.via.id, at=source.via.at)
    for circle, _ in circles(graph, lambda node: facts.map.sources[node].at):
        at: Location = graph.edges[circle[0], circle[1]]["at"]
        way = " → ".join(f"`{source}`" for source in [*circle, circle[0]])
        message = f"these sources are known only `via` each other, in a circle: {way}"
        yield Hit(at, message, "take `via` out where you have the source itself")
