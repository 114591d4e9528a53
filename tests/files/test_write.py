"""A file is the old one or the new one, never a part of either."""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from argmap.errors import ArgmapError
from argmap.files import write as output

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(entry.name for entry in folder.iterdir())


def test_a_text_is_written_as_utf8_with_its_own_line_ends(tmp_path: Path) -> None:
    """What is given is what stands in the file, byte for byte."""
    output.write(str(tmp_path / "a.svg"), "Brücke\n×\r\n")
    assert (tmp_path / "a.svg").read_bytes() == "Brücke\n×\r\n".encode()
    assert names(tmp_path) == ["a.svg"]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_of_any_new_file(
    tmp_path: Path, umask: int, mode: int
) -> None:
    """The umask decides, as it does for every program."""
    before = os.umask(umask)
    try:
        output.write(str(tmp_path / "a.svg"), "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.svg").stat().st_mode) == mode


def test_an_older_file_keeps_its_permissions(tmp_path: Path) -> None:
    """Writing again does not open up or close what somebody set."""
    path = tmp_path / "a.svg"
    path.write_text("old")
    path.chmod(0o640)
    output.write(str(path), "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_symbolic_link_stays_and_its_target_changes(tmp_path: Path) -> None:
    """Who links a picture into a page finds the new picture there."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.svg").write_text("old")
    (tmp_path / "link.svg").symlink_to("real/a.svg")
    output.write(str(tmp_path / "link.svg"), "new")
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real" / "a.svg").read_text() == "new"
    assert names(tmp_path / "real") == ["a.svg"]


def test_a_link_to_nothing_yet_makes_its_target(tmp_path: Path) -> None:
    """A dangling link is followed, too."""
    (tmp_path / "link.svg").symlink_to("a.svg")
    output.write(str(tmp_path / "link.svg"), "new")
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "a.svg").read_text() == "new"


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_whatever_stops_the_writing_the_old_file_stays_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, step: str
) -> None:
    """A full disk and Ctrl-C at any step leave the old file and no part of the new one."""
    path = tmp_path / "a.svg"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises((ArgmapError, KeyboardInterrupt)):
            output.write(str(path), "new")
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.svg"]


def test_a_system_that_takes_few_bytes_at_a_time_gets_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A short write is followed by the rest."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    output.write(str(tmp_path / "a.svg"), "0123456789")
    assert (tmp_path / "a.svg").read_text() == "0123456789"


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    """The part file's name does not grow with the file's."""
    name = "a" * 251 + ".svg"
    output.write(str(tmp_path / name), "new")
    assert names(tmp_path) == [name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_stays_a_pipe_and_gets_the_text(tmp_path: Path) -> None:
    """What is no ordinary file is written to, not replaced."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(path.read_text()), daemon=True)
    reader.start()
    output.write(str(path), "new" * 50_000)
    reader.join(timeout=30)
    assert got == ["new" * 50_000]
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("missing/a.svg", "No such file or directory"),
        ("file/a.svg", "Not a directory"),
        (".", "Is a directory"),
        ("a" * 300, "File name too long"),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, why: str
) -> None:
    """The line names the file and the system's reason."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ArgmapError) as caught:
        output.write(path, "new")
    assert str(caught.value) == f"cannot write {path}: {why}"
    assert names(tmp_path) == ["file"]


def test_a_write_protected_file_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who protects a file is asked before it is replaced."""
    path = tmp_path / "a.svg"
    path.write_text("old")
    # Whoever runs the tests may be allowed everything: the system's answer is set here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ArgmapError, match="write-protected"):
        output.write(str(path), "new")
    assert path.read_text() == "old"


def test_a_name_with_a_line_end_is_told_on_one_line(tmp_path: Path) -> None:
    """No file name can break the message or move a cursor."""
    with pytest.raises(ArgmapError) as caught:
        output.write(str(tmp_path / "no\n\x1b[2J" / "a.svg"), "new")
    assert "no\\n\\x1b[2J" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    """A folder that is there already is no trouble; a file in its place is."""
    output.make_folder(str(tmp_path / "a" / "b"))
    output.make_folder(str(tmp_path / "a" / "b"))
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "c").write_text("")
    with pytest.raises(ArgmapError, match=r"cannot make the folder .*c: File exists"):
        output.make_folder(str(tmp_path / "c"))


def test_line_ends_of_a_text_do_not_count(tmp_path: Path) -> None:
    """What git gave other line ends holds the same, and stays as it is; bytes are bytes."""
    path = tmp_path / "a.svg"
    path.write_bytes(b"one\r\ntwo\r\n")
    assert output.holds(str(path), "one\ntwo\n") is True
    assert output.write(str(path), "one\ntwo\n") is False
    assert path.read_bytes() == b"one\r\ntwo\r\n"
    for other in ("one\n\ntwo\n", "one\nTWO\n", "onetwo\r\n"):
        assert output.holds(str(path), other) is False
    assert output.holds(str(path), b"one\ntwo\n") is False


def test_several_files_are_written_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the last one cannot be put there, old ones are as before and new ones are gone."""
    (tmp_path / "b").write_text("old")
    paths = [str(tmp_path / name) for name in "abc"]
    replace = os.replace

    def failing(source: str, target: str) -> None:
        if target == paths[2]:
            raise OSError(28, "no space")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(ArgmapError, match="no space"):
        output.write_together(dict.fromkeys(paths, "new"))
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "old"
    monkeypatch.undo()
    assert output.write_together(dict.fromkeys(paths, "new")) == set(paths)
    assert output.write_together({paths[0]: "new", paths[1]: "newer"}) == {paths[1]}
