"""What several verdicts on one claim come to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap import checking
from argmap.model.marks import Mark, Tone
from argmap.review.ledger import ReviewState
from argmap.review.marks import review_marks
from argmap.review.states import Standing, standings, states
from reviewed import LISTED, MAP, ledger_of, read_ledger, read_map, standing, verdict

OTHER = MAP.replace("street is wet", "street is dry")


def state(*verdicts, text=MAP):
    """Return the state of one claim after verdicts on it."""
    return standing(ledger_of(*(("wet-street", one) for one in verdicts)), "wet-street", text).state


def test_without_a_ledger_everything_is_unreviewed():
    assert states(read_map(), None) == dict.fromkeys(LISTED, ReviewState.UNREVIEWED)


def test_what_is_found_of_a_map_holds_how_it_stands():
    ledger = ledger_of(
        ("thesis", verdict("thesis")), ("grey-sky", verdict("grey-sky", say="challenge"))
    )
    found = checking.validate_text(MAP, "rain.yaml", reviews=ledger).standings
    assert found == standings(read_map(), read_ledger(ledger))
    assert [found[name].state for name in ("thesis", "grey-sky")] == ["accepted", "challenged"]


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


def test_an_acceptance_of_something_else_is_stale():
    assert state(verdict("wet-street"), text=OTHER) == "stale"


def test_a_fresh_acceptance_outweighs_a_stale_one():
    old = verdict("wet-street", "A B")
    assert state(old, verdict("wet-street", "C D", text=OTHER), text=OTHER) == "accepted"


def test_a_challenge_outlives_the_words_that_it_was_made_of():
    """Nobody else's acceptance ends it; that of its author does, or a withdrawal."""
    old = verdict("wet-street", "A B", "challenge")
    others = verdict("wet-street", "C D", text=OTHER)
    assert state(old, text=OTHER) == "challenged"
    assert state(old, others, text=OTHER) == "challenged"
    assert state(old, others, verdict("wet-street", "A B", text=OTHER), text=OTHER) == "accepted"
    withdrawn = verdict("wet-street", "A B", "withdraw")
    assert state(old, others, withdrawn, text=OTHER) == "accepted"


def test_a_challenge_on_older_words_says_so():
    old = ("wet-street", verdict("wet-street", say="challenge"))
    assert standing(ledger_of(old), "wet-street").words == "challenged"
    assert standing(ledger_of(old), "wet-street", OTHER).words == "challenged, on older words"
    both = ledger_of(old, ("wet-street", verdict("wet-street", "C D", "challenge", text=OTHER)))
    assert standing(both, "wet-street", OTHER).words == "challenged"


@pytest.mark.parametrize("say", ["accept", "challenge"])
def test_what_the_first_version_had_settled_stays_settled(say):
    """There, a later verdict on changed words took the place of a challenge; here it does not."""
    old = verdict("wet-street", "A B", "challenge", version=1)
    later = verdict("wet-street", "C D", say, text=OTHER, version=1)
    assert state(old, later, text=OTHER) == ("accepted" if say == "accept" else "challenged")
    found = standing(ledger_of(("wet-street", old), ("wet-street", later)), "wet-street", OTHER)
    assert [one.verdict.by for one in found.challenges] == ([] if say == "accept" else ["C D"])
    today = verdict("wet-street", "C D", text=OTHER)
    assert state(old, today, text=OTHER) == "challenged"


def test_of_two_verdicts_of_one_day_the_later_turn_counts():
    """Whatever a merge makes of their lines."""
    first = verdict("wet-street", "A B", "challenge")
    second = verdict("wet-street", "A B", turn=2)
    assert state(second, first) == state(first, second) == "accepted"


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
    assert found["clouds"] == Mark("ungeprüft", Tone.DOUBT)
    others = {"a": Standing(ReviewState.STALE), "b": Standing(ReviewState.CHALLENGED)}
    assert review_marks(replace(read_map(), lang="en"), others) == {
        "a": Mark("changed since", Tone.DOUBT),
        "b": Mark("challenged", Tone.BAD),
    }
