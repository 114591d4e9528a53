"""Several processes write one ledger, or are stopped while they do: no verdict is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from argmap import api
from argmap.errors import ArgmapError
from argmap.files import lock as locking
from argmap.files.lock import locked
from reviewed import IDS, LISTED, MAP, files, read_ledger

if TYPE_CHECKING:
    from pathlib import Path

    Environment = dict[str, str]

WRITERS = 4
ROUNDS = 2
WRITE = """
import sys
from argmap import api
path, name, rounds = sys.argv[1:]
for number in range(int(rounds)):
    for claim in {ids}:
        api.record(path, "accept", [claim], by=name, note=f"round {{number}}")
"""
SLOW = """
import os, sys, time
from argmap import api
real = os.replace
def slow(*paths):
    print("here", flush=True)
    time.sleep(60)
    real(*paths)
if sys.argv[2] == "slow":
    os.replace = slow
api.record(sys.argv[1], "accept", ["sprinkler"], by="Slow Hand", date="2026-03-14")
"""


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """The map, alone in a folder."""
    path = tmp_path / "rain.yaml"
    path.write_text(MAP, encoding="utf-8")
    return path


def started(environment: Environment, code: str, *arguments: object) -> subprocess.Popen[str]:
    """Return a Python process that was just started."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def stopped_while_writing(
    environment: Environment, rain: Path, with_signal: signal.Signals
) -> subprocess.Popen[str]:
    """Return a process that got a signal when its new ledger was written, but not in place."""
    process = started(environment, SLOW, rain, "slow")
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(with_signal)
    process.communicate(timeout=60)
    return process


def test_processes_that_write_at_once_lose_no_verdict(rain: Path, environment: Environment) -> None:
    """Four of them, two rounds, five claims: 40 verdicts, each reviewer's in their order."""
    code = WRITE.format(ids=IDS)
    names = [f"Writer {number}" for number in range(WRITERS)]
    processes = [started(environment, code, rain, name, ROUNDS) for name in names]
    for process in processes:
        _, problem = process.communicate(timeout=300)
        assert (process.returncode, problem) == (0, "")
    ledger = read_ledger((rain.parent / "rain.review.yaml").read_text(encoding="utf-8"))
    assert list(ledger.entries) == list(LISTED)
    for entry in map(ledger.entries.get, IDS):
        for name in names:
            notes = [one.note for one in entry.verdicts if one.by == name]
            assert notes == [f"round {number}" for number in range(ROUNDS)]
    assert files(rain.parent) == ["rain.review.yaml", "rain.yaml"]


