"""Light, dark, print: a picture is dark where the page around it is, and light on paper."""

from __future__ import annotations

import io
import subprocess
from itertools import product
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from argmap import render, to_png
from argmap.drawing.theme import DEFAULT
from arriving import (
    BOXES,
    SITE,
    channels,
    near,
    opened,
    picture,
    pixels,
    served,
    shot,
    size,
    with_image,
    wrong_samples,
)
from fixture_maps import read
from svg_parts import bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SYSTEMS = ("light", "dark")
PAGES = ("", "light", "dark", "light dark")
"""What a page can say of its own colours: nothing, one of the two, or that it can be both."""

DRAWN = """
() => [
  ...document.querySelectorAll("svg rect:not([fill-opacity]), svg path, svg circle, svg text"),
].map((one) => {
  const style = getComputedStyle(one);
  const written = (name) => one.closest(`[${name}]`)?.getAttribute(name);
  return [style.fill, style.stroke, written("fill"), written("stroke")];
})
"""
"""The colours of all that is drawn, and those that the attributes give it."""


def inline(system: str, page: str) -> str:
    """Return which palette a picture in a page is to have: that of the page."""
    if page == "light dark":
        return system
    return page or "light"


def as_image(system: str, page: str) -> str:
    """Return which palette an image is to have: that of the page, or else of the system."""
    return page if page in SYSTEMS else system


def grounds() -> dict[tuple[int, int, int], str]:
    """Return the two palettes by the colour of their ground."""
    return {channels(getattr(DEFAULT, name).background): name for name in SYSTEMS}


@pytest.fixture(scope="module")
def found(browser: Browser) -> dict[tuple[str, str, str], str]:
    """Which palette each of the eight cases shows, for a picture in the page and for an image."""
    svg = picture("undercut")
    result: dict[tuple[str, str, str], str] = {}
    for page_scheme in PAGES:
        files = with_image(svg, f'{svg}<img src="map.svg" alt="">', page_scheme)
        with served(browser, files) as page:
            for system in SYSTEMS:
                page.emulate_media(color_scheme=system)
                page.goto(SITE)
                for selector in ("svg", "img"):
                    colour = shot(page, selector=selector).getpixel((2, 2))
                    result[selector, system, page_scheme] = grounds()[colour]
    return result


@pytest.mark.parametrize(("system", "page"), [*product(SYSTEMS, PAGES)])
def test_the_palette_is_that_of_the_page(
    found: dict[tuple[str, str, str], str], system: str, page: str
):
    """In a page a picture follows the page; an image follows the system where no page speaks."""
    assert found["svg", system, page] == inline(system, page)
    assert found["img", system, page] == as_image(system, page)


@pytest.mark.parametrize("layout", ["columns", "table"])
def test_all_of_it_changes(browser: Browser, layout: str):
    """On a dark page nothing keeps a light colour, and on a light page all are as written."""
    palettes = {}
    for scheme in SYSTEMS:
        with opened(browser, picture("complete", layout=layout), scheme=scheme) as page:
            palettes[scheme] = page.evaluate(DRAWN)
    for light, dark in zip(palettes["light"], palettes["dark"], strict=True):
        fill, stroke, written_fill, written_stroke = light
        assert same(fill, written_fill)
        assert same(stroke, written_stroke)
        for one, other in zip(light[:2], dark[:2], strict=True):
            fixed = one in ("none", "rgb(0, 0, 0)") or one.startswith("url(")
            assert fixed or one != other


def same(drawn: str, written: str | None) -> bool:
    """Whether a colour that a browser draws is the one that was written; hatching is none."""
    if drawn.startswith("url("):
        return written is not None and written.startswith("url(")
    if written in (None, "none"):
        return drawn == "none"
    return drawn == "none" or near(channels(drawn), channels(written), 0)


