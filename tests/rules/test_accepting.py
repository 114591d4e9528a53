"""What a map accepts under `ignore` is left out, and the list is kept honest."""

from __future__ import annotations

import pytest

from argmap import checking
from rule_maps import SMALL


def told(text: str) -> list[tuple[str, int]]:
    """Return code and line of each finding on a text."""
    found = checking.validate_text(text, "map.yaml").findings
    return [(finding.code, finding.location.line) for finding in found]


def messages(text: str, code: str) -> list[str]:
    """Return the messages of one rule on a text."""
    found = checking.validate_text(text, "map.yaml").findings
    return [finding.message for finding in found if finding.code == code]


def ignoring(*entries: str) -> str:
    """Return the small map with entries under `ignore`."""
    return SMALL + "ignore:\n" + "".join(f"  - {{{entry}, because: R.}}\n" for entry in entries)


def test_an_accepted_id_leaves_a_grouped_finding_and_the_rest_stays():
    text = ignoring("rule: bare-claim, at: a")
    assert told(text) == [("AM301", 9), ("AM302", 10)]
    assert messages(text, "AM301") == ["`b` has neither evidence nor premises behind it"]


@pytest.mark.parametrize(
    "entry",
    [
        "rule: AM301, at: [a, b]",
        "rule: bare-claim, at: [b, a]",
        "rule: bare-claim",
        "rule: AM301",
    ],
)
def test_a_rule_is_accepted_by_code_or_name_at_ids_or_everywhere(entry):
    assert told(ignoring(entry)) == [("AM302", 10)]


@pytest.mark.parametrize("at", ["c", "c.2"])
def test_a_finding_on_evidence_is_accepted_at_it_or_at_its_claim(at):
    assert told(ignoring(f"rule: no-source, at: {at}")) == [("AM301", 8)]


def test_an_entry_that_accepts_nothing_is_told():
    text = ignoring("rule: long-claim", "rule: bare-claim, at: [a, c]")
    assert messages(text, "AM406") == [
        "AM402 long-claim finds nothing on this map, so there is nothing to accept",
        "AM301 bare-claim finds nothing at `c`, so there is nothing to accept",
    ]


def test_an_error_cannot_be_accepted():
    text = SMALL.replace("supports: thesis}", "supports: these}", 1)
    text += "ignore:\n  - {rule: unknown-reference, because: R.}\n"
    assert ("AM201", 8) in told(text)
    assert messages(text, "AM406") == [
        "`unknown-reference` is an error, and errors cannot be accepted"
    ]


def test_the_rule_on_accepting_cannot_be_accepted():
    assert messages(ignoring("rule: unused-ignore"), "AM406") == [
        "`unused-ignore` cannot be accepted"
    ]


def test_an_unknown_rule_is_told_with_the_nearest_one():
    found = checking.validate_text(ignoring("rule: bare-clam"), "map.yaml").findings
    assert [(f.message, f.hint) for f in found if f.code == "AM406"] == [
        ("there is no rule `bare-clam`", "did you mean `bare-claim`?")
    ]


def test_accepting_at_an_unknown_id_is_an_unknown_reference():
    text = ignoring("rule: bare-claim, at: [a, bb]")
    assert messages(text, "AM201") == ["`at` names `bb`, and nothing on this map has that id"]
    assert messages(text, "AM406") == []


def test_a_warning_of_the_reader_is_accepted_at_the_claim_that_it_is_in():
    text = SMALL.replace("{text: B., supports: thesis}", "\n    text: B #2\n    supports: thesis")
    entry = "ignore:\n  - {rule: lost-comment, at: %s, because: R.}\n"
    assert "AM110" not in dict(told(text + entry % "b"))
    assert {"AM110", "AM406"} <= dict(told(text + entry % "a")).keys()
