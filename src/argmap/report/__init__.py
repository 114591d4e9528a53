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

__all__ = ["as_json", "as_text", "count"]


class Case(NamedTuple):
    """One map that was to be checked.

    Attributes:
        path: The file as the user named it; `<stdin>` for standard input.
        map: What was read, or None where the file holds no readable map.
        findings: What was found, in the order of the file.
        text: The file's text.
        beside: The texts of other files that findings are about, by their paths.
        settings: Which rules were to be told, or None for all.
        trouble: Why the file could not be read, one line; None where it could.
    """

    path: str
    map: ArgumentMap | None = None
    findings: tuple[Finding, ...] = ()
    text: str = ""
    beside: Mapping[str, str] = MappingProxyType({})
    settings: Settings | None = None
    trouble: str | None = None
