"""Files that cannot be written or read, or change meanwhile: one line each, and nothing half."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from argmap import reading as files
from argmap.errors import ArgmapError
from argmap.files import read as settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
BOUND = """
import ctypes, os, sys
if sys.platform == "linux":  # even root then has to keep to what a folder allows
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability)  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, "-m", "argmap", *sys.argv[1:]])
"""


@pytest.fixture
def bound(environment: dict[str, str], tmp_path: Path) -> Run:
    """Return a function that runs `argmap` as somebody who is not allowed everything."""
    if sys.platform != "linux" and os.geteuid() == 0:
        pytest.skip("this system lets its administrator write everywhere")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", BOUND, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


@pytest.fixture
def maps(small_map: Path, tmp_path: Path) -> Path:
    """A folder with four maps."""
    folder = tmp_path / "maps"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.yaml").write_bytes(small_map.read_bytes())
    return folder


@contextmanager
def protected(folder: Path) -> Iterator[None]:
    """Take the right to write into a folder away, for a while."""
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_read_only_folder_is_one_line_for_each_map(bound: Run, maps: Path, jobs: str) -> None:
    """Exit status 3; the pictures that are there stay, and nothing is beside them."""
    out = maps.parent / "out"
    out.mkdir()
    (out / "0.svg").write_text("old")
    with protected(out):
        done = bound("render", "maps", "-j", jobs)
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        *(f"argmap: cannot write out/{number}.svg: Permission denied" for number in range(4)),
        "4 maps: 4 failed",
    ]
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("0.svg", "old")]
    with protected(maps.parent):
        done = bound("render", "maps/1.yaml", "-o", "new/")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "argmap: cannot make the folder new/: Permission denied\n"


def test_a_read_only_picture_that_is_up_to_date_is_no_trouble(bound: Run, maps: Path) -> None:
    """What need not be written need not be allowed."""
    assert bound("render", "maps").returncode == 0
    with protected(maps.parent / "out"):
        done = bound("render", "maps")
    assert (done.returncode, done.stderr) == (0, "4 maps: 4 up to date\n")


def test_what_may_not_be_read_is_one_line_and_the_others_are_drawn(bound: Run, maps: Path) -> None:
    """A map, and a folder in the folder of maps."""
    (maps / "closed").mkdir(mode=0o000)
    (maps / "1.yaml").chmod(0o000)
    done = bound("render", "maps")
    assert done.returncode == 3
    told = done.stderr.splitlines()
    assert told[0] == "argmap: cannot look into the folder maps/closed: Permission denied"
    assert "argmap: maps/1.yaml cannot be read: permission denied" in told
    assert told[-1] == "4 maps: 3 written, 1 failed"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_disk_that_fills_up_is_one_line_for_each_map(
    environment: dict[str, str], maps: Path, tmp_path: Path, jobs: str
) -> None:
    """In each process the old pictures stay, and no part of a new one."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "2.svg").write_text("old")
    done = subprocess.run(
        ["bash", "-c", f'ulimit -f 1; exec "{sys.executable}" -m argmap render maps -j {jobs}'],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        *(f"argmap: cannot write out/{number}.svg: File too large" for number in range(4)),
        "4 maps: 4 failed",
    ]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2.svg"]
    assert (tmp_path / "out" / "2.svg").read_text() == "old"
    assert len(list(maps.iterdir())) == 4


@pytest.mark.parametrize(("command", "limit"), [("render", 12), ("validate", 14)])
def test_too_few_open_files_for_other_processes_are_one_line(
    environment: dict[str, str], maps: Path, command: str, limit: int
) -> None:
    """Exit status 3 before anything is written; in this process alone the maps can be done."""

    def limited(*options: str) -> subprocess.CompletedProcess[str]:
        run = f'ulimit -n {limit}; exec "{sys.executable}" -m argmap {command} maps "$@"'
        return subprocess.run(
            ["bash", "-c", run, "bash", *options],
            cwd=maps.parent,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    done = limited("--jobs", "2")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "argmap: no process can be started for --jobs 2: too few files may be open at once "
        "(`ulimit -n` raises the limit, and --jobs 1 needs no other process)\n"
    )
    assert not (maps.parent / "out").exists()
    for number in range(50):  # so many that other processes would be used without being asked for
        (maps / f"more{number}.yaml").write_bytes((maps / "0.yaml").read_bytes())
    assert limited().returncode == 0
    assert limited("--jobs", "1").returncode == 0


