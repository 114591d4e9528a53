"""Messages for YAML syntax errors: the likely cause, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from argmap.text import listed, short

_LONGEST_LINE = 400
"""Characters of a line that are looked at: no expression below can take long."""

_LONGEST_EXAMPLE = 70

_KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s#:\"'\[{][^:#]{0,80}):(?:[ \t]+(?P<value>\S.*))?$")
_CUT = re.compile(r"\S[ \t]+#+[^\s#]")
_WORDS = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z][\w-]*) +(?P<value>\S.*)$")  # no colon
_DASH = re.compile(r"\s*(?P<item>-[\w\"'].{0,80})$")
_OPENING, _CLOSING = "“„”«»‘‚’", "”“«»’‘"
_GLUED = re.compile(r"\s*(?:- +)*(?P<key>\w[\w-]{0,80}):[^\s:/]")

_IN_BRACES = re.compile(r"[{,]\s*(?P<key>[\w-]{1,80}):\s+(?P<value>[^{}\[\],\"']*)$")
"""The last key before a place inside `{ }`, with its value up to there."""

_LIKE_KEY = re.compile(r"[a-z][a-z-]*:(\s|$)")  # which is how the format's keys are written

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


class Before(NamedTuple):
    """The text, list or alias just before the place where the parser gave up.

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
        problem: Its message.
        line, column: Where, counted from 1.
        context_line, context_column: Where the part began that it could not read.
        before: The text, list or alias just before.
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


class SyntaxCause(NamedTuple):
    """The likely mistake, with its place, message and hint.

    Attributes:
        quoting: Whether quotes around the value of the line are a sure mend.
    """

    line: int
    column: int
    length: int
    message: str
    hint: str
    quoting: bool = False


def diagnose(stop: Stop, lines: Sequence[str]) -> SyntaxCause:
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
    line = _line_at(lines, stop.line)
    hint = "look at the quotes, colons and indentation of this line and of the one above"
    if _owner(line) is not None:
        hint = f"{hint}; if a text is meant, {_quoting(line, _owner(line))}"
    message = "this is not YAML: it could not be read on from here"
    return SyntaxCause(stop.line, stop.column, 1, message, hint)


def _at_the_end(stop: Stop, lines: Sequence[str]) -> Stop:
    """Return a stop behind the last line as one on it, begun by the bracket that is still open."""
    last = max((n for n, line in enumerate(lines, start=1) if line.strip()), default=1)
    column = max(1, len(_line_at(lines, last).rstrip()))
    if _line_at(lines, stop.open_line)[stop.open_column - 1 : stop.open_column] in {"[", "{"}:
        problem = f"flow sequence {stop.problem}"
        line, column = stop.open_line, stop.open_column
        return stop._replace(problem=problem, context_line=line, context_column=column)
    if stop.context_line == stop.line:
        stop = stop._replace(context_line=last, context_column=column)
    return stop._replace(line=last, column=column)


