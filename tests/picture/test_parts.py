"""Parts of a map: one claim with what stands under it, some levels, a picture for each reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import FocusError, render
from argmap.checking import validate_text
from argmap.drawing.draw import Pictures
from argmap.drawing.layout.tree import tree
from argmap.drawing.picture import Picture
from argmap.model.outline import ItemKind
from argmap.model.vocabulary import LANGUAGES, vocabulary
from cells_seen import look_at_cells
from fixture_maps import read
from geometry import faults, inspect
from paths import PROJECT
from random_maps import random_map

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from argmap.model.argument import ArgumentMap
    from argmap.model.outline import Item

RITTER = PROJECT / "maps" / "ritter_2026-03-12.yaml"
FEW = settings(max_examples=40, deadline=None, derandomize=True)
LINKED = """\
argmap: 1
title: Close the bridge
lang: en
by: Ada Stone
sources:
  survey: {type: report, title: Survey}
  letter: {type: report, title: Letter}
thesis: {text: The bridge must be closed.}
premises:
  cracks: {text: Its pillar is cracked., evidence: [{text: Three cracks., source: letter}]}
  trucks: {text: Trucks cross it.}
  survey-says: {text: A survey says so., supports: cracks, evidence: [{text: Yes., source: survey}]}
  old: {text: It is old., supports: [thesis, survey-says]}
inferences:
  both: {premises: [cracks, trucks], conclusion: thesis, warrant: Cracks grow under load.}
objections:
  repaired: {text: It was repaired., attacks: cracks}
  not-whole: {text: Not all of it., attacks: repaired}
  no-load: {text: They weigh little., attacks: both}
