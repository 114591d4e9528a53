"""The table: a claim beside its reasons or above them, the whole argument in little room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from argmap import load, render
from argmap.checking import validate_text
from argmap.model.marks import Mark, Tone
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


def missing(argument: ArgumentMap, svg: str) -> set[str]:
    """Return the claims and the evidence that have no id in a picture."""
    ids = re.findall(r' id="[\w]+-([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    return {*argument.claims, *(piece.id for _, piece in argument.evidence())} - {*ids}


@pytest.mark.parametrize("width", [300, 479, 480, 600, 720, 1000, 1600])
@pytest.mark.parametrize("name", WRITTEN)
def test_words_stand_in_their_cells(page: Page, name: str, width: int):
    """No words reach out of a cell or lie under another, at any width, in any script."""
    argument = read(name)
    svg = render(argument, width=width, layout="table").svg
    assert look_at_cells(page, svg).faults() == []
    assert missing(argument, svg) == set()


@pytest.mark.parametrize("seed", range(30))
def test_no_claim_and_no_evidence_is_missing(page: Page, seed: int):
    """On maps of any shape each claim and each piece of evidence stands in the table, once."""
    argument = random_map(seed)
    svg = render(argument, width=(360, 560, 720, 1200)[seed % 4], layout="table").svg
    assert look_at_cells(page, svg).faults() == []
    assert missing(argument, svg) == set()


@pytest.mark.parametrize(
    ("path", "width", "evidence", "highest"),
    [
        (RITTER, 720, "words", 2300),
        (RITTER, 720, "marks", 1350),
        (RITTER, 360, "marks", 2400),
        (DRIFT, 720, "marks", 1100),
    ],
)
def test_our_maps_are_no_higher_than_they_have_to_be(
    page: Page, path: object, width: int, evidence: str, highest: int
):
    """Title, legend and sources included, they stay below the heights that were aimed at."""
    drawing = render(str(path), width=width, layout="table", evidence=evidence)  # type: ignore[arg-type]
    assert look_at_cells(page, drawing.svg).faults() == []
    assert (drawing.layout, drawing.width) == ("table", width)
    assert drawing.height <= highest


def test_evidence_is_shown_as_it_is_asked_for():
    """In words it is all there; as marks, a ring for each piece; or there is none."""
    argument = load(RITTER)
    texts = {form: plain(argument, form) for form in ("words", "marks", "none")}
    assert (
        "Die Gaza-Unterstützung hat die Präzisionswaffen knapp werden lassen. [1]" in texts["words"]
    )
    assert "Den USA fehlen Truppen und Munition. ○" in texts["marks"]
    assert "Gaza" not in texts["marks"]
    assert "○" not in texts["none"]
    assert "[1]" not in texts["none"] + texts["marks"]


def plain(argument: ArgumentMap, evidence: str) -> str:
    """Return the words of a table."""
    svg = render(argument, layout="table", evidence=evidence).svg  # type: ignore[arg-type]
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", "", svg).replace("\u00a0", " ").split())


def test_in_words_a_claim_has_its_own_quote_and_a_step_its_scheme():
    """What a claim quotes from its source, and the kind of a step, are words, too."""
    argument = load(RITTER)
    words = plain(argument, "words")
    assert "Verzweifelt sucht Trump einen Weg aus dem Iran-Krieg. „Off-Ramp“ [1]" in words
    assert "(Schema: Schluss aus einem Anzeichen)" in words
    marks = plain(argument, "marks")
    assert "Off-Ramp" not in marks
    assert "Schema:" not in marks


def test_a_linked_claim_that_stands_elsewhere_is_named():
    """Without a warrant, too: the double rule holds together only what stands there."""
    text = """\
argmap: 1
title: Rain
lang: en
thesis: {text: The match is off.}
premises:
  rain: {text: It rains., supports: thesis}
  field: {text: The field is soaked., supports: thesis}
  drain: {text: No drain works.}
inferences:
  soaked: {premises: [rain, drain], conclusion: field}
"""
    argument = validate_text(text, "rain.yaml").map
    assert argument is not None
    assert "1 + 2.1 only together" in plain(argument, "words")


def test_a_mark_on_evidence_stands_behind_it():
    """In words behind its own, else behind the rings; where evidence is left out, so is it."""
    argument = load(RITTER)
    piece = next(piece for _, piece in argument.evidence())
    marks = {piece.id: Mark("neu", Tone.NEW)}
    for evidence, times in (("words", 1), ("marks", 1), ("none", 0)):
        svg = render(argument, layout="table", evidence=evidence, marks=marks).svg  # type: ignore[arg-type]
        assert svg.count('class="said new"') == times


@pytest.mark.parametrize("name", ["net", "two-places"])
def test_every_link_leads_to_a_claim(name: str):
    """What stands under one claim and bears on another is named there, with a link to its cell."""
    svg = render(read(name), layout="table").svg
    links = re.findall(r'<a href="#([^"]+)"', svg)
    assert links
    assert {*links} <= {*re.findall(r'<g class="claim[^"]*" id="([^"]+)"', svg)}
