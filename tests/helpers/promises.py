"""What the reader and the rules promise of any bytes at all."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import argmap
from argmap.model.dump import dump
from argmap.model.findings import Location
from argmap.reading import read

if TYPE_CHECKING:
    from argmap.model.findings import Finding

_LINE_END = re.compile(r"\r\n?|\n")
_FILE = "m.yaml"


def places_are_inside(findings: tuple[Finding, ...], text: str) -> None:
    """Asserts that each finding stands on a line of the file, and marks no more than that line."""
    lines = _LINE_END.split(text)
    for finding in findings:
        at = finding.location
        assert 1 <= at.line <= len(lines), finding
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1, finding
        assert 1 <= at.length <= max(1, len(lines[at.line - 1]) - at.column + 1), finding


def any_bytes_are_told(data: bytes) -> argmap.Validation:
    """Asserts that bytes are a map, or have an error with its place; returns what was found.

    A map without errors is written and read again as the same map.
    """
    result = argmap.validate_text(data, _FILE)
    places_are_inside(result.findings, result.text)
    assert list(result.findings) == sorted(result.findings, key=lambda found: found.sort_key)
    if not result.ok:
        assert result.count(argmap.Severity.ERROR)
    elif result.map is not None:
        again = read(dump(result.map), _FILE)
        assert again.map is not None
        assert without_places(again.map) == without_places(result.map)
    return result


def without_places(value: Any) -> Any:
    """Return a model as plain data, without where things stand."""
    if isinstance(value, Location):
        return None
    if is_dataclass(value):
        return {field.name: without_places(getattr(value, field.name)) for field in fields(value)
                if field.name not in {"at", "places"}}  # fmt: skip
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items()}
    return [without_places(item) for item in value] if isinstance(value, tuple) else value
