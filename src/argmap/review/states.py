"""Review state of each claim: accepted, challenged, stale or unreviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.model.argument import ArgumentMap
from argmap.review.fingerprint import ClaimChange, MapContext, changes, fingerprint, new_objections
from argmap.review.ledger import Fingerprint, Judgement, Ledger, LedgerEntry, ReviewState, Verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reviewer's last verdict on a claim, and the changes of the claim since.

    Attributes:
        verdict: The last verdict, which is no withdrawal.
        changes: The changes since the verdict; empty where it still counts.
        new_objections: The ids of the claim's attackers that are new since then.
    """

    verdict: Verdict
    changes: tuple[ClaimChange, ...] = ()
    new_objections: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the claim is still what was reviewed."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim's review state, with the verdicts that it follows from.

    Attributes:
        state: The state.
        opinions: Each reviewer's last verdict, in the order of the ledger.
    """

    state: ReviewState
    opinions: tuple[Opinion, ...] = ()


def states(argument_map: ArgumentMap, ledger: Ledger | None) -> dict[str, ReviewState]:
    """Return the state of every claim of a map, by its id, in the file's order."""
    return {name: one.state for name, one in standings(argument_map, ledger).items()}


def standings(argument_map: ArgumentMap, ledger: Ledger | None) -> dict[str, Standing]:
    """Return every claim's standing after its reviews, by its id, in the file's order.

    Each reviewer's last verdict counts, by its date and then by its line; a verdict that was
    withdrawn does not. One challenge makes a claim challenged, else one acceptance makes it
    accepted. Where all verdicts are about something that has changed since, it is stale.

    Args:
        argument_map: The map.
        ledger: Its ledger; None where it has none.
    """
    context = MapContext(argument_map)
    entries = ledger.entries if ledger is not None else {}
    found: dict[str, Standing] = {}
    for claim in sorted(argument_map.claims.values(), key=lambda claim: claim.at):
        entry = entries.get(claim.id)
        if entry is None or not entry.verdicts:
            found[claim.id] = Standing(ReviewState.UNREVIEWED)
        else:
            found[claim.id] = _standing(entry, fingerprint(claim, context))
    return found


def last_words(entry: LedgerEntry) -> tuple[Verdict, ...]:
    """Return each reviewer's last verdict on a claim, without those that were withdrawn."""
    last: dict[str, Verdict] = {}
    for verdict in sorted(entry.verdicts, key=lambda verdict: verdict.date):
        last[verdict.reviewer] = verdict
    kept = [one for one in entry.verdicts if last[one.reviewer] is one]
    return tuple(one for one in kept if one.judgement is not Judgement.WITHDRAW)


def _standing(entry: LedgerEntry, now: Fingerprint) -> Standing:
    opinions = tuple(_opinion(verdict, now) for verdict in last_words(entry))
    return Standing(_state(opinions), opinions)


def _opinion(verdict: Verdict, now: Fingerprint) -> Opinion:
    then = verdict.reviewed
    assert then is not None  # only a withdrawal has none
    return Opinion(verdict, changes(then, now), new_objections(then, now))


def _state(opinions: Sequence[Opinion]) -> ReviewState:
    live = {opinion.verdict.judgement for opinion in opinions if opinion.counts}
    if Judgement.CHALLENGE in live:
        return ReviewState.CHALLENGED
    if live:
        return ReviewState.ACCEPTED
    return ReviewState.STALE if opinions else ReviewState.UNREVIEWED
