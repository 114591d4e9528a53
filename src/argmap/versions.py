"""A version of a map that is to be compared: a file, or what it held at a revision."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from argmap import reading
from argmap.errors import ArgmapError
from argmap.findings import Location, Severity
from argmap.model import ArgumentMap
from argmap.review.paths import ledger_path
from argmap.review.reading import read, read_file
from argmap.revisions import bytes_at, is_revision

if TYPE_CHECKING:
    from argmap.findings import Finding
    from argmap.review.model import Ledger

_NO_FILE = {"/dev/null", os.devnull}
"""What git names in a diff where one version has no such file."""


class Version(NamedTuple):
    """A map that is to be compared.

    Attributes:
        name: As it was named; `<stdin>` for standard input.
        map: What could be read; one without claims where there is no such file; None where there
            is no readable map in it.
        findings: The errors that keep parts of it, or all of it, from being read.
        text: What was read.
        ledger: The reviews beside it, or None.
    """

    name: str
    map: ArgumentMap | None
    findings: tuple[Finding, ...] = ()
    text: str = ""
    ledger: Ledger | None = None


def read_version(name: str, *, reviews: bool = False) -> Version:
    """Reads a version of a map.

    Args:
        name: A file, `-` for standard input, `REV:path` for a file at a revision that git
            knows, or `/dev/null` for none.
        reviews: Whether the ledger beside it is read, too.

    Raises:
        ArgmapError: If it cannot be read.
    """
    if name in _NO_FILE:
        return Version(name, ArgumentMap(at=Location(name, 1, 1), title="", lang="", claims={}))
    at_revision = name != reading.STDIN and is_revision(name)
    read_as = reading.read(bytes_at(name), name) if at_revision else reading.read_file(name)
    errors = tuple(one for one in read_as.findings if one.severity is Severity.ERROR)
    told = reading.STDIN_NAME if name == reading.STDIN else name
    readable = read_as.map if read_as.map is not None and "thesis" in read_as.map.claims else None
    ledger = _ledger(name, at_revision=at_revision) if reviews else None
    return Version(told, readable, errors, read_as.text, ledger)


def _ledger(name: str, *, at_revision: bool) -> Ledger | None:
    """Returns the reviews beside a version, as far as there are any that can be read."""
    path = ledger_path(name)
    if name == reading.STDIN:
        return None
    if not at_revision:
        found = read_file(path)
        return found.ledger if found is not None else None
    try:
        return read(bytes_at(path), path).ledger
    except ArgmapError:  # there was none at that revision
        return None
