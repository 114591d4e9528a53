"""How a text stands in the file: in paragraphs, as a list, as verse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from argmap.model.findings import Location

_BEFORE = re.compile(r"[ ]*(?:- +)*[\w\"']+ *: +")
"""All that stands before a value in its line, where no flow mapping is around it."""

_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)]|[a-z]\)) +\S")
_VERSE_END = re.compile(r"[,;:.!?…–—-][\"'”“»’]?$")
_LONGEST_VERSE = 50
"""Characters of a line of verse: a paragraph that is broken by hand has longer ones."""

VERSE = "lines of verse"

_FEWEST_ITEMS = 2


def divisions(lines: Sequence[str], at: Location) -> tuple[str, ...]:
    """Return what a text is divided into in the file, and is no more once its lines are joined.

    Args:
        lines: Those of the file.
        at: Where the text begins.

    Returns:
        `paragraphs`, `a list` or `lines of verse`, as many as there are; nothing for a paragraph,
        however its lines are broken.
    """
    if at.line >= len(lines):
        return ()
    first, second = lines[at.line - 1], lines[at.line]
    key = len(first) - len(first.lstrip(" -"))
    if second[key : key + 1].strip() or second[:key].strip():
        return ()  # as nearly all: the next key, or the end of the part
    if not _BEFORE.fullmatch(first, 0, at.column - 1):
        return ()
    opening = first[at.column - 1 :]
    block = opening[:1] in ("|", ">")
    rows = list(_rows(lines, at.line, key, commented=not block))
    if not block and any(rows):
        rows.insert(0, opening)
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) < 2:  # noqa: PLR2004 -- one line
        return ()
    parts = []
    if not all(rows):
        parts.append("paragraphs")
    if block and _is_list(rows):
        parts.append("a list")
    elif opening.startswith("|") and _is_verse(rows):
        parts.append(VERSE)
    return tuple(parts)


def _rows(lines: Sequence[str], start: int, key: int, *, commented: bool) -> Iterator[str]:
    """Yield the further lines of a value, each without the blanks around it.

    They are indented deeper than its key. In a value that is no block, a comment ends it.
    """
    for number in range(start, len(lines)):
        row = lines[number]
        words = row.strip()
        if words and (len(row) - len(row.lstrip(" ")) <= key or (commented and words[0] == "#")):
            return
        yield words


def _is_list(rows: Sequence[str]) -> bool:
    """Tell whether lines have items of a list: dashes may begin two lines of prose as well."""
    before = ["", *rows]
    starts = [place for place, row in enumerate(rows) if _ITEM.match(row)]
    heads = (before[place] == "" or before[place].endswith(":") for place in starts)
    return len(starts) >= _FEWEST_ITEMS and (
        any(heads) or any(after - one == 1 for one, after in pairwise(starts))
    )


def _is_verse(rows: Sequence[str]) -> bool:
    """Tell whether lines are short and end where a poem's do."""
    said = [row for row in rows if row]
    short = max(map(len, said)) <= _LONGEST_VERSE
    return short and all(map(_VERSE_END.search, said[:-1]))
