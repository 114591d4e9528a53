"""Match a quote in a folded text, and find the nearest passage where it does not stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from argmap.quotes.fold import Bare, Folded, Fragment

MOST_LEFT_OUT = 1_000
"""Characters that one mark of omission may stand for: more is not one passage."""


class Span(NamedTuple):
    """A piece of a text: where it begins and where it ends."""

    start: int
    end: int


def find(
    fragments: Sequence[Fragment],
    text: Folded,
    within: Span | None = None,
    most_left_out: int = MOST_LEFT_OUT,
) -> Span | None:
    """Return where the fragments of a quote stand, or None.

    Args:
        fragments: At least one.
        text: The text.
        within: The part of it to look in; without it, all of it.
        most_left_out: How many characters may stand between a fragment and the next.
    """
    within = within or Span(0, len(text.text))
    if len(fragments) == 1:
        return next(occurrences(fragments[0], text, within), None)
    begun = sorted(occurrences(fragments[0], text, within))
    for fragment in fragments[1:]:
        if not begun:
            break
        begun = _continued(begun, sorted(occurrences(fragment, text, within)), most_left_out)
    return begun[0] if begun else None


def occurrences(fragment: Fragment, text: Folded, within: Span) -> Iterator[Span]:
    """Yield where a fragment stands in whole words.

    Its first letter may be a capital or not. Where none is found, the hyphens that words have
    at the ends of lines are read in every way.
    """
    found = False
    words = fragment.text
    other = words[0].swapcase() + words[1:]
    spellings = (words,) if other == words else (words, other)
    for place in chain.from_iterable(_places(spelt, text.text, within) for spelt in spellings):
        span = Span(place, place + len(words))
        if _whole(text.text, span, fragment):
            found = True
            yield span
    if not found and text.joints:
        yield from _hyphenated(fragment, text, within)


def _continued(begun: Sequence[Span], spans: Iterable[Span], most: int) -> list[Span]:
    """Return the passages that go on with one of the spans, each begun as late as can be."""
    longer: list[Span] = []
    number = 0
    for span in spans:
        while number < len(begun) and begun[number].end <= span.start:
            number += 1
        if number and span.start - begun[number - 1].end <= most:
            longer.append(Span(begun[number - 1].start, span.end))
    return longer


def _places(words: str, text: str, within: Span) -> Iterator[int]:
    place = text.find(words, *within)
    while place >= 0:
        yield place
        place = text.find(words, place + 1, within.end)


def _hyphenated(fragment: Fragment, text: Folded, within: Span) -> Iterator[Span]:
    """Yield where a fragment stands but for hyphens at the ends of lines."""
    quote, bare = Bare(fragment.text), text.bare
    if not quote.text:
        return
    for place in _places(quote.text, bare.text, Span(0, len(bare.text))):
        end = place + len(quote.text)
        ours, theirs = quote.hyphens, bare.hyphens_in(place, end)
        differ = (at for at in ours.keys() | theirs.keys() if ours.get(at) != theirs.get(at))
        if all(place + at in bare.loose for at in differ):
            span = Span(bare.place(place), bare.place(end - 1) + 1)
            inside = within.start <= span.start and span.end <= within.end
            if inside and _whole(text.text, span, fragment):
                yield span


def _whole(text: str, span: Span, fragment: Fragment) -> bool:
    """Return whether a span neither begins nor ends inside of a word or a number."""
    return (fragment.cut_before or not _inside(text, span.start)) and (
        fragment.cut_after or not _inside(text, span.end)
    )


def _inside(text: str, at: int) -> bool:
    """Return whether a place is inside of a word, or of a number such as -5.500."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _spaced(before) and _spaced(after):
        return True
    if after.isdigit() and before in ".,":
        return text[at - 2 : at - 1].isdigit()
    if after.isdigit() and before == "-":
        return at == 1 or text[at - 2] == " "
    return before.isdigit() and after in ".," and text[at + 1 : at + 2].isdigit()


def _spaced(char: str) -> bool:
    """Return whether a character is of a word, in a script that sets blanks around each word.

    In Hebrew and Arabic, a word's beginning can be another word; Chinese, Japanese and Thai set
    no blanks.
    """
    latin_greek_cyrillic = char < "\u0590" or "\u1e00" <= char <= "\u1fff"
    return char.isalnum() and (latin_greek_cyrillic or "\u10a0" <= char <= "\u10ff")


