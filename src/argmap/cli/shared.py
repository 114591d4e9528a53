"""Steps that several commands share: find maps, check them, report their warnings."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence

from argmap import checking, report
from argmap.cli.console import columns, complain, say, wants_color
from argmap.cli.exit import Exit
from argmap.files.find import MapFile, gather
from argmap.model.findings import Finding, Severity
from argmap.text import counted, shown

MOST_NAMES = 3
"""Names listed before "and N more"."""


def find_maps(arguments: tuple[str, ...]) -> tuple[tuple[MapFile, ...], Exit]:
    """Return the maps that arguments stand for; say which other files were passed by.

    Args:
        arguments: Names of files and folders; `-` is standard input.

    Returns:
        The maps, and `Exit.FAILED` if a folder has none or cannot be looked into.
    """
    gathered = gather(arguments)
    for problem in gathered.problems:
        complain(problem)
    if gathered.others:
        names = ", ".join(shown(path) for path in gathered.others[:MOST_NAMES])
        if len(gathered.others) > MOST_NAMES:
            names += f", and {len(gathered.others) - MOST_NAMES:,} more"
        files = counted(len(gathered.others), "file")
        say(f"passed by {files} without the key `argmap`: {names}")
    return gathered.sources, Exit.FAILED if gathered.problems else Exit.CLEAN


def say_findings(result: checking.Validation) -> None:
    """Write the findings of a map that is not drawn to standard error."""
    say(findings_text(result, color=wants_color(sys.stderr)))


def findings_text(result: checking.Validation, *, color: bool) -> str:
    """Return the findings of a map that is not drawn, without those on settings."""
    texts = {result.path: result.text}
    width = columns(sys.stderr)
    found = _about_map(result)
    text = report.as_text(found, texts, beside=result.beside, color=color, columns=width)
    return text.removesuffix("\n")


def file_message(path: str, remark: str, *, written: bool) -> str:
    """Return the message that a file was written, or was there already, with a remark."""
    return f"wrote {shown(path)}{remark}" if written else f"{shown(path)} is up to date{remark}"


def warnings_message(path: str, result: checking.Validation) -> list[str]:
    """Return messages on the warnings of a map that was drawn, and how to see them."""
    return [*map_warnings(path, result), *settings_warnings(path, result).values()]


def map_warnings(path: str, result: checking.Validation) -> list[str]:
    """Return the message on warnings about a map that was drawn, or about its reviews."""
    return _count(path, _about_map(result), "", " in the reviews")


def settings_warnings(path: str, result: checking.Validation) -> dict[str, str]:
    """Return messages on warnings about settings, by the settings' files.

    Many maps may share these files: each message is to be shown once.
    """
    messages: dict[str, str] = {}
    for file in dict.fromkeys(one.location.path for one in result.about_settings):
        findings = [one for one in result.about_settings if one.location.path == file]
        for line in _count(path, findings, f" in {shown(file)}"):
            messages[file] = line
    return messages


def _about_map(result: checking.Validation) -> list[Finding]:
    """Return the findings about a map and its reviews, without those on settings."""
    settings = set(result.about_settings)
    return [one for one in result.findings if one not in settings]


def _count(path: str, findings: Sequence[Finding], where: str, where_errors: str = "") -> list[str]:
    """Return how many errors and warnings there are, if any, and which command shows them."""
    parts, total = [], 0
    for severity, place in ((Severity.ERROR, where_errors), (Severity.WARNING, where)):
        count = sum(one.severity is severity for one in findings)
        total += count
        if count:
            parts.append(counted(count, severity) + place)
    command = f"`argmap validate {shown(shlex.quote(path))}`"
    return [f"{', '.join(parts)}: {command} shows {'it' if total == 1 else 'them'}"] * bool(parts)
