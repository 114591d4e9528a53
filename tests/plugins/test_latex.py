"""PDF as a real LaTeX makes it, of what Sphinx and Pandoc write for it.

LaTeX is large: a run of all tests leaves these out, and CONTRIBUTING says how to run them.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import main

from bridge import BRIDGE
from mkdocs_sites import write_files
from paths import RITTER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Pandoc = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.latex

IN_LISTS = """\
A map in a paragraph

![](ritter.yaml)

- a map in a list

  ![](ritter.yaml)

  1. deeper

     > - and deeper
     >
     >   ![](ritter.yaml){focus=russland-gewinnt-ohne-zutun}
"""
SLIDES = "# One\n\n![](ritter.yaml)\n\n# Two\n\n- in a list\n\n  ![](bridge.yaml)\n"
PAGE = """\
A book
======

.. argmap:: ritter.yaml

- a map in a list

  .. argmap:: ritter.yaml

  1. deeper

     .. note::

        - and deeper

             .. argmap:: ritter.yaml
                :focus: russland-gewinnt-ohne-zutun
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two maps."""
    shutil.copy(RITTER, tmp_path / "ritter.yaml")
    write_files(tmp_path, {"bridge.yaml": BRIDGE})
    return tmp_path


@pytest.mark.parametrize(("text", "form", "times"), [(IN_LISTS, "latex", 3), (SLIDES, "beamer", 0)])
def test_pandoc_makes_a_pdf(pandoc: Pandoc, folder: Path, text: str, form: str, times: int) -> None:
    """Of maps in paragraphs and in lists, in papers and in slides: pictures, and words."""
    done = pandoc(text, "-t", form, "-o", "a.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    _check(folder / "a.pdf", times)


def test_sphinx_makes_a_pdf(folder: Path) -> None:
    """Of maps in paragraphs, lists, quotations and notes."""
    conf = 'project = "a"\nextensions = ["argmap.plugins.sphinx"]\n'
    write_files(folder, {"doc/conf.py": conf, "doc/index.rst": PAGE})
    shutil.copy(RITTER, folder / "doc" / "ritter.yaml")
    assert main(["-q", "-W", "-b", "latex", str(folder / "doc"), str(folder / "out")]) == 0
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    for _ in range(2):
        done = subprocess.run(
            command, cwd=folder / "out", check=False, capture_output=True, timeout=120
        )
        assert done.returncode == 0, done.stdout[-2000:]
    _check(folder / "out" / "a.pdf", 3)


def _check(pdf: Path, times: int) -> None:
    """Look for a picture's words, and for a map as text so many times."""
    done = subprocess.run(
        ["pdftotext", pdf, "-"], check=True, capture_output=True, encoding="utf-8", timeout=60
    )
    said = " ".join(done.stdout.split())
    assert "Russland gewinnt, ohne selbst eingreifen zu müssen." in said
    assert said.count("berichtet: Trotz") == times
