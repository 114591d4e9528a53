"""What every picture promises, seen in a browser: nothing too small, too wide, or in the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from argmap import render
from fixture_maps import WRITTEN, read
from geometry import faults, inspect, wide_page
from random_maps import random_map
from reading_order import families, order
from scenes import drawing, scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from geometry import Drawn, Font

WIDTHS = (300, 360, 500, 720, 1200, 1600)
CASES = [
    *((name, "columns", width) for name in WRITTEN for width in WIDTHS),
    *((name, "outline", width) for name in WRITTEN for width in (720, 1600)),
    *((name, "columns", width) for name in WRITTEN for width in (430,)),
    ("chain", "columns", 720),
    ("chain", "outline", 300),
    ("crowd", "columns", 720),
    ("crowd", "outline", 360),
    *(("net", "columns", width) for width in (360, 720, 1600)),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that is wider than any picture."""
    with wide_page(browser) as opened:
        yield opened


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


@pytest.mark.parametrize("seed", range(40))
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
    drawn = seen.drawn.boxes_by_id
    for above, groups in families(read(name)).items():
        children = [child for group in groups for child in group if child in drawn]
        if above not in drawn or above == "thesis":
            continue
        for child in children:
            one, other = drawn[above], drawn[child]
            assert other.left > one.left
            assert other.left > one.right or other.top >= one.bottom
        beside = [child for child in children if drawn[child].left > drawn[above].right]
        if beside:
            assert drawn[beside[0]].top == pytest.approx(drawn[above].top, abs=1)


@pytest.mark.parametrize("name", WRITTEN)
def test_in_columns_a_last_box_takes_the_room_to_its_right(page: Page, name: str):
    """A box with nothing beside it reaches to the right margin, if it is no claim among others."""
    seen = scene(page, name, 1200, "columns")
    boxes = seen.drawn.boxes
    margin = max(box.right for box in boxes)
    narrow = [box for box in boxes if box.right < margin - 0.5]
    last = [
        box
        for box in narrow
        if not any(one.left > box.right and abs(one.top - box.top) <= 1 for one in boxes)
    ]
    claims = [seen.box(claim) for claim in read(name).claims if claim in seen.drawn.boxes_by_id]
    for box in last:
        assert box in claims
        assert any(one.right == box.right for one in narrow if one not in last)


def test_a_claim_without_reasons_is_as_wide_as_its_siblings(page: Page):
    """Where those have their reasons beside them, it does not look like a claim of a higher level.

    Evidence, and a claim alone with its like, take the room to the right.
    """
    drawn = scene(page, "complete", 1200, "columns").drawn.boxes_by_id
    assert drawn["children"].right == drawn["quiet"].right < drawn["quiet.1"].left
    assert drawn["quiet.1"].right == drawn["thesis"].right
    drawn = scene(page, "linked-premises", 1200, "columns").drawn.boxes_by_id
    assert drawn["detour"].right == drawn["load"].right == drawn["crack"].right
    drawn = scene(page, "two-inferences", 1200, "columns").drawn.boxes_by_id
    assert drawn["staff"].right == drawn["thesis"].right


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
        assert any(box.right < margin for box in below), "and there the columns begin"


@pytest.mark.parametrize("width", [360, 720, 1200])
def test_sections_stand_further_apart_than_their_parts(page: Page, width: int):
    """Between sections there are 36 px, between their branches and in stacks 20, in those 10."""
    drawn = scene(page, "net", width, "columns").drawn
    boxes = drawn.boxes_by_id

    def above(name: str) -> float:
        return boxes[name].top - max(b.bottom for b in drawn.boxes if b.top < boxes[name].top)

    assert [above(name) for name in ("n-2", "n-3")] == [36, 36]
    assert [above(name) for name in ("n-1", "n-0-2", "n-0-3", "n-2-2")] == [20, 20, 20, 20]
    assert [above(name) for name in ("n-0-1", "n-0-0-2", "n-2-0-2")] == [10, 10, 10]


@pytest.mark.parametrize("width", [720, 1200])
def test_short_branches_begin_in_a_column(page: Page, width: int):
    """Where few reasons stand behind the first claims, they stand beside them."""
    drawn = scene(page, "complete", width, "columns").drawn.boxes_by_id
    assert drawn["quiet"].right < drawn["thesis"].right
    assert drawn["quiet.1"].top == drawn["quiet"].top


@pytest.mark.parametrize("name", WRITTEN)
def test_in_the_outline_reasons_stand_below_and_further_in(page: Page, name: str):
    """In the outline each reason stands below what it bears on, indented, all to one margin."""
    seen = scene(page, name, 720, "outline")
    drawn = seen.drawn.boxes_by_id
    assert len({round(box.right, 1) for box in seen.drawn.boxes}) == 1
    for above, groups in families(read(name)).items():
        for child in (child for group in groups for child in group):
            if above in drawn and child in drawn:
                assert drawn[child].left > drawn[above].left
                assert drawn[child].top >= drawn[above].bottom


@pytest.mark.parametrize("width", [300, 720])
def test_every_reference_leads_to_a_box(page: Page, width: int):
    """What a reference links to stands in the same picture, and it is not the reference itself."""
    seen = scene(page, "net", width, "columns")
    groups = seen.drawn.groups
    ids = {group.id for group in groups}
    references = [group for group in groups if "reference" in group.classes]
    assert references
    for group in references:
        assert group.href.startswith("#")
        assert group.href.removeprefix("#") in ids - {group.id}
