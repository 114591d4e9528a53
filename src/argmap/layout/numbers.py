"""The outline numbers of claims: 1, 1.2, 1.2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.layout.plan import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.layout.plan import Item

LONGEST = 6
"""Numbers have at most so many parts: what is deeper starts anew under a letter, because a
number that fills its box helps nobody."""


def number(root: Item) -> None:
    """Gives every claim its number and every reference the number of what it names.

    A claim at a join counts among the claims around the join. The thesis has no number.
    """
    numbers: dict[str, str] = {root.id: ""}
    references: list[Item] = []
    letters = _letters()
    stack: list[tuple[Item, str]] = [(root, "")]
    while stack:
        item, prefix = stack.pop()
        if prefix.count(".") >= LONGEST - 1:
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
    """Returns the claims and the references under an item, looking through its joins."""
    claims: list[Item] = []
    references: list[Item] = []
    stack = list(reversed(item.children))
    while stack:
        child = stack.pop()
        if child.kind is Kind.CLAIM:
            claims.append(child)
        elif child.kind is Kind.REFERENCE:
            references.append(child)
        elif child.kind is Kind.JOIN:
            stack.extend(reversed(child.children))
    return claims, references


def _letters() -> Iterator[str]:
    """Yields A, B, …, Z, AA, AB and so on."""
    count = 0
    while True:
        count += 1
        name, rest = "", count
        while rest:
            rest, digit = divmod(rest - 1, 26)
            name = chr(ord("A") + digit) + name
        yield name
