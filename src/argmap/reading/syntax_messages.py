"""Messages for YAML syntax errors: the likely cause, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from argmap.text import listed, short

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
    """Return the beginning of a line by its number, counted from 1; empty beyond the last."""
    return lines[number - 1][:_LONGEST_LINE] if 0 < number <= len(lines) else ""


def owner(line: str) -> str | None:
    """Return the key whose value stands on a line, or None if no value does."""
    match = _KEY.match(line)
    return match["key"].strip() if match and match["value"] else None


def begins_key(line: str) -> bool:
    """Return whether a line begins with a key."""
    return _KEY.match(line) is not None


def glued_key(line: str) -> str | None:
    """Return the key of a line such as `text:Word`, whose colon has no blank behind it."""
    match = _GLUED.match(line)
    return match["key"] if match else None


def split_key(line: str) -> tuple[str, str] | None:
    """Return the first word and the rest of a line of several words, a key without its colon."""
    match = _WORDS.match(line)
    return (match["key"], match["value"].rstrip()) if match else None


def glued_item(line: str) -> str | None:
    """Return an item such as `-text: Word`, whose dash has no blank behind it."""
    match = _DASH.match(line)
    return match["item"].rstrip() if match else None


def quoting(line: str, key: str | None) -> str:
    """Return the advice to quote the value of a line, with the line as it would be then."""
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
    """Return the advice for a line whose text was cut off by a `#` on the line above, or None."""
    if not _CUT.search(line_at(lines, number - 1)):
        return None
    return f"the `#` on line {number - 1} ends the text there: put the whole text in quotes"


class Before(NamedTuple):
    """What was read just before the parser gave up.

    Attributes:
        kind: `plain`, `quoted`, `block`, `flow`, `alias` or `nothing`.
        line, column: Where it begins, counted from 1.
        end_line, end_column: Where it ends.
    """

    kind: str
    line: int
    column: int
    end_line: int
    end_column: int


class Stop(NamedTuple):
    """Where and why the parser gave up, in its own words.

    Attributes:
        problem: What it said.
        line, column: Where, counted from 1.
        context_line, context_column: Where that began.
        before: What was read just before.
        columns: Where the keys of the open mappings begin.
        open_line, open_column: Where the innermost open mapping or list begins, or 1.
    """

    problem: str
    line: int
    column: int
    context_line: int
    context_column: int
    before: Before
    columns: tuple[int, ...]
    open_line: int = 1
    open_column: int = 1


class Cause(NamedTuple):
    """The likely mistake: its place, what it is, and the remedy."""

    line: int
    column: int
    length: int
    message: str
    hint: str


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
    """Return how to write a text that holds the quotes it stands in."""
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


def diagnose(stop: Stop, lines: Sequence[str]) -> Cause:
    """Return the likeliest cause.

    Args:
        stop: Where and why the parser gave up.
        lines: The file's lines.
    """
    if not "".join(lines[stop.line - 1 :]).strip():
        stop = _at_the_end(stop, lines)
    for words, explain in _EXPLANATIONS:
        if words in stop.problem:
            cause = explain(stop, lines)
            if cause is not None:
                return cause
    line = line_at(lines, stop.line)
    hint = "look at the quotes, colons and indentation of this line and of the one above"
    if owner(line) is not None:
        hint = f"{hint}; if a text is meant, {quoting(line, owner(line))}"
    message = "this is not YAML: it could not be read on from here"
    return Cause(stop.line, stop.column, 1, message, hint)


def _at_the_end(stop: Stop, lines: Sequence[str]) -> Stop:
    """Return a stop behind the last line as one on it, begun by the bracket that is still open."""
    last = max((n for n, line in enumerate(lines, start=1) if line.strip()), default=1)
    column = max(1, len(line_at(lines, last).rstrip()))
    if line_at(lines, stop.open_line)[stop.open_column - 1 : stop.open_column] in {"[", "{"}:
        problem = f"flow sequence {stop.problem}"
        place = stop.open_line, stop.open_column
        return stop._replace(problem=problem, context_line=place[0], context_column=place[1])
    if stop.context_line == stop.line:
        stop = stop._replace(context_line=last, context_column=column)
    return stop._replace(line=last, column=column)


def _colon(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A colon inside a text, or a key inside the text above it."""
    line = line_at(lines, stop.line)
    key = owner(line[: stop.column - 1] + "x")
    if key is not None:
        message = f"the text of `{key}` holds a colon and a blank, which YAML takes for a key"
        return Cause(stop.line, stop.column, 1, message, quoting(line, key))
    glued = glued_key(line)
    if glued is not None:
        return _glued(stop.line, line, glued)
    before = stop.before
    if before.kind != "plain" or before.line >= stop.line:
        return None
    return _key_inside_text(stop, lines)


