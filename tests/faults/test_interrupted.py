"""Whatever ends argmap in the middle of its work: every picture is whole, old or new.

The long form kills two hundred times (`long_run.py`).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argmap import api
from argmap.files import write as output
from paths import RITTER

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
KILLS = 200 if os.environ.get("ARGMAP_TESTS") == "long" else 8
MAPS = 16
ONCE = 0.4
"""Seconds within which a process is killed, from its first picture to about its end."""


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Return a function that starts `argmap` in a folder of its own, in a group of its own."""

    def run(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "argmap", *arguments],
            cwd=tmp_path,
            env=environment | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    return run


@pytest.fixture
def maps(small_map: Path, tmp_path: Path) -> Path:
    """A folder with several maps."""
    folder = tmp_path / "maps"
    folder.mkdir()
    text = small_map.read_text(encoding="utf-8")
    for number in range(MAPS):
        ours = text.replace("Drei Risse", f"{number} Risse")
        (folder / f"{number}.yaml").write_text(ours, encoding="utf-8")
    return folder


def pictures(folder: Path) -> dict[str, str]:
    """Return the pictures in a folder by their names."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.svg")}


def eventually(holds: Callable[[], bool], seconds: float = 20) -> bool:
    """Return whether something comes true; a process needs a moment to end."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def gone(process: int) -> bool:
    """Return whether a process has ended; one that nobody has asked how counts as ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_kill_9_leaves_every_picture_whole(start: Callable[..., subprocess.Popen[str]], maps: Path):
    """At whatever moment of writing, in one process or several: the old picture or the new one.

    The next run finishes the work, and tidies up what was begun.
    """
    chance = random.Random(20)  # noqa: S311 -- the same moments every time, as far as can be
    out = maps.parent / "out"
    versions = [
        {path.stem: api.render(path, theme=theme).svg for path in maps.iterdir()}
        for theme in ("mono", "safe")
    ]
    out.mkdir()
    for name, svg in versions[1].items():
        (out / f"{name}.svg").write_text(svg, encoding="utf-8")
    for number in range(KILLS):
        theme, jobs = ("mono", "safe")[number % 2], str(1 + number % 4 // 2)
        before = out.stat().st_mtime_ns
        with start("render", "maps", "--theme", theme, "-j", jobs) as process:
            while process.poll() is None and out.stat().st_mtime_ns == before:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, ONCE))
            process.kill()
            # Its output ends when the last of its processes has.
            process.communicate(timeout=60)
        for name, svg in pictures(out).items():
            assert svg in (versions[0][Path(name).stem], versions[1][Path(name).stem])
        left = {path.name for path in out.iterdir()} - {f"{name}.svg" for name in versions[0]}
        assert all(name.startswith(".argmap-") and name.endswith(".part") for name in left)
    for part in out.glob(".argmap-*.part"):
        os.utime(part, (0, 0))
    (out / ".argmap-0123456789abcdef.part").write_text("<svg")
    os.utime(out / ".argmap-0123456789abcdef.part", (0, 0))
    with start("render", "maps", "--theme", "mono") as process:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert pictures(out) == {f"{name}.svg": svg for name, svg in versions[0].items()}
    assert len(list(out.iterdir())) == MAPS


def last_words(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Return what a process said that should end now; one that does not is killed."""
    try:
        return process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def test_a_part_that_somebody_may_still_write_is_left(tmp_path: Path):
    """Only what is older than any writing takes is tidied up."""
    new, old = tmp_path / f".argmap-{'0' * 16}.part", tmp_path / f".argmap-{'1' * 16}.part"
    other = tmp_path / ".argmap-notes.part"
    for path in (new, old, other):
        path.write_text("")
    for path in (old, other):
        os.utime(path, (0, 0))
    output.write(str(tmp_path / "a.svg"), "new")
    assert sorted(tmp_path.iterdir()) == sorted([new, other, tmp_path / "a.svg"])


