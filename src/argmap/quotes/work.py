"""Bound the work that the quotes of one map may take, whatever they and their texts consist of."""

from __future__ import annotations

from dataclasses import dataclass, field

_LEAST = 1_000_000
_PER_CHARACTER = 1_000
_FOR_PASSAGES = 0.5


class TooMuchWork(Exception):  # noqa: N818 -- AM308 reports it to the map's author
    """Looking for a quote takes more work than is left."""


class Work:
    """Work that is left, counted in steps of about a nanosecond on a slow day.

    The same map with the same texts always takes the same number of steps, so that what is
    reported does not depend on the machine. It grows with the texts: a thousand steps for each
    character, or for a million of them where the texts are shorter.
    """

    spent: int
    """The steps that were taken."""

    def __init__(self, share: float = 1.0) -> None:
        """Start with what short texts are given; `share` takes a part of it."""
        self._share = share
        self._characters = 0
        self.spent = 0

    def grow(self, characters: int) -> None:
        """Add what a further text is given."""
        self._characters += characters

    def can(self, steps: int) -> bool:
        """Return whether as many steps are left."""
        given = max(_LEAST, self._characters) * _PER_CHARACTER * self._share
        return self.spent + steps <= given

    def spend(self, steps: int) -> None:
        """Take some steps off.

        Raises:
            TooMuchWork: If there are not as many left.
        """
        if not self.can(steps):
            raise TooMuchWork
        self.spent += steps


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the quotes of one map may take.

    Attributes:
        searches: For looking quotes up.
        passages: For the nearest passages to those that are not found.
    """

    searches: Work = field(default_factory=Work)
    passages: Work = field(default_factory=lambda: Work(_FOR_PASSAGES))

    def grow(self, characters: int) -> None:
        """Add what a further text is given."""
        self.searches.grow(characters)
        self.passages.grow(characters)
