"""The command `impact`, run as its users run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from arguments import text_of
from results import files, is_drawing

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

CASE = ("top: a & b > thesis", "c > thesis", "a < e @ s", "o ! c", "p ! o", "c < f @ t", "t ~ s")
RANKED = """\
Nothing is rejected. The thesis stands, on 2 of its 2 reasons: 3 c and the inference top.

Contested
  3.1 o “It is so that o.”
    3.1.1 p attacks it, and stands

How many other claims newly fall or are contested, where one alone is rejected
  falls  contested  the thesis then
      3          0  falls             the source s
      1          0  stands on 1 of 2  the source t
      0          1  stands on 1 of 2  3.1.1 p “It is so that p.”
      0          0  stands on 1 of 2  1 a “It is so that a.”
      0          0  stands on 1 of 2  2 b “It is so that b.”
      0          0  stands on 1 of 2  3 c “It is so that c.”
  with 1 other nothing changes

Single points of failure: with each of them alone, the thesis falls
  the source s
"""
ALL_OF_S = """\
Rejected
  the source s

What follows, step by step
   1  falls: the evidence e “What e shows.”
        the source s is rejected
      falls: the source t
        the source s is rejected
   2  falls: the evidence f “What f shows.”
        the source t has fallen
      falls: 1 a “It is so that a.”
        its only backing has fallen: the evidence e
   3  falls: the inference top “top is a step.”
        a premise of it has fallen: 1 a
      falls: 3 c “It is so that c.”
        its only backing has fallen: the evidence f
   4  falls: the thesis “It is so that thesis.”
        both that backed it have fallen: 3 c and the inference top

