"""What colours tell can be read without them: by words, by broken lines and by shapes."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image, ImageChops

from argmap.drawing.theme import THEMES
from argmap.model.argument import Status
from argmap.model.vocabulary import vocabulary
from arriving import opened, picture, shot
from fixture_maps import read
from svg_parts import SVG, bare, groups, said

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RELATIONS = ("supports", "attacks")
SAMPLE = (24, 10)
"""The width and height of a line and its arrowhead in the legend, in px."""

every_theme = pytest.mark.parametrize("theme", THEMES)


def look(link: etree._Element) -> tuple[str, str | None]:
    """Return how a link's line is broken, and whether its arrowhead is filled, if it has one."""
    line, *heads = link.findall(f"{SVG}path")
    shape = ("filled" if "full" in heads[0].get("class") else "open") if heads else None
    return line.get("stroke-dasharray", "whole"), shape


@every_theme
@pytest.mark.parametrize("layout", ["columns", "outline", "graph"])
def test_relations_have_lines_of_their_own(layout: str, theme: str):
    """Each relation has one kind of line and one kind of head, and no two have the same."""
    width = 1200 if layout == "graph" else 720
    root = etree.fromstring(picture("complete", width, layout=layout, theme=THEMES[theme]))
    dashes: defaultdict[str, set[str]] = defaultdict(set)
    heads: defaultdict[str, set[str]] = defaultdict(set)
    for link in groups(root, "link"):
        (relation,) = set(RELATIONS) & set(link.get("class").split())
        dash, head = look(link)
        dashes[relation].add(dash)
        heads[relation] |= {head} if head else set()
    assert {name: len(found) for name, found in dashes.items()} == dict.fromkeys(RELATIONS, 1)
    assert len(set.union(*dashes.values())) == len(RELATIONS)
    assert heads["attacks"] == {"open"}
    assert heads["supports"] == {"filled"}


def test_a_box_says_what_is_news_about_it():
    """An objection says so, and an answer; a reason and evidence do not, but states that differ."""
    argument = read("complete")
    words = vocabulary(argument.lang)
    root = etree.fromstring(picture("complete", layout="columns").encode())
    (thesis,) = groups(root, "thesis")
    assert bare(words.thesis) in said(thesis)
    attacks = {claim.id for claim in argument.claims.values() if claim.attacks}
    steps = [step for step in argument.inferences.values() if not step.conclusion]
    attacks |= {premise.id for step in steps for premise in step.premises}
    for box in [*groups(root, "premise"), *groups(root, "objection")]:
        name = box.get("id").partition("-")[2]
        role = words.objection if "against" in box.get("class") else words.answer
        assert (bare(role) in said(box)) == (name in attacks), name
        assert bare(words.premise) not in said(box)
    boxes = {box.get("id", "").partition("-")[2]: box for box in groups(root, "evidence")}
    for _, piece in argument.evidence():
        assert said(boxes[piece.id]).endswith(bare(f"({getattr(words, piece.status)})"))
        assert bare(words.evidence) not in said(boxes[piece.id])


def test_what_all_evidence_shares_stands_once():
    """Where no piece was checked, or all were, it is said above the thesis, and at no piece."""
    argument = read("two-places")
    assert {piece.status for _, piece in argument.evidence()} == {Status.REPORTED}
    words = vocabulary(argument.lang)
    root = etree.fromstring(picture("two-places", layout="columns").encode())
    assert all(bare(words.reported) not in said(box) for box in groups(root, "evidence"))
    (thesis,) = groups(root, "thesis")
    assert bare(words.all_reported) in said(thesis)


@every_theme
@pytest.mark.parametrize("layout", ["columns", "outline", "graph"])
def test_a_side_can_be_told_in_grey(browser: Browser, layout: str, theme: str):
    """What is against the thesis has a dark bar at its left edge, and no other claim has one."""
    width = 1200 if layout == "graph" else 720
    svg = picture("complete", width, layout=layout, theme=THEMES[theme])
    sides = defaultdict(set)
    with opened(browser, svg) as page:
        boxes = page.eval_on_selector_all(
            ".claim:not(.thesis), .legend .for:first-child, .legend .against",
            "(all) => all.map((one) => [one.classList.contains('against'),"
            " one.querySelector('.box').getBoundingClientRect().toJSON()])",
        )
        grey = shot(page).convert("L")
    for against, place in boxes:
        left, middle = round(place["left"]), round(place["y"] + place["height"] / 2)
        strip = [grey.getpixel((left + x, middle)) for x in range(2, 8)]
        sides[against].add(max(strip) - min(strip) > 80)
    assert len(boxes) > 8
    assert sides == {True: {True}, False: {False}}


@every_theme
def test_the_legend_can_be_told_apart_in_grey(browser: Browser, theme: str):
    """In grey the samples of the relations differ in what is inked, not only in how dark it is."""
    svg = picture("complete", layout="columns", theme=THEMES[theme])
    with opened(browser, svg) as page:
        places = page.eval_on_selector_all(
            ".sample",
            "(all) => all.map((one) => [one.classList[1], one.getBoundingClientRect().toJSON()])",
        )
        grey = shot(page).convert("L")
    assert [name for name, _ in places] == list(RELATIONS)
    samples: dict[str, Image.Image] = {}
    for name, place in places:
        left, middle = round(place["left"]), round(place["y"] + place["height"] / 2)
        corner = (left, middle - SAMPLE[1] // 2)
        crop = grey.crop((*corner, corner[0] + SAMPLE[0], corner[1] + SAMPLE[1]))
        low, high = crop.getextrema()
        samples[name] = crop.point([255 * (level > (low + high) / 2) for level in range(256)])
    for one, other in combinations(RELATIONS, 2):
        differing = ImageChops.difference(samples[one], samples[other]).histogram()[255]
        assert differing >= 8, f"{one} and {other} look alike in grey"
