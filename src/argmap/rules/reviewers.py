"""Whether the verdicts in a ledger are what they look like: by somebody else, on what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.reviews import escaped, opinions, place
from argmap.rules.spelling import same_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.review.model import Entry


@rule("AM504", "self-review", Severity.WARNING)
def self_review(facts: Facts) -> Iterator[Hit]:
    """A reviewer accepts their own claim, or a claim on a map of their own.

    Whoever said it, or made the map, is not the second pair of eyes that a review is for. Names
    are compared without capitals, accents and punctuation.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        author: Cora Lind
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
        ignore:
          - {rule: bare-claim, because: Everybody saw it.}
        # map.review.yaml
        argmap-review: 1
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {text: It rains.}}
          wet-street:
        ```
    Good:
        ```yaml
        argmap: 1
        title: Rain
        author: Ada Stone
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
        ignore:
          - {rule: bare-claim, because: Everybody saw it.}
        # map.review.yaml
        argmap-review: 1
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {text: It rains.}}
          wet-street:
        ```
    """
    for claim, opinion in opinions(facts):
        verdict = opinion.verdict
        if verdict.judgement != "accept" or not opinion.counts:
            continue
        role = ""
        if claim.speaker is not None and same_name(verdict.by, claim.speaker):
            role = "says it"
        elif facts.map.author is not None and same_name(verdict.by, facts.map.author):
            role = "made the map"
        if role:
            who = escaped(verdict.by)
            yield Hit(
                place(verdict),
                f"{verdict.by} accepts `{claim.id}`, and {role}",
                "have it reviewed by somebody else",
                (claim.id,),
                f"{who} accepts {{count}} claims, and {role}: {{names}}",
                claim.id,
            )


@rule("AM505", "orphan-review", Severity.WARNING)
def orphan_review(facts: Facts) -> Iterator[Hit]:
    """A verdict is on a claim that the map does not have.

    The claim was taken out or renamed, and what was said of it hangs in the air. A renamed claim
    keeps its verdicts if its id in the ledger is renamed, too.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        thesis:
          text: It rains.
        premises:
          wet-road:
            text: The road is wet.
            supports: thesis
        ignore:
          - {rule: bare-claim, because: Everybody saw it.}
        # map.review.yaml
        argmap-review: 1
        claims:
          thesis:
          wet-street:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {text: The road is wet., supports: [thesis]}}
        ```
    Good:
        ```yaml
        argmap: 1
        title: Rain
        thesis:
          text: It rains.
        premises:
          wet-road:
            text: The road is wet.
            supports: thesis
        ignore:
          - {rule: bare-claim, because: Everybody saw it.}
        # map.review.yaml
        argmap-review: 1
        claims:
          thesis:
          wet-road:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {text: The road is wet., supports: [thesis]}}
        ```
    """  # noqa: E501 -- a verdict is one line
    if facts.ledger is None:
        return
    from argmap.review.states import last_words  # noqa: PLC0415 -- few maps have a ledger

    for name, entry in facts.ledger.entries.items():
        if last_words(entry) and name not in facts.map.claims and not facts.torn:
            yield Hit(
                entry.at,
                f"there are verdicts on `{name}`, and no claim on the map has that id",
                _where_it_went(facts, name, entry),
            )


def _where_it_went(facts: Facts, name: str, entry: Entry) -> str:
    """Returns what to do about verdicts whose claim is gone."""
    words = {one.reviewed.text for one in entry.verdicts if one.reviewed is not None}
    for claim in facts.map.claims.values():
        if claim.text in words and not facts.standings[claim.id].opinions:
            return f"`{claim.id}` has its words: if it was renamed, rename the id here, too"
    return f"take `{name}` out of the ledger with its lines; git keeps what was said"
