"""Looks at single lines of a file that is not YAML: which key, which value, how to quote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_LINE = 400
"""Lines are looked at up to here, so that no expression below can take long."""

_LONGEST_EXAMPLE = 70

_KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s#:\"'\[{][^:#]{0,80}):(?:[ \t]+(?P<value>\S.*))?$")
_CUT = re.compile(r"\S[ \t]+#+[^\s#]")
_WORDS = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z][\w-]*) +(?P<value>\S.*)$")
_DASH = re.compile(r"\s*(?P<item>-[\w\"'].{0,80})$")
_OPENING, _CLOSING = "“„”«»‘‚’", "”“«»’‘"
_GLUED = re.compile(r"\s*(?:- +)*(?P<key>\w[\w-]{0,80}):[^\s:/]")


def line_at(lines: Sequence[str], number: int) -> str:
    """Returns the beginning of a line by its number, counted from 1; empty beyond the last."""
    return lines[number - 1][:_LONGEST_LINE] if 0 < number <= len(lines) else ""


def owner(line: str) -> str | None:
    """Returns the key whose value stands on a line, or None if no value does."""
    match = _KEY.match(line)
    return match["key"].strip() if match and match["value"] else None


def begins_key(line: str) -> bool:
    """Tells whether a line begins with a key."""
    return _KEY.match(line) is not None


def glued_key(line: str) -> str | None:
    """Returns the key of a line such as `text:Word`, whose colon has no blank behind it."""
    match = _GLUED.match(line)
    return match["key"] if match else None


def split_key(line: str) -> tuple[str, str] | None:
    """Returns the first word and the rest of a line of several words, a key without its colon."""
    match = _WORDS.match(line)
    return (match["key"], match["value"].rstrip()) if match else None


def glued_item(line: str) -> str | None:
    """Returns an item such as `-text: Word`, whose dash has no blank behind it."""
    match = _DASH.match(line)
    return match["item"].rstrip() if match else None


def quoting(line: str, key: str | None) -> str:
    """Returns the advice to quote the value of a line, with the line as it would be then."""
    match = _KEY.match(line)
    below = f"`{key}: >-`" if key else "`>-`"
    if match is None or not match["value"]:
        return f"put the whole text in quotes, or write it on the line below {below}"
    value = match["value"].rstrip()
    mark = "'" if '"' in value else '"'
    example = f"{match['key'].strip()}: {mark}{value}{mark}"
    if value[0] in _OPENING and value[-1] in _CLOSING and mark not in value:
        return f"only straight quotes are quotes to YAML; put them around it, `{example}`"
    if mark in value or "\\" in value or len(example) > _LONGEST_EXAMPLE:
        return f"put the whole text in quotes, or write it on the line below {below}"
    return f"put the whole text in quotes, `{example}`, or write it on the line below {below}"


def after_comment(lines: Sequence[str], number: int) -> str | None:
    """Returns the advice for a line whose text was cut off by a `#` on the line above, or None."""
    if not _CUT.search(line_at(lines, number - 1)):
        return None
    return f"the `#` on line {number - 1} ends the text there: put the whole text in quotes"
