"""The rules on links: an id names one thing, of the right kind; no link is idle or leads back."""

from __future__ import annotations

import pytest

from rule_maps import HEAD, TO_THESIS, hints, objections, premises, told


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


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("thesiss", "did you mean `thesis` (m:6)?"),
        ("No_Exit", "did you mean `no-exit` (m:9)?"),
        ("'no-exit, thesis'", "write it with brackets: [no-exit, thesis]"),
        ("no-exit thesis", "write it with brackets: [no-exit, thesis]"),
        ("no-exit; x", "write it with brackets: [no-exit, x]"),
        ("q", "it can name `thesis` and `no-exit`"),
    ],
)
def test_a_wrong_reference_comes_with_what_was_meant(written, hint):
    text = premises({"no-exit": TO_THESIS, "a": f", supports: {written}"})
    assert hints(text, "AM201") == [hint]
    assert set(told(text)) == {"AM201"}


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("supports: s1", "`supports` takes a claim, and `s1` is a source (m:4)"),
        ("supports: b.2", "`supports` takes a claim, and `b.2` is evidence (m:10)"),
        ("attacks: s1", "`attacks` takes a claim or an inference, and `s1` is a source (m:4)"),
    ],
)
def test_a_reference_names_the_right_kind_of_thing(key, message):
    assert told(premises(a=f", {key}", b=TO_THESIS)) == {"AM201": [message]}


def test_an_id_is_compared_in_one_form_of_its_accents():
    assert told(premises({"caf\u00e9": TO_THESIS, "b": ", supports: cafe\u0301"})) == {}
    text = premises({"caf\u00e9": TO_THESIS}) + objections({"cafe\u0301": ", attacks: thesis"})
    assert told(text)["AM202"] == [
        "`caf\u00e9` names an objection here, and already a premise (m:9)"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (premises(thesis=TO_THESIS), "`thesis` names a premise here, and already the thesis (m:6)"),
        (premises(s1=TO_THESIS), "`s1` names a premise here, and already a source (m:4)"),
        (
            premises(a=TO_THESIS) + "inferences:\n  a: {premises: a, conclusion: thesis}\n",
            "`a` names an inference here, and already a premise (m:9)",
        ),
        (
            premises(a=TO_THESIS).replace("text: F.", "id: a, text: F."),
            "`a` names evidence here, and already a premise (m:9)",
        ),
    ],
)
def test_every_id_names_one_thing(text, message):
    assert told(text)["AM202"] == [message]


def test_an_objection_to_an_inference_is_fine_and_support_of_one_is_not():
    step = "inferences:\n  step: {premises: [a, b], conclusion: thesis}\n"
    under = objections(o=", by: X, attacks: step") + step
    assert set(told(premises(a="", b="") + under)) == {"AM306"}
    text = premises(a="", b="", c=", supports: step") + step
    assert told(text) == {"AM211": ["`supports` takes a claim, and `step` is an inference (m:13)"]}
    assert hints(text, "AM211") == ["list `c` under the `premises` of `step` instead"]
