"""`argmap diff`: what it prints, of files and of revisions, and the picture that it draws."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from argmap.quotes.sources import Unreadable, open_at_revision
from square import MAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

NEW = (
    MAP.replace("do not stop there", "never stop there")
    .replace("  noise: {text: The square is loud.}\n", "")
    .replace("[noise, sleep]", "[sleep]")
    .replace("attacks: thesis", "attacks: air")
)
TOLD = """\
Claims
~ premise `traffic`, reworded (new.yaml:10:3)
    text: Most cars on the square [-do not-]{+never+} stop there.
~ objection `shops`, moved: “Shops would lose customers.” (new.yaml:22:3)
    attacks: thesis → air
- premise `noise`: “The square is loud.” (old.yaml:20:3)
    inference: health

Inferences
~ inference `health`: “Noise harms.” (new.yaml:24:3)
    premises: noise, sleep → sleep

Claims with another number
  5 → 2.1: `shops` “Shops would lose customers.”
  4 → 3: `sleep` “People cannot sleep.”

claims: 1 removed, 2 changed; inferences: 1 changed; numbers: 2 changed
"""


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A folder with two versions of a map."""
    (tmp_path / "old.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(NEW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def repository(
    tmp_path: Path, program: Callable[[str], str], environment: dict[str, str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs git in a repository with both versions of a map."""
    git = program("git")
    none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        name = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        return subprocess.run(
            [git, *name, *arguments], cwd=tmp_path, env=environment | none, check=False,
            capture_output=True, encoding="utf-8", timeout=120,
        )  # fmt: skip

    (tmp_path / "maps").mkdir()
    run("init", "--quiet")
    for text in (MAP, NEW):
        (tmp_path / "maps" / "x.yaml").write_text(text, encoding="utf-8")
        run("add", "--all")
        run("commit", "--quiet", "-m", "a version")
    return run


def test_a_difference_is_told_by_signs_and_has_status_1(argmap: Run, versions: Path) -> None:
    """As with diff(1): what is old and what is new can be read without colour."""
    assert versions
    done = argmap("diff", "old.yaml", "new.yaml")
    assert (done.stdout, done.stderr, done.returncode) == (TOLD, "", 1)
    colored = argmap("diff", "old.yaml", "new.yaml", env={"FORCE_COLOR": "1"}).stdout
    for code in ("0", "1", "31", "32"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == TOLD


def test_no_difference_has_status_0(argmap: Run, versions: Path) -> None:
    (versions / "new.yaml").write_text("# the same\n" + MAP, encoding="utf-8")
    done = argmap("diff", "old.yaml", "new.yaml")
    assert (done.stdout, done.returncode) == ("no difference in what the maps say\n", 0)


def test_json_holds_the_same_for_programs(argmap: Run, versions: Path) -> None:
    """Each change with its keys, old and new, and where it stands."""
    assert versions
    done = argmap("diff", "old.yaml", "-", "--format", "json", input=NEW)
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["different"] is True
    traffic, shops, noise = told["claims"]
    assert (traffic["id"], traffic["reworded"], traffic["line"]) == ("traffic", True, 10)
    assert traffic["path"] == "<stdin>"
    assert traffic["fields"][0]["words"][1:3] == [{"old": "do not"}, {"new": "never"}]
    assert shops["fields"] == [{"key": "attacks", "old": ["thesis"], "new": ["air"]}]
    assert noise["change"] == "removed"
    same = argmap("diff", "old.yaml", "old.yaml", "--format", "json")
    assert same.returncode == 0
    assert json.loads(same.stdout) == {
        "different": False, "map": [], "claims": [], "inferences": [], "sources": [],
        "ignore": [], "stale": [], "numbers": [],
    }  # fmt: skip


def test_a_picture_shows_what_came_what_changed_and_what_went(argmap: Run, versions: Path) -> None:
    """The claim that was removed is on it, and every mark is a word."""
    done = argmap("diff", "old.yaml", "new.yaml", "--render", "d.svg", "--width", "400")
    assert (done.returncode, done.stdout) == (1, TOLD)
    assert done.stderr.startswith("wrote d.svg (")
    root = ET.parse(versions / "d.svg").getroot()  # noqa: S314 -- our own
    words = {
        group.get("id", "").partition("-")[2]: " ".join(group.itertext())
        for group in root.iter("{http://www.w3.org/2000/svg}g")
        if "claim" in group.get("class", "").split()
    }
    assert words.keys() == {"thesis", "traffic", "air", "noise", "sleep", "shops"}
    marks = {"traffic": "reworded", "shops": "moved", "noise": "removed"}
    assert {name for name, text in words.items() if "removed" in text} == {"noise"}
    assert all(mark in words[name] for name, mark in marks.items())
    assert int(root.get("width", "0")) <= 400


def test_what_has_no_place_any_more_is_told(argmap: Run, versions: Path) -> None:
    """An attack on an inference that is gone bears on nothing that could be drawn."""
    undercut = "  ears: {text: One gets used to it., attacks: health}\n  shops:"
    (versions / "old.yaml").write_text(MAP.replace("  shops:", undercut), encoding="utf-8")
    alone = NEW.replace("inferences:\n", "").replace(
        "  health: {premises: [sleep], conclusion: thesis, warrant: Noise harms.}\n", ""
    )
    alone = alone.replace("cannot sleep.}", "cannot sleep., supports: thesis}")
    (versions / "new.yaml").write_text(alone, encoding="utf-8")
    done = argmap("diff", "old.yaml", "new.yaml", "--render", "d.svg")
    assert "note: removed, and without a place on the picture: `ears`" in done.stderr
    assert done.returncode == 1


def test_a_revision_is_read_as_git_names_it(
    argmap: Run, repository: Callable[..., object], tmp_path: Path
) -> None:
    """From the repository's root, and with `./` from the folder where one is."""
    assert repository
    done = argmap("diff", "HEAD~1:maps/x.yaml", "maps/x.yaml")
    assert done.returncode == 1
    assert (
        done.stdout.replace("HEAD~1:maps/x.yaml", "old.yaml").replace("maps/x.yaml", "new.yaml")
        == TOLD
    )
    inside = argmap("diff", "HEAD~1:./x.yaml", "HEAD:./x.yaml", cwd=tmp_path / "maps")
    assert inside.returncode == 1
    assert argmap("diff", ":maps/x.yaml", "maps/x.yaml").returncode == 0


@pytest.mark.parametrize(
    ("folder", "path"), [("", "maps/x.yaml"), ("maps", "./x.yaml"), ("texts", "../maps/x.yaml")]
)
def test_texts_of_sources_are_read_from_the_revisions_too(
    argmap: Run,
    repository: Callable[..., object],
    tmp_path: Path,
    folder: str,
    path: str,
) -> None:
    """A verdict that is bound to a passage counts no more where that says something else now."""
    quoting = MAP.replace("title: Air report}", "title: Air report, file: ../texts/air.txt}")
    (tmp_path / "maps" / "x.yaml").write_text(quoting, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    text = tmp_path / "texts" / "air.txt"
    text.write_text("Limits were exceeded on sixty days.\n", encoding="utf-8")
    argmap("review", "maps/x.yaml", "accept", "air", "--by", "Eva Roth", "--date", "2026-03-14")
    repository("add", "--all")
    repository("commit", "--quiet", "-m", "reviewed")
    text.write_text("Limits were exceeded on six days.\n", encoding="utf-8")
    repository("commit", "--quiet", "--all", "-m", "another text")
    done = argmap("diff", f"HEAD~1:{path}", f"HEAD:{path}", cwd=folder)
    told = "! `air`, accepted by Eva Roth on 2026-03-14: evidence 1 (the text of its source)"
    assert told in done.stdout, (done.stdout, done.stderr)
    text.write_text("Limits were exceeded on sixty days.\n", encoding="utf-8")
    repository("commit", "--quiet", "--all", "-m", "the old text")
    assert told not in argmap("diff", f"HEAD~1:{path}", f"HEAD:{path}", cwd=folder).stdout
    assert told not in argmap("diff", f"HEAD~2:{path}", f"HEAD:{path}", cwd=folder).stdout


@pytest.mark.parametrize("name", ["../.git/config", "/etc/passwd", "http://x.org/a", "../../a"])
def test_no_other_file_is_read_from_a_revision(repository: object, name: str) -> None:
    """Neither a hidden one nor one outside of the repository."""
    assert repository
    with pytest.raises(Unreadable):
        open_at_revision("HEAD:maps/x.yaml")(name)


def test_a_file_with_a_colon_in_its_name_is_a_file(argmap: Run, versions: Path) -> None:
    (versions / "HEAD:x.yaml").write_text(MAP, encoding="utf-8")
    assert argmap("diff", "HEAD:x.yaml", "old.yaml").returncode == 0


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nope:maps/x.yaml", "git says: invalid object name 'nope'."),
        ("HEAD:maps/y.yaml", "git says: path 'maps/y.yaml' does not exist in 'HEAD'"),
        ("-x:y", "no revision begins with a dash"),
        ("gone.yaml", "there is no file gone.yaml"),
    ],
)
def test_what_cannot_be_read_is_told_on_one_line(
    argmap: Run, repository: Callable[..., object], name: str, why: str
) -> None:
    assert repository
    done = argmap("diff", "--", name, "maps/x.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("argmap: there is no file ")
    assert why in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_git_a_revision_is_told_to_need_it(argmap: Run, versions: Path) -> None:
    (versions / ".git").mkdir()
    done = argmap("diff", "HEAD:x.yaml", "old.yaml", env={"PATH": str(versions)})
    assert done.returncode == 3
    assert "takes git, which is not on the search path" in done.stderr


def test_it_is_a_difftool_for_git(
    repository: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """Changed, added and deleted maps alike: git names a missing one /dev/null."""
    (tmp_path / "maps" / "y.yaml").write_text(MAP, encoding="utf-8")
    repository("add", "--all")
    command = f'"{sys.executable}" -m argmap diff'
    done = repository("difftool", "-y", f"--extcmd={command}", "HEAD~1")
    assert done.stderr == ""
    assert "[-do not-]{+never+}" in done.stdout
    assert "+ thesis `thesis`" in done.stdout
    assert "claims: 6 added" in done.stdout
    repository("commit", "--quiet", "-m", "another map")
    repository("rm", "--quiet", "maps/y.yaml")
    repository("config", "difftool.argmap.cmd", f'{command} "$LOCAL" "$REMOTE"')
    gone = repository("difftool", "-y", "--tool=argmap", "HEAD")
    assert "claims: 6 removed" in gone.stdout


def test_a_map_with_mistakes_is_compared_as_far_as_it_can_be_read(
    argmap: Run, versions: Path
) -> None:
    """What is missing because of a mistake is not silently told as removed."""
    (versions / "old.yaml").write_text(MAP + "colour: red\n", encoding="utf-8")
    done = argmap("diff", "old.yaml", "new.yaml")
    assert (done.stdout, done.returncode) == (TOLD, 1)
    assert (
        done.stderr == "note: old.yaml has an error of form, so parts of it may be missing here\n"
    )
    (versions / "old.yaml").write_text("argmap: [1\n", encoding="utf-8")
    broken = argmap("diff", "old.yaml", "new.yaml")
    assert (broken.stdout, broken.returncode) == ("", 3)
    assert "error[AM101 yaml-syntax]" in broken.stderr
    assert broken.stderr.endswith("argmap: old.yaml holds no map that could be compared\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["old.yaml"], "Missing argument 'NEW'"),
        (["-", "-"], "can be read only once"),
        (["old.yaml", "new.yaml", "--render", "new.yaml"], "the picture would overwrite it"),
        (["old.yaml", "new.yaml", "--render", "-"], "--render takes a file"),
        (["old.yaml", "new.yaml", "--render", "d.png"], "ends in .png"),
    ],
)
def test_wrong_usage_changes_nothing(
    argmap: Run, versions: Path, arguments: list[str], problem: str
) -> None:
    done = argmap("diff", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in done.stderr
    assert (versions / "new.yaml").read_text(encoding="utf-8") == NEW
