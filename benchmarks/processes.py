"""Whole processes side by side: argmap's commands, and the least that does the same work."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import argmap
from argmap import engine

ROUNDS = 15
"""Each command runs so often; they take turns, so that a busy machine is busy for all of them."""

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


class Ratio(NamedTuple):
    """One line of the result: what was measured, against what, in seconds, and the goal."""

    what: str
    seconds: float
    against: str
    floor: float
    goal: float


def drawn_dot(path: Path) -> str:
    """Returns the DOT that Graphviz gets for a map."""
    seen: list[str] = []
    original = engine.draw

    def draw(dot: str, *rest: object) -> engine.Drawn:
        seen.append(dot)
        return original(dot, *rest)  # type: ignore[arg-type]

    engine.draw = draw  # type: ignore[assignment]
    try:
        argmap.render(path)
    finally:
        engine.draw = original
    return seen[0]


def whole_processes(path: Path) -> list[Ratio]:
    """Measures `argmap render` and `argmap validate` from start to end, against their floors."""
    with tempfile.TemporaryDirectory() as folder:
        dot, svg = Path(folder, "map.dot"), Path(folder, "map.svg")
        dot.write_text(drawn_dot(path), encoding="utf-8")
        command = [sys.executable, "-m", "argmap"]
        best = _best(
            {
                "render": [*command, "render", str(path), "-o", str(svg)],
                "draw": [sys.executable, "-c", DRAW, str(dot), str(svg)],
                "validate": [*command, "validate", str(path)],
                "parse": [sys.executable, "-c", PARSE, str(path)],
            },
            Path(folder, "compiled"),
        )
    floor = "imports click, yaml, networkx"
    return [
        Ratio("argmap render", best["render"], f"{floor}, pygraphviz; draws", best["draw"], 1.4),
        Ratio("argmap validate", best["validate"], f"{floor}; parses events", best["parse"], 1.4),
    ]


def _best(commands: dict[str, list[str]], compiled: Path) -> dict[str, float]:
    """Returns the seconds of the fastest run of each command; the first runs only compile."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    environment["PYTHONPATH"] = str(Path(argmap.__file__).parent.parent)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(ROUNDS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
            if round_:
                seconds[name].append(time.perf_counter() - start)
    return {name: min(taken) for name, taken in seconds.items()}
