"""Report findings as annotations of GitHub Actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from argmap.files.read import STDIN_NAME
from argmap.model.findings import Finding, Severity
from argmap.report import Case, with_hint
from argmap.report.terminal import count
from argmap.text import printable

SHOWN = 10
"""Most annotations of one kind that GitHub takes from a step; it drops the rest silently."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(cases: Sequence[Case]) -> str:
    """Return findings as workflow commands, a line each, and a count at last.

    Findings beyond those that GitHub shows are plain lines, which stand in the log.

    Args:
        cases: The maps, in their order in the report.
    """
    annotated: Counter[str] = Counter()
    lines = []
    for command, marked, plain in _entries(cases):
        annotated[command] += 1
        lines.append(marked if annotated[command] <= SHOWN else _harmless(plain))
    findings = [finding for case in cases for finding in case.findings]
    read = [case.path for case in cases if case.trouble is None]
    beside = [path for case in cases for path in case.beside]
    if read or not cases:
        lines.append(count(findings, read, beside).rstrip())
    beyond = sum(max(0, number - SHOWN) for number in annotated.values())
    if beyond:
        lines.append(
            f"GitHub marks at most {SHOWN} errors, {SHOWN} warnings and {SHOWN} notices of a step: "
            f"{beyond:,} more only in this log"
        )
    return "\n".join(lines) + "\n"


def _entries(cases: Iterable[Case]) -> Iterable[tuple[str, str, str]]:
    """Yield each trouble and finding: the command's name, the whole command, the same as text."""
    troubles: set[str] = set()
    for case in cases:
        if case.trouble is not None and case.trouble not in troubles:
            troubles.add(case.trouble)
            trouble = printable(case.trouble)
            yield "error", f"::error title=argmap::{trouble.translate(_DATA)}", f"error: {trouble}"
        for finding in case.findings:
            yield _COMMANDS[finding.severity], _command(finding), _line(finding)


def _command(finding: Finding) -> str:
    place = finding.location
    message = "\n".join(printable(line) for line in with_hint(finding).split("\n"))
    where = {
        "file": printable(PurePath(place.path).as_posix()),
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
    }
    if place.path == STDIN_NAME:  # there is no file to mark
        where, message = {}, f"{place}: {message}"
    where["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in where.items())
    return f"::{_COMMANDS[finding.severity]} {properties}::{message.translate(_DATA)}"


def _line(finding: Finding) -> str:
    """Return a finding as one line of a log."""
    label = f"{finding.severity}[{finding.code} {finding.name}]"
    return f"{printable(str(finding.location))}: {label}: {printable(finding.message)}"


def _harmless(line: str) -> str:
    """Return a line in which the runner finds no command, whatever a map or a name holds.

    It takes `::` at a line's start for one, and `##[` anywhere in it.
    """
    line = line.replace("##[", "## [")
    return f".{line}" if line.startswith("::") else line
