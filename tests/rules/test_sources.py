"""The rules on sources: described, used, with an address and a date that can be."""

from __future__ import annotations

import pytest

from rule_maps import HEAD, TO_THESIS, premises, told


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
