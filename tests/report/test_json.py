"""Findings for programs: a list of objects."""

from __future__ import annotations

import json

from argmap import report
from made_findings import finding


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
