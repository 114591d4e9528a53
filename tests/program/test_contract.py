"""The house rules that a machine can hold: which room knows which, and what no file names."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def sources(project: Path) -> list[Path]:
    """Return every Python file of the project."""
    folders = ("src", "tests", "tools")
    return sorted(chain.from_iterable((project / folder).rglob("*.py") for folder in folders))


def test_imports_run_one_way(project: Path) -> None:
    """The contracts in pyproject.toml are kept."""
    lint = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_the_project_speaks_of_itself_only(project: Path) -> None:
    """No file that is handed out names a folder of the machine it was written on."""
    texts = [*sources(project), *project.glob("*.md"), *(project / "docs").glob("*.md")]
    machine = ("/" + "work/", "/" + "tmp/")
    guilty = {path.name for path in texts if any(m in path.read_text("utf-8") for m in machine)}
    assert guilty == set()
