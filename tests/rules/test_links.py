"""The rules on single links: to itself, twice, or both ways."""

from __future__ import annotations

import pytest

from rule_maps import HEAD, TO_THESIS, objections, premises, told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (premises(a=", supports: [thesis, a]"), "`a` supports itself"),
        (premises(a=TO_THESIS + ", attacks: a"), "`a` attacks itself"),
        (
            premises(a=TO_THESIS, b="")
            + "inferences:\n  i: {premises: [a, b], conclusion: a, warrant: W.}\n",
            "`a` is a premise of `i` and its conclusion as well",
        ),
        (
            premises(a=TO_THESIS, b=TO_THESIS)
            + "inferences:\n  i: {premises: [a, b], attacks: i, warrant: W.}\n",
            "the inference `i` names itself under `attacks`",
        ),
    ],
)
def test_nothing_bears_on_itself(text, message):
    found = told(text)
    assert found["AM205"] == [message]
    assert not found.keys() & {"AM203", "AM211"}


def test_a_source_is_not_known_through_itself():
    head = HEAD.replace("title: One", "title: One, via: s1")
    assert told(premises(a=TO_THESIS), head) == {
        "AM205": ["`s1` is said to be known only through itself"]
    }


def test_supporting_and_attacking_the_same_is_told_once():
    text = premises(a=TO_THESIS, b=", supports: [a, thesis], attacks: [a, a]")
    assert told(text)["AM206"] == ["`b` attacks `a`, which it supports as well (m:10)"]


@pytest.mark.parametrize("more", ["warrant: W.", "scheme: argument from sign"])
def test_an_inference_with_one_premise_may_say_something_about_the_step(more):
    step = f"inferences:\n  i: {{premises: a, conclusion: thesis, {more}}}\n"
    assert told(premises(a="") + step) == {}


def test_an_inference_with_one_premise_may_be_there_to_be_attacked():
    step = "inferences:\n  i: {premises: a, conclusion: thesis}\n"
    assert "AM208" in told(premises(a="") + step)
    assert "AM208" not in told(premises(a="") + objections(o=", by: X, attacks: i") + step)


def test_one_premise_in_two_inferences_is_no_repetition():
    text = premises(a="", b="", c="") + (
        "inferences:\n"
        "  i: {premises: [a, b], conclusion: thesis}\n"
        "  j: {premises: [a, c], conclusion: thesis}\n"
    )
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (premises(a=", supports: [thesis, thesis]"), ["`supports` of `a` names `thesis` again"]),
        (
            premises(a="", b="") + "inferences:\n  i: {premises: [a, b, a], conclusion: thesis}\n",
            ["`premises` of `i` names `a` again"],
        ),
        (
            premises(a=TO_THESIS)
            + objections(o=", by: X, attacks: a", p=", by: X")
            + "inferences:\n  i: {premises: [o, p], attacks: a}\n",
            ["`o` attacks `a` by itself, and again as a premise of `i` (m:14)"],
        ),
    ],
)
def test_a_link_is_written_once(text, messages):
    assert told(text)["AM209"] == messages
