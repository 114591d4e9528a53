"""What can be mended for sure is mended, and nothing else in the file changes."""

from __future__ import annotations

import difflib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.checking.mend import mend, replacements_of, write
from argmap.errors import ArgmapError
from argmap.reading.yaml import parse
from paths import RITTER
from slips import slip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Raw = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Raw:
    """Run argmap with bytes on its standard input, in a folder of its own."""

    def call(*arguments: str, data: bytes) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "argmap", *arguments]
        return subprocess.run(
            command, input=data, capture_output=True, cwd=tmp_path, env=environment, check=False
        )

    return call


SOUND = """\
argmap: 1
title: Close the bridge
lang: en
sources:   # where it is from
  survey: {type: report, title: Survey, file: survey.txt}
  ledger: {type: book, title: A ledger}
thesis:
  text: "The bridge must be closed: it cracks."
premises:
  cracks:
    text: Its pillar is cracked.   # and how
    supports: thesis
    evidence:
      - quote: >-
          The main pillar is cracked
          in three places
        source: survey
      - text: 'It isn''t new'
        source: "ledger"
  old:
    text: It is old.
    supports: [cracks]
"""
SURVEY = "The main pillar is cracked in three places; the second one is sound.\n"


def mended(folder: Path, text: str, survey: str = SURVEY) -> str:
    """Return the text of a map with its sure mends made."""
    (folder / "survey.txt").write_text(survey, encoding="utf-8")
    (folder / "map.yaml").write_text(text, encoding="utf-8", newline="")
    return mend(str(folder / "map.yaml"), text.encode()).text


SURE = {
    "an id": ("supports: [cracks]", "supports: [crack]"),
    "an id in quotes": ('"ledger"', '"legder"'),
    "the id of a source": ("source: survey", "source: survay"),
    "a key": ("      - quote:", "      - qoute:"),
    "a key in braces": ("title: Survey", "titel: Survey"),
    "a text with a colon": ('"The bridge must be closed: it cracks."', None),
    "a word of a quote": ("pillar is cracked\n", "pillar is craked\n"),
    "two words of a quote": ("main pillar is cracked\n", "main pilar is broken\n"),
    "a word too many": ("in three places", "in all three places"),
    "a word too few": ("The main pillar", "The pillar"),
}


@pytest.mark.parametrize("slipped", SURE.values(), ids=SURE)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_slip_is_mended_to_what_was_there(
    tmp_path: Path, slipped: tuple[str, str | None], end: str
) -> None:
    """Every other character stays: comments, order, quotes and line ends."""
    right, wrong = slipped
    assert right in SOUND
    sound = SOUND.replace("\n", end)
    right = right.replace("\n", end)
    wrong = right.strip('"') if wrong is None else wrong.replace("\n", end)
    assert mended(tmp_path, sound.replace(right, wrong, 1)) == sound


def test_all_slips_at_once_are_mended_one_behind_the_other(tmp_path: Path) -> None:
    """A mistake in YAML hides those below it, and a misspelt key those of what it holds."""
    text = SOUND
    for right, wrong in list(SURE.values())[:8]:
        text = text.replace(right, right.strip('"') if wrong is None else wrong, 1)
    assert mended(tmp_path, text) == SOUND


