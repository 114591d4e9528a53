"""JUnit: the results that GitLab and Jenkins show."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from argmap.checking import validate_text
from argmap.checking.settings import Settings
from argmap.model.findings import Finding, Location, Severity
from argmap.report import Case
from argmap.report.junit import as_junit
from argmap.rules import all_rules

MAP = """\
argmap: 1
title: Bridge
lang: en
thesis: {text: The bridge must be closed.}
premises:
  cracks: {text: Its pillar is cracked., supports: thesys}
"""


def suites(*cases: Case, strict: bool = False) -> ET.Element:
    """Return the root of a report."""
    return ET.fromstring(as_junit(cases, all_rules(), strict=strict))  # noqa: S314 -- our own


def case(text: str = MAP, path: str = "maps/x.yaml") -> Case:
    """Return a map with what was found in it."""
    checked = validate_text(text, path)
    return Case(path, checked.map, checked.findings, text)


def outcomes(suite: ET.Element) -> dict[str, str]:
    """Return how each test ended that did not simply pass, by the code of its rule."""
    return {test.get("name", "").split()[0]: child.tag for test in suite for child in test}


def test_a_map_is_a_suite_and_a_rule_a_test() -> None:
    """What fails is an error; a warning is told by a test that passes."""
    root = suites(case())
    (suite,) = root
    rules = all_rules()
    assert [test.get("name") for test in suite] == [f"{rule.code} {rule.name}" for rule in rules]
    assert outcomes(suite) == {"AM201": "failure", "AM301": "system-out"}
    for element in (root, suite):
        counts = [element.get(name) for name in ("tests", "failures", "errors", "skipped")]
        assert counts == [str(len(rules)), "1", "0", "0"]


def test_a_failure_tells_the_place_and_shows_the_line() -> None:
    failure = suites(case()).find(".//failure")
    assert failure is not None
    assert failure.get("type") == "error"
    assert failure.get("message") == (
        "6:52: `supports` names `thesys`, and nothing on this map has that id"
    )
    assert "6 |   cracks: {text: Its pillar" in (failure.text or "")


def test_tests_fail_where_the_exit_status_counts() -> None:
    """With --strict a warning fails its test, too, and a note does not."""
    assert outcomes(suites(case(), strict=True)[0]) == {"AM201": "failure", "AM301": "failure"}


def test_several_findings_of_a_rule_are_one_failure_that_counts_them() -> None:
    """GitLab ignores a second test of the same name."""
    found = [
        Finding("AM401", "placeholder", Severity.ERROR, Location("a", n, 1), "x") for n in (3, 4)
    ]
    failure = suites(Case("a", case().map, tuple(found))).find(".//failure")
    assert failure is not None
    assert failure.get("message") == "3:1: x (and 1 more)"
    assert (failure.text or "").count("AM401") == 2


def test_where_there_is_no_map_its_rules_are_skipped() -> None:
    """A test that was never run is not told as passed."""
    (suite,) = suites(case("argmap: [1\n"))
    ended = outcomes(suite)
    assert ended.pop("AM101") == "failure"
    assert set(ended.values()) == {"skipped"}
    assert {code[:3] for code in ended} >= {"AM2", "AM3", "AM4"}
    assert not any(code.startswith("AM1") for code in ended)


def test_a_rule_that_is_not_wanted_is_skipped() -> None:
    """What was never looked for is not told as passed."""
    settings = Settings(ignore=("AM3",))
    (suite,) = suites(case()._replace(findings=(), settings=settings))
    skipped = {code for code, ended in outcomes(suite).items() if ended == "skipped"}
    lighter = {rule.code for rule in all_rules() if rule.severity != "error"}
    assert skipped == {code for code in lighter if code.startswith("AM3")}


def test_a_map_that_cannot_be_read_is_an_error() -> None:
    (suite,) = suites(Case("gone.yaml", trouble="there is no file gone.yaml"))
    (test,) = suite
    (error,) = test
    assert (error.tag, error.get("message")) == ("error", "there is no file gone.yaml")
    assert suite.get("errors") == "1"


@pytest.mark.parametrize("bad", ["\x00", "\x1b[2J", "\ufffe", "\udc80", "]]>", "<&\"'", "𝔸"])
def test_anything_in_a_map_or_a_name_is_valid_xml(bad: str) -> None:
    """Control characters, which XML 1.0 cannot even escape, are shown as escapes."""
    found = Finding("AM401", "placeholder", Severity.ERROR, Location(bad, 1, 1), bad, bad)
    read = case().map
    failure = suites(Case(bad, read, (found,), bad)).find(".//failure")
    assert failure is not None
    expected = bad if bad.isprintable() else bad.encode("unicode_escape").decode("ascii")
    assert failure.get("message") == f"1:1: {expected}"
