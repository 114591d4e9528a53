"""The files with the texts of sources: named on the map or on the command line, good or not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import argmap as library
from argmap.quotes import sources as loading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

MAP = """\
argmap: 1
title: T
sources:
  talk: {type: interview, title: Talk, file: texts/talk.txt}
  book: {type: book, title: Book}
thesis:
  text: T.
premises:
  a:
    text: A.
    supports: thesis
    evidence:
      - {quote: größere Hallen, source: talk}
      - {text: E., source: book}
"""
TEXT = "Man traf größere\nHallen."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A map with a quote, and no text yet."""
    (tmp_path / "maps" / "texts").mkdir(parents=True)
    path = tmp_path / "maps" / "m.yaml"
    path.write_text(MAP, encoding="utf-8")
    return path


def told(path: Path) -> list[str]:
    """Return what is told of a map but for where."""
    return [f"{found.code} {found.message}" for found in library.validate(path).findings]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_a_text_is_read_in_the_encodings_and_line_ends_that_programs_write(path, data):
    (path.parent / "texts" / "talk.txt").write_bytes(data)
    assert told(path) == []


def test_an_assumed_encoding_is_told_where_a_quote_is_not_found(path):
    (path.parent / "texts" / "talk.txt").write_bytes("Man traf grössere Hällen".encode("cp1252"))
    hint = library.validate(path).findings[0].hint
    assert hint is not None
    assert hint.endswith("(the file is not UTF-8, and was read as Windows-1252)")


@pytest.mark.parametrize(
    ("data", "told_of_it"),
    [
        (b"", "{} is empty"),
        (b" \n ", "{} is empty"),
        (b"%PDF-1.7\n", "{} is a PDF, not a plain text"),
        (b"PK\x03\x04rest", "{} is a packed file, such as .docx or .epub, not a plain text"),
        (bytes(range(256)), "{} is not a plain text"),
    ],
)
def test_what_is_no_text_is_told_and_stops_nothing(path, data, told_of_it):
    file = path.parent / "texts" / "talk.txt"
    file.write_bytes(data)
    assert told(path) == [
        f"AM308 the quote of `a.1` is unchecked: {told_of_it.format(file)}",
    ]


def test_a_text_that_is_not_there_or_is_a_folder_is_told(path):
    file = path.parent / "texts" / "talk.txt"
    assert told(path) == [f"AM308 the quote of `a.1` is unchecked: there is no file {file}"]
    file.mkdir()
    assert told(path) == [f"AM308 the quote of `a.1` is unchecked: {file} is a folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among its files")
def test_a_pipe_is_not_waited_for(path):
    file = path.parent / "texts" / "talk.txt"
    os.mkfifo(file)
    assert told(path) == [f"AM308 the quote of `a.1` is unchecked: {file} is no regular file"]


def test_a_huge_text_is_not_read(path, monkeypatch):
    monkeypatch.setattr(loading, "MAX_BYTES", 2**20)
    file = path.parent / "texts" / "talk.txt"
    file.write_bytes(b"a" * (2**20 + 1))
    assert told(path) == [f"AM308 the quote of `a.1` is unchecked: {file} is larger than 1 MiB"]


def test_a_file_that_no_quote_needs_is_not_missed(path):
    path.write_text(MAP.replace("quote:", "text:"), encoding="utf-8")
    assert told(path) == []


def test_a_map_with_a_wrong_quote_is_not_drawn(path):
    (path.parent / "texts" / "talk.txt").write_text("Man traf leere Hallen.", encoding="utf-8")
    with pytest.raises(library.InvalidMapError):
        library.load(path)


def test_a_map_that_is_at_hand_as_text_reads_no_file(path, monkeypatch):
    """It may be a stranger's: its texts are those that are given along."""
    (path.parent / "texts" / "talk.txt").write_text("Man traf leere Hallen.", encoding="utf-8")
    monkeypatch.chdir(path.parent)
    assert [one.code for one in library.validate_text(MAP).findings] == ["AM308"]
    given = {"texts/talk.txt": TEXT}
    assert library.validate_text(MAP, contents=given).findings == ()


