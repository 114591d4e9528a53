"""How the items of a plan bear on each other, looking through the joins between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.model.outline import Item, ItemKind, Relation
from argmap.model.vocabulary import Vocabulary

SPACE = "\N{NO-BREAK SPACE}"

_SAID = (ItemKind.CLAIM, ItemKind.REFERENCE)
"""The kinds of items that stand for a claim under another one."""


def role(item: Item, words: Vocabulary) -> str:
    """Return what a claim is where that is news: an objection or an answer, and to what."""
    if not is_attack(item):
        return ""
    above = item.parent
    step = attacked_step(item)
    if step is not None:
        form = words.to_step if item.against else words.answer_to_step
        return form.format(numbers=numbers(premises(step)))
    if not item.against:
        return words.answer
    if above is not None and is_answer(above):
        return words.to_answer.format(number=above.number)
    return words.objection


def effect(item: Item) -> Relation | None:
    """Return how a claim bears on the claim above it, through the join that may link it."""
    while item.relation is Relation.PREMISE and item.parent is not None:
        item = item.parent
    return item.relation


def is_attack(item: Item) -> bool:
    """Tell whether a claim attacks the claim or the step above it."""
    return effect(item) is Relation.ATTACKS


def attacked_step(item: Item) -> Item | None:
    """Return the join whose step a claim attacks, not merely belongs to."""
    while item.relation is Relation.PREMISE and item.parent is not None:
        item = item.parent
    above = item.parent
    return above if above is not None and above.kind is ItemKind.JOIN else None


def attackers_of_step(join: Item | None) -> list[Item]:
    """Return what attacks a step itself."""
    found: list[Item] = []
    for child in join.children if join is not None else ():
        if child.relation is Relation.ATTACKS:
            found += premises(child) if child.kind is ItemKind.JOIN else [child]
    return found


def premises(join: Item) -> list[Item]:
    """Return what a join links."""
    return [child for child in join.children if child.relation is Relation.PREMISE]


def links_here(join: Item) -> bool:
    """Tell whether any of the claims that a join links stands at it, not elsewhere."""
    return any(child.kind is ItemKind.CLAIM for child in premises(join))


def numbers(items: Sequence[Item]) -> str:
    """Return the numbers of linked claims: `2 + 3`."""
    return f"{SPACE}+{SPACE}".join(item.number for item in items)


def is_answer(item: Item) -> bool:
    """Tell whether a claim attacks one that is against the thesis."""
    return is_attack(item) and not item.against


def claims_below(item: Item) -> list[Item]:
    """Return the claims and references right under an item, looking through its joins."""
    found: list[Item] = []
    stack = list(reversed(item.children))
    while stack:
        child = stack.pop()
        if child.kind in _SAID:
            found.append(child)
        elif child.kind is ItemKind.JOIN:
            stack.extend(reversed(child.children))
    return found


def reasons(item: Item) -> list[Item]:
    """Return what supports a claim, right under it."""
    return [child for child in claims_below(item) if not is_attack(child)]


def attackers(item: Item) -> Iterator[Item]:
    """Yield what attacks a claim, a step to it, or what supports it, in reading order."""
    stack = list(reversed(claims_below(item)))
    while stack:
        child = stack.pop()
        if child.against is not item.against:
            yield child
        elif child.children and not is_attack(child):  # else it attacks an attack on the claim
            stack.extend(reversed(claims_below(child)))


def reasons_below(item: Item) -> int:
    """Return how many claims support a claim, however far below, with no attack between."""
    count = 0
    stack = reasons(item)
    while stack:
        child = stack.pop()
        if child.kind is ItemKind.CLAIM:
            count += 1
            stack.extend(reasons(child))
    return count


def has_answers(root: Item) -> bool:
    """Tell whether anything answers an objection, in the picture or left out of it."""
    return any(
        (is_attack(item) and not item.against) or leaves_out_answers(item) for item in root.walk()
    )


def tells_unanswered(root: Item) -> bool:
    """Tell whether an objection without an answer says so: a legend does if several have none."""
    return has_answers(root) or lone_unanswered(root) is not None


def lone_unanswered(root: Item) -> Item | None:
    """Return the only objection of a plan, if nothing answers it."""
    objections = [item for item in root.walk() if is_objection(item)]
    return objections[0] if len(objections) == 1 and not has_answers(root) else None


def is_objection(item: Item) -> bool:
    """Tell whether a claim is an objection in its own place."""
    return item.kind is ItemKind.CLAIM and item.against and is_attack(item)


def leaves_out_answers(item: Item) -> bool:
    """Tell whether a cut claim leaves out answers."""
    return item.left_out is not None and item.left_out.answers > 0
