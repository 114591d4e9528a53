"""A baseline lets an old map adopt the rules: what it holds is not told again, all else is."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import argmap as library
from argmap.checking.baseline import HEAD, Baseline, Trace, read_baseline
from argmap.cli.checker import Checker

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
argmap: 1
title: T
sources:
  s: {type: book, title: S}
thesis:
  text: T.
premises:
  a: {text: TODO at 12, supports: thesis}
  b: {text: B., supports: thesis}
"""
FILE = "old.baseline"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with a map below it that has two bare claims, a placeholder, an unused source."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "m.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    """Changes the map."""
    path = folder / "maps" / "m.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(done) -> list[tuple[str, str]]:
    """Return code and message of all that was told as JSON."""
    return [(one["code"], one["message"]) for one in json.loads(done.stdout)]


def entries(folder: Path) -> list[tuple[str, str, str]]:
    """Return map, code and the first id of each line of the baseline."""
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEAD
    found = map(json.loads, lines[1:])
    return [(one["map"], one["code"], one["at"][0]) for one in found]


def test_a_baseline_has_a_line_for_each_finding_even_where_they_are_told_as_one(argmap, folder):
    done = argmap("validate", "maps/m.yaml", "--write-baseline", FILE, "--strict")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"wrote {FILE}: it holds 4 findings\n"
    assert entries(folder) == [
        ("maps/m.yaml", "AM301", "a"),
        ("maps/m.yaml", "AM301", "b"),
        ("maps/m.yaml", "AM304", "s"),
        ("maps/m.yaml", "AM401", "a"),
    ]


def test_only_what_is_new_is_told_and_counts_for_the_exit_status(argmap, folder):
    argmap("validate", "maps/m.yaml", "--write-baseline", FILE)
    change(folder, "premises:\n", "# A line more.\n\npremises:\n")
    again = argmap("validate", "maps/m.yaml", "--baseline", FILE, "--strict")
    assert (again.returncode, again.stdout) == (0, "no findings in maps/m.yaml\n")
    assert again.stderr == f"{FILE} hides 4 findings\n"
    change(folder, "  b:", "  c: {text: C., supports: thesis}\n  b:")
    done = argmap("validate", "maps/m.yaml", "--baseline", FILE, "--strict", "--format", "json")
    assert done.returncode == 1
    assert told(done) == [("AM301", "`c` has neither evidence nor premises behind it")]


def test_the_same_baseline_fits_from_any_folder_and_is_the_same_file(argmap, folder):
    argmap("validate", "maps/m.yaml", "--write-baseline", FILE)
    before = (folder / FILE).read_bytes()
    inside = {"cwd": folder / "maps"}
    done = argmap("validate", "m.yaml", "--baseline", f"../{FILE}", "--strict", **inside)
    assert done.returncode == 0
    argmap("validate", folder / "maps" / "m.yaml", "--write-baseline", f"../{FILE}", **inside)
    assert (folder / FILE).read_bytes() == before


def test_a_changed_text_is_told_anew_and_a_second_one_of_a_kind_as_well(argmap, folder):
    argmap("validate", "maps/m.yaml", "--write-baseline", FILE)
    change(folder, "TODO at 12", "TODO at 13")
    done = argmap("validate", "maps/m.yaml", "--baseline", FILE, "--format", "json")
    assert told(done) == [("AM401", "the text of `a` still has to be written: “TODO at 13”")]


def test_entries_that_fit_nothing_are_counted_and_taken_out_and_nothing_is_added(argmap, folder):
    argmap("validate", "maps/m.yaml", "--write-baseline", FILE)
    change(folder, "TODO at 12", "Done")
    change(folder, "  b:", "  c: {text: C., supports: thesis}\n  b:")
    done = argmap("validate", "maps/m.yaml", "--baseline", FILE)
    assert done.stderr.splitlines() == [
        f"{FILE} hides 3 findings",
        f"1 entry of {FILE} fits nothing any more: --tighten takes it out",
    ]
    done = argmap("validate", "maps/m.yaml", "--baseline", FILE, "--tighten", "--strict")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1] == f"wrote {FILE}: 1 entry fewer, 3 left"
    assert [entry[1:] for entry in entries(folder)] == [
        ("AM301", "a"),
        ("AM301", "b"),
        ("AM304", "s"),
    ]


