"""The legend: what is explained, and that it is what occurs."""

from __future__ import annotations

import pytest
from lxml import etree

from argmap import render
from argmap.reading import read as read_text
from fixture_maps import WRITTEN, read

SVG = "{http://www.w3.org/2000/svg}"
GREY = """\
argmap: 1
title: The bridge
lang: en
thesis: {text: It must be closed.}
premises:
  crack: {text: A pillar is cracked.}
inferences:
  step:
    premises: [crack]
    conclusion: thesis
    warrant: Cracked pillars break.
"""


def explained(svg: str) -> list[str]:
    """Return the labels of a picture's legend."""
    root = etree.fromstring(svg.encode())
    (legend,) = (group for group in root.iter(f"{SVG}g") if group.get("class") == "legend")
    return ["".join(text.itertext()) for text in legend.iter(f"{SVG}text")]


@pytest.mark.parametrize("layout", ["outline", "columns", "graph"])
def test_every_kind_of_box_and_line_that_occurs_is_explained(layout: str):
    """Sides, unspoken claims, linked premises and the states of evidence, then the lines."""
    assert explained(render(read("complete"), width=1200, layout=layout).svg) == [
        "für die These",
        "gegen die These",
        "unausgesprochen",
        "zusammen: Gründe, die nur gemeinsam tragen",
        "berichtet: nicht nachgeprüft",
        "geprüft",
        "umstritten",
        "stützt",
        "greift an",
        "belegt",
    ]


def test_what_does_not_occur_is_not_explained():
    """A map without evidence and linked premises has no word about them."""
    assert explained(render(read("mutual-attack"), layout="columns").svg) == [
        "für die These",
        "gegen die These",
        "stützt",
        "greift an",
    ]


def test_a_warrant_for_one_reason_is_explained_as_such():
    """Where no premises are linked, the grey box says why a reason counts."""
    argument = read_text(GREY, "map.yaml").map
    assert argument is not None
    assert explained(render(argument, layout="columns").svg) == [
        "for the thesis",
        "because: why the reason counts",
        "supports",
    ]


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("width", [300, 720])
def test_the_samples_of_lines_stand_in_one_row_where_it_has_room_for_them(name: str, width: int):
    """They are three short words: at most one row on every picture of 300 px and more."""
    root = etree.fromstring(render(read(name), width=width, layout="columns").svg.encode())
    lines = {"stützt", "greift an", "belegt"}
    rows = {
        span.get("y")
        for span in root.iter(f"{SVG}tspan")
        if span.getparent().getparent().get("class") == "legend" and span.text in lines
    }
    assert len(rows) <= 1
