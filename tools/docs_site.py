"""What the site of the docs has beside `docs/`: the README in front, and what pages link to.

Each file has the name in the site that it has in the project, so that a link that is right in a
clone is right in the site.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

import argmap

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PROJECT = Path(__file__).parent.parent
PAGES = {
    "README.md": "index.html",
    "CONTRIBUTING.md": "contributing/index.html",
    "CHANGELOG.md": "changelog/index.html",
    "benchmarks/hostile.md": None,
    "benchmarks/peers.md": None,
    "benchmarks/preview.md": None,
    "benchmarks/results.md": None,
}
"""Pages that stand elsewhere, with their files in the site."""

BESIDE = (
    "docs/*.svg",
    "generators/*/*",
    "maps/*.yaml",
    "out/*.svg",
    "LICENSE",
    "pyproject.toml",
    "src/argmap/model/words/en.toml",
    "tests/program/test_docs.py",
)
"""What pages link to or show."""

API = """\
# The library, name by name

[developer.md](developer.md#the-library) shows what they are for.

## Functions

{functions}

## Classes

{classes}
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Name all files as in the project, and add those that are not in `docs/`."""
    home = str(PROJECT)

    def named(name: str, dest: str | None = None) -> File:
        return File(name, home, config.site_dir, config.use_directory_urls, dest_uri=dest)

    found = [
        named(f"docs/{file.src_uri}", file.dest_uri) if file.src_dir == config.docs_dir else file
        for file in files
    ]
    found += [named(name, address) for name, address in PAGES.items()]
    found += [
        named(path.relative_to(PROJECT).as_posix())
        for pattern in BESIDE
        for path in sorted(PROJECT.glob(pattern))
    ]
    reference = File.generated(config, "docs/api.md", content=_reference())
    reference.dest_uri = "api/index.html"
    return Files([*found, reference])


def _reference() -> str:
    names = [name for name in argmap.__all__ if not name.startswith("_")]
    functions = [name for name in names if name.islower()]
    classes = [name for name in names if not name.islower()]
    listed = ["\n\n".join(f"::: argmap.{name}" for name in group) for group in (functions, classes)]
    return API.format(functions=listed[0], classes=listed[1])