def _key_inside_text(stop: Stop, lines: Sequence[str]) -> Cause:
    """The text began further up, and now comes what looks like a key."""
    before = stop.before
    above = line_at(lines, before.line)
    item, glued = glued_item(above), glued_key(above)
    if item is not None:
        message = "a blank is missing after the dash"
        hint = "begin the item with a dash and a blank, `- `"
        return Cause(before.line, above.index(item) + 1, 1, message, hint)
    if glued is not None:
        return _glued(before.line, above, glued)
    inner = short(line_at(lines, stop.line)[: stop.column - 1].strip())
    key = owner(above)
    if key is None:
        message = f"a colon is missing after `{short(above.strip())}`"
        hint = f"a key ends in a colon and a blank, as in `{inner}: …` on line {stop.line}"
        return Cause(before.line, before.column, len(above.strip()), message, hint)
    indent = len(above) - len(above.lstrip(" -"))
    here = stop.column - len(inner)
    message = f"`{inner}:` stands inside the text of `{key}` that begins on line {before.line}"
    hint = (
        f"if it is a key, begin it in column {indent + 1}, exactly below `{key}`; if it belongs "
        f"to the text, put the whole text in quotes or below `{key}: >-`"
    )
    return Cause(stop.line, max(1, here), len(inner), message, hint)


def _glued(number: int, line: str, key: str) -> Cause:
    column = line.index(key) + 1
    message = f"a blank is missing after the colon of `{key}`"
    return Cause(number, column, len(key) + 1, message, f"write `{key}: ` and then the value")


def _indentation(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A line that begins in no column where one of the open keys begins."""
    line = line_at(lines, stop.line)
    if line[: stop.column - 1].strip(" -"):
        return None
    name, length = short(line.strip()), max(1, len(line.strip()))
    hint = after_comment(lines, stop.line)
    if stop.before.kind == "block" and stop.before.line < stop.line:
        message = "this line is indented less than the text above it, which ends there"
        hint = "indent all lines of the text alike; if this is a key, line it up with the others"
    elif stop.column in stop.columns and not begins_key(line):
        message = f"`{name}` is no key, though keys stand before it in this column"
        if name.startswith("- "):
            hint = "indent the list deeper than the keys, or begin it below its own key"
        hint = hint or "if it belongs to the text above, indent it deeper or put that in quotes"
    else:
        message = f"the indentation of `{name}` fits no line above it"
        hint = hint or f"begin it exactly below the key that it goes with: {_columns(stop)}"
    return Cause(stop.line, stop.column, length, message, hint)


def _columns(stop: Stop) -> str:
    """Return in which columns a key can begin."""
    columns = [str(column) for column in sorted({*stop.columns, stop.context_column})]
    return f"in column {listed(columns, 'or')}"


def _missing_colon(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A line that stands where a key should, without a colon."""
    number = stop.context_line
    line = line_at(lines, number)
    glued = glued_key(line)
    if glued is not None:
        return _glued(number, line, glued)
    length = max(1, len(line.strip()))
    name = short(line.strip())
    message = f"`{name}` stands where a key is expected, but has no colon"
    words = split_key(line)
    key = f"{words[0]}: {short(words[1])}" if words else f"{name}:"
    hint = after_comment(lines, number) or (
        f"if it is a key, write `{key}`; if it belongs to the text above, indent it deeper"
    )
    return Cause(number, stop.context_column, length, message, hint)


def _mixed_list(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """A line among list items that is no item."""
    line = line_at(lines, stop.line)
    message = f"`{short(line.strip())}` stands in a list, but does not begin with a dash"
    hint = f"begin an item with `- `, and a key exactly below its fellow keys, {_columns(stop)}"
    hint = after_comment(lines, stop.line) or hint
    return Cause(stop.line, stop.column, max(1, len(line.strip())), message, hint)


def _outside(stop: Stop, lines: Sequence[str]) -> Cause | None:
    """More text behind what is already a whole file to YAML."""
    line = line_at(lines, stop.line)
    message = f"`{short(line.strip())}` comes after the end of the map"
    hint = "one file holds one map; look at the lines above for a missing colon or a `...`"
    return Cause(stop.line, stop.column, max(1, len(line.strip())), message, hint)


_EXPLANATIONS: tuple[tuple[str, Callable[[Stop, Sequence[str]], Cause | None]], ...] = (
    ("mapping values are not allowed", _colon),
    ("tab character", tab),
    ("found unexpected end of stream", open_quote),
    ("found unexpected document indicator", open_quote),
    ("escape", bad_escape),
    ("hexdecimal", bad_escape),
    ("flow sequence", open_bracket),
    ("flow mapping", open_bracket),
    ("did not find expected key", after_value),
    ("did not find expected key", _indentation),
    ("expected '-' indicator", after_value),
    ("expected '-' indicator", _mixed_list),
    ("could not find expected ':'", _missing_colon),
    ("block sequence entries are not allowed", list_on_key_line),
    ("document start", after_value),
    ("document start", _outside),
    ("", bad_start),
)
