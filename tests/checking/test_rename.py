"""An id is renamed in a map and its ledger: in both or in neither, and no verdict is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.errors import ArgmapError
from argmap.files.lock import locked
from reviewed import LISTED, MAP, files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

RENAMED = [
    ("wet-street", "damp-road"),
    ("sprinkler", "garden-hose"),
    ("diary", "log-book"),
    ("clouds", "overcast"),
    ("no-sun", "dim"),
]
KILLED = """
import os, sys
import argmap
real, left = os.replace, [1]
def dying(*paths):
    if not left:
        os._exit(9)
    left.pop()
    real(*paths)
os.replace = dying
argmap.rename(sys.argv[1], "wet-street", "damp-road")
"""


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """The map with a verdict on each of its claims, alone in a folder."""
    path = tmp_path / "rain.yaml"
    path.write_text(MAP.replace("\n  wet-street:", "\n  # wet-street\n  wet-street:"), "utf-8")
    argmap.record(path, "accept", LISTED, by="Dora Hill", date="2026-03-14", note="wet-street seen")
    return path


def states(path: Path) -> list[str]:
    """Return how the claims of a map stand."""
    return [str(one.state) for one in argmap.reviews(path).values()]


@pytest.mark.parametrize(("old", "new"), RENAMED)
def test_verdicts_count_as_they_did(rain: Path, old: str, new: str) -> None:
    """Whatever is renamed, a verdict on it, or on what names it, is still about the same."""
    ledger = rain.with_suffix(".review.yaml")
    before = rain.read_bytes(), ledger.read_bytes()
    done = argmap.rename(rain, old, new)
    assert (done.ledger, done.places > 0, done.ledger_places > 0) == (str(ledger), True, True)
    assert states(rain) == ["accepted"] * 6
    assert done.text == rain.read_text("utf-8")
    argmap.rename(rain, new, old)
    assert (rain.read_bytes(), ledger.read_bytes()) == before
    assert files(rain.parent) == ["rain.review.yaml", "rain.yaml"]


def test_a_stale_verdict_stays_stale(rain: Path) -> None:
    """Renaming says nothing about what changed before."""
    rain.write_text(rain.read_text("utf-8").replace("Puddles", "Ponds"), "utf-8")
    assert states(rain).count("stale") == 1
    argmap.rename(rain, "photo", "snapshot")
    assert states(rain).count("stale") == 1


def test_comments_and_notes_keep_the_old_word(rain: Path) -> None:
    """They are people's words."""
    argmap.rename(rain, "wet-street", "damp-road")
    assert "  # wet-street\n  damp-road:\n" in rain.read_text("utf-8")
    ledger = rain.with_suffix(".review.yaml").read_text("utf-8")
    assert ledger.count("wet-street") == ledger.count("note: wet-street seen") == 6


def test_an_accepted_finding_follows_its_evidence(rain: Path) -> None:
    """`ignore` names evidence without an id by its claim and its number."""
    entry = "  - {rule: second-hand, at: [wet-street, wet-street.2], because: We know.}\n"
    rain.write_text(rain.read_text("utf-8") + entry, "utf-8")
    argmap.rename(rain, "wet-street", "damp-road")
    assert "at: [damp-road, damp-road.2]" in rain.read_text("utf-8")


def test_a_byte_order_mark_and_line_ends_stay(rain: Path) -> None:
    ledger = rain.with_suffix(".review.yaml")
    for path in (rain, ledger):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = rain.read_bytes(), ledger.read_bytes()
    argmap.rename(rain, "diary", "log-book")
    assert rain.read_bytes().startswith(b"\xef\xbb\xbfargmap: 1\r\n")
    argmap.rename(rain, "log-book", "diary")
    assert (rain.read_bytes(), ledger.read_bytes()) == before


def test_what_was_renamed_by_hand_is_renamed_in_the_ledger(rain: Path) -> None:
    """The verdicts on the claim that is gone find it again."""
    by_hand = rain.read_text("utf-8").replace("wet-street", "damp-road")
    rain.write_text(by_hand, "utf-8")
    assert argmap.reviews(rain)["damp-road"].state == "unreviewed"
    done = argmap.rename(rain, "wet-street", "damp-road")
    assert (done.places, done.text) == (0, by_hand)
    assert states(rain) == ["accepted"] * 6


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("wet-stret", "x", "nothing on the map has the id `wet-stret`: did you mean `wet-street`?"),
        ("wet-street", "photo", r"`photo` is taken: a source \(.*rain.yaml:6\) has it"),
        ("wet-street", "wet-street", "is its id already"),
        ("wet-street", "wet street", "`wet street` cannot be an id: .* `wet-street` would do"),
        ("wet-street.1", "x", "but counted: give that evidence an `id`"),
        ("thesis", "x", "no other name than `thesis`"),
        ("no-sun", "old", "rain.review.yaml has the id `old` already"),
    ],
)
def test_what_cannot_be_renamed_is_said(rain: Path, old: str, new: str, problem: str) -> None:
    """And nothing is written."""
    ledger = rain.with_suffix(".review.yaml")
    ledger.write_text(ledger.read_text("utf-8") + "  old:\n", "utf-8")
    before = rain.read_bytes(), ledger.read_bytes()
    with pytest.raises(argmap.RenameError, match=problem):
        argmap.rename(rain, old, new)
    assert (rain.read_bytes(), ledger.read_bytes()) == before


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        (("supports: thesis", "supports: thesys"), "AM201"),
        (("source: diary}", "source: dairy}"), "AM303"),
        (("text: Nobody", "txt: Nobody"), "AM104"),
        (("  sprinkler:", "  wet-street:"), "AM202"),
    ],
)
def test_a_map_whose_ids_are_unclear_is_left_alone(
    rain: Path, slip: tuple[str, str], code: str
) -> None:
    """What leads nowhere may have meant the old id or the new one."""
    rain.write_text(rain.read_text("utf-8").replace(*slip), "utf-8")
    before = rain.read_bytes()
    with pytest.raises(argmap.UnsafeMapError) as caught:
        argmap.rename(rain, "no-sun", "dim")
    assert code in {one.code for one in caught.value.findings}
    assert rain.read_bytes() == before
    assert files(rain.parent) == ["rain.review.yaml", "rain.yaml"]


