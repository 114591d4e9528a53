"""Search a text for many strings, each time in work that is small or spent beforehand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cached_property

from argmap.quotes.work import Work

TOKEN = re.compile(r"[^\W_\u0590-\u109f\u1100-\u1dff\u2000-\U0010ffff]+")
"""A word of a script that sets blanks between words."""

_CHOICE = 4_000  # steps to choose how to search
_CALL = 1_000  # steps of a search, however short
_READ = 3  # steps of a character that is read
_LOOK = 300  # steps of a place that is looked at
_COMPARED = 16  # characters that are compared in one step
_FEW = 20  # searches for which no index is built
_SMALL, _LONG = 30_000, 100  # a text and a string between which Python's search is quadratic


class Haystack:
    """A text to be searched.

    The first searches read it. Then it is indexed by its words, because a map may have thousands
    of quotes, and each would read all of the text.
    """

    def __init__(self, text: str, work: Work) -> None:
        self.text = text
        self.work = work
        self._searches = 0

    def indexed_for(self, length: int) -> bool:
        """Count a search for a string, and return whether it should use the index."""
        self.work.spend(_CHOICE)
        self._searches += 1
        quadratic = length >= _LONG and len(self.text) < _SMALL
        return quadratic or self._searches > _FEW

    @cached_property
    def places(self) -> dict[str, array[int]]:
        """The places of each word."""
        found: dict[str, array[int]] = {}
        for match in TOKEN.finditer(self.text):
            word = match.group()
            places = found.get(word)
            if places is None:
                found[word] = places = array("q")
            places.append(match.start())
        return found


class Needle:
    """A string to be looked for in one text."""

    def __init__(self, words: str, haystack: Haystack, *, inner: tuple[int, int]) -> None:
        """Choose how to look for it.

        Args:
            words: The string.
            haystack: The text.
            inner: The first place and the end of that part of the string whose words are whole
                words of the text wherever the string stands.
        """
        self._words = words
        self._haystack = haystack
        self._places: array[int] | None = None
        self._offset = 0
        if haystack.indexed_for(len(words)):
            self._choose_rarest(*inner)

    def find(self, start: int, end: int) -> int:
        """Return the first place in a part of the text at which the string stands, or -1.

        Raises:
            TooMuchWork: If no work is left.
        """
        self._haystack.work.spend(_CALL)
        if self._places is None:
            return self._read(start, end)
        return self._look_up(self._places, start, end)

    def _choose_rarest(self, start: int, end: int) -> None:
        known, fewest = self._haystack.places, -1
        self._haystack.work.spend(_LOOK * (1 + len(self._words) // _COMPARED))
        for match in TOKEN.finditer(self._words, start, end):
            places = known.get(match.group(), _NOWHERE)
            if fewest < 0 or len(places) < fewest:
                self._places, self._offset, fewest = places, match.start(), len(places)

    def _read(self, start: int, end: int) -> int:
        text, words, work = self._haystack.text, self._words, self._haystack.work
        room = max(0, min(end, len(text)) - start)
        if len(words) >= _LONG and room < _SMALL:
            work.spend(room * len(words) // _COMPARED)
        place = text.find(words, start, end)
        work.spend(_READ * ((place - start if place >= 0 else room) + len(words)))
        return place

    def _look_up(self, places: array[int], start: int, end: int) -> int:
        text, words, work = self._haystack.text, self._words, self._haystack.work
        cost = _LOOK + len(words) // _COMPARED
        for number in range(bisect_left(places, start + self._offset), len(places)):
            place = places[number] - self._offset
            if place + len(words) > end:
                break
            work.spend(cost)
            if text.startswith(words, place):
                return place
        return -1


_NOWHERE = array("q")
