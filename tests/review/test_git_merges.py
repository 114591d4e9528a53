"""Reviewers on different branches: what git merges by itself, and what it shows as a conflict."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from argmap import api, checking
from reviewed import IDS, LISTED, MAP, files, read_ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = (
    "    - {date: 2026-03-13, by: eve, verdict: accept, of: {text: It rains., speaker: Bert Wood}}"
)
"""A line of the first version of the ledger."""

MARKS = ("<<<<<<<", "=======", ">>>>>>>")
PAIRS = [(one, other) for one in IDS for other in IDS if one != other]


class Repository:
    """A repository with a map and a ledger that lists its claims."""

    def __init__(self, folder: Path, git: str) -> None:
        self.folder, self.git_program = folder, git
        self.map = folder / "rain.yaml"
        self.map.write_text(MAP, encoding="utf-8")
        self.git("init", "-q", "-b", "main")
        api.prepare_ledger(self.map)
        self.commit()

    def git(self, *arguments: str) -> int:
        """Run git without anybody's configuration, and return its exit status."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
        }
        done = subprocess.run(
            [self.git_program, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            check=False,
        )
        return done.returncode

    def commit(self) -> None:
        """Commits all there is."""
        self.git("add", "-A")
        assert self.git("commit", "-q", "-m", "a step") == 0

    def branch(self, name: str, *said: tuple[str, str], by: str = "") -> None:
        """Make a branch from main, on which a reviewer judges claims: that of its name."""
        self.git("checkout", "-q", "-b", name, "main")
        for verdict, claim in said:
            api.record(self.map, verdict, [claim], by=by or name, date="2026-03-14")
            self.commit()

    def merge(self, name: str) -> bool:
        """Merges a branch into the present one, and tells whether that went without a conflict."""
        return self.git("merge", "-q", "-m", "merged", name) == 0

    def keep_both(self) -> list[str]:
        """Keep the lines of both sides of a conflict in the ledger, and return them all."""
        kept = [line for line in self.ledger.splitlines() if not line.startswith(MARKS)]
        (self.folder / "rain.review.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
        return kept

    def write_first_version(self) -> None:
        """Make the ledger one of the first version, with a line in it."""
        text = self.ledger.replace("argmap-review: 2", "argmap-review: 1")
        text = text.replace("  thesis:\n", f"  thesis:\n{OLD}\n")
        (self.folder / "rain.review.yaml").write_text(text, encoding="utf-8")
        self.commit()

    @property
    def ledger(self) -> str:
        """What stands in the ledger."""
        return (self.folder / "rain.review.yaml").read_text(encoding="utf-8")

    def said(self) -> dict[str, list[str]]:
        """Return who judged each claim."""
        entries = read_ledger(self.ledger).entries
        return {name: [one.by for one in entry.verdicts] for name, entry in entries.items()}


@pytest.fixture
def repository(tmp_path: Path, program: Callable[[str], str]) -> Repository:
    """A repository of its own."""
    return Repository(tmp_path, program("git"))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_verdicts_on_different_claims_merge(repository: Repository, one: str, other: str) -> None:
    """Also where the claims stand next to each other, whichever comes first."""
    repository.branch("ada", ("accept", one))
    repository.branch("ben", ("challenge", other))
    assert repository.merge("ada")
    expected = {name: [] for name in LISTED} | {one: ["ada"], other: ["ben"]}
    assert repository.said() == expected


def test_verdicts_on_all_claims_merge_where_each_is_judged_once(repository: Repository) -> None:
    """Two reviewers who share the claims out lose nothing, and a rebase does as well as a merge."""
    repository.branch("ada", *(("accept", name) for name in LISTED[::2]))
    repository.branch("ben", *(("accept", name) for name in LISTED[1::2]))
    assert repository.git("rebase", "-q", "ada") == 0
    assert repository.said() == {
        name: ["ada" if number % 2 == 0 else "ben"] for number, name in enumerate(LISTED)
    }


def test_verdicts_merge_where_earlier_ones_stand(repository: Repository) -> None:
    """A second verdict comes below the first one, and does not touch the neighbour's."""
    for name in IDS:
        api.record(repository.map, "accept", [name], by="eve", date="2026-03-13")
    repository.commit()
    repository.branch("ada", ("accept", "wet-street"), ("withdraw", "wet-street"))
    repository.branch("ben", ("challenge", "grey-sky"), ("challenge", "thesis"))
    assert repository.merge("ada")
    assert repository.said() == {
        "thesis": ["eve", "ben"],
        "wet-street": ["eve", "ada", "ada"],
        "grey-sky": ["eve", "ben"],
        "no-sun": ["eve"],
        "sprinkler": ["eve"],
        "clouds": [],
    }


def test_verdicts_on_the_same_claim_are_a_conflict_that_is_told(repository: Repository) -> None:
    """Nobody's verdict is lost in silence: git stops, argmap names the place, both lines stay."""
    repository.branch("ada", ("accept", "wet-street"))
    repository.branch("ben", ("challenge", "wet-street"))
    assert not repository.merge("ada")
    found = checking.validate(str(repository.map)).findings
    assert [(one.code, one.location.line) for one in found] == [("AM101", 7)]
    repository.keep_both()
    assert sorted(repository.said()["wet-street"]) == ["ada", "ben"]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_branches_that_renew_an_older_ledger_merge(
    repository: Repository, one: str, other: str
) -> None:
    """Both write the new version into its head, which is the same change, and a line each."""
    repository.write_first_version()
    repository.branch("ada", ("accept", one))
    repository.branch("ben", ("challenge", other))
    assert repository.merge("ada")
    said = {name: [] for name in LISTED} | {"thesis": ["eve"]}
    said[one], said[other] = [*said[one], "ada"], [*said[other], "ben"]
    assert repository.said() == said
    assert repository.ledger.count("argmap-review: 2\n") == 1


def test_lines_of_an_older_argmap_merge_with_those_of_this_one(repository: Repository) -> None:
    """Each keeps the version that it is judged by, and what was accepted stays so."""
    repository.write_first_version()
    repository.branch("ada", ("accept", "grey-sky"))
    repository.git("checkout", "-q", "-b", "old", "main")
    line = OLD.replace("eve", "fay").replace("It rains.", "A sprinkler was on.")
    line = line.replace("Bert Wood", "Cora Lind, attacks: [wet-street]")
    text = repository.ledger.replace("  sprinkler:\n", f"  sprinkler:\n{line}\n")
    (repository.folder / "rain.review.yaml").write_text(text, encoding="utf-8")
    repository.commit()
    assert repository.merge("ada")
    states = {name: one.state.value for name, one in api.reviews(repository.map).items()}
    accepted = [name for name in LISTED if states[name] == "accepted"]
    assert accepted == ["thesis", "grey-sky", "sprinkler"]


def test_what_a_reviewer_said_on_two_branches_is_told_to_be_in_doubt(
    repository: Repository,
) -> None:
    """The lower line counts; said once more, a verdict counts without a doubt."""
    repository.branch("one", ("accept", "no-sun"), by="ada")
    repository.branch("two", ("challenge", "no-sun"), by="ada")
    assert not repository.merge("one")
    lines = repository.keep_both()
    first, second = [number for number, line in enumerate(lines, 1) if "by: ada" in line]
    last = "accept" if "verdict: accept" in lines[second - 1] else "challenge"
    findings = checking.validate(str(repository.map)).findings
    (told,) = [one for one in findings if one.code == "AM507"]
    assert told.location.line == second
    assert f"rain.review.yaml:{first} and here), and which came last is not known" in told.message
    assert api.reviews(repository.map)["no-sun"].state == f"{last.removesuffix('e')}ed"
    api.record(repository.map, last, ["no-sun"], by="ada", date="2026-03-14")
    assert "AM507" not in [one.code for one in checking.validate(str(repository.map)).findings]


def test_a_settlement_spares_a_challenge_that_it_could_not_know(repository: Repository) -> None:
    """Eve's is settled; what Ben says on another branch, on the same day, stands."""
    api.record(repository.map, "challenge", ["no-sun"], by="eve", date="2026-03-13")
    repository.commit()
    repository.git("checkout", "-q", "-b", "ada", "main")
    api.record(repository.map, "settle", ["no-sun"], by="ada", date="2026-03-14", note="I looked.")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.branch("ben", ("challenge", "no-sun"))
    assert not repository.merge("ada")
    repository.keep_both()
    challenges = api.reviews(repository.map)["no-sun"].challenges
    assert [one.verdict.by for one in challenges] == ["ben"]


def test_two_first_ledgers_are_a_conflict_that_is_told(repository: Repository) -> None:
    """Where nobody listed the claims beforehand, nothing is lost in silence either."""
    (repository.folder / "rain.review.yaml").unlink()
    repository.commit()
    repository.branch("ada", ("accept", "wet-street"))
    repository.branch("ben", ("challenge", "sprinkler"))
    assert not repository.merge("ada")
    found = checking.validate(str(repository.map)).findings
    assert {one.code for one in found} == {"AM101"}
    assert "by: ada" in repository.ledger
    assert "by: ben" in repository.ledger


def test_a_new_claim_merges_once_it_is_listed(repository: Repository) -> None:
    """Verdicts on a claim that came later, and on the one beside it, merge after `prepare`."""
    more = MAP.replace("  no-sun:", "  cold: {text: It is cold., supports: thesis}\n  no-sun:")
    repository.map.write_text(more, encoding="utf-8")
    api.prepare_ledger(repository.map)
    repository.commit()
    repository.branch("ada", ("accept", "cold"))
    repository.branch("ben", ("accept", "grey-sky"), ("accept", "no-sun"))
    assert repository.merge("ada")
    assert repository.said() == {
        "thesis": [],
        "wet-street": [],
        "grey-sky": ["ben"],
        "cold": ["ada"],
        "no-sun": ["ben"],
        "sprinkler": [],
        "clouds": [],
    }
    assert files(repository.folder) == [".git", "rain.review.yaml", "rain.yaml"]
