"""What the README and the docs show is what happens."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
import yaml

import argmap
from argmap.cli import cli
from argmap.review import reading
from argmap.review.paths import is_ledger
from documents import (
    PROJECT,
    RULES,
    Block,
    Workshop,
    blocks,
    completed,
    documents,
    file_name,
    links,
    steps,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SET_UP = "python3 -m venv "
FIRST_SCREEN = 25


def check_yaml(workshop: Workshop, block: Block) -> None:
    """A map validates without a finding; a part of one does so once it is completed.

    That its quotes have no texts may be told: the docs show few of those.
    """
    name = file_name(block)
    if name is not None and is_ledger(name):
        (workshop.folder / name).write_text(block.text, encoding="utf-8")
        assert reading.read_file(str(workshop.folder / name)).findings == (), block.place
    elif name is not None:
        (workshop.folder / name).write_text(block.text, encoding="utf-8")
        result = argmap.validate(workshop.folder / name)
        told = [finding for finding in result.findings if finding.code != "AM308"]
        assert bool(told) == name.startswith("broken"), (block.place, told)
    else:
        result = argmap.validate_text(completed(block), str(workshop.folder / "part.yaml"))
        assert result.ok, (block.place, result.findings)


def check_console(workshop: Workshop, block: Block) -> None:
    """Every command prints what is shown below it."""
    for step in steps(block):
        done = workshop.run(step.command)
        assert done.stdout == step.output, f"{block.place}: $ {step.command}\n{done.stdout}"


def check_sh(workshop: Workshop, block: Block) -> None:
    """Every command line succeeds; those that set up an installation are run by `.ci/run`."""
    for line in block.text.splitlines():
        if not line.startswith((SET_UP, "python -m pytest", "ruff ")):
            done = workshop.run(line)
            assert done.returncode == 0, f"{block.place}: {line}\n{done.stdout}"


def check_python(workshop: Workshop, block: Block) -> None:
    """An example session prints what is shown."""
    parser = doctest.DocTestParser()
    test = parser.get_doctest(block.text, workshop.names, block.place, block.place, 0)
    told: list[str] = []
    before = Path.cwd()
    os.chdir(workshop.folder)
    try:
        results = doctest.DocTestRunner(verbose=False).run(test, out=told.append, clear_globs=False)
    finally:
        os.chdir(before)
    workshop.names.update(test.globs)
    assert results.attempted > 0, f"{block.place}: no example in it"
    assert results.failed == 0, "".join(told)


def check_toml(workshop: Workshop, block: Block) -> None:
    """Settings that are shown can be used; the maps beside them are checked without them."""
    name = file_name(block)
    assert name is not None, f"{block.place}: the file's name is missing"
    folder = workshop.folder / "settings"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(block.text, encoding="utf-8")
    settings = argmap.find_settings(folder / "map.yaml")
    assert settings != argmap.Settings(), block.place
    assert settings.findings == (), block.place


def check_html(workshop: Workshop, block: Block) -> None:
    """What is embedded is there."""
    targets = re.findall(r'(?:src|srcset)="([^"]+)"', block.text)
    assert targets, block.place
    assert all((workshop.folder / target).is_file() for target in targets), block.place


def check_yml(workshop: Workshop, block: Block) -> None:
    """Settings of other programs name hooks and inputs that there are, and commands that pass."""
    given = yaml.safe_load(block.text)
    hooks = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    action = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
    for key, value in pairs(given):
        if key == "id":
            assert value in {hook["id"] for hook in hooks}, block.place
        if key == "with" and not value.keys() & {"sarif_file", "fetch-depth"}:  # of other actions
            assert value.keys() <= action["inputs"].keys(), block.place
        for line in value if key == "script" else ():
            if line.startswith("argmap "):
                done = workshop.run(line)
                assert done.returncode == 0, f"{block.place}: {line}\n{done.stdout}"


def pairs(given: object) -> Iterator[tuple[str, Any]]:
    """Yields every key of a tree of settings with its value."""
    if isinstance(given, dict):
        yield from given.items()
    inner = given.values() if isinstance(given, dict) else given if isinstance(given, list) else ()
    for value in inner:
        yield from pairs(value)


def check_powershell(_: Workshop, block: Block) -> None:
    """The command line for Windows is the one of the README, said Windows' way."""
    said = block.text.strip().replace(".venv\\Scripts\\", ".venv/bin/").replace("; ", " && ")
    assert said.replace("py -m", "python3 -m") in set_up_lines(), block.place


