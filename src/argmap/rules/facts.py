"""Facts about a map that several rules look up, and how rules name parts in messages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argmap.model import graph as graphs
from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Reference, Role, Source
from argmap.model.findings import Location
from argmap.quotes.sources import Texts
from argmap.review.ledger import Ledger
from argmap.review.states import Standing, standings
from argmap.text import Known, listed, split_list

if TYPE_CHECKING:
    import networkx as nx

Thing = Claim | Inference | Source | Evidence
"""What an id can name."""


class Hit(NamedTuple):
    """What a rule found at one place, before accepted ones are left out and like ones joined.

    Attributes:
        at: Where the mistake was written.
        message: What is wrong, one sentence without a final full stop.
        hint: What to do about it, or None.
        ids: What it is about: an `ignore` with one of these ids accepts it.
        many: The message that stands for several hits with one cause, with `{count}` and
            `{names}` in it; None where each hit stands for itself.
        name: The id by which such a message names this hit.
    """

    at: Location
    message: str
    hint: str | None = None
    ids: tuple[str, ...] = ()
    many: str | None = None
    name: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Facts:
    """A map, its graph, and what several rules look up.

    Attributes:
        map: The map as far as it could be read.
        graph: As `graph.build` returns it.
        unread: Ids of the things that the reader found an error in: what such a thing seems
            to lack may stand in what could not be read.
        parts_unread: Whether the reader found an error outside of single things, so that
            whole things may be missing.
        ledger: The reviews of the map, or None where it has no ledger.
        texts: The texts of its sources, or None where none has one.
    """

    map: ArgumentMap
    graph: nx.MultiDiGraph[str]
    unread: frozenset[str] = frozenset()
    parts_unread: bool = False
    ledger: Ledger | None = None
    texts: Texts | None = None

    @cached_property
    def sides(self) -> dict[str, graphs.Side]:
        """The side of every claim and inference that reaches the thesis."""
        return graphs.sides(self.graph)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """How each claim stands after its reviews."""
        return standings(self.map, self.ledger)

    @cached_property
    def namesakes(self) -> tuple[Thing, ...]:
        """Everything whose id the file gives several times, the thesis first."""
        things: list[Thing] = [
            *self.map.claims.values(),
            *self.map.inferences.values(),
            *self.map.sources.values(),
            *self.map.repeats,
            *(piece for _, piece in self.cited if not piece.numbered),
        ]
        counts = Counter([thing.id for thing in things])
        several = [thing for thing in things if counts[thing.id] > 1]
        return tuple(sorted(several, key=lambda thing: (thing.id != "thesis", thing.place("id"))))

    @cached_property
    def things(self) -> dict[str, Thing]:
        """What each id names: claims before inferences, sources and evidence."""
        evidence = {piece.id: piece for _, piece in self.cited}
        whole = self.map
        return {**evidence, **whole.sources, **whole.inferences, **whole.claims}

    @cached_property
    def bearing(self) -> tuple[Claim | Inference, ...]:
        """Every claim and inference: what can bear on something."""
        return (*self.map.claims.values(), *self.map.inferences.values())

    @cached_property
    def spoken(self) -> tuple[Claim | Evidence, ...]:
        """Every claim, each with its evidence behind it: what can have a speaker and a source."""
        found: list[Claim | Evidence] = []
        for claim in self.map.claims.values():
            found += (claim, *claim.evidence)
        return tuple(found)

    @cached_property
    def cited(self) -> tuple[tuple[Claim, Evidence], ...]:
        """Every piece of evidence with its claim, in the file's order."""
        return tuple(self.map.evidence())

    @cached_property
    def holder(self) -> dict[str, str]:
        """The claim that each piece of evidence is cited for, by its id."""
        return {piece.id: claim.id for claim, piece in self.cited}

    @cached_property
    def known_targets(self) -> Known:
        """The ids of claims and inferences."""
        return Known(self.graph)

    @cached_property
    def known_sources(self) -> Known:
        """The ids of sources."""
        return Known(self.map.sources)

    @cached_property
    def known_ids(self) -> Known:
        """The ids of everything."""
        return Known(self.things)

    @cached_property
    def backed(self) -> frozenset[str]:
        """The claims that a premise or an inference supports."""
        return self._targets("supports")

    @cached_property
    def attacked(self) -> frozenset[str]:
        """The claims and inferences that something else attacks."""
        return self._targets("attacks")

    def _targets(self, relation: graphs.EdgeRelation) -> frozenset[str]:
        """Return what something else bears on in one way."""
        return frozenset(
            target
            for source, targets in self.graph.adjacency()
            for target, links in targets.items()
            if relation in links and target != source
        )

    @cached_property
    def support(self) -> nx.DiGraph[str]:
        """What carries something: a link from a claim, or through an inference, to a claim.

        What AM205 tells, a claim or an inference that bears on itself, is left out.
        """
        import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

        found = []
        for source, targets in self.graph.adjacency():
            for target, links in targets.items():
                own = "premise" in links and self.map.inferences[target].target.id == source
                if source != target and not own and ("supports" in links or "premise" in links):
                    found.append((source, target))
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from(found)
        return graph

    @cached_property
    def support_in_order(self) -> tuple[str, ...] | None:
        """What is in `support`, each behind all that supports it; None if it has a circle."""
        import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

        try:
            return tuple(nx.topological_sort(self.support))
        except nx.NetworkXUnfeasible:
            return None

    @cached_property
    def torn(self) -> bool:
        """Whether whole things may be missing: unread, or their id was taken."""
        twice = self.map.inferences.keys() & self.map.claims.keys()
        return self.parts_unread or bool(self.map.repeats) or bool(twice)

    @cached_property
    def premises_unread(self) -> bool:
        """Whether an inference's premises could not be read, so that any claim may be one."""
        return any(not inference.premises for inference in self.map.inferences.values())

    @cached_property
    def links_unread(self) -> bool:
        """Whether a link or a citation may be missing: it was not read, or leads back to itself."""
        linking = (*self.map.claims, *self.map.inferences)
        astray = any(node in targets for node, targets in self.graph.adjacency())
        return self.torn or astray or not self.unread.isdisjoint(linking)

    @cached_property
    def meant(self) -> frozenset[str]:
        """Ids that a wrong reference seems to mean: whatever these lack, it is not a link."""
        found: set[str] = set()
        for reference, known in self._references():
            if reference.id in self.things:
                found.add(reference.id)
            else:
                words = split_list(reference.id) or [reference.id]
                found.update(filter(None, map(known.nearest, words)))
        return frozenset(found)

    @cached_property
    def dangling(self) -> bool:
        """Whether a reference leads nowhere, so that a link or a citation is missing."""
        return any(True for _ in self._references())

    def _references(self) -> Iterator[tuple[Reference, Known]]:
        """Yield the references that make no edge and cite no source, and what they may mean."""
        for inference in self.map.inferences.values():
            for premise in inference.premises:
                if premise.id not in self.map.claims:
                    yield premise, self.known_targets
        for thing, relation, reference in self.unusual:
            if not self.graph.has_edge(thing.id, reference.id, key=relation):
                yield reference, self.known_targets
        for reference in self.citations:
            if reference.id not in self.map.sources:
                yield reference, self.known_sources

    @cached_property
    def unusual(self) -> tuple[tuple[Claim | Inference, graphs.EdgeRelation, Reference], ...]:
        """The links of whatever does not only bear on claims: of all else, each makes an edge."""
        claims = self.map.claims
        things: list[Claim | Inference] = [
            claim
            for claim in claims.values()
            if not claims.keys() >= {one.id for one in claim.supports + claim.attacks}
        ]
        steps = self.map.inferences.values()
        things += [step for step in steps if step.target.id not in claims or step.id in claims]
        return tuple((thing, *link) for thing in things for link in graphs.links_of(thing))

    @cached_property
    def citations(self) -> tuple[Reference, ...]:
        """Every reference to a source, known or not."""
        found = [thing.source for thing in self.spoken]
        found += [source.via for source in self.map.sources.values()]
        return tuple([one for one in (*found, self.map.about) if one is not None])


_ROLES = {
    Role.THESIS: "the thesis",
    Role.PREMISE: "a premise",
    Role.OBJECTION: "an objection",
}
_LISTED = 30


def kind(thing: Thing) -> str:
    """Return what a thing is, with its article."""
    if isinstance(thing, Claim):
        return _ROLES[thing.role]
    if isinstance(thing, Inference):
        return "an inference"
    return "evidence" if isinstance(thing, Evidence) else "a source"


def whereabouts(thing: Thing) -> str:
    """Return what a thing is and where it stands: `a premise (maps/x.yaml:12)`."""
    return f"{kind(thing)} ({line(thing.place('id'))})"


def line(at: Location) -> str:
    """Return a place as it is told inside of a message: `maps/x.yaml:12`."""
    return f"{at.path}:{at.line}"


def names(ids: Sequence[str]) -> str:
    """Return ids as a list to read: `a`, `b` and `c`; a very long one ends in a count."""
    quoted = [f"`{name}`" for name in ids]
    if len(quoted) > _LISTED:
        quoted[_LISTED:] = [f"{len(quoted) - _LISTED:,} more"]
    return listed(quoted)


def folded(text: str) -> str:
    """Return a text as words without capitals, punctuation and line breaks, to compare it."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", plain))
