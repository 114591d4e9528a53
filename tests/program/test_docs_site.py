"""The docs as a site: every link leads somewhere, and argmap draws its own examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.model.findings import Severity
from documents import blocks
from mkdocs_sites import Built, built, dead_links, served_folder
from paths import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GALLERY = sorted((PROJECT / "docs" / "gallery").glob("*.yaml"))
PAGES = ("", "tutorial/", "gallery/", "api/")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIGURES = "[...document.querySelectorAll('figure.argmap img')]"
ARRIVED = f"""() => {FIGURES}.every((one) => {{
  one.loading = "eager";
  return one.complete && one.naturalWidth > 0;
}})"""
SHRUNK = f"{FIGURES}.map((one) => one.naturalWidth - one.getBoundingClientRect().width)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, built with `--strict`."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    return built(PROJECT / "tools" / "mkdocs.yml", strict=True, site=folder)


def test_every_link_in_the_site_leads_somewhere(site: Built) -> None:
    """To a file, and with an anchor, to a part of that page."""
    assert [one for one in site.told if one.startswith(("WARNING", "ERROR"))] == []
    assert not site.aborted
    assert dead_links(site) == []
    rules = {one.get("id") for one in site.page("rules/index.html").iter("h3")}
    assert {"am101", "am201", "am505"} <= rules
    assert len(site.page("gallery/index.html").xpath("//figure[@class='argmap']")) == 12
    api = {one.get("id") for one in site.page("api/index.html").iter("h3")}
    assert api == {f"argmap.{name}" for name in argmap.__all__ if not name.startswith("_")}


def test_pages_fit_their_window_and_ask_no_other_host(browser: Browser, site: Built) -> None:
    """On a wide screen and on a phone, and no map is shrunk."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served_folder(site.folder) as home:
        for name in PAGES:
            page.goto(f"{home}{name}")
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 900})
                page.wait_for_function(ARRIVED)
                page.wait_for_function(f"{OVERFLOW} === 0")  # the theme moves its parts first
                assert set(page.evaluate(SHRUNK)) <= {0}, (name, width)
    assert [url for url in asked if not url.startswith((home, "data:"))] == []
    page.close()


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_a_map_of_the_gallery_is_sound(path: object) -> None:
    """It has no error and no warning."""
    found = argmap.validate(str(path)).findings
    assert [one for one in found if one.severity is not Severity.NOTE] == []


def test_the_tutorials_map_is_that_of_the_gallery() -> None:
    """It is drawn there as readers have written it."""
    texts = [one.text for one in blocks(PROJECT / "docs" / "tutorial.md") if one.language == "yaml"]
    own = (PROJECT / "docs" / "gallery" / "night-buses.yaml").read_text(encoding="utf-8")
    assert texts[-1] == f"# night-buses.yaml\n{own}"
