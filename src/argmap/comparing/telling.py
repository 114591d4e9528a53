"""A difference as people read it; what is old and what is new is told by signs, not by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.comparing.difference import Kind, What
from argmap.comparing.wording import spans
from argmap.excerpt import printable
from argmap.review.model import Judgement
from argmap.text import BOLD, GREEN, RED, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.comparing.difference import Change, Difference, Field, Value

_SIGNS = {What.ADDED: "+", What.REMOVED: "-", What.CHANGED: "~"}
_PROSE = ("text", "quote", "warrant", "description", "title", "because")
_NOTHING = "nothing"
NO_DIFFERENCE = "no difference in what the maps say\n"


class Paint:
    """Colours, or none."""

    def __init__(self, *, color: bool) -> None:
        self._color = color

    def bold(self, text: str) -> str:
        """Returns a heading."""
        return styled(text, BOLD, color=self._color)

    def old(self, text: str) -> str:
        """Returns what is no longer there."""
        return styled(text, RED, color=self._color)

    def new(self, text: str) -> str:
        """Returns what was not there before."""
        return styled(text, GREEN, color=self._color)

    def change(self, what: What, text: str) -> str:
        """Returns the line about a thing."""
        if what is What.CHANGED:
            return text
        return self.new(text) if what is What.ADDED else self.old(text)


def as_text(difference: Difference, *, color: bool = False) -> str:
    """Returns a difference as lines, each with its end, and a count at last.

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
    """Returns on one line how much changed."""
    parts = []
    groups = (
        ("claims", difference.claims),
        ("evidence", [piece for one in difference.claims for piece in one.evidence]),
        ("inferences", difference.inferences),
        ("sources", difference.sources),
        ("accepted findings", difference.ignores),
    )
    for name, changes in groups:
        counts = [(what, sum(one.what is what for one in changes)) for what in What]
        told = ", ".join(f"{number:,} {what.value}" for what, number in counts if number)
        if told:
            parts.append(f"{name}: {told}")
    if difference.fields:
        parts.append(f"map: {', '.join(field.key for field in difference.fields)} changed")
    if difference.stale:
        parts.append(f"reviews: {len(difference.stale):,} no longer count")
    return "; ".join(parts)


def _change(change: Change, indent: str, paint: Paint) -> Iterator[str]:
    """Yields the lines about one thing, with what became of its evidence."""
    text = f": “{printable(change.text)}”" if change.text and not change.reworded else ""
    name = change.label if change.kind is Kind.EVIDENCE else f"{change.label} `{change.id}`"
    what = ", ".join([printable(name), *_became(change)])
    line = f"{_SIGNS[change.what]} {what}{text} ({printable(str(change.at))})"
    yield indent + paint.change(change.what, line)
    told = [field for field in change.fields if _is_news(change, field)]
    yield from _fields(told, f"{indent}    ", paint, whole=change.what is not What.CHANGED)
    for piece in change.evidence:
        yield from _change(piece, f"{indent}    ", paint)


def _became(change: Change) -> Iterator[str]:
    """Yields in a word each what became of a claim."""
    if change.old_id is not None:
        yield f"renamed from `{printable(change.old_id)}`"
    if change.reworded:
        yield "reworded"
    if change.moved:
        yield "moved"


def _is_news(change: Change, field: Field) -> bool:
    """Tells whether a key says more than the line about its thing."""
    if change.what is What.CHANGED:
        return True
    value = field.new if change.what is What.ADDED else field.old
    return value != change.text and (field.key, value) != ("status", "reported")


def _fields(
    fields: Iterable[Field], indent: str, paint: Paint, *, whole: bool = False
) -> Iterator[str]:
    """Yields a line for each key: as it is, where all of the thing is new or gone."""
    for key, old, new in fields:
        if whole:
            yield f"{indent}{key}: {_value(old if new is None else new)}"
        elif key in _PROSE and isinstance(old, str) and isinstance(new, str):
            yield f"{indent}{key}: {_words(old, new, paint)}"
        else:
            told = f"{paint.old(_value(old))} → {paint.new(_value(new))}"
            yield f"{indent}{key}: {told}"


def _words(old: str, new: str, paint: Paint) -> str:
    """Returns a text with the words that went and the words that came, as `git` marks them."""
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