def test_an_error_of_another_kind_is_no_hindrance(rain: Path) -> None:
    """Whether an argument is sound does not matter for its names."""
    text = rain.read_text("utf-8").replace("  no-sun:\n", "  no-sun:\n    attacks: no-sun\n")
    rain.write_text(text, "utf-8")
    argmap.rename(rain, "no-sun", "dim")
    assert "  dim:\n    attacks: dim\n" in rain.read_text("utf-8")


def test_a_ledger_with_a_conflict_is_left_alone(rain: Path) -> None:
    ledger = rain.with_suffix(".review.yaml")
    ledger.write_text(ledger.read_text("utf-8") + "<<<<<<< HEAD\n", "utf-8")
    with pytest.raises(argmap.UnsafeMapError, match="a merge has left both sides"):
        argmap.rename(rain, "no-sun", "dim")


def test_digests_that_somebody_broke_into_lines_are_left_alone(rain: Path) -> None:
    """No verdict is written like that, and one line says what to do about it."""
    ledger = rain.with_suffix(".review.yaml")
    text = ledger.read_text("utf-8")
    ledger.write_text(re.sub(r"(said: locator=\w+) source", r"\1\n        source", text), "utf-8")
    assert ledger.read_text("utf-8") != text
    before = rain.read_bytes(), ledger.read_bytes()
    with pytest.raises(ArgmapError, match=r"review.yaml was not changed: .* each on one line"):
        argmap.rename(rain, "diary", "log-book")
    assert (rain.read_bytes(), ledger.read_bytes()) == before


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("which", [1, 2, 3])
def test_where_a_file_cannot_be_written_both_stay(
    rain: Path, monkeypatch: pytest.MonkeyPatch, call: str, which: int
) -> None:
    """As on a full disk; nothing is left beside them."""
    real, calls = getattr(os, call), []

    def failing(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == which:
            raise OSError(28, "No space left on device")
        real(*arguments)

    ledger = rain.with_suffix(".review.yaml")
    before = rain.read_bytes(), ledger.read_bytes()
    monkeypatch.setattr(os, call, failing)
    if (call, which) == ("replace", 3):  # there are only two files
        argmap.rename(rain, "wet-street", "damp-road")
        return
    with pytest.raises(ArgmapError, match=r"cannot write .*: No space left on device"):
        argmap.rename(rain, "wet-street", "damp-road")
    assert (rain.read_bytes(), ledger.read_bytes()) == before
    assert files(rain.parent) == ["rain.review.yaml", "rain.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
def test_what_a_kill_left_half_done_is_done_by_the_same_words(
    rain: Path, environment: dict[str, str]
) -> None:
    """A kill between the two files leaves the map renamed; the next try renames the ledger."""
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, rain], env=environment, check=False, timeout=60
    )
    assert killed.returncode == 9
    assert "damp-road:" in rain.read_text("utf-8")
    assert states(rain) != ["accepted"] * 6
    argmap.rename(rain, "wet-street", "damp-road")
    assert states(rain) == ["accepted"] * 6


def test_it_waits_for_who_writes_the_ledger(rain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A verdict that is being written is not lost."""
    monkeypatch.setattr("argmap.files.lock.PATIENCE", 0.05)
    with (
        locked(str(rain.with_suffix(".review.yaml"))),
        pytest.raises(ArgmapError, match="another argmap has been at it"),
    ):
        argmap.rename(rain, "wet-street", "damp-road")


def test_the_command_says_what_it_wrote(argmap: Run, rain: Path) -> None:
    done = argmap("rename", rain.name, "sprinkler", "garden-hose")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "wrote rain.yaml: 1 place renamed\nwrote rain.review.yaml: 3 places renamed\n"
    )
    wrong = argmap("rename", rain.name, "sprinkler", "x")
    assert wrong.returncode == 2
    assert wrong.stderr.endswith(
        "Error: nothing on the map has the id `sprinkler`: ids stand before the colon in the map.\n"
    )
    broken = rain.parent / "broken.yaml"
    broken.write_text(MAP.replace("supports: thesis", "supports: thesys"), "utf-8")
    refused = argmap("rename", "broken.yaml", "sprinkler", "x")
    assert refused.returncode == 1
    assert "broken.yaml:13:15: error[AM201" in refused.stderr
    assert "    supports: thesys\n" in refused.stderr
    assert refused.stderr.endswith("nothing was renamed: mend this first\n")


def test_a_map_from_standard_input_goes_to_standard_output(argmap: Run, rain: Path) -> None:
    """So that an editor can send its text through the command."""
    done = argmap("rename", "-", "sprinkler", "garden-hose", input=rain.read_text("utf-8"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == rain.read_text("utf-8").replace("sprinkler:", "garden-hose:")
    assert "  sprinkler:" in rain.read_text("utf-8")
