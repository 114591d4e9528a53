"""Measures argmap beside its peers and prints a Markdown page: `python -m benchmarks.peers`.

It needs Node, Chromium and Graphviz on the search path, and the folder `node_modules` that
`npm install @argdown/cli@1.7.5 @mermaid-js/mermaid-cli@11 @terrastruct/d2@0.1` has made, named in
ARGMAP_NODE_MODULES. benchmarks/peers.md is what it printed where it was last run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.__main__ import RITTER, machine, say
from benchmarks.peers.costs import Cost, costs
from benchmarks.peers.legible import size_at, smallest_text
from benchmarks.peers.tools import OURS, PACKAGES, Tool, tools

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 5
WIDE, NARROW = 720, 360
LEGIBLE = 12

HEAD = """\
# argmap beside its peers

The same argument, {stem}, as {boxes} boxes and {links} links, drawn by each tool with its own
defaults, to the right or down the page. Time: what the process and its children take of the CPU,
from its start to the written SVG, the least of {rounds} runs by turns. Memory: the most that it
and its children held at once, in a run of its own. Text: the font size of the smallest words where
the picture is shown in a column that is {wide} or {narrow} CSS px wide; a wider picture is shrunk
to it, none is enlarged. argmap draws to the width it is given, here {wide} px and {narrow} px; the
others have one picture for both. Room: the width and height in CSS px that a picture takes where
its smallest words are {least} px high. The overview leaves evidence out and counts it; all others
show every box.

| tool | CPU, s | × argmap | peak memory, MB | SVG, KB \
| smallest text at {wide} px | at {narrow} px | room at {least} px, width × height |
|---|--:|--:|--:|--:|--:|--:|--:|"""
FOOT = """
The others show boxes and links, and know nothing of sides, evidence, sources and reviews; they do
things that argmap does not: free layouts, other diagrams, a notation inside running text. `dot`
draws what `argmap render --format dot` writes. Each peer's map is written by `benchmarks/peers` in
the plainest way that its language offers. D2's library is WebAssembly, and is started with Node's
`--liftoff-only`, without which it takes some six times as long for the same picture.

Of Mermaid's browser those processes count that it waits for itself: it takes more than this.

Not here: Argdown 2 and Mermaid's command line 12 (they need Node 22), D2's own command, which npm
has from others than its makers alone, and gsn2x, which could not be had.

Measured on {when}: {machine}, {cores} cores, {memory:.0f} GB; {versions}."""


def main() -> None:
    """Draw a map with every tool, and prints the page."""
    path = _arguments().map
    named = os.environ.get("ARGMAP_NODE_MODULES")
    if named is None:
        raise SystemExit(
            f"name a node_modules folder in ARGMAP_NODE_MODULES: npm install {' '.join(PACKAGES)}"
        )
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        said, every = tools(path, folder, Path(named))
        taken = costs({tool.name: tool.command for tool in every}, folder, ROUNDS)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        counts = {"boxes": len(said.boxes), "links": len(said.links), "rounds": ROUNDS}
        counts |= {"least": LEGIBLE}
        say(HEAD.format(stem=path.stem, wide=WIDE, narrow=NARROW, **counts))
        for tool in every:
            say(_row(tool, taken, browser))
        say(_foot(Path(named), browser.version))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers",
        description="Measures argmap beside Argdown, Mermaid, D2 and dot; prints a Markdown page.",
        epilog="example: ARGMAP_NODE_MODULES=node_modules python -m benchmarks.peers > peers.md",
    )
    parser.add_argument(
        "map", nargs="?", type=Path, default=RITTER, help="the map; the Ritter map without it"
    )
    return parser.parse_args()


def _row(tool: Tool, taken: dict[str, Cost], browser: Browser) -> str:
    """Return a tool's line of the table."""
    cost = taken[tool.name]
    wide = smallest_text(browser, tool.svg, WIDE)
    narrow = smallest_text(browser, tool.narrow, NARROW)
    across, down = size_at(browser, tool.svg, LEGIBLE)
    usual = taken[next(iter(OURS))].seconds
    return (
        f"| {tool.name} | {cost.seconds:.2f} | {cost.seconds / usual:.1f} "
        f"| {cost.memory:.0f} | {tool.svg.stat().st_size / 1000:.0f} "
        f"| {wide:.1f} px | {narrow:.1f} px | {across:,.0f} × {down:,.0f} |"
    )


def _foot(modules: Path, chromium: str) -> str:
    """Return what the tools are, and the machine."""
    names = [package.rpartition("@")[0] for package in PACKAGES]
    found = [json.loads((modules / name / "package.json").read_text("utf-8")) for name in names]
    versions = [f"{package['name']} {package['version']}" for package in found]
    versions += [f"Node {_said('node', '--version')}", _said("dot", "-V"), f"Chromium {chromium}"]
    return FOOT.format(
        when=datetime.now(UTC).date(),
        machine=machine(),
        cores=os.cpu_count(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9,
        versions=", ".join(versions),
    )


def _said(*command: str) -> str:
    """Return what a program prints, on either of its outputs."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return (done.stdout or done.stderr).strip()


if __name__ == "__main__":
    main()