def test_a_map_from_standard_input_names_files_from_the_working_directory(argmap: Run, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "talk.txt").write_text(TEXT, encoding="utf-8")
    assert argmap("validate", "-", input=MAP).stdout == "no findings in <stdin>\n"


def test_a_file_on_the_command_line_goes_before_the_maps_own(argmap: Run, path, tmp_path):
    (path.parent / "texts" / "talk.txt").write_text("Man traf leere Hallen.", encoding="utf-8")
    (tmp_path / "mine.txt").write_text(TEXT, encoding="utf-8")
    assert argmap("validate", path).returncode == 1
    done = argmap("validate", path, "--source", "talk=mine.txt")
    assert (done.returncode, done.stdout) == (0, f"no findings in {path}\n")
    assert library.validate(path, sources={"talk": tmp_path / "mine.txt"}).findings == ()


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (["tlak=mine.txt"], "no source has the id `tlak`: did you mean `talk`?"),
        (["talk"], "'talk' is not ID=FILE"),
        (["talk="], "'talk=' is not ID=FILE"),
        (["=mine.txt"], "'=mine.txt' is not ID=FILE"),
        (["talk=mine.txt", "talk=other.txt"], "'talk' is given two files"),
        (["talk=other.txt"], "argmap: there is no file other.txt"),
        (["talk=maps"], "argmap: maps is a folder"),
    ],
)
def test_a_wrong_file_on_the_command_line_is_told(argmap: Run, path, tmp_path, given, problem):
    """A wrong option is wrong usage; a file that is not there is a trouble of the world."""
    status = 3 if problem.startswith("argmap: ") else 2
    (tmp_path / "mine.txt").write_text(TEXT, encoding="utf-8")
    done = argmap("validate", path, *(part for one in given for part in ("--source", one)))
    assert (done.returncode, done.stdout) == (status, "")
    assert problem in done.stderr
    assert "Traceback" not in done.stderr


def test_a_source_of_one_of_several_maps_is_enough(argmap: Run, path, tmp_path):
    (tmp_path / "mine.txt").write_text(TEXT, encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text("argmap: 1\ntitle: T\nthesis: {text: T.}\n", encoding="utf-8")
    assert argmap("validate", path, other, "--source", "talk=mine.txt").returncode == 0


def test_the_difference_is_coloured_and_reads_without_colour(argmap: Run, path):
    (path.parent / "texts" / "talk.txt").write_text("Man traf leere Hallen.", encoding="utf-8")
    plain = argmap("validate", path, env={"NO_COLOR": "1"}).stdout
    colored = argmap("validate", path, env={"FORCE_COLOR": "1"}).stdout
    assert "[-größere-] {+leere+} Hallen" in plain
    assert "\x1b[31m[-größere-]\x1b[0m \x1b[32m{+leere+}\x1b[0m Hallen" in colored


def test_the_objects_for_programs_keep_their_keys_and_hold_the_passage(argmap: Run, path):
    (path.parent / "texts" / "talk.txt").write_text("Man traf leere Hallen.", encoding="utf-8")
    found = json.loads(argmap("validate", path, "--format", "json").stdout)
    assert list(found[0]) == [
        *("code", "name", "severity", "path", "line", "column", "message", "hint")
    ]
    assert "{+leere+} Hallen" in found[0]["hint"]


def test_rapidfuzz_is_imported_by_a_miss_alone(path, environment):
    """Where all quotes are found, nothing has to be compared that takes a library."""
    (path.parent / "texts" / "talk.txt").write_text(TEXT, encoding="utf-8")
    code = "import sys, argmap; argmap.validate(sys.argv[1]); print(*sys.modules)"

    def imported() -> set[str]:
        command = [sys.executable, "-c", code, str(path)]
        done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
        return set(done.stdout.split())

    assert "rapidfuzz" not in imported()
    (path.parent / "texts" / "talk.txt").write_text("Nichts.", encoding="utf-8")
    assert "rapidfuzz" in imported()
    path.write_text(MAP.replace(", file: texts/talk.txt", ""), encoding="utf-8")
    assert "rapidfuzz" not in imported()
