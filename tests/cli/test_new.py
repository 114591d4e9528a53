"""`argmap new`: from nothing to a first picture."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from argmap import validate_text
from argmap.cli.new import LANGUAGES, starter_map
from argmap.errors import ArgmapError
from argmap.files import write as output

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

SCHEMA_LINE = "# yaml-language-server: $schema=argmap.schema.json"


def test_the_next_two_commands_are_those_that_it_names(argmap: Run, tmp_path: Path) -> None:
    """A new map is written; typed as they stand, one command draws it and one checks it."""
    done = argmap("new", "my map.yaml")
    assert (done.returncode, done.stdout) == (0, "")
    first, *commands = done.stderr.splitlines()
    assert first.startswith("wrote my map.yaml")
    assert [line.split("  ")[0] for line in commands] == [
        "argmap render 'my map.yaml'",
        "argmap validate 'my map.yaml'",
    ]
    assert argmap("render", "my map.yaml").stderr.startswith("wrote out/my map.svg (720 × ")
    assert argmap("validate", "my map.yaml").stdout.endswith("\n1 note in my map.yaml\n")
    assert (tmp_path / "my map.yaml").read_text(encoding="utf-8") == starter_map("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_starter_map_is_a_good_one_in_its_own_language(lang: str, argmap: Run) -> None:
    """Only its sources have no texts yet; and in columns it has every kind of box."""
    result = validate_text(starter_map(lang))
    assert [finding.code for finding in result.findings] == ["AM308"]
    assert result.map is not None
    assert result.map.lang == lang
    assert argmap("new", "m.yaml", "--lang", lang).returncode == 0
    drawn = argmap("render", "m.yaml", "--layout", "columns", "-o", "-").stdout
    kinds = ("claim thesis for", "claim premise for", "claim objection against", "evidence", "join")
    assert [kind for kind in kinds if f'class="{kind}' not in drawn] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_of_ignore_accepts_what_the_map_has(lang: str) -> None:
    """Without it, one warning is told, at the two claims that it names."""
    start, _, ignored = starter_map(lang).partition("\nignore:\n")
    found = validate_text(start + "\n").findings
    (finding,) = (finding for finding in found if finding.code != "AM308")
    assert finding.code == "AM313"
    accepted = re.findall(r"[\w-]+", ignored.partition("at: [")[2].partition("]")[0])
    assert re.findall(r"`([\w-]+)`", finding.message) == accepted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comment_stands_above_each_key_where_it_first_appears(lang: str, project: Path) -> None:
    """Who reads from top to bottom meets no key of claims, evidence and inferences unexplained."""
    lines = starter_map(lang).splitlines()
    assert lines[0] == SCHEMA_LINE
    assert "argmap schema > argmap.schema.json" in starter_map(lang)
    schema = json.loads((project / "src/argmap/schema.json").read_text(encoding="utf-8"))
    used = {match[1] for line in lines if (match := re.match(r"[ -]*([\w-]+):", line))}
    parts = ("thesis", "premise", "objection", "evidence", "inference")
    keys = {key for part in parts for key in schema["$defs"][part]["properties"]} | set(
        schema["properties"]
    )
    explained = used | set(re.findall(r"\w+", " ".join(li for li in lines if "#" in li)))
    assert keys - explained == set()
    top = [number for number, line in enumerate(lines) if re.match(r"\w+:", line)]
    assert [lines[number] for number in top if not lines[number - 1].startswith("#")] == []


def test_an_existing_file_stays_unless_force_is_given(argmap: Run, tmp_path: Path) -> None:
    """Exit status 3 and one line; nothing of the user's is lost by a second try."""
    mine = tmp_path / "mine.yaml"
    mine.write_text("mine")
    done = argmap("new", "mine.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "argmap: mine.yaml is there already, and stays as it is; --force replaces it\n"
    )
    assert mine.read_text() == "mine"
    assert argmap("new", "mine.yaml", "--force", "--lang", "de").returncode == 0
    assert mine.read_text(encoding="utf-8") == starter_map("de")


