"""PNG and PDF: the same picture as the SVG, in the same font, and in the PDF text and links."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from pypdf import PdfReader

import argmap as library
from argmap.drawing.png_pdf import ENOUGH, MOST_PIXELS, png_size, unshown
from argmap.drawing.theme import DEFAULT
from arriving import BOXES, inked, opened, pixels, strays, without_words, wrong_samples
from fixture_maps import read
from svg_parts import SVG, bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from argmap.drawing.draw import Drawing

POINTS = 0.75
"""A CSS px in points."""

DRAWINGS = {
    "columns": ("complete", 720, "columns"),
    "outline": ("complete", 360, "outline"),
    "net": ("attacked-undercut", 900, "graph"),
    "hebrew": ("hebrew", 720, "columns"),
    "arabic": ("arabic", 360, "outline"),
    "hostile": ("hostile", 720, "columns"),
}
NOBODYS = [chr(0x3FFF0 + number) for number in range(14)]
"""Characters that no font has: nothing stands there in Unicode."""

every_drawing = pytest.mark.parametrize("kind", DRAWINGS)


def drawing_of(kind: str) -> Drawing:
    """Draw one of the maps above."""
    name, width, layout = DRAWINGS[kind]
    return library.render(read(name), width=width, layout=layout)


@every_drawing
def test_a_png_is_the_picture(browser: Browser, kind: str):
    """Size, ground, boxes and edges are those of the SVG, and its words stand in their boxes."""
    drawing = drawing_of(kind)
    with opened(browser, drawing.svg) as page:
        boxes = page.evaluate(BOXES)
    image = pixels(library.to_png(drawing, 1))
    plain = pixels(library.to_png(replace(drawing, svg=without_words(drawing.svg)), 1))
    ink = inked(image, plain)
    assert image.size == (drawing.width, drawing.height)
    assert wrong_samples(image, DEFAULT.light.background, boxes) == []
    assert ink.getbbox()
    assert strays(ink, boxes) == 0


def test_a_png_has_its_scale():
    """The scale is the number of pixels for a px; without a word there are two."""
    drawing = library.render(read("thesis-alone"))
    for scale in (0.5, 1, 1.5, 3):
        size = pixels(library.to_png(drawing, scale)).size
        assert size == png_size(drawing, scale)
        assert size == tuple(int(side * scale + 0.5) for side in (drawing.width, drawing.height))
    assert pixels(library.to_png(drawing)).size == (2 * drawing.width, 2 * drawing.height)
    with pytest.raises(ValueError, match="above 0"):
        library.to_png(drawing, 0)


@pytest.mark.parametrize("kind", ["columns", "net", "hostile"])
def test_the_words_of_a_pdf_are_text(program: Callable[[str], str], tmp_path: Path, kind: str):
    """A PDF has one page of the picture's size, its title, and every claim as text to be found."""
    argument, drawing = read(DRAWINGS[kind][0]), drawing_of(kind)
    path = tmp_path / "map.pdf"
    path.write_bytes(library.to_pdf(drawing))
    reader = PdfReader(path)
    (sheet,) = reader.pages
    sides = (drawing.width * POINTS, drawing.height * POINTS)
    assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx(sides, abs=0.01)
    assert bare(argument.title) in bare(reader.metadata.title)
    command = [program("pdftotext"), "-raw", path, "-"]  # in the order of the picture
    said = bare(subprocess.run(command, check=True, capture_output=True).stdout.decode())
    for claim in argument.claims.values():
        assert bare(claim.text) in said
    for _, piece in argument.evidence():
        assert bare(piece.text or piece.quote) in said


def test_a_pdf_brings_its_font():
    """Where the shipped font has all letters, it is the only one, in both its weights."""
    (sheet,) = PdfReader(io.BytesIO(library.to_pdf(drawing_of("columns")))).pages
    names = {font.get_object()["/BaseFont"] for font in fonts(sheet)}
    assert {name.partition("+")[2] for name in names} == {
        "ArgmapSans-Regular",
        "ArgmapSans-SemiBold",
    }


def fonts(part: dict) -> list[dict]:
    """Return the fonts of a page and of the pictures in it."""
    resources = part["/Resources"].get_object()
    found = list(resources.get("/Font", {}).values())
    for inner in resources.get("/XObject", {}).values():
        form = inner.get_object()
        found += fonts(form) if "/Resources" in form else []
    return found


