"""Where a YAML parser gave up, and what was wrong: the facts and the outcome of a diagnosis."""

from __future__ import annotations

from typing import NamedTuple


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
