"""Find the passage of a text that is nearest to a quote, and their difference word by word."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from argmap.quotes.fold import Folded, Fragment
from argmap.quotes.haystack import TOKEN, Needle
from argmap.quotes.match import Span
from argmap.quotes.work import TooMuchWork

_WORD = re.compile(r"\w+(?:['.,-]\w+)*|[^\w\s]")
_BLOCK = 64  # letters that rapidfuzz compares at once: longer words cost much more per letter
_LONGEST = 300  # letters of a quote that are compared: the words around them are aligned later
_LONGEST_WHOLE, _STRETCH = 2_000, 500  # letters of a quote that is taken whole, else in stretches
_ALIGNED = 500  # steps of a letter of the text for a block of the quote, at worst
_RARE = 8  # words of a quote that are looked up in the text
_MANY = 200  # places of a word from which on it says nothing about where the quote is
_AROUND = 200  # letters of the text on each side of a passage that may be more of the quote
_GAP = 0.2  # cost of a word of the text between two of the quote, each of which gives 1
_KEPT = 4  # words that are shown on each side of a change


class Passage(NamedTuple):
    """The passage of a text that is nearest to a quote.

    Attributes:
        span: Its place, in whole words.
        likeness: The likeness of its letters, from 0 to 100: rapidfuzz's partial ratio.
        shared: The share of the quote's words and signs that it has, from 0 to 1.
        difference: Its words and the quote's: `[-only in the quote-]`, `{+only in the text+}`.
        words: Its words.
        changed: How many words or signs would have to be changed in the quote.
    """

    span: Span
    likeness: float
    shared: float
    difference: str
    words: str
    changed: int


class _Token(NamedTuple):
    """A word or a sign: as shown, as compared, and its place."""

    shown: str
    text: str
    span: Span


def nearest(fragment: Fragment, text: Folded, within: Span | None = None) -> Passage | None:
    """Return the passage of a text that is most like a fragment of a quote.

    Of a very long fragment, that is a piece of it which the text does not have.

    Args:
        fragment: The words.
        text: The text.
        within: The part of it to look in; without it, all of it.

    Returns:
        None where the text has no words, or the work for such passages is spent.
    """
    within = within or Span(0, text.length)
    try:
        fragment = _piece(fragment, text)
        found = _aligned(fragment.text, text, within)
    except TooMuchWork:
        return None
    if found is None:
        return None
    span, likeness = found
    words = _tokens(fragment.shown, fragment.text, Span(0, len(fragment.text)))
    reach = len(fragment.text) + _AROUND
    wide = Span(max(within.start, span.start - reach), min(within.end, span.end + reach))
    tokens = _tokens(text.shown, text.text, wide)
    there = _fitted(words, tokens, *_trimmed(words, tokens, span))
    if not there:
        return None
    whole = Span(there[0].span.start, there[-1].span.end)
    shared = sum(end - start for start, end, _, _ in _same(words, there)) / len(words)
    changed = _changed(words, there)
    difference = _difference(words, there)
    return Passage(whole, likeness, shared, difference, _shown(there), changed)


def _piece(fragment: Fragment, text: Folded) -> Fragment:
    """Return a fragment, or the part of a very long one around the first words that are missing."""
    words = fragment.text
    if len(words) <= _LONGEST_WHOLE:
        return fragment
    first = 0
    for start in range(0, len(words), _STRETCH):
        stretch = words[start : start + _STRETCH]
        inner = max(0, stretch.find(" ")), max(0, stretch.rfind(" "))
        if Needle(stretch, text.haystack, inner=inner).find(0, text.length) < 0:
            first = max(0, start - _STRETCH)
            break
    end = first + 3 * _STRETCH
    start = words.find(" ", first) + 1 if first else 0
    end = words.rfind(" ", start, end) if end < len(words) else len(words)
    return Fragment(words[start:end], fragment.shown[start:end]) if end > start else fragment


def _aligned(words: str, text: Folded, within: Span) -> tuple[Span, float] | None:
    """Return the span of a text that is most like some words, with rapidfuzz's ratio."""
    room = within.end - within.start
    if room > 4 * len(words) and (len(words) > _BLOCK or not text.passages.can(_cost(words, room))):
        within = _likely(words, text, within)
    words = words[:_LONGEST]
    part = text.text[slice(*within)]
    if len(words) > len(part):  # then rapidfuzz would look for the text in the words
        return (within, fuzz.ratio(words, part)) if part else None
    text.passages.spend(_cost(words, len(part)))
    found = fuzz.partial_ratio_alignment(words, part)
    if found is None:
        return None
    return Span(within.start + found.dest_start, within.start + found.dest_end), found.score


