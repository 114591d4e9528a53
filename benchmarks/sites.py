"""A site of many maps: `python -m benchmarks.sites [MAP] [COUNT]`.

The maps are those of `benchmarks.many`, each with its words in another order. Processor time is
that of one process; a site that is written again has one map that changed.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import argmap
from benchmarks.__main__ import RITTER, machine, say
from benchmarks.many import COUNT, shuffled, taken

GOAL = 80
"""Milliseconds that a map may take of a core: reading, checking, its page, its part of the site."""

COMMAND = ["site", "maps", "-o", "site", "-j", "1"]


def main(path: Path, count: int) -> None:
    """Measure and print a table of a site of so many maps like one."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    say(f"{machine()}, load {load}\n\n## A site of {count:,} maps like {path.stem}\n")
    say("| what | ms a map and core | wall, s | goal |\n|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        maps = Path(folder, "maps")
        shuffled(argmap.load(path), count, maps)
        for what, goal in (("all new", f"≤ {GOAL}"), ("nothing new", ""), ("one map changed", "")):
            if what.startswith("one"):
                first = maps / "0000.yaml"
                text = first.read_text(encoding="utf-8")
                first.write_text(text.replace("title: ", "title: New ", 1), encoding="utf-8")
            took = taken(COMMAND, folder)
            cost = took.processor / count * 1000
            say(f"| {what} | **{cost:.1f}** | {took.wall:.1f} | {goal} |")
        sizes = {
            part: sum(one.stat().st_size for one in Path(folder, "site").glob(part))
            for part in ("index.html", "search/*", "argmap-site.json", "sources/*", "maps/*")
        }
    held = ", ".join(f"{part} {size / 1e6:.1f}" for part, size in sizes.items())
    say(f"\nMB: {held}.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sites", description=__doc__)
    parser.add_argument("map", nargs="?", type=Path, default=RITTER, help="the Ritter map if none")
    parser.add_argument("count", nargs="?", type=int, default=COUNT, help="how many are made")
    given = parser.parse_args()
    main(given.map, given.count)
