"""Facts about a map that several rules look up, and how rules name parts in messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Reference, Role, Source
from argmap.model.findings import Location, Mend
from argmap.model.graph import EdgeRelation, Side, links_of, sides
from argmap.quotes.sources import Texts
from argmap.review.ledger import Ledger
from argmap.review.states import Standing, standings
from argmap.text import Known, lines_of, listed, split_list

if TYPE_CHECKING:
    import networkx as nx

    from argmap.rules.paths import Paths

Named = Claim | Inference | Source | Evidence
"""What an id can name."""

_ROLES = {
    Role.THESIS: "the thesis",
    Role.PREMISE: "a premise",
    Role.OBJECTION: "an objection",
}
_LISTED = 30  # ids in one message
MOST_VIA = 100
"""Sources that a quote's source may be known through, one through another."""


class Hit(NamedTuple):
    """A finding of a rule, before accepted ones are left out and those with one cause joined.

    Attributes:
        at: Where the mistake was written.
        message: What is wrong, one sentence without a final full stop.
        hint: What to do about it, or None; a function is called only if the hit is listed.
        ids: The ids it is about: an `ignore` with one of these accepts it.
        many: The message for several hits with one cause, a format string with `{count}` and
            `{names}`; None where each hit stands for itself.
        name: The id of this hit among those `{names}`.
        always: Whether no baseline may hold it.
        mend: Its sure mend, or None; a function is called only if the hit is listed.
    """

    at: Location
    message: str
    hint: str | Callable[[], str | None] | None = None
    ids: tuple[str, ...] = ()
    many: str | None = None
    name: str = ""
    always: bool = False
    mend: Mend | Callable[[], Mend | None] | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Facts:
    """A map, its graph, and what several rules look up.

    Attributes:
        map: The map as far as it could be read.
        graph: As `graph.build` returns it.
        unread: Ids of the claims, inferences, sources and evidence that the reader found an error
            in: what such a one seems to lack may stand in what could not be read.
        parts_unread: Whether the reader found an error outside of these, so that any may be
            missing altogether.
        ledger: The reviews of the map, or None where it has no ledger.
        texts: The texts of its sources, or None where none has one.
        lone: The ledgers in its folder whose maps are not there, by path; None for one that cannot
            be read.
        text: The text of its file; none for a map that was not read from one.
    """

    map: ArgumentMap
    graph: nx.MultiDiGraph[str]
    unread: frozenset[str] = frozenset()
    parts_unread: bool = False
    ledger: Ledger | None = None
    texts: Texts | None = None
    lone: Mapping[str, Ledger | None] = field(default_factory=dict)
    text: str = ""

    @cached_property
    def lines(self) -> list[str]:
        """The lines of its file."""
        return lines_of(self.text)

    @cached_property
    def paths(self) -> Paths:
        """The paths through the graph."""
        # It imports networkx, which takes twice the time of `argmap explain`; that command
        # imports the rules for their docstrings alone.
        from argmap.rules.paths import Paths  # noqa: PLC0415

        return Paths(self.map, self.graph)

    @cached_property
    def sides(self) -> dict[str, Side]:
        """The side of every claim and inference that reaches the thesis."""
        return sides(self.graph)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """The review state and the last opinions of each claim and warrant."""
        return standings(self.map, self.ledger, self.texts)

    @cached_property
    def unjudged(self) -> dict[tuple[bool, str], tuple[int, Claim | Inference]]:
        """The first part with the same words among those without a last word, and its place.

        Words of claims and of warrants are kept apart: the key says whether it is a warrant.
        """
        found: dict[tuple[bool, str], tuple[int, Claim | Inference]] = {}
        for number, (name, standing) in enumerate(self.standings.items()):
            claim, step = self.map.claims.get(name), self.map.inferences.get(name)
            if standing.opinions or name in self.unread:
                continue
            if claim is not None:
                found.setdefault((False, claim.text), (number, claim))
            elif step is not None and step.warrant:
                found.setdefault((True, step.warrant), (number, step))
        return found

    @cached_property
    def namesakes(self) -> tuple[Named, ...]:
        """All whose id the file gives several times, the thesis first."""
        known: list[Named] = [
            *self.bearing,
            *self.map.sources.values(),
            *self.map.repeats,
            *(piece for _, piece in self.cited if not piece.numbered),
        ]
        counts = Counter([one.id for one in known])
        several = [one for one in known if counts[one.id] > 1]
        return tuple(sorted(several, key=lambda one: (one.id != "thesis", one.place("id"))))

    @cached_property
    def by_id(self) -> dict[str, Named]:
        """What each id names: claims before inferences, sources and evidence."""
        evidence = {piece.id: piece for _, piece in self.cited}
        return {**evidence, **self.map.sources, **self.map.inferences, **self.map.claims}

    @cached_property
    def bearing(self) -> tuple[Claim | Inference, ...]:
        """Every claim and inference: they can bear on one another."""
        return (*self.map.claims.values(), *self.map.inferences.values())

    @cached_property
    def spoken(self) -> tuple[Claim | Evidence, ...]:
        """Every claim, each with its evidence behind it: they can have a speaker and a source."""
        found: list[Claim | Evidence] = []
        for claim in self.map.claims.values():
            found += (claim, *claim.evidence)
        return tuple(found)

    @cached_property
    def cited(self) -> tuple[tuple[Claim, Evidence], ...]:
        """Every piece of evidence with its claim, in the file's order."""
        return tuple(self.map.evidence())

    @cached_property
    def cites_nothing(self) -> bool:
        """Whether the map has neither evidence nor sources, as an essay or a debate may.

        Many of its claims are bare, then, for one and the same reason.
        """
        return not self.cited and not self.map.sources

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
        return Known(self.by_id)

    @cached_property
    def backed(self) -> frozenset[str]:
        """The claims that a premise or an inference supports."""
        return self._targets("supports")

    @cached_property
    def attacked(self) -> frozenset[str]:
        """The claims and inferences that something else attacks."""
        return self._targets("attacks")

    def _targets(self, relation: EdgeRelation) -> frozenset[str]:
        return frozenset(
            target
            for source, targets in self.graph.adjacency()
            for target, links in targets.items()
            if relation in links and target != source
        )

    @cached_property
    def unbacked(self) -> tuple[Claim, ...]:
        """The claims that nothing supports; none of them where a link may be missing."""
        if self.links_unread:
            return ()
        backed = self.backed | self.meant
        return tuple(claim for name, claim in self.map.claims.items() if name not in backed)

    @cached_property
    def torn(self) -> bool:
        """Whether some claims or inferences may be missing: unread, or their id was taken."""
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
        """Ids that a wrong reference seems to mean: they may have a link that the graph lacks."""
        found: set[str] = set()
        for reference, known in self._references():
            if reference.id in self.by_id:
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
        for bearer, relation, reference in self.unusual:
            if not self.graph.has_edge(bearer.id, reference.id, key=relation):
                yield reference, self.known_targets
        for reference in self.citations:
            if reference.id not in self.map.sources:
                yield reference, self.known_sources

    @cached_property
    def unusual(self) -> tuple[tuple[Claim | Inference, EdgeRelation, Reference], ...]:
        """The links of all that does not bear on claims alone; every other link makes an edge."""
        claims = self.map.claims
        bearers: list[Claim | Inference] = [
            claim
            for claim in claims.values()
            if not claims.keys() >= {one.id for one in claim.supports + claim.attacks}
        ]
        steps = self.map.inferences.values()
        bearers += [step for step in steps if step.target.id not in claims or step.id in claims]
        return tuple((bearer, *link) for bearer in bearers for link in links_of(bearer))

    def chain(self, source: str) -> tuple[str, ...]:
        """Return a source and those that it is known through, nearest first.

        Nothing is returned where one of them is not described. Of more than `MOST_VIA` only
        those are returned: each of ten thousand sources would bring all others behind it.
        """
        chain: dict[str, None] = {}
        while source not in chain and len(chain) <= MOST_VIA:
            if source not in self.map.sources:
                return ()
            chain[source] = None
            via = self.map.sources[source].via
            if via is not None:
                source = via.id
        return tuple(chain)

    @cached_property
    def origins(self) -> dict[str, str | None]:
        """The source that each is known through in the end, itself or another.

        None stands for sources in a circle, and for one that goes back to what is not described.
        """
        found: dict[str, str | None] = {}
        for start in self.map.sources:
            way: dict[str, None] = {}
            source = start
            end: str | None = None
            while source not in way and source in self.map.sources:
                if source in found:
                    end = found[source]
                    break
                way[source] = None
                via = self.map.sources[source].via
                if via is None:
                    end = source
                    break
                source = via.id
            found.update(dict.fromkeys(way, end))
        return found

    @cached_property
    def citations(self) -> tuple[Reference, ...]:
        """Every reference to a source, known or not."""
        found = [one.source for one in self.spoken]
        found += [source.via for source in self.map.sources.values()]
        return tuple([one for one in (*found, self.map.about) if one is not None])


