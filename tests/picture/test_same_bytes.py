"""The same map gives the same picture, wherever it is drawn; a broken engine gives none."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from argmap import render
from argmap.errors import EngineError
from fixture_maps import WRITTEN, read

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = [(name, layout) for name in WRITTEN for layout in ("columns", "outline")]

SCRIPT = """
import hashlib, sys
from fixture_maps import WRITTEN, read
from argmap import render
for name in WRITTEN:
    for layout in ("columns", "outline"):
        svg = render(read(name), layout=layout).svg
        print(name, layout, hashlib.sha256(svg.encode()).hexdigest())
"""


def fingerprints(project: Path, folder: Path, **variables: str) -> str:
    """Draw every map in a process of its own and return what became of them."""
    path = os.pathsep.join([str(project / "src"), str(project / "tests" / "helpers")])
    environment = {**os.environ, "PYTHONPATH": path, **variables}
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return result.stdout


def test_the_bytes_are_the_same_everywhere(project: Path, tmp_path: Path):
    """Hash seed, locale, time zone, working directory, home and fonts do not change a byte."""
    first = fingerprints(project, project, PYTHONHASHSEED="0", LC_ALL="C.UTF-8", TZ="UTC")
    second = fingerprints(
        project,
        tmp_path,
        PYTHONHASHSEED="1",
        LC_ALL="tr_TR.UTF-8",
        LANG="ar_EG",
        TZ="Pacific/Kiritimati",
        HOME=str(tmp_path),
        FONTCONFIG_FILE=os.devnull,
    )
    assert first == second
    assert first.count("\n") == len(PICTURES)


@pytest.mark.parametrize(("name", "layout"), PICTURES)
def test_another_graphviz_draws_the_same(name: str, layout: str):
    """The system's Graphviz and the embedded one agree to 0.05 px."""
    if shutil.which("neato") is None:
        message = "there is no Graphviz on the search path: the two engines were not compared"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    argument = read(name)
    pair = [render(argument, layout=layout, engine=engine).svg for engine in ("embedded", "system")]
    number = re.compile(r"-?\d*\.?\d+")
    one, other = (re.sub(r"base64,[^)]*", "", svg) for svg in pair)
    assert number.sub("0", one) == number.sub("0", other)
    for a, b in zip(number.findall(one), number.findall(other), strict=True):
        assert float(a) == pytest.approx(float(b), abs=0.05)


BROKEN = {
    "cut off": 'cat >/dev/null; printf \'<svg xmlns="http://www.w3.org/2000/svg"><g class="node"\'',
    "empty": "cat >/dev/null",
    "something else": "cat >/dev/null; echo 'no picture today'",
    "without its shapes": "cat >/dev/null; echo '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'",
    "shapes without places": (
        'cat >/dev/null; echo \'<svg xmlns="http://www.w3.org/2000/svg">'
        '<g class="node" id="b0"><title>b0</title></g></svg>\''
    ),
    "failing": "cat >/dev/null; echo 'Error: out of ink' >&2; exit 1",
    "killed": "kill -9 $$",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_engine_is_told_in_one_line(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Whatever Graphviz gives back instead of the drawing, it is one clear error."""
    for command in ("dot", "neato", "nop2"):
        program = tmp_path / command
        program.write_text(f"#!/bin/sh\n{BROKEN[fault]}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(EngineError) as caught:
        render(read("undercut"), engine="system")
    assert "Graphviz" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_graphviz_at_all_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Where no Graphviz is installed, asking for it says what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="Graphviz"):
        render(read("undercut"), engine="system")
