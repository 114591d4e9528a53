"""GitLab's Code Quality: what its merge requests read, and fingerprints that last."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argmap.checking import validate_text
from argmap.model.findings import Severity
from argmap.report import Case
from argmap.report.gitlab import as_gitlab
from made_findings import finding

MAP = """\
argmap: 1
title: Bridge
lang: en
thesis: {text: The bridge must be closed.}
premises:
  cracks: {text: Its pillar is cracked., supports: thesys}
  rust: {text: Its pillar is rusty., supports: thesys}
"""


def objects(*cases: Case) -> list[dict[str, object]]:
    """Return the objects of a report."""
    return json.loads(as_gitlab(cases))


def case(text: str = MAP, path: str = "maps/x.yaml") -> Case:
    """Return a map with what was found in it."""
    checked = validate_text(text, path)
    return Case(path, checked.map, checked.findings, text)


def test_a_finding_has_what_gitlab_asks_for() -> None:
    (first,) = objects(Case("maps/x.yaml", findings=(finding(),)))
    assert first.pop("fingerprint")
    assert first == {
        "description": "`thesis, b` is one piece of text (hint: write [thesis, b])",
        "check_name": "AM201 unknown-reference",
        "severity": "major",
        "location": {"path": "maps/x.yaml", "lines": {"begin": 4}},
    }


def test_what_weighs_less_is_less_severe() -> None:
    found = tuple(finding(severity=one) for one in Severity)
    assert [one["severity"] for one in objects(Case("x", findings=found))] == [
        "major",
        "minor",
        "info",
    ]


def test_no_two_fingerprints_are_alike() -> None:
    """GitLab leaves out what has the fingerprint of another, also where two maps say the same."""
    found = objects(case(), case(path="maps/y.yaml"), Case("gone.yaml", trouble="it is gone"))
    assert len({one["fingerprint"] for one in found}) == len(found) == 7


def test_a_fingerprint_lasts_when_lines_move_and_hints_change() -> None:
    moved = case(MAP.replace("lang: en\n", "lang: en\n# for the council\n"))
    prints = [[one["fingerprint"] for one in objects(one)] for one in (case(), moved)]
    assert prints[0] == prints[1]
    lines = [[one["location"]["lines"]["begin"] for one in objects(one)] for one in (case(), moved)]
    assert lines[0] != lines[1]


@pytest.mark.parametrize("path", ["./maps/x.yaml", "maps//x.yaml", "maps/../maps/x.yaml"])
def test_a_path_is_relative_and_plain(path: str) -> None:
    """GitLab finds a file by its path from the top of the repository on."""
    absolute = str(Path.cwd() / "maps" / "x.yaml")
    for one in (path, absolute):
        for plain, other in zip(objects(case()), objects(case(path=one)), strict=True):
            assert plain["location"] == other["location"]
            assert plain["fingerprint"] == other["fingerprint"]


def test_a_map_that_cannot_be_read_is_told() -> None:
    (one,) = objects(Case("gone.yaml", trouble="there is no file gone.yaml"))
    assert (one["severity"], one["description"]) == ("blocker", "there is no file gone.yaml")


def test_nothing_wrong_is_an_empty_list() -> None:
    assert as_gitlab([Case("x")]) == "[]\n"
