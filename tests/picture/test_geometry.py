"""What every picture promises, seen in a browser: nothing too small, too wide, or in the way."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import pytest

from argmap import load, render
from fixture_maps import WRITTEN, read
from geometry import faults, inspect
from random_maps import random_map
from reading_order import families, order
from scenes import drawing, scene
from svg_parts import SVG, parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page

    from geometry import Box, Drawn, Font

FROM_RIGHT = ("arabic", "hebrew")
"""Maps that are read from right to left: their pictures begin at the right."""

WIDTHS = (300, 720, 1200, 1600)
BETWEEN = (360, 430, 500)
"""Widths of which each map is drawn in one; those of the maps made by lot lie between, too."""

CASES = [
    *((name, "columns", width) for name in WRITTEN for width in WIDTHS),
    *((name, "columns", BETWEEN[number % 3]) for number, name in enumerate(WRITTEN)),
    *((name, "outline", width) for name in WRITTEN for width in (720, 1600)),
    ("chain", "columns", 720),
    ("chain", "outline", 300),
    ("crowd", "columns", 720),
    ("crowd", "outline", 360),
    *(("net", "columns", width) for width in (360, 720, 1600)),
]


def edged(drawn: Drawn, name: str = "") -> dict[str, Box]:
    """Return the boxes with an edge by their ids: all but evidence, which stands in others.

    Those of a map that is read from right to left are turned round.
    """
    boxes = {key: box for key, box in drawn.boxes_by_id.items() if box.stroke}
    return dict(zip(boxes, turned(list(boxes.values()), name), strict=True))


def turned(boxes: Sequence[Box], name: str) -> list[Box]:
    """Return boxes as they stand for a reader from left to right."""
    if name not in FROM_RIGHT:
        return list(boxes)
    across = min(box.left for box in boxes) + max(box.right for box in boxes)
    return [replace(box, left=across - box.right, right=across - box.left) for box in boxes]


def disorder(name: str, drawn: Drawn) -> list[tuple[str, str]]:
    """What has to stand before what in the picture of a map."""
    return list(order(read(name), set(drawn.boxes_by_id)))


@pytest.mark.parametrize(("name", "layout", "width"), CASES)
def test_the_promises_hold(page: Page, name: str, layout: str, width: int):
    """Width, letters, boxes, words, links and order are as promised, for every map and width."""
    argument = read(name)
    seen = scene(page, name, width, layout)
    drawn = seen.drawn
    assert faults(drawn, disorder(name, drawn)) == []
    wanted = {*argument.claims, *(piece.id for _, piece in argument.evidence())}
    assert wanted <= drawn.boxes_by_id.keys(), "each has a box of its own"


@pytest.mark.parametrize("seed", range(30))
def test_the_promises_hold_for_maps_of_any_shape(page: Page, seed: int):
    """Whatever a map looks like, and whatever width is asked for, nothing is in the way."""
    argument = random_map(seed)
    for width, layout in ((300 + 37 * seed % 1300, "columns"), (300 + 13 * seed, "outline")):
        drawn = inspect(page, render(argument, width=width, layout=layout).svg, width=width)
        assert faults(drawn, order(argument, set(drawn.boxes_by_id))) == []


@pytest.mark.parametrize("font", ["DejaVu Sans", "Liberation Sans"])
@pytest.mark.parametrize("width", [300, 720])
@pytest.mark.parametrize("name", WRITTEN)
def test_another_font_keeps_the_promises(page: Page, name: str, width: int, font: Font):
    """With the font blocked and another in its place, words still stay in their boxes."""
    drawn = inspect(page, drawing(name, width, "columns").svg, width=width, font=font)
    assert faults(drawn) == []


@pytest.mark.parametrize("name", ["complete", "arabic", "hostile"])
def test_alone_it_is_the_same_as_in_a_page(page: Page, name: str):
    """A picture that is a document of its own is drawn as it is within a page."""
    svg = render(read(name), layout="columns").svg
    inline, alone = (inspect(page, svg, width=720, alone=alone) for alone in (False, True))
    assert faults(alone, disorder(name, alone)) == []
    assert (inline.boxes, inline.lines, inline.heads) == (alone.boxes, alone.lines, alone.heads)
    assert len(inline.words) == len(alone.words)


@pytest.mark.parametrize("name", WRITTEN)
def test_in_columns_reasons_stand_beside_or_below(page: Page, name: str):
    """In columns each reason stands to the right of what it bears on: beside it, or below it."""
    seen = scene(page, name, 1200, "columns")
    drawn = edged(seen.drawn, name)
    for above, groups in families(read(name)).items():
        children = [child for group in groups for child in group if child in drawn]
        if above not in drawn or above == "thesis":
            continue
        for child in children:
            one, other = drawn[above], drawn[child]
            assert other.left > one.left
            assert other.left > one.right or other.top >= one.bottom
        one = drawn[above]
        if any(drawn[child].left > one.right for child in children):
            everything = turned(seen.drawn.boxes, name)
            level = [box for box in everything if box.top == pytest.approx(one.top, abs=1)]
            assert any(box.left > one.right for box in level), "the first one, or a reference"


@pytest.mark.parametrize("name", WRITTEN)
def test_in_columns_a_last_box_takes_the_room_to_its_right(page: Page, name: str):
    """A box with nothing beside it reaches to the right margin, be it a claim or a reference."""
    boxes = [box for box in scene(page, name, 1200, "columns").drawn.boxes if box.stroke]
    boxes = turned(boxes, name)
    margin = max(box.right for box in boxes)
    for box in boxes:
        beside = any(one.left > box.right and abs(one.top - box.top) <= 1 for one in boxes)
        assert beside == (box.right < margin - 0.5)


@pytest.mark.parametrize("name", FROM_RIGHT)
@pytest.mark.parametrize("layout", ["columns", "outline"])
def test_a_map_from_right_to_left_begins_at_the_right(page: Page, name: str, layout: str):
    """Boxes end at the left margin, lines and the legend's samples lie at their right."""
    seen = scene(page, name, 720, layout).drawn
    thesis, *others = [box for box in seen.boxes if box.stroke]
    assert {round(box.left) for box in others} == {round(thesis.left)}
    assert all(box.right < thesis.right for box in others)
    upright = [
        x for line in seen.lines for (x, _), (other, _) in pairwise(line.points) if x == other
    ]
    assert upright
    assert min(upright) > min(box.right for box in others)
    svg = drawing(name, 720, layout).svg
    (legend,) = re.findall(r'<g class="legend".*?</g>\n', svg, re.DOTALL)
    samples = [float(x) for x in re.findall(r'<rect class="box" x="([\d.]+)"', legend)]
    words = [float(x) for x in re.findall(r'<tspan x="([\d.]+)"', legend)]
    assert samples == sorted(samples, reverse=True)
    assert words == sorted(words, reverse=True)
    assert all(sample > word for sample, word in zip(samples, words, strict=False))


