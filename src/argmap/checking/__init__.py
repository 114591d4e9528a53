"""Check a map: read it, run all rules, leave out what is accepted or in the baseline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from argmap import reading
from argmap.checking.baseline import Sieve, Trace
from argmap.checking.owners import Owners
from argmap.checking.settings import Settings, find_settings
from argmap.checking.table import as_table
from argmap.errors import ArgmapError
from argmap.files.find import ledger_path, lone_ledgers
from argmap.files.read import STREAM, name_in_findings
from argmap.model.argument import ArgumentMap
from argmap.model.findings import (
    CATALOGUE,
    MOST_OF_ONE_CODE,
    Collector,
    Finding,
    InvalidMapError,
    Rule,
    Severity,
)
from argmap.model.graph import build
from argmap.quotes.sources import Texts, open_at_hand, open_beside
from argmap.reading import Reading
from argmap.review.ledger import Ledger
from argmap.review.read import LedgerReading, parse_ledger, read_ledger
from argmap.review.states import Standing
from argmap.rules import rules_on_maps
from argmap.rules.accepting import Acceptance
from argmap.rules.facts import Facts, Hit, names

if TYPE_CHECKING:
    import networkx as nx

_MOST_LONE = 20
"""Ledgers without a map of which one folder is told; more of them are another trouble."""

_REVIEWING = "AM5"
"""The beginning of the codes of rules about reviews."""


@dataclass(frozen=True, slots=True)
class Validation:
    """The outcome of the validation of one map.

    Attributes:
        path: The map's file as it was named; `<stdin>` for standard input.
        map: The map, or None where the file holds no readable one.
        findings: All findings, in the order of the file.
        text: The file's text, to show the lines that the findings are about.
        ledger: The reviews of the map, or None where there are none that can be read.
        standings: How its claims and warrants stand after these, by their ids.
        beside: The texts of other files that findings are about, by their paths.
        sieve: The baseline in the settings, with what it was asked about.
    """

    path: str
    map: ArgumentMap | None
    findings: tuple[Finding, ...]
    text: str
    ledger: Ledger | None = None
    standings: Mapping[str, Standing] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    sieve: Sieve = field(default_factory=Sieve, repr=False, compare=False)

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The traces of all findings that a baseline can hold."""
        return self.sieve.traces

    @property
    def hidden(self) -> tuple[Trace, ...]:
        """The traces that the baseline in the settings holds: their findings are left out."""
        return tuple(self.sieve.hidden)

    @property
    def ok(self) -> bool:
        """Whether there is a map, and no error in it or its ledger; warnings do not count."""
        return self.map is not None and not self.count(Severity.ERROR)

    @property
    def drawable(self) -> bool:
        """Whether there is a map, and no error in it; those of its reviews do not count."""
        errors = (one for one in self.findings if one.severity is Severity.ERROR)
        return self.map is not None and all(map(self._is_about_reviews, errors))

    @property
    def about_settings(self) -> tuple[Finding, ...]:
        """The findings about the settings, which other maps may share; an error is none of them."""
        own = (self.path, ledger_path(self.path))
        return tuple(
            one
            for one in self.findings
            if one.location.path not in own and one.severity is not Severity.ERROR
        )

    def is_open_review(self, finding: Finding) -> bool:
        """Whether a finding is a warning on what reviews leave open, and so no mistake."""
        return finding.severity is not Severity.ERROR and self._is_about_reviews(finding)

    def _is_about_reviews(self, finding: Finding) -> bool:
        return finding.code.startswith(_REVIEWING) or (
            finding.location.path == ledger_path(self.path)
        )

    def _repr_html_(self) -> str:
        """Return the findings as a table: a notebook shows it."""
        return as_table(self.path, self.findings)

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh that much."""
        return sum(finding.severity is severity for finding in self.findings)


def validate(
    path: str | os.PathLike[str],
    settings: Settings | None = None,
    *,
    reviews: bool = True,
    sources: Mapping[str, str | os.PathLike[str]] | None = None,
    text: str | bytes | None = None,
) -> Validation:
    """Check a map's file and return all that is to be said about it.

    Args:
        path: The map's file; `-` is standard input.
        settings: Which rules count, and how much each weighs. None for what the nearest
            `argmap.toml` or `pyproject.toml` says; `Settings()` for all rules as they are.
        reviews: Whether the ledger beside the map is checked, too, where there is one.
        sources: Files with the texts of sources, by their ids, to check quotes against instead of
            what the map names with `file`; an id that no source has changes nothing.
        text: What is checked instead of what the file holds, such as what an editor has of it.

    Raises:
        ArgmapError: If the file, or one with settings or a source's text, cannot be read or used.
    """
    path, settings = os.fspath(path), settings or find_settings(path)
    data = reading.map_bytes(path) if text is None else text
    result, ledger, texts = reading.read(data, name_in_findings(path)), None, None
    if reviews and path != STREAM and os.path.lexists(ledger_path(path)):
        ledger = read_ledger(ledger_path(path))
    if result.map is not None:
        given = {source: os.fspath(file) for source, file in (sources or {}).items()}
        texts = texts_beside(path, result.map, given)
    lone = {}
    if reviews and path != STREAM and result.map is not None:
        lone = _lone_beside(os.path.dirname(path))  # noqa: PTH120 -- shown
    return _checked(result, name_in_findings(path), settings, ledger, texts, lone=lone)


def check_to_draw(path: str) -> Validation:
    """Check a map whose reviews do not decide whether it is drawn.

    They are looked at all the same, so that the warnings are those of `validate`; a ledger that
    cannot be read keeps no map from being drawn.

    Args:
        path: The map's file; `-` is standard input.

    Raises:
        ArgmapError: If the map cannot be read.
    """
    try:
        return validate(path)
    except ArgmapError:  # the map's or the ledger's: the command `validate` reports the latter
        return validate(path, reviews=False)


def validate_text(
    text: str | bytes,
    path: str = "<text>",
    settings: Settings | None = None,
    *,
    reviews: str | bytes | None = None,
    contents: Mapping[str, str] | None = None,
    lone_ledgers: Mapping[str, str | bytes] | None = None,
) -> Validation:
    """Check a map that is at hand as text and return all that is to be said about it.

    Args:
        text: The map; bytes are taken as UTF-8.
        path: The name that its findings carry.
        settings: Which rules count, and how much each weighs; None for all as they are,
            because no file with settings is looked for.
        reviews: The text of the map's ledger, or None.
        contents: The texts of sources, to check quotes against, by what the map calls them with
            `file`. No file is read: a map that is at hand may be a stranger's.
        lone_ledgers: The texts of ledgers beside the map whose maps are not there, by their paths.
    """
    result, texts = reading.read(text, path), None
    ledger = parse_ledger(reviews, ledger_path(path)) if reviews is not None else None
    if result.map is not None and _names_files(result.map):
        texts = Texts(result.map, open_at_hand(contents or {}))
    lone = {name: parse_ledger(one, name) for name, one in (lone_ledgers or {}).items()}
    return _checked(result, path, settings or Settings(), ledger, texts, lone=lone)


def load(path: str | os.PathLike[str]) -> ArgumentMap:
    """Read a map that has no errors, and return it.

    Args:
        path: The map's file; `-` is standard input.

    Raises:
        InvalidMapError: If the map has an error; its `findings` hold all of them.
        ArgmapError: If the file cannot be read.
    """
    result = validate(path, reviews=False)
    if result.map is None or not result.ok:
        raise InvalidMapError(result.findings)
    return result.map


def texts_beside(
    path: str, argument_map: ArgumentMap, given: Mapping[str, str] | None = None
) -> Texts | None:
    """Return the texts of a map's sources, which are read when they are asked for.

    Args:
        path: The map's file; `-` is standard input.
        argument_map: The map.
        given: Files with texts by the ids of sources, used instead of what the map names.

    Returns:
        The texts, or None where no source has one.

    Raises:
        ArgmapError: If a given file cannot be read or used.
    """
    if not given and not _names_files(argument_map):
        return None
    folder = "" if path == STREAM else os.path.dirname(path)  # noqa: PTH120 -- shown
    return Texts(argument_map, open_beside(folder), given)


def check(
    argument_map: ArgumentMap, graph: nx.MultiDiGraph[str] | None = None
) -> tuple[Finding, ...]:
    """Return the findings about a map by itself, in the order of the file.

    Args:
        argument_map: The map.
        graph: As `graph.build` returns it; it is built if it is not at hand.
    """
    facts = Facts(argument_map, build(argument_map) if graph is None else graph)
    return _all(facts, (), Owners(argument_map), Settings(), Sieve())


def errors(argument_map: ArgumentMap) -> tuple[Finding, ...]:
    """Return the errors in a map, as `check` finds them; no other rules are run."""
    facts, collector = Facts(argument_map, build(argument_map)), Collector()
    for rule in rules_on_maps():
        if rule.severity is Severity.ERROR:
            hits = sorted(rule.function(facts), key=lambda hit: hit.at)
            collector.extend(_findings(rule, hits))
    return tuple(sorted(dict.fromkeys(collector.result()), key=lambda finding: finding.sort_key))


def _names_files(argument_map: ArgumentMap) -> bool:
    return any(source.file is not None for source in argument_map.sources.values())


def _lone_beside(folder: str) -> dict[str, LedgerReading]:
    """Return the ledgers in a folder whose maps are not there; one that cannot be read is empty."""
    found = {}
    for path in lone_ledgers(folder)[:_MOST_LONE]:
        try:
            status = os.stat(path)  # noqa: PTH116
            found[path] = _lone_ledger(path, status.st_mtime_ns, status.st_size)
        except (OSError, ArgmapError):
            found[path] = LedgerReading(None, (), "")
    return found


@lru_cache(maxsize=_MOST_LONE)
def _lone_ledger(path: str, _mtime: int, _size: int) -> LedgerReading:
    """Return a ledger in a folder, read once for all maps there."""
    return read_ledger(path) or LedgerReading(None, (), "")


def _checked(
    result: Reading,
    path: str,
    settings: Settings,
    reviews: LedgerReading | None,
    texts: Texts | None,
    *,
    lone: Mapping[str, LedgerReading],
) -> Validation:
    sieve = Sieve(path, settings.baseline.of(path) if settings.baseline else None)
    ledger = reviews.ledger if reviews is not None else None
    beside = dict(settings.beside)
    findings = settings.reported(result.findings)
    standings: Mapping[str, Standing] = {}
    if result.map is not None:
        owners = Owners(result.map)
        facts = Facts(
            result.map,
            build(result.map),
            *owners.unread(_errors_in(result.findings), result.text),
            ledger,
            texts,
            {name: one.ledger for name, one in lone.items()},
            result.text,
        )
        findings = _all(facts, result.findings, owners, settings, sieve)
        standings = facts.standings
    about = {finding.location.path for finding in findings}
    beside |= {name: one.text for name, one in lone.items() if name in about}
    if reviews is not None:
        findings = (*findings, *settings.reported(reviews.findings))
        beside[ledger_path(path)] = reviews.text
    return Validation(
        path,
        result.map,
        (*settings.about_itself(), *sorted(findings, key=lambda finding: finding.sort_key)),
        result.text,
        ledger,
        standings,
        beside,
        sieve,
    )


def _errors_in(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _all(
    facts: Facts, read: Sequence[Finding], owners: Owners, settings: Settings, sieve: Sieve
) -> tuple[Finding, ...]:
    """Return the findings about a map, in the order of the file.

    Args:
        facts: The map, and what the rules look up.
        read: The findings of the reader; its warnings can be accepted.
        owners: The parts of the map by their places.
        settings: Which rules count, and how much each weighs.
        sieve: Leaves out the findings that a baseline holds.
    """
    acceptance = Acceptance(facts.map)
    found = []
    for finding in read:
        ids = owners.ids(finding.location) or ()
        if not acceptance.accepts(finding.code, ids):
            weighed = settings.reported([finding])
            found += [one for one in weighed if sieve.lets_through(one.code, ids, one.message)]
    found += _run(facts, acceptance, settings, sieve, sound=not _errors_in(read))
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.sort_key))


def _run(
    facts: Facts, acceptance: Acceptance, settings: Settings, sieve: Sieve, *, sound: bool
) -> tuple[Finding, ...]:
    """Return the findings of the rules that are neither accepted, set aside nor in the baseline."""

    def add(rule: Rule, hits: Iterable[Hit]) -> None:
        weighed = settings.applied(rule)
        if weighed is not None:
            new = [
                hit
                for hit in hits
                if hit.always or sieve.lets_through(rule.code, hit.ids, hit.message)
            ]
            collector.extend(_findings(weighed, new))

    collector = Collector()
    for rule in rules_on_maps():
        hits = sorted(rule.function(facts), key=lambda hit: hit.at)
        # Accepting comes before leaving out: an entry that a setting made idle is not unused.
        left = [hit for hit in hits if not acceptance.accepts(rule.code, hit.ids)]
        add(rule, left)
        sound = sound and not (left and rule.severity is Severity.ERROR)
    last = CATALOGUE["AM406"]
    add(last, last.function(facts, acceptance, sound=sound))
    return collector.result()


def _findings(rule: Rule, hits: Iterable[Hit]) -> Iterator[Finding]:
    """Yield a rule's hits as findings; those with one cause make one, at the first place.

    Of those that stand for themselves, one more than are listed: it says where the others begin.
    """
    groups: dict[str, list[Hit]] = {}
    told = 0
    for hit in hits:
        if hit.many is not None:
            groups.setdefault(hit.many, []).append(hit)
        elif told <= MOST_OF_ONE_CODE:
            listed = told < MOST_OF_ONE_CODE
            hint, mend = hit.hint, hit.mend
            if callable(hint):
                hint = hint() if listed else None
            if callable(mend):
                mend = mend() if listed else None
            told += 1
            yield rule.finding(hit.at, hit.message, hint, mend)
    for many, group in groups.items():
        first = group[0]
        message = first.message
        if len(group) > 1:
            ids = list(dict.fromkeys(hit.name for hit in group))
            message = many.format(count=f"{len(group):,}", names=names(ids))
        hint = first.hint() if callable(first.hint) else first.hint
        yield rule.finding(first.at, message, hint)
