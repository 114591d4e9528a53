"""The overview: thesis, main reasons, objections with their answers, the rest counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from argmap import embed, load, render
from argmap.checking import validate_text
from cells_seen import look_at_cells
from fixture_maps import WRITTEN, read
from geometry import wide_page
from paths import PROJECT
from random_maps import random_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from argmap.model.argument import ArgumentMap

RITTER = PROJECT / "maps" / "ritter_2026-03-12.yaml"
DRIFT = PROJECT / "maps" / "continental-drift_1966-12-16.yaml"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that is wider than any picture."""
    with wide_page(browser) as opened:
        yield opened


def shown_and_counted(argument: ArgumentMap, svg: str) -> tuple[set[str], int]:
    """Return the claims whose ids are in a picture, and how many more it counts."""
    ids = set(re.findall(r' id="[\w]+-([^"]+)"', svg)) & argument.claims.keys()
    text = re.sub(r"<[^>]*>", "", svg).replace("\N{NO-BREAK SPACE}", " ")
    below_legend = text.split("two more reasons)")[-1].split("zwei Gründe mehr)")[-1]
    return ids, sum(int(count) for count in re.findall(r"\(\+ (\d+)\)", below_legend))


@pytest.mark.parametrize("width", [300, 479, 480, 720, 1600])
@pytest.mark.parametrize("name", WRITTEN)
def test_words_stand_in_their_cells(page: Page, name: str, width: int):
    """No words reach out of a cell or lie under another, at any width, in any script."""
    svg = render(read(name), width=width, overview=True).svg
    assert look_at_cells(page, svg).faults() == []


@pytest.mark.parametrize("seed", range(40))
def test_every_claim_is_shown_or_counted(page: Page, seed: int):
    """On maps of any shape, each claim stands in the overview or is counted, once."""
    argument = random_map(seed)
    svg = render(argument, width=(360, 720)[seed % 2], overview=True).svg
    seen = look_at_cells(page, svg)
    assert seen.faults() == []
    ids, counted = shown_and_counted(argument, svg)
    assert len(ids) + counted == len(argument.claims)


@pytest.mark.parametrize(
    ("path", "width", "highest"), [(RITTER, 720, 1050), (RITTER, 360, 1900), (DRIFT, 720, 1200)]
)
def test_the_whole_argument_stands_in_one_screen(
    page: Page, path: object, width: int, highest: int
):
    """Our maps' overviews are no higher than a screen, title, legend and all."""
    drawing = render(str(path), width=width, overview=True)
    assert look_at_cells(page, drawing.svg).faults() == []
    assert (drawing.layout, drawing.width) == ("overview", width)
    assert drawing.height <= highest


def test_main_reasons_and_objections_of_the_ritter_map():
    """All eight reasons stand in it, and all six objections with their answers."""
    argument = load(RITTER)
    ids, _ = shown_and_counted(argument, render(argument, overview=True).svg)
    main = {
        name
        for name, claim in argument.claims.items()
        if any(target.id == "thesis" for target in claim.supports)
    }
    objections = {name for name, claim in argument.claims.items() if claim.role == "objection"}
    assert main | objections <= ids
    assert len(main) >= 6
    assert len(objections) >= 6


def test_a_letter_in_a_number_is_explained():
    """Where the claim that deep numbers go on from is left out, the legend names it."""
    text = (
        "argmap: 1\ntitle: T\nlang: en\nthesis: {text: The thesis.}\npremises:\n"
        + "".join(
            f"  c{i}: {{text: C, supports: {f'c{i - 1}' if i else 'thesis'}}}\n" for i in range(6)
        )
        + "objections: {o: {text: It objects., attacks: c5}}\n"
    )
    argument = validate_text(text).map
    assert argument is not None
    shown = {
        layout: re.sub("<[^>]*>", "", render(argument, layout=layout, overview=overview).svg)
        for layout, overview in (("auto", True), ("table", False), ("columns", False))
    }
    said = "1.1.1.1.1.1\xa0=\xa0A"
    assert "A\xa0=\xa01.1.1.1.1.1" in shown["auto"]
    assert said in shown["table"]
    assert said in shown["columns"]
    assert said in embed(argument, name="deep").text


@pytest.mark.parametrize("seed", range(12))
def test_no_link_is_dead(seed: int):
    """What stands elsewhere and is only counted has its number, and nothing to click."""
    svg = render(random_map(seed), overview=True).svg
    ids = set(re.findall(r' id="([^"]*)"', svg))
    assert set(re.findall(r' href="#([^"]*)"', svg)) <= ids
