"""The rule on the ledgers in a map's folder: one whose map is not there."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator

from argmap.files.find import ledger_path
from argmap.model.findings import Location, Severity, rule
from argmap.review.ledger import Ledger
from argmap.review.states import last_words
from argmap.rules.facts import Facts, Hit
from argmap.text import shown


@rule("AM511", "lone-ledger", Severity.WARNING)
def lone_ledger(facts: Facts) -> Iterator[Hit]:
    """A ledger lies beside the map, and the map that it is named after is not there.

    Most often the map got another name and its ledger did not: then all of its claims look as if
    nobody had reviewed them. Where the verdicts of exactly one such ledger are on the claims of
    this map, and it has no other, the hint says how to give the ledger the new name.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: thesis
        # old.review.yaml
        argmap-review: 1
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {text: It rains.}}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            supports: thesis
        # map.review.yaml
        argmap-review: 1
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {text: It rains.}}
        ```
    """
    fitting = [path for path, one in facts.lone.items() if one is not None and _fits(facts, one)]
    for path in facts.lone:
        hint = None
        if fitting == [path] and facts.ledger is None:
            own = ledger_path(facts.map.at.path)
            move = " ".join(shlex.quote(name) for name in (path, own))
            hint = f"its verdicts are on the claims of {shown(facts.map.at.path)}: `git mv {move}`"
        yield Hit(
            Location(path, 1, 1),
            f"the map of this ledger is not there: give `{os.path.basename(path)}` the name that "  # noqa: PTH119
            "the map has now, or delete it with the map",
            hint,
        )


def _fits(facts: Facts, ledger: Ledger) -> bool:
    """Return whether at least half of the claims that were judged stand on the map word by word."""
    judged = {name: last_words(entry) for name, entry in ledger.entries.items()}
    judged = {name: verdicts for name, verdicts in judged.items() if verdicts}
    same = [
        name
        for name, verdicts in judged.items()
        if name in facts.map.claims
        and any(
            one.reviewed is not None and one.reviewed.text == facts.map.claims[name].text
            for one in verdicts
        )
    ]
    return bool(same) and 2 * len(same) >= len(judged)
