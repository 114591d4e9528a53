"""Reports of findings: one form is one file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from argmap.checking.settings import Settings
from argmap.model.argument import ArgumentMap
from argmap.model.findings import Finding
from argmap.report.json import as_json
from argmap.report.terminal import as_text, count

__all__ = ["Case", "as_json", "as_text", "count", "with_hint"]


class Case(NamedTuple):
    """A map in a report, read or not.

    Attributes:
        path: The file as the user named it; `<stdin>` for standard input.
        map: The map, or None where the file holds no readable one.
        findings: Its findings, in the order of the file.
        text: The file's text.
        beside: The texts of other files that findings are about, by their paths.
        settings: Which rules count, or None for all.
        trouble: Why the file could not be read, one line; None where it could.
    """

    path: str
    map: ArgumentMap | None = None
    findings: tuple[Finding, ...] = ()
    text: str = ""
    beside: Mapping[str, str] = MappingProxyType({})
    settings: Settings | None = None
    trouble: str | None = None


def with_hint(finding: Finding) -> str:
    """Return a finding's message with its hint, if it has one, on a line of its own."""
    return finding.message if finding.hint is None else f"{finding.message}\nhint: {finding.hint}"
