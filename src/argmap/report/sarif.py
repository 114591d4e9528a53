"""Report findings as SARIF 2.1.0, with a fingerprint for each."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from argmap.checking.baseline import without_numbers
from argmap.checking.owners import Owners
from argmap.files.read import STDIN_NAME
from argmap.model.argument import ArgumentMap
from argmap.model.findings import Finding, Rule, Severity
from argmap.report import Case, with_hint
from argmap.rules.page import family_of, page_of
from argmap.text import plain_json

_DIGITS = 32  # hexadecimal ones of a fingerprint: 128 bits
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

ROOT = "SRCROOT"
"""Base of the relative addresses of maps: the folder that argmap was run in."""

_GITHUB_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "recommendation",
}


def as_sarif(
    cases: Sequence[Case], rules: Iterable[Rule], version: str, pages: str | None = None
) -> str:
    """Return findings as one run of a SARIF log.

    Args:
        cases: The maps, in their order in the log.
        rules: All rules; those with findings are described in the log, each with its page.
        version: The version of argmap.
        pages: The address of the page that has all rules, each under the heading of its code,
            for links to it; None for no links.
    """
    found = {finding.code for case in cases for finding in case.findings}
    described = [rule for rule in rules if rule.code in found]
    indices = {rule.code: index for index, rule in enumerate(described)}
    troubles = [case.trouble for case in cases if case.trouble is not None]
    driver = {
        "name": "argmap",
        "semanticVersion": version,
        "rules": [_descriptor(rule, pages) for rule in described],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(troubles)],
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The folder in which argmap was run."}}
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(case) for case in cases],
        "results": [
            _result(finding, fingerprint, indices[finding.code])
            for case in cases
            for finding, fingerprint in zip(
                case.findings, fingerprints(case.map, case.findings), strict=True
            )
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return plain_json(json.dumps(log, ensure_ascii=False, indent=2) + "\n")


def _descriptor(rule: Rule, pages: str | None) -> dict[str, Any]:
    """Return a reporting descriptor (3.49): a rule with its page."""
    page = page_of(rule)
    described: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": page.what},
        "fullDescription": {"text": " ".join([page.what, *page.why.split()])},
        "help": {
            "text": f"{page.what}\n\n{page.why}\n\nBad:\n\n{page.bad}\nGood:\n\n{page.good}",
            "markdown": f"{page.what}\n\n{page.why}\n\n"
            f"Bad:\n\n```yaml\n{page.bad}```\n\nGood:\n\n```yaml\n{page.good}```\n",
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "problem.severity": _GITHUB_SEVERITIES[rule.severity],
            "tags": [family_of(rule)],
        },
    }
    if pages is not None:
        described["helpUri"] = f"{pages}#{rule.code.lower()}"
    return described


def _invocation(troubles: Iterable[str]) -> dict[str, Any]:
    """Return an invocation (3.20): whether all maps could be read, and why not."""
    notes = [{"level": "error", "message": {"text": _message(trouble)}} for trouble in troubles]
    if not notes:
        return {"executionSuccessful": True}
    return {"executionSuccessful": False, "toolExecutionNotifications": notes}


def _artifact(case: Case) -> dict[str, Any]:
    """Return an artifact (3.24): a map's file."""
    roles = ["analysisTarget"]
    if case.path == STDIN_NAME:
        roles.append("standardStream")
    return {"location": _place_of(case.path), "roles": roles}


def _result(finding: Finding, fingerprint: str, rule: int) -> dict[str, Any]:
    """Return a result (3.27): a finding."""
    place = finding.location
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _message(with_hint(finding))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _place_of(place.path),
                    "region": {
                        "startLine": place.line,
                        "startColumn": place.column,
                        "endColumn": place.column + place.length,
                    },
                }
            }
        ],
        # GitHub reads the first name alone, and would else make a fingerprint from the lines.
        "partialFingerprints": {
            "primaryLocationLineHash": fingerprint,
            "argmapFinding/v1": fingerprint,
        },
    }


def _message(text: str) -> str:
    """Return a text escaped, so that it has no placeholder (3.11.5) and no link (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _place_of(path: str) -> dict[str, str]:
    """Return an artifact location (3.4, 3.10): the address of a file."""
    if path == STDIN_NAME:
        return {"uri": quote(path)}
    pure = PurePath(path)
    address = quote(os.fsencode(pure.as_posix()), safe="/")
    if not pure.is_absolute():
        return {"uri": address, "uriBaseId": ROOT}
    drive = "" if address.startswith("/") else "/"
    return {"uri": f"file://{drive}{address}"}


def fingerprints(argument_map: ArgumentMap | None, findings: Iterable[Finding]) -> list[str]:
    """Return a fingerprint for each finding of one map, no two of them alike.

    It is made from the finding's code, the ids of the owners of its place, and its message
    without places and counts: lines that move, a map that is renamed, and another hint change
    nothing. Evidence that is only numbered does not count among the ids: its number changes
    with every piece above it. The end counts the findings that have all of this in common:
    `:1`, `:2` and so on.

    Args:
        argument_map: The map, or None where none could be read.
        findings: In the order of the file.
    """
    owners, path, numbered = None, "", set()
    if argument_map is not None:
        owners, path = Owners(argument_map), argument_map.at.path  # settings have another
        numbered = {piece.id for _, piece in argument_map.evidence() if piece.numbered}
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        ids = owners.ids(finding.location) if owners and finding.location.path == path else None
        kept = [name for name in ids or () if name not in numbered]
        said = "\0".join([finding.code, *kept, "", _without_places(finding)])
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
        seen[digest] += 1
        made.append(f"{digest}:{seen[digest]}")
    return made


def _without_places(finding: Finding) -> str:
    """Return a finding's message without lines and counts, as a baseline holds it."""
    path = re.escape(finding.location.path)
    return without_numbers(re.sub(rf"{path}:\d+(?::\d+)?", "", finding.message))
