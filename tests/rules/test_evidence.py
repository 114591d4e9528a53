"""The rules on evidence: what stands behind a claim, where it comes from, and whose word it is."""

from __future__ import annotations

import pytest

from evidence_maps import FAR, ONE, THREE_SOURCES, TWO, claim, found
from rule_maps import SOURCED, objections, told


def test_a_speakers_word_alone_leaves_a_claim_bare():
    bare = "premises:\n  a: {text: A., supports: thesis, source: s1, quote: Q., locator: s2}\n"
    assert told(bare)["AM301"] == ["`a` has neither evidence nor premises behind it"]


def test_premises_linked_premises_and_evidence_stand_behind_a_claim():
    text = "premises:\n  a: {text: A., supports: thesis}\n  b: {text: B., supports: thesis}\n"
    text += objections(o=", by: X, supports: a, attacks: thesis", p="", q=", by: Y")
    text += "inferences:\n  i: {premises: [p, q], conclusion: b}\n"
    assert "AM301" not in told(text)


def test_a_step_that_nobody_spoke_needs_nothing_behind_it():
    text = "premises:\n  a: {text: A., supports: thesis, implicit: true}\n"
    assert set(told(text)) == {"AM304"}


def test_disputed_evidence_alone_is_told_and_a_premise_helps():
    disputed = (
        "premises:\n  a: {text: A., supports: thesis, "
        "evidence: [{text: E., source: s1, status: disputed}, {text: F., source: s2}]}\n"
    )
    alone = disputed.replace("source: s2", "source: s2, status: disputed")
    assert told(disputed) == {}
    assert list(told(alone)) == ["AM311"]
    assert told(alone + f"  b: {{text: B., supports: a, {SOURCED}}}\n") == {}


def test_evidence_that_goes_back_to_one_source_is_told_once_at_the_top():
    text = claim("a", ONE) + claim("b", FAR, more="supports: a") + claim("c", ONE)
    (message,) = found("AM305", text)
    assert message == (
        "all 3 pieces of evidence behind `thesis` go back to one source, `one`, through which "
        "the rest is known"
    )


def test_a_branch_of_one_source_is_told_where_the_rest_of_the_map_has_another():
    branch = claim("a", ONE) + claim("b", ONE, ONE, more="supports: a") + claim("c", TWO)
    assert found("AM305", branch) == [
        "all 3 pieces of evidence behind `a` go back to one source, `one`"
    ]


def test_several_such_branches_are_one_finding():
    text = claim("a", ONE) + claim("b", ONE, ONE, more="supports: a")
    text += claim("c", TWO) + claim("d", TWO, TWO, more="supports: c")
    assert found("AM305", text) == [
        "2 claims rest on one source each, whatever stands behind them: `a` and `c`"
    ]


@pytest.mark.parametrize(
    "text",
    [
        claim("a", ONE) + claim("b", ONE),
        claim("a", ONE, ONE, ONE),
        claim("a", ONE, ONE) + claim("b", TWO),
        claim("a", ONE, ONE) + claim("b", "by: Nobody"),
        claim("a", ONE, ONE) + "objections:\n" + claim("o", ONE, more="by: X, attacks: thesis"),
    ],
    ids=["two pieces", "one claim", "another source", "no source named", "the other side"],
)
def test_few_pieces_one_claim_or_an_unknown_origin_are_no_single_source(text):
    assert found("AM305", text) == []


def test_linked_premises_stand_behind_their_conclusion():
    text = claim("a", ONE, more="by: X") + claim("b", ONE, ONE, more="by: X")
    text += "inferences:\n  i: {premises: [a, b], conclusion: thesis}\n"
    assert "`thesis` go back to one source" in found("AM305", text)[0]


@pytest.mark.parametrize(("about", "count"), [("one", 0), ("far", 0), ("two", 1)])
def test_a_map_that_says_which_text_it_renders_rests_on_that_one(about, count):
    head = THREE_SOURCES.replace("sources:", f"about: {about}\nsources:")
    assert len(found("AM305", claim("a", ONE, FAR) + claim("b", ONE), head)) == count


def test_a_circle_of_sources_or_of_supports_ends():
    head = THREE_SOURCES.replace("far: {", "near: {title: N, via: far}\n  far: {").replace(
        "via: one", "via: near"
    )
    assert found("AM305", claim("a", FAR, FAR) + claim("b", FAR), head) == []
    circle = claim("a", ONE, ONE, more="supports: b") + claim("b", ONE, more="supports: a")
    assert found("AM305", circle) == []


@pytest.mark.parametrize(
    ("speaker", "piece", "own"),
    [
        ("Ada Stone", ONE, True),
        ("Bert Wood", ONE, True),
        ("STONE, Ada", ONE, True),
        ("A. Stone", ONE, False),
        ("Dora Field", ONE, False),
        ("Dora Field", f"{ONE}, by: Dora Field", True),
        ("Ada Stone", f"{ONE}, by: Dora Field", False),
        ("Carl Hill", FAR, True),
        ("Ada Stone", f"{ONE}, status: verified", False),
        ("Ada Stone", f"{ONE}, status: disputed", True),
        ("Ada Stone", "locator: nowhere", False),
    ],
)
def test_evidence_is_the_speakers_own_word_by_its_by_or_its_sources_authors(speaker, piece, own):
    text = claim("a", piece, more=f"supports: thesis, by: '{speaker}'")
    expected = [f"all evidence for `a` comes from its own speaker, {speaker}"]
    assert found("AM313", text) == (expected if own else [])


def test_another_voice_or_a_premise_carries_a_claim_further():
    assert found("AM313", claim("a", ONE, TWO)) == []
    assert found("AM313", claim("a", ONE) + claim("b", TWO, more="supports: a")) == []


def test_a_claim_that_nobody_says_has_no_own_word():
    assert found("AM313", claim("a", ONE, more="supports: thesis, implicit: true")) == []
    assert found("AM313", claim("a", ONE), THREE_SOURCES.replace("by: Ada Stone\n", "")) == []


def test_claims_on_their_speakers_word_alone_are_one_finding():
    text = claim("a", ONE) + claim("b", TWO, more="supports: thesis, by: Dora Field")
    assert found("AM313", text) == [
        "for 2 claims, all evidence comes from their own speakers: `a` and `b`"
    ]


def test_what_is_known_only_through_another_cannot_be_verified():
    text = claim("a", f"{FAR}, status: verified", f"{ONE}, status: verified")
    assert found("AM314", text) == [
        "`a.1` is `verified`, yet its source `far` is known only through `one`"
    ]
    assert found("AM314", claim("a", FAR, f"{FAR}, status: disputed")) == []
    both = claim("a", f"{FAR}, status: verified") + claim("b", f"{FAR}, status: verified")
    (message,) = found("AM314", both)
    assert message.startswith("2 pieces of evidence are `verified`, yet their sources are known ")
    assert message.endswith(" only through others: `a.1` and `b.1`")
