"""Compare a quote with the sentences that it was taken from: what does it leave off?"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from argmap.quotes import Occurrence, occurrences
from argmap.quotes.fold import ends_marked, single, tidy
from argmap.quotes.match import Span
from argmap.quotes.sentences import sentence
from argmap.quotes.sources import SourceText

_LONGEST = 300  # characters of a sentence that are shown
_STOPS = ".!?"
_FEWEST = 3  # words that can look like a sentence
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")

_DENIALS = (
    r"not|\w+n't|cannot|no(?!\.)|never|nobody|none|neither|nor|nothing|nowhere|hardly|wrong|false"
    r"|untrue|incorrect|mistaken|den(?:y|ies|ied|ying)|disput(?:e|es|ed)|doubt(?:s|ed|ful)?"
    r"|refut(?:e|es|ed)|unlikely|myth|alleg(?:e|es|ed|edly)|supposed(?:ly)?|purported(?:ly)?"
    r"|rumou?r(?:s|ed)?|pretend(?:s|ed)?"
    r"|nicht|nichts|nie|niemals|niemand\w*|kein\w*|keineswegs|weder|kaum|falsch\w*|unwahr|irrig\w*"
    r"|gelogen|bestreite[nt]|bestritt\w*|leugne(?:n|t|te|ten)|dementier\w*|bezweifel\w*|zweifel\w*"
    r"|angeblich\w*|vermeintlich\w*|mutmaßlich\w*"
)
_CONDITIONS = (
    r"if|unless|whether|provided|except|only if|as long as"
    r"|wenn|falls|sofern|solange|ob|außer|es sei denn|nur wenn"
)
_CUE = re.compile(rf"\b(?:{_DENIALS}|{_CONDITIONS})\b", re.IGNORECASE)
_NONE = re.compile(
    r"\bno doubt\b|\bnot only\b|\bnicht nur\b|\bkein(?:en|e)? zweifel\b|\bzweifellos\b|\bas if\b",
    re.IGNORECASE,
)
"""What looks like a cue and takes nothing back."""

_ASIDE = re.compile(
    r",\s(?:who|which|whose|whom|der|die|das|den|dem|deren|dessen|welche\w*)\s[^,]*,", re.IGNORECASE
)
"""A clause about a word, which says nothing of the others."""

_NEXT = re.compile(
    rf"\W*\b({_CONDITIONS}|not|never|no longer|nicht|nie|niemals|kein\w*|keineswegs"
    r"|allegedly|supposedly|angeblich)\b"
    r"|\W*(?:is|was|are|were|would be|ist|war|sei|wäre)\s(?:\w+\s){0,2}?"
    r"(not|wrong|false|untrue|nonsense|a lie|a myth|nicht|falsch|unwahr|gelogen|unsinn)\b",
    re.IGNORECASE,
)
"""What takes words back directly behind them."""

_DEPENDS = re.compile(rf"\s*,\s*({_CONDITIONS})\b", re.IGNORECASE)

_CLAUSE_ENDS = re.compile(
    r";|\s-\s|\b(?:but|yet|aber|doch|sondern|denn)\b|,\s(?:and|or|so|und|oder)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|shall|should|may|might|must|do|does"
    r"|did|ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|konnten?|muss|müssen"
    r"|mussten?|soll|sollen|sollten?|darf|dürfen|will|wollen|wollten?|sei|seien|wären?|hätten?"
    r"|würden?|gibt|bleibt|bleiben)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|dass|daß|whether|ob|if|wenn|because|weil)\W*$", re.IGNORECASE)


class Left(NamedTuple):
    """What a quote leaves off or out.

    Attributes:
        what: The end of a sentence that begins with the quote and names the text as `{text}`.
        place: Where the sentences are that it was taken from.
        sentences: Their words, cut if they are long.
    """

    what: str
    place: int
    sentences: str


_Judge = Callable[[str, Occurrence, SourceText], Left | None]


def left_off(quote: str, locator: str | None, text: SourceText) -> Left | None:
    """Return what a quote leaves off at its ends so that the rest seems to say something else.

    That is so where it begins or ends inside a sentence without a mark, and looks like a whole
    one, or is a clause that the sentence denies or makes depend on something. Where the text has
    the words in several places, one that is as it should be is enough.

    Raises:
        TooMuchWork: If no work is left.
    """
    return _first(quote, locator, text, _left_off)


def left_out(quote: str, locator: str | None, text: SourceText) -> Left | None:
    """Return what an omission in a quote leaves out so that the rest seems to say something else.

    That is a word which denies or makes the rest depend on something, or both the end of one
    sentence and the beginning of another. See `left_off`.
    """
    return _first(quote, locator, text, _left_out)


def _first(quote: str, locator: str | None, text: SourceText, judge: _Judge) -> Left | None:
    first: Left | None = None
    for stands in occurrences(quote, locator, text):
        found = judge(quote, stands, text)
        if found is None:
            return None
        first = first or found
    return first


def _left_off(quote: str, stands: Occurrence, text: SourceText) -> Left | None:
    words = single(tidy(quote)).strip("' ")
    if len(_WORD.findall(words)) < _FEWEST - 1:
        return None
    spans = stands.spans
    whole = Span(spans[0].start, spans[-1].end)
    around = sentence(text.folded, whole)
    if around is None:
        return None
    before = text.folded.text[around.start : whole.start]
    after = text.folded.text[whole.end : around.end]
    marked_before, marked_after = ends_marked(quote)
    cited = before.endswith("'") and after.startswith("'")
    begins = _is_left(before) and not marked_before and not before.rstrip("' (").endswith(":")
    ends = _is_left(after) and not marked_after
    poses = not cited and (
        (begins and _poses_at_start(words, stands, whole, text))
        or (ends and words[-1:] == "." and stands.fragments[-1].text[-1:] != ".")
    )
    cue = _cue(words, before if begins else "", after if ends else "", is_clause=poses)
    if not poses and cue is None:
        return None
    at = " and ".join(word for word, is_so in (("begins", begins), ("ends", ends)) if is_so)
    what = f"{at} inside a sentence of {{text}}"
    what += ", but looks like a whole one" if poses else ""
    what += f", and leaves off “{cue}”" if cue else ""
    return Left(what, around.start, _shown(text, around, whole))


def _left_out(_quote: str, stands: Occurrence, text: SourceText) -> Left | None:
    for first, second in pairwise(stands.spans):
        omitted = text.folded.text[first.end : second.start]
        one, other = sentence(text.folded, first), sentence(text.folded, second)
        if one is None or other is None:
            continue
        if one.end > second.start:  # the same sentence
            cue = None if _is_parenthesis(omitted) else _cue_in(omitted)
            what = f"leaves “{cue}” out of a sentence of {{text}}" if cue else None
        else:
            rest = text.folded.text[first.end : one.end]
            ahead = text.folded.text[other.start : second.start]
            taken_back = _NEXT.match(rest)
            spliced = _is_left(rest) and _is_left(ahead)
            what = (
                "joins parts of two sentences of {text}"
                if spliced
                else f"leaves “{_group(taken_back)}” out of a sentence of {{text}}"
                if taken_back
                else None
            )
        if what is not None:
            around = Span(one.start, max(one.end, other.end))
            return Left(what, around.start, _shown(text, around, Span(first.start, second.end)))
    return None


def _poses_at_start(words: str, stands: Occurrence, whole: Span, text: SourceText) -> bool:
    """Return whether a quote begins like a sentence where the text does not."""
    if not words[:1].isupper() or len(_WORD.findall(words)) < _FEWEST:
        return False
    own = stands.fragments[0].shown[:1].isupper() and text.folded.shown[whole.start].islower()
    return own or words[-1:] in _STOPS


def _cue(words: str, before: str, after: str, *, is_clause: bool) -> str | None:
    """Return the word around a clause that denies it or makes it depend on something."""
    is_clause = is_clause or bool(_VERB.search(words)) or bool(_THAT.search(before))
    depends = _DEPENDS.match(after)
    if len(_WORD.findall(words)) < _FEWEST or not (is_clause or depends):
        return None
    if not is_clause and depends:
        return depends[1]
    ends = list(_CLAUSE_ENDS.finditer(before))
    found = _cue_in(before[ends[-1].end() :] if ends else before)
    if found is None and (behind := _NEXT.match(after)):
        return _group(behind)
    return found


def _cue_in(words: str) -> str | None:
    found = _CUE.findall(_ASIDE.sub(" ", _NONE.sub(" ", words)))
    return str(found[-1]) if found else None


def _group(found: re.Match[str]) -> str:
    return str(next(filter(None, found.groups())))


def _is_left(words: str) -> bool:
    """Return whether words are among what is left off, not signs and numbers alone."""
    return _LETTERS.search(words) is not None


def _is_parenthesis(omitted: str) -> bool:
    """Return whether an omission is set apart in its sentence, which goes on behind it."""
    words = omitted.strip()
    return len(words) > 1 and words[0] + words[-1] in {",,", "()", "--"}


def _shown(text: SourceText, around: Span, kept: Span) -> str:
    """Return sentences; of long ones, what stands around the words that are quoted."""
    start, end = around
    if end - start > _LONGEST:
        start = max(start, min(kept.start - _LONGEST // 2, end - _LONGEST))
        end = min(end, start + _LONGEST)
    words = text.folded.shown[start:end].strip()
    head = "…" if start > around.start else ""
    tail = "…" if end < around.end else ""
    return f"{head}{words}{tail}"
