"""How findings are shown: to people with the line and a mark, to programs as JSON."""

from __future__ import annotations

import json

import pytest

from argmap import report
from argmap.model.findings import Finding, Location, Severity
from argmap.text import WIDTH, excerpt

TEXT = "argmap: 1\npremises:\n  a:\n    supports: thesis, b\n"


def finding(line=4, column=15, length=9, **changes) -> Finding:
    """Return a finding at a place of `TEXT`."""
    values = {
        "code": "AM201",
        "name": "unknown-reference",
        "severity": Severity.ERROR,
        "location": Location("maps/x.yaml", line, column, length),
        "message": "`thesis, b` is one piece of text",
        "hint": "write [thesis, b]",
    }
    return Finding(**(values | changes))


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


def test_json_has_exactly_the_promised_keys():
    assert json.loads(report.as_json([finding(hint=None), finding()])) == [
        {
            "code": "AM201",
            "name": "unknown-reference",
            "severity": "error",
            "path": "maps/x.yaml",
            "line": 4,
            "column": 15,
            "message": "`thesis, b` is one piece of text",
            "hint": hint,
        }
        for hint in (None, "write [thesis, b]")
    ]


def test_json_of_nothing_is_an_empty_list():
    assert report.as_json([]) == "[]\n"


def test_json_can_always_be_written_as_utf_8():
    text = report.as_json([finding(message="Öl \udc80 \x00")])
    assert "Öl \\udc80 \\u0000" in text.encode("utf-8").decode("utf-8")
    assert json.loads(text)[0]["message"] == "Öl \udc80 \x00"


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "mark"),
    [
        ("a: b", 4, 1, "a: b", "   ^"),
        ("a: b", 5, 1, "a: b", "    ^"),
        ("a: b", 99, 7, "a: b", "    ^"),
        ("a: b", 1, 99, "a: b", "^^^^"),
        ("", 1, 1, "", "^"),
        ("a:\tb", 4, 1, "a:    b", "      ^"),
        ("中文: 字字x", 5, 2, "中文: 字字x", "      ^^^^"),
        ("e\u0301a: x", 5, 1, "e\u0301a: x", "   ^"),
        ("e\u0301a: x", 2, 1, "e\u0301a: x", " ^"),
        ("a\x1bb", 2, 1, "a\\x1bb", " ^^^^"),
        ("a\u202eb", 3, 1, "a\\u202eb", "       ^"),
    ],
)
def test_the_mark_stands_under_the_place(line, column, length, shown, mark):
    assert excerpt(line, column, length) == (shown, mark)


@pytest.mark.parametrize("column", [1, 2, 39, 50, 99, 100, 101, 150, 299, 300, 301])
@pytest.mark.parametrize("length", [1, 8, 98, 99, 250])
@pytest.mark.parametrize("unit", ["abcdefghij", "字符", "e\u0301x"])
def test_a_long_line_is_cut_around_the_place(unit, column, length):
    line = unit * (300 // len(unit))
    shown, mark = excerpt(line, column, length)
    wide = sum(2 if "一" <= char <= "龥" else char != "\u0301" for char in shown)
    assert wide <= WIDTH
    assert mark.strip("^ ") == ""
    assert 0 < len(mark) <= wide + 1
    if unit == "abcdefghij" and column <= 300:
        assert shown[mark.index("^")] == line[column - 1]


def test_a_line_of_megabytes_is_cut_too():
    shown, mark = excerpt("x" * 4_000_000, 2_000_000, 3)
    assert (len(shown), mark.count("^")) == (WIDTH, 3)