def test_the_schema_that_the_first_line_names_is_written_where_it_is_asked_for(
    argmap: Run, tmp_path: Path, project: Path
) -> None:
    """Beside the map; the same one stays, and another one too, with the map unwritten then."""
    beside = tmp_path / "maps" / SCHEMA_LINE.rpartition("=")[2]
    beside.parent.mkdir()
    assert argmap("new", "maps/a.yaml").returncode == 0
    assert not beside.exists()
    done = argmap("new", "maps/b.yaml", "--schema")
    assert done.stderr.startswith("wrote maps/argmap.schema.json: ")
    assert beside.read_bytes() == (project / "src/argmap/schema.json").read_bytes()
    assert "schema" not in argmap("new", "maps/c.yaml", "--schema").stderr
    beside.write_text("{}")
    done = argmap("new", "maps/d.yaml", "--schema")
    assert (done.returncode, beside.read_text()) == (3, "{}")
    assert "maps/argmap.schema.json is there already" in done.stderr
    assert not (tmp_path / "maps" / "d.yaml").exists()
    assert argmap("new", "maps/d.yaml", "--schema", "--force").returncode == 0
    assert len(beside.read_text("utf-8")) > len("{}")
    assert argmap("new", "-", "--schema").returncode == 2


def test_standard_output_gets_the_map_and_nothing_else(argmap: Run) -> None:
    """It can be piped into the next command as it is."""
    done = argmap("new", "-", "--lang", "de")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == starter_map("de")
    assert argmap("validate", "-", "--strict", input=done.stdout).returncode == 0


def test_a_name_that_looks_like_an_option_is_told_so_that_it_can_be_typed(argmap: Run) -> None:
    """What is printed works as it stands."""
    done = argmap("new", "--", "-m.yaml")
    assert "argmap render ./-m.yaml " in done.stderr
    assert argmap("validate", "./-m.yaml").returncode == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (".", "cannot write .: it is a folder"),
        ("missing/m.yaml", "cannot write missing/m.yaml: No such file or directory"),
    ],
)
def test_a_place_that_cannot_be_written_is_one_line(argmap: Run, name: str, told: str) -> None:
    """Exit status 3."""
    done = argmap("new", name)
    assert (done.returncode, done.stderr) == (3, f"argmap: {told}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_disk_that_takes_no_more_leaves_no_part_of_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """A file that cannot be written whole is taken away again."""
    command = f'ulimit -f 1; exec "{sys.executable}" -m argmap new m.yaml'
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (3, "argmap: cannot write m.yaml: File too large\n")
    assert list(tmp_path.iterdir()) == []


def test_a_starter_map_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is given to a finished file: whoever is killed before leaves no half of one."""
    path = tmp_path / "m.yaml"
    fsync, seen = os.fsync, []

    def look(handle: int) -> None:
        fsync(handle)
        seen.append(path.exists())

    monkeypatch.setattr(os, "fsync", look)
    output.create(str(path), "x")
    assert (seen, path.read_text()) == ([False], "x")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("there", [False, True])
def test_a_disk_without_hard_links_takes_a_starter_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    """A memory card, for example; what came to be there meanwhile stays there, too."""
    path = tmp_path / "m.yaml"

    def refuse(*_: str) -> None:
        if there:
            path.write_text("mine")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    if there:
        with pytest.raises(ArgmapError, match="is there already, and stays as it is"):
            output.create(str(path), "x")
    else:
        output.create(str(path), "x")
    assert path.read_text() == ("mine" if there else "x")
    assert list(tmp_path.iterdir()) == [path]


def test_a_starter_map_is_written_without_the_pipeline(environment: dict[str, str]) -> None:
    """The first command that a newcomer types answers at once."""
    code = (
        "import sys; from argmap.cli.main import main; main(['new', '-']);"
        "heavy = {'networkx', 'pygraphviz', 'uharfbuzz', 'yaml', 'jsonschema_rs'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
