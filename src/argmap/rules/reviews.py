"""Rules on reviews: unreviewed, stale, challenged and orphaned claims, and who reviewed."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from argmap.model.argument import Claim
from argmap.model.findings import Location, Severity, rule
from argmap.review.ledger import LedgerEntry, Verdict
from argmap.review.states import Opinion, last_words
from argmap.rules.facts import Facts, Hit, escaped, line
from argmap.rules.speakers import same_name


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
    for claim in _reviewable(facts):
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
    for claim in _reviewable(facts):
        standing = facts.standings[claim.id]
        if standing.state != "stale":
            continue
        last = standing.opinions[-1]
        what = ", ".join(change.part for change in last.changes)
        verdict = last.verdict
        reviewed = f"{verdict.by} {verdict.judgement.past} it on {verdict.date} ({_line(verdict)})"
        shared = all(change.shared for change in last.changes)
        yield Hit(
            claim.at,
            f"`{claim.id}` has changed since {reviewed}: {what}",
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
    for claim, opinion in _opinions(facts):
        verdict = opinion.verdict
        if verdict.judgement == "challenge" and opinion.counts:
            why = f": {verdict.note}" if verdict.note else ", without a note"
            yield Hit(
                claim.at,
                f"{verdict.by} challenges `{claim.id}` ({_line(verdict)}){why}",
                "answer it in the map, or settle it with the reviewer, who can accept or withdraw",
                (claim.id,),
            )


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
    for claim, opinion in _opinions(facts):
        verdict = opinion.verdict
        if verdict.judgement != "accept" or not opinion.counts:
            continue
        if claim.speaker is not None and same_name(verdict.by, claim.speaker):
            role = "says it"
        elif facts.map.author is not None and same_name(verdict.by, facts.map.author):
            role = "made the map"
        else:
            continue
        yield Hit(
            _place(verdict),
            f"{verdict.by} accepts `{claim.id}`, and {role}",
            "have it reviewed by somebody else",
            (claim.id,),
            f"{escaped(verdict.by)} accepts {{count}} claims, and {role}: {{names}}",
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
    if facts.ledger is None or facts.torn:
        return
    for name, entry in facts.ledger.entries.items():
        if last_words(entry) and name not in facts.map.claims:
            yield Hit(
                entry.at,
                f"there are verdicts on `{name}`, and no claim on the map has that id",
                _where_it_went(facts, name, entry),
            )


def _where_it_went(facts: Facts, name: str, entry: LedgerEntry) -> str:
    """Return the hint about verdicts on a claim that is gone: renamed, or taken out."""
    words = {one.reviewed.text for one in entry.verdicts if one.reviewed is not None}
    heirs = [facts.unjudged[text] for text in words if text in facts.unjudged]
    if heirs:
        _, claim = min(heirs, key=lambda heir: heir[0])
        return f"`{claim.id}` has its words: if it was renamed, rename the id here, too"
    return f"take `{name}` out of the ledger with its lines; git keeps what was said"


def _reviewable(facts: Facts) -> Iterator[Claim]:
    """Yield the claims of a map with a ledger, without those that have an error in them."""
    if facts.ledger is not None:
        yield from (claim for claim in facts.map.claims.values() if claim.id not in facts.unread)


def _opinions(facts: Facts) -> Iterator[tuple[Claim, Opinion]]:
    """Yield every reviewer's last word on every claim."""
    for claim in _reviewable(facts):
        for opinion in facts.standings[claim.id].opinions:
            yield claim, opinion


def _place(verdict: Verdict) -> Location:
    assert verdict.at is not None  # it was read from a file
    return verdict.at


def _line(verdict: Verdict) -> str:
    return line(_place(verdict))


def _command(claim: Claim) -> str:
    return f"argmap review {shlex.quote(claim.at.path)}"
