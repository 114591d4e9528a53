"""What the README and the docs show is what happens."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from typing import TYPE_CHECKING

import click
import pytest

import argmap
from argmap.cli.main import COMMANDS, cli
from argmap.exchange import READ, WRITTEN
from documents import RULES, Workshop, blocks, documents, links
from paths import PROJECT
from walking import CHECKS, Walk, set_up_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ready import Ready


@pytest.fixture(scope="module")
def walks(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str], ready: Ready
) -> Callable[[Path], Walk]:
    """Return a function that returns the one walk through a page."""

    @cache
    def walk(document: Path) -> Walk:
        folder = tmp_path_factory.mktemp(document.stem)
        return Walk(document, Workshop(folder, environment, ready))

    return walk


FORMATS = PROJECT / "docs" / "formats"

SHOWN = [
    pytest.param(page, number, id=f"{block.place}-{block.language}")
    for page in documents()
    if page != RULES
    for number, block in enumerate(blocks(page))
]


@pytest.mark.parametrize(("document", "number"), SHOWN)
def test_every_example_does_what_is_shown(
    walks: Callable[[Path], Walk], document: Path, number: int
) -> None:
    """Read from top to bottom in a copy of the project, a block does what it promises."""
    walks(document).reach(number)


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    """No fence has a word after it that nothing tests."""
    shown = [block for page in documents() if page != RULES for block in blocks(page)]
    assert [block.place for block in shown if block.language not in CHECKS] == []


def test_the_first_screen_renders_the_map_and_passes_the_tests() -> None:
    """Two command lines, each with its own set-up, and both are what `.ci/run` runs."""
    render, test = set_up_lines()
    assert render.endswith("&& .venv/bin/argmap render maps/ritter_2026-03-12.yaml")
    assert test.endswith("&& .venv/bin/python -m pytest -n auto")
    assert ".venv/bin/pip install -q -c constraints.txt . " in render
    assert " --require-hashes -r requirements-dev.lock " in test
    script = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    for pattern in re.findall(r"readme_line '([^']+)'", script):
        assert sum(bool(re.search(pattern, line)) for line in (render, test)) == 1
    assert len(re.findall(r"readme_line '", script)) == 2


def test_the_readmes_first_map_is_short_and_has_its_picture() -> None:
    """The first map that a reader sees fits one screen, as what it becomes does."""
    first = next(block for block in blocks(PROJECT / "README.md") if block.language == "yaml")
    assert len(first.text.splitlines()) <= 20
    drawn = argmap.render(argmap.validate_text(first.text).map)
    assert (PROJECT / "docs" / "bridge.svg").read_text(encoding="utf-8") == drawn.svg


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    """What a page links to within the project is there."""
    missing = [target for target in links(document) if not (document.parent / target).exists()]
    assert missing == []


def test_every_command_and_option_is_documented() -> None:
    """No option is known from `--help` alone."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents())
    assert "argmap --version" in text
    assert len(COMMANDS) == 17
    for name in COMMANDS:
        assert f"argmap {name}" in text
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert [str(option.opts) for option in options if option.opts[-1] not in text] == []


def test_every_format_has_its_page() -> None:
    """The entry page leads to it, and so do the contents of the site."""
    entry = (PROJECT / "docs" / "exchange.md").read_text(encoding="utf-8")
    contents = (PROJECT / "tools" / "mkdocs.yml").read_text(encoding="utf-8")
    assert {path.stem for path in FORMATS.glob("*.md")} == {*READ, *WRITTEN}
    for name in {*READ, *WRITTEN}:
        assert f"[`{name}`](formats/{name}.md)" in entry
        assert f"- docs/formats/{name}.md\n" in contents


def test_what_is_made_from_the_schema_and_the_rules_is_todays(
    environment: dict[str, str], ready: Ready
) -> None:
    """Running `python tools/make_docs.py` would change no table and no page of a rule.

    What it writes below the commands of a page is what they print.
    """
    spec = importlib.util.spec_from_file_location("make_docs", PROJECT / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    make_docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_docs)
    pages = {page.name: page.read_text(encoding="utf-8") for page in documents()}
    assert {name: make_docs.with_tables(text) for name, text in pages.items()} == pages
    assert pages[RULES.name] == make_docs.rules_page()
    page = FORMATS / "dot.md"
    assert make_docs.with_outputs(page, pages[page.name], environment, ready) == pages[page.name]
