"""Wrong usage, help, version and schema of the command line."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from argmap import __version__
from argmap.cli.main import COMMANDS
from results import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["render"], "Missing argument 'MAP...'"),
        (["validate"], "Missing argument 'MAP...'"),
        (["render", "a.yaml", "--width", "299"], "300<=x<=1600"),
        (["render", "a.yaml", "--width", "1601"], "300<=x<=1600"),
        (["render", "a.yaml", "--width", "720px"], "not a valid integer"),
        (["render", "a.yaml", "--layout", "rows"], "'rows' is not one of"),
        (["render", "a.yaml", "--engine", "dot"], "'dot' is not one of"),
        (["validate", "a.yaml", "--format", "xml"], "'xml' is not one of"),
        (["render", "a.yaml", "b.yaml", "-o", "a.svg"], "would both be written to 'a.svg'"),
        (["render", "a.yaml", "b.yaml", "-o", "-"], "would both be written to standard output"),
        (["render", "a.yaml", "x/a.yaml"], "would both be written to 'out/a.svg'"),
        (["render", "a.yaml", "a.yaml"], "would both be written to 'out/a.svg'"),
        (["render", "-", "-"], "can be read only once"),
        (["validate", "-", "-"], "can be read only once"),
        (["render", "a.yaml", "-o", "a.png"], "name it 'a.svg'"),
        (["render", "a.yaml", "-o", "a.yaml"], "argmap writes SVG"),
        (["render", "a.yaml", "-o", "a.dot"], "name it 'a.svg', or say --format dot"),
        (["render", "a.yaml", "-o", "a.svg", "--format", "dot"], "or say --format svg"),
        (["render", "a.yaml", "-o", "a.gif", "--format", "dot"], "argmap writes DOT"),
        (["render", "a.yaml", "--format", "gif"], "'gif' is not one of"),
        (["render", "a.yaml", "--layout", "graph", "--direction", "up"], "'up' is not one of"),
        (["validate", "map", "-o", "./map"], "'./map' is a map; the report would overwrite it"),
        (["validate", "a.yaml", "-o", ""], "the name after -o is empty"),
        (["validate", "a.yaml", "--rules-page", "https://a.b/c"], "add --format sarif"),
        (["validate", "a.yaml", "--format", "sarif", "--rules-page", "c"], "begins with https://"),
        (["explain", "AM999"], "there is no rule `AM999`"),
        (["new"], "Missing argument 'FILE'"),
        (["new", ""], "the name of the file is empty"),
        (["new", "a.yaml", "--lang", "fr"], "'fr' is not one of"),
        (["render", "map", "-o", "./map"], "'./map' is a map; a picture would overwrite it"),
        (["render", "a.yaml", "-o", ""], "the name after -o is empty"),
        (["draw", "a.yaml"], "No such command 'draw'"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_done(
    argmap: Run, tmp_path: Path, arguments: list[str], problem: str
) -> None:
    """Exit status 2, one line that says what is wrong, and no file is touched."""
    done = argmap(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert files(tmp_path) == set()


def test_colour_is_for_those_who_want_it(argmap: Run, broken_map: Path) -> None:
    """A pipe gets none unless FORCE_COLOR asks, and NO_COLOR always wins."""
    plain = argmap("validate", broken_map).stdout
    assert "\x1b" not in plain
    forced = argmap("validate", broken_map, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in forced
    both = argmap("validate", broken_map, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert both == plain


def test_the_output_is_utf8_in_any_locale(argmap: Run, small_map: Path) -> None:
    """An old locale or code page changes no byte."""
    old = {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = argmap("render", small_map.name, env=old)
    assert done.returncode == 0
    assert done.stderr.startswith("wrote out/brücke.svg (720 × ")


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_every_help_ends_with_an_example(argmap: Run, name: str | None) -> None:
    """Who asks for help finds a line to copy."""
    done = argmap(*([name] if name else []), "--help")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith(f"  Example: argmap {name or ''}")


def test_the_version_is_the_packages_own(argmap: Run) -> None:
    """`--version` and the library agree."""
    assert argmap("--version").stdout == f"argmap {__version__}\n"


def test_help_and_schema_start_without_the_pipeline(environment: dict[str, str]) -> None:
    """They load neither networkx nor Graphviz nor HarfBuzz, so they answer at once."""
    code = (
        "import sys; from argmap.cli.main import main;"
        "main(['schema']); main(['render', '--help']);"
        "heavy = {'networkx', 'pygraphviz', 'uharfbuzz', 'jsonschema_rs'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_schema_is_printed_as_it_is(argmap: Run, project: Path) -> None:
    """What an editor gets is the very file that the loader validates with."""
    schema = (project / "src" / "argmap" / "schema.json").read_text(encoding="utf-8")
    assert argmap("schema").stdout == schema


def test_a_misspelt_command_is_recognised(argmap: Run) -> None:
    """The commands are known by their names before any is loaded."""
    done = argmap("rendr")
    assert done.returncode == 2
    assert "No such command 'rendr'. Did you mean 'render'?" in done.stderr
