"""Mistakes within a value: its quotes, its brackets, its first character.

Each function returns None where the mistake is another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.reading.syntaxlines import line_at, owner, quoting
from argmap.reading.syntaxstop import Cause, Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

_STARTS = {
    "@": "an at sign",
    "`": "a backtick",
    "%": "a percent sign",
    "*": "an asterisk",
    "&": "an ampersand",
    ">": "a `>`",
    "|": "a `|`",
    "?": "a question mark",
    ",": "a comma",
    "}": "a closing brace",
    "]": "a closing bracket",
}


def after_value(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A value is complete, yet more follows it on the same line."""
    before = stop.before
    if before.end_line != stop.line or before.kind not in {"quoted", "flow", "alias"}:
        return None
    first = line_at(lines, before.line)
    key = owner(first[: before.column - 1] + "x")
    of = f" of `{key}`" if key else ""
    start = first[before.column - 1 : before.column]
    length = max(1, len(first) - before.column + 1)
    hint = quoting(first, key) if before.line == stop.line else quoting("", key)
    if line_at(lines, stop.line)[stop.column - 1 : stop.column] in {"]", "}"}:
        message = "this bracket closes nothing"
        return Cause(stop.line, stop.column, 1, message, f"delete it; or {hint}")
    if before.kind == "quoted":
        opened = "" if before.line == stop.line else f", opened on line {before.line},"
        message = f"the quotes{of}{opened} close here, but the text goes on"
        hint = _quotes_inside(start, key)
        return Cause(stop.line, max(1, before.end_column - 1), 1, message, hint)
    if before.kind == "flow":
        what = "list" if start == "[" else "group of keys"
        message = f"the text{of} begins with `{start}`, which YAML takes for a {what}"
    else:
        message = f"the text{of} begins with an asterisk, which has a meaning of its own in YAML"
    return Cause(before.line, before.column, length, message, hint)


def _quotes_inside(quote: str, key: str | None) -> str:
    """Returns how to write a text that holds the quotes it stands in."""
    if quote == "'":
        way = "inside single quotes write an apostrophe twice ('')"
    else:
        way = 'inside double quotes write a quotation mark as \\"'
    below = f"`{key}: >-`" if key else "`>-`"
    return f"{way}, or write the text without outer quotes on the line below {below}"


def bad_start(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A text that begins with a character which YAML keeps for itself."""
    line = line_at(lines, stop.context_line)
    character = line[stop.context_column - 1 : stop.context_column]
    if character == "\t" or "\t" in line[: stop.context_column]:
        return tab(stop, lines)
    if character not in _STARTS:
        return None
    key = owner(line)
    of = f" of `{key}`" if key else ""
    message = (
        f"the text{of} begins with {_STARTS[character]}, which has a meaning of its own in YAML"
    )
    length = max(1, len(line) - stop.context_column + 1)
    return Cause(stop.context_line, stop.context_column, length, message, quoting(line, key))


def open_quote(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A quote that is opened and never closed."""
    line = line_at(lines, stop.context_line)
    quote = line[stop.context_column - 1 : stop.context_column]
    if quote not in {"'", '"'}:
        return None
    key = owner(line[: stop.context_column])
    of = f" of `{key}`" if key else ""
    length = max(1, len(line) - stop.context_column + 1)
    message = f"the quotes around the text{of} are opened here and never closed"
    hint = f"write {quote} at the text's end; if the text itself begins with it, use `>-`"
    return Cause(stop.context_line, stop.context_column, length, message, hint)


def open_bracket(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A list in brackets that is not closed, or that holds what a list cannot."""
    line = line_at(lines, stop.context_line)
    bracket = line[stop.context_column - 1 : stop.context_column]
    if bracket not in {"[", "{"}:
        return None
    length = max(1, len(line) - stop.context_column + 1)
    closing = {"[": "]", "{": "}"}[bracket]
    message = f"a `{bracket}` is opened here, and its `{closing}` or a comma is missing further on"
    hint = f"write the `{closing}`, or put the text in quotes if no list is meant"
    if bracket == "{":
        held = "a comma, a colon or a bracket"
        hint = f"write the `{closing}`; put each text that holds {held} in quotes"
    return Cause(stop.context_line, stop.context_column, length, message, hint)


def list_on_key_line(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A list that begins on the line of its key, or a text that begins with a dash."""
    line = line_at(lines, stop.line)
    key = owner(line) or "the key"
    message = f"a list cannot begin on the line of `{key}`"
    hint = f"begin it on the line below; if a text is meant, {quoting(line, key)}"
    return Cause(stop.line, stop.column, max(1, len(line) - stop.column + 1), message, hint)


def bad_escape(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A backslash inside double quotes."""
    line = line_at(lines, stop.line)
    column = max(1, line.rfind("\\", 0, stop.column + 1) + 1)
    message = "a backslash inside double quotes begins an escape, and this is none"
    hint = "use single quotes around the text, or write the backslash twice"
    return Cause(stop.line, column, 2, message, hint)


def tab(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A tab where blanks belong."""
    for number in (stop.line, stop.context_line):
        line = line_at(lines, number)
        tab = line.find("\t")
        if tab >= 0:
            message = "a tab stands here, and YAML takes only blanks for indentation"
            hint = "replace the tab by blanks; most editors can do so for the whole file"
            return Cause(number, tab + 1, 1, message, hint)
    return None
