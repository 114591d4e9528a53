"""One made map of one size, in a process of its own: `python -m benchmarks.growth tree 100`."""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

import yaml

import argmap
from argmap import engine
from argmap.__main__ import MANY
from benchmarks.made_maps import Shape, made_map

if TYPE_CHECKING:
    from collections.abc import Callable

FEW = 1_000
"""Maps up to this size are measured several times, larger ones once."""


def main(shape: Shape, claims: int) -> None:
    """Prints what the map takes, in seconds of CPU time and MB, as JSON."""
    gc.set_threshold(MANY)  # as the commands do
    text = made_map(shape, claims)
    argmap.render(_read(made_map("net", 10)))  # everything is imported
    rounds = 5 if claims <= FEW else 2
    figures: dict[str, float] = {
        "validate": _best(rounds, lambda: argmap.validate_text(text)),
        "parse": _best(rounds, lambda: _events(text)),
    }
    argument = _read(text)
    layouts: tuple[Literal["columns", "outline"], ...] = ("columns", "outline")
    for layout in layouts:
        clock = _Clock()
        with clock:
            figures[layout] = _best(rounds, partial(argmap.render, argument, layout=layout))
        figures[f"{layout} graphviz"] = clock.least
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, KB elsewhere
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    sys.stdout.write(json.dumps(figures | {"memory": peak / 1e6}))


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
    main(cast("Shape", sys.argv[1]), int(sys.argv[2]))
