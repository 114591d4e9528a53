"""The shortest circle of a component is found without listing all circles."""

from __future__ import annotations

from random import Random

import networkx as nx
import pytest

from argmap.rules.structure import circles


def found(graph: nx.DiGraph) -> list[list[int]]:
    """Return the circles of a graph whose nodes are their own places."""
    return [circle for circle, _ in circles(graph, lambda node: node)]


@pytest.mark.parametrize("seed", range(60))
def test_it_is_as_short_as_the_shortest_of_all_circles_and_begins_at_its_first_node(seed):
    graph = nx.gnp_random_graph(8, 0.05 + seed / 170, seed, directed=True)
    for circle, component in circles(graph, lambda node: node):
        assert nx.is_simple_path(graph, circle)
        assert graph.has_edge(circle[-1], circle[0])
        assert circle[0] == min(circle)
        inside = nx.simple_cycles(graph.subgraph(component))
        assert len(circle) == min(len(other) for other in inside)


def test_each_component_gives_one_circle_the_first_place_first():
    graph = nx.DiGraph([(7, 8), (8, 7), (1, 2), (2, 3), (3, 1), (3, 7)])
    assert found(graph) == [[1, 2, 3], [7, 8]]


def test_of_equal_circles_the_one_with_the_first_node_is_told():
    graph = nx.DiGraph([(1, 2), (2, 3), (3, 4), (4, 1), (4, 3), (2, 1)])
    assert found(graph) == [[1, 2]]


def test_a_node_that_points_at_itself_makes_no_circle():
    assert found(nx.DiGraph([(1, 1), (1, 2)])) == []
    assert found(nx.DiGraph([(1, 1), (1, 2), (2, 3), (3, 1)])) == [[1, 2, 3]]


def test_a_ring_of_ten_thousand_is_one_circle():
    ring = nx.cycle_graph(10_000, create_using=nx.DiGraph)
    assert found(ring) == [list(range(10_000))]


def test_a_net_in_which_all_support_all_gives_two():
    assert found(nx.complete_graph(300, create_using=nx.DiGraph)) == [[0, 1]]


def test_a_great_net_without_short_circles_comes_to_an_end():
    drawn = Random(2)  # noqa: S311 -- any net will do, if it is always the same
    graph = nx.DiGraph()
    for layer in range(100):
        for node in range(100):
            for target in drawn.sample(range(100), 2):
                graph.add_edge(layer * 100 + node, (layer + 1) % 100 * 100 + target)
    assert {len(circle) % 100 for circle in found(graph)} == {0}
