"""What `argmap validate` says of single verdicts: their days, their order, their authors."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from argmap import checking
from argmap.review import read
from argmap.review.ledger import Judgement, Settled, Verdict
from reviewed import LISTED, MAP, ledger_of, told, verdict

ALL = [(name, verdict(name)) for name in LISTED]


def found(*verdicts: tuple[str, Verdict], text: str = MAP) -> list[tuple[str, str]]:
    """Return the codes and messages on a map whose claims were accepted, and then judged again."""
    return [(one[0], one[4]) for one in told(ledger_of(*ALL, *verdicts), text)]


def test_a_day_that_is_still_to_come_is_told() -> None:
    """Several of one reviewer are one finding."""
    late = [(name, verdict(name, "A B", day="9999-01-01")) for name in ("thesis", "no-sun")]
    assert found(late[0]) == [
        ("AM506", "A B accepted `thesis` on 9999-01-01, a day that is still to come")
    ]
    assert found(*late) == [
        ("AM506", "A B has 2 verdicts of days that are still to come: `thesis` and `no-sun`")
    ]


@pytest.mark.parametrize(
    ("hour", "day"), [(9, "2026-03-14"), (10, "2026-03-15"), (23, "2026-03-15")]
)
def test_today_begins_where_it_begins_first(
    monkeypatch: pytest.MonkeyPatch, hour: int, day: str
) -> None:
    """At ten o'clock in Greenwich it is tomorrow on the first islands, and not before."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # noqa: ARG003 -- it is UTC
            return datetime(2026, 3, 14, hour, 30, tzinfo=UTC)

    monkeypatch.setattr(read, "datetime", Clock)
    assert read.latest_today() == day


def test_what_a_reviewer_said_twice_on_a_day_is_in_doubt() -> None:
    """It is told which line counts, and where the other one is."""
    challenge = verdict("no-sun", say="challenge")
    assert found(("no-sun", challenge))[:1] == [
        (
            "AM507",
            (
                "Dora Hill accepted and challenged `no-sun` on 2026-03-14 (rain.review.yaml:12 and "
                "here), and which came last is not known: the lower line counts, “challenge”"
            ),
        )
    ]


@pytest.mark.parametrize(
    "second",
    [
        verdict("no-sun", say="challenge", turn=2),
        verdict("no-sun", say="challenge", day="2026-03-15"),
        verdict("no-sun", "A B", "challenge"),
        verdict("no-sun", text=MAP.replace("Nobody sees", "No one sees")),
    ],
    ids=["turn", "day", "reviewer", "same"],
)
def test_what_can_be_put_in_order_is_not_in_doubt(second: Verdict) -> None:
    """Nor is what says the same, or what somebody else says."""
    assert "AM507" not in [code for code, _ in found(("no-sun", second))]


def test_whoever_says_a_claim_does_not_settle_what_is_said_against_it() -> None:
    challenge = ("no-sun", verdict("no-sun", "A B", "challenge"))
    for by, role in (("Wood, Bert", "says it"), ("Ada Stone", "made the map"), ("C D", None)):
        settled = Verdict(
            date="2026-03-15",
            by=by,
            judgement=Judgement.SETTLE,
            note="It is answered.",
            settles=(Settled(by="A B", date="2026-03-14"),),
        )
        message = f"{by} settles the challenge of A B to `no-sun`, and {role}"
        assert found(challenge, ("no-sun", settled)) == ([("AM508", message)] if role else [])


def test_one_reviewer_in_two_spellings_is_told() -> None:
    """Else a challenge would stand though its author has accepted the claim since."""
    other = [(name, verdict(name, "Hill, Dora")) for name in ("thesis", "no-sun")]
    assert found(*other) == [
        (
            "AM509",
            (
                "“Dora Hill” and “Hill, Dora” judge 2 claims, and look like one reviewer: `thesis` "
                "and `no-sun`"
            ),
        )
    ]
    assert found(("thesis", verdict("thesis", "dora  hill"))) == []


def test_a_note_is_asked_of_a_settlement_and_what_it_settles() -> None:
    line = "    - {date: 2026-03-15, by: C D, verdict: settle}\n"
    ledger = ledger_of(*ALL).replace("  no-sun:\n", f"  no-sun:\n{line}")
    findings = checking.validate_text(MAP, "rain.yaml", reviews=ledger).findings
    assert [(one.code, one.message) for one in findings] == [
        ("AM105", "a settlement does not say which challenges it `settles`"),
        ("AM105", "a settlement has no `note`"),
    ]