def test_two_processes_may_write_the_same_pictures(
    start: Callable[..., subprocess.Popen[str]], maps: Path
):
    """Both end well, and each picture is wholly of one of them at any time."""
    themes = ("mono", "safe")
    whole = {api.render(path, theme=theme).svg for path in maps.iterdir() for theme in themes}
    out = maps.parent / "out"
    for _ in range(2):
        writers = [start("render", "maps", "--theme", theme, "-j", "1") for theme in themes]
        while any(writer.poll() is None for writer in writers):
            assert set(pictures(out).values()) <= whole
        for writer in writers:
            _, told = writer.communicate()
            assert (writer.returncode, told.splitlines()[-1][:9]) == (0, "16 maps: ")
    assert len(list(out.iterdir())) == MAPS


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_told_to_end_argmap_leaves_nothing_running(
    start: Callable[..., subprocess.Popen[str]], maps: Path, number: int, status: int, jobs: str
):
    """A Graphviz that is at work ends too, whether this process started it or another."""
    folder = maps.parent / "bin"
    folder.mkdir()
    for name in ("dot", "neato"):
        (folder / name).write_text(f'#!/bin/sh\necho $$ > "{maps.parent}/$$.pid"\nexec sleep 60\n')
        (folder / name).chmod(0o755)
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    command = ["render", "maps", "--layout", "graph", "--direction", "down", "--engine", "system"]
    with start(*command, "-j", jobs, PATH=path) as process:
        assert eventually(lambda: len(list(maps.parent.glob("*.pid"))) == int(jobs))
        process.send_signal(number)
        out, told = last_words(process)
    assert (process.returncode, out) == (status, "")
    assert told == f"argmap: ended by {signal.Signals(number).name}\n"
    for pid in maps.parent.glob("*.pid"):
        assert eventually(lambda pid=pid: gone(int(pid.stem)))
    assert not (maps.parent / "out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of such an end")
def test_kill_9_ends_the_embedded_graphviz_too(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
):
    """A net that takes Graphviz long does not go on without anybody waiting for it."""
    claims = "".join(
        f"  c{n}: {{text: Grund {n}., supports: [thesis, c{n * 7 % 1200 + 400}]}}\n"
        for n in range(1, 240)
    ) + "".join(f"  c{n}: {{text: Grund {n}., supports: thesis}}\n" for n in range(400, 1600))
    text = f"argmap: 1\ntitle: T\nlang: de\nthesis: {{text: Alles.}}\npremises:\n{claims}"
    (tmp_path / "net.yaml").write_text(text, encoding="utf-8")
    with start("render", "net.yaml", "--layout", "graph") as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        assert eventually(lambda: bool(children.read_text().split()))
        (child,) = children.read_text().split()
        time.sleep(0.2)  # until it has asked the system to be ended with its parent
        assert not gone(int(child))
        process.kill()
        last_words(process)
    assert eventually(lambda: gone(int(child)))


@pytest.mark.parametrize("moment", range(5))
def test_ctrl_c_at_the_beginning_is_one_line(
    start: Callable[..., subprocess.Popen[str]], maps: Path, moment: int
) -> None:
    """While the processes start, as later: none of them shows where it was."""
    with start("render", maps.name, "-j", "2") as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if sys.platform == "linux":
            assert eventually(lambda: bool(children.read_text().split()))
        time.sleep(moment * 0.14)
        os.killpg(process.pid, signal.SIGINT)
        _, told = last_words(process)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert told.splitlines()[-1] == "argmap: interrupted"


def test_ctrl_c_ends_many_maps_at_once(start: Callable[..., subprocess.Popen[str]], tmp_path: Path):
    """All processes of the terminal hear it; one of them says so, and none leaves anything."""
    (tmp_path / "maps").mkdir()
    for number in range(60):
        (tmp_path / "maps" / f"{number}.yaml").write_bytes(RITTER.read_bytes())
    with start("render", "maps", "-j", "2") as process:
        assert eventually((tmp_path / "out" / "11.svg").exists)
        os.killpg(process.pid, signal.SIGINT)
        _, told = last_words(process)
    assert process.returncode == 130
    lines = [line for line in told.splitlines() if line]
    assert lines[-1] == "argmap: interrupted"
    told_of = ("wrote out/", "7 warnings: ", "note: more than ")
    assert all(line.startswith(told_of) for line in lines[:-1])
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".svg"}
