"""Content of a table: the tree of its cells with their words, and its legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from argmap.drawing.layout.cells import Ground, Phrase, Rule, Tint
from argmap.drawing.layout.legend import occurring
from argmap.drawing.layout.phrases import (
    LEGEND,
    SMALL,
    SMALL_BOLD,
    SPACE,
    Phrases,
    attackers_of_step,
    claims_below,
    is_attack,
    numbers,
    premises,
)
from argmap.drawing.picture import EvidenceForm
from argmap.drawing.typeset import Style
from argmap.model.argument import Status
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind, Relation

HEAD = Style("semibold", 14, 18)
LONG_HEAD = Style("regular", 14, 18)
CLAIM = Style("regular", 13, 16)

LONG = 140
"""Characters of a claim of the first level; where most have more, none is semibold."""

RINGS = {Status.REPORTED: "○", Status.VERIFIED: "●", Status.DISPUTED: "◦"}
MOST_RINGS = 5


@dataclass(eq=False, slots=True)
class Node:
    """A cell to be placed, and those under it.

    Attributes:
        item: What it shows; None for the sign that an objection has no answer.
        spans: Its words.
        style: The style of most of them.
        children: What stands right of it, or below.
        rule: Its rule.
        ground: Its ground.
        against: Whose side it is on.
        warrant: The line above the first of joined claims.
        joined: Whether its rule runs through the gap above it, as of joined claims.
        step: How many steps in it stands: 1 attacks the step from those above it, 2 the step of
            that attack, and so on.
    """

    item: Item | None
    spans: list[Phrase]
    style: Style
    children: list[Node] = field(default_factory=list)
    rule: Rule = "single"
    ground: Ground = "side"
    against: bool = False
    warrant: list[Phrase] = field(default_factory=list)
    joined: bool = False
    step: int = 0


class Nodes:
    """Makes the nodes of one map."""

    def __init__(self, phrases: Phrases, root: Item, evidence: EvidenceForm) -> None:
        self.phrases, self.words, self.root, self.evidence = phrases, phrases.words, root, evidence
        self.answered = any(is_attack(item) and not item.against for item in root.walk())
        heads = [item.claim for item in claims_below(root) if item.claim is not None]
        long = [claim for claim in heads if len(claim.text) > LONG]
        self.head = LONG_HEAD if 2 * len(long) > len(heads) else HEAD

    def tree(self) -> Node:
        """Return the thesis with all under it; never recurses."""
        top = Node(self.root, [], HEAD)
        tasks = [(top, self.root, 1)]
        while tasks:
            node, item, level = tasks.pop()
            node.children = list(self._under(item, level))
            tasks += [
                (child, child.item, level + 1)
                for child in node.children
                if child.item is not None and child.item.kind is not ItemKind.REFERENCE
            ]
        return top

    def _under(self, item: Item, level: int) -> Iterator[Node]:
        """Yield the nodes under a claim, so many claims below the thesis."""
        answers = False
        for child in item.children:
            if child.kind is ItemKind.EVIDENCE or (
                child.kind is ItemKind.REFERENCE and not is_attack(child)
            ):
                continue
            answers = answers or is_attack(child)
            if child.kind is ItemKind.JOIN:
                yield from self._joined(child, level)
            else:
                yield self._node(child, level)
        answered = answers or _step_is_attacked(item)
        if self.answered and item.against and is_attack(item) and not answered:
            span = Phrase(self.phrases.own(self.words.no_answer, CLAIM), "accent")
            yield Node(None, [span], CLAIM, ground="open", against=True)

    def _joined(self, join: Item, level: int) -> Iterator[Node]:
        """Yield the claims of a join, what attacks their step, the step of that, and so on."""
        tasks = [(join, 0)]
        while tasks:
            item, step = tasks.pop()
            inner = item if item.kind is ItemKind.JOIN else None
            nodes = [self._node(one, level) for one in (self._members(inner) if inner else [item])]
            yield from self._stepwise(nodes, step, inner)
            if inner is not None:
                attacks = [one for one in inner.children if one.relation is Relation.ATTACKS]
                tasks += [(one, step + 1) for one in reversed(attacks)]

    def _members(self, join: Item) -> list[Item]:
        """Return what stands under a join; what supports, and lives elsewhere, is only named."""
        attacks = is_attack(join)
        return [one for one in premises(join) if attacks or one.kind is ItemKind.CLAIM]

    def _stepwise(self, nodes: list[Node], step: int, join: Item | None) -> list[Node]:
        """Return the nodes of linked claims, or of a single one, put so many steps in."""
        linked = join is not None and len(premises(join)) > 1
        for place, node in enumerate(nodes):
            node.rule = "double" if linked else node.rule
            node.joined, node.step = linked and place > 0, step
        if nodes and join is not None:
            nodes[0].warrant = self._why(join, named=len(nodes) < len(premises(join)))
        return nodes

    def _why(self, join: Item, *, named: bool) -> list[Phrase]:
        """Return the line above linked claims; none where their double rule says it all.

        Args:
            join: Their join.
            named: Whether their numbers are to be said in any case: one of them stands elsewhere.
        """
        inference = join.inference
        assert inference is not None
        line = self.phrases.warrant(join) if inference.warrant or named else []
        scheme = self._scheme(join)
        if scheme and not line:
            line = [Phrase(self.phrases.own(numbers(premises(join)), SMALL_BOLD))]
        return line + scheme

    def _scheme(self, join: Item) -> list[Phrase]:
        """Return the kind of a step, where all words are shown."""
        scheme = join.inference.scheme if join.inference is not None else None
        if self.evidence != "words" or not scheme:
            return []
        return [Phrase(self.phrases.own(f"({self.words.scheme}: {scheme})", SMALL), "faint")]

    def _node(self, item: Item, level: int) -> Node:
        style = self.head if level == 1 else CLAIM
        phrases, bold = self.phrases, style._replace(face="semibold")
        size = min(style.size, 13.0)
        number = phrases.own(f"{item.number}{SPACE}", bold._replace(size=size))
        reference = item.kind is ItemKind.REFERENCE
        lead = Phrase(number, "accent", item.id if reference else None)
        said = phrases.said(item, style)
        first, *rest = said
        spans = [lead, first._replace(run=first.run._replace(glued=True)), *rest]
        spans += self.evidence_of(item)
        spans += self.also(item)
        implicit = item.claim is not None and item.claim.implicit
        node = Node(item, spans, style, rule="broken" if implicit else "single")
        node.against = item.against
        node.ground = "main" if level == 1 else "side"
        return node

    def evidence_of(self, item: Item) -> list[Phrase]:
        """Return the evidence for a claim, as it is to be shown, and in words its own quote."""
        pieces = [child.evidence for child in item.children if child.evidence is not None]
        if self.evidence == "none" or item.kind is ItemKind.REFERENCE:
            return []
        if self.evidence == "words":
            quoted = self.phrases.own_quote(item)
            return [*quoted, *(span for one in pieces for span in self.phrases.piece(one))]
        signs = "".join(RINGS[piece.status] for piece in pieces[:MOST_RINGS])
        if len(pieces) > MOST_RINGS:
            signs = f"{RINGS[pieces[0].status]}×{len(pieces)}"
        rings = Phrase(self.phrases.own(f"{SPACE}{signs}", SMALL, glued=True), "faint")
        return [rings] if signs else []

    def also(self, item: Item) -> list[Phrase]:
        """Return what also supports a claim, and stands elsewhere."""
        found: list[Phrase] = []
        for child in item.children:
            if child.kind is ItemKind.REFERENCE and not is_attack(child):
                found += self._also_because([child], [])
            elif child.kind is ItemKind.JOIN and not is_attack(child):
                members = premises(child)
                if members and all(member.kind is ItemKind.REFERENCE for member in members):
                    found += self._also_because(
                        members,
                        [
                            *self.phrases.warrant(child)[2:],
                            *self._scheme(child),
                        ],
                    )
        return found

    def _also_because(self, members: Sequence[Item], warrant: list[Phrase]) -> list[Phrase]:
        before, _, after = self.words.also_because.partition("{numbers}")
        spans = [Phrase(self.phrases.own(before, SMALL), "faint")]
        for place, member in enumerate(members):
            text = f"{SPACE if place == 0 else f'{SPACE}+{SPACE}'}{member.number}"
            run = self.phrases.own(text, SMALL_BOLD, glued=True)
            spans.append(Phrase(run, "accent", member.id))
        if after:
            spans.append(Phrase(self.phrases.own(after, SMALL), "faint"))
        if warrant:
            spans.append(Phrase(self.phrases.own("–", SMALL), "faint"))
            spans += [span._replace(tint="faint") for span in warrant]
        return spans


def _step_is_attacked(item: Item) -> bool:
    join = item.parent
    linked = join is not None and join.kind is ItemKind.JOIN and item.relation is Relation.PREMISE
    return linked and bool(attackers_of_step(join))


def table_legend(
    phrases: Phrases, root: Item, evidence: EvidenceForm, *, beside: bool
) -> list[Phrase]:
    """Return what place, colours and signs say, of those that occur."""
    words, found = phrases.words, occurring(root)
    rings = {
        Status.REPORTED: words.ring_reported,
        Status.VERIFIED: words.ring_verified,
        Status.DISPUTED: words.ring_disputed,
    }
    said: list[tuple[str, Tint]] = [(words.place_means if beside else words.below_means, "faint")]
    said += [(words.for_thesis, "for")] if False in found.sides else []
    said += [(words.against_thesis, "against")] if True in found.sides else []
    if evidence == "marks":
        said += [
            (f"{RINGS[one]}{SPACE}{text}", "faint")
            for one, text in rings.items()
            if one in found.states
        ]
    elif evidence == "words" and found.states == {Status.REPORTED}:
        said.append((words.all_reported, "faint"))
    said += [(f"‖{SPACE}{words.table_linked}", "faint")] if found.linked else []
    said += [(words.implicit_means, "faint")] if found.implicit else []
    said += [(words.never_answered, "faint")] if found.never_answered else []
    said += [(f"✓{SPACE}{word}", "faint") for word in found.marks.get(Tone.GOOD, [])]
    spans: list[Phrase] = []
    for place, (text, tint) in enumerate(said):
        style = LEGEND._replace(face="semibold") if tint in ("for", "against") else LEGEND
        spans += [Phrase(phrases.own("·", LEGEND), "faint")] if place else []
        spans.append(Phrase(phrases.own(text, style), tint))
    return spans
