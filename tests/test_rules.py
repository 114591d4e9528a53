"""Every rule does what its own page says, on the page's own examples."""

from __future__ import annotations

import inspect
import re

import pytest

from argmap import checking
from argmap.catalogue import CATALOGUE
from argmap.findings import Severity

EXAMPLE = re.compile(r"^(Bad|Good):\n {4}```yaml\n(.*?)\n {4}```$", re.MULTILINE | re.DOTALL)
RULES = sorted(CATALOGUE.values(), key=lambda rule: rule.code)


def examples(code: str) -> dict[str, str]:
    """Returns the bad and the good map of a rule's page."""
    page = inspect.getdoc(CATALOGUE[code].function) or ""
    found = EXAMPLE.findall(page)
    assert [kind for kind, _ in found] == ["Bad", "Good"]
    return {kind: inspect.cleandoc(text) + "\n" for kind, text in found}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_of_a_rule_gives_one_finding_of_its_code(rule):
    findings = checking.check_text(examples(rule.code)["Bad"], "map.yaml").findings
    assert [f.code for f in findings if f.code == rule.code] == [rule.code]
    assert {(f.name, f.severity) for f in findings if f.code == rule.code} == {
        (rule.name, rule.severity)
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_of_a_rule_gives_no_other_error_or_warning(rule):
    findings = checking.check_text(examples(rule.code)["Bad"], "map.yaml").findings
    heavy = [finding for finding in findings if finding.severity is not Severity.NOTE]
    assert {finding.code for finding in heavy} <= {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_example_of_a_rule_gives_neither_its_code_nor_errors_nor_warnings(rule):
    findings = checking.check_text(examples(rule.code)["Good"], "map.yaml").findings
    assert rule.code not in [finding.code for finding in findings]
    assert [f for f in findings if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_in_its_first_line_what_and_then_why(rule):
    what, why, *_ = (inspect.getdoc(rule.function) or "").split("\n\n")
    assert "\n" not in what
    assert what.endswith(".")
    assert not why.startswith("Bad:")


def test_the_design_has_a_name_and_a_weight_for_every_rule():
    assert {rule.code for rule in RULES} >= {
        *(f"AM2{number:02}" for number in range(1, 12)),
        *("AM301", "AM302", "AM303", "AM304", "AM306", "AM309", "AM310", "AM311"),
        *(f"AM40{number}" for number in range(1, 7)),
    }
