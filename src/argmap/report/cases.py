"""What a report is about: each map with what was found in it, or why it could not be read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.findings import Finding
    from argmap.model import ArgumentMap
    from argmap.settings import Settings


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
