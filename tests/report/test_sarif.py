"""SARIF: what code scanning and editors get is valid, and known again from run to run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from argmap.checking import validate_text
from argmap.model.findings import Finding, Location, Severity
from argmap.report import Case
from argmap.report.sarif import as_sarif, fingerprints
from argmap.rules import all_rules
from paths import DATA

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

SCHEMA = json.loads((DATA / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
MAP = """\
argmap: 1
title: Die Brücke
lang: de
thesis:
  text: Die Brücke muss gesperrt werden.
premises:
  risse:
    text: Der Pfeiler 𝔸 hat Risse.
    supports: thesys
"""


def valid(text: str) -> dict[str, Any]:
    """Return a log that keeps to OASIS's schema, formats included."""
    log = json.loads(text)
    validator = jsonschema_rs.Draft4Validator(SCHEMA, validate_formats=True)
    assert [str(error) for error in validator.iter_errors(log)] == []
    return log


def case(text: str, path: str = "maps/x.yaml") -> Case:
    """Return a map with what was found in it."""
    checked = validate_text(text, path)
    return Case(path, checked.map, checked.findings, text)


def run_of(*cases: Case, pages: str | None = None) -> dict[str, Any]:
    """Return the one run of a valid log."""
    (run,) = valid(as_sarif(cases, all_rules(), "1.2.3", pages))["runs"]
    return run


def test_the_schema_itself_refuses_what_is_no_sarif() -> None:
    """A key that SARIF does not know is told, deep inside, so the tests below can fail."""
    log = json.loads(as_sarif([case(MAP)], all_rules(), "1.2.3"))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["row"] = 9
    with pytest.raises(AssertionError, match="row"):
        valid(json.dumps(log))


@pytest.mark.parametrize("path", sorted(DATA.glob("err/*.yaml")), ids=lambda path: path.stem)
def test_what_is_told_of_any_broken_map_is_valid(path: Path) -> None:
    """Every kind of finding keeps to the schema, and has the place that the text names."""
    checked = validate_text(path.read_bytes(), path.name)
    run = run_of(
        Case(path.name, checked.map, checked.findings, checked.text), pages="https://a.b/r"
    )
    rules = run["tool"]["driver"]["rules"]
    told = [
        (
            rules[result["ruleIndex"]]["id"],
            rules[result["ruleIndex"]]["name"],
            result["level"],
            result["locations"][0]["physicalLocation"]["region"],
        )
        for result in run["results"]
    ]
    assert told == [
        (
            finding.code,
            finding.name,
            finding.severity.value,
            {
                "startLine": finding.location.line,
                "startColumn": finding.location.column,
                "endColumn": finding.location.column + finding.location.length,
            },
        )
        for finding in checked.findings
    ]


def test_a_result_holds_message_hint_place_and_the_page_of_its_rule() -> None:
    run = run_of(case(MAP), pages="https://example.org/rules.md")
    result = run["results"][1]
    assert result["message"]["text"] == (
        "`supports` names `thesys`, and nothing on this map has that id\n"
        "hint: did you mean `thesis` (maps/x.yaml:4)?"
    )
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "maps/x.yaml", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 9, "startColumn": 15, "endColumn": 21},
    }
    assert run["columnKind"] == "unicodeCodePoints"
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["helpUri"] == "https://example.org/rules.md#am201"
    assert "supports: theses" in rule["help"]["markdown"]
    assert rule["properties"]["tags"] == ["Structure"]


def test_columns_count_characters_not_bytes_or_utf_16_units() -> None:
    """A character outside the Basic Multilingual Plane before a place is one column."""
    (finding,) = (
        f for f in case(MAP.replace("  risse:", "  𝔸𝔸: 1\n  risse:")).findings if f.code == "AM106"
    )
    assert (finding.location.line, finding.location.column) == (7, 7)


def test_a_clean_map_gives_a_log_without_results() -> None:
    run = run_of(Case("a.yaml"))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_a_map_that_cannot_be_read_is_told_as_a_failed_run() -> None:
    run = run_of(Case("gone.yaml", trouble="there is no file gone.yaml"))
    assert run["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": "there is no file gone.yaml"}}
            ],
        }
    ]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("maps/x.yaml", {"uri": "maps/x.yaml", "uriBaseId": "SRCROOT"}),
        ("./maps/x.yaml", {"uri": "maps/x.yaml", "uriBaseId": "SRCROOT"}),
        ("a b#c%?.yaml", {"uri": "a%20b%23c%25%3F.yaml", "uriBaseId": "SRCROOT"}),
        ("ö/http:x.yaml", {"uri": "%C3%B6/http%3Ax.yaml", "uriBaseId": "SRCROOT"}),
        ("\udcff.yaml", {"uri": "%FF.yaml", "uriBaseId": "SRCROOT"}),
        ("/maps/ä.yaml", {"uri": "file:///maps/%C3%A4.yaml"}),
        ("<stdin>", {"uri": "%3Cstdin%3E"}),
    ],
)
def test_any_name_of_a_file_is_an_address(path: str, place: dict[str, str]) -> None:
    run = run_of(Case(path))
    assert run["artifacts"][0]["location"] == place
    assert ("standardStream" in run["artifacts"][0]["roles"]) == (path == "<stdin>")


