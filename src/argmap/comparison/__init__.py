"""Compare two versions of a map: what changed, and which reviews no longer count."""

from __future__ import annotations

import os

from argmap.checking import check
from argmap.comparison.compare import compare
from argmap.comparison.model import Change, ChangeType, Difference, Field, Stale, Subject
from argmap.comparison.picture import MarkedMap, marked, with_removed
from argmap.comparison.versions import read_version
from argmap.model.argument import ArgumentMap
from argmap.model.findings import InvalidMapError, Severity
from argmap.review.ledger import Ledger

__all__ = ["Change", "ChangeType", "Difference", "Field", "Stale", "Subject", "compare"]


def diff(
    old: ArgumentMap | str | os.PathLike[str],
    new: ArgumentMap | str | os.PathLike[str],
    *,
    ledger: Ledger | None = None,
) -> Difference:
    """Return what two versions of a map say differently; false where they say the same.

    Layout, comments and the order of the file do not count.

    Args:
        old: The older version: a map, its file, or `REV:path` for what git has at a revision.
        new: The newer one, likewise.
        ledger: The reviews of the new version, to tell which of them no longer count; without
            it, those beside the new version's file.

    Raises:
        InvalidMapError: If a file has errors of form that keep parts of it from being read.
        ArgmapError: If a file or a revision cannot be read.
    """
    before, _ = _version(old, reviews=False)
    after, beside = _version(new, reviews=ledger is None)
    return compare(before, after, ledger or beside)


def diff_picture(old: ArgumentMap, new: ArgumentMap, difference: Difference) -> MarkedMap:
    """Return a map and marks that show a difference in one picture.

    It is the new version, with what was removed where it stood. Where these two make no valid
    map together, it is the new version alone.

    Args:
        old: The older version.
        new: The newer one.
        difference: What `diff` found between them.
    """
    picture = with_removed(old, new, difference)
    if len(picture.map.claims) == len(new.claims) or not errors(picture.map) - errors(new):
        return picture
    return marked(new, difference)


def errors(argument_map: ArgumentMap) -> set[tuple[str, str]]:
    """Return the mistakes that keep a map from being drawn."""
    found = check(argument_map)
    return {(one.code, one.message) for one in found if one.severity is Severity.ERROR}


def _version(
    source: ArgumentMap | str | os.PathLike[str], *, reviews: bool
) -> tuple[ArgumentMap, Ledger | None]:
    if isinstance(source, ArgumentMap):
        return source, None
    version = read_version(os.fspath(source), reviews=reviews)
    if version.map is None or version.findings:
        raise InvalidMapError(version.findings)
    return version.map, version.ledger
