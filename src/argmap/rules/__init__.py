"""The rules, by family: one rule is one function, and its docstring is its page.

A rule takes `Facts` and yields `Hit`s. Its docstring says in its first line what it tells,
then why, and ends with a bad and a good example, each a map (see `pages.whole`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import CATALOGUE, Rule
from argmap.rules import (
    accepted,  # noqa: F401 -- its rule enters the catalogue
    balance,
    circles,
    descriptions,
    evidence,
    links,
    origins,
    quotations,
    quoting,
    reasons,
    references,
    repeats,
    reviewers,
    reviews,
    sources,
    spare,
    speakers,
    structure,
    texts,
    voices,
    wording,
)

if TYPE_CHECKING:
    from types import ModuleType

FAMILIES: tuple[ModuleType, ...] = (
    references,
    links,
    spare,
    circles,
    structure,
    balance,
    evidence,
    sources,
    quotations,
    descriptions,
    origins,
    voices,
    repeats,
    quoting,
    wording,
    texts,
    speakers,
    reasons,
    reviews,
    reviewers,
)
"""The modules whose rules take `Facts` alone. `accepted` is asked after them: it needs to know
what they found."""


def rules_on_maps() -> tuple[Rule, ...]:
    """Returns the rules of the families, in the order of their codes."""
    modules = {family.__name__ for family in FAMILIES}
    found = (rule for rule in CATALOGUE.values() if rule.function.__module__ in modules)
    return tuple(sorted(found, key=lambda rule: rule.code))
