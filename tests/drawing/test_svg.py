"""The finished SVG: which parts it is made of, what it says, and what it never does."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.reading import read as read_text
from fixture_maps import WRITTEN, read
from svg_parts import ATTRIBUTES, ELEMENTS, SVG, bare, groups, parse, said

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from argmap.model.argument import ArgumentMap

PICTURES = [(name, layout) for name in WRITTEN for layout in ("columns", "outline")]
every_picture = pytest.mark.parametrize(("name", "layout"), PICTURES)


def svg_of(name: str, layout: str = "auto", width: int = 720) -> str:
    """Draw one of the maps of the tests."""
    return argmap.render(read(name), width=width, layout=layout).svg


@every_picture
def test_it_is_made_of_few_kinds_of_parts(name: str, layout: str):
    """Only a handful of elements and attributes are used, and none that runs anything."""
    svg = svg_of(name, layout)
    root = parse(svg)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    assert len(elements) == len(list(root.iter())), "there is a comment or an instruction"
    assert {element.tag.removeprefix(SVG) for element in elements} <= ELEMENTS
    assert set(chain.from_iterable(element.attrib for element in elements)) <= ATTRIBUTES
    assert "<!" not in svg
    assert "<?" not in svg


@every_picture
def test_it_fetches_nothing_and_links_only_to_pages(name: str, layout: str):
    """Addresses are those of embedded fonts; links lead to the web or within the picture."""
    root = parse(svg_of(name, layout))
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    for link in root.iter(f"{SVG}a"):
        href = link.get("href")
        assert re.match(r"https?://|#", href)
        if href.startswith("#"):
            assert href.removeprefix("#") in ids
    (style,) = root.iter(f"{SVG}style")
    assert re.findall(r"url\((?!data:font/woff2;base64,[A-Za-z0-9+/=]+\))", style.text) == []
    assert "@import" not in style.text
    assert "<" not in style.text
    for element in root.iter():
        for value in element.attrib.values():
            assert "url(" not in value


@every_picture
def test_ids_name_what_they_stand_for(name: str, layout: str):
    """Ids are unique, and each claim and piece of evidence is a group whose id ends in its own."""
    argument = read(name)
    root = parse(svg_of(name, layout))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    prefix = next(one for one in ids if one.endswith("-thesis")).removesuffix("-thesis")
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    for claim in argument.claims.values():
        group = by_id[f"{prefix}-{claim.id}"]
        assert group.tag == f"{SVG}g"
        assert claim.role in group.get("class").split()
        assert len(group.findall(f"{SVG}rect")) == 1
    for _, piece in argument.evidence():
        assert "evidence" in by_id[f"{prefix}-{piece.id}"].get("class").split()
    assert len(groups(root, "evidence")) == sum(1 for _ in argument.evidence())


@every_picture
def test_links_say_what_they_mean(name: str, layout: str):
    """Each link is a group with one relation in its class and at least one path."""
    links = groups(parse(svg_of(name, layout)), "link")
    for link in links:
        assert len({"supports", "attacks"} & set(link.get("class").split())) == 1
        assert link.findall(f"{SVG}path")
        assert "cites" not in link.get("class"), "evidence stands in its claim's box"
    assert len(links) >= len(read(name).claims) - 1


@every_picture
def test_every_word_of_the_map_is_in_the_picture(name: str, layout: str):
    """Each text stands as it was written in the box that it belongs to."""
    argument = read(name)
    root = parse(svg_of(name, layout))
    boxes = {group.get("id", "").partition("-")[2]: said(group) for group in root.iter(f"{SVG}g")}
    for box, text in texts(argument):
        assert bare(text) in boxes[box]
    assert bare(argument.title) in said(root.find(f"{SVG}title"))
    if argument.description:
        assert bare(argument.description) == said(root.find(f"{SVG}desc"))


FOREIGN = """\
argmap: 1
title: Ein Gespräch
lang: de
thesis:
  text: Sie haben gesprochen.
  evidence:
    - quote: a very good call
      lang: en
      source: call
sources:
  call: {title: Das Gespräch}
"""


def test_quotations_stand_in_the_marks_of_the_language_of_the_map():
    """Words in another language keep their own, and stand in the marks of what is around them."""
    argument = read_text(FOREIGN, "map.yaml").map
    assert argument is not None
    (quote,) = (
        words
        for words in parse(argmap.render(argument, layout="outline").svg).iter(f"{SVG}tspan")
        if words.get("lang") and "call" in said(words)
    )
    assert said(quote) == bare("„a very good call“")
    assert quote.get("lang") == "en"
    assert '<span lang="en">„a very good call“</span>' in argmap.embed(argument).text
    assert "„a very good call“" in argmap.embed(argument, form="markdown").text


def texts(argument: ArgumentMap) -> list[tuple[str, str]]:
    """Return what has to stand in which box."""
    found: list[tuple[str, str | None]] = []
    for claim in argument.claims.values():
        own = None if claim.speaker == argument.by else claim.speaker
        found += [(claim.id, text) for text in (claim.text, claim.quote, own)]
    for _, piece in argument.evidence():
        found += [(piece.id, text) for text in (piece.text, piece.quote, piece.by)]
    for step in argument.inferences.values():
        found += [(step.id, text) for text in (step.warrant, step.scheme)]
    return [(box, text) for box, text in found if text]


@every_picture
def test_it_has_a_natural_size(name: str, layout: str):
    """Width and height are plain numbers, the same as in the view box."""
    root = parse(svg_of(name, layout))
    width, height = root.get("width"), root.get("height")
    assert int(width) <= 720
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert root[0].tag == f"{SVG}title"
    assert root.get("lang") == read(name).lang


@pytest.mark.parametrize("name", [name for name in WRITTEN if name != "stacked-marks"])
def test_it_weighs_little(name: str):
    """At most 20 KB and 0.7 KB for each box, fonts included."""
    svg = svg_of(name)
    boxes = svg.count("<rect") - 1
    assert len(svg.encode()) <= 20_000 + 700 * boxes


def test_pictures_can_share_a_page():
    """Two maps, or two drawings of one, have no id and no font name in common."""
    drawings = [svg_of("complete"), svg_of("complete", "outline"), svg_of("undercut")]
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in drawings]
    fonts = [set(re.findall(r"font-family:(\w+)", svg)) for svg in drawings]
    for found in (ids, fonts):
        assert all(found)
        assert len(set().union(*found)) == sum(map(len, found))


def test_a_browser_fetches_nothing_and_runs_nothing(browser: Browser):
    """A map full of markup and scripts makes no request, opens no dialog and changes no page."""
    page = browser.new_page(viewport={"width": 1800, "height": 1000})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.set_content(f'<!doctype html><body>{svg_of("hostile")}<p id="after">after</p>')
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:font/woff2")] == []
    names = page.evaluate("[...document.querySelectorAll('svg *')].map((one) => one.localName)")
    assert set(names) <= {*ELEMENTS, "pattern"}  # the hatching of what nobody answers
    assert page.evaluate("document.querySelector('#after').parentElement.localName") == "body"
    page.close()