def test_the_entries_of_a_map_that_is_gone_fit_nothing(argmap, folder):
    (folder / "maps" / "n.yaml").write_text(MAP, encoding="utf-8")
    argmap("validate", "maps/m.yaml", "maps/n.yaml", "--write-baseline", FILE)
    (folder / "maps" / "n.yaml").unlink()
    done = argmap("validate", "maps/m.yaml", "--baseline", FILE, "--tighten")
    assert f"wrote {FILE}: 4 entries fewer, 4 left\n" in done.stderr


def test_what_was_not_looked_at_stays(argmap, folder):
    """Another map, a rule that is left out, and a map whose errors hide things keep theirs."""
    (folder / "maps" / "n.yaml").write_text(MAP, encoding="utf-8")
    argmap("validate", "maps/m.yaml", "maps/n.yaml", "--write-baseline", FILE)
    before = (folder / FILE).read_bytes()
    for options in (
        ["maps/n.yaml", "--write-baseline", FILE],
        ["maps/n.yaml", "--select", "AM4", "--write-baseline", FILE],
        ["maps/n.yaml", "--select", "AM4", "--baseline", FILE, "--tighten"],
    ):
        assert argmap("validate", *options).returncode == 0
        assert (folder / FILE).read_bytes() == before
    change(folder, "supports: thesis", "supports: these")
    argmap("validate", "maps/m.yaml", "--baseline", FILE, "--tighten")
    assert (folder / FILE).read_bytes() == before


def test_an_error_is_told_though_a_baseline_names_it(argmap, folder):
    change(folder, "supports: thesis}\n  b", "supports: these}\n  b")
    done = argmap("validate", "maps/m.yaml", "--format", "json")
    entry = next(one for one in json.loads(done.stdout) if one["code"] == "AM201")
    line = {"map": "maps/m.yaml", "code": "AM201", "at": [], "message": entry["message"]}
    (folder / FILE).write_text(f"{HEAD}\n{json.dumps(line)}\n", encoding="utf-8")
    done = argmap("validate", "maps/m.yaml", "--baseline", FILE, "--format", "json")
    assert done.returncode == 1
    assert "AM201" in dict(told(done))


def test_a_warning_that_weighs_as_an_error_can_be_held(argmap, folder):
    (folder / "argmap.toml").write_text('severity = {AM4 = "error"}\n')
    assert argmap("validate", "maps/m.yaml").returncode == 1
    assert argmap("validate", "maps/m.yaml", "--write-baseline", FILE).returncode == 0
    assert argmap("validate", "maps/m.yaml", "--baseline", FILE).returncode == 0


@pytest.mark.parametrize("broken", ["supports: these", "supports: [thesis"])
def test_no_baseline_is_written_of_a_map_with_errors(argmap, folder, broken):
    change(folder, "supports: thesis", broken)
    done = argmap("validate", "maps/m.yaml", "--write-baseline", FILE)
    assert done.returncode == 1
    assert f"argmap: {FILE} was not written: " in done.stderr
    assert not (folder / FILE).exists()


