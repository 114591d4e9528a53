"""What `argmap validate` prints on maps with the mistakes that authors make.

Each map in `data/err/` says in its first line what its author did; beside it stands all that is
printed. Whoever changes a message reads those outputs as that author would, and stores them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import argmap
from argmap.cli.main import main
from argmap.files.find import is_ledger
from argmap.model.findings import CATALOGUE
from paths import DATA

MAPS = sorted(path for path in DATA.glob("err/*.yaml") if not is_ledger(path.name))


def sentence(path: Path) -> str:
    """Return what the author of a map did: its first line."""
    first = path.read_bytes().partition(b"\n")[0].decode("ascii")
    assert first.startswith("# The author"), path.name
    return first.removeprefix("# ")


def expected(path: Path) -> str:
    """Return what is printed on a map."""
    return path.with_suffix(".out").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MAPS, ids=sentence)
def test_the_author_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """All that is printed on a map, and the exit status, are as they were judged to be good."""
    monkeypatch.chdir(DATA)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    status = main(["validate", f"err/{path.name}"])
    printed = capfdbinary.readouterr()
    assert printed.out.decode("utf-8") == expected(path)
    assert printed.err == b""
    assert status == (": error[" in expected(path))


def test_every_map_has_its_output_beside_it() -> None:
    assert [path.stem for path in MAPS] == sorted(path.stem for path in DATA.glob("err/*.out"))
    assert len(MAPS) >= 50


def test_no_two_authors_did_the_same() -> None:
    assert len({sentence(path) for path in MAPS}) == len(MAPS)


def test_every_rule_on_maps_is_shown() -> None:
    argmap.validate_text("")  # the rules enter the catalogue when the first map is checked
    told = {code for path in MAPS for code in re.findall(r"\[(AM\d+) ", expected(path))}
    about_folders = {"AM511"}  # it would be told of every map here: test_ledgers.py shows it
    assert told == {code for code in CATALOGUE if "AM100" < code < "AM600"} - about_folders
