"""An inference that cannot be read hides nothing else, and causes nothing else to be told."""

from __future__ import annotations

import pytest

import argmap

MAP = """\
argmap: 1
title: Close the bridge
sources:
  survey: {type: report, title: Survey}
thesis: {text: The bridge must be closed.}
premises:
  cracks:
    text: The pillar is cracked.
    evidence: [{text: Three cracks, source: survey}]
  heavy:
    text: Cars get heavier.
    evidence: [{text: A weighing, source: survey}]
objections:
  light:
    text: Most cars are light.
    attacks: load
    evidence: [{text: A count, source: survey}]
inferences:
  load: LOAD
"""
WHOLE = "{premises: [cracks, heavy], conclusion: thesis, warrant: Load breaks cracked pillars.}"
BROKEN = [
    "{premises: [cracks, heavy], warrant: Load breaks it.}",
    "{premises: [cracks, heavy], conclusion: [thesis, cracks]}",
    "{conclusion: thesis, warrant: Load breaks it.}",
    "{premises: {a: cracks}, conclusion: thesis}",
    "[cracks, heavy]",
    "Load breaks it.",
]


def codes(text: str) -> list[str]:
    """Return the codes of all findings on a map, notes aside."""
    found = argmap.validate_text(text, "map.yaml").findings
    return [finding.code for finding in found if finding.severity != "note"]


def test_the_map_without_the_mistake_has_no_finding() -> None:
    assert codes(MAP.replace("LOAD", WHOLE)) == []


@pytest.mark.parametrize("load", BROKEN)
def test_only_the_mistake_itself_is_told(load: str) -> None:
    found = argmap.validate_text(MAP.replace("LOAD", load), "map.yaml").findings
    assert [finding.code for finding in found] in (["AM105"], ["AM106"])
    assert [finding.location.line for finding in found] == [19]


@pytest.mark.parametrize("load", BROKEN)
def test_other_mistakes_are_told_beside_it(load: str) -> None:
    text = MAP.replace("LOAD", load).replace("attacks: load", "attacks: [load, heavi]")
    assert sorted(codes(text))[1:] == ["AM201"]


def test_a_premise_with_a_link_of_its_own_is_not_said_to_have_it_twice() -> None:
    text = MAP.replace("LOAD", BROKEN[0]).replace(
        "    text: Cars", "    supports: thesis\n    text: Cars"
    )
    assert codes(text) == ["AM105"]


def test_what_could_not_be_read_is_not_said_to_be_among_its_own_premises() -> None:
    assert codes(MAP.replace("LOAD", "{premises: [thesis, cracks, heavy]}")) == ["AM105"]


def test_where_a_link_leads_back_to_its_claim_nothing_is_said_to_lack_that_link() -> None:
    text = MAP.replace("LOAD", WHOLE).replace(
        "objections:",
        """\
  strong:
    text: The pillar was mended.
    attacks: strong
    evidence: [{text: A bill, source: survey}]
objections:""",
    )
    found = argmap.validate_text(text, "map.yaml").findings
    assert [finding.code for finding in found] == ["AM205"]
