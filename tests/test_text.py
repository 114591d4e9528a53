"""Lines of a file as a message shows them, and words that a misspelt one may mean."""

from __future__ import annotations

import pytest

from argmap.text import WIDTH, Known, excerpt


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


@pytest.mark.parametrize("width", [12, 36, 76])
@pytest.mark.parametrize("column", [1, 20, 40, 77, 150, 296])
def test_a_line_is_cut_to_a_narrow_terminal_with_the_place_in_it(width, column):
    """The word that it is about is whole where there is room for it, with words before it."""
    line = "".join(chr(ord("a") + number % 26) for number in range(300))
    shown, mark = excerpt(line, column, 5, width)
    assert len(shown) <= width
    assert len(mark) <= width
    start = mark.index("^")
    assert shown[start : start + mark.count("^")] == line[column - 1 : column + 4]


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("🌂", 2),
        ("☂\ufe0f", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("❤\ufe0f\u200d🔥", 2),
        ("1\ufe0f\u20e3", 2),
        ("🇩🇪", 2),
        ("می\u200cخواهم", 7),
        ("語", 2),
        ("ｶ", 1),
        ("e\u0301", 1),
    ],
)
def test_characters_are_as_wide_as_terminals_show_them(before, columns):
    shown, mark = excerpt(f"{before}x", len(before) + 1, 1)
    assert (shown, mark) == (f"{before}x", " " * columns + "^")


def test_no_mark_stands_without_its_letter_where_a_line_is_cut():
    for length in range(60, 80):
        shown, _ = excerpt("e\u0301" * length + "x" * 40, 2 * length + 1, 1, 36)
        assert shown[:2] == "…e"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("wet-streat", "wet-street"),
        ("rian", "rain"),
        ("wet_street", "wet-street"),
        ("grey-skies", None),
    ],
)
def test_the_known_word_is_found_that_a_misspelt_one_is_most_like(word, meant):
    """`rian` has no two letters side by side as `rain` has them."""
    many = [f"dry-roof-{number}" for number in range(100)]
    assert Known(["rain", *many, "street", "wet-streets", "wet-street"]).nearest(word) == meant
