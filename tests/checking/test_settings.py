"""Which rules are told, and how much each weighs: the file beside a map, and the options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argmap
from argmap import ArgmapError, Settings, Severity
from argmap.checking.settings import find_settings

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
  a: {text: TODO, supports: thesis}
"""
BROKEN = MAP.replace("supports: thesis", "supports: these")


def told(settings: Settings, text: str = MAP) -> dict[str, str]:
    """Return the severity of each code that is told of a map."""
    found = argmap.validate_text(text, "m.yaml", settings).findings
    return {finding.code: finding.severity.value for finding in found}


def test_without_settings_every_rule_is_told_as_it_is():
    assert told(Settings()) == {"AM301": "warning", "AM304": "warning", "AM401": "warning"}


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        (("AM3",), (), "AM301 AM304"),
        (("am304", "Placeholder"), (), "AM304 AM401"),
        (("AM",), ("AM3",), "AM401"),
        (("AM304",), ("AM3",), "AM304"),
        (("AM3",), ("AM304",), "AM301"),
        (("AM304",), ("AM304",), ""),
        ((), (), ""),
    ],
)
def test_the_longest_word_that_fits_a_rule_decides(select, ignore, left):
    assert set(told(Settings(select=select, ignore=ignore))) == set(left.split())


def test_a_rule_weighs_what_the_settings_say():
    heavy = Settings(severity={"AM4": Severity.NOTE, "placeholder": Severity.ERROR})
    assert told(heavy)["AM401"] == "error"
    assert not argmap.validate_text(MAP, "m.yaml", heavy).ok


def test_an_error_is_told_whatever_is_selected_ignored_or_made_lighter():
    settings = Settings(select=("AM4",), ignore=("AM2",), severity={"AM2": Severity.NOTE})
    assert told(settings, BROKEN)["AM201"] == "error"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"select": ("AM9",)}, "there is no rule `AM9`"),
        ({"select": ("",)}, "there is no rule ``"),
        ({"ignore": ("unused-sorce",)}, "did you mean `unused-source`?"),
        ({"ignore": ("AM201",)}, "AM201 unknown-reference is an error, and errors cannot be ign"),
        ({"ignore": ("AM10",)}, "all of `AM10` are errors, and errors cannot be ignored"),
        ({"severity": {"AM303": Severity.NOTE}}, "errors cannot be made lighter"),
        ({"severity": {"AM301": "fatal"}}, "a severity is one of `error`, `warning`, `note`"),
    ],
)
def test_settings_that_cannot_be_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        Settings(**arguments)


def test_a_finding_that_the_map_accepts_is_not_unused_where_a_setting_leaves_its_rule_out():
    text = MAP + "ignore:\n  - {rule: bare-claim, at: a, because: Everybody saw it.}\n"
    assert set(told(Settings(ignore=("AM3",)), text)) == {"AM401"}


def test_what_the_command_selects_takes_the_place_of_the_files_choice():
    file = Settings(select=("AM3",), ignore=("AM304",))
    assert set(told(file.with_options(("AM304",)))) == {"AM304"}
    assert set(told(file.with_options(ignore=("AM301",)))) == set()


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with a map two folders below, and nothing else."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "map.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def selected(path: str = "a/b/map.yaml") -> tuple[str, ...]:
    """Return what the settings of a map select."""
    return find_settings(path).select


def test_the_nearest_file_counts_and_the_own_one_before_the_shared_one(folder):
    assert selected() == ("AM",)
    (folder / "pyproject.toml").write_text('[tool.argmap]\nselect = ["AM1"]\n')
    assert selected() == ("AM1",)
    (folder / "a" / "pyproject.toml").write_text('[project]\nname = "argmap"\n')
    assert selected() == ("AM1",), "a pyproject.toml without the table does not count"
    (folder / "a" / "pyproject.toml").write_text('[tool.argmap]\nselect = ["AM2"]\n')
    assert selected() == ("AM2",)
    (folder / "a" / "argmap.toml").write_text("select = ['AM3']\n")
    assert selected() == ("AM3",)
    (folder / "a" / "b" / "argmap.toml").write_text("")
    assert selected() == ("AM",), "files are not merged"


def test_for_standard_input_the_search_begins_in_the_present_folder(folder, monkeypatch):
    (folder / "a" / "argmap.toml").write_text('select = ["AM3"]\n')
    monkeypatch.chdir(folder / "a" / "b")
    assert selected("-") == ("AM3",)


