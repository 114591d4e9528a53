"""The README and the docs, as their readers go through them: blocks of code in order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ready import Ready

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)(?:#[^)]*)?\)|(?:src|srcset|href)=\"([^\"#]+)\"")
FILE_NAME = re.compile(r"# ([\w.-]+\.(?:yaml|toml))\n")
BASE = {
    "argmap": "argmap: 1\n",
    "title": "title: An example\n",
    "lang": "lang: en\n",
    "thesis": "thesis:\n  text: The bridge must be closed.\n",
}


class Block(NamedTuple):
    """A fenced block of code.

    Attributes:
        language: The word after the fence.
        text: What stands in it.
        place: The document and the line of its fence.
    """

    language: str
    text: str
    place: str


class Step(NamedTuple):
    """A command of a console block, and what it is shown to print."""

    command: str
    output: str


class Workshop:
    """A copy of the parts of a clone that the docs work with, and how to work in it."""

    def __init__(self, folder: Path, environment: dict[str, str], ready: Ready) -> None:
        for name in ("docs/formats", "maps", "out", "src"):
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc"))
        (folder / "bin").mkdir()
        ready.stand_in(folder / "bin" / "argmap")
        python = folder / "bin" / "python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        self.folder = folder
        self.names: dict[str, object] = {}  # what a page's Python examples have defined so far
        path = os.pathsep.join([str(folder / "bin"), environment["PATH"]])
        self.environment = environment | {"PATH": path, "HOME": str(folder)}

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command line; both streams come back as a terminal would mix them."""
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )


RULES = PROJECT / "docs" / "rules.md"
"""The page that is written from the rules: its examples are theirs, and run by their tests."""


def documents() -> list[Path]:
    """Return the README and every other page for readers."""
    return [
        PROJECT / "README.md",
        PROJECT / "CONTRIBUTING.md",
        *sorted(PROJECT.glob("docs/**/*.md")),
    ]


def blocks(document: Path) -> Iterator[Block]:
    """Yield the blocks of a document in its order."""
    text = document.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(found[1], found[2], f"{document.name}:{line}")


def links(document: Path) -> list[str]:
    """Return what a document links to, without examples and what leaves the project."""
    found = LINK.finditer(FENCE.sub("", document.read_text(encoding="utf-8")))
    targets = (match[1] or match[2] for match in found)
    return [target for target in targets if not target.startswith(("http:", "https:"))]


def steps(block: Block) -> list[Step]:
    """Return the commands of a console block; a line that ends in a backslash goes on."""
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert parts[0] == "", f"{block.place}: a console block starts with a command"
    found = (re.match(r"((?:[^\n]*\\\n)*[^\n]*)\n(.*)", part, re.DOTALL) for part in parts[1:])
    return [Step(match[1], match[2]) for match in found if match]


def file_name(block: Block) -> str | None:
    """Return the file that a YAML block is to be saved as: its first line names it."""
    found = FILE_NAME.match(block.text)
    return found[1] if found else None


def completed(block: Block) -> str:
    """Return a map of which a YAML block shows a part, with what every map needs added."""
    keys = set(re.findall(r"^(\w+):", block.text, re.MULTILINE))
    return "".join(text for key, text in BASE.items() if key not in keys) + block.text
