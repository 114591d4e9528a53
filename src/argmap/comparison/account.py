"""Account of a difference, as text and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from argmap.comparison.model import Change, ChangeType, Difference, Field, Subject, Value
from argmap.review.ledger import Judgement
from argmap.text import BOLD, GREEN, RED, plain_json, printable, styled

Part = Literal["same", "old", "new"]

# A word, a run of blanks, or one sign; in scripts without blanks each sign is a word.
_BY_SIGN = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_BY_SIGN}]|[^\W{_BY_SIGN}]+|\s+|.", re.DOTALL)
_MOST = 4_000_000  # pairs of words; beyond it a text is shown whole, old and new


class Span(NamedTuple):
    """A part of two texts: in both of them, in the old one alone, or in the new one alone."""

    part: Part
    text: str


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Return the parts of two texts in their order; what is old stands before what is new.

    Where only blanks are the same between two changes, they are one change, so that a new phrase
    is not told word by word.

    Args:
        old: The older text.
        new: The newer one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST:
        return _told(old, new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = [
        block
        for block in matcher.get_matching_blocks()
        if "".join(before[block.a : block.a + block.size]).strip()
    ]
    found: list[Span] = []
    left = right = 0
    for first, second, size in [*kept, (len(before), len(after), 0)]:
        found += _told("".join(before[left:first]), "".join(after[right:second]))
        if size:
            found.append(Span("same", "".join(before[first : first + size])))
        left, right = first + size, second + size
    return tuple(found)


def _told(old: str, new: str) -> tuple[Span, ...]:
    changed = (Span("old", old), Span("new", new))
    return tuple(span for span in changed if span.text)


_SIGNS = {ChangeType.ADDED: "+", ChangeType.REMOVED: "-", ChangeType.CHANGED: "~"}
_PROSE = ("text", "quote", "warrant", "description", "title", "because")
_NOTHING = "nothing"
NO_DIFFERENCE = "no difference in what the maps say\n"


class Paint:
    """Colours, or none."""

    def __init__(self, *, color: bool) -> None:
        self._color = color

    def bold(self, text: str) -> str:
        """Return a heading."""
        return styled(text, BOLD, color=self._color)

    def old(self, text: str) -> str:
        """Return what is no longer there."""
        return styled(text, RED, color=self._color)

    def new(self, text: str) -> str:
        """Return what was not there before."""
        return styled(text, GREEN, color=self._color)

    def change(self, what: ChangeType, text: str) -> str:
        """Return the line about a thing."""
        if what is ChangeType.CHANGED:
            return text
        return self.new(text) if what is ChangeType.ADDED else self.old(text)


def as_text(difference: Difference, *, color: bool = False) -> str:
    """Return a difference as lines, each with its end, and a count at last.

    Args:
        difference: What to tell.
        color: Whether to use ANSI colours.
    """
    paint = Paint(color=color)
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
            told = [line for change in changes for line in _change(change, "", paint)]
            parts.append([paint.bold(heading), *told])
    if difference.stale:
        parts.append([paint.bold("Reviews that no longer count"), *_stale(difference)])
    if not parts:
        return NO_DIFFERENCE
    parts.append([summary(difference)])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def summary(difference: Difference) -> str:
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
        counts = [(what, sum(one.what is what for one in changes)) for what in ChangeType]
        told = ", ".join(f"{number:,} {what.value}" for what, number in counts if number)
        if told:
            parts.append(f"{name}: {told}")
    if difference.fields:
        parts.append(f"map: {', '.join(field.key for field in difference.fields)} changed")
    if difference.stale:
        parts.append(f"reviews: {len(difference.stale):,} no longer count")
    return "; ".join(parts)


def _change(change: Change, indent: str, paint: Paint) -> Iterator[str]:
    """Yield the lines about one thing, with what became of its evidence."""
    text = f": “{printable(change.text)}”" if change.text and not change.reworded else ""
    name = change.label if change.kind is Subject.EVIDENCE else f"{change.label} `{change.id}`"
    what = ", ".join([printable(name), *_became(change)])
    line = f"{_SIGNS[change.what]} {what}{text} ({printable(str(change.at))})"
    yield indent + paint.change(change.what, line)
    told = [field for field in change.fields if _is_news(change, field)]
    yield from _fields(told, f"{indent}    ", paint, whole=change.what is not ChangeType.CHANGED)
    for piece in change.evidence:
        yield from _change(piece, f"{indent}    ", paint)


def _became(change: Change) -> Iterator[str]:
    """Yield in a word each what became of a claim."""
    if change.old_id is not None:
        yield f"renamed from `{printable(change.old_id)}`"
    if change.reworded:
        yield "reworded"
    if change.moved:
        yield "moved"


def _is_news(change: Change, field: Field) -> bool:
    """Return whether a key says more than the line about its thing."""
    if change.what is ChangeType.CHANGED:
        return True
    value = field.new if change.what is ChangeType.ADDED else field.old
    return value != change.text and (field.key, value) != ("status", "reported")


def _fields(
    fields: Iterable[Field], indent: str, paint: Paint, *, whole: bool = False
) -> Iterator[str]:
    """Yield a line for each key: as it is, where all of the thing is new or gone."""
    for key, old, new in fields:
        if whole:
            yield f"{indent}{key}: {_value(old if new is None else new)}"
        elif key in _PROSE and isinstance(old, str) and isinstance(new, str):
            yield f"{indent}{key}: {_words(old, new, paint)}"
        else:
            told = f"{paint.old(_value(old))} → {paint.new(_value(new))}"
            yield f"{indent}{key}: {told}"


def _words(old: str, new: str, paint: Paint) -> str:
    """Return a text with the words that went and the words that came, as `git` marks them."""
    marks = {"old": ("[-", "-]", paint.old), "new": ("{+", "+}", paint.new)}
    told = []
    for part, text in spans(old, new):
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
        return _NOTHING
    return printable(value if isinstance(value, str) else ", ".join(value))


def _stale(difference: Difference) -> Iterator[str]:
    for name, reviewer, verdict, date, changes in difference.stale:
        said = f"{Judgement(verdict).past} by {printable(reviewer)} on {date}"
        yield f"! `{printable(name)}`, {said}: {printable(', '.join(changes))}"


def as_json(difference: Difference) -> str:
    """Return a difference as a JSON object with one key for each kind of change.

    Args:
        difference: What to tell.
    """
    told = {
        "different": bool(difference),
        "map": [_field_object(field) for field in difference.fields],
        "claims": [_change_object(change) for change in difference.claims],
        "inferences": [_change_object(change) for change in difference.inferences],
        "sources": [_change_object(change) for change in difference.sources],
        "ignore": [_change_object(change) for change in difference.ignores],
        "stale": [
            {**stale._asdict(), "changes": list(stale.changes)} for stale in difference.stale
        ],
    }
    return plain_json(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _change_object(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {
        "change": change.what.value,
        "id": change.id,
        "old_id": change.old_id,
        "text": change.text,
        "path": change.at.path,
        "line": change.at.line,
        "column": change.at.column,
        "fields": [_field_object(field) for field in change.fields],
    }
    if change.kind is Subject.CLAIM:
        told |= {
            "role": change.label,
            "renamed": change.renamed,
            "reworded": change.reworded,
            "moved": change.moved,
            "evidence": [_change_object(piece) for piece in change.evidence],
        }
    return told


def _field_object(field: Field) -> dict[str, Any]:
    """Return a key with what it held and holds; of a text, its words too."""
    told: dict[str, Any] = field._asdict()
    if field.key == "text" and isinstance(field.old, str) and isinstance(field.new, str):
        told["words"] = [{part: text} for part, text in spans(field.old, field.new)]
    return told
