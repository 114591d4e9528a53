"""The command `review`, run as its users run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import api
from argmap.review.ledger import ReviewState
from reviewed import LISTED, MAP, files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

BY = ("--by", "Dora Hill", "--date", "2026-03-14")


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """The map, alone in a folder."""
    path = tmp_path / "rain.yaml"
    path.write_text(MAP, encoding="utf-8")
    return path


@pytest.mark.usefixtures("rain")
def test_a_verdict_is_written_and_how_the_claims_stand_is_told(argmap: Run, tmp_path: Path) -> None:
    done = argmap("review", "rain.yaml", "challenge", "no-sun", *BY, "--note", "  I\n do. ")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "wrote rain.review.yaml: Dora Hill challenged no-sun\n"
        "rain.yaml: 0 of 5 claims accepted, 1 challenged, 4 unreviewed; 0 of 1 warrant accepted, "
        "1 unreviewed\n"
    )
    text = (tmp_path / "rain.review.yaml").read_text(encoding="utf-8")
    assert (
        "  no-sun:\n    - {date: 2026-03-14, by: Dora Hill, verdict: challenge, note: I do., of: "
        "{version: 2, text: Nobody sees the sun., speaker: Bert Wood, inferences: "
        "{clouds: conclusion="
    ) in text
    assert files(tmp_path) == ["rain.review.yaml", "rain.yaml"]


@pytest.mark.usefixtures("rain")
def test_the_same_verdict_is_not_written_twice(argmap: Run, tmp_path: Path) -> None:
    argmap("review", "rain.yaml", "accept", "thesis", "thesis", *BY)
    before = (tmp_path / "rain.review.yaml").read_bytes()
    assert before.count(b"verdict: accept") == 1
    done = argmap("review", "rain.yaml", "accept", "thesis", "--by", "dora  hill")
    assert done.stderr.startswith("nothing to add: the ledger says so already of thesis\n")
    assert (tmp_path / "rain.review.yaml").read_bytes() == before
    argmap("review", "rain.yaml", "accept", "thesis", *BY, "--note", "And once more.")
    assert (tmp_path / "rain.review.yaml").read_bytes().count(b"verdict: accept") == 2


def test_a_verdict_on_a_claim_that_is_gone_can_be_withdrawn(argmap: Run, rain: Path) -> None:
    argmap("review", rain.name, "accept", "grey-sky", "sprinkler", *BY)
    rain.write_text(MAP.replace("sprinkler:", "hose:"), encoding="utf-8")
    assert "AM505" in argmap("validate", rain.name).stdout
    assert argmap("review", rain.name, "withdraw", "sprinkler", *BY).returncode == 0
    ledger = (rain.parent / "rain.review.yaml").read_text(encoding="utf-8")
    added = "    - {date: 2026-03-14, by: Dora Hill, turn: 2, verdict: withdraw}\n  clouds:\n"
    assert ledger.endswith(added)
    assert "AM505" not in argmap("validate", rain.name).stdout


def test_a_challenge_stands_until_its_author_takes_it_back(argmap: Run, rain: Path) -> None:
    """Not a change of the claim, not another's acceptance and no baseline hides it."""
    said = ("--by", "Ada Measure", "--date", "2026-03-14", "--note", "I measured 48 dB.")
    argmap("review", rain.name, "challenge", "no-sun", *said)
    baseline = ("--baseline", "argmap.baseline", "--strict", "--ignore", "AM501")
    argmap("validate", rain.name, "--write-baseline", "argmap.baseline")
    assert "AM503" not in (rain.parent / "argmap.baseline").read_text(encoding="utf-8")
    rain.write_text(MAP.replace("sees the sun.", "sees the sun!"), encoding="utf-8")
    done = argmap("review", rain.name, "accept", "no-sun", *BY)
    assert (
        "no-sun stays challenged: the challenge of Ada Measure stands until it is withdrawn or "
        "settled\n"
    ) in done.stderr
    told = argmap("validate", rain.name, *baseline)
    assert told.returncode == 1
    assert (
        "warning[AM503 challenged]: Ada Measure challenges `no-sun` (rain.review.yaml:9), on older "
        "words (changed since: the text): I measured 48 dB.\n"
    ) in told.stdout
    assert (
        "[!] no-sun (challenged, on older words): rain.yaml:21\n"
        in argmap("review", rain.name).stdout
    )
    argmap("review", rain.name, "withdraw", "no-sun", *said[:4])
    assert argmap("validate", rain.name, *baseline).returncode == 0


