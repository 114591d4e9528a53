"""`argmap explain`: what the rules are about, for whoever met one."""

from __future__ import annotations

import compileall
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from argmap.cli.explain import EXAMPLE, OTHER_EXAMPLE, report_of_bad_example
from argmap.files.find import ledger_path
from argmap.model.findings import CATALOGUE, ON_OTHER_FILES
from argmap.rules.page import FAMILIES, files_of, page_of
from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_list_has_every_rule_once_under_its_family(argmap: Run) -> None:
    """One line a rule, in the order of the codes: code, name, severity, what it finds."""
    done = argmap("explain")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if re.match(r"AM\d{3}  ", line)]
    rules = CATALOGUE | ON_OTHER_FILES
    assert [line.split()[0] for line in lines] == sorted(rules)
    for line in lines:
        rule = rules[line.split()[0]]
        assert line.split()[1:3] == [rule.name, rule.severity]
        assert line.endswith(f"  {page_of(rule).what}")
    headings = [line for line in done.stdout.splitlines() if line and line not in lines]
    assert headings == [name for name in FAMILIES.values() if name in headings]


def test_a_page_has_what_why_both_examples_and_what_argmap_says(argmap: Run) -> None:
    """The whole page of a rule, and below its bad example the very report on it."""
    rule = CATALOGUE["AM203"]
    done = argmap("explain", "AM203")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("AM203 circular-argument (error)\n\nClaims support each other")
    page = page_of(rule)
    plain = re.sub(r"^ {4}", "", done.stdout, flags=re.MULTILINE)
    parts = [plain.index(part) for part in (page.what, page.why, page.bad, page.good)]
    assert parts == sorted(parts)
    assert report_of_bad_example(rule) in plain


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_what_argmap_says_of_a_bad_example_is_what_validate_prints(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The example is saved, the command is run, and its output is the page's."""
    from argmap.cli.main import main  # noqa: PLC0415 -- the fixture of that name is a process

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    text, ledger, lone = files_of(page_of(CATALOGUE[code]).bad)
    (tmp_path / EXAMPLE).write_text(text, encoding="utf-8")
    if ledger is not None:
        (tmp_path / ledger_path(EXAMPLE)).write_text(ledger, encoding="utf-8")
    for name, content in {**lone, **page_of(CATALOGUE[code]).contents}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    main(["validate", EXAMPLE])
    told = report_of_bad_example(CATALOGUE[code])
    assert capfd.readouterr().out == told
    assert f"[{code} " in told


@pytest.mark.parametrize("code", sorted(ON_OTHER_FILES))
def test_what_argmap_says_of_a_bad_file_in_another_format_is_what_import_prints(
    code: str, argmap: Run, tmp_path: Path
) -> None:
    """The bad example is refused as its page shows, and the good one imported."""
    page = page_of(ON_OTHER_FILES[code])
    told = report_of_bad_example(ON_OTHER_FILES[code])
    (tmp_path / OTHER_EXAMPLE).write_text(page.bad, encoding="utf-8")
    done = argmap("import", OTHER_EXAMPLE)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    assert f"[{code} " in told
    assert told in re.sub(r"^ {4}", "", argmap("explain", code).stdout, flags=re.MULTILINE)
    (tmp_path / OTHER_EXAMPLE).write_text(page.good, encoding="utf-8")
    assert argmap("import", OTHER_EXAMPLE).returncode == 0


def test_a_rule_is_found_by_code_or_name_in_any_case(argmap: Run) -> None:
    """Whichever way it is asked for, the page is the same, and each is printed once."""
    page = argmap("explain", "AM201").stdout
    assert argmap("explain", "am201").stdout == page
    assert argmap("explain", "Unknown-Reference", "AM201").stdout == page
    other = argmap("explain", "bare-claim").stdout
    assert argmap("explain", "AM301", "AM201").stdout == f"{other}\n{page}"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("unkown-reference", "did you mean AM201 unknown-reference?"),
        ("circular", "did you mean AM203 circular-argument?"),
        ("AM2O1", "did you mean AM201 unknown-reference?"),
        ("AM999", "`argmap explain` lists all."),
        ("x", "`argmap explain` lists all."),
        ("\x1b[2J", "`argmap explain` lists all."),
    ],
)
def test_an_unknown_rule_is_wrong_usage(argmap: Run, word: str, hint: str) -> None:
    """Exit status 2, and the nearest rule where one is near."""
    done = argmap("explain", "AM201", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith(hint)
    assert "\x1b" not in done.stderr


def test_only_those_who_want_it_get_colour(argmap: Run) -> None:
    """Headings are bold in a terminal; in a pipe the same words stand without."""
    for words in ([], ["AM201"]):
        plain = argmap("explain", *words).stdout
        forced = argmap("explain", *words, env={"FORCE_COLOR": "1"}).stdout
        assert "\x1b" not in plain
        assert forced != plain
        assert re.sub(r"\x1b\[\d*m", "", forced) == plain


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_the_report_in_a_terminal_ends_with_the_way_to_the_page(
    environment: dict[str, str], broken_map: Path
) -> None:
    """Of several findings the heaviest is named; a clean map needs no such line."""
    text = broken_map.read_text(encoding="utf-8")
    clean = broken_map.with_name("clean.yaml")
    clean.write_text(text.replace("theses", "thesis"), encoding="utf-8")
    last = [_in_a_terminal(path, environment).splitlines()[-1] for path in (broken_map, clean)]
    assert last[0] == "`argmap explain AM201` tells more"
    assert last[1].startswith("no findings in ")


def _in_a_terminal(path: Path, environment: dict[str, str]) -> str:
    """Return what `argmap validate` prints to a terminal."""
    ours, its = os.openpty()
    command = [sys.executable, "-m", "argmap", "validate", str(path)]
    with subprocess.Popen(command, stdout=its, env=environment) as process:
        os.close(its)
        told = b""
        while chunk := _read(ours):
            told += chunk
        process.wait()
    os.close(ours)
    return told.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """Return what comes from a terminal; its end is an error on Linux and nothing elsewhere."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_every_rule_has_an_anchor_of_its_own(project: Path) -> None:
    """`docs/rules.md#am203` leads to AM203, in whatever makes anchors of headings."""
    text = (project / "docs" / "rules.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == sorted(CATALOGUE | ON_OTHER_FILES)


def test_every_code_that_argmap_names_has_a_page(project: Path) -> None:
    """Whatever part of it prints one: `argmap explain` knows it."""
    files = [path for path in (project / "src").rglob("*.py") if path.is_file()]
    named = {code for path in files
             for code in re.findall(r"\bAM\d{3}\b", path.read_text(encoding="utf-8"))}  # fmt: skip
    assert len(named) > len(CATALOGUE) // 2
    assert named - (CATALOGUE | ON_OTHER_FILES).keys() == set()


def test_python_without_docstrings_has_the_pages_all_the_same(environment: dict[str, str]) -> None:
    """With `-OO`, Python leaves out the docstrings that they are; the source has them."""
    told = [
        subprocess.run(
            [sys.executable, *options, "-m", "argmap", "explain", "AM201"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for options in ([], ["-OO"])
    ]
    assert told[0].startswith("AM201 unknown-reference (error)")
    assert told[0] == told[1]


def test_pages_that_are_left_out_of_an_installation_are_one_line(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """One that was compiled with `-OO`, and whose source was taken away."""
    package = tmp_path / "argmap"
    shutil.copytree(PROJECT / "src" / "argmap", package, ignore=lambda *_: ["__pycache__"])
    compileall.compile_dir(package, quiet=1, legacy=True, optimize=2)
    for path in package.rglob("*.py"):
        path.unlink()
    done = subprocess.run(
        [sys.executable, "-OO", "-m", "argmap", "explain", "AM201"],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "argmap: the pages of the rules were left out of this installation (`python -OO`): run "
        "it without -OO, with PYTHONOPTIMIZE unset\n"
    )
