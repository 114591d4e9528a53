"""The tools side by side: each with what it reads, and the command that draws it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import argmap
from benchmarks.peers import languages
from benchmarks.peers.statements import statements

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.peers.statements import Statements

OURS = {
    "argmap, table": ("--layout", "table"),
    "argmap, overview": ("--overview",),
    "argmap, columns": ("--layout", "columns"),
}
"""argmap's pictures, the usual one first, each with its options."""

PACKAGES = ("@argdown/cli@1.7.5", "@mermaid-js/mermaid-cli@11", "@terrastruct/d2@0.1")

D2_SCRIPT = """\
import {readFileSync, writeFileSync} from "node:fs";
import {D2} from "@terrastruct/d2";
const d2 = new D2();
const made = await d2.compile(readFileSync(process.argv[2], "utf8"));
writeFileSync(process.argv[3], await d2.render(made.diagram, made.renderOptions));
process.exit(0);
"""
"""D2 comes from npm as a library without a command: this is the least that draws a file with it.

Without `--liftoff-only` Node translates its WebAssembly in a way that takes six times as long.
"""


class Tool(NamedTuple):
    """A tool that draws the map.

    Attributes:
        name: As its makers write it.
        command: Reads its file and writes an SVG.
        svg: What it writes, shown in a wide column.
        narrow: What is shown in a narrow column: the same, where a tool has but one width.
    """

    name: str
    command: list[str]
    svg: Path
    narrow: Path


def tools(path: Path, folder: Path, modules: Path) -> tuple[Statements, list[Tool]]:
    """Write the map in each tool's language into a folder; return what it says, and the tools.

    Args:
        path: The map.
        folder: An empty folder that stays until the tools have run.
        modules: A `node_modules` with `PACKAGES`.

    Raises:
        SystemExit: If a tool is not there.
    """
    argument = argmap.load(path)
    said = statements(argument)
    for name, text in (
        *(
            (f"{direction}.{ending}", translated(said, direction))
            for ending, translated in languages.TRANSLATED.items()
            for direction in languages.DIRECTIONS
        ),
        ("map.dot", argmap.to_dot(argument)),
        ("d2.mjs", D2_SCRIPT),
        ("chromium.json", json.dumps(_browser())),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "node_modules").symlink_to(modules.resolve())
    ours = [_ours(name, options, path, folder) for name, options in OURS.items()]
    return said, [*ours, *_peers(folder)]


def _ours(name: str, options: tuple[str, ...], path: Path, folder: Path) -> Tool:
    """Return argmap with the options of one of its pictures; the narrow one is drawn at once."""
    wide, narrow = folder / f"{name}.drawing.svg", folder / f"{name}-360.svg"
    render = [sys.executable, "-m", "argmap", "render", str(path.resolve()), *options]
    subprocess.run(  # noqa: S603
        [*render, "--width", "360", "-o", str(narrow)], check=True, capture_output=True
    )
    return Tool(name, [*render, "-o", str(wide)], wide, narrow)


def _peers(folder: Path) -> list[Tool]:
    """Return the other tools, which draw to one width."""
    node = _program("node")
    programs = folder / "node_modules" / ".bin"
    made = []
    for direction in languages.DIRECTIONS:
        argdown = [node, f"{programs}/argdown", "map", "-f", "svg", f"{direction}.argdown", "."]
        mermaid = [node, f"{programs}/mmdc", "-q", "-p", "chromium.json"]
        mermaid += ["-i", f"{direction}.mmd", "-o", f"{direction}-mermaid.svg"]
        d2 = [node, "--liftoff-only", "d2.mjs", f"{direction}.d2", f"{direction}-d2.svg"]
        made += [
            (f"Argdown, {direction}", argdown, f"{direction}.svg"),
            (f"Mermaid, {direction}", mermaid, f"{direction}-mermaid.svg"),
            (f"D2, {direction}", d2, f"{direction}-d2.svg"),
        ]
    made.append(("dot", [_program("dot"), "-Tsvg", "map.dot", "-o", "dot.svg"], "dot.svg"))
    return [Tool(name, command, folder / svg, folder / svg) for name, command, svg in sorted(made)]


def _browser() -> dict[str, object]:
    """Return how Mermaid starts the browser that it draws in."""
    return {"executablePath": _program("chromium"), "args": ["--no-sandbox"]}


def _program(name: str) -> str:
    """Find a program on the search path."""
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"there is no {name} on the search path")
    return found
