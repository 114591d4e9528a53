"""Report findings as JSON, one object for each."""

from __future__ import annotations

import json
from collections.abc import Iterable

from argmap.model.findings import Finding
from argmap.text import plain_json


def as_json(findings: Iterable[Finding]) -> str:
    """Return findings as a JSON list of objects, each on a line of its own.

    An object has `code`, `name`, `severity`, `path`, `line`, `column` (both counted from 1, in
    characters), `message` and `hint` (a text or null).
    """
    objects = [json.dumps(_object(finding), ensure_ascii=False) for finding in findings]
    text = "[\n" + ",\n".join(f"  {entry}" for entry in objects) + "\n]\n" if objects else "[]\n"
    return plain_json(text)


def _object(finding: Finding) -> dict[str, str | int | None]:
    place = finding.location
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "message": finding.message,
        "hint": finding.hint,
    }
