"""What is said of many maps: one report in their order, on a terminal with how far it is."""

from __future__ import annotations

import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

import argmap

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(name="run")
def run_argmap(argmap: Run) -> Run:
    """The command; here, `argmap` is the library."""
    return argmap


@pytest.mark.parametrize("jobs", [1, 3])
def test_many_maps_are_checked_in_their_order(run: Run, maps: Path, jobs: int) -> None:
    """The findings of all of them are one report, and one list for programs."""
    (maps / "2.yaml").write_text("argmap: 1\n", encoding="utf-8")
    done = run("validate", "maps/8.yaml", "maps", "missing.yaml", "-j", jobs)
    assert done.returncode == 3
    assert done.stderr == "argmap: there is no file missing.yaml\n"
    places = [line.split(":")[0] for line in done.stdout.splitlines() if "error[" in line]
    assert places == ["maps/2.yaml", "maps/2.yaml", "maps/4.yaml"]
    assert done.stdout.splitlines()[-1] == "3 errors in 9 files"
    listed = json.loads(run("validate", "maps", "--format", "json", "-j", jobs).stdout)
    assert [finding["path"] for finding in listed] == places


def test_the_findings_are_the_same_as_one_by_one(run: Run, maps: Path) -> None:
    """Whatever the number of processes."""
    (maps / "0.yaml").write_text("argmap: 1\ntitle: [\n", encoding="utf-8")
    together = json.loads(run("validate", "maps", "--format", "json", "-j", "4").stdout)
    alone = [
        finding.message
        for path in sorted(maps.rglob("*.yaml"), key=lambda path: (path.parent, path))
        for finding in argmap.validate(path).findings
    ]
    assert [finding["message"] for finding in together] == alone
    assert len(alone) == 2


def test_a_baseline_counts_over_all_maps_of_a_folder(run: Run, maps: Path) -> None:
    """It is written and read in one go, however many processes there might be."""
    (maps / "4.yaml").unlink()
    bare = "  stau:\n    text: Der Umweg ist kurz.\n    supports: thesis\n"
    for name in ("1.yaml", "more/7.yaml"):
        (maps / name).write_text((maps / name).read_text("utf-8") + bare, encoding="utf-8")
    assert run("validate", "maps", "--strict", "-j", "2").returncode == 1
    done = run("validate", "maps", "--write-baseline", "known.json", "-j", "2")
    assert done.stderr == "wrote known.json: it holds 2 findings\n"
    done = run("validate", "maps", "--strict", "--baseline", "known.json", "-j", "2")
    assert (done.returncode, done.stderr) == (0, "known.json hides 2 findings\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(
    ("command", "dumb"),
    [("render", False), ("validate", False), ("render", True)],
)
def test_a_terminal_shows_how_far_it_is_and_nothing_of_it_stays(
    run: Run, maps: Path, command: str, dumb: bool
) -> None:
    """What stands there in the end is what a file would hold; a dumb terminal gets just that."""
    expected = run(command, "maps").stderr
    shutil.rmtree(maps.parent / "out", ignore_errors=True)
    told = on_terminal(run, command, "maps", TERM="dumb" if dumb else "xterm")
    assert ("8 of 9 maps" in told) != dumb
    assert "\n".join(as_shown(told)) == expected
    assert "\x1b" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_said_in_the_middle_does_not_stand_in_the_line(
    run: Run, maps: Path, jobs: int
) -> None:
    """A map that takes long is told of before it is drawn, by whichever process draws it."""
    (maps / "4.yaml").unlink()
    net = ["--layout", "graph", "-j", str(jobs)]
    run("render", "maps", *net)  # what is up to date leaves the line where it stands
    claims = "".join(f"  p{n}: {{text: {n}., supports: thesis}}\n" for n in range(1_000))
    large = (maps / "0.yaml").read_text("utf-8") + claims
    (maps / "3.yaml").write_text(large, encoding="utf-8")
    told = on_terminal(run, "render", "maps", *net, TERM="xterm")
    assert "1 of 8 maps" in told
    lines = as_shown(told)
    (line,) = [line for line in lines if "can take Graphviz minutes" in line]
    assert line.startswith("maps/3.yaml: to place 1,002 claims")
    assert lines[-2:] == ["8 maps: 1 written, 7 up to date", ""]


def as_shown(told: str) -> list[str]:
    """Return the lines that a terminal shows in the end: a return begins to write over one."""
    lines = []
    for line in told.replace("\r\n", "\n").split("\n"):
        over = ""
        for part in line.split("\r"):
            over = part + over[len(part) :]
        lines.append(over.rstrip())
    return lines


def on_terminal(run: Run, *arguments: str, **variables: str) -> str:
    """Return what the command says on a terminal."""
    leader, follower = os.openpty()
    with ThreadPoolExecutor() as reader:
        told = reader.submit(everything, leader)
        try:
            run(*arguments, stderr=follower, env=variables | {"NO_COLOR": "1"})
        finally:
            os.close(follower)
        return told.result(timeout=60)


def everything(handle: int) -> str:
    """Return all that a terminal is given, until nobody writes to it any more."""
    data = b""
    with suppress(OSError):  # the way in which Linux tells of the end
        while part := os.read(handle, 65_536):
            data += part
    os.close(handle)
    return data.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
def test_a_map_whose_process_ends_is_one_line_and_the_others_are_drawn(
    run: Run, maps: Path, tmp_path: Path
) -> None:
    """As it happens where memory is short; exit status 3."""
    (maps / "4.yaml").unlink()
    folder = tmp_path / "bin"
    folder.mkdir()
    real = shutil.which("dot")
    if real is None:
        pytest.skip("there is no dot on the search path")
    once = f'mkdir "{tmp_path}/once" 2>/dev/null && kill -9 $PPID'
    (folder / "dot").write_text(f'#!/bin/sh\n{once}\nexec "{real}" "$@"\n')
    (folder / "neato").write_text("#!/bin/sh\nexit 1\n")
    for name in ("dot", "neato"):
        (folder / name).chmod(0o755)
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    net = ["--layout", "graph", "--direction", "down", "--engine", "system"]
    done = run("render", "maps", *net, "-j", "2", env={"PATH": path})
    assert done.returncode == 3
    given_up = [line for line in done.stderr.splitlines() if line.startswith("argmap: ")]
    assert len(given_up) == 1
    assert given_up[0].endswith(
        "was given up: its process was ended by SIGKILL (where memory is short, --jobs 1 needs "
        "the least)"
    )
    assert done.stderr.splitlines()[-1] == "8 maps: 7 written, 1 failed"