_WORD = re.compile(r"\w+(?:['.,-]\w+)*|[^\w\s]")
_BLOCK = 64  # letters that rapidfuzz compares at once: longer words cost much more per letter
_LONGEST = 300  # letters of a quote that are compared: the words around them are looked at later
_RARE = 8  # words of a long quote that are looked up in the text
_MANY = 200  # places of a word that are enough to say that it tells nothing
_AROUND = 200  # letters of the text beside a passage that are looked at for more of the quote
_GAP = 0.2  # what a word of the text between two of the quote costs, where each of these gives 1
_KEPT = 4  # words that are shown on each side of a change


class Passage(NamedTuple):
    """The passage of a text that is nearest to a quote.

    Attributes:
        span: Where it is, in whole words.
        likeness: How like the quote its letters are, from 0 to 100: rapidfuzz's partial ratio.
        shared: How many of the quote's words and signs it has, from 0 to 1.
        difference: Its words and the quote's: `[-only in the quote-]`, `{+only in the text+}`.
    """

    span: Span
    likeness: float
    shared: float
    difference: str


class _Token(NamedTuple):
    """A word or a sign: as it is shown, as it is compared, and where it is."""

    shown: str
    text: str
    span: Span


def nearest(fragment: Fragment, text: Folded, within: Span | None = None) -> Passage | None:
    """Return the passage of a text that is most like a fragment of a quote.

    Args:
        fragment: The words.
        text: The text.
        within: The part of it to look in; without it, all of it.

    Returns:
        None where the text has no words.
    """
    found = _aligned(fragment.text, text.text, within or Span(0, len(text.text)))
    if found is None:
        return None
    span, likeness = found
    words = _tokens(fragment.shown, fragment.text, Span(0, len(fragment.text)))
    reach = len(fragment.text) + _AROUND
    wide = Span(max(0, span.start - reach), min(len(text.text), span.end + reach))
    tokens = _tokens(text.shown, text.text, wide)
    there = _fitted(words, tokens, *_trimmed(words, tokens, span))
    if not there:
        return None
    whole = Span(there[0].span.start, there[-1].span.end)
    shared = sum(end - start for start, end, _, _ in _same(words, there)) / len(words)
    return Passage(whole, likeness, shared, _difference(words, there))


def _aligned(words: str, text: str, within: Span) -> tuple[Span, float] | None:
    """Return the stretch of a text that is most like some words, as rapidfuzz finds it."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- only for quotes that are not found

    if len(words) > _BLOCK and within.end - within.start > 4 * len(words):
        within = _likely(words, text, within)
        words = words[:_LONGEST]
    part = text[slice(*within)]
    if len(words) > len(part):  # then rapidfuzz would look for the text in the words
        return (within, fuzz.ratio(words, part)) if part else None
    found = fuzz.partial_ratio_alignment(words, part)
    if found is None:
        return None
    return Span(within.start + found.dest_start, within.start + found.dest_end), found.score


def _likely(words: str, text: str, within: Span) -> Span:
    """Return the part of a text that has most of the rarer words of a long quote."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- only for quotes that are not found

    known = sorted(set(_WORD.findall(words)), key=lambda word: (-len(word), word))
    votes: list[tuple[int, float]] = []
    for word in known[:_RARE]:
        stem = word[: max(_KEPT, len(word) - 2)]
        places = _first_places(stem, text, within)
        votes += [(place, 1 / len(places)) for place in places]
    if not votes:
        found = fuzz.partial_ratio_alignment(words[:_BLOCK], text[slice(*within)])
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


def _first_places(word: str, text: str, within: Span) -> list[int]:
    found: list[int] = []
    place = text.find(word, *within)
    while place >= 0 and len(found) < _MANY:
        found.append(place)
        place = text.find(word, place + 1, within.end)
    return found


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
    for start, end, start_there, end_there in [
        *_same(words, there),
        (len(words), 0, len(there), 0),
    ]:
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


def _close(parts: list[str], there: Sequence[_Token], number: int, *, beside: bool) -> None:
    """Take the blank before a token away where the text has none; `beside` what it stands by."""
    if beside and parts and number and _joined(there[number - 1], there[number]):
        parts[-1] = parts[-1].rstrip()


def _same(words: Sequence[_Token], there: Sequence[_Token]) -> list[tuple[int, int, int, int]]:
    """Return the runs of words that both have: first and end in the one, and in the other."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- only for quotes that are not found

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