def test_nothing_in_a_message_is_taken_for_a_placeholder_or_a_link() -> None:
    """Braces are doubled (SARIF 3.11.5), and what looks like a link is none (3.11.6)."""
    finding = Finding(
        "AM401", "placeholder", Severity.WARNING, Location("a", 1, 1), "[x](http://y) {0} \udc80"
    )
    (result,) = run_of(Case("a", findings=(finding,)))["results"]
    assert result["message"]["text"] == "[x\\](http://y) {{0}} \udc80"


def prints(text: str, path: str = "a.yaml") -> dict[str, str]:
    """Return the fingerprint of every finding by its code; each code is found once."""
    checked = validate_text(text, path)
    codes = [finding.code for finding in checked.findings]
    assert len(set(codes)) == len(codes)
    return dict(zip(codes, fingerprints(checked.map, checked.findings), strict=True))


def test_a_fingerprint_stays_when_lines_move_or_the_map_is_renamed() -> None:
    moved = MAP.replace("premises:", "# a comment\n\n\npremises:").replace(
        "    supp", "      \n    supp"
    )
    assert prints(moved, "other/b.yaml") == prints(MAP) != {}


def test_a_fingerprint_is_another_one_for_another_claim_or_another_mistake() -> None:
    other = prints(MAP.replace("risse", "spalten"))
    assert other["AM201"] != prints(MAP)["AM201"]
    assert prints(MAP.replace("thesys", "thesos"))["AM201"] != prints(MAP)["AM201"]


def test_evidence_put_before_another_piece_changes_no_fingerprint() -> None:
    """A number that only counts is no name."""
    piece = "      - {text: Er wächst., source: messung, status: sure}\n"
    sources = "sources: {messung: {type: dataset, title: Messreihe}}\n"
    one = f"{sources}{MAP.replace('thesys', 'thesis')}    evidence:\n{piece}"
    two = one.replace(piece, "      - {text: Er ist lang., source: messung}\n" + piece)
    assert prints(one)["AM106"] == prints(two)["AM106"]


def test_lines_that_a_message_tells_do_not_count() -> None:
    twice = MAP + "    supports: thesis\n"
    down = MAP.replace("premises:", "\npremises:") + "    supports: thesis\n"
    assert prints(twice)["AM102"] == prints(down)["AM102"]


def test_findings_that_are_alike_are_counted() -> None:
    at = [Location("a", line, 1) for line in (1, 2, 3)]
    alike = [Finding("AM101", "x", Severity.ERROR, place, "same") for place in at]
    made = fingerprints(None, alike)
    assert [mark.partition(":")[2] for mark in made] == ["1", "2", "3"]
    assert len({mark.partition(":")[0] for mark in made}) == 1


def test_the_command_writes_a_whole_valid_log(argmap: Run, tmp_path: Path) -> None:
    """To a file or to standard output, the same bytes on every run, and the same exit status."""
    (tmp_path / "x.yaml").write_text(MAP, encoding="utf-8")
    done = argmap("validate", "x.yaml", "gone.yaml", "--format", "sarif", "-o", "r.sarif")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "argmap: there is no file gone.yaml\nwrote r.sarif: 1 error, 1 warning in x.yaml\n"
    )
    text = (tmp_path / "r.sarif").read_text(encoding="utf-8")
    assert valid(text)["runs"][0]["invocations"][0]["executionSuccessful"] is False
    again = argmap(
        "validate", "x.yaml", "gone.yaml", "--format", "sarif", env={"PYTHONHASHSEED": "7"}
    )
    assert (again.stdout, again.returncode) == (text, 3)


def test_numbers_that_a_message_counts_do_not_count() -> None:
    """Three claims that nobody has reviewed are the same finding as four, or as five of twelve."""
    messages = ["nobody has reviewed 3 of 7 claims", "nobody has reviewed 4 of 12 claims"]
    at = Location("a", 1, 1)
    made = [
        fingerprints(None, [Finding("AM501", "unreviewed", Severity.NOTE, at, message)])
        for message in messages
    ]
    assert made[0] == made[1]