def _cost(words: str, room: int) -> int:
    """Return the steps that rapidfuzz takes at worst to find some words in a text of a length."""
    blocks = -(-min(len(words), _LONGEST) // _BLOCK)
    return room * _ALIGNED * blocks * min(blocks, 2)


def _likely(words: str, text: Folded, within: Span) -> Span:
    """Return the part of a text that has most of the rarer words of a quote."""
    known: dict[str, array[int]] = {}
    for word in set(TOKEN.findall(words)):
        if places := text.haystack.places.get(word):
            known[word] = places
    rarest = sorted(known, key=lambda word: (len(known[word]), -len(word), word))[:_RARE]
    votes: list[tuple[int, float]] = []
    for word in rarest:
        first = bisect_left(known[word], within.start)
        last = bisect_left(known[word], within.end)
        places = known[word][first : min(last, first + _MANY)]
        votes += [(place, 1 / len(places)) for place in places]
    if not votes:
        room = within.end - within.start
        text.passages.spend(_cost(words[:_BLOCK], room))
        found = fuzz.partial_ratio_alignment(words[:_BLOCK], text.text[slice(*within)])
        votes = [(within.start + found.dest_start if found else within.start, 1.0)]
    votes.sort()
    best, best_sum, total, first = votes[0][0], 0.0, 0.0, 0
    for place, weight in votes:
        total += weight
        while votes[first][0] < place - len(words):
            total -= votes[first][1]
            first += 1
        if total > best_sum + 1e-9:
            best, best_sum = votes[first][0], total
    return Span(
        max(within.start, best - len(words)), min(within.end, best + 2 * len(words) + _AROUND)
    )


def _tokens(shown: str, text: str, within: Span) -> list[_Token]:
    """Return the words and signs that are wholly inside of a part of a text."""
    start, end = within
    while start < end and start and not text[start - 1].isspace():
        start += 1
    while end > start and end < len(text) and not text[end].isspace():
        end -= 1
    return [
        _Token(shown[slice(*match.span())], match.group(), Span(*match.span()))
        for match in _WORD.finditer(text, start, end)
    ]


def _trimmed(words: Sequence[_Token], there: list[_Token], span: Span) -> tuple[int, int]:
    """Return the first and the end of the text's words that belong to the quote.

    A word that the two share by chance, far from the others, is not taken along.
    """
    blocks = [(start, end) for _, _, start, end in _same(words, there)]
    best: tuple[float, int, int] = (0.0, 0, 0)
    gain, first = 0.0, 0
    for number, (start, end) in enumerate(blocks):
        cost = _GAP * (start - blocks[number - 1][1]) if number else 0.0
        gain = max(0.0, gain - cost)
        if not gain:
            first = start
        gain += sum(_weight(token) for token in there[start:end])
        best = max(best, (gain, first, end), key=lambda found: found[0])
    inside = [n for n, t in enumerate(there) if t.span.end > span.start and t.span.start < span.end]
    if best[0] <= 1.0 or not inside:
        return (inside[0], inside[-1] + 1) if inside else (0, 0)
    first, last = best[1], best[2]
    if inside[0] < last and first <= inside[-1]:  # a changed word at an end belongs to it, too
        first, last = min(first, inside[0]), max(last, inside[-1] + 1)
    return first, last


def _fitted(
    words: Sequence[_Token], there: Sequence[_Token], first: int, last: int
) -> Sequence[_Token]:
    """Return a passage with as many words before and behind what it shares as the quote has."""
    same = _same(words, there[first:last])
    if not same:
        return there[first:last]
    start, _, start_there, _ = same[0]
    _, end, _, end_there = same[-1]
    return there[max(0, first + start_there - start) : first + end_there + len(words) - end]


def _weight(token: _Token) -> float:
    return min(1.0, len(token.text) / _KEPT) if token.text[0].isalnum() else 0.1


def _difference(words: Sequence[_Token], there: Sequence[_Token]) -> str:
    """Return both as one line, with long runs of common words cut short."""
    parts: list[str] = []
    ours = theirs = 0
    end_of_both = (len(words), 0, len(there), 0)
    for start, end, start_there, end_there in (*_same(words, there), end_of_both):
        if ours < start:
            parts.append(f"[-{_shown(words[ours:start])}-] ")
        if theirs < start_there:
            _close(parts, there, theirs, beside=ours == start)
            parts.append(f"{{+{_shown(there[theirs:start_there])}+}} ")
        if start < end:
            _close(parts, there, start_there, beside=True)
            last = end == len(words) and end_there == len(there)
            parts.append(_common(there[start_there:end_there], bool(parts), not last) + " ")
        ours, theirs = end, end_there
    return "".join(parts).rstrip()


def _changed(words: Sequence[_Token], there: Sequence[_Token]) -> int:
    """Return how many words or signs are others, too many or too few: one for another is one."""
    changed = ours = theirs = 0
    for start, end, start_there, end_there in (
        *_same(words, there),
        (len(words), 0, len(there), 0),
    ):
        changed += max(start - ours, start_there - theirs)
        ours, theirs = end, end_there
    return changed


def _close(parts: list[str], there: Sequence[_Token], number: int, *, beside: bool) -> None:
    """Take the blank before a token away where the text has none and nothing else is between."""
    if beside and parts and number and _joined(there[number - 1], there[number]):
        parts[-1] = parts[-1].rstrip()


def _same(words: Sequence[_Token], there: Sequence[_Token]) -> list[tuple[int, int, int, int]]:
    """Return the runs of words in common: first and end in the one, first and end in the other."""
    return [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Indel.opcodes([w.text for w in words], [w.text for w in there])
        if step.tag == "equal"
    ]


def _joined(before: _Token, token: _Token) -> bool:
    return before.span.end == token.span.start


def _common(tokens: Sequence[_Token], after: bool, before: bool) -> str:
    kept = _KEPT * (after + before) or len(tokens)
    if len(tokens) <= 2 * _KEPT + 2 or len(tokens) <= kept:
        return _shown(tokens)
    head = _shown(tokens[:_KEPT]) if after else ""
    tail = _shown(tokens[-_KEPT:]) if before else ""
    return f"{head} […] {tail}".strip()


def _shown(tokens: Sequence[_Token]) -> str:
    """Return tokens with the blanks that the text has between them."""
    parts = [tokens[0].shown]
    for token, before in zip(tokens[1:], tokens, strict=False):
        parts.append(token.shown if _joined(before, token) else f" {token.shown}")
    return "".join(parts)
