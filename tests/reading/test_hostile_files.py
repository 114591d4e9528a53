"""Files that are made to harm, or are no maps at all, give clear findings and nothing else."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from argmap.model.findings import MOST_OF_ONE_CODE
from argmap.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "argmap: 1\ntitle: A\nthesis:\n  text: B\n"
FIRST_CLAIM = HEAD + "premises:\n  a:\n    text: x\n"


def laughs() -> str:
    """Return aliases of aliases, nine of the one before in each."""
    lines = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 5000)]
    return "a0: &a0 [ha, ha]\n" + "\n".join(lines) + "\n"


def merges() -> str:
    """Return merge keys that each take over the ones before, twice."""
    lines = [f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, 5000)]
    return "a0: &a0 {x: y}\n" + "\n".join(lines) + "\n"


def noise(low: int, high: int) -> bytes:
    """Return 4 MB of the same random bytes on every run."""
    return bytes(random.Random(1).choices(range(low, high), k=4_000_000))  # noqa: S311


HOSTILE: dict[str, tuple[Callable[[], str | bytes], set[str]]] = {
    "nested brackets": (lambda: HEAD + "x: " + "[" * 100_000, {"AM108"}),
    "nested braces": (lambda: HEAD + "x: " + "{a: " * 100_000, {"AM108"}),
    "nested dashes": (lambda: "- " * 100_000, {"AM108"}),
    "nested keys": (lambda: "? " * 100_000, {"AM103", "AM108"}),
    "billion laughs": (laughs, {"AM103"}),
    "merge bomb": (merges, {"AM103"}),
    "tag directives": (lambda: "%TAG !a! b\n" * 300_000 + "---\n" + HEAD, {"AM103"}),
    "aliases": (lambda: HEAD + "x: [" + "*a, " * 400_000 + "]\n", {"AM103"}),
    "duplicate keys": (lambda: HEAD + "a: 1\n" * 400_000, {"AM102"}),
    "duplicate ids": (lambda: HEAD + "premises:\n" + "  a: {}\n" * 100_000, {"AM102"}),
    "50 MB": (lambda: b"a" * 50_000_000, {"AM108"}),
    "too many values": (lambda: HEAD + "x: [" + "1, " * 600_000 + "]\n", {"AM108"}),
    "unknown keys": (lambda: HEAD + "".join(f"k{i}: 1\n" for i in range(100_000)), {"AM104"}),
    "wrong ids": (
        lambda: HEAD + "premises:\n" + "".join(f"  {i}: {{}}\n" for i in range(12_000)),
        {"AM105", "AM106"},
    ),
    "wrong items": (lambda: FIRST_CLAIM + "    evidence: [" + "1, " * 200_000 + "]\n", {"AM106"}),
    "wrong references": (
        lambda: FIRST_CLAIM + "    supports: [" + "[], " * 40_000 + "]\n",
        {"AM106"},
    ),
    "too many claims": (
        lambda: HEAD + "premises:\n" + "".join(f"  c{i}: {{text: C{i}}}\n" for i in range(12_001)),
        {"AM108"},
    ),
    "too many sources": (
        lambda: HEAD + "sources:\n" + "".join(f"  s{i}: {{title: S}}\n" for i in range(12_001)),
        {"AM108"},
    ),
    "too many links": (
        lambda: HEAD + "premises:\n  c: {text: C, supports: [" + "thesis, " * 50_001 + "]}\n",
        {"AM108"},
    ),
    "overrides": (lambda: HEAD + "by: " + "\u202e" * 1_300_000, {"AM107"}),
    "escaped overrides": (lambda: HEAD + 'by: "' + "\\u202e" * 600_000 + '"\n', {"AM107"}),
    "NULs": (lambda: b"\0" * 4_000_000, {"AM101"}),
    "bytes": (lambda: noise(0, 256), {"AM101"}),
    "high bytes": (lambda: noise(128, 256), {"AM101", "AM106"}),
    "printable characters": (lambda: noise(32, 127), {"AM101"}),
    "blanks": (lambda: b" " * 4_000_000 + b"x", {"AM106"}),
    "tabs": (lambda: b"\t" * 4_000_000, {"AM101"}),
    "colons": (lambda: b": " * 2_000_000, {"AM101"}),
    "open quote": (lambda: HEAD + 'by: "' + "a\n " * 1_300_000, {"AM101"}),
    "lost comments": (
        lambda: HEAD + "".join(f"k{i}: a #b\n" for i in range(50_000)),
        {"AM104", "AM110"},
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_with_a_bounded_number_of_findings(name):
    written, expected = HOSTILE[name]
    reading = read(written(), "m.yaml")
    found = [finding.code for finding in reading.findings]
    assert set(found) == expected
    assert all(found.count(code) <= MOST_OF_ONE_CODE + 1 for code in expected)
    assert all(len(f.message) + len(f.hint or "") < 500 for f in reading.findings)


def test_a_long_number_a_huge_exponent_and_infinity_are_texts_where_a_text_is_meant():
    text = HEAD + f"by: {'1' * 100_000}\nauthor: 1e999\ndescription: .inf\n"
    reading = read(text, "m.yaml")
    assert reading.findings == ()
    assert reading.map is not None
    assert (reading.map.author, reading.map.description) == ("1e999", ".inf")


def test_where_one_code_is_too_many_the_last_says_so_and_no_map_is_built():
    reading = read(HEAD + "".join(f"k{i}: 1\n" for i in range(300)), "m.yaml")
    assert len(reading.findings) == MOST_OF_ONE_CODE + 1
    assert reading.findings[-1].message == (
        "more of this kind follow from here on, and are not listed"
    )
    assert reading.map is None
