"""Whatever is written, reading gives a map or findings with places inside the file."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.reading import read
from promises import places_are_inside

WORDS = [
    "argmap: 1\n", "title: A\n", "thesis:\n", "thesis: {text: B}\n", "  text: C\n", "premises:\n",
    "  a:\n", "    supports: thesis\n", "    evidence:\n", "      - text: D\n",
    "sources: {s: {}}\n",
    "inferences:\n", "  i: {premises: [a], conclusion: thesis}\n", "ignore:\n", "  - rule: x\n",
    "[", "]", "{", "}", "'", '"', ": ", " #", "- ", "? ", "|", ">-", "*a", "&a ", "!t ", "<<: ",
    "@",
    "`", "%", "%YAML 1.2\n", "---\n", "...\n", "\t", "\n", "\r", "  ", ",", "null", "\\", "é",
    "e\u0301", "😀", "\u202e", "\0", "\ud800", "\ufeff",
]  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_a_finding_stands_inside_the_file_and_no_map_means_an_error(words):
    reading = read("".join(words), "m.yaml")
    places_are_inside(reading.findings, reading.text)
    if reading.map is None:
        assert any(finding.severity == "error" for finding in reading.findings)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_any_bytes_give_findings_or_a_map(data):
    reading = read(data, "m.yaml")
    assert reading.findings or reading.map is not None
