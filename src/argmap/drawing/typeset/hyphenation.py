"""Hyphenate words by the TeX patterns of a language (Liang 1983)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache

from argmap.files.read import shipped

LETTERS = 3
"""First letters of a pattern by which it is found."""

DIGITS = b"0123456789"
SHORTEST = 3
"""Fewest letters on either side of a hyphen."""

LONGEST = 100
"""Most letters of a word: longer strings are none."""

LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "pt"})
"""Languages with patterns: the first part of a BCP 47 tag."""


@lru_cache(maxsize=50_000)
def divide(word: str, lang: str) -> tuple[int, ...]:
    """Return the places before which a word may be divided with a hyphen.

    Args:
        word: Letters only; case does not matter.
        lang: A BCP 47 tag. A language without patterns divides nothing.
    """
    language = lang.replace("_", "-").partition("-")[0].lower()
    lower = word.lower()
    if language not in LANGUAGES or not 2 * SHORTEST <= len(word) <= LONGEST:
        return ()
    if len(lower) != len(word):  # İ becomes two characters: the places would not be the word's
        return ()
    return _patterns(language).divide(lower)


class Patterns:
    """The patterns of one language, taken apart as words need them."""

    def __init__(self, data: bytes) -> None:
        """Take a data file; tools/make_hyphens.py describes its form."""
        self._lines = data.splitlines()
        self._buckets: dict[str, tuple[list[int], dict[str, str]]] = {}
        words = self._line("=").decode().split()
        self._whole = {word.replace("-", ""): _places(word) for word in words}

    def divide(self, word: str) -> tuple[int, ...]:
        """Return the places in a lower-case word before which it may be divided."""
        if word in self._whole:
            found = self._whole[word]
        else:
            levels = self._levels(f".{word}.")
            found = tuple(i for i in range(1, len(word)) if levels[i + 1] % 2)
        return tuple(i for i in found if SHORTEST <= i <= len(word) - SHORTEST)

    def _levels(self, dotted: str) -> list[int]:
        levels = [0] * (len(dotted) + 1)
        buckets = self._buckets
        for start in range(len(dotted)):
            key = dotted[start : start + LETTERS]
            lengths, bucket = buckets.get(key) or self._bucket(key)
            for length in lengths:
                pattern = bucket.get(dotted[start : start + length])
                if pattern is not None:
                    for place, level in _weigh(pattern):
                        levels[start + place] = max(levels[start + place], level)
        return levels

    def _bucket(self, key: str) -> tuple[list[int], dict[str, str]]:
        """Return the patterns that begin with three letters, or are the first one or two of them.

        Before them stands how many letters they have. They stand under their letters. Dozens are
        looked up for every one that a word has, so the digits go out of all of them at once.
        """
        starts = dict.fromkeys(key[:end] for end in range(1, LETTERS + 1))
        patterns = b" ".join(map(self._line, starts))
        letters = patterns.translate(None, DIGITS).decode()
        bucket = dict(zip(letters.split(), patterns.decode().split(), strict=True))
        found = self._buckets[key] = sorted({*map(len, bucket)}), bucket
        return found

    def _line(self, key: str) -> bytes:
        """Return the patterns of the line that begins with a key, if there is one."""
        start = key.encode() + b" "
        place = bisect_left(self._lines, start)
        line = self._lines[place] if place < len(self._lines) else b""
        return line.removeprefix(start) if line.startswith(start) else b""


@cache
def _patterns(language: str) -> Patterns:
    return Patterns(shipped("drawing", "typeset", "data", f"hyphens-{language}.txt"))


@lru_cache(maxsize=50_000)
def _weigh(pattern: str) -> list[tuple[int, int]]:
    """Return the levels in a pattern like `a1b2`, each after the number of letters before it."""
    levels: list[tuple[int, int]] = []
    letters = 0
    for char in pattern:
        if char.isdecimal():
            levels.append((letters, int(char)))
        else:
            letters += 1
    return levels


def _places(hyphenated: str) -> tuple[int, ...]:
    parts = hyphenated.split("-")[:-1]
    return tuple(sum(map(len, parts[: i + 1])) for i in range(len(parts)))