"""


def bridge() -> ArgumentMap:
    """Return a map with a join that is attacked, and a claim that serves two others."""
    found = validate_text(LINKED, "bridge.yaml").map
    assert found is not None
    return found


def number(name: str) -> str:
    """Return the number that a claim has on the whole map."""
    return Pictures(bridge(), Picture()).part(name).number


def words(svg: str) -> str:
    """Return what stands in a picture, with plain blanks."""
    text = re.sub(r"<(style|title|desc)>.*?</\1>", "", svg, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "", text.replace("</text>", " "))
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{SOFT HYPHEN}", "").split())


def claims(root: Item) -> list[Item]:
    """Return the claims that have their place in a plan."""
    return [one for one in root.walk() if one.kind in (ItemKind.THESIS, ItemKind.CLAIM)]


def dead_links(svg: str) -> list[str]:
    """Return the links within a picture that lead nowhere."""
    ids = set(re.findall(r' id="([^"]*)"', svg))
    return [one for one in re.findall(r' href="#([^"]*)"', svg) if one not in ids]


@pytest.mark.parametrize("width", [300, 720, 1200])
@pytest.mark.parametrize("seed", range(6))
def test_a_part_as_a_table_keeps_its_promises(page: Page, seed: int, width: int):
    """Words stand in their cells and no link is dead, wherever a map is cut."""
    argument = random_map(seed)
    focus = list(argument.claims)[len(argument.claims) // 2]
    for part in ({"focus": focus}, {"depth": 1}, {"focus": focus, "depth": 1}):
        drawn = render(argument, layout="table", width=width, **part)
        assert look_at_cells(page, drawn.svg).faults() == []
        assert dead_links(drawn.svg) == []


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        *((name, "columns") for name in ("undercut", "mutual-attack", "two-places", "arabic")),
        *((name, "outline") for name in ("undercut", "mutual-attack", "complete")),
        *((name, "graph") for name in ("undercut", "two-places")),
    ],
)
def test_a_part_as_boxes_keeps_its_promises(page: Page, name: str, layout: str):
    """Nothing is too small, too wide, or in the way, and no link is dead."""
    argument = read(name)
    for focus in list(argument.claims)[1:3]:
        drawn = render(argument, layout=layout, width=720, focus=focus, depth=1)
        assert faults(inspect(page, drawn.svg, width=720)) == []
        assert dead_links(drawn.svg) == []


@FEW
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_each_claim_is_in_one_of_the_split_pictures_or_counted(seed: int, depth: int):
    """Whatever the map: of all claims and their evidence nothing is lost, and nothing is double."""
    argument = random_map(seed)
    pictures = Pictures(argument, Picture())
    shown: list[str] = ["thesis"]
    pieces = counted = evidence = 0
    for name, picture in pictures.split(Picture(depth=depth)):
        if picture.overview:
            assert name == "thesis"
            continue
        root = pictures.part(picture.focus, picture.depth)
        assert root.id == name
        shown += [one.id for one in claims(root)]
        pieces += sum(one.kind is ItemKind.EVIDENCE for one in root.walk())
        for one in root.walk():
            if one.left_out:
                counted += sum(one.left_out[:3])
                evidence += one.left_out.evidence
    whole = tree(argument, {})
    assert len(shown) == len(set(shown))
    assert set(shown) <= {one.id for one in claims(whole)}
    assert len(shown) + counted == len(claims(whole))
    own = sum(child.kind is ItemKind.EVIDENCE for child in whole.children)
    assert pieces + evidence + own == sum(one.kind is ItemKind.EVIDENCE for one in whole.walk())


@FEW
@given(st.integers(0, 10_000), st.data())
def test_the_numbers_of_a_part_are_those_of_the_whole(seed: int, data: st.DataObject):
    """A claim, and a reference to one elsewhere, has the number that the whole map gives it."""
    pictures = Pictures(random_map(seed), Picture())
    whole = pictures.whole
    numbers = {one.id: one.number for one in claims(whole)}
    focus = data.draw(st.sampled_from(sorted(numbers)))
    before = [(one.id, one.number, len(one.children)) for one in whole.walk()]
    for one in pictures.part(focus, data.draw(st.none() | st.integers(1, 3))).walk():
        if one.claim is not None:
            assert one.number == numbers[one.id]
    assert [(one.id, one.number, len(one.children)) for one in whole.walk()] == before


def test_a_line_leads_from_the_thesis_to_the_claim():
    """It names the claims between, and says why they stand there; the claim has its own number."""
    for layout in ("table", "outline"):
        said = words(render(RITTER, layout=layout, focus="landung-unmoeglich").svg)
        way = (
            "Trump blufft, Putin gewinnt … weil 3 Militärisch finden die USA keinen Ausweg "
            "(2 + 3 zählen nur zusammen) … weil 3.1 Die Straße von Hormus lässt sich nicht "
            "kurzfristig freikämpfen … weil"
        )
        assert way in said
        assert "(3.1.1 + 3.1.2 zusammen, weil: Was eine unmögliche Landung" in said


def test_the_line_says_which_step_is_attacked_and_what_answers():
    """An objection to a step, and an answer, are named as what they are."""
    argument = bridge()
    step = words(render(argument, layout="table", focus="no-load").svg)
    assert "The bridge must be closed … Objection to the step 1 + 2" in step
    answer = words(render(argument, layout="table", focus="not-whole").svg)
    assert "… because 1 Its pillar is cracked (1 + 2 count only together) … Objection 1.2" in answer
    own = "Answer Ada Stone says this and everything without a name 1.2.1 Not all of it."
    assert f"It was repaired … {own}" in answer


def test_a_long_way_is_named_by_its_ends():
    """Of a chain of a hundred claims, the thesis and the nearest two lead to the last one."""
    argument = read("chain")
    last = list(argument.claims)[-1]
    drawn = render(argument, layout="table", focus=last)
    numbers = [one.number for one in Pictures(argument, Picture()).part(last).above]
    assert f"… {numbers[-3]} " in words(drawn.svg).replace("because ", "").replace("weil ", "")
    assert numbers[-4] not in words(drawn.svg)
    assert drawn.height < 400


def test_a_cut_claim_says_what_it_leaves_out():
    """Reasons, objections, answers and evidence, in the words of the map's language."""
    said = words(render(RITTER, layout="table", depth=1).svg)
    assert (
        "3 Militärisch finden die USA keinen Ausweg. … 7 Gründe, 2 Einwände, 1 Antwort, 11" in said
    )
    boxes = words(render(RITTER, layout="columns", depth=1).svg)
    assert "… 7 Gründe, 2 Einwände, 1 Antwort, 11 Belege" in boxes
    assert "1.1" not in said


def test_no_line_ends_between_a_count_and_what_it_counts():
    """Of what a cell leaves out: “… 3” alone says nothing."""
    svg = render(RITTER, layout="table", evidence="marks", depth=1).svg
    assert "…\N{NO-BREAK SPACE}3\N{NO-BREAK SPACE}Gründe,<" in svg


