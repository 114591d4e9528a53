"""Rules on the verdicts in a ledger: their days, their order, their authors, their texts."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.findings import Severity, rule
from argmap.review.ledger import LedgerEntry, Verdict
from argmap.review.read import latest_today
from argmap.review.states import doubtful, in_order, settlements
from argmap.rules.facts import Facts, Hit, escaped, line
from argmap.rules.reviews import command, named, opinions, place, reviewable, role_of
from argmap.rules.speakers import same_name
from argmap.text import listed


@rule("AM506", "future-review", Severity.WARNING)
def future_review(facts: Facts) -> Iterator[Hit]:
    """A verdict is dated in the future.

    The last verdict of a reviewer counts, by its day: until that day comes, nothing that they say
    of the claim would. A day counts as come when it has begun anywhere on earth.

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
        argmap-review: 2
        claims:
          thesis:
            - {date: 9999-12-31, by: Cora Lind, verdict: accept, of: {text: It rains.}}
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
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {text: It rains.}}
          wet-street:
        ```
    """
    today = latest_today()
    for name, entry in _entries(facts):
        for verdict in entry.verdicts:
            if verdict.date > today:
                did = f"{verdict.by} {verdict.judgement.past}"
                yield Hit(
                    place(verdict),
                    f"{did} `{name}` on {verdict.date}, a day that is still to come",
                    "mend the day: until it comes, it hides all that they say of it from now on",
                    (name,),
                    f"{escaped(verdict.by)} has {{count}} verdicts of days that are still to come: "
                    "{names}",
                    name,
                )


@rule("AM507", "review-in-doubt", Severity.WARNING)
def review_in_doubt(facts: Facts) -> Iterator[Hit]:
    """It is not known which verdict of a reviewer is the last one.

    Two of one day say different things of the same words, and neither says that it came second.
    That happens where both were given on branches that know nothing of each other: git, or
    whoever merges, puts the lines in some order, and the lower one counts. `argmap review` numbers
    a verdict that follows another one on the same day, as `turn`, and then order is no matter.

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
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: challenge, note: It has stopped., of: {text: It rains.}}
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
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: challenge, note: It has stopped., of: {text: It rains.}}
            - {date: 2026-03-14, by: Cora Lind, turn: 2, verdict: accept, of: {text: It rains.}}
          wet-street:
        ```
    """  # noqa: E501 -- a verdict is one line
    for name, entry in _with_several(facts):
        for last, other in doubtful(entry):
            said = f"{other.judgement.past} and {last.judgement.past}"
            yield Hit(
                place(last),
                f"{last.by} {said} `{name}` on {last.date} ({line(place(other))} and here), and "
                f"which came last is not known: the lower line counts, “{last.judgement}”",
                f"{last.by} can say it once more, and that will count; or, if it is known that "
                f"“{other.judgement}” came last, turn the two lines round",
                (name,),
            )


@rule("AM508", "self-settled", Severity.WARNING)
def self_settled(facts: Facts) -> Iterator[Hit]:
    """A challenge is settled by whoever says the claim, or made the map.

    Settling is for challenges whose author is gone, and somebody else should see that they are
    answered. Names are compared without capitals, accents and punctuation.

    Bad:
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
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: challenge, note: It has stopped., of: {text: It rains.}}
            - {date: 2026-03-16, by: Ada Stone, verdict: settle, note: It rains again., settles: [{by: Cora Lind, date: 2026-03-14}]}
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
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: challenge, note: It has stopped., of: {text: It rains.}}
            - {date: 2026-03-16, by: Ben Field, verdict: settle, note: It rains again., settles: [{by: Cora Lind, date: 2026-03-14}]}
          wet-street:
        ```
    """  # noqa: E501 -- a verdict is one line
    for part, entry in ((part, _entry(facts, part.id)) for part in reviewable(facts)):
        for verdict in settlements(entry) if entry is not None else ():
            role = role_of(verdict.by, part, facts)
            if role is not None:
                whose = listed([one.by for one in verdict.settles])
                yield Hit(
                    place(verdict),
                    f"{verdict.by} settles the challenge of {whose} to {named(part)}, and {role}",
                    "have it settled by somebody else; `withdraw` takes a settlement back",
                    (part.id,),
                )


@rule("AM509", "similar-reviewer", Severity.WARNING)
def similar_reviewer(facts: Facts) -> Iterator[Hit]:
    """Two spellings look like one reviewer's name.

    As two reviewers, each has a last verdict that counts: a challenge of one is not ended by what
    the other says later. Capitals and blanks are no difference; commas, points and accents are.

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
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: withdraw}
            - {date: 2026-03-15, by: "Lind, Cora", verdict: accept, of: {text: It rains.}}
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
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: withdraw}
            - {date: 2026-03-15, by: Cora Lind, verdict: accept, of: {text: It rains.}}
          wet-street:
        ```
    """
    for name, entry in _with_several(facts):
        known: dict[str, Verdict] = {}
        for verdict in in_order(entry):
            if verdict.reviewer in known:
                continue
            other = next((one for one in known.values() if same_name(one.by, verdict.by)), None)
            known[verdict.reviewer] = verdict
            if other is not None:
                pair = f"“{other.by}” and “{verdict.by}”"
                yield Hit(
                    place(verdict),
                    f"{pair} judge `{name}`, and look like one reviewer",
                    "if they are one, write the name in the same way in both lines",
                    (name,),
                    escaped(pair) + " judge {count} claims, and look like one reviewer: {names}",
                    name,
                )


@rule("AM510", "text-gone", Severity.NOTE)
def text_gone(facts: Facts) -> Iterator[Hit]:
    """The text that a verdict is bound to is not at hand.

    When the claim was accepted, its source had a text, and the verdict is bound to the passage that
    was read there. Now the source names none with `file`, or it cannot be read, so nobody would
    notice that it says something else.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        about: diary
        sources: {diary: {type: book, title: A diary}}
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
        ignore:
          - {rule: bare-claim, because: Everybody saw it.}
        # map.review.yaml
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {version: 2, text: It rains., said: about=vnzlth whole=bcdfgh}}
          wet-street:
        ```
    Good:
        ```yaml
        argmap: 1
        title: Rain
        about: diary
        sources: {diary: {type: book, title: A diary}}
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
        ignore:
          - {rule: bare-claim, because: Everybody saw it.}
        # map.review.yaml
        argmap-review: 2
        claims:
          thesis:
            - {date: 2026-03-14, by: Cora Lind, verdict: accept, of: {version: 2, text: It rains., said: about=vnzlth}}
          wet-street:
        ```
    """  # noqa: E501 -- a verdict is one line
    for part, opinion in opinions(facts):
        if opinion.verdict.judgement == "accept" and opinion.counts and opinion.unread:
            yield Hit(
                part.at,
                f"{opinion.verdict.by} accepted {named(part)} with a text that is not at hand now "
                f"({line(place(opinion.verdict))}): {', '.join(opinion.unread)}",
                "put the text back where the source names it with `file`, or accept the claim anew "
                f"as it is: `{command(facts)}` lists it",
                (part.id,),
                "{count} claims were accepted with a text that is not at hand now: {names}",
                part.id,
            )


def _entries(facts: Facts) -> Iterator[tuple[str, LedgerEntry]]:
    if facts.ledger is not None:
        yield from facts.ledger.entries.items()


def _with_several(facts: Facts) -> Iterator[tuple[str, LedgerEntry]]:
    """Yield the entries whose verdicts can be compared; most have one verdict at most."""
    return ((name, entry) for name, entry in _entries(facts) if len(entry.verdicts) > 1)


def _entry(facts: Facts, name: str) -> LedgerEntry | None:
    return facts.ledger.entries.get(name) if facts.ledger is not None else None
