"""What each kind of block in the docs promises, and the walk through a page that tries them."""

from __future__ import annotations

import doctest
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import argmap
from argmap.drawing.theme import find_theme
from argmap.files.find import is_ledger
from argmap.plugins.directive_options import converters
from argmap.plugins.fence import read_fence
from argmap.review.read import read_ledger
from documents import Block, Workshop, blocks, completed, file_name, steps
from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SET_UP = "python3 -m venv "
FIRST_SCREEN = 25
GENERATORS = ("hugo ", "mkdocs build ", "pandoc ")
"""Commands of other programs, which are tried in `plugins/`."""
INSTALLERS = ("apt-get ",)
"""What changes the system that the tests run on, needs a network, and takes minutes."""


def check_yaml(workshop: Workshop, block: Block) -> None:
    """A map validates without a finding; a part of one does so once it is completed.

    That its quotes have no texts may be told, and that an objection is not answered: the docs show
    few texts, and short maps.
    """
    name = file_name(block)
    if name is not None and is_ledger(name):
        (workshop.folder / name).write_text(block.text, encoding="utf-8")
        assert read_ledger(str(workshop.folder / name)).findings == (), block.place
    elif name is not None:
        (workshop.folder / name).write_text(block.text, encoding="utf-8")
        result = argmap.validate(workshop.folder / name)
        told = [one for one in result.findings if one.code not in ("AM306", "AM308")]
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
    elsewhere = (SET_UP, "python -m pytest", "ruff ", *GENERATORS, *INSTALLERS)
    for line in block.text.splitlines():
        if not line.startswith(elsewhere):
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
    """Settings and themes that are shown can be used; maps beside them are checked without them."""
    name = file_name(block)
    assert name is not None, f"{block.place}: the file's name is missing"
    folder = workshop.folder / "settings"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(block.text, encoding="utf-8")
    if "[words." in block.text:
        assert find_theme(str(folder / name)).words, block.place
        return
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
        if key == "with" and not value.keys() & {"sarif_file", "fetch-depth", "ref"}:  # of others
            assert value.keys() <= action["inputs"].keys(), block.place
        for line in value if key == "script" else ():
            if line.startswith("argmap "):
                done = workshop.run(line)
                assert done.returncode == 0, f"{block.place}: {line}\n{done.stdout}"


def check_fence(workshop: Workshop, block: Block) -> None:
    """What a fence of a site asks for is what `argmap embed` does after the same words.

    A map that a page has had its readers write is embedded; those of the docs are drawn by the
    tests of the site.
    """
    request = read_fence(block.text)
    if request.path and (PROJECT / "docs" / request.path).is_file():
        return
    words = block.text.split("\n")
    own = "\n".join(words[request.lines :])
    (workshop.folder / "own.yaml").write_text(own, encoding="utf-8")
    given = block.text if request.path else f"own.yaml {' '.join(words[: request.lines])}"
    done = workshop.run(f"argmap embed -o - {given.strip()}")
    assert done.returncode == 0, f"{block.place}: {done.stdout}"


def check_md(workshop: Workshop, block: Block) -> None:
    """An image whose file is a map is about one that is there."""
    targets = re.findall(r"!\[[^]]+\]\(([^)]+\.yaml)\)", block.text)
    assert targets, block.place
    assert all((workshop.folder / target).is_file() for target in targets), block.place


def check_rst(workshop: Workshop, block: Block) -> None:
    """A directive is about a map that is there, and has options that there are."""
    (target,) = re.findall(r"^\.\. argmap:: (\S+)$", block.text, re.MULTILINE)
    assert (workshop.folder / target).is_file(), block.place
    options = set(re.findall(r"^   :([\w-]+):", block.text, re.MULTILINE))
    assert options <= set(converters()), block.place


def pairs(given: object) -> Iterator[tuple[str, Any]]:
    """Yield every key of a tree of settings with its value."""
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
    "argmap": check_fence,
    "console": check_console,
    "html": check_html,
    "md": check_md,
    "powershell": check_powershell,
    "python": check_python,
    "rst": check_rst,
    "sh": check_sh,
    "toml": check_toml,
    "yaml": check_yaml,
    "yml": check_yml,
}


def set_up_lines() -> list[str]:
    """Return the command lines of the README that set themselves up."""
    lines = (PROJECT / "README.md").read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN]
    return [line for line in lines if line.startswith(SET_UP)]


class Walk:
    """A page as its reader goes through it, in a copy of the project of its own.

    Each block is tried once, after those above it, for it may need what they have made.
    """

    def __init__(self, document: Path, workshop: Workshop) -> None:
        self._blocks = list(blocks(document))
        self._workshop = workshop
        self._outcomes: list[Exception | None] = []

    def reach(self, number: int) -> None:
        """Go on to a block, and raises what was wrong with it."""
        while len(self._outcomes) <= number:
            block = self._blocks[len(self._outcomes)]
            try:
                CHECKS[block.language](self._workshop, block)
            except Exception as error:  # noqa: BLE001 -- it is raised where the block is asked for
                self._outcomes.append(error)
            else:
                self._outcomes.append(None)
        wrong = self._outcomes[number]
        if wrong is not None:
            raise wrong
