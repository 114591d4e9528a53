"""Embedded maps in a real browser: the right picture, no scrolling sideways, nothing that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import argmap
from arriving import SITE, opened, overheard, served
from embedded import article, embedded, unfold
from fixture_maps import read
from listening import listen
from paths import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

WIDTHS = (1200, 720, 360)
FORMS = ("html", "inline")
DEMANDING = ("complete", "hostile", "long-words", "mixed-directions", "chinese", "very-long")

OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
IMAGE = """
() => {
  const image = document.querySelector("img");
  const {width, height} = image.getBoundingClientRect();
  return {source: image.currentSrc, width, height, natural: image.naturalWidth};
}
"""
SHOWN = """
() => [...document.querySelectorAll("svg")].map((svg) => svg.getBoundingClientRect().width)
"""
IDS = """
() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
  return {ids, lost: links.filter((to) => to.startsWith("#") && !ids.includes(to.slice(1)))};
}
"""
CHECKED = """
async () => {
  const {violations, passes} = await axe.run({resultTypes: ["violations"]});
  return {
    wrong: violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`),
    passed: passes.map(({id}) => id),
  };
}
"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["complete", "two-places"])
def test_the_readers_width_chooses_the_picture(browser: Browser, name: str, width: int):
    """The wide one where it has its room, else the narrow one, each at its natural size."""
    with article(browser, width, embedded(name)) as page:
        image = page.evaluate(IMAGE)
        wide, narrow = embedded(name).pictures
        file = wide if width >= 720 else narrow
        assert image["source"] == SITE + file
        assert image["width"] == image["natural"]
        assert image["height"] == embedded(name).pictures[file].height
        assert page.evaluate(OVERFLOW) == 0


COLUMNS = {300: 300, 400: 360, 559: 360, 560: 560, 719: 560, 720: 720, 900: 720}
"""Widths of columns, and the width of the picture that they show."""


@pytest.mark.parametrize(
    "how", ["width:{}px", "float:left;width:{}px", "display:inline-block;width:{}px"]
)
def test_the_column_chooses_the_inline_picture(browser: Browser, how: str):
    """In a wide window, too, a narrow column shows the narrow picture, at its natural size."""
    fragment = embedded("complete", "inline").text
    theme = "<style>figure{display:table;width:fit-content}svg{display:block}</style>"
    body = f'{theme}<div id="column">{fragment}</div>'
    with opened(browser, body, width=1400) as page:
        shown = {}
        for width in COLUMNS:
            style = how.format(width)
            page.evaluate("(style) => document.querySelector('#column').style = style", style)
            shown[width] = [round(one) for one in page.evaluate(SHOWN) if one]
    assert shown == {width: [picture] for width, picture in COLUMNS.items()}


@pytest.mark.parametrize("name", ["ritter_2026-03-12", "continental-drift_1966-12-16"])
def test_between_wide_and_narrow_columns_a_third_inline_picture_is_there(
    browser: Browser, name: str
):
    """Where the narrow one would be far higher; each has its natural size in whatever has room."""
    argument = argmap.load(PROJECT / "maps" / f"{name}.yaml")
    fragment = argmap.embed(argument, name=name, form="inline").text
    wanted = {340: 340, 480: 360, 559: 360, 560: 560, 645: 560, 688: 560, 720: 720, 900: 720}
    with opened(browser, f'<div id="column">{fragment}</div>', width=1400) as page:
        shown = {}
        for width in wanted:
            style = f"width:{width}px"
            page.evaluate("(style) => document.querySelector('#column').style = style", style)
            shown[width] = [round(one) for one in page.evaluate(SHOWN) if one]
    assert shown == {width: [picture] for width, picture in wanted.items()}


def test_an_image_has_its_shape_without_styles(browser: Browser):
    """Where a page takes all styles away and only bounds its images, nothing floats in white."""
    embedding = embedded("complete")
    bare_text = re.sub(' style="[^"]*"', "", embedding.text)
    bounded = "<style>img{max-width:100%;box-sizing:content-box}</style>"
    with article(browser, 1200, replace(embedding, text=bounded + bare_text)) as page:
        for column in (720, 400, 300):
            page.evaluate("(px) => document.querySelector('main').style.width = px", f"{column}px")
            image = page.locator("img").bounding_box()
            drawing = embedding.pictures["complete-overview.svg"]
            assert image["width"] == column - 80, "the browser's own margins of a figure"
            shape = drawing.height / drawing.width
            assert image["height"] == pytest.approx(image["width"] * shape, abs=1)


def test_a_reader_view_shows_one_picture_with_its_lines(browser: Browser, node_modules: Path):
    """Of the inline form Readability leaves one picture to be seen, lines and legend included."""
    script = node_modules / "@mozilla" / "readability" / "Readability.js"
    if not script.is_file():
        pytest.skip("ARGMAP_NODE_MODULES has no @mozilla/readability")
    text = "<p>" + "Ein langer Absatz, damit dies ein Artikel ist. " * 20 + "</p>"
    embedding = embedded("complete", "inline")
    with article(browser, 1200, replace(embedding, text=text + embedding.text + text)) as page:
        page.add_script_tag(path=script)
        page.evaluate("""() => {
          const read = new Readability(document.cloneNode(true)).parse();
          document.head.innerHTML = "";
          document.body.innerHTML = read.content;
        }""")
        assert page.locator("style").count() == 0, "it takes every style away"
        assert [width for width in page.evaluate(SHOWN) if width] == [360]
        lines = page.locator("svg:not([display=none]) path").all()
        boxes = [line.bounding_box() for line in lines]
        assert len(boxes) == embedded("complete").pictures["complete-overview-360.svg"].svg.count(
            "<path"
        )
        assert all(box["width"] + box["height"] for box in boxes)


def test_a_policy_without_styles_leaves_one_picture(browser: Browser):
    """Where a page lets no style sheet of a picture in, the narrow one alone is shown."""
    policy = "<meta http-equiv='Content-Security-Policy' content=\"style-src 'self'\">"
    files = {"": f"<!doctype html>{policy}{embedded('complete', 'inline').text}"}
    with served(browser, files) as page:
        page.goto(SITE)
        assert [width for width in page.evaluate(SHOWN) if width] == [360]


@pytest.mark.parametrize("form", FORMS)
def test_the_picture_is_never_shrunk_below_what_can_be_read(browser: Browser, form: str):
    """At every width of a window the picture that is shown has room: words keep their size."""
    with article(browser, 1200, embedded("complete", form)) as page:
        for width in (721, 720, 719, 600, 481, 480, 400, 360):
            page.set_viewport_size({"width": width, "height": 800})
            if form == "html":
                wanted = "complete-overview.svg" if width >= 720 else "complete-overview-360.svg"
                page.wait_for_function(
                    "(end) => document.querySelector('img').currentSrc.endsWith('/' + end)",
                    arg=wanted,
                )
                shown = [page.evaluate(IMAGE)["width"]]
            else:
                shown = [one for one in page.evaluate(SHOWN) if one]
            between = 560 if form == "inline" and width >= 560 else 360
            assert shown == [720 if width >= 720 else between]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DEMANDING)
def test_nothing_makes_the_page_scroll_sideways(browser: Browser, name: str, form: str):
    """Neither the picture nor the text version, open, is wider than any window."""
    with article(browser, 1200, embedded(name, form)) as page:
        unfold(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW) == 0, width


def test_a_deep_text_version_does_not_either(browser: Browser):
    """Of a thousand claims in a row every one has room for its words on a phone."""
    with article(browser, 360, embedded("chain")) as page:
        unfold(page)
        assert page.evaluate(OVERFLOW) == 0
        narrowest = page.evaluate(
            "() => Math.min(...[...document.querySelectorAll('ul > li')].map("
            "(one) => one.getBoundingClientRect().width))"
        )
        assert narrowest > 120


@pytest.mark.parametrize("width", WIDTHS)
def test_one_of_the_inline_pictures_is_there(browser: Browser, width: int):
    """The others are neither displayed nor read aloud, and no script chooses."""
    with article(browser, width, embedded("complete", "inline")) as page:
        assert page.evaluate(SHOWN) == ([720, 0, 0] if width >= 720 else [0, 0, 360])
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = [node["role"]["value"] for node in nodes if not node.get("ignored")]
        assert roles.count("graphics-document") == 1
        heard = listen(page)
        assert heard.name == "Der Markt: Der Marktplatz soll für Autos gesperrt werden."


def test_on_paper_the_wide_inline_picture_is_there(browser: Browser):
    """A printed page is wide enough for it."""
    with article(browser, 1200, embedded("complete", "inline")) as page:
        page.emulate_media(media="print")
        assert page.evaluate(SHOWN) == [720, 0, 0]
        page.set_viewport_size({"width": 717, "height": 800})  # A4 with Chromium's margins
        assert page.evaluate(SHOWN) == [717, 0, 0]


@pytest.mark.parametrize("form", FORMS)
def test_ids_are_unique_with_several_maps_in_a_page(browser: Browser, form: str):
    """Two maps, and one of them again under another prefix: every link leads somewhere."""
    maps = [argmap.embed(read(name), form=form, name=name) for name in ("complete", "undercut")]
    again = embedded("complete", form, "again")
    with article(browser, 1200, *maps, again) as page:
        found = page.evaluate(IDS)
        assert len(found["ids"]) == len(set(found["ids"])) > 50
        assert found["lost"] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["hostile", "emoji"])
def test_a_hostile_map_runs_nothing_and_asks_for_nothing(browser: Browser, name: str, form: str):
    """No script, no dialog, no request but for the picture, whatever the map says."""
    embedding = embedded(name, form)
    events = ("console", "dialog", "pageerror", "request")
    with article(browser, 720, embedding) as page:
        with overheard(page, *events) as told:
            page.reload(wait_until="networkidle")
            for summary in page.query_selector_all("summary"):
                summary.press("Enter")
            assert page.locator("details:not([open])").count() == 0
            page.mouse.move(100, 100)
        pictures = {SITE + file for file in embedding.pictures}
        assert set(told) - pictures == {SITE}
        assert page.locator("main :is(script, iframe, object, style:not(svg *))").count() == 0
        assert page.locator("figure").count() == 1
        assert page.locator("main > *").count() == 3, "the fragment is one element of the page"


def test_a_link_to_a_claim_leads_to_its_entry_in_the_text_version(browser: Browser):
    """An article can name a claim: a browser unfolds the text version for it."""
    with article(browser, 720, embedded("complete")) as page:
        assert page.locator("details[open]").count() == 0
        page.goto(f"{SITE}#t-bollards")
        page.wait_for_function("() => document.querySelector('#t-fire').open")
        assert page.locator("#t-bollards").is_visible()


# Of each form every width occurs, closed and open, and of each map two of the three.
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "widths"),
    [("complete", (1200, 720)), ("hostile", (720, 360)), ("hebrew", (360, 1200))],
)
def test_axe_finds_nothing(
    browser: Browser, node_modules: Path, name: str, widths: tuple[int, int], form: str
):
    """Neither with the text version closed nor with it open, by any of its rules."""
    closed, unfolded = widths
    with article(browser, closed, embedded(name, form)) as page:
        page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
        assert page.evaluate(CHECKED)["wrong"] == []
        unfold(page)
        page.set_viewport_size({"width": unfolded, "height": 800})
        found = page.evaluate(CHECKED)
        assert found["wrong"] == []
        assert {"list", "listitem", "summary-name"} <= set(found["passed"])
        assert form == "inline" or "image-alt" in found["passed"]
