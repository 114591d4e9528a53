"""What hostile maps cost: `python -m benchmarks.hostile [SHAPE…] [--all] [--once] [--by COMMAND]`.

Each shape is made as large as a map may be within a size, of half of that, and of a quarter: most
reach a limit of the format before a megabyte, and what is beyond one is refused. A cell holds the
CPU seconds of a command for the whole, as a process from start to end, and the exponent of its
growth: 1.0 is in proportion to the text, 2.0 its square. What the command takes for an empty map
is left out of the exponent, and where the rest is small there is none. Without a shape a few are
measured, by the commands that cost most, in some minutes; --all takes all by all, and an hour;
--once takes the whole alone, in half of the time, and says nothing of growth; --by takes one
command, and can be given several times. Modules are compiled before anything is measured, as an
installation's are.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import argmap
from benchmarks.__main__ import machine, say
from benchmarks.hostile.shapes import SHAPES, Sample, allowed, renamed, sized

SIZE = 1_000_000
"""Bytes of the largest map of each shape."""

PARTS = (4, 2, 1)
"""The fractions of the size that are measured."""

MOST_SECONDS, MOST_MEMORY = 5, 600
"""Goals: CPU seconds and MB. What exceeds one is set in bold."""

PATIENCE = 60
"""CPU seconds after which a command is ended."""

LEAST = 0.1
"""CPU seconds beyond an empty map's from which on growth can be told from chance."""

REFUSED = 3
"""The exit status of a command that says that a map exceeds a limit."""

COMMANDS = {
    "validate": ["validate", "map.yaml"],
    "render": ["render", "map.yaml", "-o", "map.svg"],
    "diff --render": ["diff", "old.yaml", "map.yaml", "--render", "diff.svg"],
    "impact": ["impact", "map.yaml"],
    "review": ["review", "map.yaml"],
    "page": ["page", "map.yaml", "-o", "map.html"],
    "export": ["export", "map.yaml", "--to", "json", "-o", "map.json"],
}
MORE = {
    "… --format json": ["validate", "map.yaml", "--format", "json"],
    "… sarif": ["validate", "map.yaml", "--format", "sarif"],
    "… github": ["validate", "map.yaml", "--format", "github"],
    "… junit": ["validate", "map.yaml", "--format", "junit"],
    "render --width 360": ["render", "map.yaml", "--width", "360", "-o", "narrow.svg"],
    "… --layout graph": ["render", "map.yaml", "--layout", "graph", "-o", "net.svg"],
    "… --overview": ["render", "map.yaml", "--overview", "-o", "overview.svg"],
    "… --split": ["render", "map.yaml", "--split", "-o", "parts/"],
    "… --format dot": ["render", "map.yaml", "--format", "dot", "-o", "map.dot"],
    "diff": ["diff", "old.yaml", "map.yaml"],
    "impact … --format json": ["impact", "map.yaml", "c1", "--format", "json"],
    "… --if": ["impact", "map.yaml", "--if", "challenged,stale,unreviewed"],
    "review … prepare": ["review", "map.yaml", "prepare"],
    "embed": ["embed", "map.yaml", "-o", "embedded/"],
}
FEW = (
    "chain of supports",
    "all attack all",
    "circle of attacks",
    "diamonds",
    "line of via, all cited",
    "inferences that share all premises",
    "two spellings of every speaker",
    "misspelt references",
    "one endless line of Chinese",
    "verdicts on other ids",
    "stale verdicts",
)
"""The shapes that are measured where none is named: each was the dearest of its kind once."""

EMPTY = Sample("argmap: 1\ntitle: Empty\nlang: en\nthesis: {text: Says it.}\n")


class Cost(NamedTuple):
    """What a command took, in CPU seconds and MB, and its exit status; negative if it was ended."""

    seconds: float
    memory: float
    status: int