CHECKS: dict[str, Callable[[Workshop, Block], None]] = {
    "console": check_console,
    "html": check_html,
    "powershell": check_powershell,
    "python": check_python,
    "sh": check_sh,
    "toml": check_toml,
    "yaml": check_yaml,
    "yml": check_yml,
}


def set_up_lines() -> list[str]:
    """Returns the command lines of the README that set themselves up."""
    lines = (PROJECT / "README.md").read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN]
    return [line for line in lines if line.startswith(SET_UP)]


@pytest.mark.parametrize(
    "document", [page for page in documents() if page != RULES], ids=lambda path: path.name
)
def test_every_example_does_what_is_shown(
    document: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    """Read from top to bottom in a copy of the project, each block does what it promises."""
    workshop = Workshop(tmp_path, environment)
    for block in blocks(document):
        assert block.language in CHECKS, f"{block.place}: nothing tests a {block.language!r} block"
        CHECKS[block.language](workshop, block)


def test_the_first_screen_renders_the_map_and_passes_the_tests() -> None:
    """Two command lines, each with its own set-up, and both are what `.ci/run` runs."""
    render, test = set_up_lines()
    assert render.endswith("&& .venv/bin/argmap render maps/ritter_2026-03-12.yaml")
    assert test.endswith("&& .venv/bin/python -m pytest -n auto")
    assert all(".venv/bin/pip install -q -c constraints.txt " in line for line in (render, test))
    script = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    for pattern in re.findall(r"readme_line '([^']+)'", script):
        assert sum(bool(re.search(pattern, line)) for line in (render, test)) == 1
    assert len(re.findall(r"readme_line '", script)) == 2


def test_the_readmes_map_has_ten_lines() -> None:
    """The first map that a reader sees is short."""
    first = next(block for block in blocks(PROJECT / "README.md") if block.language == "yaml")
    assert len(first.text.splitlines()) == 1 + 10  # and the comment with its name


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    """What a page links to within the project is there."""
    missing = [target for target in links(document) if not (document.parent / target).exists()]
    assert missing == []


def test_the_developers_table_has_every_room() -> None:
    """A module or package that comes or goes takes its row along."""
    page = (PROJECT / "docs" / "developer.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    named = {name.rstrip("/") for row in rows for name in re.findall(r"`([\w/.]+)`", row)}
    there = {path.name for path in (PROJECT / "src" / "argmap").iterdir()}
    apart = {"__init__.py", "__main__.py", "__pycache__", "py.typed"}
    assert {name for name in named if name.endswith((".py", ".json"))} <= there
    assert there - apart <= named


def test_every_command_and_option_is_documented() -> None:
    """No option is known from `--help` alone."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents())
    assert "argmap --version" in text
    for name, command in cli.commands.items():
        assert f"argmap {name}" in text
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert [str(option.opts) for option in options if option.opts[-1] not in text] == []


def test_what_is_made_from_the_schema_and_the_rules_is_todays() -> None:
    """Running `python tools/make_docs.py` would change no table and no page of a rule."""
    spec = importlib.util.spec_from_file_location("make_docs", PROJECT / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    make_docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_docs)
    pages = {page.name: page.read_text(encoding="utf-8") for page in documents()}
    assert {name: make_docs.with_tables(text) for name, text in pages.items()} == pages
    assert pages[RULES.name] == make_docs.rules_page()
