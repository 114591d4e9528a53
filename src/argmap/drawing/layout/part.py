"""Parts of a plan: one claim with what stands under it, and so many levels of claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from argmap.drawing.layout.bearing import claims_below, is_attack, premises
from argmap.errors import ArgmapError
from argmap.files.names import file_part
from argmap.model.outline import Item, ItemKind, LeftOut
from argmap.text import Known, did_you_mean, shown


class FocusError(ValueError):
    """There is no claim to focus on; the message says which one may be meant."""


def part(found: Item, depth: int | None) -> Item:
    """Return a copy of a plan, or of a part of it, with the numbers of the whole.

    Args:
        found: The head of the part in its numbered plan, which stays as it is.
        depth: How many levels of claims stand under the head; None for all. A claim of the last
            one keeps its evidence and what it says of claims elsewhere, and counts the rest.
    """
    head = _copied(found, None)
    head.above = tuple(_above(found))
    tasks = [(found, head, 0)]
    while tasks:
        item, copy, level = tasks.pop()
        last = level == depth
        children = [child for child in item.children if not last or not _holds_claim(child)]
        if last and item.kind is ItemKind.CLAIM:
            copy.left_out = _count(item)
        for child in children:
            below = _copied(child, copy)
            copy.children.append(below)
            tasks.append((child, below, level + (child.kind is ItemKind.CLAIM)))
    return head


def claims_of(whole: Item) -> dict[str, Item]:
    """Return the claims of a plan in their own places, by their ids."""
    return {whole.id: whole} | {
        item.id: item for item in whole.walk() if item.kind is ItemKind.CLAIM
    }


def claim_in_focus(claims: Mapping[str, Item], focus: str) -> Item:
    """Return the claim with an id.

    Raises:
        FocusError: If there is none.
    """
    found = claims.get(focus)
    if found is None:
        meant = Known(claims).nearest(focus)
        otherwise = "a claim's id is its key under `premises` or `objections`"
        hint = did_you_mean(shown(meant) if meant else None, otherwise)
        raise FocusError(f"no claim under the thesis has the id `{shown(focus)}`: {hint}")
    return found


def copied(root: Item) -> Item:
    """Return a copy of the plan of a picture: placing boxes may change one."""
    head = _copied(root, None)
    tasks = [(root, head)]
    while tasks:
        item, copy = tasks.pop()
        for child in item.children:
            below = _copied(child, copy)
            copy.children.append(below)
            tasks.append((child, below))
    return head


def main_claims(whole: Item) -> list[str]:
    """Return the ids of the claims right under the thesis, in the order of their numbers.

    Raises:
        ArgmapError: If the files of two would have one name.
    """
    names = [item.id for item in claims_below(whole) if item.kind is ItemKind.CLAIM]
    taken: dict[str, str] = {}
    for name in names:
        other = taken.setdefault(file_part(name), name)
        if other is not name:
            raise ArgmapError(
                f"the pictures of {shown(other)} and {shown(name)} would have one name: rename one "
                "of the two claims"
            )
    return names


def heads_of(whole: Item) -> dict[str, str]:
    """Return the id of the claim right under the thesis in whose branch each claim stands."""
    heads: dict[str, str] = {}
    for item in claims_below(whole):
        if item.kind is ItemKind.CLAIM:
            heads |= {one.id: item.id for one in item.walk() if one.kind is ItemKind.CLAIM}
    return heads


def _copied(item: Item, parent: Item | None) -> Item:
    return replace(item, parent=parent, children=[])


def _above(item: Item) -> Iterator[Item]:
    """Yield the items from the thesis down to one, itself at last; nothing for the thesis."""
    way = [item]
    while way[-1].parent is not None:
        way.append(way[-1].parent)
    yield from reversed(way) if len(way) > 1 else ()


def _holds_claim(item: Item) -> bool:
    """Tell whether a claim has its place here: in an item, or among those that it links."""
    if item.kind is ItemKind.JOIN:
        return any(one.kind is ItemKind.CLAIM for one in premises(item))
    return item.kind is ItemKind.CLAIM


def _count(item: Item) -> LeftOut | None:
    """Return what is left out under a claim of the last level; None for nothing."""
    reasons = objections = answers = evidence = 0
    for below in item.walk():
        evidence += below.kind is ItemKind.EVIDENCE and below.parent is not item
        if below.kind is not ItemKind.CLAIM or below is item:
            continue
        attack = is_attack(below)
        reasons += not attack
        objections += attack and below.against
        answers += attack and not below.against
    found = LeftOut(reasons, objections, answers, evidence)
    return found if any(found) else None
