"""A ledger whose map is not there is told, with the map that it seems to be of."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.files.find import lone_ledgers
from reviewed import LISTED, MAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

OTHER = MAP.replace("    text: ", "    text: Nobody says that ")


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A map that was renamed without its ledger, in a folder with another map."""
    old = tmp_path / "maps" / "old.yaml"
    old.parent.mkdir()
    old.write_text(MAP, "utf-8")
    argmap.record(old, "accept", LISTED, by="Dora Hill", date="2026-03-14")
    (old.parent / "another.yaml").write_text(OTHER, "utf-8")
    return old.rename(old.with_name("new map.yaml"))


def told(path: Path) -> list[tuple[str, str | None]]:
    """Return place and hint of each finding on a ledger without its map."""
    found = argmap.validate(path).findings
    return [(one.location.path, one.hint) for one in found if one.code == "AM511"]


def test_the_map_is_named_and_the_hint_mends_it(argmap: Run, moved: Path) -> None:
    """Whether the folder or only the map is asked about; it is told once."""
    repository = moved.parent.parent
    git(repository, "init", "--quiet")
    git(repository, "add", "--all")
    move = "git mv maps/old.review.yaml 'maps/new map.review.yaml'"
    for argument in ("maps", "maps/new map.yaml"):
        done = argmap("validate", argument, "--strict")
        assert done.returncode == 1
        assert done.stdout.count("warning[AM511 lone-ledger]") == 1
        assert (
            "maps/old.review.yaml:1:1: warning[AM511 lone-ledger]: the map of this" in done.stdout
        )
        assert f"its verdicts are on the claims of maps/new map.yaml: `{move}`" in done.stdout
        assert "1 | # The reviews of old.yaml." in done.stdout
    subprocess.run(["sh", "-c", move], cwd=repository, check=True, timeout=60)
    done = argmap("validate", "maps", "--strict")
    assert (done.returncode, done.stdout) == (0, "no findings in 2 files\n")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, timeout=60)


def test_a_map_with_other_claims_says_only_that_it_is_there(moved: Path) -> None:
    """Nobody is told to give a ledger to a map that it is not of."""
    assert told(moved.with_name("another.yaml")) == [
        (str(moved.with_name("old.review.yaml")), None)
    ]


def test_a_map_with_a_ledger_of_its_own_keeps_it(moved: Path) -> None:
    """The hint would overwrite it."""
    argmap.prepare_ledger(moved)
    assert [hint for _, hint in told(moved)] == [None]


def test_of_two_that_fit_none_is_recommended(moved: Path) -> None:
    ledger = moved.with_name("old.review.yaml")
    moved.with_name("older.review.yaml").write_bytes(ledger.read_bytes())
    assert [hint for _, hint in told(moved)] == [None, None]


def test_a_ledger_that_cannot_be_read_is_told_too(moved: Path) -> None:
    moved.with_name("old.review.yaml").write_text("<<<<<<< HEAD\n", "utf-8")
    assert [hint for _, hint in told(moved)] == [None]


@pytest.mark.parametrize("name", ["map.yaml", "map.yml", "MAP.YAML", "map"])
def test_a_ledger_beside_its_map_is_none(tmp_path: Path, name: str) -> None:
    """Whatever the map's name ends in."""
    (tmp_path / name).write_text("", "utf-8")
    (tmp_path / "map.review.yaml").write_text("", "utf-8")
    (tmp_path / ".hidden.review.yaml").write_text("", "utf-8")
    assert lone_ledgers(str(tmp_path)) == ()
    (tmp_path / name).unlink()
    assert lone_ledgers(str(tmp_path)) == (str(tmp_path / "map.review.yaml"),)


def test_a_folder_is_listed_once_for_all_its_maps(
    moved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder with thousands of maps, a listing for each would take minutes."""
    real, listed = os.scandir, []
    monkeypatch.setattr(os, "scandir", lambda folder: listed.append(folder) or real(folder))
    for _ in range(3):
        assert told(moved)
        assert told(moved.with_name("another.yaml"))
    assert listed in ([], [str(moved.parent)])  # the fixtures' last change may have been seen
