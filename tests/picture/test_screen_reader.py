"""The picture for those who listen and for those who use the keyboard."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from argmap.drawing.svg import full_title
from argmap.model.outline import Item, ItemKind, Relation, plan
from argmap.model.vocabulary import vocabulary
from arriving import opened, picture, pixels, size
from fixture_maps import read
from listening import Heard, listen
from svg_parts import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from argmap.model.argument import ArgumentMap

CASES = [
    ("complete", 720, "columns"),
    ("complete", 360, "outline"),
    ("complete", 1200, "graph"),
    ("undercut", 720, "columns"),
    ("attacked-attack", 720, "columns"),
    ("mutual-attack", 720, "columns"),
    ("hebrew", 360, "outline"),
    ("chinese", 720, "columns"),
]
LINKS = """
() => [...document.querySelectorAll("svg a")].map((link) => {
  const {top, width, height} = link.getBoundingClientRect();
  const inline = link.closest("text") !== null;
  return {href: link.getAttribute("href"), text: link.textContent, top, width, height, inline};
})
"""
FOCUSED = """
() => {
  const {left, top, width, height} = document.activeElement.getBoundingClientRect();
  return {
    href: document.activeElement.getAttribute("href"),
    text: document.activeElement.textContent,
    inline: document.activeElement.closest("text") !== null,
    clip: {x: Math.max(0, left - 4), y: Math.max(0, top - 4), width: width + 8, height: height + 8},
  };
}
"""
AROUND = 4
"""How far what is looked at reaches beyond a link, in px."""

NO_RING = "outline: none; text-decoration: none"
SMALLEST_TARGET = 24
"""CSS px, each way: WCAG 2.2, success criterion 2.5.8, which leaves out links within a sentence."""


@pytest.mark.parametrize(("name", "width", "layout"), CASES)
def test_it_is_heard_as_the_map(browser: Browser, name: str, width: int, layout: str):
    """A screen reader gets a named picture, and lists within lists that are the map's plan."""
    argument = read(name)
    with opened(browser, picture(name, width, layout=layout)) as page:
        root = listen(page)
    assert root.name == full_title(argument)
    assert root.description == (argument.description or "")
    top, *others = [part for part in root.parts if part.role == "list"]
    assert len(others) == bool(argument.sources)
    assert list(unlike(argument, top, net=layout == "graph")) == []
    pictures = [part for part in root.walk() if part.role in {"image", "graphics-symbol"}]
    assert [part.name for part in pictures] == [vocabulary(argument.lang).legend]


def unlike(argument: ArgumentMap, top: Heard, *, net: bool) -> Iterator[str]:
    """Yield what is heard otherwise than it stands in the plan."""
    waiting: list[tuple[list[Item], Heard | None]] = [([plan(argument)], top)]
    while waiting:
        items, heard = waiting.pop()
        entries = heard.parts if heard else []
        if len(items) != len(entries):
            yield f"{[item.id for item in items]} are heard as {[one.said for one in entries]}"
            continue
        for item, entry in zip(items, entries, strict=True):
            words = bare(entry.said)
            if entry.role != "listitem":
                yield f"{item.id} is a {entry.role}"
            yield from (f"{item.id} lacks {w}: {words}" for w in wanted(argument, item, words))
            below = [part for part in entry.parts if part.role == "list"]
            inner = chain.from_iterable(seen(child, net=net) for child in item.children)
            waiting.append((list(inner), below[0] if below else None))


def seen(item: Item, *, net: bool) -> list[Item]:
    """Return what of an item has a box.

    An inference without words has none: there is what stands under it. In a net, which draws
    every link, a reference has none.
    """
    step = item.inference
    if net and item.kind is ItemKind.REFERENCE:
        return []
    if step is None or step.warrant or step.scheme:
        return [item]
    linked = sum(child.relation is Relation.PREMISE for child in item.children) > 1
    return [item] if linked else item.children


def wanted(argument: ArgumentMap, item: Item, words: str) -> Iterator[str]:
    """Yield each text that is not heard in an item: its own words, and how it bears on others."""
    texts = [relation_word(argument, item)]
    if item.kind in (ItemKind.CLAIM, ItemKind.THESIS):
        texts += [item.claim.text, item.claim.quote]
    elif item.kind is ItemKind.EVIDENCE:
        texts += [item.evidence.text, item.evidence.quote]
    elif item.kind is ItemKind.JOIN:
        texts = [item.inference.warrant]
    elif item.kind is ItemKind.REFERENCE:
        texts += [item.number, item.claim.text[:12]]
    yield from (text for text in texts if text and bare(text) not in words)


def relation_word(argument: ArgumentMap, item: Item) -> str:
    """Return the word of the map's language for what an item does, where that is news."""
    words = vocabulary(argument.lang)
    effect = item
    while effect.relation is Relation.PREMISE and effect.parent is not None:
        effect = effect.parent
    if effect.relation is None:
        return words.thesis
    if effect.relation is not Relation.ATTACKS:
        return ""  # reasons and evidence are told by where they stand
    return words.objection if item.against else words.answer


