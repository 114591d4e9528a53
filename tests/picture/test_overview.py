"""The overview: thesis, main reasons, objections with their answers, the rest counted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from argmap import embed, load, render
from argmap.checking import validate_text
from argmap.model.vocabulary import LANGUAGES
from cells_seen import look_at_cells
from fixture_maps import WRITTEN, read
from paths import PROJECT
from random_maps import random_map

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from argmap.model.argument import ArgumentMap

RITTER = PROJECT / "maps" / "ritter_2026-03-12.yaml"
DRIFT = PROJECT / "maps" / "continental-drift_1966-12-16.yaml"


def shown_and_counted(argument: ArgumentMap, svg: str) -> tuple[set[str], int]:
    """Return the claims whose ids are in a picture, and how many more it counts."""
    ids = set(re.findall(r' id="[\w]+-([^"]+)"', svg)) & argument.claims.keys()
    text = re.sub(r"<[^>]*>", "", svg).replace("\N{NO-BREAK SPACE}", " ")
    below_legend = text.split("not shown here)")[-1].split("hier nicht gezeigt)")[-1]
    return ids, sum(int(count) for count in re.findall(r"\(\+ (\d+)\)", below_legend))


@pytest.mark.parametrize("width", [300, 479, 480, 720, 1600])
@pytest.mark.parametrize("name", WRITTEN)
def test_words_stand_in_their_cells(page: Page, name: str, width: int):
    """No words reach out of a cell or lie under another, at any width, in any script."""
    svg = render(read(name), width=width, overview=True).svg
    assert look_at_cells(page, svg).faults() == []


@pytest.mark.parametrize("seed", range(28))
def test_every_claim_is_shown_or_counted(page: Page, seed: int):
    """On maps of any shape, each claim stands in the overview or is counted, once."""
    argument = random_map(seed)
    svg = render(argument, width=(360, 720)[seed % 2], overview=True).svg
    seen = look_at_cells(page, svg)
    assert seen.faults() == []
    ids, counted = shown_and_counted(argument, svg)
    assert len(ids) + counted == len(argument.claims)


@pytest.mark.parametrize(
    ("path", "width", "highest"), [(RITTER, 720, 1050), (RITTER, 360, 1900), (DRIFT, 720, 1200)]
)
def test_the_whole_argument_stands_in_one_screen(
    page: Page, path: object, width: int, highest: int
):
    """Our maps' overviews are no higher than a screen, title, legend and all."""
    drawing = render(str(path), width=width, overview=True)
    assert look_at_cells(page, drawing.svg).faults() == []
    assert (drawing.layout, drawing.width) == ("overview", width)
    assert drawing.height <= highest


def test_main_reasons_and_objections_of_the_ritter_map():
    """All eight reasons stand in it, and all six objections with their answers."""
    argument = load(RITTER)
    ids, _ = shown_and_counted(argument, render(argument, overview=True).svg)
    main = {
        name
        for name, claim in argument.claims.items()
        if any(target.id == "thesis" for target in claim.supports)
    }
    objections = {name for name, claim in argument.claims.items() if claim.role == "objection"}
    assert main | objections <= ids
    assert len(main) >= 6
    assert len(objections) >= 6


LINKED = """\
argmap: 1
title: T
lang: en
by: Ada
thesis: {text: The bridge must be closed.}
premises:
  cracks: {text: Its pillar is cracked., supports: thesis}
  survey: {text: A survey says so., supports: cracks}
  walks: {text: It walked over the deck., supports: survey}
objections:
  new: {text: The pillar is new., by: Bo}
  sound: {text: New pillars are sound., by: Bo}
  old: {text: It is not., attacks: new}
  dear: {text: That is dear., by: Bo, attacks: cracks}
inferences:
  both: {premises: [new, sound], attacks: cracks, warrant: Age tells.}
"""