def main(
    names: list[str], commands: dict[str, list[str]], size: int, parts: tuple[int, ...]
) -> None:
    """Measure maps of these fractions of a size, the whole last, and print a table."""
    say(f"{machine()}\n\n## Hostile maps of {size:,} bytes\n")
    say(
        f"Goals: ≤ {MOST_SECONDS} s and ≤ {MOST_MEMORY} MB. ^ is the exponent of growth; "
        "“refused” stands where one line says why the map is not taken: a limit, or its errors.\n"
    )
    say(f"| shape | KB | {' | '.join(commands)} | MB |\n|---|{'--:|' * (len(commands) + 2)}")
    floor = costs(EMPTY, commands)
    for name in names:
        most = allowed(SHAPES[name], size)
        grown = [costs(sized(SHAPES[name], most // part), commands) for part in parts]
        cells = [cell([one[key] for one in grown], floor[key].seconds) for key in commands]
        memory = max(cost.memory for cost in grown[-1].values())
        memories = bold(f"{memory:.0f}", memory > MOST_MEMORY)
        say(f"| {name} | {most // 1000} | {' | '.join(cells)} | {memories} |")


def cell(grown: list[Cost], floor: float) -> str:
    """Return what a command took for the largest map, and the exponent of growth."""
    last = grown[-1]
    if last.status < 0:
        return f"**> {PATIENCE} s**"
    text = bold(f"{last.seconds:.1f} s", last.seconds > MOST_SECONDS)
    if last.status == REFUSED:
        return f"refused, {text}"
    first = grown[0].seconds - floor
    if len(grown) == 1 or first < LEAST or grown[0].status != last.status:
        return text
    exponent = math.log((last.seconds - floor) / first) / math.log(PARTS[0])
    return f"{text} ^{exponent:.1f}"


def bold(text: str, much: bool) -> str:
    """Return a text in bold if it is about too much."""
    return f"**{text}**" if much else text


def costs(sample: Sample, commands: dict[str, list[str]]) -> dict[str, Cost]:
    """Run commands on a map in a folder of its own, and return what each took."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        older = sample.older or renamed(sample.text)
        (here / "old.yaml").write_text(older, encoding="utf-8")
        (here / "map.yaml").write_text(older if sample.reviewed else sample.text, encoding="utf-8")
        if sample.reviewed:
            claims = argmap.load(here / "map.yaml").claims
            argmap.record(here / "map.yaml", "accept", claims, by="Eva Roth", date="2026-03-14")
            (here / "map.yaml").write_text(sample.text, encoding="utf-8")
        return {name: cost(command, here) for name, command in commands.items()}


def cost(command: list[str], folder: Path) -> Cost:
    """Run a command and return what it took."""
    bounded = f'ulimit -t {PATIENCE}; exec "$@"'
    whole = ["sh", "-c", bounded, "sh", sys.executable, "-m", "argmap", *command]
    environment = {**os.environ, "PYTHONPATH": str(Path(argmap.__file__).parent.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir(), "argmap-compiled"))
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603
        whole, cwd=folder, env=environment, stdin=nothing, stdout=nothing, stderr=nothing
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, KB elsewhere
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6, process.returncode)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument(
        "shapes", nargs="*", metavar="SHAPE", help="one of benchmarks/hostile/shapes.py"
    )
    parser.add_argument("--all", action="store_true", help="all shapes, by all commands")
    parser.add_argument(
        "--size", type=int, default=SIZE, metavar="BYTES", help="of the largest maps"
    )
    parser.add_argument(
        "--once", action="store_true", help="the whole size alone, without the growth"
    )
    parser.add_argument(
        "--by",
        action="append",
        choices=[*COMMANDS, *MORE],
        metavar="COMMAND",
        help="measure this command alone; may be given several times",
    )
    given = parser.parse_args()
    unknown = [name for name in given.shapes if name not in SHAPES]
    if unknown:
        parser.error(f"no shape is called {unknown[0]}; there are: {', '.join(SHAPES)}")
    chosen = given.shapes or list(SHAPES if given.all else FEW)
    every = COMMANDS | MORE
    taken = {name: every[name] for name in given.by} if given.by else COMMANDS
    main(
        chosen,
        every if given.all and not given.by else taken,
        given.size,
        PARTS[-1:] if given.once else PARTS,
    )
