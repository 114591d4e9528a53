"""When the world fails under the command line: one line, the right exit status, no half file."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from results import files

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

RENDER_STDIN = """
import sys
from argmap.cli.main import main
print("started", flush=True)
sys.exit(main(["render", "-", "-o", "a.svg"]))
"""


def test_a_missing_file_is_one_line_and_the_others_are_looked_at(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """Exit status 3 tells of the world, and outweighs what was found."""
    for command in ("validate", "render"):
        done = argmap(command, "missing.yaml", small_map.name)
        assert done.returncode == 3
        assert done.stderr.splitlines()[0].startswith("argmap: ")
        assert "missing.yaml" in done.stderr.splitlines()[0]
        assert "Traceback" not in done.stderr
    assert files(tmp_path / "out") == {"brücke.svg"}


def test_a_folder_that_cannot_be_written_is_one_line(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """Exit status 3, and no traceback."""
    (tmp_path / "file").write_text("")
    done = argmap("render", small_map.name, "-o", "file/")
    assert done.returncode == 3
    assert done.stderr == "argmap: cannot make the folder file/: File exists\n"
    done = argmap("render", small_map.name, "-o", "missing/a.svg")
    assert done.returncode == 3
    assert done.stderr == "argmap: cannot write missing/a.svg: No such file or directory\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["validate"], ["render", "-o", "-"], ["render", "-o"]])
def test_a_full_disk_is_one_line(argmap: Run, small_map: Path, command: list[str]) -> None:
    """Whichever way the output goes, exit status 3 and the system's reason."""
    if command[-1] == "-o":
        done = argmap(*command, "/dev/full", small_map)
    else:
        with Path("/dev/full").open("w") as full:
            done = argmap(*command, small_map, stdout=full)
    assert done.returncode == 3
    place = "/dev/full" if command[-1] == "-o" else "to standard output"
    assert done.stderr == f"argmap: cannot write {place}: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_disk_that_takes_no_more_leaves_the_old_picture(
    environment: dict[str, str], small_map: Path, tmp_path: Path
) -> None:
    """When the system stops a file in its middle, the old one stays, and nothing is beside it."""
    (tmp_path / "a.svg").write_text("old")
    command = f'ulimit -f 1; exec "{sys.executable}" -m argmap render "{small_map}" -o a.svg'
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr == "argmap: cannot write a.svg: File too large\n"
    assert (tmp_path / "a.svg").read_text() == "old"
    assert files(tmp_path) == {"a.svg", small_map.name}


@pytest.mark.parametrize("command", ["validate", "schema"])
def test_a_standard_output_that_was_never_open_is_one_line(
    environment: dict[str, str], small_map: Path, command: str
) -> None:
    """What nobody can get is not passed over in silence."""
    target = small_map if command == "validate" else ""
    line = f'exec "{sys.executable}" -m argmap {command} {target} >&-'
    done = subprocess.run(
        ["bash", "-c", line], env=environment, stderr=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr == "argmap: cannot write to standard output: it is closed\n"


def test_a_standard_error_that_was_never_open_is_no_trouble(
    environment: dict[str, str], small_map: Path, tmp_path: Path
) -> None:
    """A picture is drawn, whole, with nobody to tell."""
    line = f'exec "{sys.executable}" -m argmap render "{small_map}" 2>&-'
    done = subprocess.run(["bash", "-c", line], env=environment, cwd=tmp_path, check=False)
    assert done.returncode == 0
    assert (tmp_path / "out" / "brücke.svg").read_text("utf-8").rstrip().endswith("</svg>")


@pytest.mark.parametrize(
    "command", [["validate"], ["render", "-o", "-"], ["schema"], ["--help"], ["--version"]]
)
def test_a_closed_pipe_is_one_line(argmap: Run, small_map: Path, command: list[str]) -> None:
    """A reader that has gone gives exit status 3 and no traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    arguments = (
        command if command[0] in {"schema", "--help", "--version"} else [*command, small_map]
    )
    try:
        done = argmap(*arguments, stdout=writing)
    finally:
        os.close(writing)
    assert done.returncode == 3
    assert done.stderr == ("argmap: cannot write to standard output: its reader has closed it\n")


def test_a_standard_error_that_is_gone_does_not_change_the_outcome(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """The picture is written though nobody hears of it."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = argmap("render", small_map, stderr=writing)
    finally:
        os.close(writing)
    assert done.returncode == 0
    assert files(tmp_path / "out") == {"brücke.svg"}


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C comes by another way on Windows")
def test_ctrl_c_ends_with_130_and_leaves_nothing(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """While a map is read from a pipe, an interrupt is one line, without a traceback."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            RENDER_STDIN,
        ],
        cwd=tmp_path,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        # A pipe that holds more than its buffer shows that the command is reading it.
        process.stdin.write("#" * 200_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.strip() == "argmap: interrupted"
    assert files(tmp_path) == set()


def test_a_named_pipe_gets_the_picture(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """`-o` may name a pipe that another program reads."""
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        done = argmap("render", small_map, "-o", "pipe")
        got, _ = reader.communicate(timeout=60)
    assert done.returncode == 0
    assert got.rstrip().endswith("</svg>")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("layout", ["columns", "graph"])
def test_no_folder_for_temporary_files_is_needed(
    environment: dict[str, str], small_map: Path, layout: str
) -> None:
    """In a container that nothing may be written to, a picture still goes to standard output."""
    if not hasattr(os, "memfd_create"):
        pytest.skip("this system has no files in memory")
    code = (
        "import sys, tempfile; tempfile._candidate_tempdir_list = lambda: ['/nowhere'];"
        "from argmap.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = ["render", str(small_map), "--layout", layout, "-o", "-"]
    done = subprocess.run(
        [sys.executable, "-c", code, *command], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout[:4]) == (0, b"<svg")
