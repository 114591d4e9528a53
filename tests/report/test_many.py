"""Reports on hundreds of maps stay readable, for people and for the pages that show them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from argmap.model.findings import CATALOGUE, Finding, Location
from argmap.report import Case, as_text
from argmap.report.junit import LIMIT, as_junit
from argmap.rules import all_rules
from reviewed import read_map

RULES = [rule.code for rule in all_rules()]


def case(number: int, kinds: int, findings: int = 50) -> Case:
    """Return a map with so many findings of so many rules."""
    path = f"maps/year-2026/argument-{number:04}.yaml"
    rules = [CATALOGUE[code] for code in RULES[:kinds]]
    found = tuple(
        Finding(
            rule.code, rule.name, rule.severity, Location(path, line, 5, 9),
            f"the text of `claim-{line}` is not what it should be, whatever that is", "mend it",
        )
        for line in range(1, findings + 1)
        for rule in [rules[line % kinds]]
    )  # fmt: skip
    text = "".join(f"    a line of the map, number {line}\n" for line in range(1, 60))
    return Case(path, read_map(), found, text)


@pytest.mark.parametrize("kinds", [1, 10, 45])
def test_a_report_for_junit_stays_below_a_megabyte(kinds: int) -> None:
    """Two hundred maps with fifty findings each: whatever is left out, each map still fails."""
    report = as_junit([case(number, kinds) for number in range(200)], all_rules(), strict=True)
    assert len(report.encode()) <= LIMIT
    root = ET.fromstring(report)  # noqa: S314 -- our own
    *suites, last = root
    assert len(suites) == 200
    assert all(suite.find(".//failure") is not None for suite in suites)
    assert "more)" in suites[7].find(".//failure").get("message")
    (note,) = last
    assert note.get("name") == "this report is shortened"
    told = note.findtext("system-out")
    assert told.startswith("It would be larger than 1 MB. It leaves out ")
    assert "--format json" in told
    assert int(root.get("tests")) == len(root.findall(".//testcase"))


def test_a_report_for_junit_that_is_small_leaves_nothing_out() -> None:
    root = ET.fromstring(as_junit([case(1, 10)], all_rules()))  # noqa: S314 -- our own
    (suite,) = root
    assert len(suite) == len(all_rules())


def test_a_shortened_test_says_how_to_see_the_rest() -> None:
    report = as_junit([case(number, 1) for number in range(200)], all_rules(), strict=True)
    failure = ET.fromstring(report).find(".//failure")  # noqa: S314 -- our own
    assert "1 |     a line of the map, number 1\n" in failure.text
    assert failure.text.endswith(
        "49 more: `argmap validate maps/year-2026/argument-0000.yaml --select AM101`\n"
    )


def texts(cases: list[Case]) -> str:
    """Return the report for people on some maps."""
    return as_text([one for case in cases for one in case.findings], {c.path: "" for c in cases})


def test_a_report_on_many_maps_ends_in_a_summary_by_rule() -> None:
    """The heaviest rules first, and of these the most frequent."""
    cases = [case(number, 1, findings=3) for number in range(10)]
    cases[4] = case(4, 12, findings=12)
    summary = texts(cases).split("By rule:\n")[1].splitlines()
    assert summary[0] == "28  error[AM101 yaml-syntax] in 10 files"
    assert summary[1] == " 1  error[AM102 duplicate-key] in 1 file"
    assert " 1  warning[AM110 lost-comment] in 1 file" in summary
    assert summary[-1] == "38 errors, 1 warning in 10 files"


@pytest.mark.parametrize(("maps", "findings"), [(9, 5), (10, 1)])
def test_a_report_on_few_maps_or_findings_has_none(maps: int, findings: int) -> None:
    assert "By rule" not in texts([case(number, 1, findings) for number in range(maps)])
