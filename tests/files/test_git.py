"""Revisions of git: what names one, and that a stranger's repository starts no program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.errors import ArgmapError
from argmap.files.git import bytes_at, changed_in, is_revision

Git = Callable[..., None]


@pytest.fixture
def git(program: Callable[[str], str], tmp_path: Path) -> Git:
    """Run git in a repository with two commits of `maps/x.yaml`."""
    command = [program("git"), "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(tmp_path)]

    def run(*arguments: str) -> None:
        subprocess.run([*command, *arguments], check=True, capture_output=True)

    run("init", "-q")
    (tmp_path / "maps").mkdir()
    for text in ("old", "new"):
        (tmp_path / "maps" / "x.yaml").write_text(text, encoding="utf-8")
        run("add", "-A")
        run("commit", "-q", "-m", text)
    return run


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a mark where it was started: `ran` beside it."""
    path = tmp_path / "trap.sh"
    path.write_text(f"#!/bin/sh\necho $0 >> '{tmp_path}/ran'\nexit 1\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def read_all(folder: Path) -> tuple[tuple[str, ...], bytes, bytes]:
    """Ask everything of git that argmap asks of it."""
    versions = changed_in(str(folder / "maps"), "x.yaml", 9)
    staged = bytes_at(":maps/x.yaml", str(folder))
    return versions, staged, bytes_at("HEAD~1:./x.yaml", str(folder / "maps"))


@pytest.mark.parametrize(
    ("name", "windows", "expected"),
    [
        ("HEAD:x.yaml", False, True),
        (":x.yaml", False, True),
        ("x.yaml", False, False),
        (r"C:\maps\x.yaml", True, False),
        ("C:/maps/x.yaml", True, False),
        ("C:maps/x.yaml", True, True),
        ("main:maps/x.yaml", True, True),
    ],
)
def test_a_drive_is_no_revision(name: str, windows: bool, expected: bool) -> None:
    assert is_revision(name, windows=windows) is expected


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (".", "HEAD~1:maps/x.yaml"),
        (".", "HEAD~1:./maps/x.yaml"),
        ("maps", "HEAD~1:maps/x.yaml"),
        ("maps", "HEAD~1:./x.yaml"),
        ("maps", "HEAD~1:../maps/x.yaml"),
    ],
)
def test_a_path_begins_at_the_top_or_with_a_dot_at_the_folder(
    tmp_path: Path, folder: str, name: str
) -> None:
    """As git reads it, wherever it is asked from."""
    assert bytes_at(name, str(tmp_path / folder)) == b"old"


def test_outside_of_a_repository_nothing_is_asked(tmp_path: Path) -> None:
    """A folder without `.git` on the way up has no history and no revisions."""
    if any((parent / ".git").exists() for parent in tmp_path.parents):
        pytest.fail("the folder for temporary files is in a repository")
    assert changed_in(str(tmp_path), "x.yaml", 9) == ()
    with pytest.raises(ArgmapError, match="the folder is in no git repository"):
        bytes_at("HEAD:x.yaml", str(tmp_path))


@pytest.mark.parametrize(
    "setting", ["core.fsmonitor", "gpg.program", "core.pager", "core.sshCommand", "diff.external"]
)
def test_a_program_that_a_repository_names_is_not_started(
    tmp_path: Path, git: Git, trap: Path, setting: str
) -> None:
    """Its settings come with it, from an archive or a shared folder."""
    git("config", "log.showSignature", "true")
    git("config", setting, str(trap))
    versions, staged, old = read_all(tmp_path)
    assert (len(versions), staged, old) == (2, b"new", b"old")
    assert not (tmp_path / "ran").exists()


def test_what_is_missing_is_not_fetched(tmp_path: Path, git: Git, trap: Path) -> None:
    """A repository that lacks a file names a program that would bring it."""
    for name, value in {
        "remote.origin.url": str(tmp_path / ".git"),
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(trap),
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
    }.items():
        git("config", name, value)
    for folder in (tmp_path / ".git" / "objects").glob("??"):
        shutil.rmtree(folder)
    with pytest.raises(ArgmapError, match="git says"):
        bytes_at("HEAD~1:maps/x.yaml", str(tmp_path))
    assert changed_in(str(tmp_path / "maps"), "x.yaml", 9) == ()
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("place", ["maps", "."])
def test_a_folder_that_looks_like_a_repository_is_none(
    tmp_path: Path, git: Git, trap: Path, place: str
) -> None:
    """Its files can be committed like others, and its settings would come with a clone."""
    git("config", "user.name", "a")
    folder = tmp_path / place
    for name in ("HEAD", "objects", "refs"):
        source = tmp_path / ".git" / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    bare = f"[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfsmonitor = {trap}\n"
    bare += f"[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {trap}\n"
    (folder / "config").write_text(bare, encoding="utf-8")
    if place == ".":
        (tmp_path / ".git" / "HEAD").write_text("broken", encoding="utf-8")
        assert changed_in(str(tmp_path / "maps"), "x.yaml", 9) == ()
    else:
        assert len(changed_in(str(folder), "x.yaml", 9)) == 2
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("script", ["clone-rce.sh", "git-config-rce.sh"])
def test_known_attacks_start_nothing(
    shared: Path, program: Callable[[str], str], environment: dict[str, str], script: str
) -> None:
    """Whole repositories that were made to run a program when argmap asks git about them."""
    attack = shared / "cases" / "hostile" / script
    command = f"{sys.executable} -m argmap"
    done = subprocess.run(
        [program("bash"), attack, command],
        env={**environment, "HOME": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip()
    assert "PWNED" not in done.stdout
