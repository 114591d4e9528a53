"""Accepted findings (`ignore`): what they accept, and the rules that keep the list honest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from argmap.model.argument import ArgumentMap, Ignore
from argmap.model.findings import CATALOGUE, Rule, Severity, rule
from argmap.rules.facts import Facts, Hit, names
from argmap.text import Known, did_you_mean

_NEVER = {"AM406", "AM407"}  # the rules that keep the list honest
_FILLERS = frozenset({"todo", "tbd", "fixme", "tba", "xxx", "x", "n/a", "na", "none", "ok", "null"})


@rule("AM406", "unused-ignore", Severity.WARNING)
def unused_ignore(facts: Facts, acceptance: Acceptance, *, sound: bool) -> Iterator[Hit]:
    """An entry under `ignore` accepts nothing.

    What it accepted is gone, or it names no rule, or an error, which cannot be accepted. An
    entry that is left over would hide the next finding of its rule.

    Bad:
        ```yaml
        ignore:
          - rule: bare-claim
            at: wet-street
            because: Everybody saw it.
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
    for number, entry in enumerate(acceptance.entries):
        known = rule_of(entry.rule)
        if known is None:
            yield _unknown_rule(entry)
        elif known.severity is Severity.ERROR:
            message = f"`{entry.rule}` is an error, and errors cannot be accepted"
            yield Hit(
                entry.place("rule"), message, "correct what it tells of, and take this entry out"
            )
        elif known.code in _NEVER:
            message = f"`{entry.rule}` cannot be accepted"
            yield Hit(entry.place("rule"), message, "correct the entries that it tells of")
        elif sound and (facts.ledger or not known.code.startswith("AM5")):
            idle = [name for name in acceptance.idle(number) if not name or name in facts.by_id]
            yield from _idle(entry, known, idle)


def _idle(entry: Ignore, known: Rule, idle: list[str]) -> Iterator[Hit]:
    """Yield the hit on an entry that accepts nothing at some ids, or anywhere."""
    if not idle:
        return
    where = f"at {names(idle)}" if idle[0] else "on this map"
    places = [target.at for target in entry.targets if target.id == idle[0]]
    hint = "take the entry out"
    if idle[0] and len(idle) < len(entry.targets):
        hint = f"take {names(idle)} out of `at`"
    message = f"{known.code} {known.name} finds nothing {where}, so there is nothing to accept"
    yield Hit(places[0] if places else entry.place("rule"), message, hint)


def _unknown_rule(entry: Ignore) -> Hit:
    hint = "name a rule as findings show it, by its code or its name"
    return Hit(
        entry.place("rule"),
        f"there is no rule `{entry.rule}`",
        did_you_mean(nearest_rule(entry.rule), hint),
    )


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


class Acceptance:
    """The entries under `ignore` of a map, and which of them were of use."""

    def __init__(self, argument_map: ArgumentMap) -> None:
        self.entries = argument_map.ignores
        self._used: set[tuple[int, str]] = set()
        self._at: dict[tuple[str, str], list[int]] = {}
        for number, entry in enumerate(self.entries):
            known = rule_of(entry.rule)
            if known is None or known.severity is Severity.ERROR or known.code in _NEVER:
                continue
            for name in _places(entry):
                self._at.setdefault((known.code, name), []).append(number)

    def accepts(self, code: str, ids: Collection[str]) -> bool:
        """Return whether a finding of a rule is accepted: everywhere, or at one of these ids."""
        if not self._at:
            return False
        used = {(number, name) for name in ("", *ids) for number in self._at.get((code, name), ())}
        self._used |= used
        return bool(used)

    def idle(self, number: int) -> list[str]:
        """Return where an entry accepted nothing: its ids, or "" for the whole map."""
        return [name for name in _places(self.entries[number]) if (number, name) not in self._used]


def _places(entry: Ignore) -> list[str]:
    return [target.id for target in entry.targets] or [""]


def rule_of(written: str) -> Rule | None:
    """Return the rule with a code or a name, or None."""
    if written in CATALOGUE:
        return CATALOGUE[written]
    return next((known for known in CATALOGUE.values() if known.name == written), None)


def nearest_rule(word: str) -> str | None:
    """Return the code or the name of a rule that a misspelt word may mean, or None."""
    known = [name for rule in CATALOGUE.values() for name in (rule.code, rule.name)]
    return Known(sorted(known)).nearest(word)


def says_why(reason: str, word: str) -> bool:
    """Return whether a text can be a reason: more than a filler or the name of the rule.

    Args:
        reason: The text.
        word: The code or the name of the rule that was accepted or ignored.
    """
    said = re.sub(r"^[\W_]+|[\W_]+$", "", reason).casefold()
    names = {word.casefold()}
    for known in CATALOGUE.values():
        if word.casefold() in (known.code.casefold(), known.name):
            names |= {known.code.casefold(), known.name}
    words = re.sub(r"[\W_]+", " ", said)
    named = {re.sub(r"[\W_]+", " ", name) for name in names}
    return bool(said) and said not in _FILLERS and words not in named
