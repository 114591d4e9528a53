"""What reviewers have said about the claims of a map, and what has become of it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.findings import Location
    from argmap.model import Claim
    from argmap.review.model import Verdict
    from argmap.review.states import Opinion


@rule("AM501", "unreviewed", Severity.NOTE)
def unreviewed(facts: Facts) -> Iterator[Hit]:
    """Nobody has reviewed a claim yet.

    Only maps with a ledger are asked for reviews: without `map.review.yaml` beside `map.yaml`
    there is nothing to say.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
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
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {text: The street is wet., supports: [thesis]}}
        ```
    """  # noqa: E501 -- a verdict is one line
    for claim in reviewable(facts):
        if facts.standings[claim.id].state == "unreviewed":
            yield Hit(
                claim.at,
                f"nobody has reviewed `{claim.id}` yet",
                f"`{_command(claim)} --state unreviewed` lists what there is to do",
                (claim.id,),
                f"nobody has reviewed {{count}} of {len(facts.map.claims):,} claims yet",
                claim.id,
            )


@rule("AM502", "stale-review", Severity.WARNING)
def stale_review(facts: Facts) -> Iterator[Hit]:
    """A claim has changed since it was reviewed.

    Its reviewers saw other words, another speaker, other links, evidence or sources than stand
    there now, so their verdicts say nothing about it. Order, layout and comments do not count.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        thesis:
          text: It rains heavily.
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
        thesis:
          text: It rains heavily.
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
            - {date: 2026-03-15, by: Cora Lind, verdict: accept, of: {text: It rains heavily.}}
          wet-street:
        ```
    """
    for claim in reviewable(facts):
        standing = facts.standings[claim.id]
        if standing.state != "stale":
            continue
        last = standing.opinions[-1]
        what = ", ".join(change.part for change in last.changes)
        told = f"{_did(last.verdict)} ({_line(last.verdict)}): {what}"
        shared = all(change.shared for change in last.changes)
        yield Hit(
            claim.at,
            f"`{claim.id}` has changed since {told}",
            f"look at it again: `{_command(claim)} --state stale` tells more",
            (claim.id,),
            escaped(f"{what} changed after review: ") + "{count} claims, {names}"
            if shared
            else None,
            claim.id,
        )


@rule("AM503", "challenged", Severity.WARNING)
def challenged(facts: Facts) -> Iterator[Hit]:
    """A reviewer challenges a claim.

    The last verdict of one of its reviewers is a challenge, and the claim is still what was
    challenged. It stays so until the claim is changed, or the reviewer accepts it or withdraws.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
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
            - {date: 2026-03-14, by: Cora Lind, verdict: challenge, note: It has stopped., of: {text: It rains.}}
          wet-street:
        ```
    Good:
        ```yaml
        argmap: 1
        title: Rain
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
            - {date: 2026-03-14, by: Cora Lind, verdict: challenge, note: It has stopped., of: {text: It rains.}}
            - {date: 2026-03-15, by: Cora Lind, verdict: withdraw}
          wet-street:
        ```
    """  # noqa: E501 -- a verdict is one line
    for claim, opinion in opinions(facts):
        verdict = opinion.verdict
        if verdict.judgement == "challenge" and opinion.counts:
            why = f": {verdict.note}" if verdict.note else ", without a note"
            yield Hit(
                claim.at,
                f"{verdict.by} challenges `{claim.id}` ({_line(verdict)}){why}",
                "answer it in the map, or settle it with the reviewer, who can accept or withdraw",
                (claim.id,),
            )


def reviewable(facts: Facts) -> Iterator[Claim]:
    """Yields the claims of a map with a ledger, without those that have an error in them."""
    if facts.ledger is not None:
        yield from (claim for claim in facts.map.claims.values() if claim.id not in facts.unread)


def opinions(facts: Facts) -> Iterator[tuple[Claim, Opinion]]:
    """Yields every reviewer's last word on every claim."""
    for claim in reviewable(facts):
        for opinion in facts.standings[claim.id].opinions:
            yield claim, opinion


def place(verdict: Verdict) -> Location:
    """Returns where a verdict stands in the ledger."""
    assert verdict.at is not None  # it was read from a file
    return verdict.at


def _command(claim: Claim) -> str:
    """Returns the command that lists the claims of a claim's map."""
    return f"argmap review {shlex.quote(claim.at.path)}"


def _did(verdict: Verdict) -> str:
    return f"{verdict.by} {verdict.judgement.past} it on {verdict.date}"


def _line(verdict: Verdict) -> str:
    return line(place(verdict))


def escaped(text: str) -> str:
    """Returns a text as it can stand in a format string."""
    return text.replace("{", "{{").replace("}", "}}")
