"""The outline of a map: each claim under its home, its side, references, numbers (1.2.1)."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference
from argmap.model.graph import EdgeRelation, Side, links_of
from argmap.model.marks import Mark, Marks

_MOST_PARTS = 6
"""Most parts of a number: what is deeper starts anew under a letter, because a number that fills
its box helps nobody."""


class ItemKind(StrEnum):
    """The kinds of items in a picture."""

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
    """One item of the picture and the items under it.

    Attributes:
        kind: Its kind.
        id: The id of the claim, the evidence or the inference; of a reference, that of its claim.
        relation: How it bears on its parent; None for the thesis and for a continuation.
        against: Whether it is on the side against the thesis: the parity of the attacks on the
            way up through the picture, from home to home. The rules, which read maps with errors
            too, take `graph.sides`: the parity on the shortest way.
        claim, evidence, inference: What it shows, whichever fits its kind.
        parent: The item that it stands under.
        children: The items under it: evidence, premises, objections; in a join the linked
            premises, then what attacks the inference.
        number: The outline number of a claim; of a reference, that of its claim.
        mutual: A reference to the very claim that its parent attacks: the two attack each other.
        continues: Its children stand further down, under a continuation.
        mark: The mark on it: from a review, a rejection or a comparison.
    """

    kind: ItemKind
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
        """Return the children by relation, in order, without the continuations."""
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
        """Yield the item and everything under it in reading order; never recurses."""
        stack = [self]
        while stack:
            item = stack.pop()
            yield item
            stack.extend(reversed(item.children))


def plan(argument: ArgumentMap, *, references: bool = True) -> Item:
    """Return the thesis with the whole map under it, each claim once, the rest as references.

    Args:
        argument: A map without errors. What does not reach the thesis is left out.
        references: Whether there are references; the numbers of claims are the same without.
    """
    return _Planner(argument, references=references).plan()


def put_marks(marks: Marks, root: Item) -> None:
    """Put marks on the claims and the evidence of a plan that they are about."""
    for item in root.walk() if marks else ():
        if item.kind in (ItemKind.THESIS, ItemKind.CLAIM, ItemKind.EVIDENCE):
            item.mark = marks.get(item.id)


def number(root: Item) -> None:
    """Give every claim its number and every reference the number of its claim.

    A claim at a join counts among the claims around the join. The thesis has no number.
    """
    numbers: dict[str, str] = {root.id: ""}
    references: list[Item] = []
    letters = _letters()
    stack: list[tuple[Item, str]] = [(root, "")]
    while stack:
        item, prefix = stack.pop()
        if prefix.count(".") >= _MOST_PARTS - 1:
            prefix = next(letters)
        numbered, shown = _below(item)
        references += shown
        children = []
        for position, child in enumerate(numbered, start=1):
            child.number = f"{prefix}.{position}" if prefix else str(position)
            numbers[child.id] = child.number
            children.append((child, child.number))
        stack.extend(reversed(children))
    for reference in references:
        reference.number = numbers.get(reference.id, "")


def _below(item: Item) -> tuple[list[Item], list[Item]]:
    """Return the claims and the references under an item, looking through its joins."""
    claims: list[Item] = []
    references: list[Item] = []
    stack = list(reversed(item.children))
    while stack:
        child = stack.pop()
        if child.kind is ItemKind.CLAIM:
            claims.append(child)
        elif child.kind is ItemKind.REFERENCE:
            references.append(child)
        elif child.kind is ItemKind.JOIN:
            stack.extend(reversed(child.children))
    return claims, references


def _letters() -> Iterator[str]:
    """Yield A, B, …, Z, AA, AB and so on."""
    count = 0
    while True:
        count += 1
        name, rest = "", count
        while rest:
            rest, digit = divmod(rest - 1, 26)
            name = chr(ord("A") + digit) + name
        yield name


class _Planner:
    """Builds the tree of items."""

    def __init__(self, argument: ArgumentMap, *, references: bool) -> None:
        self.argument = argument
        self.references = references
        self.links = _links(argument)
        self.homes = _homes(self.links)
        self.rank = {name: position for position, name in enumerate(argument.claims)}
        self.incoming: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for name, links in self.links.items():
            for link in links:
                self.incoming[link.target, link.relation].append(name)

    def plan(self) -> Item:
        root = Item(ItemKind.THESIS, "thesis", claim=self.argument.thesis)
        stack = [root]
        while stack:
            item = stack.pop()
            if item.kind in (ItemKind.THESIS, ItemKind.CLAIM):
                self._fill_claim(item)
            elif item.kind is ItemKind.JOIN:
                self._fill_join(item)
            stack.extend(item.children)
        return root

    def _fill_claim(self, item: Item) -> None:
        assert item.claim is not None
        for piece in item.claim.evidence:
            child = Item(ItemKind.EVIDENCE, piece.id, Relation.CITES, item.against, evidence=piece)
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
        """Put what supports or attacks an item under it, in the file's order."""
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

    def _inference(self, name: str, under: Item, relation: Relation) -> Item | None:
        """A join, or only its premise where nothing needs a join to be shown."""
        inference = self.argument.inferences[name]
        known = {p.id for p in inference.premises if p.id in self.argument.claims}
        attacked = any(attacker in self.homes for attacker in self.incoming[name, "attacks"])
        if len(known) == 1 and not (inference.warrant or inference.scheme or attacked):
            premise = known.pop()
            if self.homes.get(premise) == _Link(name, "premise"):
                return self._claim(premise, under, relation)
            return self._reference(premise, under, relation)
        return Item(ItemKind.JOIN, name, relation, _against(under, relation), inference=inference)

    def _claim_or_reference(self, name: str, under: Item, relation: Relation) -> Item | None:
        home = self.homes.get(name)
        if home is not None and (home.target, home.relation) == (under.id, relation.value):
            return self._claim(name, under, relation)
        return self._reference(name, under, relation)

    def _claim(self, name: str, under: Item, relation: Relation) -> Item:
        claim = self.argument.claims[name]
        return Item(ItemKind.CLAIM, name, relation, _against(under, relation), claim=claim)

    def _reference(self, name: str, under: Item, relation: Relation) -> Item | None:
        if not self.references:
            return None
        item = self._claim(name, under, relation)
        item.kind = ItemKind.REFERENCE
        above = under.parent
        item.mutual = (
            relation is Relation.ATTACKS
            and above is not None
            and above.id == name
            and under.relation is Relation.ATTACKS
        )
        return item

    @staticmethod
    def _put(parent: Item, child: Item | None) -> None:
        if child is not None:
            child.parent = parent
            parent.children.append(child)