def test_the_library_reads_the_file_as_the_command_does(folder):
    (folder / "argmap.toml").write_text('severity = {AM401 = "error"}\nselect = ["AM4"]\n')
    assert [f.code for f in argmap.validate("a/b/map.yaml").findings] == ["AM401"]
    with pytest.raises(argmap.InvalidMapError):
        argmap.load("a/b/map.yaml")
    assert len(argmap.validate("a/b/map.yaml", Settings()).findings) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[tool.argmap]\nselect = []",
            "1:2: in this file, the settings stand without `tool.argmap`",
        ),
        ("# only\nselct = []", "2:1: `selct` is none of the settings: did you mean `select`?"),
        ("[select]", "1:2: `select` is a list of rules"),
        ("select = ['AM3',\n 'AM9']", "2:3: there is no rule `AM9`"),
        ("select = [3]", "1:11: 3 is no text in quotes"),
        ("ignore = 'AM3'", "1:1: `ignore` gives each rule its reason"),
        ("[ignore]\nAM301 = 'AM303 = 1'\nAM303 = 'x'", "3:1: AM303 unknown-source is an error"),
        ("[ignore]\nAM301 = 3", "2:1: the reason for ignoring `AM301` is a text"),
        ("severity = ['AM3']", "1:1: `severity` gives each rule its weight"),
        ("[severity]\n'AM301' = 'eror'", "2:2: a severity is one of `error`, `warning`, `note`"),
        ("severity.AM201 = 'note'", "1:10: AM201 unknown-reference is an error"),
        ("select = []\nselect []", "2:8: this is not TOML: "),
    ],
)
def test_a_settings_file_that_cannot_be_used_is_told_with_its_place(folder, text, told):
    (folder / "argmap.toml").write_text(text)
    with pytest.raises(ArgmapError) as raised:
        find_settings("a/b/map.yaml")
    assert str(raised.value).startswith(f"argmap.toml:{told}")


def test_a_place_in_the_shared_file_is_looked_for_in_its_own_table(folder):
    (folder / "pyproject.toml").write_text(
        '[tool.ruff]\nselect = ["ALL"]\n[project.scripts]\nargmap = "x"\n'
        '[tool.argmap]\nselect = ["AM"]\n[tool.argmap.severity]\nselect = "note"\n'
    )
    with pytest.raises(ArgmapError, match=r"^pyproject\.toml:8:1: there is no rule `select`"):
        find_settings("map.yaml")


def test_a_settings_file_that_is_no_utf8_is_told(folder):
    (folder / "argmap.toml").write_bytes(b"# \xff")
    with pytest.raises(ArgmapError, match=r"^argmap\.toml is not saved as UTF-8$"):
        find_settings("map.yaml")


def test_ignoring_without_a_reason_works_and_is_a_finding(folder):
    (folder / "argmap.toml").write_text("ignore = {AM3 = 'We cite elsewhere.', AM401 = '-'}\n")
    (finding,) = argmap.validate("a/b/map.yaml").findings
    assert (finding.code, str(finding.location)) == ("AM407", "argmap.toml:1:39")
    assert finding.message == "`ignore` gives no reason for `AM401`"


def test_the_settings_of_several_maps_are_told_of_once(argmap, folder):
    (folder / "a" / "argmap.toml").write_text("ignore = ['AM3', 'AM4']\n")
    (folder / "a" / "c.yaml").write_text(MAP)
    done = argmap("validate", "a/c.yaml", "a/b/map.yaml", "--strict")
    assert done.returncode == 1
    assert done.stdout.count("AM407") == 1
    assert "\n1 | ignore = ['AM3', 'AM4']\n" in done.stdout
    assert "gives no reason for `AM3` and `AM4`" in done.stdout


@pytest.mark.usefixtures("folder")
def test_options_select_and_ignore_by_code_name_and_prefix(argmap):
    """Several words stand in one option or in several."""

    def codes(*options: str) -> list[str]:
        done = argmap("validate", "a/b/map.yaml", "--format", "json", *options)
        return [part[:5] for part in done.stdout.split('"code": "')[1:]]

    assert codes("--select", "AM4,unused-source") == ["AM304", "AM401"]
    assert codes("--ignore", "AM4", "--ignore", "bare-claim") == ["AM304"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--ignore", "AM201"], "errors cannot be ignored"),
        (["--select", "bare-clam"], "did you mean `bare-claim`?"),
        (["--select", "AM3,"], "there is no rule ``"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_an_option_that_names_no_rule_is_wrong_usage(argmap, options, told):
    done = argmap("validate", "a/b/map.yaml", *options)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_broken_settings_file_fails_with_one_line(argmap, folder):
    (folder / "argmap.toml").write_text("select = [")
    done = argmap("validate", "a/b/map.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("argmap: argmap.toml: this is not TOML: ")
    assert done.stderr.count("\n") == 1
