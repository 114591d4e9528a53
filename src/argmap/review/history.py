"""Look up in git the words that were reviewed, where a ledger holds digests only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from argmap import reading
from argmap.errors import ArgmapError
from argmap.files.git import bytes_at, changed_in
from argmap.model.argument import ArgumentMap
from argmap.review.changes import since
from argmap.review.fingerprint import MapContext
from argmap.review.ledger import Fingerprint
from argmap.review.states import Opinion, Standing

MOST_VERSIONS = 50
"""Most versions of a map that are read: a few seconds' worth, on a map of 1,000 claims."""


def standings_in_words(
    path: str, argument_map: ArgumentMap, standings: Mapping[str, Standing]
) -> dict[str, Standing]:
    """Return standings in which the changes since each review hold the old and the new words.

    The old words are those of the newest version of the map in git's history that is what was
    reviewed. Where there is no git, no history, or no such version, a change stays as it is.

    Args:
        path: The map's file.
        argument_map: The map as it is now.
        standings: The standings of its claims and warrants.
    """
    pending = {
        (name, number): opinion.verdict.reviewed
        for name, standing in standings.items()
        for number, opinion in enumerate(standing.opinions)
        if opinion.verdict.reviewed and any(change.old is None for change in opinion.changes)
    }
    found = _found(path, pending) if pending else {}
    now = MapContext(argument_map, sealed=False)
    result = dict(standings)
    for (name, number), then in found.items():
        part = now.part(name)
        assert part is not None  # it stands somehow
        opinions: list[Opinion] = list(result[name].opinions)
        in_text = [change for change in opinions[number].changes if change.in_text]
        told = (*since(then, part, now).changes, *in_text)
        opinions[number] = opinions[number]._replace(changes=told)
        result[name] = replace(result[name], opinions=tuple(opinions))
    return result


def _found(
    path: str, pending: Mapping[tuple[str, int], Fingerprint]
) -> dict[tuple[str, int], Fingerprint]:
    """Return the fingerprints in words of what was reviewed, as far as git's history has it."""
    left, found = dict(pending), {}
    folder, name = os.path.split(os.path.realpath(path))
    for version in changed_in(folder, name, MOST_VERSIONS):
        old = _map_at(f"{version}:./{name}", folder)
        if old is None:
            continue
        sealed, open_ = MapContext(old), MapContext(old, sealed=False)
        by_text = {part.text: part for part in old.claims.values()}
        for key, reviewed in list(left.items()):
            part = sealed.part(key[0]) or by_text.get(reviewed.text)  # it had another id then
            if part is not None and not since(reviewed, part, sealed).changes:
                found[key] = open_.fingerprint(part, reviewed.version)
                del left[key]
        if not left:
            break
    return found


def _map_at(name: str, folder: str) -> ArgumentMap | None:
    """Read the map at a revision; None where there was none that can be read."""
    try:
        return reading.read(bytes_at(name, folder), name).map
    except ArgmapError:
        return None
