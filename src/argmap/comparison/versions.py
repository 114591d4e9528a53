"""Versions to compare: a file, or its content at a git revision."""

from __future__ import annotations

import os
from typing import NamedTuple

from argmap import reading
from argmap.checking import texts_beside
from argmap.errors import ArgmapError
from argmap.files.find import ledger_path
from argmap.files.git import bytes_at, is_revision
from argmap.files.read import STREAM, name_in_findings
from argmap.model.argument import ArgumentMap
from argmap.model.findings import Finding, Location, Severity
from argmap.quotes.sources import Texts, open_at_revision
from argmap.review.ledger import Ledger
from argmap.review.read import LedgerReading, parse_ledger, read_ledger

_NO_FILE = {"/dev/null", os.devnull}
"""The names that git gives in a diff to a file that one version does not have."""


class Version(NamedTuple):
    """A map that is to be compared.

    Attributes:
        name: Its name as given; `<stdin>` for standard input.
        map: The parts that could be read; a map without claims where there is no such file; None
            where there is no readable map in it.
        findings: The errors that keep parts of it, or all of it, from being read.
        text: The text of the file.
        ledger: The reviews beside it, or None.
        unread: The ledger's file where that has errors, or None.
        texts: The texts of its sources as they are with it, or None.
    """

    name: str
    map: ArgumentMap | None
    findings: tuple[Finding, ...] = ()
    text: str = ""
    ledger: Ledger | None = None
    unread: str | None = None
    texts: Texts | None = None


def read_version(name: str, *, reviews: bool = False) -> Version:
    """Read a version of a map.

    Args:
        name: A file, `-` for standard input, `REV:path` for a file at a revision that git
            knows, or `/dev/null` for none.
        reviews: Whether the ledger beside it is read as well.

    Raises:
        ArgmapError: If it cannot be read.
    """
    if name in _NO_FILE:
        return Version(name, ArgumentMap(at=Location(name, 1, 1), title="", lang="", claims={}))
    at_revision = name != STREAM and is_revision(name)
    read_as = reading.read(bytes_at(name), name) if at_revision else reading.read_file(name)
    errors = tuple(one for one in read_as.findings if one.severity is Severity.ERROR)
    readable = read_as.map if read_as.map is not None and "thesis" in read_as.map.claims else None
    beside = _ledger(name, at_revision=at_revision) if reviews else None
    ledger = None if beside is None else beside.ledger
    unread = None if beside is None or ledger is not None else ledger_path(name)
    texts = _texts(name, readable, at_revision=at_revision) if readable is not None else None
    said = name_in_findings(name)
    return Version(said, readable, errors, read_as.text, ledger, unread, texts)


def _texts(name: str, argument_map: ArgumentMap, *, at_revision: bool) -> Texts | None:
    """Return the texts that a version's reviews may be bound to, read when they are asked for."""
    if at_revision:
        return Texts(argument_map, open_at_revision(name))
    return texts_beside(name, argument_map)


def _ledger(name: str, *, at_revision: bool) -> LedgerReading | None:
    """Read the reviews beside a version; None where there are none."""
    path = ledger_path(name)
    if name == STREAM:
        return None
    if not at_revision:
        return read_ledger(path)
    try:
        return parse_ledger(bytes_at(path), path)
    except ArgmapError:  # there was none at that revision
        return None
