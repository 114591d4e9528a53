"""The geometry checker finds each fault of a picture, and finds none in a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geometry import bundles, faults, inspect
from handmade import FAULTS, GOOD, ORDER, THESIS, TO_FIRST, box, link, picture

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("alone", [False, True])
def test_a_good_picture_has_no_fault(page: Page, alone: bool):
    """Boxes in order, words inside, a shared trunk, rounded corners: nothing to complain of."""
    assert faults(inspect(page, picture(*GOOD), width=400, alone=alone), ORDER) == []


def test_the_measures_are_those_of_the_page(page: Page):
    """A nested translation and a scale are taken into account, for shapes and for words."""
    inner = f'<g transform="translate(10 20) scale(2)">{box("thesis", 5, 5, 100, 30, size=10)}</g>'
    drawn = inspect(page, picture(inner), width=400)
    shape = drawn.boxes[0]
    assert (shape.left, shape.top, shape.right, shape.bottom) == (20, 30, 220, 90)
    assert drawn.words[0].size == pytest.approx(20)
    assert drawn.words[0].left == pytest.approx(36, abs=0.5)
    assert (drawn.width, drawn.height) == (400, 300)


def test_a_line_is_followed_around_its_corners(page: Page):
    """Points of the path lie on it, whatever its commands: straight pieces and a quarter circle."""
    path = link("M20 100H60A20 20 0 0 1 80 120V160", "M80 167L76.5 160H83.5Z")
    line = inspect(page, picture(THESIS, path), width=400).lines[0]
    corner = [point for point in line.points if 60.5 < point[0] < 79.5]
    assert len(corner) > 5
    for x, y in corner:
        assert ((x - 60) ** 2 + (y - 120) ** 2) ** 0.5 == pytest.approx(20, abs=0.05)
    assert line.points[0] == pytest.approx((20, 100))
    assert line.points[-1] == pytest.approx((80, 160))


def test_a_bundle_knows_where_it_comes_from_and_where_it_leads(page: Page):
    """Two links that share a trunk and an arrowhead are one bundle from two boxes to one."""
    drawn = inspect(page, picture(*GOOD), width=400)
    found = {
        tuple(sorted(source.name for source in bundle.sources)): [
            target.name for target in bundle.targets
        ]
        for bundle in bundles(drawn)
    }
    assert found == {("m-first", "m-second"): ["m-thesis"], ("m-third",): ["m-first"]}


def test_a_bracket_holds_boxes_together_and_can_be_pointed_at(page: Page):
    """Strokes without an arrowhead between boxes are a bracket, a fit end for an arrow."""
    strip = box("step", 40, 70, 200, 30, kind="join for", words="weil", size=12)
    premises = (box("a", 56, 108, 180, 30), box("b", 56, 146, 180, 30))
    bracket = "".join(
        [
            '<path class="bracket" d="M48 100V176h5" fill="none" stroke="#00f"/>',
            link("M48 100V123H56"),
            link("M48 100V161H56"),
        ]
    )
    undercut = box("u", 60, 200, 180, 40, kind="claim objection against")
    attack = link("M48 183V220H60", "M48 176L51.5 183H44.5Z", kind="attacks", stroke="#f00")
    drawn = inspect(
        page, picture(THESIS, strip, *premises, bracket, TO_FIRST, undercut, attack), width=400
    )
    assert faults(drawn) == []
    links = bundles(drawn)
    holding = next(bundle for bundle in links if not bundle.arrows)
    assert {source.name for source in holding.sources} == {"m-step", "m-a", "m-b"}
    undercutting = next(bundle for bundle in links if bundle.sources[0].name == "m-u")
    assert undercutting.targets == [holding]


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found(page: Page, name: str):
    """A picture that is wrong in one way is told to be wrong in that way."""
    svg, expected = FAULTS[name]
    found = faults(inspect(page, svg, width=400), ORDER)
    assert any(expected in fault for fault in found), found


def test_a_blocked_font_is_replaced(page: Page):
    """The words are drawn in the font that stands in, which is wider than the other one."""
    svg = picture(box("thesis", 10, 10, 380, 40, words="Hamburgefonts immer mehr"))
    widths = {
        font: inspect(page, svg, width=400, font=font).words[0]
        for font in ("DejaVu Sans", "Liberation Sans")
    }
    wide, narrow = (words.right - words.left for words in widths.values())
    assert wide > narrow * 1.05
