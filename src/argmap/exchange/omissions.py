"""What several formats leave out of a map, reported by the same words for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from argmap.exchange.loss import Report
from argmap.model.argument import ArgumentMap, Claim, Evidence, Status

_SHOWN: Final = frozenset({"title", "author", "container-title", "publisher", "issued", "via"})
"""What a reference in a list of sources says."""


class _Omission(NamedTuple):
    """Something that can be left out.

    Attributes:
        what: What it is, as the report says it.
        found: Yields where on a map it stands: the part, and what stands there.
    """

    what: str
    found: Callable[[ArgumentMap], Iterator[tuple[str, str]]]


def report_omissions(argument: ArgumentMap, report: Report, form: str, *names: str) -> None:
    """Say what of a map has no place in a format.

    Args:
        argument: The map.
        report: The report that says it.
        form: The format as it is named in a sentence, such as `a diagram`.
        names: What is left out: fields of the map, or keys of the table below.
    """
    for name in names:
        omission = _OMISSIONS.get(name) or _of_whole(name)
        for part, detail in omission.found(argument):
            report.lost(f"{form} has no place for {omission.what}", part, detail)


def _of_whole(name: str) -> _Omission:
    def found(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
        if value := getattr(argument, name):
            yield name, value if isinstance(value, str) else value.id

    return _Omission("what is said of the whole map", found)


def _ignored(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    for entry in argument.ignores:
        yield "", entry.rule


def _implicit(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    for claim in argument.claims.values():
        if claim.implicit:
            yield claim.id, ""


def _said(argument: ArgumentMap) -> Iterator[Claim | Evidence]:
    for claim in argument.claims.values():
        yield claim
        yield from claim.evidence


def _languages(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    for one in _said(argument):
        if one.lang:
            yield one.id, one.lang


def _places(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    for one in _said(argument):
        if one.locator:
            yield one.id, one.locator


def _fields(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    for name, source in argument.sources.items():
        rest = (f"{key}: {value}" for key, value in source.fields.items() if key not in _SHOWN)
        if detail := "; ".join(rest):
            yield name, detail


def _states(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    for _, piece in argument.evidence():
        if piece.status is not Status.REPORTED:
            yield piece.id, str(piece.status)


def _warrantors(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    for name, one in argument.inferences.items():
        if one.by:
            yield name, one.by


def _own_ids(argument: ArgumentMap) -> Iterator[tuple[str, str]]:
    for claim, piece in argument.evidence():
        if not piece.numbered:
            yield piece.id, claim.id


_OMISSIONS: Final[Mapping[str, _Omission]] = {
    "ignore": _Omission("accepted findings", _ignored),
    "implicit": _Omission("`implicit`", _implicit),
    "languages": _Omission("the language of a part", _languages),
    "places": _Omission("the place in a source", _places),
    "fields": _Omission("all that a map says of a source", _fields),
    "states": _Omission("the status of evidence", _states),
    "warrantors": _Omission("who says a warrant", _warrantors),
    "own ids": _Omission("the ids of evidence", _own_ids),
}