def test_an_image_is_dark_in_all_its_boxes(browser: Browser):
    """A dark image has the dark palette's fills, edges and ground."""
    svg = picture("complete", layout="columns")
    dark = {}
    for name in ("thesis", "supporting", "opposing", "evidence", "warrant", "reference"):
        one, other = getattr(DEFAULT.light, name), getattr(DEFAULT.dark, name)
        dark[one.fill, one.stroke] = (other.fill, other.stroke)
    with served(browser, with_image(svg, '<img src="map.svg" alt="">', "dark")) as page:
        page.goto(SITE)
        image = shot(page, selector="img")
    with opened(browser, svg) as page:
        boxes = page.evaluate(BOXES)
    for box in boxes:
        box["fill"], box["stroke"] = dark[box["fill"], box["stroke"]]
    assert wrong_samples(image, DEFAULT.dark.background, boxes) == []


def on_paper(page: Page) -> None:
    """Print for a reader whose system is dark."""
    page.emulate_media(media="print", color_scheme="dark")


@pytest.mark.parametrize("scheme", PAGES)
def test_print_is_light(browser: Browser, scheme: str):
    """On paper every colour is the written one, whatever the screen and the page."""
    with opened(browser, picture("undercut"), scheme=scheme) as page:
        on_paper(page)
        for fill, stroke, written_fill, written_stroke in page.evaluate(DRAWN):
            assert same(fill, written_fill)
            assert same(stroke, written_stroke)


@pytest.mark.parametrize("scheme", PAGES)
def test_an_image_is_printed_light(
    browser: Browser, program: Callable[[str], str], tmp_path: Path, scheme: str
):
    """An image in a printed page is light, but in a page that itself stays dark on paper."""
    svg = picture("undercut")
    paper = tmp_path / "page.pdf"
    with served(browser, with_image(svg, '<img src="map.svg" alt="">', scheme)) as page:
        on_paper(page)
        page.goto(SITE)
        width, height = size(svg)
        page.pdf(path=paper, print_background=True, width=f"{width}px", height=f"{height + 8}px")
    palette = DEFAULT.dark if scheme == "dark" else DEFAULT.light
    command = [program("pdftoppm"), "-r", "96", "-png", "-singlefile", paper, tmp_path / "page"]
    subprocess.run(command, check=True)
    image = pixels((tmp_path / "page.png").read_bytes())
    assert near(image.getpixel((2, 2)), channels(palette.background))
    assert near(image.getpixel((20, 16)), channels(palette.background))


def test_a_printed_page_keeps_links_and_words(browser: Browser):
    """A page as PDF has an annotation for each link, and every claim as text."""
    argument = read("complete")
    with opened(browser, picture("complete"), scheme="dark") as page:
        on_paper(page)
        hrefs = [link.get_attribute("href") for link in page.locator("svg a").all()]
        data = page.pdf(print_background=True, width="800px", height="1600px")
    reader = PdfReader(io.BytesIO(data))
    links = [
        note.get_object()
        for sheet in reader.pages
        for note in sheet.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    addresses = [link["/A"]["/URI"] for link in links if "/A" in link]
    assert len(links) == len(hrefs)
    assert sorted(addresses) == sorted(href for href in hrefs if href.startswith("http"))
    said = bare("".join(sheet.extract_text() for sheet in reader.pages))
    assert all(bare(claim.text) in said for claim in argument.claims.values())


@pytest.mark.parametrize("scheme", SYSTEMS)
def test_a_scheme_of_its_own_holds_everywhere(browser: Browser, scheme: str):
    """A picture drawn light or dark is that on every page and system, and on paper."""
    palette = getattr(DEFAULT, scheme)
    svg = render(read("undercut"), scheme=scheme).svg
    assert "light-dark" not in svg
    against = [("light", ""), ("dark", ""), ("light", "dark"), ("dark", "light")]
    for system, page_scheme in against:
        files = with_image(svg, f'<img src="map.svg" alt="">{svg}', page_scheme)
        with served(browser, files) as page:
            page.emulate_media(color_scheme=system)
            page.goto(SITE)
            for selector in ("img", "svg"):
                corner = shot(page, selector=selector).getpixel((2, 2))
                assert near(corner, channels(palette.background))
    image = pixels(to_png(render(read("undercut"), scheme=scheme), 1))
    assert near(image.getpixel((2, 2)), channels(palette.background))
