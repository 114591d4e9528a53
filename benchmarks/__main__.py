"""Measures argmap and prints a Markdown table: `python -m benchmarks [MAP] [--quick]`.

What is compared is measured in the same run, on the same machine, by turns; the run of each that
took the least CPU time counts. Ratios tell more than seconds: they hold on other machines, too.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import argmap
from argmap.drawing import graphviz as engine
from benchmarks.processes import Ratio, drawn_dot, whole_processes
from benchmarks.quotes import quote_rows

PROJECT = Path(__file__).parent.parent
RITTER = PROJECT / "maps" / "ritter_2026-03-12.yaml"
SIZES = (10, 100, 1_000, 10_000)
WARM_ROUNDS = 30


def main(path: Path, *, quick: bool) -> None:
    """Measure and prints.

    Args:
        path: The map whose commands are measured.
        quick: Whether to leave the largest maps out.
    """
    say(machine())
    say_ratios(path.stem, [*whole_processes(path), warm_render(path)])
    say_ratios("Quotes", quote_rows())
    say(
        "\n## Growth\n\nGoals: `validate` ≤ 3 × parsing the events of the same file; columns and "
        "outline ≤ 3 × Graphviz's own drawing of the same DOT, reading aside, and graph "
        "≤ 1.5 × Graphviz's own placing, each with its process; 10,000 claims ≤ 500 MB. "
        "First stands a map's first drawing, in a process that has drawn another one, then the "
        "same map drawn again.\n\n"
        "| map | claims | validate, s | × parsing | µs a claim | columns, s | × Graphviz "
        "| again, × | outline, s | × Graphviz | again, × | graph, s | × Graphviz | memory, MB |\n"
        f"|---|{'--:|' * 13}"
    )
    for shape in ("tree", "net"):
        for claims in SIZES[:-1] if quick else SIZES:
            say(grown(shape, claims))


def say_ratios(heading: str, lines: list[Ratio]) -> None:
    """Print a table of what was measured against what."""
    say(
        f"\n## {heading}\n\n| what | CPU, s | against | CPU, s | ratio | goal |\n"
        "|---|--:|---|--:|--:|--:|"
    )
    for line in lines:
        say(
            f"| {line.what} | {line.seconds:.3f} | {line.against} | {line.floor:.3f} "
            f"| **{line.seconds / line.floor:.2f}** | {f'≤ {line.goal}' if line.goal else ''} |"
        )


def machine() -> str:
    """Return what was measured, and on what."""
    model = platform.processor() or platform.machine()
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        rows = cpu.read_text(encoding="utf-8").splitlines()
        model = next((row.split(": ")[1] for row in rows if row.startswith("model name")), model)
    parts = [
        f"{name} {version(name)}" for name in ("networkx", "pygraphviz", "pyyaml", "rapidfuzz")
    ]
    return (
        f"argmap {argmap.__version__}, Python {platform.python_version()}, {', '.join(parts)}; "
        f"{platform.system()}, {model}"
    )


def warm_render(path: Path) -> Ratio:
    """Measure the drawing of a map in a process that has drawn it before."""
    argument = argmap.load(path)
    dot = drawn_dot(path)
    ours, graphviz = [], []
    for _ in range(WARM_ROUNDS):
        start = time.process_time()
        argmap.render(argument)
        middle = time.process_time()
        engine._embedded(dot)  # noqa: SLF001 -- Graphviz itself
        graphviz.append(time.process_time() - middle)
        ours.append(middle - start)
    return Ratio("warm render", min(ours), "Graphviz draws the same DOT", min(graphviz), 5)


def grown(shape: str, claims: int) -> str:
    """Return the row of one made map, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.growth", shape, str(claims)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)  # noqa: S603
    figures = json.loads(done.stdout)
    cells = [f"{figures['validate']:.4f}", f"{figures['validate'] / figures['parse']:.1f}"]
    cells.append(f"{figures['validate'] / claims * 1e6:.0f}")
    for layout in ("columns", "outline"):
        taken, floor = figures[layout], figures[f"{layout} graphviz"]
        again = figures[f"{layout} again"]
        cells += [f"{taken:.4f}", f"{taken / floor:.1f}", f"{again / floor:.1f}"]
    net, floor = figures["graph"], figures["graph graphviz"]
    cells += [f"{net:.4f}", f"{net / floor:.1f}"] if net else ["–", "–"]
    return f"| {shape} | {claims:,} | {' | '.join(cells)} | {figures['memory']:.0f} |"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("map", nargs="?", type=Path, default=RITTER, help="the Ritter map if none")
    parser.add_argument("--quick", action="store_true", help="leave the largest maps out")
    given = parser.parse_args()
    main(given.map, quick=given.quick)
