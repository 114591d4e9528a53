"""Completion in the shells that people have, each a real one."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shells are those of Unix")
PATIENCE = 60


@pytest.fixture
def home(tmp_path: Path, environment: dict[str, str]) -> tuple[Path, dict[str, str]]:
    """Return a folder with a map, and the environment of somebody who has installed argmap."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "argmap"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n')
    command.chmod(0o755)
    (tmp_path / "square.yaml").write_text("argmap: 1\n")
    path = os.pathsep.join([str(command.parent), environment["PATH"]])
    more = {"PATH": path, "HOME": str(tmp_path), "TERM": "dumb", "XDG_CONFIG_HOME": str(tmp_path)}
    return tmp_path, environment | more


def run(home: tuple[Path, dict[str, str]], *command: str) -> str:
    """Run a shell, and return what it prints."""
    folder, environ = home
    done = subprocess.run(
        command, cwd=folder, env=environ, check=False, capture_output=True, timeout=PATIENCE,
        encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def test_bash_completes(home: tuple[Path, dict[str, str]], program: Callable[[str], str]) -> None:
    """Commands, options, their values; for a map it is asked to offer what is in the folder."""
    script = """
    eval "$(_ARGMAP_COMPLETE=bash_source argmap)"
    compopt() { echo "compopt $1 $2"; }
    ask() { COMP_WORDS=(argmap "$@") COMP_CWORD=$# COMPREPLY=(); _argmap_completion argmap
            echo "$*: ${COMPREPLY[*]}"; }
    ask re; ask render --la; ask render --layout t; ask render sq
    """
    assert run(home, program("bash"), "--norc", "-c", script).splitlines() == [
        "re: rename render review",
        "render --la: --layout --landscape",
        "render --layout t: table",
        "compopt -o default",
        "render sq: ",
    ]


def test_fish_completes(home: tuple[Path, dict[str, str]], program: Callable[[str], str]) -> None:
    """With what each command does beside it; names of files are those of the folder."""
    script = """
    _ARGMAP_COMPLETE=fish_source argmap | source
    complete --do-complete "argmap sch"
    complete --do-complete "argmap render --layout t"
    complete --do-complete "argmap render sq"
    """
    assert run(home, program("fish"), "--no-config", "-c", script).splitlines() == [
        "schema\tPrint the JSON Schema of the file format.",
        "table",
        "square.yaml",
    ]


def test_zsh_completes(home: tuple[Path, dict[str, str]], program: Callable[[str], str]) -> None:
    """What is typed in a terminal, and the tabulator key behind it."""
    folder, environ = home
    zsh = program("zsh")
    terminal, its = os.openpty()
    shell = subprocess.Popen(
        [zsh, "-f", "-i"], cwd=folder, env=environ, stdin=its, stdout=its, stderr=its,
        start_new_session=True,
    )  # fmt: skip
    os.close(its)
    try:
        lines = (
            "PS1='> '; autoload -Uz compinit; compinit -D",
            'eval "$(_ARGMAP_COMPLETE=zsh_source argmap)"; print REA""DY',
        )
        os.write(terminal, "".join(f"{line}\n" for line in lines).encode())
        shown(terminal, "READY")
        os.write(terminal, b"argmap sche\t")
        shown(terminal, "argmap schema ")
        os.write(terminal, b"\x15argmap render --layout t\t")
        shown(terminal, "--layout table ")
        os.write(terminal, b"\x15argmap render sq\t")
        shown(terminal, "render square.yaml ")
    finally:
        os.close(terminal)
        shell.kill()
        shell.wait(PATIENCE)


def shown(terminal: int, text: str) -> None:
    """Wait until a terminal shows a text; control characters are left out."""
    seen, end = "", time.monotonic() + PATIENCE
    while text not in seen:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        assert ready, f"not {text!r}, but {seen!r}"
        seen += "".join(char for char in os.read(terminal, 4096).decode() if char.isprintable())


def test_completion_starts_without_the_pipeline(environment: dict[str, str]) -> None:
    """To offer commands none of them is imported, however slow the machine."""
    script = (
        "import sys, argmap.cli.main as main; main.main([]); "
        "print([name for name in ('networkx', 'argmap.drawing.draw') if name in sys.modules])"
    )
    asked = {"_ARGMAP_COMPLETE": "bash_complete", "COMP_WORDS": "argmap ", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment | asked, check=True, capture_output=True,
        text=True, timeout=PATIENCE,
    )  # fmt: skip
    *offered, heavy = done.stdout.splitlines()
    assert "plain,render" in offered
    assert heavy == "[]"
