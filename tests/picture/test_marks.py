"""Marks: what is said about single boxes is seen by its word, its sign and the edge of the box."""

from __future__ import annotations

import re
from itertools import combinations, cycle, product
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import ImageChops

import argmap
from argmap.drawing.theme import THEMES
from argmap.model.marks import Mark, Tone
from arriving import opened, shot
from contrasts import PAINT, STROKE, contrast, faint
from fixture_maps import read
from geometry import faults, inspect
from listening import listen
from reading_order import order
from svg_parts import ATTRIBUTES, ELEMENTS, SVG, bare, groups, parse, said

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from argmap.model.argument import ArgumentMap
    from argmap.model.marks import Marks
    from geometry import Font

WORDS = {
    Tone.GOOD: "angenommen",
    Tone.DOUBT: "seit der Prüfung geändert",
    Tone.BAD: "bestritten",
    Tone.NEW: "neu",
    Tone.GONE: "entfernt",
}
PLATES = """
() => [...document.querySelectorAll("svg .claim .tag, svg .evidence .tag")].map((one) => {
  const box = one.closest(".claim, .evidence").querySelector(".box");
  return [getComputedStyle(one).fill, getComputedStyle(box).fill];
})
"""
"""The colour of each tag, and of the box that it lies in."""


def marked(argument: ArgumentMap) -> Marks:
    """Mark every claim and every piece of evidence, with one tone after the other."""
    names = [*argument.claims, *(piece.id for _, piece in argument.evidence())]
    return {name: Mark(WORDS[tone], tone) for name, tone in zip(names, cycle(Tone), strict=False)}


def test_without_marks_nothing_changes():
    """No marks and an empty table of marks give the same bytes, in which no tag is."""
    argument = read("complete")
    plain = argmap.render(argument).svg
    assert argmap.render(argument, marks={}).svg == plain
    assert "tag" not in plain


@pytest.mark.parametrize(("layout", "width"), [("columns", 720), ("outline", 360), ("graph", 1200)])
def test_each_mark_is_in_its_box(layout: str, width: int):
    """A marked box has its word and its tone, and what is not marked has neither."""
    argument = read("complete")
    marks = dict(list(marked(argument).items())[::2])
    root = parse(argmap.render(argument, width=width, layout=layout, marks=marks).svg)
    elements = set(root.iter())
    assert {element.tag.removeprefix(SVG) for element in elements} <= ELEMENTS
    assert {name for element in elements for name in element.attrib} <= ATTRIBUTES
    found = {}
    for group in [*groups(root, "claim"), *groups(root, "evidence")]:
        box, *tags = (part for part in group.iter(f"{SVG}rect") if part.get("class"))
        if tags:
            tone = Tone(tags[0].get("class").removeprefix("tag "))
            (word,) = (part for part in group if part.get("class") == f"word {tone}")
            (sign,) = (part for part in group if part.get("class") == f"sign {tone}")
            assert sign.get("d")
            name = group.get("id").partition("-")[2]
            found[name] = (said(word), tone)
            assert (tone in box.get("class").split()) == (name != "thesis")
    assert found == {name: (bare(mark.word), mark.tone) for name, mark in marks.items()}


@pytest.mark.parametrize("font", ["embedded", "DejaVu Sans", "Liberation Sans"])
@pytest.mark.parametrize("width", [300, 360, 720])
@pytest.mark.parametrize("name", ["complete", "hebrew", "long-words", "two-inferences"])
def test_marks_keep_the_promises(page: Page, name: str, width: int, font: Font):
    """With marks, too, the width is kept, nothing overlaps, and words stay in their boxes."""
    argument = read(name)
    long = {key: Mark("Gegenstandslosigkeitsbescheinigung " * 3, Tone.DOUBT) for key in ["thesis"]}
    marks = {**marked(argument), **long}
    svg = argmap.render(argument, width=width, layout="columns", marks=marks).svg
    drawn = inspect(page, svg, width=width, font=font)
    assert faults(drawn, list(order(argument, set(drawn.boxes_by_id)))) == []
    reaches = page.evaluate(
        """() => [...document.querySelectorAll(".boxes .tag")].flatMap((tag) => {
          const plate = tag.getBoundingClientRect();
          return [...tag.parentElement.querySelectorAll(".word, .sign")].map((one) => {
            const ink = one.getBoundingClientRect();
            return Math.max(plate.left - ink.left, ink.right - plate.right);
          });
        })"""
    )
    assert len(reaches) > 2
    assert max(reaches) <= 0.5, "a word reaches over the edge of its tag"


