"""Pandoc with the filter: that of the system, and the newer one that a package brings along."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable

FILTER = PROJECT / "src" / "argmap" / "plugins" / "argmap.lua"


@pytest.fixture(params=["the system's", "the package's"])
def which_pandoc(request: pytest.FixtureRequest, program: Callable[[str], str]) -> str:
    """The path of a Pandoc: Debian's is of version 2, the package's of version 3."""
    if request.param == "the system's":
        return program("pandoc")
    package = pytest.importorskip("pypandoc", reason="the package pypandoc-binary is missing")
    return str(Path(package.__file__).parent / "files" / "pandoc")


@pytest.fixture
def pandoc(
    which_pandoc: str, environment: dict[str, str], folder: Path, forked: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs Pandoc with the filter on a text, with argmap on its path.

    It runs in the folder that a file of tests has as its fixture `folder`.
    """

    def run(text: str, *options: str, path: str = "") -> subprocess.CompletedProcess[str]:
        environ = environment | {"PATH": path or f"{forked}{os.pathsep}{os.environ['PATH']}"}
        command = [which_pandoc, "--lua-filter", FILTER, "-f", "markdown", *options]
        settings = {"cwd": folder, "encoding": "utf-8", "capture_output": True, "timeout": 120}
        return subprocess.run(command, input=text, env=environ, check=False, **settings)

    return run
