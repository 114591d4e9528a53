"""The outline of a map: each claim under its home, its side, references, numbers (1.2.1)."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference
from argmap.model.graph import EdgeRelation, Side, links_of
from argmap.model.marks import Mark, Marks

_MOST_PARTS = 6
"""Most parts of a number: what is deeper starts anew under a letter, because a number that fills
its box helps nobody."""

_SMALL_LETTERS = "abcdefghjkmnpqrstuvwxy"
_LAST_PART = re.compile(r"\.\d+$|\.?z*[a-y]$")
_AFTER_LETTER = f"0123456789.z{_SMALL_LETTERS}"
"""What follows the capital that a number may begin with."""


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


class LeftOut(NamedTuple):
    """What stands under a claim and is not in the picture: how many claims, by what they do."""

    reasons: int = 0
    objections: int = 0
    answers: int = 0
    evidence: int = 0


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
        letter: The letter that stands for its number in the numbers below it, where those would
            be too long.
        mutual: A reference to the very claim that its parent attacks: the two attack each other.
        continues: Its children stand further down, under a continuation.
        mark: The mark on it: from a review, a rejection or a comparison.
        above: Of the head of a part, the claims and joins from the thesis down to itself, as they
            stand in the whole.
        left_out: What a picture of so many levels leaves out under it.
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
    letter: str = ""
    mutual: bool = False
    continues: bool = False
    mark: Mark | None = None
    above: tuple[Item, ...] = ()
    left_out: LeftOut | None = None

    @property
    def is_head(self) -> bool:
        """Whether it stands above all others of its picture: the thesis, or the head of a part."""
        return self.parent is None and self.kind is not ItemKind.CONTINUATION

    @property
    def side(self) -> Side:
        """The side that it is on, as a word."""
        return "against" if self.against else "for"

    @property
    def full_number(self) -> str:
        """Its number, and what stands for it below: `1.1.2.1.1.1 = A`."""
        if not self.letter:
            return self.number
        return f"{self.number}\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{self.letter}"

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
    """Put marks on the claims, the evidence and the warrants of a plan that they are about."""
    for item in root.walk() if marks else ():
        if item.kind not in (ItemKind.REFERENCE, ItemKind.CONTINUATION):
            item.mark = marks.get(item.id)


def number(root: Item) -> None:
    """Give every claim its number and every reference the number of its claim.

    A claim at a join counts among the claims around the join. What attacks the step from linked
    claims, or from a single one, has the number of the last of them and a small letter: 2a attacks
    the step from 1 + 2, not claim 2. So it counts for no reason, and moves no other number. The
    thesis has no number.
    """
    numbering = _Numbering()
    numbers: dict[str, str] = {root.id: ""}
    references: list[Item] = []
    stack = [root]
    while stack:
        item = stack.pop()
        claims, shown = numbering.below(item)
        references += shown
        numbers |= {claim.id: claim.number for claim in claims}
        stack.extend(reversed(claims))
    for reference in references:
        reference.number = numbers.get(reference.id, "")


def numbers_of(argument: ArgumentMap) -> dict[str, str]:
    """Return the number of each claim in pictures, by its id; what has no place there has none."""
    if "thesis" not in argument.claims:
        return {}
    root = plan(argument, references=False)
    number(root)
    return {item.id: item.number for item in root.walk() if item.kind is ItemKind.CLAIM}


def number_above(written: str) -> str:
    """Return the number, or the letter, that a claim's number begins with: `1.2` of `1.2.1`."""
    found = _LAST_PART.search(written)
    return written[: found.start()] if found else ""


def unexplained_letters(root: Item, shown: Iterable[Item]) -> dict[str, str]:
    """Return the letters that numbers begin with, and what they stand for where that is not shown.

    Args:
        root: The whole plan, numbered.
        shown: The items that a picture shows.
    """
    lettered = {item.letter: item for item in root.walk() if item.letter}
    if not lettered:
        return {}
    waiting = list(shown)
    explained = {item.letter for item in waiting}
    found: dict[str, str] = {}
    for item in waiting:  # grows while it is read
        letter = item.number.rstrip(_AFTER_LETTER)
        if letter in lettered and letter not in explained:
            found[letter] = lettered[letter].number
            explained.add(letter)
            waiting.append(lettered[letter])
    return dict(sorted(found.items()))