def _against(under: Item, relation: Relation) -> bool:
    """Return the `against` of a child: an attack changes sides."""
    return under.against ^ (relation is Relation.ATTACKS)


class _Link(NamedTuple):
    """A claim or an inference that another bears on, and how; `premise` leads to its inference."""

    target: str
    relation: EdgeRelation


def _links(argument: ArgumentMap) -> dict[str, tuple[_Link, ...]]:
    """Return every link of every claim and inference; the first of each is its preferred home.

    For a map without errors these are the edges of `graph.build`; a picture needs no networkx.
    """
    stands_in: defaultdict[str, list[_Link]] = defaultdict(list)
    for inference in argument.inferences.values():
        for premise in inference.premises:
            stands_in[premise.id].append(_Link(inference.id, "premise"))
    things: list[Claim | Inference] = [*argument.claims.values(), *argument.inferences.values()]
    links = {}
    for thing in things:
        own = [_Link(reference.id, relation) for relation, reference in links_of(thing)]
        found = own[:1] if isinstance(thing, Inference) else [*own, *stands_in[thing.id]]
        links[thing.id] = tuple(
            link
            for link in dict.fromkeys(found)
            if link.target in argument.claims or link.target in argument.inferences
        )
    return links


def _homes(links: Mapping[str, tuple[_Link, ...]]) -> dict[str, _Link]:
    """Return the one link of each claim and inference that gives it its place, as a tree.

    The first link is the home unless that leads round in a circle (two claims that attack each
    other, say): then the first in the file's order with another way out takes that way. A claim
    that never reaches the thesis has no home.
    """
    chosen = {name: options[0] for name, options in links.items() if options and name != "thesis"}
    waiting: defaultdict[str, list[tuple[str, _Link]]] = defaultdict(list)
    housed: defaultdict[str, list[str]] = defaultdict(list)
    for name, link in chosen.items():
        housed[link.target].append(name)
        for option in links[name]:
            waiting[option.target].append((name, option))
    rank = {name: position for position, name in enumerate(links)}
    result: dict[str, _Link] = {}
    reached = {"thesis"}
    ways_out: list[tuple[int, int, str, _Link]] = []
    queue = deque(["thesis"])
    while queue:
        target = queue.popleft()
        for name in housed[target]:
            if name not in reached and chosen[name].target == target:
                reached.add(name)
                result[name] = chosen[name]
                queue.append(name)
        for name, option in waiting[target]:
            if name not in reached:
                heapq.heappush(ways_out, (rank[name], len(ways_out), name, option))
        while not queue and ways_out:
            *_, name, option = heapq.heappop(ways_out)
            if name not in reached:
                reached.add(name)
                result[name] = option
                queue.append(name)
    return result
