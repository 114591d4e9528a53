"""Checking a map as a whole: what is told, what is accepted, and what is held back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from argmap import checking, reading
from argmap.errors import ArgmapError
from argmap.model import graph
from argmap.model.findings import Severity
from fixture_maps import WRITTEN, read
from paths import PROJECT
from rule_maps import SMALL

GOOD = """\
argmap: 1
title: Should the old bridge be closed?
lang: en
date: 2026-03
by: Ada Stone
about: talk
sources:
  talk: {type: speech, title: Ada Stone's talk, URL: "https://example.org/talk"}
  survey: {type: report, title: Survey of the bridge, issued: 2026-02-11, file: survey.txt}
  counts: {type: dataset, title: Traffic counts, issued: 2025}
  letter: {type: personal_communication, title: The mayor's letter, via: talk}
thesis:
  text: The old bridge should be closed to cars.
  source: talk
  locator: Conclusion
premises:
  cracks:
    text: The middle pier has cracks that grow.
    supports: [thesis, heavier]
    evidence:
      - text: Three cracks are longer than a metre.
        source: survey
        quote: three cracks of 1.1 to 1.4 m […]
      - {text: The longest grew by 4 cm in a year …, source: survey, status: verified}
  heavier:
    text: The load does more harm each year.
    evidence: [{text: Cars are 12 % heavier than in 2010., source: counts}]
  no-repair:
    text: A repair takes three years.
    evidence:
      - {text: The office's plan, source: survey, status: disputed}
      - {text: The neighbouring bridge took as long., source: counts}
  unspoken:
    text: What cannot be repaired in time has to be spared.
    implicit: true
objections:
  detour:
    by: Bert Wood
    text: The detour costs everyone half an hour.
    attacks: thesis
    evidence: [{text: Half an hour at eight in the morning, source: letter}]
  short-detour:
    text: The ring road is eight minutes longer.
    attacks: detour
    evidence: [{text: Eight minutes in March, source: counts}]
  detour-grows:
    by: Bert Wood
    text: With the bridge closed the ring road would be full.
    attacks: [short-detour]
    supports: detour
    evidence: [{text: The mayor expects jams., source: letter}]
  room-left:
    text: The ring road carries half of what it was built for.
    attacks: detour-grows
    evidence: [{text: 14 000 of 30 000 cars a day, source: counts}]
  step-too-far:
    by: Bert Wood
    text: Sparing the bridge does not need a closure; a limit of 3.5 t is enough.
    attacks: spare-it
    evidence: [{text: The neighbouring town has such a limit., source: letter}]
  limit-ignored:
    by: Ada Stone
    text: Such limits are ignored.
    attacks: step-too-far
    evidence: [{text: 400 lorries a week, source: counts}]
inferences:
  spare-it:
    premises: [heavier, no-repair, unspoken]
    conclusion: thesis
    warrant: What is damaged further each year and cannot be repaired soon must be spared.
    scheme: argument from consequences
"""

SURVEY = {"survey.txt": "We found three cracks of 1.1 to 1.4 m on its northern side.\n"}


def told(text: str) -> list[tuple[str, int]]:
    """Return code and line of each finding on a text."""
    found = checking.validate_text(text, "map.yaml", contents=SURVEY).findings
    return [(finding.code, finding.location.line) for finding in found]


def messages(text: str, code: str) -> list[str]:
    """Return the messages of one rule on a text."""
    found = checking.validate_text(text, "map.yaml").findings
    return [finding.message for finding in found if finding.code == code]


def test_a_good_map_with_every_feature_has_no_findings():
    assert told(GOOD) == []


def test_what_is_checked_is_returned_with_its_text_and_its_map():
    checked = checking.validate_text(SMALL.encode(), "map.yaml")
    assert (checked.path, checked.text) == ("map.yaml", SMALL)
    assert checked.map is not None
    assert list(checked.map.claims) == ["thesis", "a", "b", "c"]


def test_a_file_is_checked_by_its_name(tmp_path):
    path = tmp_path / "map.yaml"
    path.write_text(SMALL, encoding="utf-8")
    checked = checking.validate(str(path))
    assert checked.path == str(path)
    assert {finding.location.path for finding in checked.findings} == {str(path)}


def test_a_missing_file_is_no_finding(tmp_path):
    with pytest.raises(ArgmapError):
        checking.validate(str(tmp_path / "none.yaml"))


def test_a_map_at_hand_is_checked_with_or_without_its_graph():
    argument_map = reading.read(SMALL, "map.yaml").map
    found = checking.check(argument_map, graph.build(argument_map))
    assert found == checking.check(argument_map)
    assert [finding.code for finding in found] == ["AM301", "AM302"]


def test_one_cause_is_one_finding_with_a_count_at_the_first_place():
    assert told(SMALL) == [("AM301", 8), ("AM302", 10)]
    assert messages(SMALL, "AM301") == [
        "2 claims have neither evidence nor premises behind them: `a` and `b`"
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # a misspelt key: what hangs on it is not told as missing
        (("supports: thesis}", "suports: thesis}"), ["AM104", "AM302"]),
        # what cannot be read at all may hold what seems to be missing
        (("premises:", "gugus:"), ["AM104"]),
        (("title: T", "title: T: U"), ["AM101"]),
        (("supports: thesis}", "supports: {}}"), ["AM106", "AM302"]),
        # a broken date hides nothing
        (("title: T\n", "title: T\ndate: 2026-02-30\n"), ["AM106", "AM301", "AM302"]),
        # a wrong reference is told once, not again where it should have led
        (("supports: thesis}", "supports: thsis}"), ["AM201", "AM301", "AM302"]),
        (("source: s}", "source: sss}"), ["AM301", "AM302", "AM303", "AM304"]),
    ],
)
def test_an_error_does_not_draw_others_after_it(change, expected):
    found = told(SMALL.replace(*change, 1))
    assert sorted(code for code, _ in found) == expected


def test_a_mended_section_is_checked_like_any_other():
    text = SMALL + "objection:\n  o: {text: O., by: X, attacks: o2}\n"
    assert {"AM104", "AM201", "AM301"} <= dict(told(text)).keys()


def test_findings_come_in_the_order_of_the_file_and_none_twice():
    text = SMALL.replace("supports: thesis}", "supports: [x, a, a, x, thesis, thesis]}")
    found = checking.validate_text(text, "map.yaml").findings
    assert list(found) == sorted(set(found), key=lambda finding: finding.sort_key)
    assert len(found) > 8


def test_thousands_of_findings_of_a_kind_are_counted_not_listed():
    text = SMALL + "".join(f"  x{n}: {{text: X {n}., supports: q{n}z}}\n" for n in range(1000))
    found = messages(text, "AM201")
    assert len(found) == 101
    assert "more of this kind" in found[-1]


def test_the_findings_are_the_same_on_every_run():
    program = (
        "import sys; from argmap import checking, report;"
        "text = sys.stdin.read();"
        "print(report.as_json(checking.validate_text(text, 'm').findings))"
    )
    text = SMALL.replace("supports: thesis}", "supports: [thesis, b, c, q, s], attacks: [b, a]}")
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=text,
            env=os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": "src"},
            cwd=PROJECT,
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in range(3)
    }
    assert len(runs) == 1
    assert runs != {"[]\n\n"}


@pytest.mark.parametrize("target", ["c{next}", "none{next}"])
def test_ten_thousand_claims_are_checked(target):
    count = 10_000
    lines = (
        f"  c{n}: {{text: C {n}., supports: {target.format(next=(n + 1) % count)}}}\n"
        for n in range(count)
    )
    text = "argmap: 1\ntitle: T\nthesis: {text: T.}\npremises:\n" + "".join(lines)
    codes = {code for code, _ in told(text)}
    assert {"c": "AM203", "n": "AM201"}[target[0]] in codes


def test_a_net_in_which_all_support_all_is_one_circle():
    others = ["[" + ", ".join(f"c{m}" for m in range(200) if m != n) + "]" for n in range(200)]
    lines = (f"  c{n}: {{text: C {n}., supports: {others[n]}}}\n" for n in range(200))
    text = "argmap: 1\ntitle: T\nthesis: {text: T.}\npremises:\n" + "".join(lines)
    more = "198 more claims hang together in circles with it"
    assert messages(text, "AM203") == [
        f"the argument runs in a circle: `c0` → `c1` → `c0` ({more})"
    ]


def test_the_errors_alone_are_those_among_all_findings() -> None:
    """Other rules are not run for them; with an error in it, a map is not drawn."""
    for name in WRITTEN:
        found = checking.check(read(name))
        assert checking.errors(read(name)) == tuple(
            one for one in found if one.severity is Severity.ERROR
        )
    wrong = GOOD.replace("supports: [thesis, heavier]", "supports: [thesis, cracks, nothing]")
    argument = reading.read(wrong, "x.yaml").map
    assert argument is not None
    assert {one.code for one in checking.errors(argument)} == {"AM201", "AM205"}
