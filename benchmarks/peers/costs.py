"""What a command costs: its CPU time, and the most memory that it held at once."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
from pathlib import Path
from typing import NamedTuple

SAMPLE = 0.01
"""So many seconds pass between two looks at the memory."""


class Cost(NamedTuple):
    """CPU seconds, and MB of the process and its children (shared pages counted once)."""

    seconds: float
    memory: float


def costs(commands: dict[str, list[str]], folder: Path, rounds: int) -> dict[str, Cost]:
    """Run commands by turns and return the least CPU time and the highest memory of each.

    Memory is measured in runs of its own, since looking at it takes time.

    Args:
        commands: By name.
        folder: Where they run.
        rounds: How often each is timed, after one run that is not.

    Raises:
        CalledProcessError: If one fails.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    memory = {name: _memory(command, folder) for name, command in commands.items()}
    for _ in range(rounds):
        for name, command in commands.items():
            start = _spent()
            subprocess.run(  # noqa: S603
                command, cwd=folder, check=True, capture_output=True, env=_environment()
            )
            seconds[name].append(_spent() - start)
    return {name: Cost(min(seconds[name]), memory[name]) for name in commands}


def _spent() -> float:
    """Return the CPU seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(command: list[str], folder: Path) -> float:
    """Return the most memory that a command and its children held at once, in MB."""
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(SAMPLE):
            peak = max(peak, sum(map(_held, _family(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command)
    finally:
        done.set()
        watcher.join()
    return peak / 1000


def _environment() -> dict[str, str]:
    """Return the environment in which Python keeps what it compiled, as installed code is."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def _family(root: int) -> list[int]:
    """Return a process and all its descendants."""
    parents: dict[int, int] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            status = (process / "stat").read_text(encoding="utf-8")
        except OSError:
            continue  # it has ended meanwhile
        parents[int(process.name)] = int(status.rpartition(")")[2].split()[1])
    family = [root]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _held(process: int) -> int:
    """Return what a process holds, in KB: its own pages, and its share of those of several."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)
