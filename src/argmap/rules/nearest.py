"""Which of the known words a misspelt one was meant to be."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = 0.66  # of SequenceMatcher's ratio: a third of the letters may differ
_SHORTEST = 3  # a word of one or two letters is like too many others
_FINALISTS = 12
_MOST_SEARCHES = 200  # on a map with more unknown ids than this, one letter is not the trouble


class Known:
    """A set of known words that can be asked for the one nearest to another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._searches = 0

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        """The words by their letters alone, first come first served."""
        return {_letters(word): word for word in reversed(self._words)}

    @cached_property
    def _pairs(self) -> list[tuple[str, frozenset[str]]]:
        """The words with their pairs of neighbouring letters, to leave most of them out fast."""
        return [(word, _pairs_of(word)) for word in self._words]

    def nearest(self, word: str) -> str | None:
        """Returns the known word that is most like one, or None if none is like it."""
        letters = _letters(word)
        if letters and letters in self._by_letters:
            return self._by_letters[letters]
        if len(letters) < _SHORTEST or self._searches >= _MOST_SEARCHES:
            return None
        self._searches += 1
        return self._search(word)

    def _search(self, word: str) -> str | None:
        from difflib import SequenceMatcher  # noqa: PLC0415 -- few maps have a misspelt word

        wanted = _pairs_of(word)
        ranked = sorted(self._pairs, key=lambda known: -len(wanted & known[1]))
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(word.casefold()[:100])
        best, best_ratio = None, _ALIKE
        for known, _ in ranked[:_FINALISTS]:
            matcher.set_seq1(known.casefold()[:100])
            ratio = matcher.ratio()
            if ratio > best_ratio or (best is None and ratio == best_ratio):
                best, best_ratio = known, ratio
        return best


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold()))


def _pairs_of(word: str) -> frozenset[str]:
    folded = word.casefold()[:100]
    return frozenset(map("".join, pairwise(folded)))


def split_list(text: str) -> list[str]:
    """Returns the words of a text that was meant as a list, or nothing if it is one word."""
    words = text.replace(",", " ").replace(";", " ").strip(" []").split()
    return words if len(words) > 1 else []
