"""Many maps at once: the same pictures as one by one, told in order, and only where needed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

import argmap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(name="run")
def run_argmap(argmap: Run) -> Run:
    """The command; here, `argmap` is the library."""
    return argmap


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def dates(folder: Path) -> dict[str, int]:
    """Return when every file below a folder was written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def drawn(path: Path, form: str) -> bytes:
    """Return what the library makes of one map alone."""
    if form == "dot":
        return argmap.to_dot(argmap.load(path)).encode()
    drawing = argmap.render(path)
    return argmap.to_pdf(drawing) if form == "pdf" else drawing.svg.encode()


@pytest.mark.parametrize("form", ["svg", "dot", "pdf"])
def test_the_pictures_are_the_same_as_one_by_one(
    run: Run, maps: Path, tmp_path: Path, form: str
) -> None:
    """Three processes give the bytes that one gives for each map alone."""
    done = run("render", "maps", "-j", "3", "--format", form, "-o", "new/")
    assert done.returncode == 1
    good = [path for path in maps.rglob("*.yaml") if path.name != "4.yaml"]
    expected = {
        path.relative_to(maps).with_suffix(f".{form}").as_posix(): drawn(path, form)
        for path in good
    }
    assert contents(tmp_path / "new") == expected
    assert done.stderr.splitlines()[-1] == "9 maps: 8 written, 1 with errors"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_told_comes_in_the_order_of_the_arguments(
    run: Run, maps: Path, tmp_path: Path, jobs: int
) -> None:
    """Whichever map is finished first."""
    (tmp_path / "large.yaml").write_text(
        (maps / "0.yaml").read_text("utf-8")
        + "".join(f"  p{n}:\n    text: Grund {n}.\n    supports: thesis\n" for n in range(150)),
        encoding="utf-8",
    )
    done = run("render", "large.yaml", "maps/2.yaml", "missing.yaml", "maps/1.yaml", "-j", jobs)
    assert done.returncode == 3
    assert [line.split(" (")[0] for line in done.stderr.splitlines()] == [
        "wrote out/large.svg",
        "1 warning: `argmap validate large.yaml` shows it",
        (
            "note: more than 1,640 px are several screens: --overview draws the argument in one, "
            "and --split a picture for each main reason"
        ),
        "wrote out/2.svg",
        "argmap: there is no file missing.yaml",
        "wrote out/1.svg",
        "4 maps: 3 written, 1 failed",
    ]


def test_what_is_up_to_date_is_left_alone(run: Run, maps: Path, tmp_path: Path) -> None:
    """Only what would change is written, told and dated anew."""
    assert run("render", "maps").returncode == 1
    before = dates(tmp_path / "out")
    text = (maps / "2.yaml").read_text(encoding="utf-8")
    (maps / "2.yaml").write_text(text.replace("Brücke muss", "Brücke soll"), encoding="utf-8")
    (maps / "4.yaml").unlink()
    done = run("render", "maps")
    assert done.returncode == 0
    assert done.stderr.startswith("wrote out/2.svg (")
    assert done.stderr.splitlines()[1:] == ["8 maps: 1 written, 7 up to date"]
    after = dates(tmp_path / "out")
    assert {name for name in after if after[name] != before[name]} == {"2.svg"}


def test_a_single_map_is_told_to_be_up_to_date(run: Run, small_map: Path) -> None:
    """With the same words behind it as if it had been written."""
    first = run("render", small_map.name)
    again = run("render", small_map.name)
    assert again.returncode == 0
    assert again.stderr == first.stderr.replace(
        "wrote out/brücke.svg", "out/brücke.svg is up to date"
    )