def test_an_answer_that_is_left_out_is_not_missing():
    """An objection whose answers are deeper than the picture is not shown as unanswered."""
    argument = bridge()
    said = words(render(argument, layout="table", depth=2).svg)
    assert "It was repaired. … 1 answer" in said
    assert "no objection is answered" not in said
    assert said.count("not answered") == 1, "of the objection to the step alone"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 3, 5, 11, 21, 100, 1_000_000])
def test_what_is_left_out_is_said_in_every_language(lang: str, count: int):
    """Each of the four nouns has its own form, and no brace is left over."""
    said = vocabulary(lang).left_out(count, count, count, count)
    assert said.startswith("…\N{NO-BREAK SPACE}")
    parts = said[2:].split(vocabulary(lang).comma)
    assert len(set(parts)) >= 3
    assert "{" not in said
    assert vocabulary(lang).left_out(0, 0, 1, 0).count(",") == 0


def test_a_claim_elsewhere_is_text_and_not_a_dead_link():
    """What also supports a claim, and stands in another part, has its number and no link."""
    svg = render(bridge(), layout="table", focus="cracks").svg
    assert f"also because {number('old')}" in words(svg)
    assert dead_links(svg) == []
    assert "href" not in svg


def test_a_part_lists_the_sources_that_it_cites_by_the_numbers_of_the_whole():
    """A source of another branch is left out, and [1] stays [1]."""
    said = words(render(bridge(), layout="table", focus="survey-says").svg)
    assert "[1] Survey" in said
    assert "Letter" not in said


def test_a_net_of_a_part_has_boxes_for_claims_elsewhere():
    """What it cannot draw a line to has a box of its own, as in columns."""
    drawn = render(bridge(), layout="graph", focus="survey-says", width=1200)
    assert drawn.layout == "graph"
    assert f"↗ {number('old')} It is old." in words(drawn.svg)


def test_split_pictures_lead_to_each_other_and_nowhere_else():
    """The overview leads to the parts, a part to the overview and to what stands in others."""
    pictures = Pictures(bridge(), Picture(layout="table"))
    split = dict(pictures.split(Picture(layout="table")))
    files = pictures.addresses({name: f"out/x {name}.svg" for name in split})
    drawn = {name: pictures.draw(one, files).svg for name, one in split.items()}
    found = {name: set(re.findall(r'href="\./([^"]*)"', svg)) for name, svg in drawn.items()}
    assert found["thesis"] == {f"x%20{name}.svg" for name in split if name != "thesis"}
    assert found["cracks"] == {"x%20thesis.svg", "x%20old.svg"}
    assert [name for name, svg in drawn.items() if dead_links(svg)] == []


def test_what_cannot_be_a_part_is_refused():
    """An id that is no claim's, a depth of nothing, and an overview of a part."""
    with pytest.raises(FocusError, match="did you mean `cracks`"):
        render(bridge(), focus="crack")
    with pytest.raises(FocusError, match="its key under `premises`"):
        render(bridge(), focus="both")
    with pytest.raises(ValueError, match="at least 1"):
        render(bridge(), depth=0)
    for part in ({"focus": "cracks"}, {"depth": 1}):
        with pytest.raises(ValueError, match="an overview shows the whole map"):
            render(bridge(), overview=True, **part)


def test_claims_without_end_get_no_pictures_of_their_own():
    """101 claims right under the thesis are one too many to make a picture of each."""
    entries = "".join(f"  c{one}: {{text: C{one}., supports: thesis}}\n" for one in range(101))
    text = f"argmap: 1\ntitle: T\nlang: en\nthesis: {{text: T.}}\npremises:\n{entries}"
    argument = argmap.validate_text(text).map
    with pytest.raises(argmap.ArgmapError, match=r"there are 101 claims .* and 100 are the most"):
        list(Pictures(argument, Picture()).split(Picture()))


def test_the_library_names_the_parts_that_split_makes():
    """They are the claims right under the thesis, joined or not, by their numbers."""
    names = argmap.main_claims(bridge())
    assert sorted(names) == ["cracks", "no-load", "old", "trucks"]
    drawn = argmap.render(bridge(), focus=names[0])
    assert f": 1 {bridge().claims[names[0]].text}</title>" in drawn.svg
