"""What is asked for in haste: options without effect, names that clash, and one cause for many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reviewed import MAP, files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

MISSPELT = "argmap.toml:1:1: `selct` is none of the settings: did you mean `select`?"


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """A folder with a map in it, twice."""
    for name in ("rain.yaml", "again.yaml"):
        (tmp_path / name).write_text(MAP, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["review", "rain.yaml", "--by", "Dora Hill"], "--by goes with a verdict"),
        (["review", "rain.yaml", "prepare", "--by", "Dora Hill"], "prepare gives none"),
        (["diff", "rain.yaml", "again.yaml", "--width", "400"], "add --render FILE"),
        (["diff", "rain.yaml", "again.yaml", "--render", ""], "the name after --render is empty"),
        (["validate", "rain.yaml", "-o", "./rain.review.yaml"], "is a ledger; the report would"),
        (["validate", "rain.yaml", "--write-baseline", "b", "-o", "./b"], "'./b' is the baseline"),
        (["validate", "rain.yaml", "--baseline", "./b", "-o", "b"], "'b' is the baseline"),
    ],
)
def test_what_would_do_nothing_or_harm_is_refused(
    argmap: Run, rain: Path, arguments: list[str], problem: str
) -> None:
    """Exit status 2, and every file stays what it is."""
    (rain / "rain.review.yaml").write_text("argmap-review: 1\nclaims:\n", encoding="utf-8")
    (rain / "b").write_text('{"argmap-baseline": 1}\n', encoding="utf-8")
    before = {name: (rain / name).read_bytes() for name in files(rain)}
    done = argmap(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in done.stderr
    assert {name: (rain / name).read_bytes() for name in files(rain)} == before


def test_a_reviewer_in_the_environment_may_list(argmap: Run, rain: Path) -> None:
    """ARGMAP_REVIEWER is set for all commands, and only a verdict needs it."""
    assert rain
    done = argmap("review", "rain.yaml", env={"ARGMAP_REVIEWER": "Dora Hill"})
    assert (done.returncode, done.stdout.count("(unreviewed)")) == (0, 6)


@pytest.mark.parametrize("command", ["validate", "render"])
def test_settings_that_cannot_be_used_are_told_once(argmap: Run, rain: Path, command: str) -> None:
    """However many maps they are for."""
    (rain / "argmap.toml").write_text('selct = ["AM"]\n', encoding="utf-8")
    done = argmap(command, "rain.yaml", "again.yaml")
    assert done.returncode == 3
    assert done.stderr.count(MISSPELT) == 1


def test_on_github_one_cause_is_one_mark(argmap: Run, rain: Path) -> None:
    """And nothing is said of findings where no map was looked at."""
    (rain / "argmap.toml").write_text('selct = ["AM"]\n', encoding="utf-8")
    done = argmap("validate", "rain.yaml", "again.yaml", "--format", "github")
    assert done.stdout == f"::error title=argmap::{MISSPELT}\n"


def test_on_github_a_file_has_the_name_that_it_has_in_the_repository(
    argmap: Run, rain: Path
) -> None:
    """Not `./rain.yaml`, as people and folders name it."""
    (rain / "again.yaml").write_text(MAP.replace("It rains.", "TODO"), encoding="utf-8")
    done = argmap("validate", ".", "--select", "placeholder", "--format", "github")
    assert done.stdout.startswith("::warning file=again.yaml,line=9,")


def test_a_report_that_has_a_file_is_written_beside_a_baseline(argmap: Run, rain: Path) -> None:
    """An older report must not stay there as if it were today's."""
    (rain / "report.txt").write_text("old", encoding="utf-8")
    done = argmap("validate", "rain.yaml", "--write-baseline", "b", "-o", "report.txt")
    assert done.returncode == 0
    assert (rain / "report.txt").read_text(encoding="utf-8") == "no findings in rain.yaml\n"


def test_all_unknown_claims_are_told_at_once(argmap: Run, rain: Path) -> None:
    done = argmap("review", "rain.yaml", "accept", "nosun", "photo", "thesis", "--by", "Dora Hill")
    assert done.returncode == 2
    assert (
        "Error: no claim on the map has the id `nosun`: did you mean `no-sun`?\n"
        "`photo` is a source, and claims are reviewed.\n"
    ) in done.stderr
    assert files(rain) == ["again.yaml", "rain.yaml"]


def test_a_difference_says_that_it_lacks_the_reviews(argmap: Run, rain: Path) -> None:
    """A ledger with a mistake in it would else look like one without stale reviews."""
    (rain / "rain.review.yaml").write_text("argmap-review: 1\nclaims: x\n", encoding="utf-8")
    done = argmap("diff", "again.yaml", "rain.yaml")
    assert done.stderr == "note: rain.review.yaml has errors, so no review is compared\n"
    assert done.returncode == 0


def test_the_picture_of_a_difference_gets_its_folder(argmap: Run, rain: Path) -> None:
    """As that of an impact does, and as the example in the help has it."""
    changed = MAP.replace("It rains.", "It pours.")
    (rain / "again.yaml").write_text(changed, encoding="utf-8")
    done = argmap("diff", "rain.yaml", "again.yaml", "--render", "out/new/x.svg")
    assert done.returncode == 1
    assert (rain / "out" / "new" / "x.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    "mistake",
    [
        ("premises: [grey-sky, no-sun]", "premises: grey-sky, no-sun"),
        ("    attacks: wet-street", "    attacks: dry-street"),
    ],
)
def test_a_difference_with_an_error_in_it_is_not_drawn(
    argmap: Run, rain: Path, mistake: tuple[str, str]
) -> None:
    """Claims would be missing from the picture, and nothing would show it."""
    (rain / "again.yaml").write_text(MAP.replace(*mistake), encoding="utf-8")
    done = argmap("diff", "rain.yaml", "again.yaml", "--render", "x.svg")
    assert "inferences: " in done.stdout or "moved: " in done.stdout
    problem = "argmap: again.yaml has errors, and is not drawn: `argmap validate again.yaml` shows"
    assert problem in done.stderr
    assert (done.returncode, files(rain)) == (3, ["again.yaml", "rain.yaml"])


def test_a_stale_review_has_the_keys_of_a_verdict(argmap: Run, rain: Path) -> None:
    """`by`, `verdict` and `date` are called the same in the list of the claims."""
    argmap("review", "rain.yaml", "accept", "thesis", "--by", "Dora Hill", "--date", "2026-03-14")
    text = MAP.replace("It rains.", "It pours.")
    (rain / "rain.yaml").write_text(text, encoding="utf-8")
    (stale,) = json.loads(argmap("diff", "again.yaml", "rain.yaml", "--format", "json").stdout)[
        "stale"
    ]
    (verdict,) = json.loads(argmap("review", "rain.yaml", "--format", "json").stdout)[0]["verdicts"]
    shared = {"by": "Dora Hill", "verdict": "accept", "date": "2026-03-14"}
    assert {key: stale[key] for key in shared} == shared == {key: verdict[key] for key in shared}