@pytest.mark.parametrize(("theme", "scheme"), [*product(THEMES, ("light", "dark"))])
def test_marks_can_be_seen(browser: Browser, theme: str, scheme: str):
    """Words in tags have a contrast of 4.5; edges, signs and tags one of 3 to what is around."""
    argument = read("complete")
    look = {"theme": THEMES[theme], "marks": marked(argument)}
    svg = argmap.render(argument, layout="columns", **look).svg
    table = argmap.render(argument, layout="table", **look).svg
    with opened(browser, table, scheme=scheme) as page:
        assert list(faint(page.evaluate(PAINT))) == []
    with opened(browser, svg, scheme=scheme) as page:
        parts = page.evaluate(PAINT)
        plates = page.evaluate(PLATES)
    assert list(faint(parts)) == []
    assert len(plates) == len(marked(argument))
    assert [pair for pair in plates if contrast(*pair) < STROKE] == []


@pytest.mark.parametrize("layout", ["columns", "table"])
def test_marks_are_heard(browser: Browser, layout: str):
    """Who listens hears the word of a mark before the words of its box; in a table after them."""
    argument = read("complete")
    marks = marked(argument)
    with opened(browser, argmap.render(argument, layout=layout, marks=marks).svg) as page:
        items = [part for part in listen(page).walk() if part.role == "listitem"]
    heard = [bare(item.said) for item in items]
    for claim in argument.claims.values():
        mark, text = marks[claim.id], bare(claim.text)
        word = "✓" if (layout, mark.tone) == ("table", Tone.GOOD) else bare(mark.word)
        found = [one for one in heard if text in one]
        if layout == "columns":
            assert [one for one in found if one.startswith(word)]
        else:
            assert [one for one in found if word in one.partition(text)[2]]


@pytest.mark.parametrize("theme", THEMES)
def test_tones_can_be_told_apart_in_grey(browser: Browser, theme: str):
    """The signs of any two tones differ in what is inked, not only in how dark it is."""
    argument = read("complete")
    look = {"theme": THEMES[theme], "marks": marked(argument)}
    with opened(browser, argmap.render(argument, layout="columns", **look).svg) as page:
        places = page.eval_on_selector_all(
            ".legend .tag", "(all) => all.map((one) => one.getBoundingClientRect().toJSON())"
        )
        grey = shot(page).convert("L")
    assert len(places) == len(Tone)
    samples = []
    for place in places:
        left, top = round(place["left"]), round(place["top"])
        crop = grey.crop((left + 3, top + 2, left + 23, top + 14))
        low, high = crop.getextrema()
        samples.append(crop.point([255 * (level > (low + high) / 2) for level in range(256)]))
    for one, other in combinations(samples, 2):
        assert ImageChops.difference(one, other).histogram()[255] >= 8


def test_the_legend_explains_the_tones_that_occur():
    """Each tone stands once, with all words that were said in it; others are not explained."""
    argument = read("complete")
    one, two, three = list(argument.claims)[:3]
    marks = {
        one: Mark("accepted", Tone.GOOD),
        two: Mark("holds", Tone.GOOD),
        three: Mark("falls", Tone.BAD),
    }
    (legend,) = groups(parse(argmap.render(argument, layout="columns", marks=marks).svg), "legend")
    tags = [part.get("class") for part in legend.iter(f"{SVG}rect")]
    assert [tag for tag in tags if "tag" in tag] == ["tag good", "tag bad"]
    assert "accepted,holds" in said(legend)
    assert "falls" in said(legend)


