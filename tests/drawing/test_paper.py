"""Pages of paper: no box and no line is cut, no word is lost, and each page says where it is."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

import argmap as library
from argmap.drawing.paper import HEADER, Paper, Sheets, Stretch, windows
from fixture_maps import read
from svg_parts import bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A4 = Paper("a4")


@cache
def paged(name: str, layout: str = "auto") -> tuple[PdfReader, library.Drawing]:
    """Return one of the maps of the tests on A4, and its drawing."""
    drawing = library.render(read(name), width=A4.width, layout=layout)
    return PdfReader(io.BytesIO(library.to_pdf(drawing, paper="a4"))), drawing


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ([(0, 60), (70, 130)], [(0, 67), (67, 140)]),
        ([(0, 60), (50, 120)], [(0, 100), (47, 140)]),
        ([], [(0, 100), (100, 140)]),
    ],
)
def test_a_page_ends_between_what_is_not_cut(spans: list, wanted: list):
    """Where every place would cut something, the next page begins above it."""
    found = windows([Stretch(*span) for span in spans], 140, 100, 100)
    assert [tuple(window) for window in found] == wanted


@pytest.mark.parametrize(
    ("kept", "first"),
    [((80, 130), 79), ((60, 130), 100), ((20, 90), 100)],
    ids=["near the end", "a third of the page", "whole on it"],
)
def test_what_belongs_together_is_kept_where_little_room_is_lost(kept: tuple, first: int):
    """A quarter of a page may stay blank for it, and no more."""
    boxes = [Stretch(top, top + 15) for top in range(0, 200, 20)]
    found = windows(boxes, 200, 100, 100, [Stretch(*kept)])
    assert found[0].bottom == first


@pytest.mark.parametrize("lines", [1, 8, 12])
def test_no_page_ends_between_a_claim_and_its_first_reason(lines: int):
    """On sheets of A4, an outline has each claim on the page on which its reason stands."""
    rows = "".join(
        f"  a{i}: {{text: A claim of one line., supports: thesis}}\n"
        f"  b{i}: {{text: {'Its reason takes several lines. ' * 4}, supports: a{i}}}\n"
        for i in range(45)
    )
    thesis = "The thesis is long. " * lines
    text = f"argmap: 1\ntitle: T\nlang: en\nthesis: {{text: {thesis}}}\npremises:\n{rows}"
    argument = library.validate_text(text).map
    assert argument is not None
    drawing = library.render(argument, width=A4.width, layout="outline")
    sheets = Sheets(ET.fromstring(drawing.svg), A4)  # noqa: S314 -- argmap's own
    page = {
        part.get("id", "").partition("-")[2]: number
        for number, sheet in enumerate(sheets.pages)
        for part in sheet.iter("{http://www.w3.org/2000/svg}g")
    }
    assert len(sheets.pages) > 4
    assert [i for i in range(45) if page[f"a{i}"] != page[f"b{i}"]] == []


@pytest.mark.parametrize("step", [7, 35, 61])
def test_every_box_is_whole_on_a_page(step: int):
    """Boxes in rows, or staggered so that there is no clean cut: each is whole somewhere."""
    spans = [Stretch(top, top + 20 + top % 57) for top in range(0, 3_000, step)]
    found = windows(spans, 3_100, 400, 330)
    for span in spans:
        assert any(one.top <= span.top and span.bottom <= one.bottom for one in found)
    assert found[0].top == 0
    assert found[-1].bottom == 3_100
    assert all(one.bottom - one.top <= 400 for one in found)


@pytest.mark.parametrize(("name", "layout"), [("net", "columns"), ("sixteen", "columns")])
def test_evidence_is_on_the_page_of_its_claim(name: str, layout: str):
    """What stands in a box is not shown without it, where pages overlap."""
    argument = read(name)
    drawing = library.render(argument, width=A4.width, layout=layout)
    root = ET.fromstring(drawing.svg)  # noqa: S314 -- our own output
    spans = {
        part.get("id", "").partition("-")[2]: span for part, span in Sheets(root, A4).spans.items()
    }
    assert len(spans) > 10
    for claim, piece in argument.evidence():
        assert spans[piece.id] == spans[claim.id]


@pytest.mark.parametrize(
    ("name", "layout"),
    [("very-long", "outline"), ("complete", "outline"), ("net", "table")],
)
def test_no_word_is_lost_and_none_is_there_twice(
    program: Callable[[str], str], tmp_path: Path, name: str, layout: str
):
    """On sheets of A4 stands every claim and every piece of evidence, its longest, too, once."""
    argument = read(name)
    drawing = library.render(argument, width=A4.width, layout=layout)
    path = tmp_path / "map.pdf"
    path.write_bytes(library.to_pdf(drawing, paper="a4"))
    reader = PdfReader(path)
    assert len(reader.pages) > 1
    for sheet in reader.pages:
        assert sheet.mediabox.width == pytest.approx(595.28, abs=0.1)
        assert sheet.mediabox.height == pytest.approx(841.89, abs=0.1)
    command = [program("pdftotext"), "-raw", path, "-"]
    said = bare(subprocess.run(command, check=True, capture_output=True).stdout.decode())
    for claim in argument.claims.values():
        if claim.id != "thesis":
            words = bare(claim.text)
            assert words[-60:] in said
    whole = sum(len(bare(text)) for text in texts(drawing.svg))
    heads = len(said) - whole
    assert 0 <= heads <= len(reader.pages) * 400, "more is only the heads of pages"


def texts(svg: str) -> list[str]:
    """Return the words of a picture."""
    from svg_parts import SVG, parse  # noqa: PLC0415 -- beside its only use

    return ["".join(text.itertext()) for text in parse(svg).iter(f"{SVG}text")]


def test_each_further_page_begins_with_the_thesis():
    """The first has it as its box; the others repeat it, and have their number below."""
    reader, _ = paged("complete", "outline")
    thesis = bare(read("complete").thesis.text)
    for number, sheet in enumerate(reader.pages, start=1):
        said = sheet.extract_text()
        assert thesis in bare(said)
        assert f"{number}/{len(reader.pages)}" in bare(said)


def test_links_lead_to_other_pages():
    """A reference leads to its claim, on whichever page that stands; addresses stay addresses."""
    reader, drawing = paged("complete", "outline")
    notes = [note.get_object() for sheet in reader.pages for note in sheet.get("/Annots", [])]
    assert len(notes) == drawing.svg.count("<a ")
    assert {"/A" in note or "/Dest" in note for note in notes} == {True}


def test_paper_that_is_too_narrow_is_refused():
    """12 px are 9 pt: nothing is shrunk to a sheet."""
    drawing = library.render(read("complete"), width=720, layout="outline")
    assert A4.width < 720
    with pytest.raises(ValueError, match=f"room for {A4.width} px, not 720"):
        library.to_pdf(drawing, paper="a4")
    with pytest.raises(ValueError, match="one of a4, letter"):
        library.to_pdf(drawing, paper="a5")  # type: ignore[arg-type]
    assert A4.height - HEADER > 800


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--paper", "a4"], "add --format pdf"),
        (["--format", "pdf", "--landscape"], "add --paper a4"),
        (["--format", "pdf", "--paper", "a4", "--width", "700"], "leave out --width"),
    ],
)
def test_wrong_usage_is_told(
    argmap: Callable[..., subprocess.CompletedProcess[str]],
    small_map: Path,
    options: list[str],
    told: str,
):
    """What contradicts the paper is refused, with what to do instead."""
    done = argmap("render", small_map, *options)
    assert done.returncode == 2
    assert told in done.stderr


def test_the_command_names_the_paper(
    argmap: Callable[..., subprocess.CompletedProcess[str]], small_map: Path
):
    """The file beside the picture is named after its paper."""
    done = argmap("render", small_map, "--format", "pdf", "--paper", "letter", "--landscape")
    assert done.returncode == 0, done.stderr
    assert "-letter-landscape.pdf (942 × " in done.stderr