@pytest.mark.parametrize("width", [720, 1200])
@pytest.mark.parametrize("name", [*WRITTEN, "net", "ritter", "drift"])
def test_in_columns_there_are_no_holes(page: Page, project: Path, name: str, width: int):
    """A claim beside its reasons is not much lower than they are, and not much higher."""
    path = next(project.glob(f"maps/*{name}_????-??-??.yaml"), None)
    argument = load(path) if path else read(name)
    drawn = edged(scene(page, argument if path else name, width, "columns").drawn)
    under = {above: list(chain(*groups)) for above, groups in families(argument).items()}
    for claim, box in drawn.items():
        below = list(under.get(claim, ()))
        for child in below:  # grows while it is read
            below += under.get(child, ())
        bottoms = [
            drawn[one].bottom for one in below if one in drawn and drawn[one].left > box.right
        ]
        if bottoms:
            assert abs(max(bottoms) - box.bottom) <= 90, "60, and a reference, which has no id"


@pytest.mark.parametrize("width", [720, 1200])
def test_the_first_claims_of_long_branches_stand_above_them(page: Page, width: int):
    """No column is white below a few boxes: those take the whole width, as the thesis does."""
    drawn = scene(page, "net", width, "columns").drawn.boxes_by_id
    margin = drawn["thesis"].right
    first = [name for name in drawn if re.fullmatch(r"n-\d", name)]
    assert len(first) == 4
    for name in first:
        assert drawn[name].right == margin
        below = [box for key, box in drawn.items() if re.fullmatch(rf"{name}-\d", key)]
        assert all(box.top >= drawn[name].bottom and box.left > drawn[name].left for box in below)


@pytest.mark.parametrize("width", [360, 720, 1200])
def test_sections_stand_further_apart_than_their_parts(page: Page, width: int):
    """Between sections there are 20 px, between their branches and in stacks 10, in those 6."""
    drawn = scene(page, "net", width, "columns").drawn
    boxes = drawn.boxes_by_id

    def above(name: str) -> float:
        return boxes[name].top - max(b.bottom for b in drawn.boxes if b.top < boxes[name].top)

    assert [above(name) for name in ("n-2", "n-3")] == [20, 20]
    assert [above(name) for name in ("n-1", "n-0-2", "n-0-3", "n-2-2")] == [10, 10, 10, 10]
    assert [above(name) for name in ("n-0-1", "n-0-0-2", "n-2-0-2")] == [6, 6, 6]


@pytest.mark.parametrize("width", [720, 1200])
def test_short_branches_begin_in_a_column(page: Page, width: int):
    """Where few reasons stand behind the first claims, they stand beside them."""
    drawn = scene(page, "complete", width, "columns").drawn.boxes_by_id
    assert drawn["quiet"].right < drawn["thesis"].right
    assert drawn["blankets"].left > drawn["quiet"].right
    assert drawn["children"].right == drawn["thesis"].right


@pytest.mark.parametrize("name", WRITTEN)
def test_in_the_outline_reasons_stand_below_and_further_in(page: Page, name: str):
    """In the outline each reason stands below what it bears on, indented, all to one margin."""
    seen = scene(page, name, 720, "outline")
    drawn = edged(seen.drawn, name)
    boxes = turned([box for box in seen.drawn.boxes if box.stroke], name)
    assert len({round(box.right, 1) for box in boxes}) == 1
    for above, groups in families(read(name)).items():
        for child in (child for group in groups for child in group):
            if above in drawn and child in drawn:
                assert drawn[child].left > drawn[above].left
                assert drawn[child].top >= drawn[above].bottom


@pytest.mark.parametrize("layout", ["columns", "table"])
@pytest.mark.parametrize("width", [300, 720])
def test_every_reference_leads_to_a_box(width: int, layout: str):
    """What a reference links to stands in the same picture, and it is not what the link is in."""
    root = parse(drawing("net", width, layout).svg)
    ids = {group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")}
    links = [link for link in root.iter(f"{SVG}a") if link.get("href").startswith("#")]
    assert links
    for link in links:
        around = {group.get("id") for group in link.iterancestors(f"{SVG}g")}
        assert link.get("href").removeprefix("#") in ids - around
    boxes = [group for group in root.iter(f"{SVG}g") if "reference" in group.get("class", "")]
    assert len(boxes) > 1 or layout == "table"
    assert all(box.find(f"{SVG}a") is not None for box in boxes)