def test_objections_that_count_only_together_say_so_on_one_rule():
    """The first one begins with it, and a double rule, which the legend explains, joins them."""
    argument = validate_text(LINKED).map
    assert argument is not None
    svg = render(argument, overview=True).svg
    text = re.sub(r"<style>.*?</style>|<[^>]*>", "", svg).replace("\N{NO-BREAK SPACE}", " ")
    text = text.replace("\N{NARROW NO-BREAK SPACE}" * 2, " ")
    assert "1.2 + 1.3 together, because: Age tells.1.2 Objection · Bo: The pillar" in text
    assert "count only together" in text
    (above,) = re.findall(r'id="[^"]*-new".*?<rect[^>]* y="(\d+)"[^>]* height="(\d+)"', svg)
    (below,) = re.findall(r'id="[^"]*-sound".*?<rect[^>]* y="(\d+)"[^>]* height="(\d+)"', svg)
    span = int(above[0]), int(below[0]) + int(below[1])
    rules = [(int(y), int(y) + int(h)) for y, h in re.findall(r"M\d+ (\d+)h2v(\d+)h-2z", svg)]
    assert rules.count(span) == 2, "two lines from the first one's top to the second one's end"


def test_each_reason_of_a_main_reason_has_a_line_of_its_own():
    """And below it one, so that nobody takes the next for more of the same."""
    argument = load(RITTER)
    svg = render(argument, overview=True).svg
    rows: dict[str, list[tuple[int, str]]] = {}
    for x, y, line in re.findall(r'<text[^>]*><tspan x="(\d+)" y="(\d+)">(.*?)</text>', svg):
        said = re.sub("<[^>]*>", "", line).replace("\N{NO-BREAK SPACE}", " ")
        rows.setdefault(y, []).append((int(x), said.strip("\N{NARROW NO-BREAK SPACE}")))
    reasons = [row for row in rows.values() if re.fullmatch(r"(↗ )?\d+(\.\d)?", row[0][1])]
    reasons = [row for row in reasons if row[0][0] == 37]
    together = "(6.1 + 6.2 + 5 zählen nur zusammen)"
    numbered = {number: said for (_, number), (_, said) in reasons}
    assert numbered["3.3"] == "Die US-Bomben gehen ins Leere."
    assert numbered["5.3"] == "Der Krieg hebelt die Ölsanktionen gegen Russland aus. (+ 1)"
    assert numbered["↗ 5"] == f"Russland gewinnt, ohne selbst eingreifen zu müssen. {together}"
    assert len({x for _, (x, _) in reasons}) == 1, "the words begin below each other"


OTHERS = ({"evidence": "marks"}, {"layout": "columns"})
"""Pictures with evidence beside the overview, of which each language has its turn at one."""


@pytest.mark.parametrize(("number", "lang"), [*enumerate(LANGUAGES)])
def test_how_far_evidence_was_checked_stands_above_the_thesis(number: int, lang: str):
    """In every picture that shows evidence, and in every language."""
    argument = replace(load(RITTER), lang=lang)
    words = argument.words.all_reported
    for options in ({"overview": True}, OTHERS[number % len(OTHERS)]):
        svg = render(argument, width=360, **options).svg  # type: ignore[arg-type]
        text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", svg)
        text = " ".join(re.sub("[\u2066-\u2069\u202a-\u202e]", "", text).split())
        assert 0 < text.find(" ".join(words.split())) < text.rfind("Trump blufft"), options
    assert words not in render(argument, layout="table", evidence="none").svg


def test_evidence_in_several_states_is_counted_above_the_thesis():
    """A part counts its own; one that leaves out some of it, none."""
    argument = load(DRIFT)

    def said(**options: object) -> str:
        svg = render(argument, layout="table", **options).svg  # type: ignore[arg-type]
        return re.sub(r"<style>.*?</style>|<[^>]*>", "", svg).replace("\N{NO-BREAK SPACE}", " ")

    whole = "31 pieces of evidence, 8 verified, 1 disputed"
    assert whole in said()
    assert whole in said(depth=1)
    name = list(argument.claims)[1]
    assert whole not in said(focus=name)
    assert "pieces of evidence" in said(focus=name)


def test_no_evidence_is_counted_twice():
    """The counts of the rows come to what stands above the thesis."""
    svg = render(load(DRIFT), overview=True).svg
    text = re.sub(r"<style>.*?</style>|<[^>]*>", "", svg).replace("\N{NO-BREAK SPACE}", " ")
    whole, *rows = map(int, re.findall(r"(\d+) pieces? of evidence", text))
    assert whole == sum(rows) == 31