UNSURE = {
    "a word that a key has": SOUND.replace("type: book", "type: bok"),
    "an id like two": SOUND.replace("[cracks]", "[crakcs]").replace("  old:", "  crackz:"),
    "an id like none": SOUND.replace("[cracks]", "[pillar]"),
    "an id like its own": SOUND.replace("supports: [cracks]", "supports: olt"),
    "an id of what cannot be named there": SOUND.replace("[cracks]", "[survay]"),
    "an everyday word for a key": SOUND.replace("text: It is old", "claim: It is old"),
    "a key that is there already": SOUND.replace(
        "    text: It is old.", "    text: a\n    tekst: b"
    ),
    "a quote with three words wrong": SOUND.replace("main pillar is", "great column was"),
    "a quote with brackets": SOUND.replace("main pillar", "[main] pilar"),
    "a word like two that a key has": SOUND.replace("type: book", "type: review-boo"),
    "a list without brackets": SOUND.replace("[cracks]", "cracks, thesis"),
    "a language by its name": SOUND.replace("lang: en", "lang: english"),
    "a value that is no word": SOUND.replace("argmap: 1", "argmap: 1\ndate: 2026-3-1"),
    "a text that goes on below": SOUND.replace(
        '"The bridge must be closed: it cracks."', "The bridge: it\n    cracks."
    ),
    "a text that begins with a key": SOUND.replace("title: A ledger", "title: A").replace(
        "title: Close the bridge", "title: lang: en"
    ),
    "a text before a comment": SOUND.replace(
        '"The bridge must be closed: it cracks."', "The bridge: it #1 cracks."
    ),
}


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_what_only_the_author_can_tell_stays_as_it_is(tmp_path: Path, text: str) -> None:
    """Two known words, none, or a change of meaning are no sure mend."""
    assert mended(tmp_path, text) == text


def test_a_quote_that_fits_two_passages_stays(tmp_path: Path) -> None:
    """Which of the two is meant only the author can tell."""
    text = SOUND.replace("cracked\n          in three places", "craked in places")
    twice = "The main pillar is cracked in places. Later: The main pillar is racked in places.\n"
    assert mended(tmp_path, text, twice) == text
    once = "The main pillar is cracked in places. Later: The main pillar is cracked in places.\n"
    assert "is cracked in places" in mended(tmp_path, text, once)


def test_a_quote_that_another_source_has_as_it_is_stays(tmp_path: Path) -> None:
    """Then the source may be the mistake."""
    text = SOUND.replace("title: A ledger", "title: A ledger, file: ledger.txt")
    text = text.replace("cracked\n          in three", "racked\n          in three")
    (tmp_path / "ledger.txt").write_text("The main pillar is racked in three places.", "utf-8")
    assert mended(tmp_path, text) == text


@pytest.mark.parametrize("number", range(40))
def test_a_mend_leaves_no_more_errors_than_there_were(tmp_path: Path, number: int) -> None:
    """On copies of the Ritter map with a slip in each, and what it says elsewhere stays."""
    text = slip(RITTER.read_bytes(), number)
    path = tmp_path / "map.yaml"
    path.write_bytes(text)
    done = mend(str(path), path.read_bytes())
    before = argmap.validate(path)
    if before.map is not None:  # what cannot be read hides mistakes
        assert done.result.count(argmap.Severity.ERROR) <= before.count(argmap.Severity.ERROR)
    assert bool(done.findings) == (done.before != done.text)
    lines = difflib.ndiff(done.before.split("\n"), done.text.split("\n"))
    assert sum(line.startswith("+ ") for line in lines) <= len(done.findings)


def test_a_change_names_the_characters_that_it_takes_the_place_of() -> None:
    """An editor gets the same mends for a text that is in no file."""
    text = SOUND.replace("[cracks]", "[crack]")
    result = argmap.validate_text(text, "map.yaml")
    tree = parse(text, "map.yaml")
    found = [change for one in result.findings for change in replacements_of(one, tree)]
    assert [(text[one.start : one.end], one.text) for one in found] == [("crack", "cracks")]


WRONG = SOUND.replace("[cracks]", "[crack]").replace("file: survey.txt", "titel: S")


def test_fix_writes_the_map_and_tells_what_remains(argmap: Run, tmp_path: Path) -> None:
    """The exit status is that of what remains; a map without a mend is not written."""
    path = tmp_path / "map.yaml"
    path.write_text(SOUND.replace("[cracks]", "[crack]").replace("lang: en", "lang: E N"), "utf-8")
    done = argmap("validate", "--fix", "map.yaml")
    assert done.returncode == 1
    assert done.stderr == "mended 1 mistake in map.yaml: line 22\n"
    assert "AM106" in done.stdout
    assert "AM201" not in done.stdout
    assert "supports: [cracks]" in path.read_text("utf-8")
    dated = path.stat().st_mtime_ns
    assert argmap("validate", "--fix", "map.yaml").stderr == ""
    assert path.stat().st_mtime_ns == dated


