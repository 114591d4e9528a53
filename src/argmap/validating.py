"""What the command `validate` does: all findings of all maps, as one report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

from argmap import report
from argmap.choosing import Choice, Chooser
from argmap.commands import Exit
from argmap.console import complain, put, wants_color
from argmap.errors import ArgmapError
from argmap.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.findings import Finding

Format = Literal["text", "json"]


def validate(paths: tuple[str, ...], *, form: Format, strict: bool, choice: Choice) -> Exit:
    """Prints the findings of every map that can be read.

    Args:
        paths: The maps' files; `-` is standard input.
        form: `text` for people, `json` for programs.
        strict: Whether a warning weighs as much as an error in the exit status.
        choice: Which findings are told.
    """
    chooser = Chooser(choice, paths)
    status = Exit.CLEAN
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    beside: dict[str, str] = {}
    for path in paths:
        try:
            result = chooser.validate(path)
        except ArgmapError as error:
            complain(error)
            status = Exit.FAILED
            continue
        # What is wrong with the settings of several maps is told once.
        findings += [
            one
            for one in result.findings
            if one.location.path == result.path or one not in findings
        ]
        texts[result.path] = result.text
        beside |= result.beside
        if not result.ok or (strict and result.count(Severity.WARNING)):
            status = max(status, Exit.FOUND)
    recorded = choice.record is not None and not findings
    if (texts and not recorded) or form == "json":
        _print(findings, texts, beside, form)
    chooser.conclude()
    return status


def _print(
    findings: list[Finding], texts: dict[str, str], beside: dict[str, str], form: Format
) -> None:
    """Puts the report to standard output."""
    if form == "json":
        put(report.as_json(findings))
    else:
        color = wants_color(sys.stdout)
        put(report.as_text(findings, texts, beside=beside, color=color))
        if findings and sys.stdout.isatty():
            put(f"`argmap explain {_heaviest(findings).code}` tells more\n")


def _heaviest(findings: Sequence[Finding]) -> Finding:
    """Returns the first of the findings that weigh most."""
    weights = list(Severity)
    return min(findings, key=lambda finding: weights.index(finding.severity))
