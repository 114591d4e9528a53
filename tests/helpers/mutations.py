"""Breaks a file in one place, as a slip of the hand does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

WORD = re.compile(r"[^\W\d_][\w-]{2,}")
KEY = re.compile(r"^ *(?:- )?([A-Za-z]+):", re.MULTILINE)
SIGNS = [*":#-[]{}'\"&*!|>%@`,?~\\ \t\n=", "x", "é", "\u202e", "\0", "\ufeff", "\r", "\x85", "😀"]
SNIPPETS = ("- ", ": ", " #", "*a", "&a ", "<<: ", "!t ", "---\n", "...\n", "? ", "null", "thesis",
            "[]", "{}", "''", "%YAML 1.2\n", "x: y\n", "  - a\n")  # fmt: skip


@st.composite
def broken(draw: DrawFn, text: str) -> str:
    """Draw a file with one slip in it."""
    kinds = (_line_gone, _line_twice, _lines_swapped, _indented, _other_sign, _sign_gone, _inserted,
             _misspelt, _other_key, _cut_off)  # fmt: skip
    return draw(st.sampled_from(kinds))(draw, text)


def _row(draw: DrawFn, lines: list[str]) -> int:
    return draw(st.integers(0, len(lines) - 1))


def _line_gone(draw: DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True)
    del lines[_row(draw, lines)]
    return "".join(lines)


def _line_twice(draw: DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True)
    row = _row(draw, lines)
    return "".join([*lines[: row + 1], *lines[row:]])


def _lines_swapped(draw: DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True)
    one, other = _row(draw, lines), _row(draw, lines)
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _indented(draw: DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True)
    row = _row(draw, lines)
    lines[row] = draw(st.sampled_from([" " + lines[row], "\t" + lines[row], lines[row][1:]]))
    return "".join(lines)


def _other_sign(draw: DrawFn, text: str) -> str:
    place, sign = draw(st.integers(0, len(text) - 1)), draw(st.sampled_from(SIGNS))
    return f"{text[:place]}{sign}{text[place + 1 :]}"


def _sign_gone(draw: DrawFn, text: str) -> str:
    place = draw(st.integers(0, len(text) - 1))
    return text[:place] + text[place + 1 :]


def _inserted(draw: DrawFn, text: str) -> str:
    place, added = draw(st.integers(0, len(text))), draw(st.sampled_from([*SIGNS, *SNIPPETS]))
    return f"{text[:place]}{added}{text[place:]}"


def _misspelt(draw: DrawFn, text: str) -> str:
    """One word, an id perhaps, lacks a letter."""
    start, end = draw(st.sampled_from([match.span() for match in WORD.finditer(text)]))
    place = draw(st.integers(start, end - 1))
    return text[:place] + text[place + 1 :]


def _other_key(draw: DrawFn, text: str) -> str:
    """One key is another key of the format, or none."""
    keys = list(KEY.finditer(text))
    start, end = draw(st.sampled_from([match.span(1) for match in keys]))
    name = draw(st.sampled_from([*sorted({match[1] for match in keys}), "warrent", "evidense"]))
    return text[:start] + name + text[end:]


def _cut_off(draw: DrawFn, text: str) -> str:
    return text[: draw(st.integers(0, len(text)))]
