"""Links, pipes and devices in the place of files: nothing waits for ever or eats all memory."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from argmap.quotes import sources

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")


def test_links_in_a_circle_are_told_and_the_maps_are_drawn(argmap: Run, maps: Path) -> None:
    """One to itself, and one to the folder that it is in."""
    (maps / "4.yaml").unlink()
    (maps / "5x.yaml").symlink_to("5x.yaml")
    (maps / "more" / "up").symlink_to("..")
    done = argmap("render", "maps")
    assert done.returncode == 3
    told = "argmap: 'maps/5x.yaml' cannot be read: Too many levels of symbolic links"
    assert told in done.stderr.splitlines()
    assert done.stderr.splitlines()[-1] == "9 maps: 8 written, 1 failed"


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize(
    "case",
    [
        ("brücke.review.yaml", [], "the ledger brücke.review.yaml cannot be read: it is no"),
        ("argmap.toml", [], "no findings in brücke.yaml"),
        ("known", ["--baseline", "known"], "the baseline known cannot be read: it is no"),
        ("known", ["--write-baseline", "known"], "the baseline known cannot be read: it is no"),
        ("text", ["--source", "gutachten=text"], "text is no regular file"),
    ],
)
def test_what_is_no_ordinary_file_is_not_waited_for(
    argmap: Run, small_map: Path, kind: str, case: tuple[str, list[str], str]
) -> None:
    """A repository of a stranger's may hold a link to /dev/zero by that name."""
    name, options, told = case
    place = small_map.parent / name
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero")
    done = argmap("validate", small_map.name, *options, timeout=30)
    assert told in done.stdout + done.stderr
    assert done.stderr.count("\n") <= 1
    assert done.returncode == (0 if name == "argmap.toml" else 3)


def test_a_theme_that_is_no_ordinary_file_is_not_waited_for(argmap: Run, small_map: Path) -> None:
    """As with the others."""
    (small_map.parent / "t.toml").symlink_to("/dev/zero")
    done = argmap("render", small_map.name, "--theme", "t.toml", timeout=30)
    assert done.returncode == 3
    assert done.stderr == "argmap: cannot read the theme t.toml: it is no ordinary file\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"x = {'[' * 100_000}", "cannot be used: it nests too deep, or has a number of"),
        (f"x = {'1' * 5_000}", "cannot be used: it nests too deep, or has a number of"),
        (" " * 2**20 + "x", "it is larger than 1 MiB"),
    ],
)
def test_toml_that_is_made_to_harm_is_one_line(
    argmap: Run, small_map: Path, content: str, told: str
) -> None:
    """In the settings as in a theme."""
    for name, command in (
        ("theme.toml", ["render", small_map.name, "--theme", "theme.toml"]),
        ("argmap.toml", ["validate", small_map.name]),
    ):
        (small_map.parent / name).write_text(content)
        done = argmap(*command)
        assert (done.returncode, done.stdout) == (3, "")
        assert told in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_source_that_is_written_to_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quote is not missed because its text was half there."""
    path = tmp_path / "text.txt"
    path.write_text("the first half")
    fstat, looks = os.fstat, []

    def grown_after_the_first_look(handle: int) -> os.stat_result:
        looks.append(fstat(handle))
        if len(looks) == 1:
            path.write_text("the first half and the second")
        return looks[-1]

    monkeypatch.setattr(os, "fstat", grown_after_the_first_look)
    assert sources.read_bytes(str(path)) == b"the first half and the second"
    assert len(looks) == 4