The thesis falls: both that backed it have fallen: 3 c and the inference top.
3 claims fall.
Before anything was rejected: 1 contested.
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A map with linked and convergent reasons, evidence, and an objection that is answered."""
    path = tmp_path / "case.yaml"
    path.write_text(text_of(*CASE), encoding="utf-8")
    return path


def test_a_rejection_is_told_step_by_step(argmap: Run, case: Path) -> None:
    """What was rejected, what follows and why, the thesis; and the status is 0 though it falls."""
    done = argmap("impact", case, "s")
    assert (done.returncode, done.stdout) == (0, ALL_OF_S)
    assert "`argmap validate " in done.stderr


def test_what_still_stands_is_told_with_what_it_lost(argmap: Run, case: Path) -> None:
    """Of the thesis it is said at the end."""
    done = argmap("impact", case, "p", "a")
    assert "now contested: 3 c “It is so that c.”\n        3.1 o attacks it, and stands\n" in (
        done.stdout
    )
    assert (
        "The thesis is contested: what is left of its backing is contested: 3 c.\n" in done.stdout
    )
    done = argmap("impact", case, "b")
    assert done.stdout.endswith(
        "The thesis stands, on 1 of its 2 reasons: 3 c. It has lost the inference top.\n"
        "Before anything was rejected: 1 contested.\n"
    )
    done = argmap("impact", case, "o")
    assert "Nothing else changes its state.\n" in done.stdout


def test_without_an_id_everything_is_ranked(argmap: Run, case: Path) -> None:
    """The state of things, the ranking, and the single points of failure."""
    done = argmap("impact", case)
    assert (done.returncode, done.stdout) == (0, RANKED)


def test_json_has_the_same_for_programs(argmap: Run, case: Path) -> None:
    """An object with the states, the difference to before, and each step."""
    told = json.loads(argmap("impact", case, "p", "--format", "json").stdout)
    assert {key: told[key] for key in told if key != "parts"} == {
        "version": 1,
        "rejected": ["p"],
        "falls": [],
        "contested": ["c"],
        "thesis": "stands",
        "stands_on": ["top"],
        "before": {"falls": [], "contested": ["o"], "thesis": "stands"},
        "steps": [
            {
                "step": 1, "id": "o", "kind": "claim", "before": "contested", "after": "stands",
                "because": "3.1.1 p, which attacks it, is rejected",
            },
            {
                "step": 2, "id": "c", "kind": "claim", "before": "stands", "after": "contested",
                "because": "3.1 o attacks it, and stands",
            },
        ],
    }  # fmt: skip
    ranked = json.loads(argmap("impact", "-", "--format", "json", input=text_of(*CASE)).stdout)
    assert ranked["single_points_of_failure"] == ["s"]
    assert (ranked["rejected"], ranked["thesis"]) == ([], "stands")
    first = {"id": "s", "kind": "source", "falls": 3, "contested": 0, "thesis": "falls"}
    assert ranked["ranking"][0] == first | {"stands_on": 0}
    second = {"id": "t", "kind": "source", "falls": 1, "contested": 0, "thesis": "stands"}
    assert ranked["ranking"][1] == second | {"stands_on": 1}
    assert [entry["id"] for entry in ranked["ranking"]] == ["s", "t", "p", "a", "b", "c", "o"]


def test_an_unknown_id_is_wrong_usage(argmap: Run, small_map: Path) -> None:
    """Every one is told, with the one that is meant where one is near; nothing is written."""
    done = argmap("impact", small_map, "rise", "gutachten", "nowhere", "--render", "x.svg")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "Error: nothing on this map has the id `rise`: did you mean `risse`?\n"
        "nothing on this map has the id `nowhere`.\n"
    )
    assert files(small_map.parent) == {"brücke.yaml"}


def test_a_map_with_errors_is_not_examined(argmap: Run, broken_map: Path) -> None:
    """What is wrong with it is told instead."""
    done = argmap("impact", broken_map, "risse")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[AM201 unknown-reference]" in done.stderr
    assert argmap("impact", "missing.yaml").returncode == 3


def test_the_picture_shows_what_falls(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """It goes to the folder out or to a file of one's own, and the answer is printed, too."""
    done = argmap("impact", small_map, "gutachten", "messung", "--render")
    assert done.returncode == 0
    assert done.stdout.endswith(
        "The thesis falls: its only backing has fallen: 1 risse.\n2 claims fall.\n"
    )
    assert done.stderr.startswith("wrote out/brücke-impact.svg (720 × ")
    drawn = tmp_path / "out" / "brücke-impact.svg"
    assert is_drawing(drawn.read_text(encoding="utf-8"))
    assert drawn.read_text(encoding="utf-8").count("fällt") >= 4
    assert argmap("impact", small_map, "risse.2", "--render", "new/mine.svg").returncode == 0
    again = argmap("impact", small_map, "gutachten", "messung", "--render", "out")
    assert again.stderr.startswith("out/brücke-impact.svg is up to date (720 × ")
    assert is_drawing((tmp_path / "new" / "mine.svg").read_text(encoding="utf-8"))


def test_the_picture_has_to_be_a_picture(argmap: Run, small_map: Path) -> None:
    """An id behind `--render` is not taken for a file, nor is the map or standard output."""
    for name, told in (
        ("risse", "name ids before --render"),
        ("-", "standard output has the report"),
    ):
        done = argmap("impact", small_map, "--render", name)
        assert done.returncode == 2
        assert told in done.stderr


