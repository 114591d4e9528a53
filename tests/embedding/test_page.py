"""The page of a map: one file that asks for nothing, with and without its script."""

from __future__ import annotations

import base64
import hashlib
import io
import random
from collections import Counter
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from lxml import html
from pypdf import PdfReader

import argmap
from argmap.model.vocabulary import LANGUAGES, vocabulary
from argmap.standing.reject import reject
from arguments import argument
from arriving import SITE, overheard, served
from fixture_maps import WRITTEN, read
from paths import RITTER
from random_maps import random_map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 720, 360)
DEMANDING = ("complete", "hostile", "long-words", "mixed-directions", "arabic", "very-long")
SHOWN = """
() => [...document.querySelectorAll(".claim:not(.thesis)")]
  .filter((one) => one.checkVisibility({contentVisibilityAuto: true}))
  .filter((one) => {
    const fold = one.parentElement.closest("details");
    return !fold || fold.open;
  })
  .map((one) => one.id)
"""
OPEN = "() => [...document.querySelectorAll('details.row[open]')].map((one) => one.id)"
STATES = """
(tried) => tried.map((ids) => {
  const buttons = [...document.querySelectorAll("button.reject")];
  for (const id of ids) buttons.find((one) => one.value === id).click();
  const claims = [...document.querySelectorAll(".claim")];
  const found = Object.fromEntries(claims.map((one) => [one.id, one.dataset.state]));
  if (ids.length) document.querySelector(".outcome > button").click();
  return found;
})
"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CHECKED = """
async () => {
  const {violations} = await axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  });
  return violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`);
}
"""


@cache
def written(name: str) -> str:
    """Return the page of one of the maps of the tests, or of the Ritter map with its reviews."""
    return argmap.page(RITTER if name == "ritter" else read(name))


@contextmanager
def shown(browser: Browser, text: str, width: int = 720, at: str = "") -> Iterator[Page]:
    """Open a page in a window of a width in CSS px."""
    with served(browser, {"": text}, width) as page:
        page.goto(f"{SITE}{at}")
        yield page


def tree(text: str) -> html.HtmlElement:
    """Return a page as a tree."""
    return html.document_fromstring(text)


def own_words(element: html.HtmlElement) -> str:
    """Return the words at a claim, without those of the claims under it."""
    parts = element.xpath("./summary | ./*[contains(concat(' ', @class, ' '), ' own ')]")
    return " ".join(" ".join(part.text_content() for part in parts).split())


def digest(text: str) -> str:
    """Return what a policy calls a script or a style sheet."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize("name", [*WRITTEN, "ritter"])
def test_everything_that_the_map_says_stands_at_what_it_is_about(name: str) -> None:
    """Text, speaker, quote, source and locator of each claim, and of its evidence the status."""
    given = argmap.load(RITTER) if name == "ritter" else read(name)
    numbers = {source: f"[{number}]" for number, source in enumerate(given.sources, start=1)}
    found = {one.get("id"): one for one in tree(written(name)).iter() if one.get("id")}
    assert found.keys() >= {*given.claims, *given.sources}

    def lacking(element: html.HtmlElement, *parts: str | None) -> list[str]:
        said = " ".join(element.text_content().split())
        return [part for part in parts if part and " ".join(part.split()) not in said]

    for claim in given.claims.values():
        said = own_words(found[claim.id])
        source = numbers[claim.source.id] if claim.source else None
        parts = [claim.text, claim.quote, source, claim.locator]
        parts.append(claim.speaker if claim.speaker != given.by else None)
        assert [part for part in parts if part and " ".join(part.split()) not in said] == []
    for _, piece in given.evidence():
        source = numbers[piece.source.id] if piece.source else None
        status = getattr(given.words, piece.status)
        parts = (piece.text, piece.quote, piece.locator, piece.by, source, status)
        assert lacking(found[piece.id], *parts) == []


@pytest.mark.parametrize("name", [*WRITTEN, "ritter"])
def test_its_own_policy_lets_in_its_style_sheet_and_its_script_and_nothing_else(name: str) -> None:
    """They are named by their digests; no element has a style or a handler of its own."""
    page = tree(written(name))
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    script, style = page.findall(".//script")[-1].text, page.find(".//style").text
    assert f"default-src 'none'; script-src 'sha256-{digest(script)}';" in policy
    assert f"style-src 'sha256-{digest(style)}'; font-src data:; img-src data:" in policy
    assert len(page.findall(".//script")) == 2
    assert {one.get("type") for one in page.findall(".//script")} == {"application/json", None}
    keys = {key for element in page.iter() for key in element.attrib}
    assert [key for key in keys if key == "style" or key.startswith("on")] == []
    addresses = [link.get("href") for link in page.iter("a")]
    assert [one for one in addresses if not one.startswith(("#", "https://", "http://"))] == []


@pytest.mark.parametrize("name", [*WRITTEN, "ritter", "chain", "crowd", "net", "sixteen"])
def test_it_is_small(name: str) -> None:
    """At most 60 KB and 1.5 KB for each claim, with font, style sheet and script."""
    claims = len(argmap.load(RITTER).claims if name == "ritter" else read(name).claims)
    assert len(written(name).encode()) <= 60_000 + 1_500 * claims


def crowded(number: int) -> argmap.ArgumentMap:
    """Return a map in which so many claims all attack all."""
    ids = [f"c{one}" for one in range(number)]
    entries = [
        f"  {one}: {{text: Says {one}., attacks: [thesis, {', '.join({*ids} - {one})}]}}\n"
        for one in ids
    ]
    head = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: T.}\nobjections:\n"
    found = argmap.validate_text(head + "".join(entries)).map
    assert found is not None
    return found


@pytest.mark.parametrize("number", [30, 140])
def test_it_is_small_where_all_attack_all(number: int) -> None:
    """Many references in a row are one line, of numbers: no room grows with their square."""
    assert len(argmap.page(crowded(number)).encode()) <= 60_000 + 1_500 * (number + 1)


def test_many_references_in_a_row_are_one_line_and_still_links(browser: Browser) -> None:
    """The first twenty; what falls knows all of them."""
    given = crowded(90)
    with shown(browser, argmap.page(given)) as page:
        line = page.locator("#c5 > ul > .see")
        assert line.count() == 1
        said = line.text_content()
        assert said.startswith("↗ also attacks here: 1, 2, 3, 4, 5, 7, ")
        assert said.endswith(" (+ 29)")
        assert line.locator("a").count() == 20
        line.locator("a").last.dispatch_event("click")
        assert page.evaluate("() => location.hash") == "#c20"
        ids = [f"c{one}" for one in range(89)]
        expected = reject(given, ids).states
        found = page.evaluate(STATES, [ids])[0]
        assert found["c89"] == str(expected["c89"]) == "stands"
        assert found["thesis"] == str(expected["thesis"])


def test_the_same_map_has_the_same_page() -> None:
    assert argmap.page(RITTER) == written("ritter")


def test_without_a_script_everything_is_open() -> None:
    """Nothing stands there that only a script could open or use."""
    page = tree(written("ritter"))
    assert [one for one in page.iter("details") if one.get("open") is None] == []
    body = page.find("body")
    assert [one.tag for one in body.iter("button", "input", "select", "template")] == []


def test_as_plain_text_it_is_the_map_in_its_order() -> None:
    """A feed reader that keeps the words alone has thesis, reasons with their numbers, sources."""
    main = tree(written("complete")).find(".//main")
    for hidden in main.xpath(".//*[@aria-hidden]"):
        hidden.drop_tree()
    words = " ".join(main.text_content().split())
    given = read("complete")
    places = [words.index(given.claims[name].text) for name in ("thesis", "linger", "bollards")]
    assert places == sorted(places)
    assert "■" not in words


@pytest.mark.parametrize("name", ["ritter", "hostile", "emoji"])
def test_it_runs_nothing_of_the_map_and_asks_for_nothing(browser: Browser, name: str) -> None:
    """No dialog, no message in the console, no request but for the page, whatever the map says."""
    with served(browser, {"": written(name)}, 720) as page:
        with overheard(page, "console", "dialog", "pageerror", "request") as told:
            page.goto(SITE, wait_until="networkidle")
            page.fill("[type=search]", "e")
            for button in page.query_selector_all("button.reject")[:3]:
                button.evaluate("(one) => one.click()")
        assert told == [SITE]
        assert page.locator("main :is(script, iframe, object, img)").count() == 0


def test_at_first_the_rows_are_closed_and_the_first_screen_says_what_the_map_says(
    browser: Browser,
) -> None:
    """Thesis and all eight reasons, each with what is counted in it, in 900 px."""
    with shown(browser, written("ritter")) as page:
        rows = page.locator("details.row")
        assert rows.count() == 8
        assert page.evaluate(OPEN) == []
        box = rows.last.bounding_box()
        assert box["y"] + box["height"] < 900
        fourth = rows.nth(3).locator(".counts")
        assert fourth.inner_text().strip() == "3 Gründe · 2 Einwände · 1 Antwort · 4 Belege"
        signs = [one.get_attribute("class").split()[0] for one in fourth.locator("i").all()]
        assert signs == ["reason", "reason", "reason", "objection", "answer", "objection"]
        row = rows.nth(3)
        row.locator("summary").first.press("Enter")
        assert page.evaluate(OPEN) == ["krieg-verloren"]


def test_what_is_looked_for_is_opened_while_one_types(browser: Browser) -> None:
    """Accents and capitals do not count; all words have to be there; nothing is lost by it."""
    with shown(browser, written("ritter")) as page:
        page.locator("details.row > summary").nth(6).click()
        page.locator("input[type=search]").press_sequentially("STRASSE hormus")
        found = page.evaluate(SHOWN)
        assert "hormus-nicht-zu-oeffnen" in found
        assert "europa-zerfaellt" not in found
        assert "krieg-verloren" in page.evaluate(OPEN)
        assert page.locator("output").inner_text() == "Gefunden: 3"
        assert page.evaluate("() => CSS.highlights.get('found').size") >= 6
        page.fill("[type=search]", "oesterreich")
        assert page.locator("output").inner_text() == "Nichts gefunden"
        page.fill("[type=search]", "kreml")
        assert page.evaluate(SHOWN), "what a source is called is found at what rests on it"
        page.fill("[type=search]", "")
        assert page.evaluate(OPEN) == ["russland-handelt-legal"]
        assert page.locator("details.row").count() == 8


def choose(page: Page, *selectors: str) -> None:
    """Tick the boxes, or take the source, that stand for selectors of claims."""
    for selector in selectors:
        if "sources" in selector:
            page.select_option("select", selector)
        else:
            page.check(f"[value='{selector}']")


CHOICES = {
    ".objection": {"customers", "fire", "correlation", "weather", "winter"},
    ".unanswered": {"correlation"},
    '[data-sources~="3"]': {"fire"},
    '[data-sources~="2"]': {"quiet", "linger"},
}


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_leaves_what_was_chosen_and_what_leads_to_it(browser: Browser, choice: str):
    """Of an objection the answers stay, too; what is not chosen is the paler."""
    with shown(browser, written("complete")) as page:
        choose(page, choice)
        number = page.locator("output").inner_text().removeprefix("Gefunden: ")
        assert number == str(len(CHOICES[choice]))
        found = set(page.evaluate(SHOWN))
        assert found >= CHOICES[choice]
        for name in found - CHOICES[choice]:
            element = page.locator(f"[id='{name}']")
            leads = element.locator(f".claim{choice}").count() > 0
            assert leads or "answer" in element.get_attribute("class").split()
            assert "beside" in element.get_attribute("class").split()


def test_choices_and_words_that_are_looked_for_narrow_each_other(browser: Browser) -> None:
    """What is left is all of it at once; each says its number, and nothing left says so."""
    with shown(browser, written("complete")) as page:
        labels = [one.strip() for one in page.locator("fieldset label").all_inner_texts()]
        assert labels == ["nur Einwände (5)", "ohne Antwort (1)", "ungeprüft (14)"]
        options = page.locator("option").all_inner_texts()
        assert options[0] == "alles"
        assert options[3].startswith("[3] ")
        assert options[3].endswith(" (1)")
        result, back = page.locator("output"), page.locator(".found button")
        assert not back.is_visible()
        choose(page, ".objection")
        assert result.inner_text() == "Gefunden: 5"
        choose(page, '[data-sources~="3"]')
        assert result.inner_text() == "Gefunden: 1"
        assert "fire" in page.evaluate(SHOWN)
        page.fill("[type=search]", read("complete").claims["fire"].text.split()[0])
        assert result.inner_text() == "Gefunden: 1"
        choose(page, ".unanswered")
        assert result.inner_text() == "Nichts gefunden"
        assert page.evaluate(SHOWN) == []
        assert result.evaluate("(one) => one.localName") == "output", "which is read out by itself"
        back.click()
        assert result.inner_text() == ""
        assert page.locator(":checked:not(option)").count() == 0
        assert page.input_value("select") == ""
        assert page.locator(".claim[hidden]").count() == 0


def test_a_source_that_is_known_through_another_is_chosen_with_it(browser: Browser) -> None:
    """What rests on the memo rests on the debate, in which alone it is quoted."""
    with shown(browser, written("complete")) as page:
        page.select_option("select", '[data-sources~="1"]')
        assert {"fire", "quiet", "customers"} <= set(page.evaluate(SHOWN))


def test_the_unreviewed_are_those_of_the_ledger(browser: Browser) -> None:
    states = argmap.reviews(RITTER)
    given = argmap.load(RITTER)
    unreviewed = [
        name for name, one in states.items() if one.state == "unreviewed" and name in given.claims
    ]
    assert unreviewed
    with shown(browser, written("ritter")) as page:
        choose(page, "[data-review=unreviewed]")
        assert page.locator("output").inner_text() == f"Gefunden: {len(unreviewed)}"
        assert set(unreviewed) <= set(page.evaluate(SHOWN))


def test_every_verdict_stands_at_its_claim_with_its_note(browser: Browser) -> None:
    """Who judged, when and how, whether it has changed since, and why."""
    words, found = vocabulary("de"), tree(written("ritter"))
    for name, standing in argmap.reviews(RITTER).items():
        said = own_words(found.get_element_by_id(name))
        assert getattr(words, standing.state) in said
        for opinion in standing.opinions:
            verdict = opinion.verdict
            parts = [verdict.by, words.date(verdict.date), verdict.note or ""]
            parts.append(words.stale if opinion.changes else "")
            assert [part for part in parts if part not in said] == []
    with shown(browser, written("ritter")) as page:
        page.fill("[type=search]", "Reihenfolge der Zeichen")
        page.fill("[type=search]", "Schlagwort")
        assert page.locator("details.verdicts[open]").count() > 0, "a note is found and unfolded"


def test_a_settled_challenge_says_who_settled_it_and_why(small_map) -> None:
    """And a map without reviews says nothing of them."""
    assert "angezweifelt" not in tree(argmap.page(small_map)).find("body").text_content()
    argmap.record(small_map, "challenge", ["risse"], by="Eva", note="Wo?", date="2026-03-14")
    argmap.record(small_map, "settle", ["risse"], by="Ada", note="Im Bericht.", date="2026-03-15")
    said = own_words(tree(argmap.page(small_map)).get_element_by_id("risse"))
    assert "angezweifelt · Eva · 14. März 2026: Wo?" in said
    assert "geklärt · Ada · 15. März 2026: Im Bericht." in said


def test_a_link_to_a_claim_opens_its_branch(browser: Browser) -> None:
    """From outside, from a number in the page, and while a search hides the claim."""
    with shown(browser, written("ritter"), at="#vergeltung-staerkt-gegner") as page:
        assert page.evaluate(OPEN) == ["russland-gewinnt-ohne-zutun"]
        claim = page.locator("#vergeltung-staerkt-gegner")
        assert 0 <= claim.bounding_box()["y"] < 800
        page.fill("[type=search]", "Iran bricht nicht zusammen")
        assert not claim.is_visible()
        page.evaluate("() => { location.hash = '#hormus-geschlossen'; }")
        page.wait_for_function("() => document.querySelector('input').value === ''")
        assert page.locator("#hormus-geschlossen").is_visible()
        number = page.locator("#hormus-geschlossen .n").first
        assert number.get_attribute("href") == "#hormus-geschlossen"
        row = page.locator("#krieg-verloren")
        assert row.locator(".acts a").first.get_attribute("href") == "#krieg-verloren"


def test_it_can_be_used_by_keyboard_alone(browser: Browser) -> None:
    """Search, choice, rows, numbers and buttons follow each other, and keys work them."""
    with shown(browser, written("complete")) as page:
        page.locator("[type=search]").focus()
        reached = []
        for _ in range(4):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("() => document.activeElement.localName"))
        assert reached == ["button", "input", "input", "input"]
        page.keyboard.press("Space")
        assert page.is_checked("[value='[data-review=unreviewed]']")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        assert page.input_value("select") == '[data-sources~="1"]'
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.type") == "search"
        page.locator("details.row > summary").first.focus()
        page.keyboard.press("Space")
        assert len(page.evaluate(OPEN)) == 1
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.className") == "reject"
        page.keyboard.press("Enter")
        assert page.locator(".outcome").is_visible()
        assert page.evaluate("() => document.activeElement.getAttribute('aria-pressed')") == "true"


def made(chance: random.Random) -> argmap.ArgumentMap:
    """Return a map with circles of attacks, joins, undercuts, evidence and sources, by lot."""
    names = [f"p{number}" for number in range(1, chance.randint(4, 12))]
    lines = []
    for place, name in enumerate(names):
        lines.append(f"{name} {chance.choice('>>!')} {chance.choice(['thesis', *names[:place]])}")
    steps = []
    for number in range(chance.randint(0, 2)):
        lines.append(
            f"s{number}: q{number} & r{number} {chance.choice('>!')} {chance.choice(names)}"
        )
        steps.append(f"s{number}")
    for name in names:
        if chance.random() < 0.5:
            other = chance.choice([one for one in ["thesis", *names, *steps] if one != name])
            if f"{name} > {other}" not in lines and f"{name} ! {other}" not in lines:
                lines.append(f"{name} ! {other}")
        if chance.random() < 0.4:
            disputed = " ?" * (chance.random() < 0.3)
            lines.append(f"{name} < e{name}{disputed} @ {chance.choice('abc')}")
    lines += ["a ~ b"] * any(line.endswith("@ a") for line in lines)
    return argument(*lines)


def test_what_falls_in_the_page_is_what_impact_says(browser: Browser) -> None:
    """Of many maps, most with circles of attacks, and many things rejected: the same states."""
    chance = random.Random(14)  # noqa: S311 -- which maps are tried
    maps = [*(made(chance) for _ in range(14)), random_map(3), read("attacked-undercut")]
    seen: Counter[str] = Counter()
    for given in maps:
        parts = [*(one for one in given.claims if one != "thesis"), *given.sources]
        tried = [chance.sample(parts, min(len(parts), chance.randint(1, 3))) for _ in range(12)]
        expected = [
            {
                name: "rejected" if name in ids else str(state)
                for name, state in reject(given, ids).states.items()
                if name in given.claims
            }
            for ids in ([], *tried)
        ]
        with shown(browser, argmap.page(given)) as page:
            assert page.evaluate(STATES, [[], *tried]) == expected
        seen.update(state for states in expected for state in states.values())
    assert min(seen.values()) > 100
    assert seen.keys() == {"stands", "contested", "falls", "rejected"}


def test_what_falls_is_told_with_links_and_taken_back(browser: Browser) -> None:
    """The claims that change are named below, and at the claims themselves."""
    with shown(browser, written("ritter"), at="#hormus-geschlossen") as page:
        button = page.locator("[id='hormus-geschlossen'] > .own .reject")
        assert button.inner_text().split() == ["verwerfen", "4.1.1"], (
            "the number is for those who hear it"
        )
        button.click()
        told = page.locator(".outcome")
        assert told.inner_text().split("\n")[:3] == [
            "verworfen: 4.1.1",
            "fällt: 4.1",
            "These: steht",
        ]
        assert page.locator("#iran-hat-es-in-der-hand .state").first.inner_text().strip() == "fällt"
        told.locator("a").last.click()
        assert page.evaluate("() => location.hash") == "#iran-hat-es-in-der-hand"
        button.click()
        assert not told.is_visible()
        assert page.locator(".state:not(:empty)").count() == 0


def test_signs_between_words_are_those_of_the_language(browser: Browser, small_map: Path) -> None:
    """French has a blank before a colon, in what the script says, too."""
    text = small_map.read_text(encoding="utf-8").replace("lang: de", "lang: fr")
    with shown(browser, argmap.page(argmap.validate_text(text).map)) as page:
        page.locator(".reject").first.dispatch_event("click")
        assert "Thèse\u00a0: " in page.locator(".outcome strong").inner_text()


@pytest.mark.parametrize(
    ("thesis", "head"),
    [
        ("{text: It rains.}", "Thesis · Ada says this and everything without a name"),
        ("{text: It rains., by: Ben}", "Thesis · Ben · all without a name: Ada"),
        ("{text: It rains., implicit: true}", "Thesis · all without a name: Ada"),
    ],
)
def test_who_says_what_names_nobody_is_said_as_in_the_pictures(thesis: str, head: str) -> None:
    """Above the thesis, in one phrase where the same one says that, too."""
    start = f"argmap: 1\ntitle: Rain\nlang: en\nby: Ada\nthesis: {thesis}\n"
    text = f"{start}premises:\n  wet: {{text: All is wet., supports: thesis}}\n"
    given = argmap.validate_text(text).map
    assert given is not None
    found = tree(argmap.page(given))
    assert found.find_class("kicker")[0].text_content() == head
    assert "without" not in found.find_class("legend")[0].text_content()


# Of each scheme every width occurs, and of each map two.
@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [
        *(("complete", "light", 1280), ("hostile", "light", 720), ("hebrew", "light", 360)),
        *(("complete", "dark", 360), ("hostile", "dark", 1280), ("hebrew", "dark", 720)),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, node_modules: Path, name: str, scheme: str, width: int
) -> None:
    """Closed, open with something rejected, and searched, at any width."""
    with shown(browser, written(name), width) as page:
        page.emulate_media(color_scheme=scheme)
        page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        assert page.evaluate(CHECKED) == []
        page.locator(".tools .fold").click()
        page.locator(".reject").first.dispatch_event("click")
        assert page.evaluate(CHECKED) == []
        page.fill("[type=search]", "e")
        choose(page, ".objection")
        assert page.evaluate(CHECKED) == []


@pytest.mark.parametrize("name", DEMANDING)
def test_nothing_makes_it_scroll_sideways(browser: Browser, name: str) -> None:
    """At every width, with all rows open and something rejected."""
    with shown(browser, written(name)) as page:
        page.locator(".tools .fold").click()
        page.locator(".reject").first.dispatch_event("click")
        for width in (*WIDTHS, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW) == 0, width


def test_a_map_that_runs_from_right_to_left_does_so_in_its_page(browser: Browser) -> None:
    """Numbers and rules stand at the right."""
    with shown(browser, written("hebrew")) as page:
        assert page.evaluate("() => document.documentElement.dir") == "rtl"
        number = page.locator(".row .n").first.bounding_box()
        assert number["x"] > 600


def test_a_chain_of_a_thousand_claims_is_nested_no_deeper_than_one_can_read(
    browser: Browser,
) -> None:
    """What is deeper says by a number what it belongs to."""
    page = tree(written("chain"))
    deepest = max(len(one.xpath("ancestor::ul")) for one in page.xpath("//li"))
    assert deepest <= 12
    last = page.get_element_by_id("c998")
    assert "zu " in last.find(".//b").text_content()
    with shown(browser, written("chain"), 360, at="#c998") as window:
        assert window.evaluate(OVERFLOW) == 0
        assert window.locator("#c998").bounding_box()["width"] > 120


def test_in_print_everything_is_open_and_pages_end_between_claims(browser: Browser) -> None:
    """Also what the reader had folded, and without the search field and the buttons."""
    with shown(browser, written("ritter")) as page:
        pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
        text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
        given = argmap.load(RITTER)
        assert "verwerfen" not in text
        assert "Alles aufklappen" not in text
        assert [one.id for one in given.claims.values() if one.text.split()[-1] not in text] == []
        assert page.evaluate(OPEN) == [], "after it, the rows are as they were"
        page.emulate_media(media="print")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        apart = "(one) => getComputedStyle(one).breakInside"
        for part in page.query_selector_all(".row .own, .row > summary"):
            assert part.evaluate(apart) == "avoid"


def test_a_theme_changes_colours_and_words() -> None:
    """As in a picture."""
    page = argmap.page(read("complete"), theme="safe")
    assert "--for-stroke:#0072b2" in page
    assert "--for-stroke:#0072b2" not in written("complete")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_has_the_words_of_its_language(lang: str) -> None:
    """What argmap adds is in the language of the map, counts in its plural forms."""
    text = (
        f"argmap: 1\ntitle: T\nlang: {lang}\nthesis: {{text: A.}}\npremises:\n"
        "  a: {text: B., supports: thesis}\n  b: {text: C., supports: a}\n"
        "  c: {text: D., supports: a}\nobjections:\n  o: {text: E., attacks: a}\n"
    )
    words = vocabulary(lang)
    page = argmap.page(argmap.validate_text(text).map)
    said = (
        *(words.search, words.show, words.everything, words.only_objections, words.open_all),
        *(words.reject, words.take_back, words.take_all_back, words.stands, words.nothing_found),
        *(words.counted(words.reasons, 2), words.counted(words.objections, 1), words.no_answer),
    )
    assert [one for one in said if one not in page] == []


TO_THESIS = "conclusion: thesis"


def test_steps_against_steps_without_end_stay_lists_in_lists() -> None:
    """200 inferences, each against the one before it: each line of a list stands in one."""
    claims = "".join(f"  c{one}: {{text: C{one}.}}\n" for one in range(200))
    steps = "".join(
        f"  i{one}: {{premises: [c{one}], {f'attacks: i{one - 1}' if one else TO_THESIS}}}\n"
        for one in range(200)
    )
    head = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: T.}\n"
    text = f"{head}premises:\n{claims}inferences:\n{steps}"
    argument = argmap.validate_text(text).map
    assert argument is not None
    listed = _ListItems()
    listed.feed(argmap.page(argument))
    assert listed.astray == []
    assert listed.open == []


class _ListItems(HTMLParser):
    """Finds lines of lists that stand in none, and what a list holds beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.astray: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "link", "input", "br", "img"}:
            return
        if (tag == "li") != (self.open[-1:] in (["ul"], ["ol"])):
            self.astray.append(str(attrs))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
