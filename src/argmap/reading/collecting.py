"""Collects findings, and keeps a file that repeats one mistake endlessly from flooding a screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.findings import Finding

MOST_OF_ONE_CODE = 100
"""How many findings of one code are kept; where the others begin is told."""


class Collector:
    """Gathers findings and keeps the first of each code."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self._first_left_out: dict[str, Finding] = {}

    def add(self, finding: Finding) -> None:
        """Takes one finding."""
        if self._counts[finding.code] < MOST_OF_ONE_CODE:
            self._kept.append(finding)
        else:
            self._first_left_out.setdefault(finding.code, finding)
        self._counts[finding.code] += 1

    def extend(self, findings: Iterable[Finding]) -> None:
        """Takes several findings."""
        for finding in findings:
            self.add(finding)

    def is_full(self, code: str) -> bool:
        """Tells whether further findings of a code would not be listed."""
        return code in self._first_left_out

    @property
    def overflowed(self) -> bool:
        """Whether there was more of any code than is listed."""
        return bool(self._first_left_out)

    def drop(self, code: str, line: int, column: int) -> None:
        """Drops what a code has found at a place, where another finding tells the cause."""
        place = (code, line, column)
        self._kept = [
            kept
            for kept in self._kept
            if (kept.code, kept.location.line, kept.location.column) != place
        ]

    def result(self) -> tuple[Finding, ...]:
        """Returns what was gathered, in the order of the file."""
        more = "more of this kind follow from here on, and are not listed"
        rest = [replace(left, message=more, hint=None) for left in self._first_left_out.values()]
        return tuple(sorted([*self._kept, *rest], key=lambda finding: finding.sort_key))
