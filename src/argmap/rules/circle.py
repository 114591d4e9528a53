"""The shortest circle in a graph, without listing them all: a net of 300 claims has thousands."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import networkx as nx

    from argmap.findings import Location

_SHORTEST = 2
_MOST_STEPS = 2_000_000
"""Edges that are looked at in one component before the shortest circle so far is taken. Only
a net of thousands of claims without any short circle gets there."""


def circles(
    graph: nx.DiGraph[str], place: Callable[[str], Location]
) -> Iterator[tuple[list[str], set[str]]]:
    """Yields a shortest circle of each strongly connected component, and the component.

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
        """Returns the circle."""
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
        """Returns a shortest circle through a node that is shorter than a limit (0: any)."""
        before = {start: start}
        depth = {start: 1}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            if limit and depth[node] >= limit:
                return None
            self.steps += len(self.ahead[node])
            if start in self.ahead[node]:
                return _way(before, start, node)
            for target in self.ahead[node]:
                if target not in before:
                    before[target] = node
                    depth[target] = depth[node] + 1
                    queue.append(target)
        return None

    def _take_away(self, node: str) -> None:
        """Removes a node, and then every node that nothing leads to or from."""
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


def _way(before: dict[str, str], start: str, end: str) -> list[str]:
    """Returns the nodes from the start of a search to one that it came to."""
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]
