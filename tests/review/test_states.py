"""What several verdicts on one claim come to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.model.marks import Mark, Tone
from argmap.review.ledger import ReviewState
from argmap.review.marks import review_marks
from argmap.review.states import Standing, standings, states
from reviewed import IDS, MAP, ledger_of, read_ledger, read_map, standing, verdict

OTHER = MAP.replace("street is wet", "street is dry")


def state(*verdicts, text=MAP):
    """Return the state of one claim after verdicts on it."""
    return standing(ledger_of(*(("wet-street", one) for one in verdicts)), "wet-street", text).state


def test_without_a_ledger_everything_is_unreviewed():
    assert states(read_map(), None) == dict.fromkeys(IDS, ReviewState.UNREVIEWED)


def test_one_acceptance_is_enough():
    assert state(verdict("wet-street")) == "accepted"


def test_one_challenge_outweighs_acceptances():
    said = [verdict("wet-street", by) for by in ("A B", "C D")]
    assert state(*said, verdict("wet-street", "E F", "challenge")) == "challenged"
    assert state(verdict("wet-street", "E F", "challenge"), *said) == "challenged"


def test_a_reviewers_last_verdict_counts():
    first = verdict("wet-street", "A B", "challenge")
    assert state(first, verdict("wet-street", "A B")) == "accepted"
    assert state(verdict("wet-street", "A B"), first) == "challenged"


def test_a_later_day_counts_more_than_a_later_line():
    """A merge may put the older verdict below the newer one."""
    new = verdict("wet-street", "A B", day="2026-03-16")
    assert state(new, verdict("wet-street", "A B", "challenge", day="2026-03-15")) == "accepted"


def test_a_reviewer_is_the_same_however_the_name_is_capitalised():
    assert (
        state(verdict("wet-street", "A  B", "challenge"), verdict("wet-street", "a b"))
        == "accepted"
    )


def test_what_is_withdrawn_does_not_count():
    withdrawn = verdict("wet-street", "A B", "withdraw")
    assert state(verdict("wet-street", "A B"), withdrawn) == "unreviewed"
    other = verdict("wet-street", "C D")
    assert state(verdict("wet-street", "A B", "challenge"), other, withdrawn) == "accepted"


@pytest.mark.parametrize("say", ["accept", "challenge"])
def test_a_verdict_on_something_else_is_stale(say):
    assert state(verdict("wet-street", say=say), text=OTHER) == "stale"


def test_a_fresh_verdict_outweighs_stale_ones():
    old = verdict("wet-street", "A B", "challenge")
    assert state(old, verdict("wet-street", "C D", text=OTHER), text=OTHER) == "accepted"
    assert state(old, verdict("wet-street", "A B", text=OTHER), text=OTHER) == "accepted"


def test_a_claim_that_is_changed_back_is_accepted_again():
    """A state is derived: nothing has to be undone."""
    ledger = ledger_of(("wet-street", verdict("wet-street")))
    assert standing(ledger, "wet-street", OTHER).state == "stale"
    assert standing(ledger, "wet-street", MAP).state == "accepted"


def test_marks_say_the_states_in_the_maps_language():
    ledger = read_ledger(ledger_of(("thesis", verdict("thesis"))))
    found = review_marks(replace(read_map(), lang="de"), standings(read_map(), ledger))
    assert found["thesis"] == Mark("angenommen", Tone.GOOD)
    assert found["no-sun"] == Mark("ungeprüft", Tone.DOUBT)
    others = {"a": Standing(ReviewState.STALE), "b": Standing(ReviewState.CHALLENGED)}
    assert review_marks(replace(read_map(), lang="en"), others) == {
        "a": Mark("changed since", Tone.DOUBT),
        "b": Mark("challenged", Tone.BAD),
    }
