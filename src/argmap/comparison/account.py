"""Account of a difference, as text and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, Literal, NamedTuple

from argmap.comparison.model import (
    Change,
    ChangeType,
    Difference,
    Field,
    Renumbered,
    Subject,
    Value,
)
from argmap.model.outline import number_above
from argmap.review.ledger import Judgement
from argmap.text import BOLD, GREEN, RED, plain_json, printable, short, styled

_MOST = 4_000_000
"""Most pairs of words compared; of longer texts, the old and the new one are shown whole."""

_MOST_NUMBERS = 20
"""Most lines on other numbers: behind a claim that was put first, all others have one."""

# A word, a run of blanks, or one sign; in scripts without blanks each sign is a word.
_BY_SIGN = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_BY_SIGN}]|[^\W{_BY_SIGN}]+|\s+|.", re.DOTALL)

_SIGNS = {ChangeType.ADDED: "+", ChangeType.REMOVED: "-", ChangeType.CHANGED: "~"}
_PROSE = ("text", "quote", "warrant", "description", "title", "because")


def as_text(difference: Difference, *, color: bool = False) -> str:
    """Return a difference as lines with a summary at the end.

    Args:
        difference: The difference.
        color: Whether to use ANSI colours.
    """
    paint = _Paint(color=color)
    parts: list[list[str]] = []
    if difference.fields:
        parts.append([paint.bold("The map"), *_fields(difference.fields, "  ", paint)])
    for heading, changes in (
        ("Claims", difference.claims),
        ("Inferences", difference.inferences),
        ("Sources", difference.sources),
        ("Accepted findings", difference.ignores),
    ):
        if changes:
            lines = (line for change in changes for line in _change(change, "", paint))
            parts.append([paint.bold(heading), *lines])
    if difference.stale:
        parts.append([paint.bold("Reviews that no longer count"), *_stale(difference)])
    if not parts:
        parts.append(["no difference in what the maps say"])
    if difference.numbers:
        parts.append([paint.bold("Claims with another number"), *_numbers(difference.numbers)])
    if summary := _summary(difference):
        parts.append([summary])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def as_json(difference: Difference) -> str:
    """Return a difference as a JSON object with one key for each kind of change."""
    values = {
        "different": bool(difference),
        "map": [_field_object(field) for field in difference.fields],
        "claims": [_change_object(change) for change in difference.claims],
        "inferences": [_change_object(change) for change in difference.inferences],
        "sources": [_change_object(change) for change in difference.sources],
        "ignore": [_change_object(change) for change in difference.ignores],
        "stale": [
            {**stale._asdict(), "changes": list(stale.changes)} for stale in difference.stale
        ],
        "numbers": [one._asdict() for one in difference.numbers],
    }
    return plain_json(json.dumps(values, ensure_ascii=False, indent=2)) + "\n"


def _summary(difference: Difference) -> str:
    """Return on one line how much changed."""
    parts = []
    groups = (
        ("claims", difference.claims),
        ("evidence", [piece for one in difference.claims for piece in one.evidence]),
        ("inferences", difference.inferences),
        ("sources", difference.sources),
        ("accepted findings", difference.ignores),
    )
    for name, changes in groups:
        counts = Counter(one.type for one in changes)
        if counts:
            told = ", ".join(f"{counts[one]:,} {one.value}" for one in ChangeType if counts[one])
            parts.append(f"{name}: {told}")
    if difference.fields:
        parts.append(f"map: {', '.join(field.key for field in difference.fields)} changed")
    if difference.stale:
        parts.append(f"reviews: {len(difference.stale):,} no longer count")
    if difference.numbers:
        parts.append(f"numbers: {len(difference.numbers):,} changed")
    return "; ".join(parts)


def _change(change: Change, indent: str, paint: _Paint) -> Iterator[str]:
    """Yield the lines on one change, with those on its evidence."""
    text = f": “{printable(change.text)}”" if change.text and not change.reworded else ""
    name = change.label if change.subject is Subject.EVIDENCE else f"{change.label} `{change.id}`"
    changed = ", ".join([printable(name), *_verbs(change)])
    line = f"{_SIGNS[change.type]} {changed}{text} ({printable(str(change.at))})"
    yield indent + paint.change(change, line)
    fields = [field for field in change.fields if _is_news(change, field)]
    yield from _fields(fields, f"{indent}    ", paint, whole=change.type is not ChangeType.CHANGED)
    for piece in change.evidence:
        yield from _change(piece, f"{indent}    ", paint)


def _verbs(change: Change) -> Iterator[str]:
    if change.old_id is not None:
        yield f"renamed from `{printable(change.old_id)}`"
    if change.reworded:
        yield "reworded"
    if change.moved:
        yield "moved"


def _is_news(change: Change, field: Field) -> bool:
    """Return whether a field says more than the line on its change."""
    if change.type is ChangeType.CHANGED:
        return True
    value = field.new if change.type is ChangeType.ADDED else field.old
    return value != change.text and (field.key, value) != ("status", "reported")


def _fields(
    fields: Iterable[Field], indent: str, paint: _Paint, *, whole: bool = False
) -> Iterator[str]:
    """Yield a line for each field: its one value where the whole part is new or removed."""
    for key, old, new in fields:
        if whole:
            yield f"{indent}{key}: {_value(old if new is None else new)}"
        elif key in _PROSE and isinstance(old, str) and isinstance(new, str):
            yield f"{indent}{key}: {_words(old, new, paint)}"
        else:
            yield f"{indent}{key}: {paint.old(_value(old))} → {paint.new(_value(new))}"


def _words(old: str, new: str, paint: _Paint) -> str:
    """Return a text with its old and new words marked as `git diff --word-diff` marks them."""
    marks = {"old": ("[-", "-]", paint.old), "new": ("{+", "+}", paint.new)}
    told = []
    for part, text in word_diff(old, new):
        if part == "same":
            told.append(printable(text))
        else:
            before, after, tint = marks[part]
            words = text.rstrip()  # the blank behind a word stands behind the mark, too
            blank = text[len(words) :] if words else ""
            told.append(tint(f"{before}{printable(words or text)}{after}") + blank)
    return "".join(told)


def _value(value: Value) -> str:
    if value is None or value == ():
        return "nothing"
    return printable(value if isinstance(value, str) else ", ".join(value))


def _stale(difference: Difference) -> Iterator[str]:
    for name, reviewer, verdict, date, changes in difference.stale:
        said = f"{Judgement(verdict).past} by {printable(reviewer)} on {date}"
        yield f"! `{printable(name)}`, {said}: {printable(', '.join(changes))}"


def _numbers(claims: Sequence[Renumbered]) -> Iterator[str]:
    """Yield a line for each claim with another number; what merely follows it is counted there."""
    first: dict[tuple[str, str], Renumbered] = {}
    below: Counter[Renumbered] = Counter()
    for one in claims:
        old, new = number_above(one.old), number_above(one.new)
        follows = one.old.removeprefix(old) == one.new.removeprefix(new)
        led = first.get((old, new), one) if follows else one
        first[one.old, one.new] = led
        below[led] += 1
    for one, count in islice(below.items(), _MOST_NUMBERS):
        more = f", and {count - 1:,} below" if count > 1 else ""
        yield f"  {one.old} → {one.new}{more}: `{printable(one.id)}` “{printable(short(one.text))}”"
    if len(below) > _MOST_NUMBERS:
        rest = sum(below.values()) - sum(list(below.values())[:_MOST_NUMBERS])
        yield f"  and {rest:,} more"


class _Paint:
    def __init__(self, *, color: bool) -> None:
        self._color = color

    def bold(self, text: str) -> str:
        return styled(text, BOLD, color=self._color)

    def old(self, text: str) -> str:
        return styled(text, RED, color=self._color)

    def new(self, text: str) -> str:
        return styled(text, GREEN, color=self._color)

    def change(self, change: Change, text: str) -> str:
        if change.type is ChangeType.CHANGED:
            return text
        return self.new(text) if change.type is ChangeType.ADDED else self.old(text)


def _change_object(change: Change) -> dict[str, Any]:
    values: dict[str, Any] = {
        "change": change.type.value,
        "id": change.id,
        "old_id": change.old_id,
        "text": change.text,
        "path": change.at.path,
        "line": change.at.line,
        "column": change.at.column,
        "fields": [_field_object(field) for field in change.fields],
    }
    if change.subject is Subject.CLAIM:
        values |= {
            "role": change.label,
            "renamed": change.renamed,
            "reworded": change.reworded,
            "moved": change.moved,
            "evidence": [_change_object(piece) for piece in change.evidence],
        }
    return values


def _field_object(field: Field) -> dict[str, Any]:
    """Return a field; of a text, its words too."""
    values: dict[str, Any] = field._asdict()
    if field.key == "text" and isinstance(field.old, str) and isinstance(field.new, str):
        values["words"] = [{part: text} for part, text in word_diff(field.old, field.new)]
    return values


class Segment(NamedTuple):
    """A run of words in two texts: in both of them, in the old one alone, or in the new one."""

    part: Literal["same", "old", "new"]
    text: str


def word_diff(old: str, new: str) -> tuple[Segment, ...]:
    """Return the segments of two texts in their order; an old one stands before a new one.

    Where only blanks are the same between two changes, they are one change, so that a new phrase
    is not shown word by word.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST:
        return tuple(_changed(old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = [
        block
        for block in matcher.get_matching_blocks()
        if "".join(before[block.a : block.a + block.size]).strip()
    ]
    found: list[Segment] = []
    left = right = 0
    for first, second, size in [*kept, (len(before), len(after), 0)]:
        found += _changed("".join(before[left:first]), "".join(after[right:second]))
        if size:
            found.append(Segment("same", "".join(before[first : first + size])))
        left, right = first + size, second + size
    return tuple(found)


def _changed(old: str, new: str) -> list[Segment]:
    return [one for one in (Segment("old", old), Segment("new", new)) if one.text]