def test_a_letter_in_a_number_is_explained():
    """Where the claim that deep numbers go on from is left out, the legend names it."""
    text = (
        "argmap: 1\ntitle: T\nlang: en\nthesis: {text: The thesis.}\npremises:\n"
        + "".join(
            f"  c{i}: {{text: C, supports: {f'c{i - 1}' if i else 'thesis'}}}\n" for i in range(6)
        )
        + "objections: {o: {text: It objects., attacks: c5}}\n"
    )
    argument = validate_text(text).map
    assert argument is not None
    shown = {
        layout: re.sub("<[^>]*>", "", render(argument, layout=layout, overview=overview).svg)
        for layout, overview in (("auto", True), ("table", False), ("columns", False))
    }
    said = "1.1.1.1.1.1\xa0=\xa0A"
    assert "A\xa0=\xa01.1.1.1.1.1" in shown["auto"]
    assert said in shown["table"]
    assert said in shown["columns"]
    assert said in embed(argument, name="deep").text


@pytest.mark.parametrize("seed", range(12))
def test_no_link_is_dead(seed: int):
    """What stands elsewhere and is only counted has its number, and nothing to click."""
    svg = render(random_map(seed), overview=True).svg
    ids = set(re.findall(r' id="([^"]*)"', svg))
    assert set(re.findall(r' href="#([^"]*)"', svg)) <= ids


def test_lines_in_cells_are_filled():
    """No line ends where the next word has room, but before a last one that would stand alone."""
    svg = render(RITTER, overview=True).svg
    lines = [
        re.sub(r"<[^>]*>", "", line)
        for line in re.findall(r"<tspan x=.*?(?=<tspan x=|</text>)", svg)
    ]
    answer = next(place for place, line in enumerate(lines) if "Putin bietet" in line)
    assert lines[answer].endswith("Putin bietet Vermittlung an, aber nur ")
    assert lines[answer + 1] == "zu Russlands Bedingungen, und spielt Trump so aus."
    objection = next(place for place, line in enumerate(lines) if "Es war" in line)
    assert lines[objection].endswith("Es war ein sehr ")
    assert lines[objection + 1] == "gutes Gespräch."
    narrow = render(RITTER, overview=True, width=360).svg
    assert "Iran hat die Eskalation und das Ende des Kriegs </tspan>" in narrow


def test_the_legend_says_what_is_orange_and_what_the_arrow_leads_to():
    """Of what is there: on a phone no arrow is, and where nothing is answered, either."""
    text = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: It rains.}\npremises:\n"
    text += "  wet: {text: All is wet., supports: thesis}\n"
    text += "  hose: {text: There is no hose., attacks: dry}\nobjections:\n"
    text += "  dry: {text: It is dry., by: Bo, attacks: wet}\n"
    argument = validate_text(text).map
    unanswered = validate_text(text.replace("attacks: dry", "supports: wet")).map
    assert argument is not None
    assert unanswered is not None
    assert legend(render(argument, overview=True).svg) == ["Objection · ← Answer"]
    assert legend(render(argument, overview=True, width=360).svg) == ["Objection"]
    assert legend(render(unanswered, overview=True).svg) == ["Objection"]


def legend(svg: str) -> list[str]:
    """Return what a picture says of objections in small print without a sign or a number."""
    said = re.findall(r'<text class="faint"[^>]*><tspan[^>]*>([^<]*)', svg)
    return [one.replace("\N{NO-BREAK SPACE}", " ") for one in said if one.startswith("Obj")]


@pytest.mark.parametrize("layout", ["table", "columns", "outline", "graph", "overview"])
def test_a_lone_objection_says_itself_that_it_has_no_answer(layout: str):
    """Where there are two, and none has one, the legend says it once."""
    lone = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: It rains.}\npremises:\n"
    lone += (
        "  wet: {text: All is wet., supports: thesis}\n  dry: {text: It is dry., attacks: thesis}\n"
    )
    two = f"{lone}  sun: {{text: The sun shines., attacks: wet}}\n"
    said = []
    for text in (lone, two):
        argument = validate_text(text).map
        assert argument is not None
        shape = {"overview": True} if layout == "overview" else {"layout": layout}
        words = re.sub(r"<style>.*?</style>|<[^>]*>", "", render(argument, **shape).svg)  # type: ignore[arg-type]
        said.append((words.count("not answered"), words.count("no objection is answered")))
    assert said == [(1, 0), (0, 1)]