def test_a_killed_process_leaves_the_old_ledger_and_no_lock(
    rain: Path, environment: Environment
) -> None:
    """After kill -9 in the middle of writing, the next one writes at once, and tidies the lock."""
    api.record(rain, "accept", ["thesis"], by="Ada Stone", date="2026-03-14")
    ledger = rain.parent / "rain.review.yaml"
    before = ledger.read_bytes()
    process = stopped_while_writing(environment, rain, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert ledger.read_bytes() == before
    api.record(rain, "accept", ["no-sun"], by="Ada Stone", date="2026-03-14")
    entries = read_ledger(ledger.read_text(encoding="utf-8")).entries
    assert [name for name, entry in entries.items() if entry.verdicts] == ["thesis", "no-sun"]
    assert [name for name in files(rain.parent) if name.endswith(".lock")] == []


def test_ctrl_c_leaves_nothing_behind(rain: Path, environment: Environment) -> None:
    """Neither a part of a ledger nor a lock."""
    process = stopped_while_writing(environment, rain, signal.SIGINT)
    assert process.returncode != 0
    assert files(rain.parent) == ["rain.yaml"]
    again = started(environment, SLOW, rain, "now")
    again.communicate(timeout=60)
    assert again.returncode == 0
    assert files(rain.parent) == ["rain.review.yaml", "rain.yaml"]


def test_who_waits_for_a_lock_gets_it_when_it_is_free(tmp_path: Path) -> None:
    """Two threads are never inside at once."""
    path = str(tmp_path / "x")
    order: list[str] = []

    def enter(name: str) -> None:
        with locked(path):
            order.append(name)
            time.sleep(0.05)
            order.append(name)

    threads = [threading.Thread(target=enter, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(order[::2]) == list("abcd")
    assert order[::2] == order[1::2]
    assert files(tmp_path) == []


def test_a_lock_that_is_never_freed_ends_in_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that was suspended while it wrote keeps others out, and they say so."""
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    path = str(tmp_path / "x.review.yaml")
    problem = "x.review.yaml: another argmap has been at it for 0 s"
    with locked(path), pytest.raises(ArgmapError, match=problem), locked(path):
        pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """One line, as where a folder cannot be written to, and no traceback."""
    missing = str(tmp_path / "gone" / "x.review.yaml")
    with pytest.raises(ArgmapError, match=r"cannot write .*x\.review\.yaml: No such file"):
        locked(missing).__enter__()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links")
def test_a_link_in_the_place_of_a_lock_makes_no_file_elsewhere(tmp_path: Path) -> None:
    """A repository of a stranger's may hold one."""
    with locked(str(tmp_path / "a")):
        (lock,) = tmp_path.iterdir()
    lock.symlink_to(tmp_path / "elsewhere")
    with (
        pytest.raises(ArgmapError, match="Too many levels of symbolic links"),
        locked(str(tmp_path / "a")),
    ):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_ledger_that_cannot_be_read_is_told(rain: Path) -> None:
    """Here it is a folder."""
    (rain.parent / "rain.review.yaml").mkdir()
    with pytest.raises(ArgmapError, match=r"the ledger .*rain\.review\.yaml cannot be read: Is a"):
        api.record(rain, "accept", ["thesis"], by="Ada Stone")
    assert files(rain.parent) == ["rain.review.yaml", "rain.yaml"]


_VERDICT = "{date: 2026-03-14, by: A B, verdict: accept, of: {text: It rains.}}"


@pytest.mark.parametrize(
    "ledger",
    [
        "{argmap-review: 1, claims: {thesis: }}\n",
        "argmap-review: 1\nclaims: {}\n",
        "argmap-review: 1\nclaims: ~\n",
        "argmap-review: 1\nclaims: {\n  thesis: ,\n  no-sun:\n}\n",
        f"argmap-review: 1\nclaims:\n  thesis: [\n    {_VERDICT}\n  ]\n",
        "argmap-review: 1\nclaims:\n  thesis: ~\n",
        f"argmap-review: 1\nclaims:\n  ? thesis\n  : - {_VERDICT}\n",
        f"argmap-review: 1\nclaims:\n  thesis:\n    - {_VERDICT}\n...\n",
    ],
)
def test_a_ledger_that_takes_no_line_between_others_stays_as_it_was(
    rain: Path, ledger: str
) -> None:
    """It can be read, but a verdict below a claim would make it unreadable: one line says so."""
    path = rain.parent / "rain.review.yaml"
    path.write_text(ledger, encoding="utf-8")
    with pytest.raises(ArgmapError, match=r"rain\.review\.yaml was not changed: verdicts can only"):
        api.record(rain, "accept", IDS, by="Ada Stone")
    assert path.read_text(encoding="utf-8") == ledger
    assert files(rain.parent) == ["rain.review.yaml", "rain.yaml"]


def test_a_ledger_that_would_be_too_large_to_be_read_stays_as_it_was(rain: Path) -> None:
    """A line says that it is the size, and not the form of its lines."""
    with pytest.raises(ArgmapError, match="too large to be read again; split the map"):
        api.record(rain, "accept", IDS, by="Ada Stone", note="Seen. " * 800_000)
    assert files(rain.parent) == ["rain.yaml"]
