"""What commands that draw say of warnings: as many as `validate` tells, and each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewed import MAP

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

DRAWING = ["render", "impact", "embed"]
SETTINGS = 'ignore = ["AM402"]\n'


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """A map without warnings."""
    path = tmp_path / "rain.yaml"
    path.write_text(MAP, encoding="utf-8")
    return path


def last(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last line on standard error."""
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", DRAWING)
def test_warnings_about_reviews_are_counted(argmap: Run, rain: Path, command: str) -> None:
    """A challenged claim and a review that is stale are two, for `validate` as for the others."""
    argmap("review", rain.name, "challenge", "no-sun", "--by", "Dora Hill", "--note", "It shone.")
    argmap("review", rain.name, "accept", "thesis", "--by", "Dora Hill")
    rain.write_text(MAP.replace("It rains.", "It pours."), encoding="utf-8")
    checked = argmap("validate", rain.name).stdout.splitlines()[-1]
    assert checked.startswith("2 warnings")
    done = argmap(command, rain.name)
    assert done.returncode == 0
    assert last(done) == "2 warnings: `argmap validate rain.yaml` shows them"


@pytest.mark.parametrize("command", DRAWING)
def test_an_error_in_the_reviews_is_told_and_the_map_is_drawn(
    argmap: Run, rain: Path, command: str
) -> None:
    """They are not on the picture; one that shows them is not drawn."""
    (rain.parent / "rain.review.yaml").write_text("argmap-review: 1\nclaims: x\n", encoding="utf-8")
    done = argmap(command, rain.name)
    assert done.returncode == 0
    assert last(done) == "1 error in the reviews: `argmap validate rain.yaml` shows it"
    assert argmap("render", rain.name, "--review").returncode == 1


@pytest.mark.parametrize("command", DRAWING)
def test_reviews_that_cannot_be_read_keep_no_map_from_being_drawn(
    argmap: Run, rain: Path, command: str
) -> None:
    """It does not need them."""
    (rain.parent / "rain.review.yaml").mkdir()
    assert argmap(command, rain.name).returncode == 0
    assert argmap("render", rain.name, "--review").returncode == 3


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_settings_that_many_maps_share_are_told_of_once(argmap: Run, rain: Path, jobs: str) -> None:
    """Also where one of the maps has an error, whose findings are told."""
    for name in ("a", "b", "c"):
        (rain.parent / f"{name}.yaml").write_text(MAP, encoding="utf-8")
    wrong = MAP.replace("attacks: wet-street", "attacks: dry-street")
    (rain.parent / "b.yaml").write_text(wrong, encoding="utf-8")
    (rain.parent / "argmap.toml").write_text(SETTINGS, encoding="utf-8")
    done = argmap("render", "a.yaml", "b.yaml", "c.yaml", "-j", jobs)
    assert done.returncode == 1
    assert done.stderr.count("argmap.toml") == 1
    assert "1 warning in argmap.toml: `argmap validate a.yaml` shows it\n" in done.stderr
    assert "AM201" in done.stderr
    assert argmap("validate", "a.yaml").stdout.splitlines()[-1].startswith("1 warning")
    assert "argmap.toml" not in argmap("render", "a.yaml", "c.yaml").stderr  # all is up to date


@pytest.mark.parametrize("command", DRAWING)
def test_one_map_tells_of_its_settings(argmap: Run, rain: Path, command: str) -> None:
    (rain.parent / "argmap.toml").write_text(SETTINGS, encoding="utf-8")
    done = argmap(command, rain.name)
    assert done.returncode == 0
    assert last(done) == "1 warning in argmap.toml: `argmap validate rain.yaml` shows it"
