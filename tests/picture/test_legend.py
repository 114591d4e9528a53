"""The legend: what is explained, and that it is what occurs."""

from __future__ import annotations

import re

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
    """Sides, lines, unspoken claims and what is not said of evidence; no word that stands there."""
    assert explained(render(read("complete"), width=1200, layout=layout).svg) == [
        "für die These",
        "gegen die These",
        "stützt",
        "greift an",
        "unausgesprochen: von niemandem gesagt, hier ergänzt",
        "berichtet: nicht nachgeprüft",
    ]


def test_what_does_not_occur_is_not_explained():
    """A map without evidence and linked premises has no word about them."""
    assert explained(render(read("mutual-attack"), layout="columns").svg) == [
        "für die These",
        "gegen die These",
        "stützt",
        "greift an",
        "⇄\xa0greift im Gegenzug an",
    ]


def test_what_a_box_says_in_words_is_not_explained():
    """A grey box says which claims count together, and why."""
    argument = read_text(GREY, "map.yaml").map
    assert argument is not None
    svg = render(argument, layout="outline").svg
    assert explained(svg) == ["for the thesis", "supports"]
    assert "1 because: Cracked pillars break." in re.sub(r"<[^>]*>", "", svg)


@pytest.mark.parametrize(("layout", "width"), [("outline", 360), ("columns", 720), ("graph", 1200)])
def test_the_legend_stands_where_reading_begins(layout: str, width: int):
    """It stands between the thesis and its reasons, or above a net: in the first screen."""
    root = etree.fromstring(render(read("complete"), width=width, layout=layout).svg.encode())
    (legend,) = (group for group in root.iter(f"{SVG}g") if group.get("class") == "legend")
    rows = [float(span.get("y")) for span in legend.iter(f"{SVG}tspan")]
    boxes = {
        group.get("id").partition("-")[2]: group.find(f"{SVG}rect")
        for group in root.iter(f"{SVG}g")
        if group.get("id") and group.find(f"{SVG}rect") is not None
    }
    top, *others = sorted(float(box.get("y")) for box in boxes.values())
    thesis = boxes["thesis"]
    if layout == "graph":
        assert max(rows) < top
    else:
        assert top == float(thesis.get("y"))
        assert top + float(thesis.get("height")) < min(rows) < max(rows) < others[0]
    assert max(rows) < 300


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("width", [300, 720])
def test_the_samples_of_lines_stand_in_one_row_where_it_has_room_for_them(name: str, width: int):
    """They are two short words: at most one row on every picture of 300 px and more."""
    root = etree.fromstring(render(read(name), width=width, layout="columns").svg.encode())
    lines = {"stützt", "greift an"}
    rows = {
        span.get("y")
        for span in root.iter(f"{SVG}tspan")
        if span.getparent().getparent().get("class") == "legend" and span.text in lines
    }
    assert len(rows) <= 1