def test_a_long_legend_stays_in_the_picture():
    """Where words of one tone are many, the legend goes on in the next line."""
    argument = read("complete")
    marks = {
        name: Mark(f"ein recht langes Wort, Nummer {number}", Tone.BAD)
        for number, name in enumerate(argument.claims)
    }
    root = parse(argmap.render(argument, width=300, layout="outline", marks=marks).svg)
    (legend,) = groups(root, "legend")
    *others, last = ([float(span.get("y")) for span in text] for text in legend.iter(f"{SVG}text"))
    assert len(last) == len({*last}) > 5
    assert min(last) > max(max(rows) for rows in others)
    (sources,) = groups(root, "sources")
    first = next(sources.iter(f"{SVG}tspan"))
    assert float(first.get("y")) > max(last)


@pytest.mark.parametrize(
    ("layout", "overview"),
    [
        ("columns", False), ("outline", False), ("graph", False), ("table", False), ("auto", True),
    ],
)  # fmt: skip
def test_a_warrant_bears_its_mark_in_every_picture(layout: str, overview: bool):
    """It is reviewed like a claim, so its box, or its line, has the word and the tone."""
    text = """
argmap: 1
title: The witness
lang: en
thesis: {text: The witness saw the driver.}
premises:
  near: {text: She stood ten metres away.}
  lit: {text: The street was lit.}
inferences:
  sight: {premises: [near, lit], conclusion: thesis, warrant: From ten metres one knows a face.}
"""
    argument = argmap.validate_text(text).map
    assert argument is not None
    plain = argmap.render(argument, width=1200, layout=layout, overview=overview).svg
    marks = {"sight": Mark("challenged", Tone.BAD)}
    svg = argmap.render(argument, width=1200, layout=layout, overview=overview, marks=marks).svg
    assert "challenged" not in plain
    words = re.sub(r"<title>.*?</title>|<[^>]*>", "", svg.split("</style>")[-1])
    explained = layout in ("columns", "outline", "graph")
    assert words.count("challenged") == (2 if explained else 1)
    words = words.replace("challenged", "", explained)  # in the legend, above
    near = words.index("From ten metres")
    assert abs(words.index("challenged") - near) < 60
    assert re.search(r'class="(tag|said|word) bad"', svg)


@pytest.mark.parametrize("name", ["nobody", "", "complete"])
def test_a_mark_on_nothing_is_refused(name: str):
    """An id that is no claim's, no evidence's and no inference's is a mistake of the caller."""
    with pytest.raises(ValueError, match="no claim, evidence or inference"):
        argmap.render(read("complete"), marks={name: Mark("new", Tone.NEW)})


@pytest.mark.parametrize("word", ["", "  ", "a\x07b", "a\ud800b"])
def test_a_mark_without_a_word_is_refused(word: str):
    """A mark says something, in characters that an SVG can have."""
    with pytest.raises(ValueError, match="thesis"):
        argmap.render(read("complete"), marks={"thesis": Mark(word, Tone.NEW)})


@pytest.mark.parametrize("layout", ["columns", "table"])
def test_the_word_of_a_mark_is_only_text(layout: str):
    """Markup in a mark's word is words, and white space in it is folded."""
    word = '<script>alert(1)</script>\n & "more"'
    marks = {"thesis": Mark(word, Tone.BAD)}
    svg = argmap.render(read("complete"), layout=layout, marks=marks).svg
    (thesis,) = groups(etree.fromstring(svg.encode()), "thesis")
    assert bare('<script>alert(1)</script> & "more"') in said(thesis)
    assert "<script" not in svg
