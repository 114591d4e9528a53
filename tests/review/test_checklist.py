"""What a map with a ledger shows of its reviews: the list of the claims, and the picture."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

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
def test_the_list_shows_what_a_claim_rests_on_and_how_it_stands(argmap: Run) -> None:
    argmap("review", "rain.yaml", "accept", "wet-street", *BY, "--note", "I was there.")
    done = argmap("review", "rain.yaml", "--state", "accepted")
    assert (done.returncode, done.stderr) == (
        0,
        "rain.yaml: 1 of 5 claims accepted, 4 unreviewed; 0 of 1 warrant accepted, 1 unreviewed\n",
    )
    assert done.stdout == (
        "[x] wet-street (accepted): rain.yaml:11\n"
        "    The street is wet.\n"
        "    a premise, said by Bert Wood; supports thesis\n"
        "    evidence 1: Puddles everywhere – photo, left half\n"
        "    evidence 2: diary: “my shoes were wet”\n"
        "    source photo: The street at noon, Eva Roth\n"
        "    source diary: A diary\n"
        "    Dora Hill accepted it on 2026-03-14: I was there.\n"
    )


def test_the_list_says_what_has_changed_since(argmap: Run, rain: Path) -> None:
    argmap("review", "rain.yaml", "accept", "wet-street", *BY)
    text = MAP.replace("street is wet", "road is wet").replace("A diary", "A journal")
    text = text.replace("objections:\n", "objections:\n  fog: {text: F., attacks: wet-street}\n")
    rain.write_text(text, encoding="utf-8")
    told = argmap("review", "rain.yaml", "--state", "stale").stdout
    assert told.startswith("[~] wet-street (stale): rain.yaml:11\n    The road is wet.\n")
    assert told.endswith(
        "    Dora Hill accepted it on 2026-03-14\n"
        "    changed since: the text: was “The street is wet.”, is “The road is wet.”\n"
        "    changed since: source `diary` (title)\n"
        "    new objection since: fog\n"
    )


def test_a_warrant_is_listed_with_the_claims_that_it_leads_from(argmap: Run, rain: Path) -> None:
    """And as JSON with their ids."""
    argmap("review", rain.name, "accept", "clouds", *BY)
    assert argmap("review", rain.name, "--state", "accepted").stdout == (
        "[x] clouds (accepted): rain.yaml:29\n"
        "    Where clouds are, rain is.\n"
        "    the warrant of an inference\n"
        "    premise grey-sky: The sky is grey.\n"
        "    premise no-sun: Nobody sees the sun.\n"
        "    supports thesis: It rains.\n"
        "    Dora Hill accepted it on 2026-03-14\n"
    )
    found = json.loads(argmap("review", rain.name, "--format", "json").stdout)[-1]
    told = [found[key] for key in ("id", "role", "state", "text", "premises", "supports")]
    words = "Where clouds are, rain is."
    assert told == ["clouds", "inference", "accepted", words, ["grey-sky", "no-sun"], ["thesis"]]
    for form in ("text", "markdown"):
        assert "Where clouds are" in argmap("review", rain.name, "--format", form).stdout
    rain.write_text(MAP.replace("Where clouds are, rain is.", "Clouds rain."), encoding="utf-8")
    stale = argmap("review", rain.name, "--state", "stale").stdout
    assert "changed since: the warrant: was “Where clouds are, rain is.”, is “Clouds" in stale


@pytest.mark.usefixtures("rain")
def test_as_markdown_it_is_a_task_list(argmap: Run) -> None:
    argmap("review", "rain.yaml", "accept", "thesis", *BY, "--note", "See #1 and *this*")
    lines = argmap("review", "rain.yaml", "--format", "markdown").stdout.splitlines()
    assert lines[:3] == [
        "- [x] **`thesis`** (accepted, `rain.yaml:8`): It rains.",
        "  - the thesis, said by Bert Wood",
        "  - Dora Hill accepted it on 2026-03-14: See &#35;1 and &#42;this&#42;",
    ]
    assert [line[:6] for line in lines if line.startswith("- ")] == ["- [x] ", *["- [ ] "] * 5]


@pytest.mark.usefixtures("rain")
def test_as_json_it_is_a_list_of_objects(argmap: Run) -> None:
    argmap("review", "rain.yaml", "accept", "sprinkler", *BY)
    found = json.loads(argmap("review", "rain.yaml", "--format", "json").stdout)
    assert [one["id"] for one in found] == list(LISTED)
    verdict = {
        "verdict": "accept",
        "by": "Dora Hill",
        "date": "2026-03-14",
        "note": None,
        "line": 10,
        "counts": True,
        "changes": [],
        "new_objections": [],
        "settled": None,
    }
    assert found[-2] == {
        "id": "sprinkler",
        "role": "objection",
        "state": "accepted",
        "path": "rain.yaml",
        "line": 24,
        "column": 3,
        "speaker": "Cora Lind",
        "text": "A sprinkler was on.",
        "supports": [],
        "attacks": ["wet-street"],
        "evidence": [],
        "source": None,
        "locator": None,
        "quote": None,
        "verdicts": [verdict],
    }
    assert json.loads(argmap("review", "rain.yaml", "--format=json", "--state=stale").stdout) == []


def test_a_ledger_among_maps_is_read_with_its_map(argmap: Run, rain: Path) -> None:
    """`*.yaml` names both; the ledger alone is told not to be a map."""
    argmap("review", rain.name, "accept", *LISTED, *BY)
    done = argmap("validate", "rain.review.yaml", "rain.yaml", "--ignore", "AM308")
    assert (done.returncode, done.stdout) == (0, "no findings in rain.yaml\n")
    done = argmap("validate", "rain.review.yaml")
    assert done.returncode == 1
    assert "this is a ledger of reviews, not a map" in done.stdout


def test_the_picture_says_how_each_claim_stands(argmap: Run, rain: Path) -> None:
    argmap("review", rain.name, "accept", "thesis", *BY)
    argmap("review", rain.name, "challenge", "no-sun", *BY)
    done = argmap("render", rain.name, "--review", "-o", "-")
    assert done.returncode == 0, done.stderr
    for word in ("accepted", "challenged", "unreviewed"):
        assert f"{word}<" in done.stdout
    assert "accepted<" not in argmap("render", rain.name, "-o", "-").stdout
    for wrong in (["-"], [rain.name, "--format", "dot"]):
        assert argmap("render", *wrong, "--review", input=MAP).returncode == 2


def test_the_picture_of_the_reviews_leaves_the_articles_picture_alone(
    argmap: Run, rain: Path
) -> None:
    """Where no file is named, the name says what the picture shows, at every width."""
    assert argmap("render", rain.name).returncode == 0
    for width in ("720", "360"):
        assert argmap("render", rain.name, "--review", "--width", width).returncode == 0
    there = ["rain-review-360.svg", "rain-review.svg", "rain.svg"]
    assert files(rain.parent / "out") == there
    assert argmap("render", rain.name, "--check").returncode == 0


def test_a_broken_ledger_stops_only_the_picture_that_shows_it(argmap: Run, rain: Path) -> None:
    (rain.parent / "rain.review.yaml").write_text("- a\n", encoding="utf-8")
    assert argmap("render", rain.name, "-o", "a.svg").returncode == 0
    done = argmap("render", rain.name, "--review", "-o", "b.svg")
    assert done.returncode == 1
    assert "error[AM105" in done.stderr
    assert files(rain.parent) == ["a.svg", "rain.review.yaml", "rain.yaml"]