class _Numbering:
    """Numbers claims, each after the one that it stands under.

    Attributes:
        parts: Of how many parts the number of a claim is.
        attacks: How many attacks on a step have the number of a claim and a letter.
        letters: The letters that are left.
    """

    def __init__(self) -> None:
        self.parts: dict[Item, int] = {}
        self.attacks: Counter[Item] = Counter()
        self.letters = _letters()

    def below(self, item: Item) -> tuple[list[Item], list[Item]]:
        """Number the claims right under an item, looking through its joins.

        Returns:
            The claims, and the references among them, which have no number yet.
        """
        claims: list[Item] = []
        references: list[Item] = []
        count = 0
        stack: list[tuple[Item, Item | None]] = [(one, None) for one in reversed(item.children)]
        while stack:
            child, base = stack.pop()
            if child.kind is ItemKind.CLAIM:
                claims.append(child)
                count += base is None
                if base is None:
                    self._put(child, item, f".{count}")
                else:
                    self._put_attack(child, base, item)
            elif child.kind is ItemKind.REFERENCE:
                references.append(child)
            elif child.kind is ItemKind.JOIN:
                attacked = _last_here(child) or base or item
                stack.extend(
                    (one, base if one.relation is Relation.PREMISE else attacked)
                    for one in reversed(child.children)
                )
        return claims, references

    def _put_attack(self, child: Item, base: Item, item: Item) -> None:
        """Number an attack on a step after the claim that it is named by.

        Where all linked claims live elsewhere, that is the claim above, and a point says so.
        """
        self.attacks[base] += 1
        letter = _small_letter(self.attacks[base])
        self._put(child, base, f".{letter}" if base is item else letter)

    def _put(self, child: Item, above: Item, name: str) -> None:
        parts = self.parts.get(above, 0)
        if parts >= _MOST_PARTS:
            above.letter = above.letter or next(self.letters)
            parts = 1
        child.number = f"{above.letter or above.number}{name}".lstrip(".")
        self.parts[child] = parts + 1


def _last_here(join: Item) -> Item | None:
    """Return the last of linked claims that stands at their join, not elsewhere."""
    here = [
        child
        for child in join.children
        if child.relation is Relation.PREMISE and child.kind is ItemKind.CLAIM
    ]
    return here[-1] if here else None


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


def _small_letter(count: int) -> str:
    """Return a, b, …, y, za, zb and so on: none begins with another, so that 2ab is read one way.

    Letters that look like a digit are left out.
    """
    more, place = divmod(count - 1, len(_SMALL_LETTERS))
    return "z" * more + _SMALL_LETTERS[place]


class BoxCount(NamedTuple):
    """How many boxes the outline of a map has: those of evidence, and all others."""

    evidence: int
    others: int


def count_boxes(argument: ArgumentMap) -> BoxCount:
    """Count the boxes of a map's outline, in a tenth of the time that it takes to plan it."""
    return _Planner(argument, references=True).count()