@pytest.mark.parametrize("limit", [20, 30])
def test_few_open_files_make_few_processes(
    environment: dict[str, str], maps: Path, limit: int
) -> None:
    """As many as there is room for, without a word of theirs about it."""
    for number in range(4, 8):
        (maps / f"{number}.yaml").write_bytes((maps / "0.yaml").read_bytes())
    run = f'ulimit -n {limit}; exec "{sys.executable}" -m argmap validate maps --jobs 8'
    done = subprocess.run(
        ["bash", "-c", run],
        cwd=maps.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "no findings in 8 files\n", "")


# Each command meets too few files and enough, and each number of files more than one command.
@pytest.mark.parametrize(
    ("command", "limit"),
    [
        *(("render", 6), ("render", 12), ("embed", 7), ("embed", 12)),
        *(("render --layout graph", 6), ("render --layout graph", 7)),
        ("render --layout graph", 12),
    ],
)
def test_too_few_open_files_for_graphviz_are_one_line(
    environment: dict[str, str], small_map: Path, command: str, limit: int
) -> None:
    """It crashes where it cannot open what it needs, so it is not even asked."""
    run = f'ulimit -n {limit}; exec "{sys.executable}" -m argmap {command} "{small_map.name}"'
    done = subprocess.run(
        ["bash", "-c", run],
        cwd=small_map.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if done.returncode:
        assert (done.returncode, done.stderr.count("\n")) == (3, 1)
        assert "too few files may be open at once" in done.stderr or "Too many open" in done.stderr
        assert not (small_map.parent / "out").exists()
    else:
        assert done.stderr.startswith("wrote out/")
    assert done.returncode == 0 or limit < 12


@pytest.mark.parametrize("command", [["validate", "-j", "2"], ["render", "--check", "-j", "2"]])
def test_a_closed_pipe_is_one_line_for_many_maps(
    argmap: Run, maps: Path, command: list[str]
) -> None:
    """A reader such as `head` may have enough early; no process is left that writes on."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = argmap(*command, maps.name, stdout=writing)
    finally:
        os.close(writing)
    assert done.returncode == 3
    assert done.stderr == "argmap: cannot write to standard output: its reader has closed it\n"


def test_a_map_that_changes_while_it_is_read_is_read_again(
    small_map: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is judged and drawn is the one or the other, never half of each."""
    old, new = small_map.read_bytes(), small_map.read_bytes().replace(b"Drei", b"Vier")
    fstat, looks = os.fstat, []

    def changed_after_the_first_look(handle: int) -> os.stat_result:
        looks.append(fstat(handle))
        if len(looks) == 1:
            small_map.write_bytes(new)
            os.utime(small_map, (2_000_000_000, 2_000_000_000))
        return looks[-1]

    monkeypatch.setattr(os, "fstat", changed_after_the_first_look)
    reading = files.read_file(str(small_map))
    assert (reading.text.encode(), reading.findings) == (new, ())
    assert old != new
    assert len(looks) == 4


def test_a_map_that_never_rests_is_one_line(
    small_map: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes to it all the time: the picture stays as it was."""
    monkeypatch.setattr(settled, "PAUSE", 0)
    fstat, looks = os.fstat, []

    def changed_at_every_look(handle: int) -> os.stat_result:
        looks.append(handle)
        os.utime(small_map, (len(looks), len(looks)))
        return fstat(handle)

    monkeypatch.setattr(os, "fstat", changed_at_every_look)
    with pytest.raises(ArgmapError, match="is being written to: try again when that is done"):
        files.read_file(str(small_map))


def test_a_map_that_is_written_all_the_time_is_read_whole(small_map: Path) -> None:
    """A real writer at full speed: every reading is one of its two texts, or is refused."""
    texts = [small_map.read_text("utf-8"), small_map.read_text("utf-8") + "# more\n" * 40_000]
    small_map.write_text(texts[0], encoding="utf-8")
    stopped = threading.Event()

    def write() -> None:
        while not stopped.is_set():
            for text in texts:
                other = small_map.with_suffix(".new")
                other.write_text(text, encoding="utf-8")
                other.replace(small_map)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            assert files.read_file(str(small_map)).text in texts
    finally:
        stopped.set()
        writer.join()


def test_where_a_folder_cannot_be_looked_into_no_page_of_a_site_counts_as_gone(
    bound: Run, maps: Path, tmp_path: Path
) -> None:
    """Its maps may be there."""
    more = maps / "more"
    more.mkdir()
    (maps / "0.yaml").rename(more / "0.yaml")
    assert bound("site", "maps", "-o", "site").returncode == 0
    pages = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    more.chmod(0)
    try:
        done = bound("site", "maps", "-o", "site")
    finally:
        more.chmod(0o755)
    assert done.returncode == 3
    assert "more" in done.stderr
    assert {path: path.read_bytes() for path in pages} == pages