FURTHER = {
    "complete": {"children": "stützt auch 1", "bollards": "greift auch 2.3 an"},
    "two-places": {"leaves": "stützt auch 2", "roots": "greift auch 1 an"},
    "shared-premise": {"far": "stützt auch die These"},
    "mutual-attack": {"early": "greift auch die These an", "late": "greift auch 1.1 an"},
}
"""What claims do beyond what they stand under."""


@pytest.mark.parametrize("name", FURTHER)
def test_in_a_net_every_link_is_heard(browser: Browser, name: str):
    """What a net draws as a second line from a claim, the claim's box says in words."""
    argument = read(name)
    with opened(browser, picture(name, 1200, layout="graph")) as page:
        heard = [bare(part.said) for part in listen(page).walk() if part.role == "listitem"]
    for claim in argument.claims.values():
        (said,) = {words.partition("↗")[2] for words in heard if bare(claim.text) in words}
        assert said.startswith(bare(FURTHER[name].get(claim.id, "")))
        assert bool(said) == (claim.id in FURTHER[name])


def test_lines_and_legend_are_silent(browser: Browser):
    """Of lines and brackets nothing is heard, of the legend its name; title and sources are."""
    argument = read("complete")
    words = vocabulary(argument.lang)
    with opened(browser, picture("complete", layout="columns")) as page:
        assert page.locator(".links path").count() > 20
        assert page.locator("[aria-hidden]").count() == 0, "what is only read would lack it"
        root = listen(page)
    heard = [part.said for part in root.walk()]
    assert not {words.supports, words.attacks, words.cites, words.for_thesis} & set(heard)
    assert {argument.title, words.sources} <= set(heard)
    sources = [part for part in root.parts if part.role == "list"][1]
    assert [part.role for part in sources.parts] == ["listitem"] * len(argument.sources)
    for part, source in zip(sources.parts, argument.sources.values(), strict=True):
        assert source.title in part.said


@pytest.mark.parametrize("layout", ["columns", "table"])
@pytest.mark.parametrize("width", [360, 720])
def test_links_are_for_fingers_and_keyboards(browser: Browser, width: int, layout: str):
    """A link that is no part of a sentence is 24 px high; each is named, and reached in order.

    In a table a link is a number within a sentence, which may be as low as its line (WCAG 2.5.8).
    """
    with opened(browser, picture("complete", width, layout=layout), width=width) as page:
        links = page.evaluate(LINKS)
        names = [part.name for part in listen(page).walk() if part.role == "link"]
        reached = [focused(page) for _ in links]
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('svg')") is None
    assert len(links) >= (5 if layout == "columns" else 3)
    apart = [link for link in links if not link["inline"]]
    assert len(apart) >= (3 if layout == "columns" else 0)
    assert all(min(link["width"], link["height"]) >= SMALLEST_TARGET for link in apart)
    assert [name.strip() for name in names] == [link["text"].strip() for link in links]
    assert [one["href"] for one in reached] == [link["href"] for link in links]
    if width == 360:  # beside each other, one branch is read before the next
        assert [link["top"] for link in links] == sorted(link["top"] for link in links)


def focused(page: Page) -> dict[str, Any]:
    """Go one link further and return where the keyboard is."""
    page.keyboard.press("Tab")
    return page.evaluate(FOCUSED)


@pytest.mark.parametrize("layout", ["columns", "table"])
def test_the_focus_can_be_seen(browser: Browser, layout: str):
    """Around the link that the keyboard is on stands a ring; one within words is underlined."""
    svg = picture("complete", layout=layout)
    width, height = size(svg)
    with opened(browser, svg) as page:
        page.set_viewport_size({"width": width, "height": height})
        for _ in range(page.locator("svg a").count()):
            found = focused(page)
            clip = found["clip"]
            clip["width"] = min(clip["width"], width - clip["x"])
            with_ring = pixels(page.screenshot(clip=clip))
            page.evaluate(f"() => {{ document.activeElement.style = {NO_RING!r}; }}")
            without = pixels(page.screenshot(clip=clip))
            page.evaluate("() => { document.activeElement.style = ''; }")
            lit = sum(
                one != other
                for one, other in zip(
                    with_ring.get_flattened_data(), without.get_flattened_data(), strict=True
                )
            )
            least = clip["width"] - 2 * AROUND if found["inline"] else 3 * clip["width"]
            assert lit >= least, "a ring of 2 px on three sides at least, or a line under words"


def test_a_link_leads_to_its_box(browser: Browser):
    """Enter on a reference brings the box that it names into view and marks it."""
    svg = picture("complete")
    with opened(browser, svg) as page:
        page.set_viewport_size({"width": 800, "height": 300})
        link = page.locator("svg a[href^='#']").first
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/#*")
        marked = page.locator("svg g:target")
        assert f"#{marked.get_attribute('id')}" == link.get_attribute("href")
        place = marked.bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 300
