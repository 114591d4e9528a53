"""Reads a map and runs the rules on it; what the map accepts is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap import graph as graphs
from argmap import reading
from argmap.catalogue import CATALOGUE
from argmap.findings import Finding, Severity
from argmap.owners import Owners
from argmap.reading.collecting import Collector
from argmap.rules import rules_on_maps
from argmap.rules.accepted import Acceptance
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import networkx as nx

    from argmap.catalogue import Rule
    from argmap.model import ArgumentMap
    from argmap.reading import Reading


class Checked(NamedTuple):
    """A map as it was read, and all that is to be said about it.

    Attributes:
        path: The file as the user named it; `<stdin>` for standard input.
        map: What was read, or None where the file holds no map.
        findings: What the reader and the rules found, in the order of the file.
        text: The file's text.
    """

    path: str
    map: ArgumentMap | None
    findings: tuple[Finding, ...]
    text: str


def check_file(path: str) -> Checked:
    """Reads and checks a map's file; `-` is standard input.

    Raises:
        ArgmapError: If the file cannot be read.
    """
    name = reading.STDIN_NAME if path == reading.STDIN else path
    return _checked(reading.read_file(path), name)


def check_text(text: str | bytes, path: str) -> Checked:
    """Reads and checks a map that is at hand as text; its findings carry the path."""
    return _checked(reading.read(text, path), path)


def check(
    argument_map: ArgumentMap,
    graph: nx.MultiDiGraph[str] | None = None,
    *,
    read: Sequence[Finding] = (),
    text: str = "",
) -> tuple[Finding, ...]:
    """Returns what there is to say about a map, in the order of the file.

    Args:
        argument_map: The map.
        graph: As `graph.build` returns it; it is built if it is not at hand.
        read: What the reader found. Where it could not read a part, the rules do not tell
            what seems to be missing there, and warnings of its own can be accepted.
        text: The file's text, to judge what the reader's errors may have hidden.
    """
    owners = Owners(argument_map)
    errors = [finding for finding in read if finding.severity is Severity.ERROR]
    unread, parts_unread = owners.unread(errors, text)
    graph = graphs.build(argument_map) if graph is None else graph
    facts = Facts(argument_map, graph, unread, parts_unread)
    acceptance = Acceptance(argument_map)
    found = [
        finding
        for finding in read
        if not acceptance.accepts(finding.code, owners.ids(finding.location) or ())
    ]
    found += _run(facts, acceptance, sound=not errors)
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.sort_key))


def _run(facts: Facts, acceptance: Acceptance, *, sound: bool) -> tuple[Finding, ...]:
    """Returns what the rules find and the map does not accept; endless findings are counted."""
    collector = Collector()
    for rule in rules_on_maps():
        hits = sorted(rule.function(facts), key=lambda hit: hit.at)
        left = [hit for hit in hits if not acceptance.accepts(rule.code, hit.ids)]
        collector.extend(_findings(rule, left))
        sound = sound and not (left and rule.severity is Severity.ERROR)
    last = CATALOGUE["AM406"]
    collector.extend(_findings(last, last.function(facts, acceptance, sound=sound)))
    return collector.result()


def _checked(result: Reading, path: str) -> Checked:
    """Runs the rules on what was read."""
    findings = result.findings
    if result.map is not None:
        findings = check(result.map, read=findings, text=result.text)
    return Checked(path, result.map, findings, result.text)


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
            ids = [hit.name for hit in group]
            message = many.format(count=f"{len(ids):,}", names=names(ids))
        yield rule.finding(first.at, message, first.hint)
