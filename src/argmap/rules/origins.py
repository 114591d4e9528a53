"""The rule on where evidence comes from in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Claim, Evidence

_FEWEST_PIECES = 3
_FEWEST_CLAIMS = 2


class _Backing(NamedTuple):
    """The evidence behind a claim: its pieces, and the claims that they are cited for."""

    pieces: list[Evidence]
    claims: int


@rule("AM305", "single-source", Severity.WARNING)
def single_source(facts: Facts) -> Iterator[Hit]:
    """All evidence behind a claim goes back to one source.

    Several reasons look like several witnesses, and if that one source errs, all of them fall.
    Counted is the evidence for the claim and for all that supports it; a source that is known
    only `via` another goes back to that one. Told is the topmost such claim, often the thesis,
    and only where at least three pieces of evidence for at least two claims are behind it: to
    cite one report twice for one claim is how reports are read. A map whose `about` names that
    source is a map of one text, which says so, and is left out.

    Bad:
        ```yaml
        sources:
          photo: null
          letter: {type: personal_communication, title: A letter, via: diary}
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: diary}
              - {text: Wet shoes, source: letter}
          grey-sky:
            text: The sky is grey.
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        argmap: 1
        title: Rain
        sources:
          diary: {type: book, title: A diary}
          photo: {type: graphic, title: The street at noon}
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: Puddles, source: photo}
              - {text: Wet shoes, source: diary}
          grey-sky:
            text: The sky is grey.
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

    if facts.links_unread or facts.support_in_order is None:
        return
    about = _origin(facts, facts.map.about.id) if facts.map.about is not None else None
    roots = _roots(facts, facts.support_in_order)
    seen: set[str] = set()
    for name in reversed(facts.support_in_order):
        claim = facts.map.claims.get(name)
        if claim is None or name in seen or len(roots[name]) != 1:
            continue
        if next(facts.support.predecessors(name), None) is None:
            continue  # one claim alone has the evidence
        behind = nx.ancestors(facts.support, name)
        seen |= behind
        backing = _backing(facts, {name, *behind})
        if len(backing.pieces) >= _FEWEST_PIECES and backing.claims >= _FEWEST_CLAIMS:
            (root,) = roots[name]
            if root is not None and root != about:
                yield _of_one_source(claim, backing, root)


def _of_one_source(claim: Claim, backing: _Backing, root: str) -> Hit:
    """Returns what to say of a claim whose evidence goes back to one source."""
    through = any(piece.source and piece.source.id != root for piece in backing.pieces)
    how = ", through which the rest is known" if through else ""
    hint = "cite a source that does not depend on it, or accept it under `ignore`"
    if claim.id == "thesis":
        hint += f"; if the map renders this one text, write `about: {root}`"
    return Hit(
        claim.at,
        f"all {len(backing.pieces):,} pieces of evidence behind `{claim.id}` go back to one "
        f"source, `{root}`{how}",
        hint,
        (claim.id, root),
        "{count} claims rest on one source each, whatever stands behind them: {names}",
        claim.id,
    )


def _backing(facts: Facts, names: set[str]) -> _Backing:
    """Returns the evidence for some claims and inferences."""
    found = [facts.map.claims[name].evidence for name in names if name in facts.map.claims]
    return _Backing([piece for pieces in found for piece in pieces], sum(map(bool, found)))


def _roots(facts: Facts, order: tuple[str, ...]) -> dict[str, set[str | None]]:
    """Returns the sources that the evidence behind each claim and inference goes back to.

    Any two of them stand for all of several, and None for one that is not named.
    """
    origins = {reference.id: _origin(facts, reference.id) for reference in facts.citations}
    found: dict[str, set[str | None]] = {}
    for name in order:
        roots = found[name] = set()
        if name in facts.map.claims:
            for piece in facts.map.claims[name].evidence:
                roots.add(origins[piece.source.id] if piece.source is not None else None)
        for one in facts.support.predecessors(name):
            if len(roots) > 1:
                break
            roots |= found[one]
    return found


def _origin(facts: Facts, name: str) -> str | None:
    """Returns the source that one is known through in the end, itself or another.

    None stands for a source that is not described, and for sources in a circle.
    """
    seen = set()
    while name in facts.map.sources and name not in seen:
        seen.add(name)
        via = facts.map.sources[name].via
        if via is None:
            return name
        name = via.id
    return None
