"""Measures argmap beside its peers and prints a Markdown page: `python -m benchmarks.peers`.

It needs Node, Chromium and Graphviz on the search path, and the folder `node_modules` that
`npm install @argdown/cli@1.7.5 @mermaid-js/mermaid-cli@11 @terrastruct/d2@0.1` has made, named in
ARGMAP_NODE_MODULES.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.__main__ import RITTER, machine, say
from benchmarks.peers.costs import Cost, costs
from benchmarks.peers.legible import smallest_text
from benchmarks.peers.tools import PACKAGES, Tool, tools

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 5
WIDE, NARROW = 720, 360


def main(arguments: list[str]) -> None:
    """Draws a map, the Ritter map where none is named, with every tool, and prints the table."""
    path = Path(arguments[0]) if arguments else RITTER
    named = os.environ.get("ARGMAP_NODE_MODULES")
    if named is None:
        raise SystemExit(
            f"name a node_modules folder in ARGMAP_NODE_MODULES: npm install {' '.join(PACKAGES)}"
        )
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        every = tools(path, folder, Path(named))
        taken = costs({tool.name: tool.command for tool in every}, folder, ROUNDS)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        say(f"The same argument, {path.stem}, drawn by each tool with its defaults.\n")
        say(
            "| tool | whole process, s | × argmap | peak memory, MB | SVG, KB "
            f"| smallest text at {WIDE} px | at {NARROW} px |\n|---|--:|--:|--:|--:|--:|--:|"
        )
        for tool in every:
            say(_row(tool, taken, browser))
        say(f"\n{machine()}; {', '.join(PACKAGES)}.")


def _row(tool: Tool, taken: dict[str, Cost], browser: Browser) -> str:
    """Returns a tool's line of the table."""
    cost = taken[tool.name]
    wide = smallest_text(browser, tool.svg, WIDE)
    narrow = smallest_text(browser, tool.narrow, NARROW)
    return (
        f"| {tool.name} | {cost.seconds:.2f} | {cost.seconds / taken['argmap'].seconds:.1f} "
        f"| {cost.memory:.0f} | {tool.svg.stat().st_size / 1000:.0f} "
        f"| {wide:.1f} px | {narrow:.1f} px |"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
