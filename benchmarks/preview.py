"""Measures an edit on its way into a browser: `python -m benchmarks.preview [MAP]`.

A real `argmap preview` shows a copy of the map, and a client listens as a page does. The map is
saved again and again, each time with other words in another of its claims. What counts is the CPU
time of the whole server for each change: to hear of it, check, draw, encode and send. For a ratio,
`argmap.validate` and `argmap.render` take the same two steps in this process. Beside it stands what
a clock on the wall shows, which other work on the machine makes longer: from hearing of a change to
sending, as the server tells it, and from the save on, as the client sees it.
"""

from __future__ import annotations

import argparse
import gc
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import argmap
from argmap.__main__ import GC_THRESHOLD
from benchmarks.__main__ import RITTER, machine, say

WARM, ROUNDS = 5, 40
SAID = re.compile(r"^ +text: (?=\w)", re.MULTILINE)
"""Where words of a claim, or of a piece of evidence, begin."""

RATIO = 1.2
GOAL = 50
"""Milliseconds from hearing of a change to sending the picture."""


def main(path: Path) -> None:
    """Measure, and print a table."""
    say(machine())
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        copy.write_bytes(path.read_bytes())
        ledger = path.with_name(f"{path.stem}.review.yaml")
        if ledger.exists():
            copy.with_name(ledger.name).write_bytes(ledger.read_bytes())
        with listening(copy) as (answer, process):
            found = followed(copy, answer, process)
        own = both_steps(copy)
    say(
        f"\n## {path.stem}\n\n| for each change | ms | goal |\n|---|--:|--:|\n"
        f"| CPU time of the server | {found.cpu:.0f} | ≤ {GOAL} |\n"
        f"| CPU time of `validate` and `render` | {own:.0f} | |\n"
        f"| ratio | {found.cpu / own:.2f} | ≤ {RATIO} |\n"
        f"| wall: hearing of it to sending, least | {min(found.served):.0f} | |\n"
        f"| wall: hearing of it to sending, median | {statistics.median(found.served):.0f} | |\n"
        f"| wall: save to client, least | {min(found.seen):.0f} | |\n"
        f"| wall: save to client, median | {statistics.median(found.seen):.0f} | |"
    )


class Followed(NamedTuple):
    """What changes took, in ms.

    Attributes:
        cpu: The server's CPU time for each.
        served: Wall time from hearing of each to sending.
        seen: Wall time from the save to the client.
    """

    cpu: float
    served: list[float]
    seen: list[float]


@contextmanager
def listening(path: Path) -> Iterator[tuple[http.client.HTTPResponse, int]]:
    """Yield the stream of what a page of the preview is told, and the server's process."""
    command = [sys.executable, "-m", "argmap", "preview", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stderr is not None
        process.stderr.readline()
        address = urlsplit(process.stderr.readline().strip())
        assert address.hostname is not None
        line = http.client.HTTPConnection(address.hostname, address.port)
        line.request("GET", f"{address.path}events")
        yield line.getresponse(), process.pid
        line.close()
        process.send_signal(signal.SIGINT)


def followed(path: Path, answer: http.client.HTTPResponse, process: int) -> Followed:
    """Save changes, and return what they took."""
    text = path.read_text(encoding="utf-8")
    served, seen, begun = [], [], 0.0
    told(answer)
    for number in range(WARM + ROUNDS):
        if number == WARM:
            begun = cpu_time(process)
        beside = path.with_suffix(".new")
        beside.write_text(edited(text, number), encoding="utf-8")
        start = time.perf_counter()
        os.replace(beside, path)  # noqa: PTH105 -- as an editor does
        state = told(answer)
        if number >= WARM:
            seen.append((time.perf_counter() - start) * 1000)
            served.append(state["ms"])
    return Followed((cpu_time(process) - begun) / ROUNDS, served, seen)


def edited(text: str, number: int) -> str:
    """Return a map in which one text has two words more: each time another one."""
    places = [found.end() for found in SAID.finditer(text)]
    place = places[number % len(places)]
    return f"{text[:place]}Nr. {number} {text[place:]}"


def cpu_time(process: int) -> float:
    """Return the CPU time of a process, in ms, as Linux tells it."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def told(answer: http.client.HTTPResponse) -> dict[str, float]:
    """Return the next state."""
    while True:
        line = answer.readline().decode()
        if line.startswith("data: "):
            state: dict[str, float] = json.loads(line.removeprefix("data: "))
            return state


def both_steps(path: Path) -> float:
    """Return the CPU time of checking and drawing in a process that does nothing else, in ms."""
    gc.set_threshold(GC_THRESHOLD)  # as the command has it
    text, start = path.read_text(encoding="utf-8"), 0.0
    for number in range(WARM + ROUNDS):
        if number == WARM:
            start = time.process_time()
        path.write_text(edited(text, number), encoding="utf-8")
        found = argmap.validate(path).map
        assert found is not None
        argmap.render(found)
    return (time.process_time() - start) * 1000 / ROUNDS


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description=__doc__)
    parser.add_argument("map", nargs="?", type=Path, default=RITTER, help="the Ritter map if none")
    main(parser.parse_args().map)
