"""Review state of each claim and warrant: accepted, challenged, stale or unreviewed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from argmap.model.argument import ArgumentMap
from argmap.quotes.sources import Texts
from argmap.review.changes import ClaimChange, since
from argmap.review.fingerprint import MapContext, Part
from argmap.review.ledger import Fingerprint, Judgement, Ledger, LedgerEntry, ReviewState, Verdict


class Opinion(NamedTuple):
    """A reviewer's last verdict on a claim or a warrant, and what has changed since.

    Attributes:
        verdict: The last verdict: an acceptance or a challenge.
        changes: The changes since the verdict; empty where it is about what stands there now.
        new_objections: The ids of the attackers that are new since then.
        settled: The settlement of a challenge, or None.
        answered: Whether it is a challenge of the first version of the ledger that a later
            verdict on changed words has taken the place of, as that version had it.
        unread: The parts of the claim that are bound to a text which cannot be read now.
    """

    verdict: Verdict
    changes: tuple[ClaimChange, ...] = ()
    new_objections: tuple[str, ...] = ()
    settled: Verdict | None = None
    answered: bool = False
    unread: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the state follows from it: an acceptance of what is there, an open challenge."""
        if self.verdict.judgement is Judgement.CHALLENGE:
            return self.settled is None and not (self.changes and self.answered)
        return not self.changes


@dataclass(frozen=True, slots=True)
class Standing:
    """The review state of a claim or a warrant, with the verdicts that it follows from.

    Attributes:
        state: The state.
        opinions: Each reviewer's last verdict, in the order of the ledger.
    """

    state: ReviewState
    opinions: tuple[Opinion, ...] = ()

    @property
    def challenges(self) -> tuple[Opinion, ...]:
        """The challenges that stand."""
        found = (one for one in self.opinions if one.verdict.judgement is Judgement.CHALLENGE)
        return tuple(one for one in found if one.counts)

    @property
    def words(self) -> str:
        """The state in words, which say whether all challenges are older than what they are on."""
        older = self.challenges and all(one.changes for one in self.challenges)
        return f"{self.state}, on older words" if older else str(self.state)


def states(
    argument_map: ArgumentMap, ledger: Ledger | None, texts: Texts | None = None
) -> dict[str, ReviewState]:
    """Return the state of every claim and warrant of a map, by its id, in the file's order."""
    return {name: one.state for name, one in standings(argument_map, ledger, texts).items()}


def standings(
    argument_map: ArgumentMap, ledger: Ledger | None, texts: Texts | None = None
) -> dict[str, Standing]:
    """Return the standing of every claim and warrant after its reviews, by its id.

    They come in the file's order; an inference is one of them if it has a warrant or a scheme, or
    if there are verdicts on it. Each reviewer's last verdict counts, by its date, its turn on
    that day and its line; a verdict that was withdrawn does not. One challenge makes a claim
    challenged, until its author accepts or withdraws or somebody settles it, whatever becomes of
    the claim's words; else one acceptance makes it accepted. Where all acceptances are about
    something that has changed since, it is stale.

    Args:
        argument_map: The map.
        ledger: Its ledger; None where it has none.
        texts: The texts of its sources; None where they are not to be looked at.
    """
    context = MapContext(argument_map, texts)
    entries = ledger.entries if ledger is not None else {}
    found: dict[str, Standing] = {}
    judged = {name for name, entry in entries.items() if entry.verdicts}
    for part in reviewable(argument_map, also=judged):
        entry = entries.get(part.id)
        if entry is None or not entry.verdicts:
            found[part.id] = Standing(ReviewState.UNREVIEWED)
        else:
            found[part.id] = _standing(entry, part, context)
    return found


def reviewable(argument_map: ArgumentMap, *, also: Collection[str] = ()) -> tuple[Part, ...]:
    """Return the claims of a map and the inferences that are to be reviewed, in its order.

    Args:
        argument_map: The map.
        also: Ids of inferences that are to be among them without a warrant or a scheme, too.
    """
    parts: list[Part] = list(argument_map.claims.values())
    parts += (
        step
        for step in argument_map.inferences.values()
        if (step.warrant or step.scheme or step.id in also) and step.id not in argument_map.claims
    )
    return tuple(sorted(parts, key=lambda part: part.at))


