"""The house rules that a machine can hold: which room knows which, and what has which name."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import argmap
from paths import PROJECT, TESTS

ROOT = PROJECT / "src" / "argmap"
ROOMS = {path.parent.relative_to(ROOT) for path in ROOT.rglob("*/__init__.py")}
NO_ROOMS = {Path(name) for name in ("data", "faults", "helpers", "picture", "program")}
"""What `tests/` has besides: no room of the package may be called like one of them."""


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
    texts = [*sources(project), *project.glob("*.md"), *(project / "docs").rglob("*.md")]
    machine = ("/" + "work/", "/" + "tmp/")
    guilty = {path.name for path in texts if any(m in path.read_text("utf-8") for m in machine)}
    assert guilty == set()


def test_no_two_public_classes_have_one_name() -> None:
    """Whoever reads a name knows which class it is."""
    trees = [ast.parse(path.read_text("utf-8")) for path in ROOT.rglob("*.py")]
    nodes = chain.from_iterable(tree.body for tree in trees)
    names = Counter(node.name for node in nodes if isinstance(node, ast.ClassDef))
    assert {name for name, count in names.items() if count > 1 and name[0] != "_"} == set()


def test_no_module_hides_a_public_name() -> None:
    """Importing a module sets its name on its package, in place of a function of that name."""
    for module in walk_packages(argmap.__path__, "argmap."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    hidden = {name for name in argmap.__all__ if isinstance(getattr(argmap, name), ModuleType)}
    assert hidden == set()


def test_every_room_has_its_tests() -> None:
    """A folder of tests has the name of a room, or is one of the few that belong to none."""
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")} - {Path()}
    assert folders - NO_ROOMS == ROOMS
    assert {room for room in ROOMS if room.parts[0] in map(str, NO_ROOMS)} == set()
