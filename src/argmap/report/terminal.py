"""Report findings as text for people, with excerpts and counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from argmap.model.findings import Finding, Location, Severity
from argmap.text import (
    BLUE,
    BOLD,
    CYAN,
    GREEN,
    NARROWEST,
    RED,
    WIDTH,
    YELLOW,
    counted,
    excerpt,
    lines_of,
    printable,
    styled,
)

MANY_FILES, MANY_FINDINGS = 10, 20
"""Files checked and findings, from which on a report ends in a summary by rule."""

_DIFFERENCE = re.compile(r"\[-.*?-\]|\{\+.*?\+\}")
_COLORS = {
    Severity.ERROR: f"{BOLD};{RED}",
    Severity.WARNING: f"{BOLD};{YELLOW}",
    Severity.NOTE: f"{BOLD};{CYAN}",
}


class Told(NamedTuple):
    """What is said about a place in a file.

    Attributes:
        severity: How much it weighs.
        label: What stands before the message.
        message: The mistake, in one sentence without a final full stop.
        hint: The remedy, or None.
    """

    severity: Severity
    label: str
    message: str
    hint: str | None


def as_text(
    findings: Iterable[Finding],
    texts: Mapping[str, str],
    *,
    beside: Mapping[str, str] | None = None,
    color: bool = False,
    columns: int | None = None,
) -> str:
    """Return findings as people read them, each with its line of the file, and a count at last.

    Of ten files or more with twenty findings or more, a summary by rule stands before the count.

    Args:
        findings: The findings, in their order in the report.
        texts: The text of each file that was checked, by its path; where one is missing, the
            lines of the file are left out.
        beside: The texts of further files that findings are about, such as a map's ledger: they
            do not count as files that were checked.
        color: Whether to use ANSI colours.
        columns: Columns that a line of a file may take with its number; None for as many as
            are easy to read.

    Returns:
        Lines, each with its end.
    """
    findings = list(findings)
    files = {path: lines_of(text) for path, text in {**(beside or {}), **texts}.items()}
    parts = [
        _paragraph(finding, files.get(finding.location.path), color, columns)
        for finding in findings
    ]
    if len(texts) >= MANY_FILES and len(findings) >= MANY_FINDINGS:
        parts.append(_by_rule(findings))
    return "\n".join([*parts, count(findings, list(texts), list(beside or ()))])


def _by_rule(findings: Sequence[Finding]) -> str:
    """Return how often each rule found something, and in how many files; the heaviest first."""
    found: dict[tuple[Severity, str, str], Counter[str]] = {}
    for one in findings:
        rule = (one.severity, one.code, one.name)
        found.setdefault(rule, Counter())[one.location.path] += 1
    weights = list(Severity)
    rows = sorted(found.items(), key=lambda row: (weights.index(row[0][0]), -row[1].total()))
    figures = [f"{files.total():,}" for _, files in rows]
    room = max(map(len, figures))
    lines = [
        f"{figure:>{room}}  {severity}[{code} {name}] in {counted(len(files), 'file')}\n"
        for figure, ((severity, code, name), files) in zip(figures, rows, strict=True)
    ]
    return "".join(["By rule:\n", *lines])


def count(findings: Sequence[Finding], paths: Sequence[str], beside: Sequence[str] = ()) -> str:
    """Return the last line of a report: the number of findings by severity, and the files.

    Args:
        findings: All findings.
        paths: The files that were checked.
        beside: Further files that findings may be about; they are named only then.
    """
    found = {finding.location.path for finding in findings}
    if len(paths) == 1 and found.intersection(beside):
        further = [path for path in beside if path in found]
        paths = [*paths, *further] if found.difference(further) else further
    counts = Counter(finding.severity for finding in findings)
    parts = [counted(counts[one], one) for one in Severity if counts[one]]
    where = ""
    if len(paths) == 1 or set(paths).intersection(beside):
        where = f" in {' and '.join(map(printable, paths))}"
    elif paths:
        where = f" in {len(paths):,} files"
    return f"{', '.join(parts) or 'no findings'}{where}\n"


def _paragraph(
    finding: Finding, lines: Sequence[str] | None, color: bool, columns: int | None
) -> str:
    """Return one finding with its line of the file and its hint."""
    label = f"{finding.severity}[{finding.code} {finding.name}]"
    said = Told(finding.severity, label, finding.message, finding.hint)
    return paragraph(finding.location, said, lines, color=color, columns=columns)


def paragraph(
    place: Location, said: Told, lines: Sequence[str] | None, *, color: bool, columns: int | None
) -> str:
    """Return what is said about a place in a file, with its line of the file and the hint.

    Args:
        place: The place.
        said: What is said about it.
        lines: The lines of the file, or None where they are not to be shown.
        color: Whether to use ANSI colours.
        columns: Columns that a line of a file may take with its number; None for as many as
            are easy to read.

    Returns:
        Lines, each with its end.
    """
    paint = partial(styled, color=color)
    tint = _COLORS[said.severity]
    where = paint(f"{printable(str(place))}:", BOLD)
    parts = [f"{where} {paint(said.label, tint)}: {paint(printable(said.message), BOLD)}"]
    indent = ""
    number = place.line
    if lines is not None and 0 < number <= len(lines):
        indent = " " * len(str(number))
        room = WIDTH if columns is None else min(WIDTH, columns - len(f"{number} | "))
        shown, mark = excerpt(lines[number - 1], place.column, place.length, max(room, NARROWEST))
        parts.append(f"{paint(f'{number} |', BLUE)} {shown}".rstrip())
        parts.append(f"{paint(f'{indent} |', BLUE)} {paint(mark, tint)}")
    if said.hint is not None:
        hint = printable(said.hint)
        if color:
            hint = _DIFFERENCE.sub(_tinted, hint)
        parts.append(f"{indent} {paint('=', BLUE)} hint: {hint}")
    return "\n".join(parts) + "\n"


def _tinted(change: re.Match[str]) -> str:
    """Return words that only the quote or only the text has, in their colour."""
    return styled(change[0], RED if change[0].startswith("[") else GREEN, color=True)
