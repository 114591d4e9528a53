"""The rule on reasons: nothing is accepted or ignored without one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.catalogue import CATALOGUE, rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILLERS = frozenset({"todo", "tbd", "fixme", "tba", "xxx", "x", "n/a", "na", "none", "ok", "null"})


def says_why(reason: str, word: str) -> bool:
    """Tells whether a text can be a reason: more than a filler or the name of the rule.

    Args:
        reason: The text.
        word: What was accepted or ignored: a rule's code or name.
    """
    said = re.sub(r"^[\W_]+|[\W_]+$", "", reason).casefold()
    names = {word.casefold()}
    for known in CATALOGUE.values():
        if word.casefold() in (known.code.casefold(), known.name):
            names |= {known.code.casefold(), known.name}
    words = re.sub(r"[\W_]+", " ", said)
    named = {re.sub(r"[\W_]+", " ", name) for name in names}
    return bool(said) and said not in _FILLERS and words not in named


@rule("AM407", "unexplained-ignore", Severity.WARNING)
def unexplained_ignore(facts: Facts) -> Iterator[Hit]:
    """A finding is accepted, or a rule ignored, without a reason.

    The reason is for whoever reads the map next: without it, nobody can tell what was judged
    to be right from what was merely in the way. So `because` says why, in words of its own;
    `TODO`, a dash or the rule's name do not. In a file with settings, `ignore` gives each rule
    its reason, too: `ignore = {AM402 = "why"}`.

    Bad:
        ```yaml
        premises:
          grey-sky:
            text: The sky is grey.
            supports: thesis
        ignore:
          - rule: bare-claim
            at: grey-sky
            because: TODO
        ```
    Good:
        ```yaml
        premises:
          grey-sky:
            text: The sky is grey.
            supports: thesis
        ignore:
          - rule: bare-claim
            at: grey-sky
            because: Everybody saw it.
        ```
    """
    for entry in facts.map.ignores:
        if not says_why(entry.because, entry.rule):
            message = f"`because` gives no reason for accepting `{entry.rule}`"
            hint = "say why this is right as it is, for whoever reads the map next"
            yield Hit(entry.place("because"), message, hint)
