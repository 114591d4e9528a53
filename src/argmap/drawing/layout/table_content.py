"""Content of a table: the tree of its cells with their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from argmap.drawing.layout.bearing import (
    SPACE,
    attackers_of_step,
    claims_below,
    is_answer,
    is_attack,
    leaves_out_answers,
    links_here,
    numbers,
    premises,
    tells_unanswered,
)
from argmap.drawing.layout.cells import Ground, Phrase, Rule, rule_of
from argmap.drawing.layout.phrases import AFTER_NUMBER, SMALL, SMALL_BOLD, Phrases
from argmap.drawing.picture import EvidenceForm
from argmap.drawing.typeset import Style
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.model.argument import Evidence, Status
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind, Relation

HEAD = Style("semibold", 14, 18)
LONG_HEAD = Style("regular", 14, 18)
CLAIM = Style("regular", 13, 16)

LONG = 140
"""Characters of a claim of the first level; where most have more, none is semibold."""

RINGS = {Status.REPORTED: "○", Status.VERIFIED: "●", Status.DISPUTED: "◇"}
MOST_RINGS = 5


@dataclass(eq=False, slots=True)
class Node:
    """A cell to be placed, and those under it.

    Attributes:
        item: What it shows; None for the sign that an objection has no answer.
        spans: Its words.
        style: The style of most of them.
        beside: Its words where it stands beside what it answers, if they are others then.
        pieces: Its evidence, each piece for itself, where that does not run in behind its words.
        also: What else supports it, likewise.
        start: How many of its spans are shown whole: the one behind them, of a reference, is cut.
        children: What stands right of it, or below.
        rule: Its rule.
        ground: Its ground.
        against: Whose side it is on.
        attack: Whether it attacks what it stands under.
        warrant: The line above the first of joined claims.
        joined: Whether its rule runs through the gap above it, as of joined claims.
        step: How many steps in it stands: 1 attacks the step from those above it, 2 the step of
            that attack, and so on.
        sign: The words that say that nobody answers it.
    """

    item: Item | None
    spans: list[Phrase]
    style: Style
    beside: list[Phrase] = field(default_factory=list)
    pieces: list[list[Phrase]] = field(default_factory=list)
    also: list[Phrase] = field(default_factory=list)
    start: int = 0
    children: list[Node] = field(default_factory=list)
    rule: Rule = "single"
    ground: Ground = "side"
    against: bool = False
    attack: bool = False
    warrant: list[Phrase] = field(default_factory=list)
    joined: bool = False
    step: int = 0
    sign: list[Phrase] = field(default_factory=list)


class Nodes:
    """Makes the nodes of one map."""

    def __init__(self, phrases: Phrases, root: Item, evidence: EvidenceForm) -> None:
        self.phrases, self.words, self.root, self.evidence = phrases, phrases.words, root, evidence
        self.tells_unanswered = tells_unanswered(root)
        heads = [item.claim for item in claims_below(root) if item.claim is not None]
        long = [claim for claim in heads if len(claim.text) > LONG]
        self.head = LONG_HEAD if 2 * len(long) > len(heads) else HEAD
        self.arrow = "→" if runs_from_right(phrases.argument.thesis.text) else "←"
        self.answers: dict[Item, bool] = {}
        self.carried: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for item in root.walk():
            if item.kind is ItemKind.REFERENCE and item.relation is Relation.PREMISE:
                join = item.parent
                above = join.parent if join is not None else None
                if join is not None and join.links_premises and above and not is_attack(join):
                    self.carried[item.id][above.id] = above.number or self.words.the_thesis

    def tree(self) -> Node:
        """Return the thesis with all under it; never recurses."""
        top = Node(self.root, [], HEAD)
        tasks = [(top, self.root, 1)]
        while tasks:
            node, item, level = tasks.pop()
            node.children = list(self._under(item, level))
            unanswered = item.against and is_attack(item) and not self._is_answered(item)
            if unanswered and self.tells_unanswered:
                self._put_sign(node)
            tasks += [
                (child, child.item, level + 1)
                for child in node.children
                if child.item is not None and child.item.kind is not ItemKind.REFERENCE
            ]
        return top

    def _under(self, item: Item, level: int) -> list[Node]:
        """Return the nodes under a claim, so many claims below the thesis; references last."""
        found: list[Node] = []
        for child in item.children:
            silent = child.kind is ItemKind.REFERENCE and (not is_attack(child) or child.mutual)
            if child.kind is ItemKind.EVIDENCE or silent:
                continue
            if child.kind is ItemKind.JOIN:
                found += self._joined(child, level)
            else:
                found.append(self._node(child, level))
        return sorted(found, key=_is_lone_reference)

    def _is_answered(self, objection: Item) -> bool:
        """Tell whether an objection is answered; linked ones are if one of them is."""
        join = objection.parent
        whole = objection
        if join is not None and objection.relation is Relation.PREMISE:
            whole = join
        if whole not in self.answers:
            parts = premises(whole) if whole.kind is ItemKind.JOIN else [whole]
            self.answers[whole] = is_answered(parts) or bool(attackers_of_step(whole))
        return self.answers[whole]

    def _put_sign(self, node: Node) -> None:
        """Say that nobody answers a claim: in a cell beside it, or in a row below its reasons."""
        spans = [Phrase(self.phrases.own(self.words.no_answer, SMALL), "accent")]
        if node.children:
            node.children.append(Node(None, spans, SMALL, ground="open", against=True))
        else:
            node.sign = spans

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
        """Return what stands under a join: nothing where all that supports lives elsewhere."""
        return premises(join) if is_attack(join) or links_here(join) else []

    def _stepwise(self, nodes: list[Node], step: int, join: Item | None) -> list[Node]:
        """Return the nodes of linked claims, or of a single one, put so many steps in."""
        linked = join is not None and len(premises(join)) > 1
        for place, node in enumerate(nodes):
            if linked:
                node.rule = "broken double" if node.rule == "broken" else "double"
            node.joined, node.step = linked and place > 0, step
        if nodes and join is not None:
            nodes[0].warrant = self._why(join)
        return nodes

    def _why(self, join: Item) -> list[Phrase]:
        """Return the line above linked claims; none where their double rule says it all."""
        inference = join.inference
        assert inference is not None
        news = inference.warrant or join.mark or is_attack(join)
        line = self.phrases.warrant(join) if news else []
        scheme = self.phrases.scheme(join) if self.evidence == "words" else []
        if scheme and not line:
            line = [Phrase(self.phrases.own(numbers(premises(join)), SMALL_BOLD))]
        return line + scheme

    def _node(self, item: Item, level: int) -> Node:
        if item.kind is ItemKind.REFERENCE:
            return self._reference(item, level)
        style = self.head if level == 1 else CLAIM
        node = Node(item, [], style, rule=rule_of(item, linked=False))
        node.against, node.attack = item.against, is_attack(item)
        node.ground = "main" if level == 1 else "side"
        lead = self._lead(item, style, "")
        glued = len(lead) == 1 or self.phrases.follows_closely
        text = self.phrases.text(item, style, glued=glued)
        node.spans = [*lead, text, *self.behind(item), *self._tag(item)]
        if is_answer(item):
            lead = self._lead(item, style, f"{self.arrow}{SPACE}")
            node.beside = [*lead, *node.spans[len(lead) :]]
        node.pieces = self._pieces(item)
        node.also = [*self.also(item), *self.phrases.left_out(item)]
        if level > 1:
            small = [*chain.from_iterable(node.pieces), *node.also]
            node.spans += small
            node.beside += small if node.beside else []
            node.pieces, node.also = [], []
        return node

    def _lead(self, item: Item, style: Style, arrow: str) -> list[Phrase]:
        """Return the number of a claim, and its label, if it has one."""
        bold, number = _bold(style)
        label = self._label(item)
        said = [Phrase(self.phrases.own(f"{item.full_number}{AFTER_NUMBER}", number), "accent")]
        if label:
            words = f"{arrow}{self.phrases.before(label)}"
            said.append(Phrase(self.phrases.own(words, bold, glued=True), "accent"))
        return said

    def _label(self, item: Item) -> str:
        role = self.phrases.role(item)
        if any(child.mutual for child in item.children):
            role = f"{role}{SPACE}⇄"
        return " · ".join(filter(None, [role, self.phrases.speaker(item)]))

    def _reference(self, item: Item, level: int) -> Node:
        """Return the cell of a claim that stands elsewhere: its number, and how it begins."""
        style = CLAIM
        bold = style._replace(face="semibold")
        label, closely = self._label(item), self.phrases.follows_closely
        linked = not is_attack(item)
        away = f"↗{SPACE}" if linked else ""
        run = self.phrases.own(
            f"{away}{item.number}{AFTER_NUMBER}", bold, glued=closely and not linked
        )
        number = Phrase(run, "accent", item.id)
        said = Phrase(self.phrases.own(self.phrases.before(label), bold, glued=linked), "accent")
        text = self.phrases.text(item, style, glued=closely or not (linked and label))
        lead = [number, *[said] * bool(label)] if linked else [said, number]
        node = Node(item, [*lead, text], style, start=len(lead))
        node.against, node.attack = item.against, is_attack(item)
        node.ground = "main" if level == 1 else "side"
        if is_answer(item):
            arrow = self.phrases.own(f"{self.arrow}{SPACE}{self.phrases.before(label)}", bold)
            node.beside = [said._replace(run=arrow), number, text]
        return node

    def behind(self, item: Item) -> list[Phrase]:
        """Return what sticks to a claim's last word: its source, or a ring for each evidence."""
        claim = item.claim
        assert claim is not None
        if self.evidence == "words":
            return [] if claim.quote else [*self.phrases.own_quote(item, link=True)]
        pieces = [child for child in item.children if child.evidence is not None]
        if self.evidence == "none" or not pieces:
            return []
        found = self._rings([piece.evidence for piece in pieces if piece.evidence])
        marked = {piece.mark.word: piece for piece in pieces if piece.mark}
        return found + [tag for piece in marked.values() for tag in self._tag(piece)]

    def _rings(self, pieces: Sequence[Evidence]) -> list[Phrase]:
        """Return a ring for each piece of evidence, or how many there are of each kind.

        They lead to where their sources stand on the web.
        """
        many = len(pieces) > MOST_RINGS
        found: list[Phrase] = []
        for status, ring in RINGS.items():
            urls = [self.phrases.address(one.source) for one in pieces if one.status is status]
            signs = [(ring, url) for url in urls]
            if many and urls:
                signs = [(f"{ring}×{len(urls)}", urls[0] if len({*urls}) == 1 else None)]
            if signs and (many or not found):
                signs.insert(0, (SPACE, None))
            found += [
                Phrase(self.phrases.own(text, SMALL, glued=True), "faint", url)
                for text, url in signs
            ]
        return found

    def _tag(self, item: Item) -> list[Phrase]:
        """Return the mark on a claim or its evidence; a word may stand on a line of its own."""
        tags = self.phrases.tag(item, SMALL)
        if item.mark is None or item.mark.tone is Tone.GOOD:
            return tags
        return [
            tag._replace(run=tag.run._replace(text=tag.run.text.lstrip(SPACE), glued=False))
            for tag in tags
        ]

    def small_print(self, item: Item) -> list[Phrase]:
        """Return the evidence for a claim, if in words, and what else supports it."""
        return [*chain.from_iterable(self._pieces(item)), *self.also(item)]

    def _pieces(self, item: Item) -> list[list[Phrase]]:
        """Return a claim's own quote and its evidence in words, each piece for itself."""
        if self.evidence != "words":
            return []
        claim = item.claim
        pieces = [
            [*self.phrases.piece(one.evidence, link=True), *self._tag(one)]
            for one in item.children
            if one.evidence is not None
        ]
        if claim is None or not claim.quote:
            return pieces
        return [[*self.phrases.own_quote(item, link=True)], *pieces]

    def also(self, item: Item) -> list[Phrase]:
        """Return what also supports a claim and stands elsewhere, and what counts on it there."""
        found: list[list[Phrase]] = []
        for child in item.children:
            if child.kind is ItemKind.REFERENCE and not is_attack(child):
                found.append(self._also_because([child], []))
            elif child.kind is ItemKind.JOIN and not is_attack(child):
                members = premises(child)
                if members and not links_here(child):
                    why = self.phrases.warrant(child)[2:]
                    why += self.phrases.scheme(child) if self.evidence == "words" else []
                    found.append(self._also_because(members, why))
        if item.id in self.carried:
            found.append(self._also_carries(self.carried[item.id]))
        dot = Phrase(self.phrases.own("·", SMALL), "faint")
        return [span for place, one in enumerate(found) for span in [*[dot] * bool(place), *one]]

    def _also_carries(self, targets: dict[str, str]) -> list[Phrase]:
        """Return that a claim also carries others: their names by their ids."""
        before, _, after = self.words.also_carries.replace(" ", SPACE).partition("{target}")
        comma = self.words.comma
        spans = [Phrase(self.phrases.own(before, SMALL), "faint")] * bool(before)
        for place, (name, text) in enumerate(targets.items()):
            if place:
                run = self.phrases.own(comma.rstrip(), SMALL, glued=True)
                spans.append(Phrase(run, "faint"))
            glued = bool(spans) and not (place and comma.endswith(" "))
            run = self.phrases.own(text, SMALL_BOLD, glued=glued)
            spans.append(Phrase(run, "accent", name))
        if after:
            spans.append(Phrase(self.phrases.own(after, SMALL, glued=True), "faint"))
        return spans

    def _also_because(self, members: Sequence[Item], warrant: list[Phrase]) -> list[Phrase]:
        before, _, after = self.words.also_because.partition("{numbers}")
        before = before.rstrip(SPACE)
        spans = [Phrase(self.phrases.own(before, SMALL), "faint")] * bool(before)
        for place, member in enumerate(members):
            text = f"{f'{SPACE}+' * bool(place)}{SPACE * bool(spans)}{member.number}"
            run = self.phrases.own(text, SMALL_BOLD, glued=bool(spans))
            spans.append(Phrase(run, "accent", member.id))
        if after:
            spans.append(Phrase(self.phrases.own(after, SMALL), "faint"))
        if warrant:
            spans.append(Phrase(self.phrases.own("–", SMALL), "faint"))
            spans += [span._replace(tint="faint") for span in warrant]
        return spans


@cache
def _bold(style: Style) -> tuple[Style, Style]:
    """Return the style of a claim's label, and that of its number."""
    bold = style._replace(face="semibold")
    return bold, bold._replace(size=min(style.size, 13.0))


def _is_lone_reference(node: Node) -> bool:
    """Tell whether a node is a reference that no join ties to its place."""
    item = node.item
    joined = item is not None and item.relation is Relation.PREMISE
    return item is not None and item.kind is ItemKind.REFERENCE and not joined and not node.step


def is_answered(parts: Sequence[Item]) -> bool:
    """Tell whether anything attacks one of these parts of an objection, its reasons, or a step."""
    stack = list(parts)
    while stack:
        item = stack.pop()
        if leaves_out_answers(item):
            return True
        for child in item.children:
            if child.relation is Relation.ATTACKS:
                return True
            if child.kind is not ItemKind.EVIDENCE:
                stack.append(child)
    return False
