"""A quote taken apart: the words that are to stand in the text, between marks of omission."""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.quotes.folding import single, tidy

_MARK = re.compile(r"\[[^][]*\]|\(\s*…\s*\)|…")
_ENDS = ".,;"


class Fragment(NamedTuple):
    """Words of a quote without a mark in them.

    Attributes:
        text: The words, folded.
        shown: The same, tidy.
        cut_before, cut_after: Whether a mark stands directly at that end, so that the word there
            need not be whole: `[D]er`, `Kriegs…`.
    """

    text: str
    shown: str
    cut_before: bool = False
    cut_after: bool = False


def readings(quote: str) -> list[tuple[Fragment, ...]]:
    """Returns how a quote can be taken, the most literal way first; without words, none.

    Marks may stand in the source itself, so the first reading has them as they are. In the second
    they are marks: `[…]` and `…` for an omission, `[words]` for the author's own. A full stop or
    a comma at the very end may be the author's, and so may quotation marks around the whole.
    """
    shown = tidy(quote)
    plain = _unquoted(shown)
    found: list[tuple[Fragment, ...]] = [
        (_fragment(text),) for text in dict.fromkeys((shown, plain)) if text
    ]
    trimmed = plain.rstrip(_ENDS).rstrip()
    if trimmed and trimmed != plain:
        found.append((_fragment(trimmed),))
    if _MARK.search(plain):
        found += [parts for text in (plain, trimmed) if (parts := _parts(text, _MARK))]
    return [reading for reading in dict.fromkeys(found) if any(map(_has_words, reading))]


def _parts(text: str, mark: re.Pattern[str]) -> tuple[Fragment, ...]:
    """Returns what stands between the marks, as far as it has words."""
    found: list[Fragment] = []
    place = 0
    cut = False
    for match in mark.finditer(text):
        found.append(_fragment(text[place : match.start()], before=cut, after=True))
        place, cut = match.end(), True
    found.append(_fragment(text[place:], before=cut))
    return tuple(filter(_has_words, found))


def _fragment(text: str, *, before: bool = False, after: bool = False) -> Fragment:
    """Returns a fragment; a blank between it and a mark makes its word there a whole one."""
    shown = text.strip()
    return Fragment(single(shown), shown, before and text[:1] != " ", after and text[-1:] != " ")


def _has_words(fragment: Fragment) -> bool:
    return any(map(str.isalnum, fragment.text))


def _unquoted(shown: str) -> str:
    """Returns a quote without the quotation marks around the whole of it."""
    folded = single(shown)
    inner = folded[1:-1]
    if folded[:1] == folded[-1:] == "'" and inner and "'" not in inner:
        return shown[1:-1].strip()
    return shown
