"""A line of a file with a mark under a place in it, for a terminal."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

WIDTH = 100
"""Columns of a terminal that a line of a file may take; a longer one is cut around its place."""

_TAB = "    "
_CUT = "…"
_JOINERS = "\u200c\u200d"  # they shape the letters beside them in Persian, Hindi and emoji
_BEFORE = 40  # columns that are kept before a place where a long line is cut
_LEAST = 20  # and before a place that is itself too long
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_FAR = 4  # widths to either side of a place that are looked at: a line may be megabytes long


class _Cell(NamedTuple):
    """A character as a terminal shows it, and how many columns it takes there."""

    shown: str
    width: int


def excerpt(line: str, column: int, length: int, width: int = WIDTH) -> tuple[str, str]:
    """Returns a line as a terminal shows it, and the line of marks to stand below it.

    Args:
        line: The line, without its end.
        column: Where the place begins, counted from 1 in characters; just behind the line's end
            is a place too.
        length: How many characters the place covers.
        width: Columns that there is room for.
    """
    start = min(max(column, 1) - 1, len(line))
    left = max(0, start - _FAR * width)
    cells = [_cell(char) for char in line[left : start + _FAR * width]]
    more = left + len(cells) < len(line)
    start -= left
    end = max(start + 1, min(start + max(length, 1), len(cells)))
    first, last = _window(cells, start, end, width)
    shown = "".join(cell.shown for cell in cells[first:last])
    head = _CUT if first or left else ""
    tail = _CUT if last < len(cells) or more else ""
    before = len(head) + _width(cells[first:start])
    marked = max(1, _width(cells[start : min(end, last)]))
    return head + shown + tail, " " * before + "^" * marked


def printable(text: str) -> str:
    """Returns a text with everything escaped that a terminal would obey instead of showing it."""
    return "".join(_cell(char).shown if char != "\t" else "\\t" for char in text)


def plain_json(text: str) -> str:
    """Returns JSON that says the same, and that a terminal shows as it is.

    What its writer leaves as it is and a terminal might obey, controls and turns of direction in
    the name of a file, becomes an escape; and so does half a surrogate pair, which such a name may
    hold and UTF-8 cannot.
    """
    return _OBEYED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _window(cells: list[_Cell], start: int, end: int, width: int) -> tuple[int, int]:
    """Returns the first and the last character that are shown, the place among them."""
    if _width(cells) <= width:
        return 0, len(cells)
    room = width - 2 * len(_CUT)
    first = start
    taken = _width(cells[start:end])
    kept = max(_BEFORE, room - taken - _width(cells[end:])) if taken < room else _LEAST
    kept = min(kept, room - 1)
    while first > 0 and cells[first - 1].width <= kept:
        first -= 1
        kept -= cells[first].width
        taken += cells[first].width
    last, taken = start, _width(cells[first:start])
    while last < len(cells) and taken + cells[last].width <= room:
        taken += cells[last].width
        last += 1
    return first, last


def _width(cells: list[_Cell]) -> int:
    return sum(cell.width for cell in cells)


def _cell(char: str) -> _Cell:
    """Returns a character as it is shown: itself, blanks for a tab, or an escape."""
    if " " <= char <= "~":
        return _Cell(char, 1)
    if char == "\t":
        return _Cell(_TAB, len(_TAB))
    category = unicodedata.category(char)
    if char in _JOINERS or category in {"Mn", "Me"}:
        return _Cell(char, 0)
    if category[0] == "C" or category in {"Zl", "Zp"}:
        escaped = char.encode("unicode_escape").decode("ascii")
        return _Cell(escaped, len(escaped))
    return _Cell(char, 2 if unicodedata.east_asian_width(char) in "WF" else 1)