def test_diff_writes_nothing_and_makes_a_patch(argmap: Run, tmp_path: Path) -> None:
    """`patch` makes of the map what `--fix` would."""
    text = SOUND.replace("[cracks]", "[crack]").rstrip("\n")
    (tmp_path / "survey.txt").write_text(SURVEY, "utf-8")
    (tmp_path / "map.yaml").write_text(text, "utf-8")
    done = argmap("validate", "--fix", "--diff", "map.yaml")
    assert (tmp_path / "map.yaml").read_text("utf-8") == text
    assert done.returncode == 0
    assert "would mend 1 mistake in map.yaml: line 22\n" in done.stderr
    (tmp_path / "x.patch").write_text(done.stdout, "utf-8")
    subprocess.run(["git", "apply", "-p0", "x.patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "map.yaml").read_text("utf-8") == SOUND.rstrip("\n")


def test_standard_input_comes_out_mended(argmap: Run) -> None:
    """The map goes to standard output, the report to standard error."""
    text = SOUND.replace(", file: survey.txt", "").replace("[cracks]", "[crack]")
    done = argmap("validate", "--fix", "-", input=text)
    assert done.stdout == text.replace("[crack]", "[cracks]")
    assert "<stdin>" in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--diff", "map.yaml"), "add --fix"),
        (("--fix", "--diff", "-o", "-", "map.yaml"), "-o"),
        (("--fix", "-", "map.yaml"), "alone"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    argmap: Run, tmp_path: Path, options: tuple[str, ...], word: str
) -> None:
    """Nothing is read or written then."""
    (tmp_path / "map.yaml").write_text(WRONG, "utf-8")
    done = argmap("validate", *options, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert word in done.stderr
    assert (tmp_path / "map.yaml").read_text("utf-8") == WRONG


def test_a_map_that_somebody_else_has_changed_meanwhile_stays_as_it_is(tmp_path: Path) -> None:
    """Their words count: one line says to run it again."""
    path = tmp_path / "map.yaml"
    path.write_text(WRONG, "utf-8")
    done = mend(str(path), path.read_bytes())
    assert done.findings
    path.write_text(WRONG + "# theirs\n", "utf-8")
    with pytest.raises(ArgmapError, match="changed by somebody else"):
        write(str(path), done)
    assert path.read_text("utf-8") == WRONG + "# theirs\n"


@pytest.mark.parametrize(
    "data",
    [SOUND.encode("utf-16"), SOUND.encode().replace(b"Close", b"Cl\xffse"), b"\xef\xbb\xbfa: \x00"],
)
def test_what_cannot_be_read_comes_out_as_it_went_in(run: Raw, data: bytes) -> None:
    """An editor that filters its text through `--fix -` loses no byte of it."""
    done = run("validate", "--fix", "-", data=data)
    assert done.stdout == data


def test_standard_input_comes_out_where_settings_cannot_be_read(run: Raw, tmp_path: Path) -> None:
    """The trouble is told, and the map is neither lost nor taken for an empty one."""
    (tmp_path / "argmap.toml").write_text("[", "utf-8")
    done = run("validate", "--fix", "-", data=SOUND.encode())
    assert (done.returncode, done.stdout) == (3, SOUND.encode())
    assert b"empty" not in done.stderr


def test_a_status_is_the_authors_to_write(tmp_path: Path) -> None:
    """No program says that something is verified, however close the misspelt word is."""
    text = SOUND.replace("      - text: 'It", "      - status: verifed\n        text: 'It")
    assert mended(tmp_path, text) == text
