"""The graph of a map: which way its edges point, and which side its claims are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import reading
from argmap.model import graph

if TYPE_CHECKING:
    import networkx as nx

HEAD = "argmap: 1\ntitle: T\nthesis:\n  text: T.\n"


def build(text: str) -> nx.MultiDiGraph:
    """Return the graph of a map's text."""
    argument_map = reading.read(HEAD + text, "map.yaml").map
    assert argument_map is not None
    return graph.build(argument_map)


def edges(built: nx.MultiDiGraph) -> list[tuple[str, str, str]]:
    """Return the edges with their relations, in the graph's order."""
    return [(source, data["relation"], target) for source, target, data in built.edges(data=True)]


def test_nodes_are_claims_and_inferences_in_the_order_of_the_file():
    built = build("""\
premises:
  b: {text: B., supports: thesis}
  a: {text: A.}
objections:
  o: {text: O., attacks: step}
inferences:
  step: {premises: [a, b], conclusion: thesis, warrant: W.}
""")
    kinds = [(node, data["kind"]) for node, data in built.nodes(data=True)]
    assert kinds == [
        ("thesis", "claim"),
        ("b", "claim"),
        ("a", "claim"),
        ("o", "claim"),
        ("step", "inference"),
    ]


def test_an_edge_points_from_what_bears_to_what_it_bears_on():
    built = build("""\
premises:
  a: {text: A., supports: thesis}
  b: {text: B.}
  c: {text: C.}
objections:
  o: {text: O., attacks: step, supports: a}
  p: {text: P.}
inferences:
  step: {premises: [b, c], conclusion: a}
  hit: {premises: [p], attacks: step}
""")
    assert sorted(edges(built)) == [
        ("a", "supports", "thesis"),
        ("b", "premise", "step"),
        ("c", "premise", "step"),
        ("hit", "attacks", "step"),
        ("o", "attacks", "step"),
        ("o", "supports", "a"),
        ("p", "premise", "hit"),
        ("step", "supports", "a"),
    ]


def test_the_links_of_the_main_role_come_first():
    built = build("""\
premises:
  a: {text: A., attacks: o, supports: thesis}
objections:
  o: {text: O., supports: a, attacks: thesis}
""")
    assert [target for _, _, target in edges(built)] == ["thesis", "o", "thesis", "a"]


def test_a_link_that_is_written_twice_is_one_edge_at_its_first_place():
    built = build("premises:\n  a:\n    text: A.\n    supports: [thesis, thesis]\n")
    assert [data["at"].column for *_, data in built.edges(data=True)] == [16]


def test_two_relations_between_the_same_two_are_two_edges():
    built = build("premises:\n  a: {text: A., supports: thesis, attacks: thesis}\n")
    assert edges(built) == [("a", "supports", "thesis"), ("a", "attacks", "thesis")]


def test_a_reference_to_nothing_or_to_the_wrong_kind_makes_no_edge():
    built = build("""\
sources:
  s: {type: book, title: S}
premises:
  a:
    text: A.
    supports: [nobody, s, a.1, step]
    attacks: s
    evidence: [{text: E., source: s}]
inferences:
  step: {premises: [a, nobody, s, step], conclusion: step}
""")
    assert edges(built) == [("a", "premise", "step")]


def test_sides_follow_the_parity_of_the_attacks_on_the_way():
    built = build("""\
premises:
  a: {text: A., supports: thesis}
  b: {text: B., supports: answer}
  linked: {text: L.}
objections:
  o: {text: O., attacks: a}
  answer: {text: R., attacks: o}
  under: {text: U., attacks: step}
  p: {text: P.}
inferences:
  step: {premises: [linked], conclusion: thesis, warrant: W.}
  hit: {premises: [p], attacks: under, warrant: W.}
""")
    assert graph.sides(built) == {
        "thesis": "for",
        "a": "for",
        "o": "against",
        "answer": "for",
        "b": "for",
        "linked": "for",
        "step": "for",
        "under": "against",
        "p": "for",
        "hit": "for",
    }


def test_a_premise_and_its_inference_are_one_step():
    built = build("""\
premises:
  a: {text: A., attacks: o}
objections:
  o: {text: O., attacks: x}
  x: {text: X., attacks: thesis}
inferences:
  step: {premises: [a], attacks: x, warrant: W.}
""")
    assert graph.sides(built)["a"] == "for"
    built = build("""\
premises:
  a: {text: A., supports: b}
  b: {text: B., supports: thesis}
inferences:
  step: {premises: [a], attacks: thesis, warrant: W.}
""")
    assert graph.sides(built)["a"] == "against"


def test_of_two_shortest_ways_the_first_in_the_file_counts():
    both = "  a: {text: A., supports: %s}\n  b: {text: B., supports: thesis}\n"
    rest = "objections:\n  o: {text: O., attacks: thesis}\n"
    assert graph.sides(build("premises:\n" + both % "[b, o]" + rest))["a"] == "for"
    assert graph.sides(build("premises:\n" + both % "[o, b]" + rest))["a"] == "against"


def test_what_never_reaches_the_thesis_has_no_side():
    built = build("""\
premises:
  a: {text: A.}
objections:
  o: {text: O., attacks: p}
  p: {text: P., attacks: o}
""")
    assert graph.sides(built) == {"thesis": "for"}


def test_mutual_attacks_and_links_to_itself_have_sides():
    built = build("""\
premises:
  a: {text: A., supports: [a, thesis]}
objections:
  o: {text: O., attacks: [p, thesis]}
  p: {text: P., attacks: o}
""")
    assert graph.sides(built) == {"thesis": "for", "a": "for", "o": "against", "p": "for"}


def test_a_chain_of_ten_thousand_claims_has_sides():
    links = "".join(
        f"  o{n}: {{text: O., attacks: {f'o{n - 1}' if n else 'thesis'}}}\n" for n in range(10_000)
    )
    found = graph.sides(build("objections:\n" + links))
    assert (found["o9998"], found["o9999"]) == ("against", "for")
