"""Steps that several commands share: find maps, report warnings, exit statuses."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from enum import IntEnum

from argmap import checking, report
from argmap.cli.console import complain, say, wants_color
from argmap.errors import ArgmapError
from argmap.files.find import MapFile, gather
from argmap.model.findings import Finding, Severity
from argmap.text import counted, shown

FEW = 3
"""So many names are told; of more, the first ones."""


class Exit(IntEnum):
    """The exit statuses; 2, wrong usage, and 130, Ctrl-C, are set where they are noticed."""

    CLEAN = 0
    FOUND = 1
    FAILED = 3


def find_maps(arguments: tuple[str, ...]) -> tuple[tuple[MapFile, ...], Exit]:
    """Return the maps that arguments stand for, after telling what else was in their folders.

    Args:
        arguments: Names of files and folders; `-` is standard input.

    Returns:
        The maps, and `Exit.FAILED` if a folder has none or cannot be looked into.
    """
    gathered = gather(arguments)
    for problem in gathered.problems:
        complain(problem)
    if gathered.others:
        say(_told_of_others([shown(path) for path in gathered.others]))
    return gathered.sources, Exit.FAILED if gathered.problems else Exit.CLEAN


def _told_of_others(paths: list[str]) -> str:
    """Return which files were passed by, so that a map without its first line is not missed."""
    told = ", ".join(paths[:FEW])
    if len(paths) > FEW:
        told += f", and {len(paths) - FEW:,} more"
    return f"passed by {counted(len(paths), 'file')} without the key `argmap`: {told}"


def say_what_is_wrong(result: checking.Validation) -> None:
    """Tell the findings of a map that is not drawn, on standard error."""
    say(what_is_wrong(result, color=wants_color(sys.stderr)))


def what_is_wrong(result: checking.Validation, *, color: bool) -> str:
    """Return the findings of a map that is not drawn, to be said on standard error."""
    texts = {result.path: result.text}
    findings = _about_map(result)
    told = report.as_text(findings, texts, beside=result.beside, color=color)
    return told.removesuffix("\n")


def told_of_file(path: str, what: str, *, written: bool) -> str:
    """Return that a file was written, or was there already, and what is to know about it."""
    return f"wrote {shown(path)}{what}" if written else f"{shown(path)} is up to date{what}"


def told_of_warnings(path: str, result: checking.Validation) -> list[str]:
    """Return that a map that was drawn has warnings, and which command shows them."""
    return [*told_of_map(path, result), *told_of_settings(path, result).values()]


def told_of_map(path: str, result: checking.Validation) -> list[str]:
    """Return that there are warnings about a map that was drawn, or about its reviews."""
    findings = _about_map(result)
    return _told_of_weights(path, findings, "", " in the reviews")


def told_of_settings(path: str, result: checking.Validation) -> dict[str, str]:
    """Return that there are warnings about settings, by the files that these stand in.

    Many maps may share them: each is to be told once.
    """
    told: dict[str, str] = {}
    for file in dict.fromkeys(one.location.path for one in result.about_settings):
        findings = [one for one in result.about_settings if one.location.path == file]
        for line in _told_of_weights(path, findings, f" in {shown(file)}"):
            told[file] = line
    return told


def _about_map(result: checking.Validation) -> list[Finding]:
    """Return what there is to say about a map and its reviews, and not about settings."""
    settings = set(result.about_settings)
    return [one for one in result.findings if one not in settings]


def _told_of_weights(
    path: str, findings: Sequence[Finding], where: str, where_errors: str = ""
) -> list[str]:
    """Return how many errors and warnings there are, and which command shows them."""
    parts, total = [], 0
    for severity, place in ((Severity.ERROR, where_errors), (Severity.WARNING, where)):
        count = sum(one.severity is severity for one in findings)
        total += count
        if count:
            parts.append(counted(count, severity) + place)
    command = f"`argmap validate {shown(shlex.quote(path))}`"
    return [f"{', '.join(parts)}: {command} shows {'it' if total == 1 else 'them'}"] * bool(parts)


def check_to_draw(path: str) -> checking.Validation:
    """Check a map whose reviews do not decide whether it is drawn.

    They are looked at all the same, so that the warnings are those that `validate` tells.

    Args:
        path: The map's file; `-` is standard input.

    Raises:
        ArgmapError: If the map cannot be read.
    """
    try:
        return checking.validate(path)
    except ArgmapError:  # the map's or the ledger's: `validate` tells of the latter
        return checking.validate(path, reviews=False)