def test_no_baseline_is_written_where_a_map_cannot_be_read(argmap, folder):
    done = argmap("validate", "maps/m.yaml", "none.yaml", "--write-baseline", FILE)
    assert done.returncode == 3
    assert not (folder / FILE).exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["m", "--tighten"], "--tighten is for a baseline: add --baseline FILE."),
        (["m", "--baseline", "b", "--write-baseline", "b"], "so --baseline has no effect"),
        (["-", "--baseline", "b"], "standard input (-) has none."),
        (["m", "--write-baseline", "-"], "a baseline is a file"),
        (["m", "--write-baseline", "m"], "'m' is a map, and cannot be its own baseline."),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(argmap, options, told):
    done = argmap("validate", *options)
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "b:1: this is no baseline that argmap knows"),
        ('{"argmap-baseline": 2}', "b:1: this is no baseline that argmap knows"),
        (f"{HEAD}\n[]", "b:2: this line is no entry of a baseline: take it out"),
        (f"{HEAD}\n\n{{", "b:3: this line is no entry of a baseline: take it out"),
        (f"{HEAD}\n<<<<<<< mine", "b:2: this line is no entry of a baseline: take the marks"),
    ],
)
def test_what_is_no_baseline_is_told_with_its_line(folder, text, said):
    (folder / "b").write_text(text)
    with pytest.raises(library.ArgmapError) as raised:
        read_baseline("b")
    assert str(raised.value).startswith(said)


def test_a_missing_baseline_is_told_with_the_option_that_makes_one():
    with pytest.raises(library.ArgmapError, match="there is no baseline none: `--write-base"):
        read_baseline("none")


def test_lines_that_a_merge_put_in_any_order_or_twice_still_fit(argmap, folder):
    argmap("validate", "maps/m.yaml", "--write-baseline", FILE)
    head, *lines = (folder / FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    mixed = "".join([head, *reversed(lines), head, lines[0]])
    (folder / FILE).write_text(mixed, encoding="utf-8")
    done = argmap("validate", "maps/m.yaml", "--baseline", FILE)
    assert done.stderr.splitlines() == [
        f"{FILE} hides 4 findings",
        f"1 entry of {FILE} fits nothing any more: --tighten takes it out",
    ]


def test_numbers_that_a_message_counts_do_not_matter_and_those_that_it_quotes_do():
    """An entry holds neither the line of another claim nor a length."""
    text = MAP.replace("B.", "TODO at 12")
    traces = library.validate_text(text, "a1.yaml").traces
    assert Trace("AM403", ("a", "b"), "`b` says the same as `a` (line #)") in traces
    assert Trace("AM401", ("a",), "the text of `a` still has to be written: “TODO at 12”") in traces
    assert traces == library.validate_text("\n\n" + text, "b2.yaml").traces


def test_the_library_takes_a_baseline_in_the_settings(folder):
    first = library.validate("maps/m.yaml")
    held = Baseline.beside(FILE).with_map("maps/m.yaml", first.traces)
    result = library.validate("maps/m.yaml", replace(library.Settings(), baseline=held))
    assert (result.findings, result.hidden) == ((), first.traces)
    assert str(folder) not in held.text()


def test_many_processes_write_one_baseline_and_none_is_lost(
    environment: dict[str, str], forked: Path, folder: Path
) -> None:
    """Each adds the map that it checked to what the others have written meanwhile."""
    names = [f"maps/m{number}.yaml" for number in range(8)]
    for name in names:
        (folder / name).write_text(MAP, encoding="utf-8")
    command = [forked / "argmap", "validate"]
    started = [
        subprocess.Popen([*command, name, "--write-baseline", FILE], env=environment)
        for name in names
    ]
    assert [process.wait(timeout=60) for process in started] == [0] * 8
    assert {name for name, *_ in entries(folder)} == set(names)
    assert len(entries(folder)) == 8 * 4
    assert not list(folder.glob(".argmap-*"))


def test_a_shorter_baseline_keeps_what_was_added_meanwhile(folder, argmap):
    argmap("validate", "maps/m.yaml", "--write-baseline", FILE)
    (folder / "maps" / "n.yaml").write_text(MAP, encoding="utf-8")
    change(folder, "TODO at 12", "A.")
    checker = Checker((), (), {}, FILE, None, tighten=True)
    checker.check("maps/m.yaml")
    argmap("validate", "maps/n.yaml", "--write-baseline", FILE)
    checker.conclude()
    assert [name for name, *_ in entries(folder)] == ["maps/m.yaml"] * 3 + ["maps/n.yaml"] * 4
