"""Paths through the graph of a map: support, circles, and what never reaches the thesis.

The only module of the rules that imports networkx: see `Facts.paths`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property

import networkx as nx

from argmap.model.argument import ArgumentMap
from argmap.model.findings import Location

_SHORTEST = 2  # nodes of a circle
_MOST_STEPS = 2_000_000
"""Edges followed in one component before the shortest circle so far is taken. Only a net of
thousands of claims without any short circle gets there."""

_MOST_SHOWN = 20_000
"""Claims on paths that are told beside findings, in all."""

_Node = tuple[str, bool]
"""A claim or an inference, and whether it hurts the thesis on the path in question."""


class Paths:
    """The paths through the graph of a map."""

    def __init__(self, argument_map: ArgumentMap, graph: nx.MultiDiGraph[str]) -> None:
        self._map = argument_map
        self._graph = graph

    @cached_property
    def support(self) -> nx.DiGraph[str]:
        """The links by which a claim, alone or through an inference, supports a claim.

        A claim or an inference that bears on itself (AM205) is left out.
        """
        concluding = {step.id: step.target.id for step in self._map.inferences.values()}
        found = []
        for source, targets in self._graph.adjacency():
            for target, links in targets.items():
                own = "premise" in links and concluding[target] == source
                if source != target and not own and ("supports" in links or "premise" in links):
                    found.append((source, target))
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from(found)
        return graph

    @cached_property
    def support_in_order(self) -> tuple[str, ...] | None:
        """The nodes of `support`, each behind all that support it; None if it has a circle."""
        try:
            return tuple(nx.topological_sort(self.support))
        except nx.NetworkXUnfeasible:
            return None

    def supporters(self, name: str, but: Collection[str] = ()) -> set[str]:
        """Return all that supports a claim, in one step or several.

        Args:
            name: The claim.
            but: What is left out, with all that is behind it alone.
        """
        found: set[str] = set()
        waiting = [name]
        while waiting:
            for one in self.support.predecessors(waiting.pop()):
                if one not in found and one not in but:
                    found.add(one)
                    waiting.append(one)
        return found

    def with_supported(self, names: frozenset[str]) -> frozenset[str]:
        """Return some claims and inferences with all that they support, in any number of steps."""
        return names.union(*nx.bfs_layers(self.support, names & self.support.nodes))

    @cached_property
    def lost(self) -> nx.DiGraph[str]:
        """The part of the graph that never reaches the thesis."""
        reached = nx.ancestors(self._graph, "thesis") | {"thesis"}
        nodes = [node for node in self._graph if node not in reached]
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(nodes)
        graph.add_edges_from(self._graph.edges(nodes))
        return graph

    def dead_ends(self) -> Iterator[set[str]]:
        """Yield the nodes of `lost` that bear on nothing but each other, component by component."""
        for part in nx.strongly_connected_components(self.lost):
            if all(part.issuperset(self.lost.successors(node)) for node in part):
                yield part

    def lost_behind(self, name: str) -> set[str]:
        """Return the nodes of `lost` from which another one can be reached."""
        return nx.ancestors(self.lost, name)

    def links_to(self, names: set[str]) -> int:
        """Return the number of links that lead to some claims and inferences, and of these."""
        return sum(1 + len(self._behind[name]) for name in names)

    @cached_property
    def _behind(self) -> dict[str, Mapping[str, Collection[str]]]:
        """What bears on each node, and how."""
        return dict(self._graph.reverse(copy=False).adjacency())

    @cached_property
    def circled(self) -> frozenset[str]:
        """The claims and inferences that are in a circle of support."""
        parts = nx.strongly_connected_components(self.support)
        return frozenset(node for part in parts if len(part) > 1 for node in part)

    def circles_of_support(self) -> Iterator[tuple[list[str], set[str]]]:
        """Yield the circles of claims and inferences as `circles` does."""
        known = {**self._map.inferences, **self._map.claims}
        return circles(self.support, lambda name: known[name].at)

    def circles_of_sources(self) -> Iterator[tuple[list[str], set[str]]]:
        """Yield the circles of sources that are known `via` each other as `circles` does."""
        sources = self._map.sources
        graph: nx.DiGraph[str] = nx.DiGraph()
        for source in sources.values():
            if source.via is not None and source.via.id in sources:
                graph.add_edge(source.id, source.via.id)
        return circles(graph, lambda name: sources[name].at)

    def both_ways(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Yield the nodes at which paths part that help and hurt the thesis, with one of each.

        After `_MOST_SHOWN` nodes on such paths, the nodes come without them: two long paths for
        each of ten thousand claims are nothing that anybody reads.
        """
        shown = 0
        thesis: _Node = (self._map.thesis.id, False)
        reached = self._reaching(thesis)
        both = {node for node, hurts in reached if not hurts and (node, True) in reached}
        for node in self._graph:
            if node not in both:
                continue
            targets = set(self._graph.successors(node)) - {node}
            twice = any(self._graph.number_of_edges(node, target) > 1 for target in targets)
            if twice or not targets.isdisjoint(both):
                continue
            if shown > _MOST_SHOWN:
                yield node, [], []
            else:
                helps = nx.shortest_path(self._turns, (node, False), thesis)
                hurts = nx.shortest_path(self._turns, (node, True), thesis)
                shown += len(helps) + len(hurts)
                yield node, [name for name, _ in helps], [name for name, _ in hurts]

    def _reaching(self, end: _Node) -> set[_Node]:
        """Return a node of `_turns`, and all from which it can be reached."""
        component = self._component
        found = {end}
        waiting = [end]
        while waiting:
            target, hurts = waiting.pop()
            for source, relations in self._behind[target].items():
                circling = component[source] == component[target]
                for relation in relations:
                    turns = relation == "attacks"
                    step = (source, hurts ^ turns)
                    if step not in found and not (turns and circling):
                        found.add(step)
                        waiting.append(step)
        return found

    @cached_property
    def _turns(self) -> nx.DiGraph[_Node]:
        """The graph with each node twice, once for each side, without circles of attacks.

        What is left has no circle with an attack in it, so that every walk has the parity of a
        path that visits nothing twice.
        """
        component = self._component
        steps = []
        for source, targets in self._graph.adjacency():
            for target, relations in targets.items():
                for relation in relations:
                    turns = relation == "attacks"
                    if not turns or component[source] != component[target]:
                        steps.append(((source, turns), (target, False)))
                        steps.append(((source, not turns), (target, True)))
        graph: nx.DiGraph[_Node] = nx.DiGraph()
        graph.add_edges_from(steps)
        return graph

    @cached_property
    def _component(self) -> dict[str, int]:
        """The number of the strongly connected component of each node."""
        return {
            node: number
            for number, members in enumerate(nx.strongly_connected_components(self._graph))
            for node in members
        }


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
    components = [part for part in nx.strongly_connected_components(graph) if len(part) > 1]
    for component in sorted(components, key=lambda part: min(map(place, part))):
        circle = _Search(graph, sorted(component, key=place)).shortest()
        first = circle.index(min(circle, key=place))
        yield circle[first:] + circle[:first], component


class _Search:
    """Search for a shortest circle of one strongly connected component.

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