class _Planner:
    """Builds the tree of items.

    Attributes:
        unfilled: Claims and joins of it that nothing stands under yet.
    """

    def __init__(self, argument: ArgumentMap, *, references: bool) -> None:
        self.argument = argument
        self.references = references
        self.links = _links(argument)
        self.homes = _homes(self.links)
        self.unfilled: list[Item] = []
        self.rank = {name: position for position, name in enumerate(argument.claims)}
        self.incoming: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for name, links in self.links.items():
            for link in links:
                self.incoming[link.target, link.relation].append(name)

    def plan(self) -> Item:
        root = Item(ItemKind.THESIS, "thesis", claim=self.argument.thesis)
        self.unfilled.append(root)
        while self.unfilled:
            item = self.unfilled.pop()
            if item.inference is None:
                self._fill_claim(item)
            else:
                self._fill_join(item)
        return root

    def count(self) -> BoxCount:
        """Return how many items `plan` would make: one for each link between what it shows."""
        claims, steps = self.argument.claims, self.argument.inferences
        evidence, others = len(self.argument.thesis.evidence), 1
        for name in self.homes:
            if name not in steps:
                evidence += len(claims[name].evidence)
                targets = [link.target for link in self.links[name] if link.relation != "premise"]
                others += sum(target in self.homes or target == "thesis" for target in targets)
            elif self._only_premise(name) is not None:
                others += 1
            else:
                premises = {one.id for one in steps[name].premises}
                others += 1 + len(premises & claims.keys())
        return BoxCount(evidence, others)

    def _fill_claim(self, item: Item) -> None:
        assert item.claim is not None
        for piece in item.claim.evidence:
            child = Item(
                ItemKind.EVIDENCE,
                piece.id,
                Relation.CITES,
                item.against,
                evidence=piece,
                parent=item,
            )
            item.children.append(child)
        self._fill(item, Relation.SUPPORTS)
        self._fill(item, Relation.ATTACKS)

    def _fill_join(self, item: Item) -> None:
        assert item.inference is not None
        for premise in dict.fromkeys([reference.id for reference in item.inference.premises]):
            if premise in self.argument.claims:
                self._put_claim_or_reference(premise, item, Relation.PREMISE)
        self._fill(item, Relation.ATTACKS)

    def _fill(self, item: Item, relation: Relation) -> None:
        """Put what supports or attacks an item under it, in the file's order."""
        for name in sorted(self.incoming[item.id, relation], key=self._order):
            if name not in self.homes:
                continue
            if name in self.argument.inferences:
                self._put_inference(name, item, relation)
            else:
                self._put_claim_or_reference(name, item, relation)

    def _order(self, name: str) -> tuple[int, int]:
        """A claim stands by the file's order, a join where its first premise would."""
        if name in self.argument.inferences:
            premises = self.argument.inferences[name].premises
            return (min([self.rank.get(p.id, 0) for p in premises], default=0), 0)
        return (self.rank[name], 1)

    def _put_inference(self, name: str, under: Item, relation: Relation) -> None:
        """Put a join, or only its premise where nothing needs a join to be shown."""
        premise = self._only_premise(name)
        if premise is None:
            item = Item(ItemKind.JOIN, name, relation, _against(under, relation), parent=under)
            item.inference = self.argument.inferences[name]
            self._put_unfilled(item, under)
        elif self.homes.get(premise) == _Link(name, "premise"):
            self._put_claim(premise, under, relation)
        else:
            self._put_reference(premise, under, relation)

    def _only_premise(self, name: str) -> str | None:
        """Return the premise that an inference is shown as, where nothing needs a join."""
        inference = self.argument.inferences[name]
        known = {p.id for p in inference.premises if p.id in self.argument.claims}
        attacked = any(attacker in self.homes for attacker in self.incoming[name, "attacks"])
        if len(known) != 1 or inference.warrant or inference.scheme or attacked:
            return None
        return known.pop()

    def _put_claim_or_reference(self, name: str, under: Item, relation: Relation) -> None:
        if self.homes.get(name) == (under.id, relation):
            self._put_claim(name, under, relation)
        else:
            self._put_reference(name, under, relation)

    def _put_claim(self, name: str, under: Item, relation: Relation) -> None:
        claim = self.argument.claims[name]
        item = Item(ItemKind.CLAIM, name, relation, _against(under, relation), claim, parent=under)
        self._put_unfilled(item, under)

    def _put_reference(self, name: str, under: Item, relation: Relation) -> None:
        if not self.references:
            return
        claim, above = self.argument.claims[name], under.parent
        item = Item(
            ItemKind.REFERENCE, name, relation, _against(under, relation), claim, parent=under
        )
        item.mutual = (
            above is not None
            and above.id == name
            and relation is Relation.ATTACKS
            and under.relation is Relation.ATTACKS
        )
        under.children.append(item)

    def _put_unfilled(self, item: Item, under: Item) -> None:
        under.children.append(item)
        self.unfilled.append(item)


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
    known = argument.claims.keys() | argument.inferences.keys()
    links = {}
    for thing in things:
        own = [_Link(reference.id, relation) for relation, reference in links_of(thing)]
        found = own[:1] if isinstance(thing, Inference) else [*own, *stands_in[thing.id]]
        links[thing.id] = tuple([link for link in dict.fromkeys(found) if link.target in known])
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