def test_somebody_else_can_settle_a_challenge_with_a_note(argmap: Run, rain: Path) -> None:
    """Both lines stay; what is challenged anew later is not settled by that."""
    said = ("--by", "Ada Measure", "--note", "I measured 48 dB.")
    note = ("--note", "Measured again: 52 dB.")
    argmap("review", rain.name, "challenge", "no-sun", *said, "--date", "2026-03-14")
    own = argmap("review", rain.name, "settle", "no-sun", *said)
    assert "Ada Measure challenged `no-sun`: accept it, or withdraw." in own.stderr
    early = argmap("review", rain.name, "settle", "no-sun", *BY[:2], *note, "--date", "2026-03-13")
    assert "it can be settled from that day on" in " ".join(early.stderr.split())
    argmap("review", rain.name, "accept", "no-sun", *BY)
    done = argmap("review", rain.name, "settle", "no-sun", *BY, *note)
    assert done.stderr.startswith("wrote rain.review.yaml: Dora Hill settled no-sun\n")
    ledger = (rain.parent / "rain.review.yaml").read_text(encoding="utf-8")
    assert "verdict: challenge, note: I measured 48 dB." in ledger
    assert (
        '    - {date: 2026-03-14, by: Dora Hill, turn: 2, verdict: settle, note: "Measured again: '
        '52 dB.", settles: [{by: Ada Measure, date: 2026-03-14}]}\n'
    ) in ledger
    listed = argmap("review", rain.name, "--state", "accepted").stdout
    assert listed.startswith("[x] no-sun (accepted): rain.yaml:21\n")
    assert (
        "    Ada Measure challenged it on 2026-03-14: I measured 48 dB.\n"
        "    Dora Hill settled that on 2026-03-14: Measured again: 52 dB.\n"
    ) in listed
    assert "AM50" not in argmap("validate", rain.name, "--ignore", "AM501").stdout
    argmap("review", rain.name, "challenge", "no-sun", *said, "--date", "2026-03-15")
    assert argmap("review", rain.name, "--state", "challenged").stdout.startswith("[!] no-sun")


def test_a_challenge_to_a_claim_that_is_gone_can_be_settled(argmap: Run, rain: Path) -> None:
    argmap("review", rain.name, "challenge", "sprinkler", "--by", "A B", "--date", "2026-03-14")
    rain.write_text(MAP.replace("sprinkler:", "hose:"), encoding="utf-8")
    assert "(a challenge of A B stands)" in argmap("validate", rain.name).stdout
    done = argmap("review", rain.name, "settle", "sprinkler", *BY, "--note", "It was a hose.")
    assert done.returncode == 0, done.stderr
    assert "(a challenge of A B stands)" not in argmap("validate", rain.name).stdout
    assert (
        "has the id `nothing`"
        in argmap("review", rain.name, "settle", "nothing", *BY, "--note", "x").stderr
    )


def test_a_settlement_can_be_withdrawn(argmap: Run, rain: Path) -> None:
    """Then the challenge stands again."""
    argmap("review", rain.name, "challenge", "no-sun", "--by", "A B", "--date", "2026-03-14")
    argmap("review", rain.name, "settle", "no-sun", *BY, "--note", "It is answered.")
    assert argmap("review", rain.name, "--state", "challenged").stdout == ""
    assert argmap("review", rain.name, "withdraw", "no-sun", *BY).returncode == 0
    assert argmap("review", rain.name, "--state", "challenged").stdout.startswith("[!] no-sun")


def test_the_first_verdict_of_this_version_renews_the_head_and_no_other_line(
    argmap: Run, rain: Path
) -> None:
    """An older argmap then says that it is too old; what it wrote is judged as it was."""
    old = (
        "argmap-review: 1\nclaims:\n  thesis:\n    - {date: 2026-03-14, by: Dora Hill, verdict: "
        "accept, of: {text: It rains., speaker: Bert Wood}}\n  no-sun:\n"
    )
    ledger = rain.parent / "rain.review.yaml"
    ledger.write_text(old, encoding="utf-8")
    assert argmap("review", rain.name, "prepare").returncode == 0
    assert ledger.read_text(encoding="utf-8").startswith(old[:20])
    argmap("review", rain.name, "accept", "no-sun", *BY)
    new = ledger.read_text(encoding="utf-8").splitlines()
    assert new[0] == "argmap-review: 2"
    assert new[1:4] == old.splitlines()[1:4]
    argmap("review", rain.name, "accept", "thesis", *BY)
    assert (
        ledger.read_text(encoding="utf-8")
        .splitlines()[4]
        .startswith(
            "    - {date: 2026-03-14, by: Dora Hill, turn: 2, verdict: accept, of: {version: 2, "
        )
    )


@pytest.mark.usefixtures("rain")
def test_a_verdict_of_an_earlier_day_is_refused(argmap: Run) -> None:
    """It would be written and not count, which nobody expects."""
    argmap("review", "rain.yaml", "accept", "thesis", *BY)
    late = (*BY[:2], "--date", "2026-03-13")
    done = argmap("review", "rain.yaml", "challenge", "thesis", *late)
    assert done.returncode == 2
    assert (
        "Dora Hill judged `thesis` on 2026-03-14, and an earlier verdict does not count: if"
        in done.stderr
    )


@pytest.mark.usefixtures("rain")
def test_the_environment_may_name_the_reviewer(argmap: Run) -> None:
    done = argmap("review", "rain.yaml", "accept", "thesis", env={"ARGMAP_REVIEWER": "Eva Roth"})
    assert done.stderr.startswith("wrote rain.review.yaml: Eva Roth accepted thesis\n")


