"""The lines of docs/editors.md make an editor show what is wrong with a map."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAP = """\
argmap: 1
title: Close the bridge
thesis: {text: The bridge must be closed.}
premises:
  cracks: {text: Its pillar is cracked., supports: thesys}
"""
SHOW_IN_NEOVIM = """
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, one in ipairs(vim.diagnostic.get(0)) do print(one.lnum + 1, one.message) end
"""
SHOW_IN_EMACS = """
(find-file "bad.yaml")
(call-interactively 'eglot)
(let ((end (+ 30 (float-time))))
  (while (and (null (flymake-diagnostics)) (< (float-time) end))
    (accept-process-output nil 0.1)
    (flymake-start)))
(dolist (one (flymake-diagnostics))
  (message "%s %s" (line-number-at-pos (flymake-diagnostic-beg one)) (flymake-diagnostic-text one)))
"""


def lines_for(editor: str) -> str:
    """Return the first indented block below the heading of an editor."""
    section = (PROJECT / "docs" / "editors.md").read_text("utf-8").partition(f"\n## {editor}\n")[2]
    block = re.search(r"(?m)(?:^    .*\n|^\n(?=    ))+", section)
    assert block is not None
    return block[0]


@pytest.fixture
def shown(tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs an editor on a map with a mistake, and returns what it prints."""
    (tmp_path / "bad.yaml").write_text(MAP, "utf-8")
    command = tmp_path / "bin" / "argmap"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n', "utf-8")
    command.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
    }

    def run(*words: str) -> str:
        done = subprocess.run(
            words, cwd=tmp_path, env=environment, capture_output=True, text=True,
            check=True, timeout=90,
        )  # fmt: skip
        return done.stdout + done.stderr

    return run


def test_neovim_shows_what_is_wrong(
    tmp_path: Path, program: Callable[[str], str], shown: Callable[..., str]
) -> None:
    """With the line and the hint."""
    nvim = program("nvim")
    (tmp_path / "init.lua").write_text(lines_for("Neovim"), "utf-8")
    (tmp_path / "show.lua").write_text(SHOW_IN_NEOVIM, "utf-8")
    said = shown(
        nvim, "--headless", "-u", "init.lua", "bad.yaml", "-c", "luafile show.lua", "-c", "qa!"
    )  # fmt: skip
    assert re.search(r"5 .*`thesys`", said)
    assert "did you mean `thesis`" in said


def test_emacs_shows_what_is_wrong(
    tmp_path: Path, program: Callable[[str], str], shown: Callable[..., str]
) -> None:
    """With the line and the hint."""
    emacs = program("emacs")
    there = [emacs, "--batch", "--eval"]
    try:
        shown(*there, "(progn (package-initialize) (require 'eglot) (require 'yaml-mode))")
    except subprocess.CalledProcessError:
        pytest.skip("this Emacs has no Eglot or no yaml-mode")
    (tmp_path / "lines.el").write_text(f"(package-initialize)\n{lines_for('Emacs')}", "utf-8")
    (tmp_path / "show.el").write_text(SHOW_IN_EMACS, "utf-8")
    said = shown(emacs, "--batch", "-l", "lines.el", "-l", "show.el")
    assert re.search(r"5 .*`thesys`", said)
    assert "did you mean `thesis`" in said
