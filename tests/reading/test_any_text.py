"""Whatever is written, reading gives a map or findings with places inside the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.reading import read
from argmap.reading.decoding import UNSAFE, holds_unsafe
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


@pytest.mark.parametrize(
    "data", [b"\xff" + b"a" * 999 + "\x81".encode() * 100, b"\0" * 200, b"\xff" + b"\1" * 100]
)
def test_what_is_no_text_is_told_once_whatever_else_is_wrong_with_it(data):
    reading = read(b"argmap: 1\ntitle: " + data, "m.yaml")
    told = [(str(finding.location), finding.message) for finding in reading.findings]
    assert told == [("m.yaml:1:1", "this is not a text")]


def test_every_unsafe_character_is_found_between_others():
    """Printable texts are not searched: no unsafe character may count as printable."""
    unsafe = [chr(code) for code in range(0x110000) if UNSAFE.match(chr(code))]
    assert len(unsafe) > 2_000
    assert all(holds_unsafe(f"a\n{char}b") for char in unsafe)
    assert not any(map(holds_unsafe, ["", "a\tb\r\n", "Straße\u00a0\u200d", "日本語"]))
