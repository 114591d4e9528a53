"""The rules on evidence, sources and answers: what stands behind a claim."""

from __future__ import annotations

import pytest

from rule_maps import HEAD, SOURCED, TO_THESIS, objections, premises, told


def test_only_the_claim_where_the_ways_part_is_told():
    text = premises(a=", supports: [thesis, o]", b=", supports: a")
    text += objections(o=", by: X, attacks: thesis")
    assert told(text)["AM210"] == [
        "`a` helps the thesis (`a` → `thesis`) and hurts it (`a` → `o` → `thesis`)"
    ]


def test_rivals_that_attack_each_other_do_not_work_both_ways():
    text = premises(a=TO_THESIS + ", attacks: b", b=TO_THESIS + ", attacks: a")
    assert "AM210" not in told(text)


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


def test_a_source_is_used_by_a_claim_by_evidence_by_another_source_and_by_the_map():
    head = HEAD.replace("title: One", "title: One, via: s3").replace(
        "sources:\n",
        "about: s4\nsources:\n" + "".join(f"  s{n}: {{title: S}}\n" for n in (3, 4, 5)),
    )
    text = "premises:\n  a: {text: A., supports: thesis, implicit: true, source: s2}\n"
    assert told(text, head)["AM304"] == [
        "nothing names the source `s5`",
        "nothing names the source `s1`",
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("s3", "`s3` is not described under `sources`"),
        ("a", "`a` is no source but a premise (m:9)"),
        ("'s1, s2'", "`s1, s2` is several sources, and one can be named here"),
    ],
)
def test_a_source_must_be_described(source, message):
    text = premises(a=TO_THESIS).replace("source: s1", f"source: {source}")
    assert told(text)["AM303"] == [message]


def test_the_source_of_a_claim_of_a_source_and_of_the_map_must_be_described():
    head = HEAD.replace("title: T\n", "title: T\nabout: xxxx\n").replace("One", "One, via: yyyy")
    found = told(premises(a=TO_THESIS + ", source: zzzz"), head)
    assert [message.split("`")[1] for message in found["AM303"]] == ["xxxx", "yyyy", "zzzz"]


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


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("https://bücher.example/straße", True),
        ("http://[2001:db8::1]:8080/", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("www.example.org", False),
        ("https://", False),
        ("https:example.org", False),
        ("http://[::1", False),
        ("https://example.org/a b", False),
    ],
)
def test_a_link_leads_to_the_web_only(url, right):
    head = HEAD.replace("title: One", f"title: One, URL: '{url}'")
    assert ("AM309" not in told(premises(a=TO_THESIS), head)) is right


@pytest.mark.parametrize(
    ("date", "issued", "late"),
    [
        ("2026-03-12", "2026-03-12", False),
        ("2026-03-12", "2026-03-13", True),
        ("2026-03-12", "2026-03", False),
        ("2026-03-12", "2026-04", True),
        ("2026", "2026-12-31", False),
        ("2026", "2027-01-01", True),
        ("2026-03", "2025", False),
    ],
)
def test_dates_are_compared_as_far_as_both_go(date, issued, late):
    head = HEAD.replace("title: T\n", f"title: T\ndate: {date}\n")
    head = head.replace("title: One", f"title: One, issued: {issued}")
    assert ("AM310" in told(premises(a=TO_THESIS), head)) is late


def test_disputed_evidence_alone_is_told_and_a_premise_helps():
    disputed = (
        "premises:\n  a: {text: A., supports: thesis, "
        "evidence: [{text: E., source: s1, status: disputed}, {text: F., source: s2}]}\n"
    )
    alone = disputed.replace("source: s2", "source: s2, status: disputed")
    assert told(disputed) == {}
    assert list(told(alone)) == ["AM311"]
    assert told(alone + f"  b: {{text: B., supports: a, {SOURCED}}}\n") == {}