def kind(named: Named) -> str:
    """Return the kind of what an id names, with its article."""
    if isinstance(named, Claim):
        return _ROLES[named.role]
    if isinstance(named, Inference):
        return "an inference"
    return "evidence" if isinstance(named, Evidence) else "a source"


def whereabouts(named: Named) -> str:
    """Return the kind and the place of what an id names: `a premise (maps/x.yaml:12)`."""
    return f"{kind(named)} ({line(named.place('id'))})"


def line(at: Location) -> str:
    """Return a place as messages mention it: `maps/x.yaml:12`."""
    return f"{at.path}:{at.line}"


def names(ids: Sequence[str]) -> str:
    """Return ids as a list to read: `a`, `b` and `c`; a very long one ends in a count."""
    quoted = [f"`{name}`" for name in ids]
    if len(quoted) > _LISTED:
        quoted[_LISTED:] = [f"{len(quoted) - _LISTED:,} more"]
    return listed(quoted)


def several(hits: Iterable[Hit], many: str, hint: str) -> Iterator[Hit]:
    """Yield hits that make one finding where there are several of them.

    Args:
        hits: The hits, each about one id.
        many: The message for several, see `Hit`.
        hint: The hint for several.
    """
    found = list(hits)
    for hit in found:
        yield hit._replace(hint=hint, many=many, name=hit.ids[0]) if len(found) > 1 else hit


def escaped(text: str) -> str:
    """Return a text as it can stand in `Hit.many`, a format string."""
    return text.replace("{", "{{").replace("}", "}}")
