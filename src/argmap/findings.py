"""What a check has to say, and where: the words that every room of the package shares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence


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


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of the validation.

    Attributes:
        code: `AM` and three digits; never used again for something else.
        name: The code's name, in kebab case.
        severity: How much it weighs.
        location: Where the mistake was written.
        message: What is wrong, one sentence without a final full stop.
        hint: What to do about it, or None.
    """

    code: str
    name: str
    severity: Severity
    location: Location
    message: str
    hint: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Orders findings as a reader goes through the file, the same on every run."""
        place = self.location
        return (place.path, place.line, place.column, self.code, self.message)


class InvalidMapError(ValueError):
    """A map with errors was asked to be used. Its text tells their number, and the first one.

    Attributes:
        findings: Everything that is wrong with it, in the order of the file.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [finding for finding in self.findings if finding.severity == Severity.ERROR]
        count = f"the map has {len(errors)} {plural(len(errors), 'error')}"
        first = "; the first is " if len(errors) > 1 else ": "
        said = [f"{error.location}: {error.message}" for error in errors[:1]]
        super().__init__(first.join([count, *said]))