@pytest.mark.usefixtures("rain")
@pytest.mark.parametrize("zone", ["XXX99999", "XXX-99999", ":nowhere", ""])
def test_the_day_is_known_in_any_time_zone(argmap: Run, zone: str) -> None:
    """A system may be set to one that does not exist."""
    done = argmap("review", "rain.yaml", "accept", "thesis", "--by", "Eva Roth", env={"TZ": zone})
    assert done.stderr.startswith("wrote rain.review.yaml: Eva Roth accepted thesis\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["accept", "no-sum", *BY], "has the id `no-sum`: did you mean `no-sun`?"),
        (["settle", "thesis", *BY], "say why the challenge is settled: --note TEXT."),
        (["settle", "thesis", *BY, "--note", " "], "say in a note why the challenge is settled"),
        (["settle", "thesis", *BY, "--note", "Ok."], "nobody challenges `thesis`: there is"),
        (["accept", "thesis", *BY, "--date", "9999-12-31"], "9999-12-31 is still to come"),
        (["accept", "photo", *BY], "`photo` is a source, and claims are reviewed."),
        (["accept", "wet-street.2", *BY], "it is reviewed with its claim `wet-street`."),
        (["withdraw", "thesis", *BY], "Dora Hill has no verdict on `thesis` to withdraw."),
        (["accept", "thesis"], "say who reviews: --by NAME, or set ARGMAP_REVIEWER."),
        (["accept", "thesis", "--by", " "], "the reviewer's name is empty."),
        (["accept", "thesis", "--by", "a\u202eb"], "holds a character that nobody can see."),
        (["accept", "thesis", *BY, "--date", "14.3.2026"], "“14.3.2026” is none."),
        (["accept", *BY], "name the claims to accept"),
        (["acept", "thesis", *BY], "'acept' is not one of"),
        (["accept", "thesis", *BY, "--state", "stale"], "--state is for the list"),
        (["--note", "x"], "--note goes with a verdict"),
        (["prepare", "thesis"], "prepare lists all claims: leave the ids out."),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_and_nothing_is_written(
    argmap: Run, rain: Path, arguments: list[str], problem: str
) -> None:
    done = argmap("review", rain.name, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in " ".join(done.stderr.split())
    assert files(rain.parent) == ["rain.yaml"]


def test_one_unknown_claim_among_several_writes_none(argmap: Run, rain: Path) -> None:
    assert argmap("review", rain.name, "accept", "thesis", "nothing", *BY).returncode == 2
    assert files(rain.parent) == ["rain.yaml"]


@pytest.mark.parametrize("rest", [[], ["accept", "thesis", *BY], ["prepare"]])
def test_a_map_with_errors_is_not_reviewed(argmap: Run, rain: Path, rest: list[str]) -> None:
    rain.write_text(MAP.replace("attacks: wet-street", "attacks: wet-stret"), encoding="utf-8")
    done = argmap("review", rain.name, *rest)
    assert (done.returncode, done.stdout) == (1, "")
    assert "rain.yaml:27:14: error[AM201" in done.stderr
    assert files(rain.parent) == ["rain.yaml"]


def test_a_broken_ledger_is_told_and_left_as_it_is(argmap: Run, rain: Path) -> None:
    ledger = rain.parent / "rain.review.yaml"
    ledger.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    done = argmap("review", rain.name, "accept", "thesis", *BY)
    assert done.returncode == 1
    assert "rain.review.yaml:1:1: error[AM101" in done.stderr
    assert ledger.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_map_from_standard_input_has_no_ledger(argmap: Run, rain: Path) -> None:
    done = argmap("review", "-", input=MAP)
    assert done.returncode == 0
    assert done.stdout.startswith("[ ] thesis (unreviewed): <stdin>:8\n")
    assert done.stderr.endswith(
        "a map from standard input has no ledger: its reviews are unknown\n"
    )
    for rest in (["accept", "thesis", *BY], ["prepare"]):
        done = argmap("review", "-", *rest, input=MAP)
        assert done.returncode == 2
        assert "a map from standard input has no ledger: name its file." in done.stderr
    assert files(rain.parent) == ["rain.yaml"]


def test_the_library_does_the_same(rain: Path) -> None:
    done = api.record(rain, "accept", ["thesis"], by="Dora Hill", date="2026-03-14")
    assert (done.path, list(done.verdicts)) == (str(rain.parent / "rain.review.yaml"), ["thesis"])
    states = {name: one.state for name, one in api.reviews(rain).items()}
    assert states == dict.fromkeys(LISTED, ReviewState.UNREVIEWED) | {
        "thesis": ReviewState.ACCEPTED
    }
    with pytest.raises(
        ValueError, match="a verdict is accept, challenge, withdraw or settle, not 'fine'"
    ):
        api.record(rain, "fine", ["thesis"], by="Dora Hill")
