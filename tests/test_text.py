"""Lines of a file as a message shows them."""

from __future__ import annotations

import pytest

from argmap.text import WIDTH, excerpt


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
