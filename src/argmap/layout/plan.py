"""The plan of a picture: what stands under what, in reading order, before any place is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from argmap.layout.homes import Link, homes, links_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.graph import Side
    from argmap.marks import Mark, Marks
    from argmap.model import ArgumentMap, Claim, Evidence, Inference


class Kind(StrEnum):
    """What an item of the picture is."""

    THESIS = "thesis"
    CLAIM = "claim"
    EVIDENCE = "evidence"
    REFERENCE = "reference"
    JOIN = "join"
    CONTINUATION = "continuation"


class Relation(StrEnum):
    """How an item bears on the item that it stands under."""

    CITES = "cites"
    SUPPORTS = "supports"
    ATTACKS = "attacks"
    PREMISE = "premise"


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """One thing in the picture and what stands under it.

    Attributes:
        kind: What it is.
        id: The id of the claim, the evidence or the inference; of a reference, what it names.
        relation: How it bears on its parent; None for the thesis and for a continuation.
        against: Whether it is on the side against the thesis.
        claim, evidence, inference: What it shows, whichever fits its kind.
        parent: The item that it stands under.
        children: What stands under it: evidence, premises, objections; in a join the linked
            premises, then what attacks the inference.
        number: The outline number of a claim; of a reference, of what it names.
        mutual: A reference back to the claim that it stands under the attack of.
        continues: Its children stand further down, under a continuation.
        mark: What is said about it from outside the map.
    """

    kind: Kind
    id: str
    relation: Relation | None = None
    against: bool = False
    claim: Claim | None = None
    evidence: Evidence | None = None
    inference: Inference | None = None
    parent: Item | None = None
    children: list[Item] = field(default_factory=list)
    number: str = ""
    mutual: bool = False
    continues: bool = False
    mark: Mark | None = None

    @property
    def side(self) -> Side:
        """The side that it is on, as a word."""
        return "against" if self.against else "for"

    @property
    def links_premises(self) -> bool:
        """Whether it joins more than one premise."""
        return sum(child.relation is Relation.PREMISE for child in self.children) > 1

    def groups(self) -> list[tuple[Relation, list[Item]]]:
        """Returns the children by relation, in order, without the continuations."""
        found: list[tuple[Relation, list[Item]]] = []
        for child in self.children:
            if child.relation is None:
                continue
            if found and found[-1][0] is child.relation:
                found[-1][1].append(child)
            else:
                found.append((child.relation, [child]))
        return found

    def walk(self) -> Iterator[Item]:
        """Yields the item and everything under it in reading order; never recurses."""
        stack = [self]
        while stack:
            item = stack.pop()
            yield item
            stack.extend(reversed(item.children))


def plan(argument: ArgumentMap) -> Item:
    """Returns the thesis with the whole map under it, each claim once, the rest as references.

    Args:
        argument: A map without errors. What does not reach the thesis is left out.
    """
    return _Planner(argument).plan()


def put(marks: Marks, root: Item) -> None:
    """Puts marks on the claims and the evidence of a plan that they are about."""
    for item in root.walk() if marks else ():
        if item.kind in (Kind.THESIS, Kind.CLAIM, Kind.EVIDENCE):
            item.mark = marks.get(item.id)


class _Planner:
    """Holds the lookups while the tree is built."""

    def __init__(self, argument: ArgumentMap) -> None:
        self.argument = argument
        self.links = links_of(argument)
        self.homes = homes(self.links)
        self.rank = {name: position for position, name in enumerate(argument.claims)}
        self.incoming: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for name, links in self.links.items():
            for link in links:
                self.incoming[link.target, link.relation].append(name)

    def plan(self) -> Item:
        root = Item(Kind.THESIS, "thesis", claim=self.argument.thesis)
        stack = [root]
        while stack:
            item = stack.pop()
            if item.kind in (Kind.THESIS, Kind.CLAIM):
                self._fill_claim(item)
            elif item.kind is Kind.JOIN:
                self._fill_join(item)
            stack.extend(item.children)
        return root

    def _fill_claim(self, item: Item) -> None:
        assert item.claim is not None
        for piece in item.claim.evidence:
            child = Item(Kind.EVIDENCE, piece.id, Relation.CITES, item.against, evidence=piece)
            self._put(item, child)
        self._fill(item, Relation.SUPPORTS)
        self._fill(item, Relation.ATTACKS)

    def _fill_join(self, item: Item) -> None:
        assert item.inference is not None
        for premise in dict.fromkeys(reference.id for reference in item.inference.premises):
            if premise in self.argument.claims:
                self._put(item, self._claim_or_reference(premise, item, Relation.PREMISE))
        self._fill(item, Relation.ATTACKS)

    def _fill(self, item: Item, relation: Relation) -> None:
        """Puts what supports or attacks an item under it, in the file's order."""
        for name in sorted(self.incoming[item.id, relation.value], key=self._order):
            if name not in self.homes:
                continue
            if name in self.argument.inferences:
                self._put(item, self._inference(name, item, relation))
            else:
                self._put(item, self._claim_or_reference(name, item, relation))

    def _order(self, name: str) -> tuple[int, int]:
        """A claim stands by the file's order, a join where its first premise would."""
        if name in self.argument.inferences:
            premises = self.argument.inferences[name].premises
            return (min((self.rank.get(p.id, 0) for p in premises), default=0), 0)
        return (self.rank[name], 1)

    def _inference(self, name: str, under: Item, relation: Relation) -> Item:
        """A join, or only its premise where nothing needs a join to be shown."""
        inference = self.argument.inferences[name]
        known = {p.id for p in inference.premises if p.id in self.argument.claims}
        attacked = any(attacker in self.homes for attacker in self.incoming[name, "attacks"])
        if len(known) == 1 and not (inference.warrant or inference.scheme or attacked):
            premise = known.pop()
            if self.homes.get(premise) == Link(name, "premise"):
                return self._claim(premise, under, relation)
            return self._reference(premise, under, relation)
        return Item(Kind.JOIN, name, relation, _against(under, relation), inference=inference)

    def _claim_or_reference(self, name: str, under: Item, relation: Relation) -> Item:
        home = self.homes.get(name)
        if home is not None and (home.target, home.relation) == (under.id, relation.value):
            return self._claim(name, under, relation)
        return self._reference(name, under, relation)

    def _claim(self, name: str, under: Item, relation: Relation) -> Item:
        claim = self.argument.claims[name]
        return Item(Kind.CLAIM, name, relation, _against(under, relation), claim=claim)

    def _reference(self, name: str, under: Item, relation: Relation) -> Item:
        item = self._claim(name, under, relation)
        item.kind = Kind.REFERENCE
        above = under.parent
        item.mutual = (
            relation is Relation.ATTACKS
            and above is not None
            and above.id == name
            and under.relation is Relation.ATTACKS
        )
        return item

    @staticmethod
    def _put(parent: Item, child: Item) -> None:
        child.parent = parent
        parent.children.append(child)


def _against(under: Item, relation: Relation) -> bool:
    """Return whether what stands under an item is against the thesis: an attack changes sides."""
    return under.against ^ (relation is Relation.ATTACKS)
