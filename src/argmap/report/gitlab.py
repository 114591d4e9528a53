"""Report findings as GitLab's Code Quality, one object for each."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from argmap.files.read import STDIN_NAME
from argmap.model.findings import Severity
from argmap.report import Case
from argmap.report.sarif import fingerprints
from argmap.text import plain_json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_UNREAD = "blocker"


def as_gitlab(cases: Iterable[Case]) -> str:
    """Return findings as a JSON list of GitLab's Code Quality objects, each on a line of its own.

    A fingerprint stays the same when lines move and when another map is taken away or added; no two
    of a report are alike, because GitLab leaves out what has the fingerprint of another.

    Args:
        cases: The maps, in their order in the report; one that cannot be read is an object, too.
    """
    objects = [json.dumps(one, ensure_ascii=False) for case in cases for one in _objects(case)]
    text = "[\n" + ",\n".join(f"  {entry}" for entry in objects) + "\n]\n" if objects else "[]\n"
    return plain_json(text)


def _objects(case: Case) -> Iterator[dict[str, Any]]:
    if case.trouble is not None:
        yield _object(case.trouble, "unreadable", _UNREAD, (case.path, 1), case.path)
    for finding, fingerprint in zip(
        case.findings, fingerprints(case.map, case.findings), strict=True
    ):
        hint = f" (hint: {finding.hint})" if finding.hint is not None else ""
        yield _object(
            f"{finding.message}{hint}",
            f"{finding.code} {finding.name}",
            _SEVERITIES[finding.severity],
            (finding.location.path, finding.location.line),
            f"{_relative(case.path)}\0{fingerprint}",
        )


def _object(
    description: str, check: str, severity: str, place: tuple[str, int], identity: str
) -> dict[str, Any]:
    path, line = place
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "description": description,
        "check_name": check,
        "fingerprint": digest[:32],
        "severity": severity,
        "location": {"path": _relative(path), "lines": {"begin": line}},
    }


def _relative(path: str) -> str:
    """Return a path from the present folder on, which is the top of the repository in a job."""
    if path == STDIN_NAME:
        return path
    try:
        return PurePath(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive of Windows
        return PurePath(path).as_posix()
