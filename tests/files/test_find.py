"""What names of files and folders stand for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from argmap.files.find import MapFile, gather

if TYPE_CHECKING:
    from pathlib import Path

MAP = b"argmap: 1\ntitle: T\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, in which the folder `maps` is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "maps").mkdir()
    return tmp_path / "maps"


def put(folder: Path, *names: str, content: bytes = MAP) -> None:
    """Write files, and the folders that they are in."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def paths(*arguments: str) -> list[str]:
    """Return the files that arguments stand for, with forward slashes."""
    return [source.path.replace(os.sep, "/") for source in gather(arguments).sources]


def test_files_are_taken_as_they_are_named(folder: Path) -> None:
    """Whether they are there, or maps, shows when they are read; a second time is the user's."""
    put(folder, "a.yaml")
    assert paths("b.txt", "maps/a.yaml", "-", "maps/a.yaml") == [
        "b.txt",
        "maps/a.yaml",
        "-",
        "maps/a.yaml",
    ]


def test_a_folder_stands_for_its_maps_by_name_and_then_for_its_folders(folder: Path) -> None:
    """The order is that of the names, whatever order the disk has them in."""
    put(folder, "z.yaml", "b/y.yml", "a/x.YAML", "B.yaml", "a/c/w.yaml", "notes.txt")
    assert paths("maps") == [
        "maps/B.yaml",
        "maps/z.yaml",
        "maps/a/x.YAML",
        "maps/a/c/w.yaml",
        "maps/b/y.yml",
    ]


def test_a_map_knows_the_folders_above_it(folder: Path) -> None:
    """They are those below the folder that was named."""
    put(folder, "a.yaml", "2026/may/b.yaml")
    assert gather(["maps/"]).sources == (
        MapFile("maps/a.yaml", ""),
        MapFile(os.path.join("maps/2026", "may", "b.yaml"), os.path.join("2026", "may")),  # noqa: PTH118
    )


def test_what_is_hidden_is_passed_by(folder: Path) -> None:
    """Files and folders whose names begin with a dot; a hidden folder that is named is meant."""
    put(folder, ".a.yaml", ".git/b.yaml", "c.yaml", ".hidden/d.yaml")
    assert paths("maps") == ["maps/c.yaml"]
    assert paths("maps/.hidden") == ["maps/.hidden/d.yaml"]


def test_ledgers_are_not_maps(folder: Path) -> None:
    """What reviewers said of a map stands beside it, and is not worth a word."""
    put(folder, "a.yaml", "a.review.yaml", "b.Review.YAML")
    assert paths("maps") == ["maps/a.yaml"]
    assert gather(["maps"]).others == ()


def test_other_yaml_files_are_passed_by_and_told(folder: Path) -> None:
    """Neither a name in a text nor a deeper key makes a map of a file."""
    put(folder, "a.yaml")
    put(folder, "mkdocs.yml", content=b"site_name: argmap: the docs\nplugins:\n  argmap: 1\n")
    put(folder, "b/empty.yaml", content=b"")
    gathered = gather(["maps"])
    assert [source.path for source in gathered.sources] == ["maps/a.yaml"]
    assert list(gathered.others) == ["maps/mkdocs.yml", os.path.join("maps/b", "empty.yaml")]  # noqa: PTH118
    assert paths("maps/mkdocs.yml") == ["maps/mkdocs.yml"]
    assert gather(["maps", "maps/mkdocs.yml"]).others == (gathered.others[1],)


@pytest.mark.parametrize(
    "content",
    [
        b"argmap: 1",
        b"# a comment\nargmap : 1\n",
        b'title: T\r"argmap": 1',
        b"{argmap: 1, title: T}",
        b"  argmap: 1\n  title: T\n",
        b"\xef\xbb\xbfargmap: 1\n",
        "argmap: 1\n".encode("utf-16"),
        b"title: T\nargmap: [\x00\xff",
    ],
)
def test_a_map_is_known_by_its_key(folder: Path, content: bytes) -> None:
    """However it is written, and whatever is wrong with the rest: that is for a finding."""
    put(folder, "a.yaml", content=content)
    assert paths("maps") == ["maps/a.yaml"]


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    """A folder that leads back to itself does not hold anybody up; a link to a map is a map."""
    put(folder, "a.yaml")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "b.yaml").symlink_to("a.yaml")
    (folder / "nowhere.yaml").symlink_to("missing.yaml")
    assert paths("maps") == ["maps/a.yaml", "maps/b.yaml"]
    assert paths("maps/again") == ["maps/again/a.yaml", "maps/again/b.yaml"]


def test_a_map_that_is_named_and_found_is_taken_once(folder: Path) -> None:
    """A folder adds what is not there yet, however its name is written."""
    put(folder, "a.yaml", "b.yaml", "c/d.yaml")
    assert paths("maps/b.yaml", "maps", "./maps/c", "maps") == [
        "maps/b.yaml",
        "maps/a.yaml",
        "maps/c/d.yaml",
    ]


def test_a_folder_without_a_map_is_told(folder: Path) -> None:
    """It may be the wrong one; the others are gathered."""
    put(folder, "a.yaml")
    (folder.parent / "empty").mkdir()
    gathered = gather(["empty", "maps"])
    assert [str(problem) for problem in gathered.problems] == [
        "there is no map in the folder empty"
    ]
    assert len(gathered.sources) == 1


def test_a_deep_folder_is_walked_to_its_end(folder: Path) -> None:
    """Two hundred folders, one in the other, are a folder like any other."""
    deep = "/".join(["d"] * 200)
    put(folder, f"{deep}/a.yaml")
    assert paths("maps") == [f"maps/{deep}/a.yaml"]
