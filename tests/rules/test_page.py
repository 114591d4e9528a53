"""Every rule does what its own page says, on the page's own examples."""

from __future__ import annotations

import pytest

from argmap import checking
from argmap.model.findings import CATALOGUE, Rule, Severity
from argmap.rules.page import BASE, FAMILIES, family_of, files_of, page_of, whole

RULES = sorted(CATALOGUE.values(), key=lambda rule: rule.code)


def on_example(example, contents=None):
    """Return what is found on an example, which may have a ledger behind its map."""
    text, ledger, lone = files_of(example)
    checked = checking.validate_text(
        text, "map.yaml", reviews=ledger, contents=contents, lone_ledgers=lone
    )
    return checked.findings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_of_a_rule_gives_one_finding_of_its_code(rule):
    findings = on_example(page_of(rule).bad, page_of(rule).contents)
    assert [f.code for f in findings if f.code == rule.code] == [rule.code]
    assert {(f.name, f.severity) for f in findings if f.code == rule.code} == {
        (rule.name, rule.severity)
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_of_a_rule_gives_no_other_error_or_warning(rule):
    findings = on_example(page_of(rule).bad, page_of(rule).contents)
    heavy = [finding for finding in findings if finding.severity is not Severity.NOTE]
    assert {finding.code for finding in heavy} <= {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_example_of_a_rule_gives_neither_its_code_nor_errors_nor_warnings(rule):
    findings = on_example(page_of(rule).good, page_of(rule).contents)
    assert rule.code not in [finding.code for finding in findings]
    assert [f for f in findings if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_in_one_line_what_and_then_why(rule):
    page = page_of(rule)
    assert page.what.endswith(".")
    assert "\n" not in page.what
    assert page.why.endswith(".")
    assert family_of(rule) in FAMILIES.values()


def test_a_docstring_that_is_no_page_is_refused():
    def found():
        """What it finds.

        Why that matters, but no example.
        """

    with pytest.raises(ValueError, match="the docstring of AM999 is no page"):
        page_of(Rule("AM999", "no-page", Severity.NOTE, found))


def test_a_page_without_a_good_example_has_the_base_map_for_it():
    def found():
        """What it finds.

        Why that matters.

        Bad:
            ```yaml
            title: TODO
            ```
        """

    page = page_of(Rule("AM999", "half-a-page", Severity.NOTE, found))
    assert page.bad == BASE.replace("title: Rain", "title: TODO")
    assert page.good == BASE


def test_an_example_that_begins_with_argmap_is_left_as_it_is():
    assert whole("argmap: 1\ntitle: T\n") == "argmap: 1\ntitle: T\n"


CLAIM = BASE[BASE.index("  wet-street:") :]
EVIDENCE = CLAIM[CLAIM.index("    evidence:") :]
SUPPORTS = "    supports: thesis\n"
FOLDED = "    text: >-\n      Wet\n      it is.\n"


@pytest.mark.parametrize(
    ("over", "old", "new"),
    [
        pytest.param("", "", "", id="an empty example is the base map"),
        pytest.param("title: T\n", "title: Rain\n", "title: T\n", id="a value is replaced"),
        pytest.param("title: null\n", "title: Rain\n", "", id="null takes a line out"),
        pytest.param(
            "premises: null\n", f"premises:\n{CLAIM}", "", id="null takes a whole block out"
        ),
        pytest.param(
            "by: A\n", "sources:", "by: A\nsources:", id="a new line stands before the blocks"
        ),
        pytest.param(
            "ignore:\n  - rule: AM301\n",
            CLAIM,
            f"{CLAIM}ignore:\n  - rule: AM301\n",
            id="a new block stands at the end",
        ),
        pytest.param(
            "premises:\n  wet-street:\n    attacks: a\n",
            SUPPORTS,
            f"{SUPPORTS}    attacks: a\n",
            id="a claim keeps the keys that the example does not name",
        ),
        pytest.param(
            "premises:\n  wet-street:\n    evidence:\n      - {text: E}\n",
            EVIDENCE,
            "    evidence:\n      - {text: E}\n",
            id="a list replaces the whole list",
        ),
        pytest.param(
            f"premises:\n  wet-street:\n{FOLDED}",
            "    text: The street is wet.\n",
            FOLDED,
            id="a text of several lines keeps its place",
        ),
        pytest.param(
            "# map.review.yaml\nclaims:\n  thesis:\n",
            CLAIM,
            f"{CLAIM}# map.review.yaml\nclaims:\n  thesis:\n",
            id="a ledger stays behind the map",
        ),
    ],
)
def test_an_example_without_argmap_is_laid_over_the_base_map(over, old, new):
    assert whole(over) == BASE.replace(old, new)


def test_an_example_cannot_take_out_what_the_base_map_does_not_have():
    with pytest.raises(KeyError, match="objections"):
        whole("objections: null\n")


def test_the_design_has_a_name_and_a_weight_for_every_rule():
    assert {rule.code for rule in RULES} >= {
        *(f"AM2{number:02}" for number in range(1, 12)),
        *(f"AM3{number:02}" for number in (*range(1, 7), *range(9, 17))),
        *(f"AM40{number}" for number in range(1, 8)),
    }