def _colon(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A colon inside a text, or a key inside the text above it."""
    line = _line_at(lines, stop.line)
    key = _owner(line[: stop.column - 1] + "x")
    if key is not None:
        hint = _quoting(line, key)
        return SyntaxCause(stop.line, stop.column, 1, _colon_message(key), hint, quoting=True)
    glued = _glued_key(line)
    if glued is not None:
        return _glued(stop.line, line, glued)
    before = stop.before
    if before.kind != "plain" or before.line >= stop.line:
        return None
    return _key_inside_text(stop, lines)


def _key_inside_text(stop: Stop, lines: Sequence[str]) -> SyntaxCause:
    """The text began further up, and now comes what looks like a key."""
    before = stop.before
    above = _line_at(lines, before.line)
    item, glued = _DASH.match(above), _glued_key(above)
    if item is not None:
        message = "a blank is missing after the dash"
        hint = "begin the item with a dash and a blank, `- `"
        return SyntaxCause(before.line, item.start("item") + 1, 1, message, hint)
    if glued is not None:
        return _glued(before.line, above, glued)
    inner = short(_line_at(lines, stop.line)[: stop.column - 1].strip())
    key = _owner(above)
    if key is None:
        message = f"a colon is missing after `{short(above.strip())}`"
        hint = f"a key ends in a colon and a blank, as in `{inner}: …` on line {stop.line}"
        return SyntaxCause(before.line, before.column, len(above.strip()), message, hint)
    indent = len(above) - len(above.lstrip(" -"))
    here = stop.column - len(inner)
    message = f"`{inner}:` stands inside the text of `{key}` that begins on line {before.line}"
    hint = (
        f"if it is a key, begin it in column {indent + 1}, exactly below `{key}`; if it belongs "
        f"to the text, put the whole text in quotes or below `{key}: >-`"
    )
    return SyntaxCause(stop.line, max(1, here), len(inner), message, hint)


def _glued(number: int, line: str, key: str) -> SyntaxCause:
    column = line.index(key) + 1
    message = f"a blank is missing after the colon of `{key}`"
    return SyntaxCause(number, column, len(key) + 1, message, f"write `{key}: ` and then the value")


def _indentation(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A line that begins in no column where one of the open keys begins."""
    line = _line_at(lines, stop.line)
    if line[: stop.column - 1].strip(" -"):
        return None
    name, length = short(line.strip()), max(1, len(line.strip()))
    hint = _after_comment(lines, stop.line)
    if stop.before.kind == "block" and stop.before.line < stop.line:
        message = "this line is indented less than the text above it, which ends there"
        hint = "indent all lines of the text alike; if this is a key, line it up with the others"
    elif stop.column in stop.columns and _KEY.match(line) is None:
        message = f"`{name}` is no key, though keys stand before it in this column"
        if name.startswith("- "):
            hint = "indent the list deeper than the keys, or begin it below its own key"
        hint = hint or "if it belongs to the text above, indent it deeper or put that in quotes"
    else:
        message = f"the indentation of `{name}` fits no line above it"
        hint = hint or f"begin it exactly below the key that it goes with: {_columns(stop)}"
    return SyntaxCause(stop.line, stop.column, length, message, hint)


def _columns(stop: Stop) -> str:
    """Return the columns in which a key can begin, in words."""
    columns = [str(column) for column in sorted({*stop.columns, stop.context_column})]
    return f"in column {listed(columns, 'or')}"


def _missing_colon(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A line that stands where a key should, without a colon."""
    number = stop.context_line
    line = _line_at(lines, number)
    glued = _glued_key(line)
    if glued is not None:
        return _glued(number, line, glued)
    length = max(1, len(line.strip()))
    name = short(line.strip())
    message = f"`{name}` stands where a key is expected, but has no colon"
    words = _WORDS.match(line)
    key = f"{words['key']}: {short(words['value'])}" if words else f"{name}:"
    hint = _after_comment(lines, number) or (
        f"if it is a key, write `{key}`; if it belongs to the text above, indent it deeper"
    )
    return SyntaxCause(number, stop.context_column, length, message, hint)


def _mixed_list(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A line among list items that is no item."""
    line = _line_at(lines, stop.line)
    message = f"`{short(line.strip())}` stands in a list, but does not begin with a dash"
    hint = f"begin an item with `- `, and a key exactly below its fellow keys, {_columns(stop)}"
    hint = _after_comment(lines, stop.line) or hint
    return SyntaxCause(stop.line, stop.column, max(1, len(line.strip())), message, hint)


def _outside(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """More text behind what is already a whole file to YAML."""
    line = _line_at(lines, stop.line)
    message = f"`{short(line.strip())}` comes after the end of the map"
    hint = "one file holds one map; look at the lines above for a missing colon or a `...`"
    return SyntaxCause(stop.line, stop.column, max(1, len(line.strip())), message, hint)


def _after_value(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A value is complete, yet more follows it on the same line."""
    before = stop.before
    if before.end_line != stop.line or before.kind not in {"quoted", "flow", "alias"}:
        return None
    first = _line_at(lines, before.line)
    key = _owner(first[: before.column - 1] + "x")
    start = first[before.column - 1 : before.column]
    length = _rest(first, before.column)
    hint = _quoting(first, key) if before.line == stop.line else _quoting("", key)
    if _line_at(lines, stop.line)[stop.column - 1 : stop.column] in {"]", "}"}:
        message = "this bracket closes nothing"
        return SyntaxCause(stop.line, stop.column, 1, message, f"delete it; or {hint}")
    if before.kind == "quoted":
        opened = "" if before.line == stop.line else f", opened on line {before.line},"
        message = f"the quotes{_of(key)}{opened} close here, but the text goes on"
        hint = _quotes_inside(start, key)
        return SyntaxCause(stop.line, max(1, before.end_column - 1), 1, message, hint)
    if before.kind == "flow":
        kind = "list" if start == "[" else "group of keys"
        message = f"the text{_of(key)} begins with `{start}`, which YAML takes for a {kind}"
    else:
        message = _reserved(key, "*")
    one_line = before.line == stop.line
    return SyntaxCause(before.line, before.column, length, message, hint, quoting=one_line)


def _quotes_inside(quote: str, key: str | None) -> str:
    """Return the hint on a text that holds the quotes it stands in."""
    if quote == "'":
        way = "inside single quotes write an apostrophe twice ('')"
    else:
        way = 'inside double quotes write a quotation mark as \\"'
    below = f"`{key}: >-`" if key else "`>-`"
    return f"{way}, or write the text without outer quotes on the line below {below}"


def _bad_start(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A text that begins with a character which YAML keeps for itself."""
    line = _line_at(lines, stop.context_line)
    character = line[stop.context_column - 1 : stop.context_column]
    if character == "\t" or "\t" in line[: stop.context_column]:
        return _tab(stop, lines)
    if character not in _STARTS:
        return None
    key = _owner(line)
    message = _reserved(key, character)
    length = _rest(line, stop.context_column)
    hint = _quoting(line, key)
    at = (stop.context_line, stop.context_column)
    return SyntaxCause(*at, length, message, hint, quoting=True)


def _open_quote(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A quote that is opened and never closed."""
    line = _line_at(lines, stop.context_line)
    quote = line[stop.context_column - 1 : stop.context_column]
    if quote not in {"'", '"'}:
        return None
    key = _owner(line[: stop.context_column])
    length = _rest(line, stop.context_column)
    message = f"the quotes around the text{_of(key)} are opened here and never closed"
    hint = f"write {quote} at the text's end; if the text itself begins with it, use `>-`"
    return SyntaxCause(stop.context_line, stop.context_column, length, message, hint)


def _open_bracket(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A list in brackets that is not closed, or that holds what a list cannot."""
    line = _line_at(lines, stop.context_line)
    bracket = line[stop.context_column - 1 : stop.context_column]
    if bracket not in {"[", "{"}:
        return None
    colon = _colon_in_braces(_line_at(lines, stop.line), stop) if bracket == "{" else None
    if colon is not None:
        return colon
    length = _rest(line, stop.context_column)
    closing = {"[": "]", "{": "}"}[bracket]
    message = f"a `{bracket}` is opened here, and its `{closing}` or a comma is missing further on"
    hint = f"write the `{closing}`, or put the text in quotes if no list is meant"
    if bracket == "{":
        held = "a comma, a colon or a bracket"
        hint = f"write the `{closing}`; put each text that holds {held} in quotes"
    return SyntaxCause(stop.context_line, stop.context_column, length, message, hint)


def _colon_in_braces(line: str, stop: Stop) -> SyntaxCause | None:
    """Return the cause where a text inside `{ }` holds a colon and a blank, or None."""
    match = _IN_BRACES.search(line[: stop.column - 1])
    if match is None or line[stop.column - 1 : stop.column] != ":":
        return None
    end = re.compile(r"[,}\]]|$").search(line, stop.column)
    value = line[match.start("value") : end.start() if end else None]
    example = f'{match["key"]}: "{value}"'
    hint = "put the whole text in quotes"
    if len(example) <= _LONGEST_EXAMPLE and '"' not in value:
        hint += f", `{example}`"
    return SyntaxCause(stop.line, stop.column, 1, _colon_message(match["key"]), hint)


def _colon_message(key: str) -> str:
    return f"the text of `{key}` holds a colon and a blank, which YAML takes for a key"


def _list_on_key_line(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A list that begins on the line of its key, or a text that begins with a dash."""
    line = _line_at(lines, stop.line)
    key = _owner(line) or "the key"
    message = f"a list cannot begin on the line of `{key}`"
    hint = f"begin it on the line below; if a text is meant, {_quoting(line, key)}"
    return SyntaxCause(stop.line, stop.column, _rest(line, stop.column), message, hint)


def _bad_escape(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A backslash inside double quotes."""
    line = _line_at(lines, stop.line)
    column = max(1, line.rfind("\\", 0, stop.column + 1) + 1)
    message = "a backslash inside double quotes begins an escape, and this is none"
    hint = "use single quotes around the text, or write the backslash twice"
    return SyntaxCause(stop.line, column, 2, message, hint)


def _tab(stop: Stop, lines: Sequence[str]) -> SyntaxCause | None:
    """A tab where blanks belong."""
    for number in (stop.line, stop.context_line):
        line = _line_at(lines, number)
        tab = line.find("\t")
        if tab >= 0:
            message = "a tab stands here, and YAML takes only blanks for indentation"
            hint = "replace the tab by blanks; most editors can do so for the whole file"
            return SyntaxCause(number, tab + 1, 1, message, hint)
    return None


def _of(key: str | None) -> str:
    return f" of `{key}`" if key else ""


def _reserved(key: str | None, character: str) -> str:
    start = _STARTS[character]
    return f"the text{_of(key)} begins with {start}, which has a meaning of its own in YAML"


def _rest(line: str, column: int) -> int:
    """Return the characters from a column to the end of a line, at least 1."""
    return max(1, len(line) - column + 1)


def _line_at(lines: Sequence[str], number: int) -> str:
    """Return the beginning of a line by its number, counted from 1; empty beyond the last."""
    return lines[number - 1][:_LONGEST_LINE] if 0 < number <= len(lines) else ""


def _owner(line: str) -> str | None:
    """Return the key whose value stands on a line, or None if no value does."""
    match = _KEY.match(line)
    return match["key"].strip() if match and match["value"] else None


def _glued_key(line: str) -> str | None:
    """Return the key of a line such as `text:Word`, whose colon has no blank behind it."""
    match = _GLUED.match(line)
    return match["key"] if match else None


def _quoting(line: str, key: str | None) -> str:
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


def quoted_value(lines: Sequence[str], number: int) -> tuple[int, int, str] | None:
    """Return where the value of a line stands, and the same in quotes, or None.

    None is for a line whose value may go on below, end before a comment, or begin with another
    key: quotes on this line could then change what is said.

    Args:
        lines: The file's lines.
        number: The line's number, counted from 1.

    Returns:
        The value's column, its length, and the text in its quotes.
    """
    line = lines[number - 1]
    match = _KEY.match(line)
    if match is None or not match["value"] or " #" in line or "\t#" in line:
        return None
    below = next((later for later in lines[number:] if later.strip()), "")
    if len(below) - len(below.lstrip(" ")) > match.start("key"):
        return None
    value = match["value"].rstrip()
    if _LIKE_KEY.match(value):
        return None
    single = '"' in value or "\\" in value
    quoted = "'" + value.replace("'", "''") + "'" if single else f'"{value}"'
    return match.start("value") + 1, len(value), quoted


def _after_comment(lines: Sequence[str], number: int) -> str | None:
    """Return the advice for a line whose text was cut off by a `#` on the line above, or None."""
    if not _CUT.search(_line_at(lines, number - 1)):
        return None
    return f"the `#` on line {number - 1} ends the text there: put the whole text in quotes"


_EXPLANATIONS: tuple[tuple[str, Callable[[Stop, Sequence[str]], SyntaxCause | None]], ...] = (
    ("mapping values are not allowed", _colon),
    ("tab character", _tab),
    ("found unexpected end of stream", _open_quote),
    ("found unexpected document indicator", _open_quote),
    ("escape", _bad_escape),
    ("hexdecimal", _bad_escape),
    ("flow sequence", _open_bracket),
    ("flow mapping", _open_bracket),
    ("did not find expected key", _after_value),
    ("did not find expected key", _indentation),
    ("expected '-' indicator", _after_value),
    ("expected '-' indicator", _mixed_list),
    ("could not find expected ':'", _missing_colon),
    ("block sequence entries are not allowed", _list_on_key_line),
    ("document start", _after_value),
    ("document start", _outside),
    ("", _bad_start),
)