def test_colours_are_for_terminals(argmap: Run, case: Path) -> None:
    """They can be asked for and forbidden, and change no word."""
    plain = argmap("impact", case, "s").stdout
    colored = argmap("impact", case, "s", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[31mfalls:\x1b[0m" in colored
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m"):
        colored = colored.replace(code, "")
    assert colored == plain
    assert argmap("impact", case, "s", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout == plain


REVIEWED = ("a > thesis", "b > thesis", "c > b", "o ! a", "p ! o", "d < e @ s", "d > thesis")


@pytest.fixture
def reviewed(argmap: Run, tmp_path: Path) -> Path:
    """A map with an accepted claim, a challenged and a stale one, and others unreviewed."""
    path = tmp_path / "reviewed.yaml"
    path.write_text(text_of(*REVIEWED), encoding="utf-8")
    argmap("review", path, "accept", "a", "p", "--by", "Eva Roth", "--date", "2026-03-14")
    argmap("review", path, "challenge", "b", "--by", "Eva Roth", "--date", "2026-03-14")
    text = path.read_text("utf-8")
    path.write_text(text.replace("It is so that p.", "It is so that p, too."), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("states", "rejected", "thesis"),
    [
        ("challenged", "the claim that is challenged: 2 b “It is so that b.”", "on 2 of its 3"),
        ("stale", "the claim that is stale: 1.1.1 p “It is so that p, too.”", "is contested"),
        (
            "unreviewed",
            "3 claims that are unreviewed: 2.1 c, 3 d and 1.1 o",
            "on 1 of its 3",
        ),
    ],
)
def test_all_in_a_review_state_fall_together(
    argmap: Run, reviewed: Path, states: str, rejected: str, thesis: str
) -> None:
    """One line says which these are, and the thesis is asked about and not rejected."""
    done = argmap("impact", reviewed, "--if", states)
    assert done.returncode == 0
    assert done.stdout.startswith(f"Rejected\n  {rejected}\n")
    (end,) = [line for line in done.stdout.splitlines() if line.startswith("The thesis ")]
    if states == "stale":  # then o stands again, and a is contested
        assert "now contested: 1 a" in done.stdout
    else:
        assert thesis in end
    left_out = "  not the thesis, which is unreviewed, too: name it to reject it\n"
    assert (left_out in done.stdout) == (states == "unreviewed")


def test_states_and_ids_are_rejected_together_and_a_state_that_nobody_has_is_told(
    argmap: Run, reviewed: Path
) -> None:
    """What is named comes first, then a line for each state."""
    argmap("review", reviewed, "withdraw", "b", "--by", "Eva Roth", "--date", "2026-03-15")
    done = argmap("impact", reviewed, "d", "thesis", "--if", "stale, challenged")
    assert done.stdout.startswith(
        "Rejected\n"
        "  3 d “It is so that d.”\n"
        "  the thesis “It is so that thesis.”\n"
        "  the claim that is stale: 1.1.1 p “It is so that p, too.”\n"
        "  no claim is challenged\n"
    )
    assert "not the thesis" not in done.stdout
    found = json.loads(argmap("impact", reviewed, "--if", "challenged", "--format", "json").stdout)
    assert (found["rejected"], found["by_state"], found["spared"]) == ([], {"challenged": []}, None)
    assert found["steps"] == []


def test_json_tells_every_part_with_its_state_and_the_objections_to_it(
    argmap: Run, reviewed: Path
) -> None:
    """Version 1; an objection stands, is open, answered or fallen."""
    found = json.loads(argmap("impact", reviewed, "c", "--format", "json").stdout)
    assert found["version"] == 1
    parts = {part["id"]: part for part in found["parts"]}
    assert list(parts) == ["thesis", "a", "b", "c", "d", "o", "p", "s", "e"]
    nothing = {"standing": [], "open": [], "answered": [], "fallen": []}
    assert parts["a"]["objections"] == nothing | {"answered": ["o"]}
    assert parts["o"]["objections"] == nothing | {"standing": ["p"]}
    assert (parts["b"]["state"], parts["b"]["kind"]) == ("falls", "claim")
    assert parts["b"]["because"] == "its only backing is rejected: 2.1 c"
    alone = json.loads(argmap("impact", reviewed, "--format", "json").stdout)
    assert (alone["version"], len(alone["parts"])) == (1, len(parts))


@pytest.mark.parametrize("states", ["accepted", "", "stale,,challenged", "Stale"])
def test_what_is_no_state_is_wrong_usage(argmap: Run, reviewed: Path, states: str) -> None:
    """The three that there are stand in the message."""
    done = argmap("impact", reviewed, "--if", states)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is none of challenged, stale, unreviewed; commas stand between" in done.stderr


def test_a_broken_ledger_is_not_taken_for_one_without_verdicts(argmap: Run, reviewed: Path) -> None:
    """Its errors are printed, and nothing is rejected."""
    ledger = reviewed.with_name("reviewed.review.yaml")
    ledger.write_text(ledger.read_text("utf-8") + "  x: [\n", encoding="utf-8")
    done = argmap("impact", reviewed, "--if", "unreviewed")
    assert (done.returncode, done.stdout) == (1, "")
    assert "reviewed.review.yaml:" in done.stderr
