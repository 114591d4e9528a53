"""What `argmap validate` says of a map with a ledger."""

from __future__ import annotations

import pytest

from argmap import checking
from reviewed import LISTED, MAP, ledger_of, told, verdict

CLAIMS = {name: (name, verdict(name)) for name in LISTED}


def codes(ledger: str, text: str = MAP) -> list[str]:
    """Return the codes of what is found on a map with a ledger."""
    return [one[0] for one in told(ledger, text)]


def test_a_map_without_a_ledger_is_asked_for_no_reviews():
    assert [one.code for one in checking.validate_text(MAP, "rain.yaml").findings] == []


def test_a_map_whose_claims_are_all_accepted_has_no_findings():
    assert told(ledger_of(*CLAIMS.values())) == []


def test_what_nobody_has_reviewed_is_one_note_with_a_count():
    assert told(ledger_of(CLAIMS["thesis"])) == [
        ("AM501", "rain.yaml", 11, 3, "nobody has reviewed 5 of 6 claims and warrants yet")
    ]
    others = [CLAIMS[name] for name in LISTED if name != "no-sun"]
    assert told(ledger_of(*others)) == [
        ("AM501", "rain.yaml", 21, 3, "nobody has reviewed `no-sun` yet")
    ]


def test_a_stale_review_is_told_at_the_claim_with_what_changed():
    text = MAP.replace("The street is wet", "The road is wet").replace("left", "right")
    assert told(ledger_of(*CLAIMS.values()), text) == [
        (
            "AM502",
            "rain.yaml",
            11,
            3,
            (
                "`wet-street` has changed since Dora Hill accepted it on 2026-03-14 "
                "(rain.review.yaml:8): the text, evidence 1 (locator)"
            ),
        )
    ]


def test_one_change_that_makes_several_reviews_stale_is_told_once():
    text = MAP.replace("title: A diary", "title: A journal")
    assert told(ledger_of(*CLAIMS.values()), text) == [
        (
            "AM502",
            "rain.yaml",
            11,
            3,
            "source `diary` (title) changed after review: 2 claims, `wet-street` and `grey-sky`",
        )
    ]


def test_a_challenge_is_told_with_its_note():
    ledger = ledger_of(*CLAIMS.values(), ("no-sun", verdict("no-sun", "Eva Roth", "challenge")))
    assert told(ledger) == [
        (
            "AM503",
            "rain.yaml",
            21,
            3,
            "Eva Roth challenges `no-sun` (rain.review.yaml:13), without a note",
        )
    ]


@pytest.mark.parametrize("by", ["Bert Wood", "bert wood", "Wood, Bert", "Bert  Wööd"])
def test_whoever_says_a_claim_does_not_review_it(by):
    others = [CLAIMS[name] for name in LISTED if name != "no-sun"]
    name = " ".join(by.split())
    assert told(ledger_of(*others, ("no-sun", verdict("no-sun", by)))) == [
        ("AM504", "rain.review.yaml", 12, 30, f"{name} accepts `no-sun`, and says it")
    ]


def test_the_maps_author_does_not_review_it():
    ledger = ledger_of(*((name, verdict(name, "Ada Stone")) for name in LISTED))
    assert told(ledger) == [
        (
            "AM504",
            "rain.review.yaml",
            6,
            30,
            (
                "Ada Stone accepts 6 claims, and made the map: `thesis`, `wet-street`, "
                "`grey-sky`, `no-sun`, `sprinkler` and `clouds`"
            ),
        )
    ]


def test_anybody_may_challenge_and_another_name_is_another_person():
    """An author who doubts their own map, and a name one letter off, are no self-review."""
    challenge = ("thesis", verdict("thesis", "Ada Stone", "challenge"))
    ledger = ledger_of(*CLAIMS.values(), challenge, ("no-sun", verdict("no-sun", "Bert Woods")))
    assert codes(ledger) == ["AM503"]


def test_a_verdict_on_a_claim_that_is_gone_is_told():
    text = MAP.replace("[grey-sky, no-sun]", "[grey-sky]")
    text = text.replace("  no-sun:\n    text: Nobody sees the sun.\n", "")
    ledger = ledger_of(("no-sun", verdict("no-sun")))
    found = checking.validate_text(text, "rain.yaml", reviews=ledger).findings
    (finding,) = [one for one in found if one.code == "AM505"]
    assert str(finding.location) == "rain.review.yaml:8:3"
    assert finding.message == "there are verdicts on `no-sun`, and no claim on the map has that id"
    assert finding.hint == "take `no-sun` out of the ledger with its lines; git keeps what was said"


def test_a_verdict_on_a_claim_that_was_renamed_is_told_with_its_new_name():
    """And with the id renamed in the ledger, too, it counts again."""
    text = MAP.replace("sprinkler:", "hose:")
    ledger = ledger_of(*CLAIMS.values())
    found = checking.validate_text(text, "rain.yaml", reviews=ledger).findings
    (finding,) = [one for one in found if one.code == "AM505"]
    assert finding.hint == "`hose` has its words: if it was renamed, rename the id here, too"
    assert codes(ledger.replace("  sprinkler:", "  hose:"), text) == []


def test_a_challenge_to_a_claim_that_is_gone_is_told_and_held_by_no_baseline() -> None:
    """Another id, or the end of the claim, does not take it away unseen."""
    challenge = ("sprinkler", verdict("sprinkler", "Eva Roth", "challenge"))
    ledger = ledger_of(*CLAIMS.values(), challenge)
    found = checking.validate_text(MAP.replace("sprinkler:", "hose:"), "rain.yaml", reviews=ledger)
    (orphan,) = [one for one in found.findings if one.code == "AM505"]
    assert orphan.message == (
        "there are verdicts on `sprinkler` (a challenge of Eva Roth stands), and no claim on the "
        "map has that id"
    )
    assert {one.code for one in found.traces} == {"AM501"}


def test_verdicts_on_a_gone_claim_that_were_withdrawn_are_not_told():
    text = MAP.replace("sprinkler:", "hose:")
    withdrawn = ("sprinkler", verdict("sprinkler", say="withdraw"))
    assert "AM505" not in codes(ledger_of(*CLAIMS.values(), withdrawn), text)


def test_a_claim_that_is_listed_without_a_verdict_may_go():
    text = MAP.replace("sprinkler:", "hose:")
    ledger = ledger_of(("thesis", verdict("thesis")))
    assert "AM505" not in codes(ledger, text)


def test_findings_on_reviews_can_be_accepted():
    ignore = "  - {rule: unreviewed, because: They come later.}\n"
    text = MAP.replace("ignore:\n", f"ignore:\n{ignore}")
    assert told(ledger_of(CLAIMS["thesis"]), text) == []


def test_what_is_accepted_for_reviews_is_no_idle_entry_where_there_is_no_ledger():
    """The same map is checked with and without its ledger, from standard input for example."""
    ignore = "  - {rule: stale-review, at: no-sun, because: Only a comma.}\n"
    text = MAP.replace("ignore:\n", f"ignore:\n{ignore}")
    assert list(checking.validate_text(text, "rain.yaml").findings) == []
    assert codes(ledger_of(*CLAIMS.values()), text) == ["AM406"]


def test_a_claim_with_an_error_in_it_is_not_called_stale_too():
    """Nor is another called gone, where the map could not be read whole."""
    text = MAP.replace("    text: The street is wet.", "    txt: [The street is wet.]")
    assert {one[0] for one in told(ledger_of(*CLAIMS.values()), text)} == {"AM104", "AM106"}
