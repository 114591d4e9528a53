"""Findings, their severity and place, and the catalogue of rules that make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from argmap.text import plural


class Severity(StrEnum):
    """How much a finding weighs: an error stops a picture, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Location(NamedTuple):
    """A place in a map's file.

    Attributes:
        path: The file as the user named it; `<stdin>` for standard input.
        line: Counted from 1.
        column: Counted from 1, in characters.
        length: How many characters on that line the place covers, at least 1.
    """

    path: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Mend(NamedTuple):
    """A mend of a mistake: what was meant, and where it goes.

    Attributes:
        text: The word or the text that was meant.
        at: The characters that it takes the place of, quotes included, and it has its own then;
            None for the word or text that the finding is about, which keeps its form.
        sure: Whether nothing else can be meant. `--fix` makes sure mends alone; of the others, an
            editor lets its user choose.
    """

    text: str
    at: Location | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of the validation.

    Attributes:
        code: `AM` and three digits; never used again for something else.
        name: The code's name, in kebab case.
        severity: How much it weighs.
        location: Where the mistake was written.
        message: The mistake, in one sentence without a final full stop.
        hint: The remedy, or None.
        mend: The mend that can be offered, or None where only the author can tell.
    """

    code: str
    name: str
    severity: Severity
    location: Location
    message: str
    hint: str | None = None
    mend: Mend | None = field(default=None, compare=False)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order findings as a reader goes through the file, the same on every run."""
        place = self.location
        return (place.path, place.line, place.column, self.code, self.message)


class InvalidMapError(ValueError):
    """A map has errors, so it cannot be used. The text has their number, and the first one.

    Attributes:
        findings: All findings, in the order of the file.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [finding for finding in self.findings if finding.severity == Severity.ERROR]
        count = f"the map has {len(errors)} {plural(len(errors), 'error')}"
        first = "; the first is " if len(errors) > 1 else ": "
        said = [f"{error.location}: {error.message}" for error in errors[:1]]
        super().__init__(first.join([count, *said]))


class Rule(NamedTuple):
    """A rule of the catalogue.

    Attributes:
        code: `AM` and three digits.
        name: In kebab case.
        severity: How much its findings weigh.
        function: The function that yields its findings; its docstring is the rule's page.
    """

    code: str
    name: str
    severity: Severity
    function: Callable[..., Any]

    def finding(
        self, location: Location, message: str, hint: str | None = None, mend: Mend | None = None
    ) -> Finding:
        """Return a finding of this rule at a place."""
        return Finding(self.code, self.name, self.severity, location, message, hint, mend)


CATALOGUE: dict[str, Rule] = {}
"""Every rule by its code. A rule enters it when the module that defines it is imported."""

ON_OTHER_FILES: dict[str, Rule] = {}
"""The rules on files in other formats: no map breaks one, and they cannot be chosen."""

_Function = TypeVar("_Function", bound="Callable[..., Any]")


def rule(
    code: str, name: str, severity: Severity, catalogue: dict[str, Rule] = CATALOGUE
) -> Callable[[_Function], _Function]:
    """Return a decorator that enters a function into a catalogue under a code.

    Args:
        code: The code, not yet taken.
        name: Its name in kebab case.
        severity: How much its findings weigh.
        catalogue: Where it enters.

    Raises:
        ValueError: From the decorator, if the code or the name is taken.
    """

    def enter(function: _Function) -> _Function:
        if code in catalogue or any(known.name == name for known in catalogue.values()):
            raise ValueError(f"rule {code} {name} is defined twice")
        catalogue[code] = Rule(code, name, severity, function)
        return function

    return enter


MOST_OF_ONE_CODE = 100
"""Findings of one code that are kept; one more says where the others begin."""


class Collector:
    """Gathers findings, and of each code keeps the first `MOST_OF_ONE_CODE`."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self._first_left_out: dict[str, Finding] = {}

    def add(self, finding: Finding) -> None:
        """Take a finding."""
        if self._counts[finding.code] < MOST_OF_ONE_CODE:
            self._kept.append(finding)
        else:
            self._first_left_out.setdefault(finding.code, finding)
        self._counts[finding.code] += 1

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take several findings."""
        for finding in findings:
            self.add(finding)

    def is_full(self, code: str) -> bool:
        """Return whether further findings of a code would not be listed."""
        return code in self._first_left_out

    @property
    def overflowed(self) -> bool:
        """Whether some code had more findings than are listed."""
        return bool(self._first_left_out)

    def drop(self, code: str, line: int, column: int) -> None:
        """Drop the findings of a code at a place, where another finding names the cause."""
        place = (code, line, column)
        self._kept = [
            kept
            for kept in self._kept
            if (kept.code, kept.location.line, kept.location.column) != place
        ]

    def result(self) -> tuple[Finding, ...]:
        """Return the findings in the order of the file."""
        more = "more of this kind follow from here on, and are not listed"
        rest = [replace(left, message=more, hint=None) for left in self._first_left_out.values()]
        return tuple(sorted([*self._kept, *rest], key=lambda finding: finding.sort_key))
