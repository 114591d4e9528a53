"""Reads a map and runs the rules on it; what the map accepts is left out."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap import graph as graphs
from argmap import reading
from argmap.baseline import Sieve
from argmap.catalogue import CATALOGUE
from argmap.findings import Finding, Severity
from argmap.owners import Owners
from argmap.reading.collecting import Collector
from argmap.review.paths import ledger_path
from argmap.rules import rules_on_maps
from argmap.rules.accepted import Acceptance
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import names
from argmap.settings import Settings
from argmap.settled import STREAM, name_in_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from argmap.baseline import Trace
    from argmap.catalogue import Rule
    from argmap.model import ArgumentMap
    from argmap.quotes.texts import Texts
    from argmap.reading import Reading
    from argmap.review.model import Ledger
    from argmap.review.reading import LedgerReading


_REVIEWING = "AM5"
"""What the codes of rules about reviews begin with."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What the validation of one map has to say.

    Attributes:
        path: The map's file as it was named; `<stdin>` for standard input.
        map: What was read, or None where the file holds no readable map.
        findings: Everything that was found, in the order of the file.
        text: The file's text, to show the lines that the findings are about.
        ledger: The reviews of the map, or None where there are none that can be read.
        beside: The texts of other files that findings are about, by their paths.
        traces: What a baseline can hold of the findings, told or hidden.
        hidden: Those that the baseline in the settings holds.
    """

    path: str
    map: ArgumentMap | None
    findings: tuple[Finding, ...]
    text: str
    ledger: Ledger | None = None
    beside: Mapping[str, str] = field(default_factory=dict)
    traces: tuple[Trace, ...] = ()
    hidden: tuple[Trace, ...] = ()

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
        """What is said of the settings, and is no error: other maps may have the same."""
        own = (self.path, ledger_path(self.path))
        return tuple(
            one
            for one in self.findings
            if one.location.path not in own and one.severity is not Severity.ERROR
        )

    def _is_about_reviews(self, finding: Finding) -> bool:
        return finding.code.startswith(_REVIEWING) or (
            finding.location.path == ledger_path(self.path)
        )

    def count(self, severity: Severity) -> int:
        """Returns how many findings weigh that much."""
        return sum(finding.severity is severity for finding in self.findings)


def check_file(
    path: str,
    settings: Settings | None = None,
    *,
    reviews: bool = True,
    sources: Mapping[str, str] | None = None,
) -> Validation:
    """Reads and checks a map's file; `-` is standard input.

    Args:
        path: The file.
        settings: Which rules are told, and how much each weighs; None for all as they are.
        reviews: Whether the ledger beside the map is read and checked, too.
        sources: Files with the texts of sources, by their ids, to check quotes against instead of
            what the map names; an id that no source has changes nothing.

    Raises:
        ArgmapError: If a file cannot be read.
    """
    name = name_in_findings(path)
    result, ledger = reading.read_file(path), None
    if reviews and path != STREAM and os.path.lexists(ledger_path(path)):
        from argmap.review.reading import read_file  # noqa: PLC0415 -- few maps have a ledger

        ledger = read_file(ledger_path(path))
    texts = None
    if result.map is not None and (sources or _names_files(result.map)):
        from argmap.quotes.texts import Texts, beside  # noqa: PLC0415 -- few maps have texts

        folder = "" if path == STREAM else os.path.dirname(path)  # noqa: PTH120 -- shown
        texts = Texts(result.map, beside(folder), sources)
    return _checked(result, name, settings or Settings(), ledger, texts)


def check_text(
    text: str | bytes,
    path: str,
    settings: Settings | None = None,
    *,
    reviews: str | bytes | None = None,
    contents: Mapping[str, str] | None = None,
) -> Validation:
    """Reads and checks a map that is at hand as text; its findings carry the path.

    Args:
        text: The map.
        path: The name that its findings carry.
        settings: Which rules are told, and how much each weighs; None for all as they are.
        reviews: The text of its ledger, or None.
        contents: The texts of sources by what `file` calls them; none is read from disk.
    """
    result, ledger, texts = reading.read(text, path), None, None
    if reviews is not None:
        from argmap.review.reading import read  # noqa: PLC0415 -- few maps have a ledger

        ledger = read(reviews, ledger_path(path))
    if result.map is not None and _names_files(result.map):
        from argmap.quotes.texts import Texts, at_hand  # noqa: PLC0415

        texts = Texts(result.map, at_hand(contents or {}))
    return _checked(result, path, settings or Settings(), ledger, texts)


def check(
    argument_map: ArgumentMap,
    graph: nx.MultiDiGraph[str] | None = None,
    *,
    read: Sequence[Finding] = (),
    text: str = "",
    settings: Settings | None = None,
    ledger: Ledger | None = None,
    sieve: Sieve | None = None,
    texts: Texts | None = None,
) -> tuple[Finding, ...]:
    """Returns what there is to say about a map, in the order of the file.

    Args:
        argument_map: The map.
        graph: As `graph.build` returns it; it is built if it is not at hand.
        read: What the reader found. Where it could not read a part, the rules do not tell
            what seems to be missing there, and warnings of its own can be accepted.
        text: The file's text, to judge what the reader's errors may have hidden.
        settings: Which rules are told, and how much each weighs; None for all as they are.
        ledger: The reviews of the map, or None where it has no ledger.
        sieve: Leaves out what a baseline holds; None for nothing.
        texts: The texts of the map's sources, or None where none has one.
    """
    settings, sieve = settings or Settings(), sieve or Sieve()
    owners = Owners(argument_map)
    errors = [finding for finding in read if finding.severity is Severity.ERROR]
    unread, parts_unread = owners.unread(errors, text)
    graph = graphs.build(argument_map) if graph is None else graph
    facts = Facts(argument_map, graph, unread, parts_unread, ledger, texts)
    acceptance = Acceptance(argument_map)
    found = []
    for finding in read:
        ids = owners.ids(finding.location) or ()
        if not acceptance.accepts(finding.code, ids):
            told = settings.told([finding])
            found += [one for one in told if sieve.lets_through(one.code, ids, one.message)]
    found += _run(facts, acceptance, settings, sieve, sound=not errors)
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.sort_key))


def _run(
    facts: Facts, acceptance: Acceptance, settings: Settings, sieve: Sieve, *, sound: bool
) -> tuple[Finding, ...]:
    """Returns what the rules find and nothing leaves out; endless findings are counted."""

    def add(rule: Rule, hits: Iterable[Hit]) -> None:
        weighed = settings.applied(rule)
        if weighed is not None:
            new = [hit for hit in hits if sieve.lets_through(rule.code, hit.ids, hit.message)]
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


def _names_files(argument_map: ArgumentMap) -> bool:
    """Tells whether a source on a map has a text."""
    return any(source.file is not None for source in argument_map.sources.values())


def _checked(
    result: Reading,
    path: str,
    settings: Settings,
    reviews: LedgerReading | None,
    texts: Texts | None,
) -> Validation:
    """Runs the rules on what was read."""
    sieve = Sieve(path, settings.baseline.of(path) if settings.baseline else None)
    ledger = reviews.ledger if reviews is not None else None
    read, text, beside = result.findings, result.text, dict(settings.beside)
    findings = settings.told(read)
    if result.map is not None:
        findings = check(
            result.map,
            read=read,
            text=text,
            settings=settings,
            ledger=ledger,
            sieve=sieve,
            texts=texts,
        )
    if reviews is not None:
        findings = (*findings, *settings.told(reviews.findings))
        beside[ledger_path(path)] = reviews.text
    told = sorted(findings, key=lambda finding: finding.sort_key)
    told[:0] = settings.about_itself()
    known = (tuple(sieve.traces), tuple(sieve.hidden))
    return Validation(path, result.map, tuple(told), text, ledger, beside, *known)


def _findings(rule: Rule, hits: Iterable[Hit]) -> Iterator[Finding]:
    """Yields a rule's hits as findings; those with one cause are one, at the first place."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.many is None:
            yield rule.finding(hit.at, hit.message, hit.hint)
        else:
            groups.setdefault(hit.many, []).append(hit)
    for many, group in groups.items():
        first = group[0]
        message = first.message
        if len(group) > 1:
            ids = list(dict.fromkeys(hit.name for hit in group))
            message = many.format(count=f"{len(group):,}", names=names(ids))
        yield rule.finding(first.at, message, first.hint)
