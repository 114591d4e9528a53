"""What changed since a review is told in words where git has the map as it was reviewed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from argmap import api
from argmap.checking import validate
from argmap.review.history import MOST_VERSIONS, standings_in_words
from argmap.review.states import standings
from reviewed import MAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHANGED = (
    MAP.replace("my shoes were wet", "my shoes were dry")
    .replace("locator: left half", "locator: page 1")
    .replace("title: A diary", "title: A journal")
)
IN_WORDS = [
    ("evidence 1 (locator)", "“left half”", "“page 1”"),
    ("evidence 2 (quote)", "“my shoes were wet”", "“my shoes were dry”"),
    ("source `diary` (title)", "“A diary”", "“A journal”"),
]


@pytest.fixture
def commit(tmp_path: Path, program: Callable[[str], str]) -> Callable[[str], None]:
    """Return a function that commits a text as the map, in a folder below the repository's."""
    git = [program("git"), "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    (tmp_path / "maps").mkdir()

    def write(text: str) -> None:
        (tmp_path / "maps" / "rain.yaml").write_text(text, encoding="utf-8")
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "a step"], check=True)

    return write


def told(path: Path) -> list[tuple[str, str | None, str | None]]:
    """Return what has changed of the reviewed claim, with old and new words."""
    checked = validate(str(path))
    assert checked.map is not None
    found = standings_in_words(str(path), checked.map, standings(checked.map, checked.ledger))
    (opinion,) = found["wet-street"].opinions
    return [(change.part, change.old, change.new) for change in opinion.changes]


def test_old_words_come_from_the_version_that_was_reviewed(
    tmp_path: Path, commit: Callable[[str], None]
) -> None:
    """Neither from an older one nor from the one between; the file on the disk is the newest."""
    path = tmp_path / "maps" / "rain.yaml"
    commit(MAP.replace("my shoes were wet", "shoes"))
    commit(MAP)
    api.record(path, "accept", ["wet-street"], by="Dora Hill")
    commit(MAP.replace("my shoes were wet", "his shoes were wet"))
    path.write_text(CHANGED, encoding="utf-8")
    assert told(path) == IN_WORDS


def test_what_was_added_and_taken_out_is_told(
    tmp_path: Path, commit: Callable[[str], None]
) -> None:
    path = tmp_path / "maps" / "rain.yaml"
    commit(MAP)
    api.record(path, "accept", ["wet-street"], by="Dora Hill")
    commit(MAP.replace("      - {quote: my shoes were wet, source: diary}\n", ""))
    assert told(path) == [
        ("one piece of evidence (taken out)", "“my shoes were wet”, “diary”", "gone"),
        ("source `diary` (no longer)", None, None),
    ]


def test_without_history_the_parts_are_told(tmp_path: Path) -> None:
    """No repository, or one that never had the map as it was reviewed: nothing fails."""
    path = tmp_path / "rain.yaml"
    path.write_text(MAP, encoding="utf-8")
    api.record(path, "accept", ["wet-street"], by="Dora Hill")
    path.write_text(CHANGED, encoding="utf-8")
    assert told(path) == [(part, None, None) for part, _, _ in IN_WORDS]


def test_without_git_the_parts_are_told(
    tmp_path: Path, commit: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "maps" / "rain.yaml"
    commit(MAP)
    api.record(path, "accept", ["wet-street"], by="Dora Hill")
    path.write_text(CHANGED, encoding="utf-8")
    assert told(path) == IN_WORDS
    monkeypatch.setenv("PATH", str(tmp_path))
    assert told(path) == [(part, None, None) for part, _, _ in IN_WORDS]


def test_a_name_is_no_pattern(tmp_path: Path, commit: Callable[[str], None]) -> None:
    """For git's paths, brackets stand for one of the letters in them."""
    odd = tmp_path / "maps" / "[rain].yaml"
    odd.write_text(MAP, encoding="utf-8")
    commit(MAP)
    api.record(odd, "accept", ["wet-street"], by="Dora Hill")
    odd.write_text(CHANGED, encoding="utf-8")
    for number in range(MOST_VERSIONS):
        (tmp_path / "maps" / "r.yaml").write_text(f"{number}", encoding="utf-8")
        commit(MAP)
    assert told(odd) == IN_WORDS
