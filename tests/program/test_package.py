"""What is published: the versions that it names, its licences, and its long description."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import tomllib
from email import message_from_string
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

import argmap
from documents import documents
from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
DATA = PROJECT / "src" / "argmap" / "drawing" / "typeset" / "data"
SAID_BY = {
    "MIT": "Permission is hereby granted, free of charge",
    "BSD-3-Clause": "Redistribution and use in source and binary forms",
    "FSFAP-no-warranty-disclaimer": "Copying and distribution of this file",
    "ISC": "Permission to use, copy, modify, and/or distribute",
    "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1",
}
MADE_UP = r"://HOST|\bOWNER/|HOST/OWNER"
PIN = re.compile(r"(?m)^([\w.-]+)==([\w.]+)")


def pins(name: str) -> dict[str, str]:
    """Return the versions in a file of the project, by the names of the packages."""
    return dict(PIN.findall((PROJECT / name).read_text(encoding="utf-8")))


def addresses(text: str) -> Iterator[str]:
    """Yield where links and pictures of a Markdown text lead."""
    for block in MarkdownIt("commonmark").parse(text):
        for token in block.children or []:
            yield from map(str, (token.attrs.get(name) for name in ("href", "src") if token.attrs))
            if token.type == "html_inline":
                yield from re.findall(r'(?:href|src|srcset)="([^"]*)"', token.content)
        if block.type == "html_block":
            yield from re.findall(r'(?:href|src|srcset)="([^"]*)"', block.content)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_the_versions_that_are_tested(name: str) -> None:
    """Those of constraints.txt, with the hashes of their files, and no index to take them from."""
    locked, tested = pins(name), pins("constraints.txt")
    assert locked == {name: tested[name] for name in locked}
    text = (PROJECT / name).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_locks_have_all_that_is_needed() -> None:
    """One what argmap needs without its extras, the other all of constraints.txt."""
    needed = {re.split(r"[^\w-]", one)[0] for one in PYPROJECT["project"]["dependencies"]}
    assert needed <= set(pins("requirements.lock")) < set(pins("requirements-dev.lock"))
    assert pins("requirements-dev.lock") == pins("constraints.txt")


def test_what_builds_the_package_is_pinned() -> None:
    """The build has no versions of its own choice, and no others than the lock."""
    requires = PYPROJECT["build-system"]["requires"]
    assert all(re.fullmatch(PIN, one) for one in requires)
    assert dict(PIN.findall("\n".join(requires))).items() <= pins("requirements-dev.lock").items()


def test_the_licence_names_that_of_everything_in_the_package() -> None:
    """Each licence of the expression is printed in a file that comes along, and the other way."""
    named = PYPROJECT["project"]["license"].split(" AND ")
    files = [PROJECT / "LICENSE", *DATA.glob("*LICENSE*")]
    assert len(files) == 3
    texts = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert {name for name, words in SAID_BY.items() if words in texts} == set(named)
    patterns = PYPROJECT["project"]["license-files"]
    assert {path for pattern in patterns for path in PROJECT.glob(pattern)} == set(files)


def test_the_long_description_needs_nothing_beside_it(tmp_path: Path) -> None:
    """On a page of an index no relative link or picture leads anywhere, so there is none."""
    build = pytest.importorskip("hatchling.build", reason="hatchling, which builds it, is missing")
    with contextlib.chdir(PROJECT):
        folder = tmp_path / build.prepare_metadata_for_build_wheel(str(tmp_path))
    text = message_from_string((folder / "METADATA").read_text(encoding="utf-8")).get_payload()
    assert isinstance(text, str)
    assert [one for one in addresses(text) if not one.startswith("https://")] == []
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert any(not one.startswith("https://") for one in addresses(readme))
    assert "below:" not in text.split("##")[0]
    fences = re.compile(r"(?ms)^```.*?^```")
    assert fences.findall(text) == fences.findall(readme)


def test_one_version_stands_everywhere() -> None:
    """In the package, the changelog's newest release, the docs' pins and the extension."""
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"(?m)^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", changelog)
    assert heads[0] == ("Unreleased", "")
    assert heads[1][0] == argmap.__version__
    assert all(day for _, day in heads[1:])
    texts = "\n".join(page.read_text(encoding="utf-8") for page in documents())
    assert set(re.findall(r"\bv\d+\.\d+\.\d+\b", texts)) == {f"v{argmap.__version__}"}
    extension = json.loads((PROJECT / "editors/vscode/package.json").read_text(encoding="utf-8"))
    assert extension["version"] == argmap.__version__


def test_no_address_is_made_up(program: Callable[[str], str]) -> None:
    """Where the project has no address on the web, no word in capitals stands for one."""
    anywhere = ("--no-index", "--exclude-standard")  # an unpacked sdist is no repository
    done = subprocess.run(
        [program("git"), "grep", *anywhere, "-nIE", MADE_UP, "--", ":!tests"],
        cwd=PROJECT, check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
