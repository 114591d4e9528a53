"""The command `validate`, run as its users run it: its two streams and its exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from results import files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_clean_map_passes_with_status_0(argmap: Run, small_map: Path) -> None:
    """Findings are a product: they, and here their count, are on standard output."""
    done = argmap("validate", small_map, "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


def test_errors_give_status_1_and_stand_on_standard_output(argmap: Run, broken_map: Path) -> None:
    """Place, code, name, the line with a mark under it, and a hint."""
    done = argmap("validate", broken_map.name)
    assert (done.returncode, done.stderr) == (1, "")
    assert "broken.yaml:18:15: error[AM201 unknown-reference]: " in done.stdout
    assert "    supports: theses\n" in done.stdout
    assert "thesis" in done.stdout


def test_json_holds_every_finding_as_an_object(argmap: Run, broken_map: Path) -> None:
    """A program gets the same findings, whatever else is said."""
    done = argmap("validate", broken_map.name, "--format", "json")
    findings = json.loads(done.stdout)
    assert done.returncode == 1
    keys = ["code", "name", "severity", "path", "line", "column", "message", "hint"]
    assert all(list(finding)[:8] == keys for finding in findings)
    unknown = next(finding for finding in findings if finding["code"] == "AM201")
    assert (unknown["path"], unknown["line"], unknown["column"]) == ("broken.yaml", 18, 15)
    clean = argmap("validate", "-", "--format", "json", input="")
    assert json.loads(clean.stdout)[0]["path"] == "<stdin>"


def test_strict_takes_warnings_seriously_and_notes_not(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """With --strict a warning gives exit status 1; without it, 0."""
    bare = "  stau:\n    text: Der Umweg ist kurz.\n    supports: thesis\n"
    text = small_map.read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text + bare, encoding="utf-8")
    assert argmap("validate", "a.yaml").returncode == 0
    assert argmap("validate", "a.yaml", "--strict").returncode == 1


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit"])
def test_a_report_goes_where_it_was_asked_for(
    argmap: Run, broken_map: Path, tmp_path: Path, form: str
) -> None:
    """A file gets what standard output gets, and the exit status stays the same."""
    there = argmap("validate", broken_map.name, "--format", form, "-o", "-")
    asked = ["validate", broken_map.name, "--format", form, "-o", "report"]
    done = argmap(*asked, env={"FORCE_COLOR": "1"})
    assert (done.returncode, done.stdout) == (there.returncode, "") == (1, "")
    assert (tmp_path / "report").read_text(encoding="utf-8") == there.stdout
    assert done.stderr == "wrote report: 1 error in broken.yaml\n"


def test_a_report_that_cannot_be_written_is_told_on_one_line(
    argmap: Run, broken_map: Path, tmp_path: Path
) -> None:
    """An older report stays as it was."""
    done = argmap("validate", broken_map.name, "-o", "missing/report")
    assert done.returncode == 3
    assert done.stderr == "argmap: cannot write missing/report: No such file or directory\n"
    assert files(tmp_path) == {broken_map.name}


def test_what_is_wrong_with_settings_is_told_once_in_every_form(
    argmap: Run, broken_map: Path, small_map: Path, tmp_path: Path
) -> None:
    """Two maps with the same settings make one finding about them, at its own place."""
    (tmp_path / "argmap.toml").write_text('ignore = {AM301 = ""}\n')
    for form in ("text", "json", "sarif", "github", "junit"):
        done = argmap("validate", broken_map.name, small_map.name, "--format", form)
        assert done.stdout.count("argmap.toml") >= 1, (form, done.stderr)
    told = argmap("validate", broken_map.name, small_map.name, "--format", "github").stdout
    assert told.count("AM407") == 1
