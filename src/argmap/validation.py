"""Check and load maps: what the validation of one has to say, or the map itself."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap import checking
from argmap.errors import InvalidMapError
from argmap.findings import Severity
from argmap.review.paths import ledger_path
from argmap.settingsfile import find_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.baseline import Trace
    from argmap.findings import Finding
    from argmap.model import ArgumentMap
    from argmap.review.model import Ledger
    from argmap.settings import Settings

_REVIEWING = "AM5"
"""What the codes of rules about reviews begin with."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What the validation of one map has to say.

    Attributes:
        path: The map's file as it was named; `<stdin>` for standard input.
        map: What was read, or None where the file holds no readable map.
        findings: Everything that was found, in the order of the file.
        text: The file's text, to show the lines that the findings are about.
        ledger: The reviews of the map, or None where there are none that can be read.
        beside: The texts of other files that findings are about, by their paths.
        traces: What a baseline can hold of the findings, told or hidden.
        hidden: Those that the baseline in the settings holds.
    """

    path: str
    map: ArgumentMap | None
    findings: tuple[Finding, ...]
    text: str
    ledger: Ledger | None = None
    beside: Mapping[str, str] = field(default_factory=dict)
    traces: tuple[Trace, ...] = ()
    hidden: tuple[Trace, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is a map, and no error in it or its ledger; warnings do not count."""
        return self.map is not None and not self.count(Severity.ERROR)

    @property
    def drawable(self) -> bool:
        """Whether there is a map, and no error in it; those of its reviews do not count."""
        errors = (one for one in self.findings if one.severity is Severity.ERROR)
        return self.map is not None and all(map(self._is_about_reviews, errors))

    @property
    def about_settings(self) -> tuple[Finding, ...]:
        """What is said of the settings, and is no error: other maps may have the same."""
        own = (self.path, ledger_path(self.path))
        return tuple(
            one
            for one in self.findings
            if one.location.path not in own and one.severity is not Severity.ERROR
        )

    def _is_about_reviews(self, finding: Finding) -> bool:
        return finding.code.startswith(_REVIEWING) or (
            finding.location.path == ledger_path(self.path)
        )

    def count(self, severity: Severity) -> int:
        """Returns how many findings weigh that much."""
        return sum(finding.severity is severity for finding in self.findings)


def validate(
    path: str | os.PathLike[str],
    settings: Settings | None = None,
    *,
    reviews: bool = True,
    sources: Mapping[str, str | os.PathLike[str]] | None = None,
) -> Validation:
    """Checks a map's file and returns all that is to be said about it.

    Args:
        path: The map's file; `-` is standard input.
        settings: Which rules are told, and how much each weighs. None for what the nearest
            `argmap.toml` or `pyproject.toml` says; `Settings()` for all rules as they are.
        reviews: Whether the ledger beside the map is checked, too, where there is one.
        sources: Files with the texts of sources, by their ids, to check quotes against instead of
            what the map names with `file`; an id that no source has changes nothing.

    Raises:
        ArgmapError: If the file, or one with settings or a source's text, cannot be read or used.
    """
    settings = settings or find_settings(path)
    files = {source: os.fspath(file) for source, file in (sources or {}).items()}
    checked = checking.check_file(os.fspath(path), settings, reviews=reviews, sources=files)
    return Validation(*checked)


def validate_text(
    text: str | bytes,
    path: str = "<text>",
    settings: Settings | None = None,
    *,
    reviews: str | bytes | None = None,
    contents: Mapping[str, str] | None = None,
) -> Validation:
    """Checks a map that is at hand as text and returns all that is to be said about it.

    Args:
        text: The map; bytes are taken as UTF-8.
        path: The name that its findings carry.
        settings: Which rules are told, and how much each weighs; None for all as they are,
            because no file with settings is looked for.
        reviews: The text of the map's ledger, or None.
        contents: The texts of sources, to check quotes against, by what the map calls them with
            `file`. No file is read: a map that is at hand may be a stranger's.
    """
    checked = checking.check_text(text, path, settings, reviews=reviews, contents=contents)
    return Validation(*checked)


def load(path: str | os.PathLike[str]) -> ArgumentMap:
    """Reads a map that has no errors, and returns it.

    Args:
        path: The map's file; `-` is standard input.

    Raises:
        InvalidMapError: If the map has an error; its `findings` hold all of them.
        ArgmapError: If the file cannot be read.
    """
    result = validate(path, reviews=False)
    if result.map is None or not result.ok:
        raise InvalidMapError(result.findings)
    return result.map
