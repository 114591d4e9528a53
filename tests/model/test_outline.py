"""What stands under what in a picture, and under which number."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model.outline import (
    ItemKind,
    Relation,
    count_boxes,
    number,
    numbers_of,
    plan,
    unexplained_letters,
)
from argmap.reading import read
from random_maps import random_map

HEAD = "argmap: 1\ntitle: T\nlang: en\nby: A\nthesis:\n  text: The thesis.\n"


def outline(body):
    """The plan of a map as lines: indent, number, kind or id, and how it bears on its parent."""
    reading = read(HEAD + body, "map.yaml")
    assert reading.map is not None, reading.findings
    root = plan(reading.map)
    number(root)
    depth = {root: 0}
    lines = []
    for item in root.walk():
        for child in item.children:
            depth[child] = depth[item] + 1
        if item is root:
            continue
        mark = {ItemKind.REFERENCE: "⇄" if item.mutual else "↗", ItemKind.JOIN: "+"}.get(
            item.kind, ""
        )
        words = [item.number, f"{mark}{item.id}", item.relation, "against" * item.against]
        lines.append("  " * (depth[item] - 1) + " ".join(filter(None, words)))
    return lines


@given(st.integers(0, 10_000))
@settings(deadline=None)
def test_boxes_are_counted_without_a_plan_as_a_plan_has_them(seed: int):
    """Whatever the map: as many pieces of evidence, and as many other boxes."""
    argument = random_map(seed)
    kinds = Counter(item.kind for item in plan(argument).walk())
    evidence = kinds[ItemKind.EVIDENCE]
    assert count_boxes(argument) == (evidence, kinds.total() - evidence)


def test_evidence_stands_first_then_premises_then_objections():
    """Whatever order the file has, a claim's evidence comes first and its objections last."""
    body = (
        "  evidence:\n    - text: E\n      source: s\n"
        "sources:\n  s:\n    title: S\n"
        "objections:\n  o:\n    text: O\n    attacks: thesis\n"
        "premises:\n  p:\n    text: P\n    supports: thesis\n"
    )
    assert outline(body) == ["thesis.1 cites", "1 p supports", "2 o attacks against"]


def test_an_answer_to_an_objection_is_on_the_side_of_the_thesis():
    """The side is the parity of the attacks on the way to the thesis."""
    body = (
        "objections:\n  o:\n    text: O\n    attacks: thesis\n"
        "  answer:\n    text: N\n    attacks: o\n"
    )
    assert outline(body) == ["1 o attacks against", "  1.1 answer attacks"]


def test_a_second_place_is_a_reference_with_the_number_of_the_box():
    """The first target is the home; under the second stands a reference."""
    body = (
        "premises:\n  p:\n    text: P\n    supports: thesis\n"
        "  q:\n    text: Q\n    supports: thesis\n"
        "  both:\n    text: B\n    supports: [q, p]\n"
    )
    assert outline(body) == [
        "1 p supports",
        "  2.1 ↗both supports",
        "2 q supports",
        "  2.1 both supports",
    ]


def test_linked_premises_stand_under_their_join_in_the_place_of_the_first():
    """A join stands where its first premise would, and what undercuts it comes last."""
    body = (
        "premises:\n  a:\n    text: A\n  z:\n    text: Z\n    supports: thesis\n  b:\n    text: B\n"
        "objections:\n  u:\n    text: U\n    attacks: i\n"
        "inferences:\n  i:\n    premises: [a, b]\n    conclusion: thesis\n    warrant: W\n"
    )
    assert outline(body) == [
        "+i supports",
        "  1 a premise",
        "  2 b premise",
        "  2a u attacks against",
        "3 z supports",
    ]


def test_a_premise_in_two_inferences_lives_in_the_first():
    """The second inference shows it as a reference."""
    body = (
        "premises:\n  a:\n    text: A\n  b:\n    text: B\n  c:\n    text: C\n"
        "inferences:\n"
        "  i:\n    premises: [a, b]\n    conclusion: thesis\n"
        "  j:\n    premises: [c, b]\n    conclusion: thesis\n"
    )
    assert outline(body) == [
        "+i supports",
        "  1 a premise",
        "  2 b premise",
        "+j supports",
        "  3 c premise",
        "  2 ↗b premise",
    ]


def test_the_second_direction_of_a_mutual_attack_is_a_reference_back():
    """Two claims that attack each other stand in one place each, and the way back is marked."""
    body = (
        "premises:\n  p:\n    text: P\n    supports: thesis\n    attacks: o\n"
        "objections:\n  o:\n    text: O\n    attacks: p\n"
    )
    assert outline(body) == ["1 p supports", "  1.1 o attacks against", "    1 ⇄p attacks"]


def test_objections_that_only_know_each_other_find_their_way_out():
    """Where first targets lead round in a circle, another way to the thesis is taken."""
    body = "objections: {a: {text: A, attacks: b}, b: {text: B, attacks: [a, thesis]}}\n"
    assert outline(body) == [
        "1 b attacks against",
        "  1.1 a attacks",
        "    1 ⇄b attacks against",
    ]


def test_an_inference_that_adds_nothing_is_drawn_as_a_plain_link():
    """One premise without warrant, scheme or undercut needs no join."""
    body = (
        "premises:\n  a:\n    text: A\n"
        "inferences:\n  i:\n    premises: [a]\n    conclusion: thesis\n"
    )
    assert outline(body) == ["1 a supports"]


