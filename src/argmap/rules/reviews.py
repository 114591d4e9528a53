"""Rules on what reviews come to: unreviewed, stale, challenged claims, self-review, orphans."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from argmap.model.argument import Claim
from argmap.model.findings import Location, Severity, rule
from argmap.review.fingerprint import Part
from argmap.review.ledger import LedgerEntry, Verdict
from argmap.review.states import Opinion, last_words, open_challenges
from argmap.rules.facts import Facts, Hit, escaped, line
from argmap.rules.speakers import same_name
from argmap.text import listed


@rule("AM501", "unreviewed", Severity.NOTE)
def unreviewed(facts: Facts) -> Iterator[Hit]:
    """Nobody has reviewed a claim yet.

    Nor the warrant of an inference, which is reviewed by the inference's id. Only maps with a
    ledger are asked for reviews: without `map.review.yaml` beside `map.yaml` there is nothing to
    say.

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
    look = f"`{command(facts)} --state unreviewed` lists what there is to do"
    total = len(facts.standings)
    kinds = "claims and warrants" if total > len(facts.map.claims) else "claims"
    for part in reviewable(facts):
        if facts.standings[part.id].state == "unreviewed":
            yield Hit(
                part.at,
                f"nobody has reviewed {named(part)} yet",
                look,
                (part.id,),
                f"nobody has reviewed {{count}} of {total:,} {kinds} yet",
                part.id,
            )


@rule("AM502", "stale-review", Severity.WARNING)
def stale_review(facts: Facts) -> Iterator[Hit]:
    """A claim has changed since it was reviewed.

    Its reviewers saw other words, another speaker, other links, evidence or sources than stand
    there now, or the text of a source has another passage there, so their verdicts say nothing
    about it. Order, layout, comments and ids do not count.

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
    look = f"look at it again: `{command(facts)} --state stale` tells more"
    for part in reviewable(facts):
        standing = facts.standings[part.id]
        if standing.state != "stale":
            continue
        last = [one for one in standing.opinions if one.changes and one.settled is None][-1]
        what = ", ".join(change.part for change in last.changes)
        verdict = last.verdict
        said = f"{verdict.by} {verdict.judgement.past} it on {verdict.date}"
        reviewed = f"{said} ({line(place(verdict))})"
        shared = all(change.shared for change in last.changes)
        yield Hit(
            part.at,
            f"{named(part)} has changed since {reviewed}: {what}",
            look,
            (part.id,),
            escaped(f"{what} changed after review: ") + "{count} claims, {names}"
            if shared
            else None,
            part.id,
        )


_ANSWER = "answer it in the map, or settle it with the reviewer, who can accept or withdraw"


@rule("AM503", "challenged", Severity.WARNING)
def challenged(facts: Facts) -> Iterator[Hit]:
    """A reviewer challenges a claim.

    The last verdict of one of its reviewers is a challenge. It stands until that reviewer accepts
    the claim or withdraws: neither another's acceptance nor a change of the claim takes it away.
    Then it says that it is on older words. Where the reviewer is gone, somebody else can end it in
    their own name, and say why: `argmap review MAP settle ID --by NAME --note TEXT`. No baseline
    holds a challenge.

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
    for part, opinion in opinions(facts):
        verdict = opinion.verdict
        if verdict.judgement == "challenge" and opinion.counts:
            why = f": {verdict.note}" if verdict.note else ", without a note"
            older, hint = "", _ANSWER
            if opinion.changes:
                what = ", ".join(change.part for change in opinion.changes)
                older = f", on older words (changed since: {what})"
                hint = (
                    "if that answers it, the reviewer can accept or withdraw; if the reviewer is "
                    f"gone, `{command(facts)} settle {shlex.quote(part.id)} --by NAME --note TEXT`"
                )
            said = f"{verdict.by} challenges {named(part)} ({line(place(verdict))}){older}{why}"
            yield Hit(part.at, said, hint, (part.id,), always=True)


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
    for part, opinion in opinions(facts):
        verdict = opinion.verdict
        accepts = verdict.judgement == "accept" and opinion.counts
        role = role_of(verdict.by, part, facts) if accepts else None
        if role is not None:
            yield Hit(
                place(verdict),
                f"{verdict.by} accepts {named(part)}, and {role}",
                "have it reviewed by somebody else",
                (part.id,),
                f"{escaped(verdict.by)} accepts {{count}} claims, and {role}: {{names}}",
                part.id,
            )


@rule("AM505", "orphan-review", Severity.WARNING)
def orphan_review(facts: Facts) -> Iterator[Hit]:
    """A verdict is on a claim that the map does not have.

    The claim was taken out or renamed, and what was said of it hangs in the air. A renamed claim
    keeps its verdicts if its id in the ledger is renamed, too. No baseline holds this where a
    challenge is among the verdicts.

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
        known = name in facts.map.claims or name in facts.map.inferences
        if not known and last_words(entry):
            open_ = [one.by for one in open_challenges(entry)]
            among = f" (a challenge of {listed(open_)} stands)" if open_ else ""
            yield Hit(
                entry.at,
                f"there are verdicts on `{name}`{among}, and no claim on the map has that id",
                _where_it_went(facts, name, entry),
                always=bool(open_),
            )


def _where_it_went(facts: Facts, name: str, entry: LedgerEntry) -> str:
    """Return the hint about verdicts on a claim that is gone: renamed, or taken out."""
    reviewed = [one.reviewed for one in entry.verdicts if one.reviewed is not None]
    words = {(bool(one.step), one.text) for one in reviewed}
    heirs = [facts.unjudged[key] for key in words if key in facts.unjudged]
    if heirs:
        _, part = min(heirs, key=lambda heir: heir[0])
        return f"`{part.id}` has its words: if it was renamed, rename the id here, too"
    return f"take `{name}` out of the ledger with its lines; git keeps what was said"


def reviewable(facts: Facts) -> Iterator[Part]:
    """Yield what is reviewed of a map with a ledger, without what has an error in it."""
    if facts.ledger is not None:
        for name in facts.standings:
            part = facts.map.claims.get(name) or facts.map.inferences.get(name)
            if part is not None and name not in facts.unread:
                yield part


def opinions(facts: Facts) -> Iterator[tuple[Part, Opinion]]:
    """Yield every reviewer's last word on every claim and warrant."""
    for part in reviewable(facts):
        for opinion in facts.standings[part.id].opinions:
            yield part, opinion


def role_of(reviewer: str, part: Part, facts: Facts) -> str | None:
    """Return why a reviewer is no second pair of eyes: they say it or made the map."""
    speaker = part.speaker if isinstance(part, Claim) else part.by
    if speaker is not None and same_name(reviewer, speaker):
        return "says it"
    author = facts.map.author
    return "made the map" if author is not None and same_name(reviewer, author) else None


def named(part: Part) -> str:
    """Return how messages name what is reviewed."""
    return f"`{part.id}`" if isinstance(part, Claim) else f"the warrant of `{part.id}`"


def place(verdict: Verdict) -> Location:
    """Return the place of a verdict in the ledger."""
    assert verdict.at is not None  # it was read from a file
    return verdict.at


def command(facts: Facts) -> str:
    """Return the command that lists what is to be reviewed of a map."""
    return f"argmap review {shlex.quote(facts.map.at.path)}"
