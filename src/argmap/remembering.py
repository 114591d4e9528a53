"""What git remembers of a map: the words that were reviewed, where a ledger holds digests only."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap import reading
from argmap.review.changes import changes
from argmap.review.fingerprint import Surroundings, fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model import ArgumentMap
    from argmap.review.model import Fingerprint
    from argmap.review.states import Opinion, Standing

MOST_VERSIONS = 50
"""How many versions of a map are looked at: a few seconds' worth, on a map of 1,000 claims."""

_PATIENCE = 20  # seconds for git, which takes milliseconds


def in_words(
    path: str, argument_map: ArgumentMap, standings: Mapping[str, Standing]
) -> dict[str, Standing]:
    """Returns how claims stand, with what changed since their reviews told in words.

    The words are those of the newest version of the map in git's history that is what was
    reviewed. Where there is no git, no history, or no such version, all stays as it is.

    Args:
        path: The map's file.
        argument_map: The map as it is now.
        standings: How its claims stand.
    """
    pending = {
        (name, number): opinion.verdict.reviewed
        for name, standing in standings.items()
        for number, opinion in enumerate(standing.opinions)
        if opinion.verdict.reviewed and any(change.old is None for change in opinion.changes)
    }
    found = _found(path, pending) if pending else {}
    now = Surroundings(argument_map, sealed=False)
    told = dict(standings)
    for (name, number), then in found.items():
        today = fingerprint(argument_map.claims[name], now)
        opinions: list[Opinion] = list(told[name].opinions)
        opinions[number] = replace(opinions[number], changes=changes(then, today, words=True))
        told[name] = replace(told[name], opinions=tuple(opinions))
    return told


def _found(
    path: str, pending: Mapping[tuple[str, int], Fingerprint]
) -> dict[tuple[str, int], Fingerprint]:
    """Returns the words of what was reviewed, as far as an older version of the map has them."""
    left, found = dict(pending), {}
    folder, name = os.path.split(os.path.realpath(path))
    log = _git(folder, "log", f"--max-count={MOST_VERSIONS}", "--format=%H", "--", f"./{name}")
    for version in log.decode("ascii", "replace").split():
        old = reading.read(_git(folder, "show", f"{version}:./{name}"), path).map
        if old is None:
            continue
        sealed, open_ = Surroundings(old), Surroundings(old, sealed=False)
        for key, reviewed in list(left.items()):
            claim = old.claims.get(key[0])
            if claim is not None and not changes(reviewed, fingerprint(claim, sealed)):
                found[key] = fingerprint(claim, open_)
                del left[key]
        if not left:
            break
    return found


def _git(folder: str, *arguments: str) -> bytes:
    """Returns what git prints, or nothing where there is no git or it has nothing to print."""
    command = ["git", "-C", folder, "--no-pager", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed command, and no shell
            command, capture_output=True, check=False, timeout=_PATIENCE, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