def test_check_lists_what_is_not_up_to_date_and_writes_nothing(
    run: Run, maps: Path, tmp_path: Path
) -> None:
    """One line each on standard output, the command that mends it, and exit status 1."""
    (maps / "4.yaml").unlink()
    done = run("render", "maps", "--check", "-j", "2")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "out/0.svg is missing"
    assert done.stdout.splitlines()[-1] == "out/more/7.svg is missing"
    assert not (tmp_path / "out").exists()
    run("render", "maps")
    done = run("render", "maps", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "8 maps: 8 up to date\n")
    (tmp_path / "out" / "3.svg").write_text("<svg/>")
    (tmp_path / "out" / "5.svg").unlink()
    before = contents(tmp_path)
    done = run("render", "maps", "--check")
    assert done.returncode == 1
    assert done.stdout == "out/3.svg is out of date\nout/5.svg is missing\n"
    assert done.stderr.splitlines() == [
        "8 maps: 6 up to date, 1 out of date, 1 missing",
        "hint: `argmap render maps` writes what is not up to date",
    ]
    assert contents(tmp_path) == before


def test_check_looks_at_the_picture_that_the_options_ask_for(run: Run, small_map: Path) -> None:
    """Another theme under the same name is another picture."""
    run("render", small_map.name)
    assert run("render", small_map.name, "--check").returncode == 0
    done = run("render", small_map.name, "--check", "--theme", "mono")
    assert (done.returncode, done.stdout) == (1, "out/brücke.svg is out of date\n")
    assert run("render", small_map.name, "-o", "-", "--check").returncode == 2


def test_a_map_with_errors_fails_the_check(run: Run, broken_map: Path) -> None:
    """Its findings are told, and no picture is asked for."""
    done = run("render", broken_map.name, "--check")
    assert (done.returncode, done.stdout) == (1, "")
    assert "AM201" in done.stderr
    assert "hint: `argmap" not in done.stderr


def test_two_maps_with_one_picture_are_told_before_anything_is_written(
    run: Run, maps: Path, tmp_path: Path
) -> None:
    """In one folder, or from folders whose maps have the same names."""
    (maps / "3.yml").write_bytes((maps / "3.yaml").read_bytes())
    done = run("render", "maps")
    assert done.returncode == 2
    assert "'maps/3.yaml' and 'maps/3.yml' would both be written to 'out/3.svg'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_other_files_in_a_folder_are_told_once(run: Run, maps: Path) -> None:
    """The first three by name, and none of them is a finding."""
    for number in range(5):
        (maps / f"data{number}.yaml").write_text("x: 1\n")
    (maps / "4.yaml").unlink()
    done = run("render", "maps")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == (
        "passed by 5 files without the key `argmap`: maps/data0.yaml, maps/data1.yaml, "
        "maps/data2.yaml, and 2 more"
    )


def test_a_folder_without_a_map_is_one_line_and_the_others_are_drawn(
    run: Run, small_map: Path, tmp_path: Path
) -> None:
    """Exit status 3: it may be the wrong folder."""
    (tmp_path / "empty").mkdir()
    done = run("render", "empty", small_map.name)
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert lines[0] == "argmap: there is no map in the folder empty"
    assert lines[1].startswith("wrote out/brücke.svg")
    assert run("render", "empty").returncode == 3


def test_pictures_in_a_clone_with_the_line_ends_of_windows_are_up_to_date(
    run: Run, small_map: Path, program: Callable[[str], str]
) -> None:
    """Git gives all texts other line ends where `core.autocrlf` is set."""
    origin, clone = small_map.parent / "origin", small_map.parent / "clone"
    origin.mkdir()
    small_map.rename(origin / "x.yaml")
    run("render", "x.yaml", cwd="origin")
    run("embed", "x.yaml", "-o", "page", cwd="origin")
    git = [program("git"), "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.autocrlf=true"]
    for command in (
        ["-C", origin, "init", "-q"],
        ["-C", origin, "add", "-A"],
        ["-C", origin, "commit", "-qm", "1"],
        ["clone", "-q", "-c", "core.autocrlf=true", origin, clone],
    ):
        subprocess.run([*git, *command], check=True, capture_output=True)
    assert b"\r\n" in (clone / "out" / "x.svg").read_bytes()
    done = run("render", "x.yaml", "--check", cwd="clone")
    assert (done.returncode, done.stdout) == (0, "")
    done = run("embed", "x.yaml", "-o", "page", cwd="clone")
    assert done.stderr.count(" is up to date") == 3
