"""The house rules that a machine can hold: which room knows which, and how large one may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_LINES_OF_A_FILE = 250
MOST_LINES_OF_A_FUNCTION = 60
LINES_OF_NINE_IN_TEN = 30


def sources(project: Path) -> list[Path]:
    """Returns every Python file of the project."""
    folders = ("src", "tests", "tools")
    return sorted(chain.from_iterable((project / folder).rglob("*.py") for folder in folders))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yields the name and the number of lines of every function in a file.

    A docstring does not count: that of a rule is its page, with examples.
    """
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = _lines(node)
            if ast.get_docstring(node) is not None:
                lines -= _lines(node.body[0])
            yield f"{path.name}: {node.name}", lines


def _lines(node: ast.stmt) -> int:
    """Returns how many lines a statement has."""
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def test_imports_run_one_way(project: Path) -> None:
    """The contracts in pyproject.toml are kept."""
    lint = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_no_file_is_longer_than_250_lines(project: Path) -> None:
    """A file that grows beyond it is two rooms."""
    lengths = {
        str(path.relative_to(project)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(project)
    }
    assert {path: n for path, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_60_lines(project: Path) -> None:
    """A function's statements can be seen whole on one screen."""
    lengths = chain.from_iterable(functions(path) for path in sources(project))
    assert {name: n for name, n in lengths if n > MOST_LINES_OF_A_FUNCTION} == {}


def test_nine_of_ten_functions_have_at_most_30_lines(project: Path) -> None:
    """The package's functions are short by habit, not by exception."""
    files = (project / "src").rglob("*.py")
    lengths = sorted(n for path in files for _, n in functions(path))
    assert lengths[len(lengths) * 9 // 10] <= LINES_OF_NINE_IN_TEN


def test_the_project_speaks_of_itself_only(project: Path) -> None:
    """No file that is handed out names a folder of the machine it was written on."""
    texts = [*sources(project), *project.glob("*.md"), *(project / "docs").glob("*.md")]
    machine = ("/" + "work/", "/" + "tmp/")
    guilty = {path.name for path in texts if any(m in path.read_text("utf-8") for m in machine)}
    assert guilty == set()
