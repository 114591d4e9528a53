"""Rules on a map, by family: one rule is one function, and its docstring is its page.

A rule takes `Facts` and yields `Hit`s. Its docstring says in its first line what it finds, then
why that matters, and ends with a bad and a good example: `page.whole` lays them over a base map.
"""

from __future__ import annotations

import argmap.reading.rules  # noqa: F401 -- the rules on the file itself enter the catalogue
from argmap.model.findings import CATALOGUE, ON_OTHER_FILES, Rule
from argmap.rules import (
    accepting,
    context,
    evidence,
    ledgers,
    links,
    other_files,  # noqa: F401 -- it enters the catalogue of its own
    quoted_words,
    quotes,
    reviews,
    sources,
    speakers,
    structure,
    verdicts,
    wording,
)

FAMILIES = (
    accepting,
    context,
    evidence,
    ledgers,
    links,
    quoted_words,
    quotes,
    reviews,
    sources,
    speakers,
    structure,
    verdicts,
    wording,
)
"""The modules with rules on maps. Those on the file itself are in `reading.rules`."""

LAST = "AM406"
"""The rule on entries of `ignore` that match nothing: it runs last, on what the others found."""


def rules_on_maps() -> tuple[Rule, ...]:
    """Return the rules that take `Facts` alone, in the order of their codes."""
    modules = {family.__name__ for family in FAMILIES}
    rules = (rule for rule in all_rules() if rule.code != LAST)
    return tuple(rule for rule in rules if rule.function.__module__ in modules)


def all_rules() -> list[Rule]:
    """Return every rule on maps, those on the file itself too, in the order of their codes."""
    return [rule for _, rule in sorted(CATALOGUE.items())]


def explained_rules() -> list[Rule]:
    """Return every rule that has a page, those on files in other formats last."""
    return [*all_rules(), *(rule for _, rule in sorted(ON_OTHER_FILES.items()))]


def find_rule(word: str) -> Rule | None:
    """Return the rule with a code or a name, however it is capitalised, or None."""
    folded = word.casefold()
    for rule in explained_rules():
        if folded in (rule.code.casefold(), rule.name):
            return rule
    return None