def test_deep_numbers_start_anew_under_a_letter():
    """A number has at most six parts."""
    claims = "".join(
        f"  c{i}:\n    text: C{i}\n    supports: {f'c{i - 1}' if i else 'thesis'}\n"
        for i in range(9)
    )
    numbers = [line.split()[0] for line in outline("premises:\n" + claims)]
    assert numbers == [
        "1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.1.1", "1.1.1.1.1.1", "A.1", "A.1.1", "A.1.1.1",
    ]  # fmt: skip


def test_what_attacks_a_step_is_numbered_by_the_step():
    """The last of the linked claims and a letter: it counts for no reason, and moves no number."""
    body = (
        "premises:\n  a: {text: A}\n  b: {text: B}\n  z: {text: Z, supports: thesis}\n"
        "  why: {text: Why, supports: u}\n"
        "objections:\n  u: {text: U, attacks: i}\n  v: {text: V, attacks: i}\n"
        "  answer: {text: N}\n  own: {text: O, attacks: a}\n  last: {text: L, attacks: k}\n"
        "inferences:\n  i: {premises: [a, b], conclusion: thesis, warrant: W}\n"
        "  k: {premises: [answer], attacks: i, warrant: W}\n"
    )
    assert outline(body) == [
        "+i supports",
        "  1 a premise",
        "    1.1 own attacks against",
        "  2 b premise",
        "  2a u attacks against",
        "    2a.1 why supports against",
        "  2b v attacks against",
        "  +k attacks against",
        "    2c answer premise against",
        "    2ca last attacks",
        "3 z supports",
    ]


def test_a_step_whose_claims_all_live_elsewhere_is_named_by_the_claim_above():
    """There is no number beside it to put the letter to, so it stands under the claim's own."""
    body = (
        "premises:\n  a: {text: A, supports: thesis}\n  b: {text: B, supports: thesis}\n"
        "  c: {text: C, supports: thesis}\n"
        "objections:\n  u: {text: U, attacks: i}\n  v: {text: V, attacks: j}\n"
        "inferences:\n  i: {premises: [a, b], conclusion: c, warrant: W}\n"
        "  j: {premises: [a, c], conclusion: thesis, warrant: W}\n"
    )
    lines = outline(body)
    assert "    3.a u attacks against" in lines
    assert "  a v attacks against" in lines


def test_thirty_attacks_on_a_step_have_thirty_numbers():
    """No letter looks like a digit, and none of them reads as two."""
    attacks = "".join(f"  o{i}: {{text: O, attacks: i}}\n" for i in range(30))
    body = (
        "premises:\n  a: {text: A}\n"
        f"objections:\n{attacks}"
        "inferences: {i: {premises: [a], conclusion: thesis, warrant: W}}\n"
    )
    numbers = [line.split()[0] for line in outline(body)[2:]]
    assert numbers[:2] == ["1a", "1b"]
    assert numbers[21:24] == ["1y", "1za", "1zb"]
    assert len(set(numbers)) == 30


def test_a_letter_is_spent_where_numbers_go_on_and_the_claim_there_says_so():
    """Deep claims without reasons take none, so that the next one is A, and nothing moves it."""
    chain = "".join(
        f"  c{i}: {{text: C, supports: {f'c{i - 1}' if i else 'thesis'}}}\n" for i in range(5)
    )
    body = (
        f"premises:\n{chain}"
        "  bare: {text: B, supports: c4}\n  deep: {text: D, supports: c4}\n"
        "  below: {text: E, supports: deep}\n"
    )
    reading = read(HEAD + body, "map.yaml")
    root = plan(reading.map)
    number(root)
    found = {item.id: item for item in root.walk()}
    assert found["bare"].full_number == "1.1.1.1.1.1"
    assert found["deep"].full_number == "1.1.1.1.1.2\xa0=\xa0A"
    assert found["below"].number == "A.1"
    assert unexplained_letters(root, [found["below"]]) == {"A": "1.1.1.1.1.2"}
    assert unexplained_letters(root, [found["below"], found["deep"]]) == {}


def test_numbers_of_a_thousand_attacks_on_steps_stay_short():
    """Each attacks the step of the one before: a letter stands for what would be too long."""
    count = 1000
    attacks = "".join(f"  o{i}: {{text: O}}\n" for i in range(count))
    steps = "".join(
        f"  i{i}: {{premises: [o{i}], attacks: {f'i{i - 1}' if i else 'thesis'}, warrant: W}}\n"
        for i in range(count)
    )
    reading = read(f"{HEAD}objections:\n{attacks}inferences:\n{steps}", "map.yaml")
    numbers = numbers_of(reading.map)
    assert [numbers[f"o{i}"] for i in (0, 1, 5, 6)] == ["1", "1a", "1aaaaa", "Aa"]
    assert len(set(numbers.values())) == count
    assert max(map(len, numbers.values())) < 12


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_references_move_no_number(seed: int):
    """So numbers are known without them, of which a dense map has most."""
    argument = random_map(seed)
    root = plan(argument)
    number(root)
    claims = [item for item in root.walk() if item.kind is ItemKind.CLAIM]
    assert numbers_of(argument) == {item.id: item.number for item in claims}


def test_a_relation_says_what_a_link_means():
    """The values are the words that the picture's classes use."""
    assert [str(relation) for relation in Relation] == ["cites", "supports", "attacks", "premise"]