@pytest.mark.parametrize("kind", ["columns", "outline"])
def test_the_links_of_a_pdf_work(kind: str):
    """Each link of the SVG is one in the PDF: at the same place, to the same address or box."""
    drawing = drawing_of(kind)
    root = etree.fromstring(drawing.svg.encode())
    (sheet,) = PdfReader(io.BytesIO(library.to_pdf(drawing))).pages
    notes = [note.get_object() for note in sheet["/Annots"]]
    links = list(root.iter(f"{SVG}a"))
    assert len(notes) == len(links) > 4
    for note, link in zip(notes, links, strict=True):
        if link.getparent().tag == f"{SVG}tspan":  # words within a line
            left, low, right, high = map(float, note["/Rect"])
            baseline = (drawing.height - baseline_of(link)) * POINTS
            assert 0 < left < right < drawing.width * POINTS
            assert low < baseline < high < low + 20
        else:
            assert note["/Rect"] == pytest.approx(on_paper(drawing, link), abs=0.5)
        href = link.get("href")
        if not href.startswith("#"):
            assert note["/A"]["/URI"] == href
            continue
        (target,) = (one for one in root.iter(f"{SVG}g") if f"#{one.get('id')}" == href)
        left, _, _, top = on_paper(drawing, target)
        where = note["/Dest"].get_object() if "/Dest" in note else note["/A"]["/D"].get_object()
        assert where[1] == "/XYZ"
        above = min(top + 10, drawing.height * POINTS)
        assert [where[2], where[3]] == pytest.approx([left, above], abs=0.5)


def baseline_of(link: etree._Element) -> float:
    """Return where the line of words stands in which a link is, in px."""
    (text,) = link.iterancestors(f"{SVG}text")
    lines = text.findall(f"{SVG}tspan")
    (place,) = (place for place, line in enumerate(lines) if link in list(line.iter()))
    return float(lines[0].get("y")) + sum(float(line.get("dy")) for line in lines[1 : place + 1])


def on_paper(drawing: Drawing, group: etree._Element) -> list[float]:
    """Return where the first rectangle of a group is on a page: points, from below."""
    rect = next(group.iter(f"{SVG}rect"))
    x, y, width, height = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
    corners = (x, drawing.height - y - height, x + width, drawing.height - y)
    return [POINTS * number for number in corners]


def test_the_same_picture_gives_the_same_files():
    """PNG and PDF are the same byte for byte: neither has a date or a name of this machine."""
    drawing = drawing_of("columns")
    assert library.to_pdf(drawing) == library.to_pdf(drawing)
    assert library.to_png(drawing) == library.to_png(drawing)


def test_there_is_an_end_to_length():
    """A PDF stays within the 200 inches that a page can have; too many pixels are refused."""
    drawing = library.render(read("chain"), layout="outline")
    (sheet,) = PdfReader(io.BytesIO(library.to_pdf(drawing))).pages
    assert max(sheet.mediabox.width, sheet.mediabox.height) <= 14_400
    assert 2 * drawing.width * 2 * drawing.height > MOST_PIXELS
    with pytest.raises(library.ArgmapError, match="a scale under 2 makes it smaller"):
        library.to_png(drawing, 2)


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_characters_without_a_font_are_told(
    argmap: Callable[..., subprocess.CompletedProcess[str]], small_map: Path, form: str
):
    """What would be an empty box is named, in the map's order; what some font has is not."""
    plain = argmap("render", small_map, "--format", form)
    assert "font" not in plain.stderr
    text = small_map.read_text(encoding="utf-8")
    text = text.replace("Drei Risse", f"Drei {NOBODYS[1]}{NOBODYS[0]}{NOBODYS[1]} ✓ Risse")
    small_map.write_text(text, encoding="utf-8")
    done = argmap("render", small_map, "--format", form)
    assert done.returncode == 0
    wrote, note, *_ = done.stderr.splitlines()
    assert wrote.startswith("wrote ")
    assert note == (
        f"note: no font on this system has \\U0003fff1 \\U0003fff0: in the {form.upper()} an empty "
        "box stands for each; install a font that has them, and draw again"
    )


def test_only_the_first_characters_without_a_font_are_looked_for():
    """A text in a script without a font is told by its beginning, each character once."""
    assert unshown("".join(2 * NOBODYS)) == "".join(NOBODYS[:ENOUGH])
    assert unshown("Größe, naïve, „Ł“ – 1 2 3") == ""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "x.png"], "ends in .png: name it 'x.svg', or say --format png."),
        (["-o", "x.svg", "--format", "pdf"], "name it 'x.pdf', or say --format svg."),
        (["--format", "pdf", "--scale", "2"], "--scale is for pictures made of pixels"),
        (["--scale", "2"], "add --format png"),
        (["--format", "png", "--scale", "0"], "0.1<=x<=10"),
        (["--format", "png", "--direction", "down"], "add --layout graph"),
    ],
)
def test_wrong_usage_is_told(
    argmap: Callable[..., subprocess.CompletedProcess[str]],
    small_map: Path,
    options: list[str],
    told: str,
):
    """What would have no effect or the wrong name is refused, with what to do instead."""
    done = argmap("render", small_map, *options)
    assert done.returncode == 2
    assert told in done.stderr
