"""One made map of one size, in a process of its own: `python -m benchmarks.growth tree 100`."""

from __future__ import annotations

import argparse
import gc
import json
import resource
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

import yaml

import argmap
from argmap.__main__ import GC_THRESHOLD
from argmap.drawing import graphviz as engine
from benchmarks.made_maps import Shape, made_map

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from argmap.drawing.picture import Engine

ROUNDS = 6
FEW = 1_000
"""Maps up to this size are measured several times, larger ones once or twice."""

NETS = 300
"""Up to so many claims Graphviz places a net in a second; of 1,000 it can take a minute."""

WIDE = 1_600
"""The width of those in px: in less most of them become outlines."""


def main(shape: Shape, claims: int) -> None:
    """Print what the map takes, in seconds of CPU time and MB, as JSON."""
    gc.set_threshold(GC_THRESHOLD)  # as the commands do
    text = made_map(shape, claims)
    argmap.render(_read(made_map("net", 10)))  # everything is imported
    rounds = 5 if claims <= FEW else 2
    figures: dict[str, float | None] = dict(_reading(text))
    layouts: tuple[Literal["columns", "outline"], ...] = ("columns", "outline")
    # Each edition is drawn for the first time: no text of it was set before, but for its numbers.
    # Of a large map there is one, so that the memory is that of a map.
    few = rounds if claims <= FEW else 1
    editions = [_read(made_map(shape, claims, edition)) for edition in range(few)]
    for layout in layouts:
        draw = partial(argmap.render, layout=layout, huge=True)
        clock = _Clock()
        with clock:
            first = [_best(1, partial(draw, one)) for one in editions]
            again = _best(rounds, partial(draw, editions[-1]))
        figures |= {layout: min(first), f"{layout} again": again}
        figures[f"{layout} graphviz"] = clock.least
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, KB elsewhere
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    net = _as_a_net(editions[0]) if claims <= NETS else None
    graph = dict(zip(("graph", "graph graphviz"), net or (None, None), strict=True))
    sys.stdout.write(json.dumps(figures | graph | {"memory": peak / 1e6}))


def _as_a_net(argument: argmap.ArgumentMap) -> tuple[float, float] | None:
    """Return what the layout `graph` takes, and what Graphviz takes to place the same DOT once.

    Both count processes that are started, and their start: Graphviz places a net in one of its
    own. None where the net is too wide, and becomes an outline.
    """
    seen: list[str] = []
    original = engine.place

    def place(dot: str, ids: Collection[str], which: Engine) -> engine.Drawn:
        seen.append(dot)
        return original(dot, ids, which)

    engine.place = place
    try:
        start = _spent()
        drawing = argmap.render(argument, layout="graph", width=WIDE)
        taken = _spent() - start
    finally:
        engine.place = original
    if drawing.layout != "graph":
        return None
    start = _spent()
    engine.place(seen[-1], (), "auto")
    return taken, _spent() - start


def _spent() -> float:
    """Return the CPU seconds of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class _Clock:
    """Notes the least time that Graphviz itself takes."""

    least = float("inf")

    def __enter__(self) -> None:
        self.original = engine._embedded  # noqa: SLF001 -- what the engine adds is not Graphviz's
        engine._embedded = self._timed  # noqa: SLF001

    def __exit__(self, *_: object) -> None:
        engine._embedded = self.original  # noqa: SLF001

    def _timed(self, dot: str) -> tuple[bytes, str]:
        start = time.process_time()
        result = self.original(dot)
        self.least = min(self.least, time.process_time() - start)
        return result


def _read(text: str) -> argmap.ArgumentMap:
    result = argmap.validate_text(text)
    if result.map is None or not result.ok:
        raise SystemExit(f"the made map is wrong: {result.findings[:3]}")
    return result.map


def _reading(text: str) -> dict[str, float]:
    """Return what validation takes and what bare parsing takes, measured by turns.

    A processor that has become slower meanwhile has so become slower for both.
    """
    work = {"validate": lambda: argmap.validate_text(text), "parse": lambda: _events(text)}
    taken = dict.fromkeys(work, float("inf"))
    for _ in range(ROUNDS):
        for what, done in work.items():
            taken[what] = min(taken[what], _best(1, done))
    return taken


def _events(text: str) -> None:
    for _ in yaml.parse(text, Loader=yaml.CLoader):
        pass


def _best(rounds: int, work: Callable[[], object]) -> float:
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument(
        "shape", choices=get_args(Shape), help="a tree, or a net of some links more"
    )
    parser.add_argument("claims", type=int, help="how many claims, the thesis included")
    given = parser.parse_args()
    main(given.shape, given.claims)
