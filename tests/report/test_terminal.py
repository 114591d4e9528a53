"""Findings for people: with the line, a mark under the place, and a hint."""

from __future__ import annotations

import pytest

from argmap import report
from argmap.model.findings import Location, Severity
from made_findings import finding

TEXT = "argmap: 1\npremises:\n  a:\n    supports: thesis, b\n"


def test_a_finding_shows_its_place_its_line_a_mark_and_a_hint():
    assert (
        report.as_text([finding()], {"maps/x.yaml": TEXT})
        == """\
maps/x.yaml:4:15: error[AM201 unknown-reference]: `thesis, b` is one piece of text
4 |     supports: thesis, b
  |               ^^^^^^^^^
  = hint: write [thesis, b]

1 error in maps/x.yaml
"""
    )


def test_the_marks_line_up_where_the_line_number_has_several_digits():
    text = "\n" * 99 + "  a: b\n"
    shown = report.as_text([finding(100, 3, 1, hint=None)], {"maps/x.yaml": text})
    assert shown.splitlines()[1:3] == ["100 |   a: b", "    |   ^"]


def test_without_the_file_the_line_is_left_out():
    assert (
        report.as_text([finding()], {})
        == """\
maps/x.yaml:4:15: error[AM201 unknown-reference]: `thesis, b` is one piece of text
 = hint: write [thesis, b]

1 error
"""
    )


def test_a_place_beyond_the_last_line_shows_no_line():
    assert " | " not in report.as_text([finding(9)], {"maps/x.yaml": TEXT})


def test_lines_are_counted_the_same_with_any_line_end():
    for text in (TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r")):
        assert "4 |     supports" in report.as_text([finding()], {"maps/x.yaml": text})


@pytest.mark.parametrize(
    ("severities", "count"),
    [
        ([], "no findings in maps/x.yaml"),
        (["error"], "1 error in maps/x.yaml"),
        (["error", "warning", "error"], "2 errors, 1 warning in maps/x.yaml"),
        (["note", "note"], "2 notes in maps/x.yaml"),
        (["warning"] * 1200, "1,200 warnings in maps/x.yaml"),
    ],
)
def test_the_last_line_counts(severities, count):
    findings = [finding(severity=Severity(severity)) for severity in severities]
    assert report.as_text(findings, {"maps/x.yaml": TEXT}).splitlines()[-1] == count


def test_several_files_are_counted_together():
    texts = {"maps/x.yaml": TEXT, "maps/y.yaml": TEXT}
    assert report.as_text([], texts) == "no findings in 2 files\n"


def test_color_changes_nothing_but_escapes():
    plain = report.as_text([finding()], {"maps/x.yaml": TEXT})
    colored = report.as_text([finding()], {"maps/x.yaml": TEXT}, color=True)
    assert "\x1b[1;31merror" in colored
    for code in ("0", "1", "34", "1;31"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == plain


def test_nothing_of_a_map_or_a_path_reaches_the_terminal_as_a_command():
    bad = "a\x1b[2J\x07\u202e\u2028\x85\udc80\tb"
    shown = report.as_text(
        [finding(1, 2, 1, message=bad, hint=bad, location=Location(bad, 1, 2))], {bad: bad}
    )
    assert all(char == "\n" or (char.isprintable() and char.isascii()) for char in shown)
    assert "a\\x1b[2J\\x07\\u202e\\u2028\\x85\\udc80" in shown


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_the_line_of_the_file_and_its_mark_fit_the_terminal(columns):
    """With the number before them; the marks stand under the word."""
    line = "    text: " + "word " * 40 + "WRONG " + "word " * 40
    found = finding(100, line.index("WRONG") + 1, 5, hint=None)
    shown = report.as_text([found], {"maps/x.yaml": "\n" * 99 + line}, columns=columns)
    excerpt, mark = shown.splitlines()[1:3]
    assert len(mark) <= len(excerpt) <= min(columns, len("100 | ") + 100)
    assert excerpt[mark.index("^") : mark.rindex("^") + 1] == "WRONG"
