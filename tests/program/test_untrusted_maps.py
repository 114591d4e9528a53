"""A stranger's map has no file read that is none of its own, and a link to a map is that map."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import argmap
from reviewed import MAP

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links take rights on Windows")
HIDDEN = "The secret password of the server is swordfish, and nobody may know it."
QUOTE = "The secret password of the server is shark"


def findings(folder: Path, file: str) -> list[tuple[str, str]]:
    """Return what is found about a quote whose source names a file."""
    path = folder / "map.yaml"
    path.write_text(
        "argmap: 1\ntitle: T\nthesis: {text: It is so., source: s, quote: " + QUOTE + "}\n"
        f"sources: {{s: {{type: report, title: S, file: {file}}}}}\n",
        encoding="utf-8",
    )
    found = argmap.validate(path).findings
    return [
        (one.code, f"{one.message} {one.hint}") for one in found if one.code in ("AM307", "AM308")
    ]


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """The folder of a map in a repository, with secrets all around."""
    folder = tmp_path / ".place" / "repository" / "maps"
    for name in ("maps/.env", "maps/.keys/a.txt", ".git/config", "texts/a.txt", "../a.txt"):
        path = folder.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HIDDEN, encoding="utf-8")
    (folder.parent / "texts" / "link.txt").symlink_to("../../a.txt")
    (folder.parent / "texts" / "token.txt").symlink_to("../.git/config")
    return folder


@pytest.mark.parametrize("file", ["../../a.txt", "../texts/link.txt"])
def test_nothing_outside_of_the_repository_is_read(maps: Path, file: str) -> None:
    """Neither by its path nor by a link; the finding says what has it read all the same."""
    ((code, told),) = findings(maps, file)
    assert code == "AM308"
    assert "is outside of the repository that the map is in: only `--source` has it read" in told
    assert "swordfish" not in told
    source = {"s": maps / file}
    assert [one.code for one in argmap.validate(maps / "map.yaml", sources=source).findings].count(
        "AM307"
    ) == 1


@pytest.mark.parametrize("file", [".env", ".keys/a.txt", "../.git/config", "../texts/token.txt"])
def test_nothing_hidden_is_read(maps: Path, file: str) -> None:
    """Git's own settings, for example, may hold a token in CI."""
    ((code, told),) = findings(maps, file)
    assert code == "AM308"
    assert "is hidden, as secrets are: only `--source` has it read" in told
    assert "swordfish" not in told


@pytest.mark.parametrize("file", ["../texts/a.txt", "../maps/../texts/a.txt"])
def test_a_text_elsewhere_in_the_repository_is_read(maps: Path, file: str) -> None:
    """Though the repository itself is in a hidden folder."""
    ((code, told),) = findings(maps, file)
    assert code == "AM307"
    assert "swordfish" in told


def test_without_a_repository_a_text_is_read_at_or_below_the_map_s_folder(maps: Path) -> None:
    """A folder that was unpacked has no mark of where it ends; its map may ask for any file."""
    (maps.parent / ".git").rename(maps.parent / "git")
    for file in ("../texts/a.txt", "../../a.txt", "../" * 20 + "etc/passwd"):
        ((code, told),) = findings(maps, file)
        assert code == "AM308"
        assert "is outside of the folder that the map is in: only `--source` has it read" in told
    (maps / "more").mkdir()
    (maps / "more" / "a.txt").write_text(HIDDEN, encoding="utf-8")
    ((code, told),) = findings(maps, "more/a.txt")
    assert (code, "swordfish" in told) == ("AM307", True)


def test_a_link_to_a_map_has_the_ledger_of_the_map(argmap: Run, tmp_path: Path) -> None:
    """For reading and for writing, so that no verdict is where nobody looks for it."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "rain.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "now.yaml").symlink_to("maps/rain.yaml")
    done = argmap("review", "now.yaml", "accept", "thesis", "--by", "Dora Hill")
    assert "wrote maps/rain.review.yaml: " in done.stderr
    assert "1 of 5 claims accepted" in argmap("review", "now.yaml").stderr
    assert "1 of 5 claims accepted" in argmap("review", "maps/rain.yaml").stderr
    assert "1 of 5 claims accepted" in argmap("review", tmp_path / "now.yaml").stderr
    assert not (tmp_path / "now.review.yaml").exists()


def test_a_ledger_beside_a_link_comes_first(argmap: Run, tmp_path: Path) -> None:
    """As where every file is a link into a store."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "1.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "store" / "2").write_text("argmap-review: 1\nclaims:\n", encoding="utf-8")
    (tmp_path / "rain.yaml").symlink_to("store/1.yaml")
    (tmp_path / "rain.review.yaml").symlink_to("store/2")
    done = argmap("review", "rain.yaml", "accept", "thesis", "--by", "Dora Hill")
    assert done.returncode == 0
    assert "Dora Hill" in (tmp_path / "store" / "2").read_text(encoding="utf-8")
    assert not (tmp_path / "store" / "1.review.yaml").exists()
