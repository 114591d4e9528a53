"""The pre-commit hook and the GitHub Action, as far as they run without a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import argmap
from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable

HOOKS = PROJECT / ".pre-commit-hooks.yaml"
STEPS = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
GOOD = """\
argmap: 1
title: Bridge
lang: en
thesis: {text: The bridge must be closed.}
premises:
  cracks:
    text: Its pillar is cracked.
    supports: thesis
    evidence: [{text: Three cracks are long., source: survey}]
sources: {survey: {type: report, title: Survey}}
"""
BROKEN = GOOD.replace("supports: thesis", "supports: thesys")
WARNED = GOOD.replace("Three cracks are long.", "TODO measure them")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as somebody, whatever the machine's settings."""
    environ = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    name = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *name, *arguments], cwd=folder, env=environ, check=True, timeout=60)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with a folder for maps."""
    folder = tmp_path / "repository"
    (folder / "maps").mkdir(parents=True)
    git(folder, "init", "--quiet")
    return folder


@pytest.fixture
def precommit(
    environment: dict[str, str], tmp_path: Path, program: Callable[[str], str], forked: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs pre-commit in a folder, with nothing of the user's."""
    pytest.importorskip("pre_commit", reason="the extra `test` has pre-commit")
    program("git")

    def run(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", *map(str, arguments)]
        environ = environment | {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "PYTHONWARNINGS": ""}
        environ["PATH"] = os.pathsep.join([str(forked), environ["PATH"]])
        return subprocess.run(
            command, cwd=folder, env=environ, check=False, capture_output=True, timeout=120,
            encoding="utf-8",
        )  # fmt: skip

    return run


def test_the_hook_is_one_that_pre_commit_takes(
    precommit: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert precommit(PROJECT, "validate-manifest", HOOKS).returncode == 0


def test_the_hook_stops_a_commit_with_a_broken_map(
    repository: Path, precommit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Maps are checked; other YAML files and the ledgers of reviews are left alone."""
    use_hook(repository)
    (repository / "maps" / "good one.yaml").write_text(GOOD)
    (repository / "maps" / "good one.review.yaml").write_text("argmap-review: 1\nclaims: {}\n")
    (repository / "settings.yaml").write_text("no: map\n")
    git(repository, "add", "--all")
    clean = precommit(repository, "run")
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "check argument maps" in clean.stdout
    assert "Passed" in clean.stdout
    (repository / "maps" / "broken.yaml").write_text(BROKEN)
    git(repository, "add", "--all")
    broken = precommit(repository, "run")
    assert broken.returncode == 1
    assert "maps/broken.yaml:8:15: error[AM201 unknown-reference]" in broken.stdout
    assert "settings" not in broken.stdout
    assert "review.yaml:" not in broken.stdout


def use_hook(repository: Path, **more: object) -> None:
    """Have pre-commit run the hook in a repository."""
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    local = hook | {"language": "system"}  # a Python environment of its own needs a network
    config = {"repos": [{"repo": "local", "hooks": [local | more]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))


QUOTING = GOOD.replace("source: survey}]", "source: survey, quote: three cracks}]").replace(
    "title: Survey}", "title: Survey, file: TEXT}"
)
CONFLICT = "argmap-review: 1\nclaims:\n<<<<<<< HEAD\n  thesis:\n=======\n>>>>>>> other\n"
CHANGES = {
    "a ledger with the marks of a merge": ("maps/bridge.review.yaml", CONFLICT, "AM101"),
    "a text below the map": ("maps/texts/survey.txt", "There are two cracks.\n", "AM307"),
    "a text beside the folder of maps": ("more/Prüf bericht.txt", "Two cracks.\n", "AM307"),
    "settings": ("argmap.toml", 'severity = {AM308 = "eror"}\n', "argmap.toml:1:"),
    "shared settings": ("pyproject.toml", '[tool.argmap]\nselct = ["AM3"]\n', "`selct`"),
}


@pytest.mark.parametrize(("name", "text", "told"), CHANGES.values(), ids=CHANGES)
def test_the_hook_runs_where_only_what_a_map_rests_on_has_changed(
    repository: Path,
    precommit: Callable[..., subprocess.CompletedProcess[str]],
    name: str,
    text: str,
    told: str,
) -> None:
    """The map itself is as it was at the last commit, and the commit is stopped all the same."""
    use_hook(repository)
    changed = repository / name
    changed.parent.mkdir(exist_ok=True)
    file = os.path.relpath(changed, repository / "maps") if name.endswith(".txt") else "none.txt"
    bridge = QUOTING.replace("TEXT", json.dumps(file)) if name.endswith(".txt") else GOOD
    (repository / "maps" / "bridge.yaml").write_text(bridge, "utf-8")
    if name.endswith(".txt"):
        changed.write_text("There are three cracks.\n", "utf-8")
    git(repository, "add", "--all")
    first = precommit(repository, "run")
    assert first.returncode == 0, first.stdout + first.stderr
    git(repository, "commit", "--quiet", "--message", "Add a map")
    (repository / "maps" / "unknown to git.yaml").write_text(BROKEN, "utf-8")
    changed.write_text(text, "utf-8")
    git(repository, "add", name)
    stopped = precommit(repository, "run")
    assert stopped.returncode == 1, stopped.stdout + stopped.stderr
    assert told in stopped.stdout
    assert "unknown to git" not in stopped.stdout


def test_the_hook_tells_of_a_map_that_was_renamed_without_its_ledger(
    repository: Path, precommit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    use_hook(repository, args=["--strict"])
    (repository / "maps" / "old.yaml").write_text(GOOD, "utf-8")
    argmap.record(repository / "maps" / "old.yaml", "accept", ["thesis", "cracks"], by="Eva Roth")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Add a map")
    git(repository, "mv", "maps/old.yaml", "maps/new.yaml")
    stopped = precommit(repository, "run")
    assert stopped.returncode == 1
    assert "`git mv maps/old.review.yaml maps/new.review.yaml`" in stopped.stdout


def test_the_hook_leaves_other_files_alone(
    repository: Path, precommit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Texts that no map quotes, and settings of other programs."""
    use_hook(repository)
    (repository / "maps" / "broken.yaml").write_text(BROKEN, "utf-8")
    (repository / ".pre-commit-config.yaml").rename(repository / "kept")
    git(repository, "add", "maps")
    git(repository, "commit", "--quiet", "--message", "Add a broken map")
    (repository / "kept").rename(repository / ".pre-commit-config.yaml")
    (repository / "maps" / "notes.txt").write_text("Look at the bridge.\n", "utf-8")
    (repository / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    git(repository, "add", "--all")
    done = precommit(repository, "run")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def check(
    repository: Path, environment: dict[str, str], tmp_path: Path, forked: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs the action's second step as GitHub's runner does."""
    step = STEPS[1]
    script = tmp_path / "step.sh"
    script.write_text(step["run"], encoding="utf-8")

    def run(**inputs: str) -> subprocess.CompletedProcess[str]:
        given = {
            "${{ steps.install.outputs.argmap }}": str(forked / "argmap"),
            "${{ inputs.maps }}": "maps/*.yaml",
            "${{ inputs.strict }}": "false",
            "${{ inputs.sarif-file }}": "",
            "${{ inputs.select }}": "",
            "${{ inputs.ignore }}": "",
            "${{ inputs.baseline }}": "",
            "${{ inputs.sources }}": "",
            "${{ github.action_repository }}": "ada/argmap",
            "${{ github.action_ref }}": "v1",
        }
        for name, value in inputs.items():
            given[f"${{{{ inputs.{name.replace('_', '-')} }}}}"] = value
        environ = {name: given[value] for name, value in step["env"].items()}
        environ |= environment | {"GITHUB_SERVER_URL": "https://github.com"}
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return subprocess.run(
            bash, cwd=repository, env=environ, check=False, capture_output=True, timeout=120,
            encoding="utf-8",
        )  # fmt: skip

    return run


def test_no_input_is_written_into_a_script() -> None:
    """What a pull request can name, such as a branch or a file, could be a command there."""
    assert [step["name"] for step in STEPS if "${{" in step["run"]] == []
    assert all(step["shell"] == "bash" for step in STEPS)


def test_the_scripts_are_shell(tmp_path: Path) -> None:
    for step in STEPS:
        script = tmp_path / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        subprocess.run(["bash", "-n", script], check=True, timeout=60)


def test_the_action_marks_what_is_wrong_and_fails(
    repository: Path, check: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Its exit status is that of the check, with SARIF written on the way, too."""
    (repository / "maps" / "a b.yaml").write_text(BROKEN)
    (repository / "maps" / "c.yaml").write_text(GOOD)
    done = check(sarif_file="found.sarif")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=maps/a b.yaml,line=8,col=15,endColumn=21,title=")
    assert "2 files" in done.stdout
    written = (repository / "found.sarif").read_text(encoding="utf-8")
    assert '"https://github.com/ada/argmap/blob/v1/docs/rules.md#am201"' in written


def test_the_action_passes_good_maps_and_strict_is_asked_for(
    repository: Path, check: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (repository / "maps" / "a.yaml").write_text(WARNED)
    assert check().returncode == 0
    assert check(strict="true").returncode == 1
    assert "::warning file=maps/a.yaml" in check().stdout


def test_an_action_that_finds_no_map_fails(
    check: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    """A pattern that matches nothing is told by its name, rather than passed in silence."""
    assert (check().returncode, check(maps="\n").returncode) == (3, 2)
    assert "gone.yaml" in check(maps="gone.yaml").stderr
    assert check(maps="50%*\n*.yaml\n").stderr == (
        "::error title=argmap::no file matches 50%25*, which stands under maps\n"
    )


def test_the_action_takes_rules_a_baseline_and_texts(
    repository: Path, check: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """As the options of those names do; several stand on lines of their own."""
    (repository / "maps" / "a.yaml").write_text(WARNED.replace("survey}]", "survey, quote: a}]"))
    quoted = "one crack, and another"
    (repository / "survey text.txt").write_text(quoted)
    assert check(strict="true").returncode == 1
    assert check(strict="true", ignore="AM401\nAM308\n").returncode == 0
    assert check(strict="true", select="AM3,AM2\r\nAM5").returncode == 0
    assert "AM308" in check(select="AM308").stdout
    assert "AM308" not in check(select="AM308", sources="survey=survey text.txt\n").stdout
    assert check(sources="survey=gone.txt").returncode == 3
    new = [sys.executable, "-m", "argmap", "validate", "maps", "--write-baseline", "old baseline"]
    environ = os.environ | {"PYTHONPATH": str(PROJECT / "src")}
    subprocess.run(new, cwd=repository, env=environ, check=True, timeout=60)
    assert check(strict="true", baseline="old baseline").returncode == 0
    assert check(select="AM999").returncode == 2
    wrong = check(strict="yes")
    assert (wrong.returncode, "strict is true or false, not yes" in wrong.stderr) == (2, True)


def test_the_action_installs_the_versions_that_were_tested(tmp_path: Path) -> None:
    """What `pip` is told, where another program stands in for Python."""
    fake = tmp_path / "python3"
    fake.write_text(
        '#!/bin/sh\n[ "$2" = venv ] && mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && exit\n'
        'printf "%s\\n" "$@"\n'
    )
    fake.chmod(0o755)
    script = tmp_path / "install.sh"
    script.write_text(STEPS[0]["run"], encoding="utf-8")
    environ = {
        "PATH": os.pathsep.join([str(tmp_path), os.environ["PATH"]]),
        "RUNNER_TEMP": str(tmp_path / "runner temp"),
        "GITHUB_ACTION_PATH": "/action path",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    done = subprocess.run(bash, env=environ, check=True, capture_output=True, text=True, timeout=60)
    told = done.stdout.splitlines()
    assert told[-2:] == ["--no-deps", "/action path"]
    assert "--require-hashes\n-r\n/action path/requirements.lock\n-m\npip" in done.stdout
    output = (tmp_path / "output").read_text(encoding="utf-8")
    assert output == f"argmap={tmp_path}/runner temp/argmap/bin/argmap\n"


def test_the_docs_name_a_release_and_no_branch() -> None:
    """What follows a branch changes without anybody's doing."""
    text = (PROJECT / "docs" / "reviewer.md").read_text(encoding="utf-8")
    version = f"v{argmap.__version__}"
    assert text.count(version) >= 4
    assert "@main" not in text
    assert "rev: main" not in text


def test_inputs_are_never_commands(
    repository: Path, check: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Whatever stands in them, nothing is run, and names with blanks or dashes are names."""
    (repository / "maps" / "-o x.yaml").write_text(GOOD)
    evil = ["$(touch owned)", "`touch owned`", "; touch owned", "a && touch owned", "--help"]
    for text in evil:
        check(maps=text, strict=text)
        more = dict.fromkeys(("select", "ignore", "baseline", "sources"), text)
        check(maps=f"{text}\nmaps/*.yaml", sarif_file=text, **more)
    assert not list(repository.rglob("owned"))
    shutil.copy(repository / "maps" / "-o x.yaml", repository / "-o x.yaml")
    assert check(maps="maps/-o*.yaml\n-o x.yaml").returncode == 0
