"""The rules on the structure: circles, and what never reaches the thesis."""

from __future__ import annotations

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
