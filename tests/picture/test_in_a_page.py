"""The picture keeps its size, its ids and its parts in whatever page it is put."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from arriving import SITE, opened, overheard, picture, served, shot, size, with_image
from listening import listen

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SIZE = """
() => {
  const {width, height} = document.querySelector("svg, img").getBoundingClientRect();
  const page = document.documentElement;
  return {width, height, overflow: page.scrollWidth - page.clientWidth};
}
"""
IDS = """
() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const links = [...document.querySelectorAll("svg a[href^='#']")];
  const led = links.filter((link) => {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    return target !== null && target.closest("svg") === link.closest("svg");
  });
  return {ids, links: links.length, led: led.length};
}
"""
SANITIZED = """
(svg) => {
  const before = new DOMParser().parseFromString(svg, "text/html").body;
  const after = document.createElement("body");
  after.innerHTML = DOMPurify.sanitize(svg);
  const removed = DOMPurify.removed.map(({element, attribute, from}) =>
    element ? element.nodeName : `${attribute?.name} of ${from.nodeName}`);
  const count = (body) => body.querySelectorAll("*").length;
  before.normalize();
  after.normalize();
  return {
    removed,
    counts: [count(before), count(after)],
    same: before.firstElementChild.isEqualNode(after.firstElementChild),
  };
}
"""
MAPS = ("complete", "hostile", "hebrew", "chinese", "emoji", "attacked-undercut")


def test_an_image_has_its_natural_size(browser: Browser):
    """As `<img>` the picture is as large as it says, not blown up, and no wider than its page."""
    svg = picture("complete")
    width, height = size(svg)
    body = '<img src="map.svg" alt="" style="max-width:100%">'
    with served(browser, with_image(svg, body)) as page:
        page.goto(SITE)
        natural = page.eval_on_selector("img", "(one) => [one.naturalWidth, one.naturalHeight]")
        assert natural == [width, height]
        for room in (1200, 720, 360):
            page.set_viewport_size({"width": room, "height": 800})
            drawn = page.evaluate(SIZE)
            assert drawn["width"] == min(room, width)
            assert drawn["height"] == pytest.approx(height * drawn["width"] / width, abs=1)
            assert drawn["overflow"] == 0


def test_on_its_own_it_has_its_natural_size(browser: Browser):
    """Opened as a file of its own, the picture is as large as it says, and needs nothing else."""
    svg = picture("complete")
    with served(browser, {"map.svg": svg}) as page, overheard(page, "request") as asked:
        page.goto(f"{SITE}map.svg")
        page.wait_for_load_state("networkidle")
        drawn = page.evaluate(SIZE)
    assert (drawn["width"], drawn["height"]) == size(svg)
    assert [url for url in asked if not url.startswith("data:font/woff2")] == [f"{SITE}map.svg"]


def test_in_a_page_it_shrinks_with_its_column(browser: Browser):
    """Inline it is never wider than its column, never wider than drawn, and keeps its shape."""
    for name, drawn_for in (("complete", 720), ("complete", 360), ("long-words", 720)):
        svg = picture(name, drawn_for)
        width, height = size(svg)
        with opened(browser, f"<div>{svg}</div>") as page:
            for room in (300, 360, 720, 1200):
                page.set_viewport_size({"width": room, "height": 800})
                drawn = page.evaluate(SIZE)
                assert drawn["width"] == min(room, width)
                assert drawn["height"] == pytest.approx(height * drawn["width"] / width, abs=1)
                assert drawn["overflow"] == 0


def test_image_and_inline_look_alike(browser: Browser):
    """The same picture inline and as an image is the same to the pixel, its font included."""
    svg = picture("complete")
    with opened(browser, svg) as page:
        inline = shot(page)
    with served(browser, with_image(svg, '<img src="map.svg" alt="">')) as page:
        page.goto(SITE)
        image = shot(page, selector="img")
    plain = svg.replace("@font-face", "@media none")
    with served(browser, with_image(plain, '<img src="map.svg" alt="">')) as page:
        page.goto(SITE)
        without_font = shot(page, selector="img")
    assert inline.tobytes() == image.tobytes()
    assert image.tobytes() != without_font.tobytes(), "it is the font inside that was drawn with"


def test_several_pictures_share_a_page(browser: Browser):
    """Two maps, two sizes of one and one of them twice: no id stands twice, and links stay home."""
    pictures = [
        picture("complete"),
        picture("complete", 360),
        picture("complete", prefix="first"),
        picture("complete", prefix="second"),
        picture("undercut"),
    ]
    with opened(browser, "".join(pictures)) as page:
        found = page.evaluate(IDS)
        assert page.locator("svg").count() == len(pictures)
    assert len(found["ids"]) == len(set(found["ids"])) > 80
    assert found["led"] == found["links"] > 4


def test_pictures_in_one_page_keep_their_names(browser: Browser):
    """Each of two pictures in a page is heard by its own name, in either order."""
    titles = {}
    for name in ("complete", "undercut"):
        with opened(browser, picture(name)) as page:
            titles[name] = listen(page).name
    for first, second in (("complete", "undercut"), ("undercut", "complete")):
        with opened(browser, picture(first) + picture(second)) as page:
            assert listen(page).name == titles[first]
            page.evaluate("() => document.querySelector('svg').remove()")
            assert listen(page).name == titles[second]


def test_a_sanitizer_has_nothing_to_remove(browser: Browser, node_modules: Path):
    """DOMPurify, as it comes, leaves every element and attribute of a picture as it is."""
    with opened(browser, "") as page:
        page.add_script_tag(path=node_modules / "dompurify" / "dist" / "purify.min.js")
        for name in MAPS:
            found = page.evaluate(SANITIZED, picture(name))
            assert found["removed"] == [], name
            assert found["counts"][0] == found["counts"][1] > 20, name
            assert found["same"], name
