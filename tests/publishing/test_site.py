"""A site of many maps, from disk and in a folder of a server: index, search, sources, feed."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree, html

import argmap
from arriving import SITE, overheard, served
from paths import PROJECT, RITTER
from results import files

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

ATOM = "{http://www.w3.org/2005/Atom}"
DATA = PROJECT / "tests" / "data" / "maps"
NAMES = ("arabic", "complete", "hebrew", "hostile", "mixed-directions", "two-places", "undercut")
CHECKED = """
async () => {
  const {violations} = await axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  });
  return violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`);
}
"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the Ritter map with its reviews, and of maps that are hard to show."""
    maps = tmp_path_factory.mktemp("maps")
    for path in (RITTER, RITTER.with_suffix(".review.yaml"), *(DATA / f"{n}.yaml" for n in NAMES)):
        shutil.copy(path, maps)
    article = 'article: {type: article, title: Der Markt brummt, author: [Jo], DOI: "10.1000/7"}'
    for name, title in (("one", "Mehr Bäume"), ("two", "Mehr Bänke")):
        (maps / f"{name}.yaml").write_text(
            f"argmap: 1\ntitle: {title}\nlang: de\nby: Ada\ndate: 2026-0{len(title) - 7}\n"
            f"sources:\n  {article}\nthesis: {{text: {title} tun not.}}\n"
            "premises:\n  grund: {text: Es ist laut., supports: thesis, evidence: "
            f"[{{text: So steht es da., source: {article.partition(':')[0]}}}]}}\n",
            encoding="utf-8",
        )
        article = "blatt: {type: article, title: Markt, URL: 'https://doi.org/10.1000/7'}"
    folder = tmp_path_factory.mktemp("a folder") / "site"
    made = argmap.site(maps, folder, title="Karten & <Streit>")
    assert not made.wrong
    assert not made.failed
    return folder


def tree(path: Path) -> html.HtmlElement:
    """Return a page as a tree."""
    return html.document_fromstring(path.read_text("utf-8"))


def test_every_link_is_relative_and_leads_to_what_is_there(site: Path) -> None:
    """To a file of the site, and with an id, to a part of that page."""
    ids = {
        path: {one.get("id") for one in tree(path).iter() if one.get("id")}
        for path in site.rglob("*.html")
    }
    lost, web = [], set()
    for path in site.rglob("*.html"):
        addresses = [
            one.get("href") or one.get("src") for one in tree(path).xpath("//*[@href or @src]")
        ]
        for address in addresses:
            if address.startswith(("https://", "http://")):
                web.add(address)
                continue
            name, part = urldefrag(address)
            target = (path.parent / unquote(name)).resolve() if name else path
            if not target.is_file() or (part and unquote(part) not in ids[target]):
                lost.append((path.name, address))
    assert lost == []
    assert "https://doi.org/10.1000/7" in web


def test_the_index_says_of_each_map_what_it_is_and_how_far_it_was_reviewed(site: Path) -> None:
    """Title, thesis, date, speakers, counts, states; the newest first."""
    items = tree(site / "index.html").xpath("//ul[@class='maps']/li")
    said = [" ".join(one.text_content().split()) for one in items]
    assert len(said) == len(NAMES) + 3
    (ritter,) = (one for one in said if one.startswith("Trump blufft, Putin gewinnt"))
    assert "12. März 2026 · Scott Ritter, Donald Trump" in ritter
    assert "36 Gründe · 6 Einwände · 3 Antworten · 43 Belege" in ritter
    assert "angenommen: 38 · angezweifelt: 7 · ungeprüft: 6" in ritter
    titles = [one.xpath("string(h2)").strip() for one in items]
    assert titles.index("Mehr Bänke") < titles.index("Eine Aussage an zwei Orten")
    assert titles.index("Mehr Bäume") == titles.index("Mehr Bänke") + 1


def test_a_source_says_which_claims_of_which_maps_rest_on_it(site: Path) -> None:
    """Two maps that call it differently, and give the same DOI."""
    (page,) = (path for path in site.glob("sources/*.html") if "Mehr Bänke" in path.read_text())
    lines = tree(page).xpath("//ul[@class='maps']/li")
    assert {one.xpath("string(h3)").strip() for one in lines} == {"Mehr Bäume", "Mehr Bänke"}
    assert [one.xpath("string(.//a[@class='n'])") for one in lines] == ["1", "1"]
    first = tree(site / "sources.html").xpath("//ul[@class='sources']/li")[0]
    assert first.xpath("string(a/@href)") == f"sources/{page.name}"
    assert "2 Karten" in first.text_content()


def test_the_feed_keeps_the_rules_of_atom(site: Path) -> None:
    """RFC 4287: what a feed and an entry must have once, ids that are absolute, dates."""
    feed = etree.parse(site / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    dated = re.findall("<time", (site / "index.html").read_text("utf-8"))
    assert len(entries) == len(dated) > 2
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
            assert one.findtext(f"{ATOM}{name}")
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated")).tzinfo
        links = one.findall(f"{ATOM}link")
        kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
        assert len(set(kinds)) == len(kinds)
        assert [link.get("href") for link in links if not (site / link.get("href")).is_file()] == []
        assert one.find(f"{ATOM}link[@rel='alternate']") is not None
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Karten & <Streit>"
    ids = [one.findtext(f"{ATOM}id") for one in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one)] == []
    days = [one.findtext(f"{ATOM}updated") for one in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]


def test_a_search_from_disk_finds_claims_and_sources(site: Path, browser: Browser) -> None:
    """While one types; what is found leads to the claim on its map's page, and that back."""
    page = browser.new_context().new_page()
    with overheard(page, "console", "pageerror", "dialog") as told:
        page.goto((site / "index.html").as_uri())
        page.fill("input", "laut markt zzz")
        page.locator("output:has-text('Nichts gefunden')").wait_for()
        page.fill("input", "laut bäume")
        page.locator("output:has-text('Gefunden: 1')").wait_for()
        assert not page.locator(".maps").is_visible()
        page.fill("input", "brummt")
        assert page.locator(".results h2").inner_text() == "Quellen"
        page.fill("input", "alert(")
        page.locator(".results section").first.wait_for()
        page.fill("input", "es ist laut banke")
        link = page.locator(".results li a")
        link.click()
        page.wait_for_url("**/maps/two.html#grund")
        page.locator("nav a").click()
        page.wait_for_url("**/index.html")
        assert page.locator(".maps").is_visible()
    page.context.close()
    assert told == []


WIDTHS = {"light": (1280, 360), "dark": (360, 1280)}


@pytest.mark.parametrize("scheme", WIDTHS)
def test_axe_finds_nothing(site: Path, browser: Browser, node_modules: Path, scheme: str) -> None:
    """On a server too, in a folder of it: index, search, sources, one source, and a map's page."""
    held = {f"deep/er/{name}": (site / name).read_text("utf-8") for name in files(site)}
    axe = (node_modules / "axe-core" / "axe.min.js").read_text("utf-8")
    with served(browser, held) as page:
        page.emulate_media(color_scheme=scheme)
        source = next(path.name for path in site.glob("sources/*.html"))
        names = ("index.html", "sources.html", "maps/hebrew.html", f"sources/{source}")
        # Axe looks at each page wide in one scheme and narrow in the other.
        for name, looked_at in zip(names, cycle(WIDTHS[scheme]), strict=False):
            page.goto(f"{SITE}deep/er/{name}")
            page.evaluate(axe)
            if name == "index.html":
                page.fill("input", "e")
                page.locator(".results section").first.wait_for()
                assert page.evaluate(CHECKED) == []
                page.fill("input", "")
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(OVERFLOW) == 0
                assert width != looked_at or page.evaluate(CHECKED) == []


def test_every_page_says_what_it_lets_in_and_has_nothing_inline(site: Path) -> None:
    """Those that are about all maps: the page of a map has a policy of its own."""
    for path in [*site.glob("*.html"), *site.glob("sources/*.html")]:
        page = tree(path)
        policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert [one.text for one in page.iter("script", "style") if one.text] == []
        keys = {key for element in page.iter() for key in element.attrib}
        assert [key for key in keys if key == "style" or key.startswith("on")] == []
