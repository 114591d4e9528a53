"""A rule's page: what its docstring says, taken apart in one place."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.catalogue import Rule

FAMILIES = {
    "AM1": "Reading the file",
    "AM2": "Structure",
    "AM3": "Evidence and sources",
    "AM4": "Wording and speakers",
    "AM5": "Reviews",
}
"""What the rules are about, by the first figure of their codes."""

_LEDGER = "# map.review.yaml\n"
"""The line of an example that the map's ledger begins behind."""

_PAGE = re.compile(
    r"(?P<what>[^\n]+\.)\n\n(?P<why>.+?)\n\n"
    r"(?:Text \(`(?P<name>[\w.]+)`\):\n {4}```text\n(?P<text>.+?)\n {4}```\n)?"
    r"Bad:\n {4}```yaml\n(?P<bad>.+?)\n {4}```\n"
    r"Good:\n {4}```yaml\n(?P<good>.+?)\n {4}```",
    re.DOTALL,
)


class RulePage(NamedTuple):
    """What is to be said about a rule.

    Attributes:
        what: What it finds, one line.
        why: Why that matters, and what else is to know: paragraphs with blank lines between.
        bad: A whole map, with its ledger where that matters, in which it finds exactly one thing.
        good: One in which it finds nothing.
        contents: The text of a source that both name with `file`, by its name; most have none.
    """

    what: str
    why: str
    bad: str
    good: str
    contents: Mapping[str, str]


def page_of(rule: Rule) -> RulePage:
    """Returns the page that stands in the docstring of a rule's function.

    Raises:
        ValueError: If the docstring is not built like a page.
    """
    found = _PAGE.fullmatch(inspect.getdoc(rule.function) or "")
    if found is None:
        raise ValueError(
            f"the docstring of {rule.code} is no page: it takes a line that says what, a paragraph "
            f"that says why, then `Bad:` and `Good:`, each with a map between ```yaml and ```"
        )
    bad, good = (inspect.cleandoc(found[kind]) + "\n" for kind in ("bad", "good"))
    contents = {}
    if found["name"]:
        contents[found["name"]] = inspect.cleandoc(found["text"]) + "\n"
    return RulePage(found["what"], found["why"], bad, good, contents)


def files_of(example: str) -> tuple[str, str | None]:
    """Returns the map of an example, and its ledger where the example has one."""
    found, _, ledger = example.partition(_LEDGER)
    return found, ledger or None


def family_of(rule: Rule) -> str:
    """Returns the heading of the family that a rule belongs to."""
    return FAMILIES[rule.code[:3]]
