"""The rules on the structure: circles, what never reaches the thesis, and what nobody answers."""

from __future__ import annotations

from random import Random

import networkx as nx
import pytest

from argmap.rules.paths import circles
from rule_maps import HEAD, TO_THESIS, objections, premises, told


def test_a_circle_through_inferences_begins_at_the_claim_that_stands_first():
    text = premises(a=", supports: [thesis, b]", b="", c="")
    text += "inferences:\n  step: {premises: [b, c], conclusion: a}\n"
    assert told(text) == {
        "AM203": ["the argument runs in a circle: `a` → `b` → inference `step` → `a`"]
    }


def test_each_circle_that_hangs_apart_is_one_finding():
    text = premises(
        a=", supports: [thesis, b]", b=", supports: a", c=", supports: [a, d]", d=", supports: c"
    )
    assert [message.split(": ")[1] for message in told(text)["AM203"]] == [
        "`a` → `b` → `a`",
        "`c` → `d` → `c`",
    ]


def test_attacks_in_a_circle_and_mutual_attacks_are_legal():
    text = premises(a=TO_THESIS) + objections(
        o=", by: X, attacks: [thesis, p]", p=", by: Y, attacks: [o, q]", q=", by: Z, attacks: p"
    )
    assert told(text) == {}


def test_sources_known_through_each_other_are_a_circle():
    head = HEAD.replace("title: One", "title: One, via: s2").replace("Two", "Two, via: s1")
    assert told(premises(a=TO_THESIS), head) == {
        "AM203": ["these sources are known only `via` each other, in a circle: `s1` → `s2` → `s1`"]
    }


def test_a_claim_behind_a_lost_one_is_counted_and_not_told():
    text = premises(a=TO_THESIS, b="", c=", supports: b", d=", supports: c")
    (message,) = told(text)["AM204"]
    assert message.startswith("`b` bears on nothing, so it never reaches the thesis")
    assert message.endswith(", and neither do the 2 claims behind it")


def test_a_premise_reaches_the_thesis_through_an_inference_or_an_attack():
    text = premises(a=TO_THESIS, b="", c=", attacks: o") + objections(o=", by: X, attacks: step")
    text += "inferences:\n  step: {premises: b, conclusion: thesis, warrant: W.}\n"
    assert told(text) == {}


def test_claims_that_attack_only_each_other_are_lost_together():
    text = premises(a=TO_THESIS) + objections(o=", by: X, attacks: p", p=", by: Y, attacks: o")
    assert told(text) == {"AM204": ["`o` and `p` bear on each other and never on the thesis"]}


def test_only_the_claim_where_the_ways_part_is_told():
    text = premises(a=", supports: [thesis, o]", b=", supports: a")
    text += objections(o=", by: X, attacks: thesis")
    assert told(text)["AM210"] == [
        "`a` helps the thesis (`a` → `thesis`) and hurts it (`a` → `o` → `thesis`)"
    ]


def test_rivals_that_attack_each_other_do_not_work_both_ways():
    text = premises(a=TO_THESIS + ", attacks: b", b=TO_THESIS + ", attacks: a")
    assert "AM210" not in told(text)


@pytest.mark.parametrize(
    ("answered", "left"), [("o", "i"), ("p", "i"), ("i", "o"), ("l2", "o"), ("a", "o i r")]
)
def test_an_objection_is_answered_directly_at_its_premise_or_at_its_step(answered, left):
    text = premises(a=TO_THESIS, p=", by: X, supports: o") + objections(
        o=", by: X, attacks: a", l1=", by: X", l2=", by: X", r=f", by: Y, attacks: {answered}"
    )
    text += "inferences:\n  i: {premises: [l1, l2], attacks: thesis}\n"
    open_ones = {message.split("`")[1] for message in told(text)["AM306"]}
    assert open_ones == set(left.split())


def test_an_answer_is_not_itself_an_open_objection():
    text = premises(a=TO_THESIS) + objections(o=", by: X, attacks: a", r=", by: Y, attacks: o")
    assert told(text) == {}


def circles_of(graph: nx.DiGraph) -> list[list[int]]:
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
    assert circles_of(graph) == [[1, 2, 3], [7, 8]]


def test_of_equal_circles_the_one_with_the_first_node_is_told():
    graph = nx.DiGraph([(1, 2), (2, 3), (3, 4), (4, 1), (4, 3), (2, 1)])
    assert circles_of(graph) == [[1, 2]]


def test_a_node_that_points_at_itself_makes_no_circle():
    assert circles_of(nx.DiGraph([(1, 1), (1, 2)])) == []
    assert circles_of(nx.DiGraph([(1, 1), (1, 2), (2, 3), (3, 1)])) == [[1, 2, 3]]


def test_a_ring_of_ten_thousand_is_one_circle():
    ring = nx.cycle_graph(10_000, create_using=nx.DiGraph)
    assert circles_of(ring) == [list(range(10_000))]


def test_a_net_in_which_all_support_all_gives_two():
    assert circles_of(nx.complete_graph(300, create_using=nx.DiGraph)) == [[0, 1]]


def test_a_great_net_without_short_circles_comes_to_an_end():
    drawn = Random(2)  # noqa: S311 -- any net will do, if it is always the same
    graph = nx.DiGraph()
    for layer in range(100):
        for node in range(100):
            for target in drawn.sample(range(100), 2):
                graph.add_edge(layer * 100 + node, (layer + 1) % 100 * 100 + target)
    assert {len(circle) % 100 for circle in circles_of(graph)} == {0}


def test_an_objection_that_only_supports_the_thesis_is_told_where_it_says_so():
    text = premises(a=TO_THESIS) + objections(o=TO_THESIS)
    assert told(text)["AM212"] == ["`o` stands under `objections`, and only supports `thesis`"]


def test_what_answers_or_has_both_links_or_works_jointly_may_stand_in_either_section():
    text = premises(
        a=TO_THESIS, answer=", attacks: o", both=", attacks: thesis, supports: o", joint=""
    )
    text += objections(
        o=", attacks: thesis",
        p=", supports: o",
        q=", supports: answer2",
        answer2=", attacks: o",
        r="",
    )
    text += "inferences:\n  step: {premises: [joint, r], attacks: thesis}\n"
    assert "AM212" not in told(text)
