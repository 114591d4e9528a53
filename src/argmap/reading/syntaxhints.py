"""From where a YAML parser gave up to what the author most likely did, and how to mend it.

libyaml says what its grammar expected; an author needs to hear which text to put in quotes. Each
function below knows one family of mistakes and returns None where the mistake is another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.reading.located import short
from argmap.reading.syntaxlines import (
    after_comment,
    begins_key,
    glued_item,
    glued_key,
    line_at,
    owner,
    quoting,
    split_key,
)
from argmap.reading.syntaxstop import Before, Cause, Stop
from argmap.reading.syntaxvalues import (
    after_value,
    bad_escape,
    bad_start,
    list_on_key_line,
    open_bracket,
    open_quote,
    tab,
)
from argmap.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Before", "Cause", "Stop", "diagnose"]


def diagnose(stop: Stop, lines: Sequence[str]) -> Cause:
    """Returns the likeliest cause.

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
    """Returns a stop behind the last line as one on it, begun by the bracket that is still open."""
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
    """Returns in which columns a key can begin."""
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