def last_words(entry: LedgerEntry) -> tuple[Verdict, ...]:
    """Return each reviewer's last acceptance or challenge, without those that were withdrawn."""
    last: dict[str, Verdict] = {}
    for verdict in in_order(entry):
        if verdict.judgement is not Judgement.SETTLE:
            last[verdict.reviewer] = verdict
    opinions = [one for one in entry.verdicts if one.judgement.is_opinion]
    return tuple([one for one in opinions if last[one.reviewer] is one])


def settlements(entry: LedgerEntry) -> tuple[Verdict, ...]:
    """Return the settlements of challenges that were not withdrawn."""
    if Judgement.SETTLE not in [one.judgement for one in entry.verdicts]:
        return ()
    left: list[Verdict] = []
    for verdict in in_order(entry):
        if verdict.judgement is Judgement.SETTLE:
            left.append(verdict)
        elif verdict.judgement is Judgement.WITHDRAW:
            left = [one for one in left if one.reviewer != verdict.reviewer]
    return tuple(left)


def open_challenges(entry: LedgerEntry) -> list[Verdict]:
    """Return the challenges that were neither taken back nor settled."""
    closing = settlements(entry)
    return [
        one
        for one in last_words(entry)
        if one.judgement is Judgement.CHALLENGE
        and not any(other.is_about(one) for other in closing)
    ]


def in_order(entry: LedgerEntry) -> list[Verdict]:
    """Return verdicts in the order in which they were given, as far as that is known."""
    return sorted(entry.verdicts, key=attrgetter("when"))


def doubtful(entry: LedgerEntry) -> Iterator[tuple[Verdict, Verdict]]:
    """Yield the last verdicts of reviewers that may not be their last, with the other one.

    That is so where both were given on one day, neither after the other as far as the ledger
    knows, and about the same: a merge decides on the order of their lines.
    """
    spoken = [one for one in in_order(entry) if one.judgement is not Judgement.SETTLE]
    for reviewer in dict.fromkeys(one.reviewer for one in spoken):
        *before, last = [one for one in spoken if one.reviewer == reviewer]
        for other in reversed(before):
            differ = other.judgement is not last.judgement
            if other.when == last.when and differ and _on_the_same(other, last):
                yield last, other
                break


def _on_the_same(one: Verdict, other: Verdict) -> bool:
    then, later = one.reviewed, other.reviewed
    return then is None or later is None or _bound(then) == _bound(later)


def _bound(reviewed: Fingerprint) -> Fingerprint:
    """Return a fingerprint without what makes no verdict stale."""
    evidence = tuple(sorted(reviewed.evidence, key=lambda piece: sorted(piece.items())))
    return reviewed._replace(evidence=evidence, objections=(), named={})


def _standing(entry: LedgerEntry, part: Part, context: MapContext) -> Standing:
    closing = settlements(entry)
    opinions = []
    for verdict in last_words(entry):
        assert verdict.reviewed is not None  # only withdrawals and settlements have none
        settled = None
        if verdict.judgement is Judgement.CHALLENGE:
            settled = next((one for one in closing if one.is_about(verdict)), None)
        changes, added, unread = since(verdict.reviewed, part, context)
        answered = bool(changes) and _was_answered(verdict, entry)
        opinions.append(Opinion(verdict, changes, added, settled, answered, unread))
    return Standing(_state(opinions), tuple(opinions))


def _was_answered(challenge: Verdict, entry: LedgerEntry) -> bool:
    """Return whether a later verdict on other words ended a challenge of the first version.

    In that version it did, whoever gave it, and what was settled by its rules stays settled. No
    new line can settle a challenge that way: today's are of the second version.
    """
    then = challenge.reviewed
    if then is None or then.version > 1 or challenge.judgement is not Judgement.CHALLENGE:
        return False
    given = in_order(entry)
    later = (one.reviewed for one in given[given.index(challenge) + 1 :])
    return any(
        one is not None and one.version == 1 and _bound(one) != _bound(then) for one in later
    )


def _state(opinions: Sequence[Opinion]) -> ReviewState:
    live = {opinion.verdict.judgement for opinion in opinions if opinion.counts}
    if Judgement.CHALLENGE in live:
        return ReviewState.CHALLENGED
    if live:
        return ReviewState.ACCEPTED
    left = any(opinion.settled is None for opinion in opinions)
    return ReviewState.STALE if left else ReviewState.UNREVIEWED
