"""A folder of many maps, checked and drawn: `python -m benchmarks.many [MAP] [COUNT]`.

Each is the size of the map that is given, the Ritter map without one, with its words in another
order: no text is set twice. What is measured in one process is its processor time, which a busy
machine changes little; what several take is time on the wall, and says little on such a machine.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import argmap
from argmap.model.dump import dump
from benchmarks.__main__ import RITTER, machine, say

if TYPE_CHECKING:
    from argmap.model.argument import ArgumentMap, Claim

CORES = os.cpu_count() or 1
COUNT = 1_000
GOAL = 60
"""Milliseconds that a map may take of a core, reading, checking, drawing and writing."""

ALONE = {
    "drawn": ["render", "-j", "1"],
    "drawn again, up to date": ["render", "-j", "1"],
    "checked": ["validate", "-j", "1"],
}
TOGETHER = {"drawn": ["render", "--theme", "mono"], "checked": ["validate"]}


def main(path: Path, count: int) -> None:
    """Measure and prints a table of so many maps like one."""
    say(f"{machine()}, {CORES} cores\n\n## {count:,} maps like {path.stem}\n")
    say("| what | how | ms a map and core | goal |\n|---|---|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        shuffled(argmap.load(path), count, Path(folder, "maps"))
        for what, command in ALONE.items():
            cost = taken([*command, "maps"], folder).processor / count * 1000
            say(f"| {what} | one process, processor time | **{cost:.0f}** | ≤ {GOAL} |")
        for what, command in TOGETHER.items():
            cost = taken([*command, "maps"], folder).wall / count * 1000 * CORES
            say(f"| {what} | all cores, time on the wall × {CORES} | {cost:.0f} | |")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, KB elsewhere
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    say(f"\nThe largest of these processes held {peak / 1e6:.0f} MB.")


class Taken(NamedTuple):
    """Seconds that a command took."""

    processor: float
    wall: float


def taken(command: list[str], folder: str) -> Taken:
    """Run argmap and return what it took; processes that it starts do not count."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "argmap", *command], cwd=folder, check=True, capture_output=True
    )
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(used, end - start)


def shuffled(model: ArgumentMap, count: int, folder: Path) -> None:
    """Write maps of the same size and shape, each with its words in an order of its own."""
    folder.mkdir()
    for number in range(count):
        chance = random.Random(number)  # noqa: S311
        claims = {name: _shuffled(claim, chance) for name, claim in model.claims.items()}
        text = dump(replace(model, claims=claims))
        (folder / f"{number:04}.yaml").write_text(text, encoding="utf-8")


def _shuffled(claim: Claim, chance: random.Random) -> Claim:
    """Return a claim whose words, and those of its evidence, stand in another order."""
    evidence = tuple(replace(piece, text=_mixed(piece.text, chance)) for piece in claim.evidence)
    return replace(claim, text=_mixed(claim.text, chance) or claim.text, evidence=evidence)


def _mixed(text: str | None, chance: random.Random) -> str | None:
    if text is None:
        return None
    words = text.split()
    chance.shuffle(words)
    return " ".join(words)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many", description=__doc__)
    parser.add_argument("map", nargs="?", type=Path, default=RITTER, help="the Ritter map if none")
    parser.add_argument("count", nargs="?", type=int, default=COUNT, help="how many are made")
    given = parser.parse_args()
    main(given.map, given.count)
