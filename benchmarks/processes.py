"""Whole processes side by side: argmap's commands, and the least that does the same work."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import argmap
from argmap.drawing import graphviz

ROUNDS = 15
"""Each command runs so often; they take turns, so that a busy machine is busy for all of them."""

COMMAND = "import sys; from argmap.__main__ import run; sys.exit(run())"
"""What the script does that the installation puts on the search path."""

DRAW = """
import sys, click, yaml, networkx, pygraphviz
with open(sys.argv[1]) as file:
    graph = pygraphviz.AGraph(string=file.read())
graph.draw(sys.argv[2], format="svg", prog="nop2")
"""
PARSE = """
import sys, click, yaml, networkx
with open(sys.argv[1], "rb") as file:
    for event in yaml.parse(file, Loader=yaml.CLoader):
        pass
"""
CLICK = "import click; click.echo('')"


class Ratio(NamedTuple):
    """One line of the result: what was measured, against what, in seconds, and the goal."""

    what: str
    seconds: float
    against: str
    floor: float
    goal: float | None


def drawn_dot(path: Path) -> str:
    """Return the DOT that Graphviz gets for a map."""
    seen: list[str] = []
    original = graphviz.draw

    def draw(dot: str, *rest: object) -> graphviz.Drawn:
        seen.append(dot)
        return original(dot, *rest)  # type: ignore[arg-type]

    graphviz.draw = draw  # type: ignore[assignment]
    try:
        argmap.render(path)
    finally:
        graphviz.draw = original
    return seen[0]


def whole_processes(path: Path) -> list[Ratio]:
    """Measure commands from start to end, against their floors.

    What counts is the CPU time, of Python's start and end too: a busy machine lengthens it less
    than the time on the clock.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)  # apart from the project, whose settings would be read
        dot, svg, own = folder / "map.dot", folder / "map.svg", folder / path.name
        dot.write_text(drawn_dot(path), encoding="utf-8")
        shutil.copyfile(path, own)
        command = [sys.executable, "-c", COMMAND]
        best = _best(
            {
                "render": [*command, "render", str(own), "-o", str(svg)],
                "draw": [sys.executable, "-c", DRAW, str(dot), str(svg)],
                "validate": [*command, "validate", str(own)],
                "parse": [sys.executable, "-c", PARSE, str(own)],
                "--help": [*command, "--help"],
                "schema": [*command, "schema"],
                "explain": [*command, "explain"],
                "click": [sys.executable, "-c", CLICK],
            },
            folder,
        )
    floor = "imports click, yaml, networkx"
    small = [
        Ratio(f"argmap {name}", best[name], "imports click", best["click"], None)
        for name in ("--help", "schema", "explain")
    ]
    return [
        Ratio("argmap render", best["render"], f"{floor}, pygraphviz; draws", best["draw"], 1.4),
        Ratio("argmap validate", best["validate"], f"{floor}; parses events", best["parse"], 1.4),
        *small,
    ]


def _best(commands: dict[str, list[str]], folder: Path) -> dict[str, float]:
    """Return the least CPU time of each command, in seconds; the first runs only compile.

    The modules are compiled as those of an installed package are, whatever is set for this
    process.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    environment["PYTHONPATH"] = str(Path(argmap.__file__).parent.parent)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(ROUNDS + 1):
        for name, command in commands.items():
            before = _spent()
            subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)  # noqa: S603
            if round_:
                seconds[name].append(_spent() - before)
    return {name: min(taken) for name, taken in seconds.items()}


def _spent() -> float:
    """Return the CPU seconds of all processes that this one has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
