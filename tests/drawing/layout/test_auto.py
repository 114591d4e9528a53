"""What `auto` takes: columns of one screen if they are no higher than the table, else the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import load, render, validate_text
from argmap.drawing.layout.auto import HIGHEST, can_be_low
from argmap.drawing.layout.tree import tree
from fixture_maps import WRITTEN, read
from paths import PROJECT
from random_maps import random_map

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

RITTER = PROJECT / "maps" / "ritter_2026-03-12.yaml"


@pytest.mark.parametrize(
    ("width", "evidence"), [(360, "words"), (480, "none"), (720, "words"), (1200, "none")]
)
@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_never_the_taller_of_the_two(name: str, width: int, evidence: str):
    """On a phone it is the table; else columns of one screen that are no higher, or the table."""
    columns, table, taken = (
        render(read(name), width=width, layout=layout, evidence=evidence)
        for layout in ("columns", "table", "auto")
    )
    low = columns.layout == "columns" and columns.height <= min(HIGHEST, table.height)
    wanted = columns if width >= 480 and low else table
    assert (taken.layout, taken.svg) == (wanted.layout, wanted.svg)


def test_a_thesis_alone_is_lower_without_a_table():
    """There is nothing to explain, and no room that columns could lack."""
    taken = render(read("thesis-alone"))
    assert (taken.layout, taken.notes) == ("columns", ())
    assert taken.height < render(read("thesis-alone"), layout="table").height


@pytest.mark.parametrize("seed", range(12))
def test_no_low_columns_are_ruled_out_before_they_are_set(seed: int):
    """The bound that sets no words is never above the height that columns have."""
    argument = random_map(seed)
    for width in (480, 720, 1600):
        drawing = render(argument, width=width, layout="columns", title=False, legend=False)
        if drawing.layout == "columns" and drawing.height <= HIGHEST:
            assert can_be_low(tree(argument, {}), width)


def test_a_large_map_is_known_to_be_too_high_for_columns():
    """The Ritter map is not set twice."""
    assert not can_be_low(tree(load(RITTER), {}), 720)
    assert can_be_low(tree(read("undercut"), {}), 720)


@pytest.mark.parametrize("layout", ["auto", "table", "columns", "outline", "graph"])
def test_evidence_is_left_out_of_every_layout(layout: str):
    """With `none` neither evidence nor the sources that it alone names are in the picture."""
    words, none = (
        render(read("complete"), width=1200, layout=layout, evidence=form).svg
        for form in ("words", "none")
    )
    pieces = [piece.id for _, piece in read("complete").evidence()]
    assert all(f'-{piece}"' in words for piece in pieces)
    assert not any(f'-{piece}"' in none for piece in pieces)
    assert none.count('<g role="listitem">') < words.count('<g role="listitem">')


def test_marks_for_evidence_are_a_table():
    """No other layout has rings: it is taken, whatever its height."""
    assert "○" in render(read("two-places"), evidence="marks").svg


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--layout", "columns", "--evidence", "marks"), "--evidence marks is for tables"),
        (("--layout", "outline", "--evidence", "words"), "--evidence words is for tables"),
        (("--overview", "--evidence", "marks"), "--overview only counts evidence"),
    ],
)
def test_what_would_do_nothing_is_refused(
    argmap: Run, small_map: Path, options: tuple[str, ...], says: str
):
    """Evidence in a form that a layout has not, or has anyway, is wrong usage."""
    done = argmap("render", small_map, *options)
    assert done.returncode == 2
    assert says in done.stderr


def test_a_picture_of_several_screens_is_told(argmap: Run):
    """One line names what shows the argument in parts; a picture of one screen has none."""
    tall = argmap("render", RITTER, "-o", "-").stderr
    (note,) = (line for line in tall.splitlines() if "screens" in line)
    assert note == (
        "note: more than 1,640 px are several screens: --overview draws the argument in one, "
        "and --split a picture for each main reason"
    )
    paper = ("--format", "pdf", "--paper", "a4", "-o", "map.pdf")
    for options in (("--overview", "-o", "-"), ("--evidence", "marks", "-o", "-"), paper):
        assert "screens" not in argmap("render", RITTER, *options).stderr


def test_many_tall_pictures_are_told_once(argmap: Run, tmp_path: Path):
    """What is true of each of them is one line."""
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_bytes(RITTER.read_bytes())
    said = argmap("render", "a.yaml", "b.yaml", "--width", 360).stderr
    assert said.count("more than 2,600 px are several screens") == 1


@pytest.mark.parametrize("layout", ["columns", "outline"])
def test_without_evidence_only_sources_that_claims_name_are_listed(layout: str):
    """What no box cites any more is not listed below, and what claims cite themselves stays."""
    text = (
        "argmap: 1\ntitle: T\nlang: en\nthesis: {text: Thesis.}\n"
        "premises: {a: {text: Reason., supports: thesis, source: own, "
        "evidence: [{text: Piece., source: other}]}}\n"
        "sources: {own: {type: book, title: Own book}, other: {type: book, title: Other book}}\n"
    )
    argument = validate_text(text).map
    assert argument is not None
    said = {form: render(argument, layout=layout, evidence=form).svg for form in ("words", "none")}
    assert "Other book" in said["words"]
    assert "Own book" in said["none"]
    assert "Piece." not in said["none"]
    assert "Other book" not in said["none"]
