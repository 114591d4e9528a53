"""The table: a claim beside its reasons or above them, the whole argument in little room."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from argmap import Mark, Tone, load, render
from argmap.checking import validate_text
from cells_seen import look_at_cells
from fixture_maps import WRITTEN, read
from paths import PROJECT
from random_maps import random_map

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from argmap.model.argument import ArgumentMap

RITTER = PROJECT / "maps" / "ritter_2026-03-12.yaml"
DRIFT = PROJECT / "maps" / "continental-drift_1966-12-16.yaml"
HOLE = (200, 32)
"""No place of this size, in px, is empty: two lines of words."""


def missing(argument: ArgumentMap, svg: str) -> set[str]:
    """Return the claims and the evidence that have no id in a picture."""
    ids = re.findall(r' id="[\w]+-([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    return {*argument.claims, *(piece.id for _, piece in argument.evidence())} - {*ids}


@pytest.mark.parametrize("width", [300, 479, 480, 600, 720, 1000, 1600])
@pytest.mark.parametrize("name", WRITTEN)
def test_words_stand_in_their_cells(page: Page, name: str, width: int):
    """No words reach out of a cell or lie under another, at any width, in any script."""
    argument = read(name)
    svg = render(argument, width=width, layout="table").svg
    seen = look_at_cells(page, svg)
    assert seen.faults() == []
    assert seen.holes(*HOLE) == []
    assert missing(argument, svg) == set()


@pytest.mark.parametrize("seed", range(30))
def test_no_claim_and_no_evidence_is_missing(page: Page, seed: int):
    """On maps of any shape each claim and each piece of evidence stands in the table, once."""
    argument = random_map(seed)
    svg = render(argument, width=(360, 560, 720, 1200)[seed % 4], layout="table").svg
    seen = look_at_cells(page, svg)
    assert seen.faults() == []
    assert seen.holes(*HOLE) == []
    assert missing(argument, svg) == set()


@pytest.mark.parametrize(
    ("path", "width", "evidence", "highest"),
    [
        (RITTER, 720, "words", 2200),
        (RITTER, 720, "marks", 1350),
        (RITTER, 360, "marks", 2400),
        (DRIFT, 720, "marks", 1100),
        (DRIFT, 1200, "words", 2100),
    ],
)
def test_our_maps_are_no_higher_than_they_have_to_be(
    page: Page, path: object, width: int, evidence: str, highest: int
):
    """Title, legend and sources included, they stay below the heights that were aimed at."""
    drawing = render(str(path), width=width, layout="table", evidence=evidence)  # type: ignore[arg-type]
    seen = look_at_cells(page, drawing.svg)
    assert seen.faults() == []
    assert seen.holes(*HOLE) == []
    assert (drawing.layout, drawing.width) == ("table", width)
    assert drawing.height <= highest


def test_evidence_is_shown_as_it_is_asked_for():
    """In words it is all there; as marks, a ring for each piece; or there is none."""
    argument = load(RITTER)
    texts = {form: plain(argument, form) for form in ("words", "marks", "none")}
    assert (
        "Die Gaza-Unterstützung hat die Präzisionswaffen knapp werden lassen. [1]" in texts["words"]
    )
    assert "Den USA fehlen Truppen und Munition. ○" in texts["marks"]
    assert "Gaza" not in texts["marks"]
    assert "○" not in texts["none"]
    assert "[1]" not in texts["none"] + texts["marks"]


def plain(argument: ArgumentMap, evidence: str) -> str:
    """Return the words of a table."""
    return words_of(render(argument, layout="table", evidence=evidence).svg)  # type: ignore[arg-type]


def words_of(svg: str) -> str:
    """Return the words of a picture."""
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", "", svg).replace("\u00a0", " ").split())


def test_in_words_a_claim_has_its_own_quote_and_a_step_its_scheme():
    """What a claim quotes from its source, and the kind of a step, are words, too."""
    argument = load(RITTER)
    words = plain(argument, "words")
    assert "Verzweifelt sucht Trump einen Weg aus dem Iran-Krieg. „Off-Ramp“ [1]" in words
    assert "(Schema: Schluss aus einem Anzeichen)" in words
    marks = plain(argument, "marks")
    assert "Off-Ramp" not in marks
    assert "Schema:" not in marks


def test_a_linked_claim_that_stands_elsewhere_says_what_it_says():
    """It has a cell between the claims that it counts with, on their rule, and leads to its own."""
    text = """\
argmap: 1
title: Rain
lang: en
thesis: {text: The match is off.}
premises:
  rain: {text: It rains., supports: thesis}
  field: {text: The field is soaked., supports: thesis}
  drain: {text: No drain works.}
inferences:
  soaked: {premises: [rain, drain], conclusion: field}
"""
    argument = validate_text(text, "rain.yaml").map
    assert argument is not None
    words = plain(argument, "words")
    assert "2 The field is soaked. ↗ 1 It rains. 2.1 No drain works." in words
    assert "↗ stands elsewhere" in words, "in the legend"
    svg = render(argument, layout="table").svg
    (named,) = re.findall(r'<g class="reference for">.*?</g>', svg)
    (target,) = re.findall(r'<a href="#([^"]+)">', named)
    assert target.endswith("-rain")
    assert f'id="{target}"' in svg


def made(text: str, lang: str = "en") -> ArgumentMap:
    """Return the map that a text without its head is."""
    head = f"argmap: 1\ntitle: T\nlang: {lang}\nby: Ada\n"
    argument = validate_text(f"{head}{text}", "map.yaml").map
    assert argument is not None
    return argument


def test_what_stands_elsewhere_is_named_at_both_places():
    """What lives elsewhere says there how it begins; a linked claim, what else it carries."""
    words = plain(load(RITTER), "marks")
    begun = "← Antwort: 3.4 Bomben auf zivile Ziele brechen das Völkerrecht und stärken Iran nur."
    assert begun in words
    assert "4.1.1 Die Straße von Hormus ist praktisch geschlossen. ○ trägt auch 5.3" in words
    assert "4.1.1 + 5.3.1 zusammen, weil:" in words
    assert "↗ 4.1.1 Die Straße von Hormus ist praktisch geschlossen. 5.3.1 unausgespr" in words
    assert "↗ 5 Russland gewinnt, ohne selbst eingreifen zu müssen. 6.3" in words
    svg = render(load(RITTER), layout="table", evidence="marks").svg
    led = re.findall(
        r'trägt\u00a0auch\u00a0</tspan><tspan class="small"[^>]*><a href="#[^"]+">(.*?)<', svg
    )
    assert led == ["5.3", "6"]
    assert words.index("4.3.1 ← Antwort") < words.index("← Antwort: 4.2")


@pytest.mark.parametrize("width", [360, 720])
@pytest.mark.parametrize("path", [RITTER, DRIFT])
def test_no_claim_of_our_maps_is_cut(path: Path, width: int):
    """What is named where it does not stand has all its words."""
    assert "…" not in words_of(render(load(path), layout="table", width=width).svg)


def test_a_long_claim_is_cut_where_it_does_not_stand():
    """It has three lines there: the rest stands at its own place."""
    long = " ".join(["The survey saw cracks in it."] * 12)
    text = ANSWERS.replace("{text: Its pillar is cracked., supports: thesis}", "CRACKS")
    text = text.replace("CRACKS", f"{{text: {long}, supports: thesis, attacks: dear}}")
    svg = render(made(text), layout="table").svg
    (named,) = re.findall(r"<g class=\"reference for\">.*?</g>", svg)
    assert "Answer: " in words_of(named)
    assert words_of(named).endswith(" …")
    assert (named.count(" y="), named.count(" dy=")) == (2, 2), "a ground, a line, two more"


@pytest.mark.parametrize("evidence", ["words", "marks"])
def test_evidence_leads_to_its_source_on_the_web(evidence: str):
    """The number of its source does, or its ring; where no address is known, nothing."""
    svg = render(
        made(
            "sources:\n  a: {type: report, title: A, URL: https://a.example/x}\n"
            "  b: {type: report, title: B}\nthesis: {text: T}\npremises:\n"
            "  p:\n    text: It is.\n    supports: thesis\n    evidence:\n"
            "    - {text: One says so., source: a}\n    - {text: Another does., source: b}\n"
        ),
        layout="table",
        evidence=evidence,  # type: ignore[arg-type]
        sources=False,
    ).svg
    links = re.findall(r'<a href="(https:[^"]*)">([^<]*?) ?</a>', svg)
    assert links == [("https://a.example/x", {"words": "[1]", "marks": "○"}[evidence])]
    assert words_of(svg).count("○") == {"words": 0, "marks": 3}[evidence], "one in the legend"


def test_each_ring_is_explained_by_the_same_ring():
    """In the legend, once each; the others stand behind claims."""
    argument = load(DRIFT)
    said, words = plain(argument, "marks"), argument.words
    for ring, meaning in zip(
        "○●◇", (words.ring_reported, words.ring_verified, words.ring_disputed), strict=True
    ):
        assert said.count(f"{ring} {meaning}") == 1
        assert said.count(ring) > 1


def test_below_each_other_an_answer_needs_no_arrow():
    """The arrow leads to what stands left of it."""
    narrow = render(load(RITTER), layout="table", evidence="marks", width=360).svg
    assert "←" not in narrow


STEPS = """\
thesis: {text: The witness saw the driver.}
premises:
  near: {text: She stood near.}
  lit: {text: The street was lit.}
  lenses: {text: She wore lenses., attacks: glasses-count}
objections:
  glasses: {text: She had no glasses., by: Bo}
  sold: {text: Nobody sold her any., by: Bo, attacks: lenses}
  wet: {text: The pane was wet., by: Bo, attacks: both}
inferences:
  both: {premises: [near, lit], conclusion: thesis}
  glasses-count: {premises: [glasses], attacks: both}
"""


def test_an_attack_on_a_step_hangs_on_the_rule_that_makes_it(page: Page):
    """A dot lies on the rule of the linked claims, 14 px before the attack, and on no other."""
    svg = render(made(STEPS), layout="table").svg
    seen = look_at_cells(page, svg)
    assert seen.faults() == []
    cells = {cell.id.split("-", 1)[-1]: cell.extent for cell in seen.cells if cell.id}
    near, glasses, lenses, wet = (cells[name] for name in ("near", "glasses", "lenses", "wet"))
    assert near is not None
    assert glasses is not None
    assert lenses is not None
    assert wet is not None
    assert (glasses.left - near.left, lenses.left - near.left) == (14, 28)
    dots = re.findall(r'<circle class="rule" cx="([\d.]+)" cy="([\d.]+)" r="4"/>', svg)
    places = {(float(x), float(y)) for x, y in dots}
    assert places == {
        (near.left + 3, glasses.top + 10),
        (near.left + 3, wet.top + 10),
        (glasses.left + 1, lenses.top + 10),
    }


ANSWERS = """\
thesis: {text: The bridge must be closed.}
premises:
  cracks: {text: Its pillar is cracked., supports: thesis}
  survey: {text: A survey says so., attacks: new}
objections:
  dear: {text: That is dear., by: Bo, attacks: thesis}
  new: {text: It is new., by: Bo, attacks: cracks}
  far: {text: The other bridge is far., by: Bo, attacks: thesis}
  ferry: {text: No ferry goes., by: Bo, supports: far}
"""


def test_an_objection_without_answer_says_so_at_the_right_edge(page: Page):
    """In a hatched cell as wide as its words; with reasons, in a row after them."""
    svg = render(made(ANSWERS), layout="table").svg
    seen = look_at_cells(page, svg)
    assert seen.faults() == []
    signs = [cell for cell in seen.cells if cell.lines and cell.lines[0].words == "not answered"]
    cells = {cell.id.split("-", 1)[-1]: cell.extent for cell in seen.cells if cell.id}
    beside, below = (cell.extent for cell in signs)
    dear, ferry = cells["dear"], cells["ferry"]
    assert beside is not None
    assert below is not None
    assert dear is not None
    assert ferry is not None
    assert (beside.right, below.right) == (712, 712)
    assert (beside.top, beside.bottom) == (dear.top, dear.bottom)
    assert beside.right - beside.left < 110
    assert below.top == ferry.bottom + 2
    unanswered = made(ANSWERS.replace("  survey: {text: A survey says so., attacks: new}\n", ""))
    assert plain(unanswered, "words").count("answered") == 1


def test_two_that_attack_each_other_say_so():
    """The sign stands in a label and in the legend; the one above is not repeated."""
    argument = made(
        "thesis: {text: It was sold.}\npremises:\n"
        "  paper: {text: There is a paper., supports: thesis, attacks: denied}\nobjections:\n"
        "  denied: {text: The paper is forged., by: Seller, attacks: paper}\n"
    )
    words = plain(argument, "words")
    assert "1.1 Objection ⇄ · Seller: The paper is forged." in words
    assert words.count("There is a paper.") == 1
    assert words.count("⇄") == 2


def test_deep_down_a_branch_goes_on_at_the_edge(page: Page):
    """Under a line that says of which claim; no stem of a claim above it lies over it."""
    chain = "".join(
        f"  c{place}: {{text: Link {place}., supports: {f'c{place - 1}' if place else 'thesis'}}}\n"
        f"  d{place}: {{text: Leaf {place}., supports: {f'c{place - 1}' if place else 'thesis'}}}\n"
        for place in range(24)
    )
    for width in (360, 720):
        svg = render(
            made(f"thesis: {{text: T}}\npremises:\n{chain}"), layout="table", width=width
        ).svg
        seen = look_at_cells(page, svg)
        assert seen.faults() == []
        assert seen.holes(*HOLE) == []
        assert "continued: " in svg


def test_lists_are_nested_no_deeper_than_a_parser_takes():
    """A browser's gives up at some 500 elements within each other, typst's with fewer."""
    chain = "".join(
        f"  c{place}: {{text: Link {place}., supports: {f'c{place - 1}' if place else 'thesis'}}}\n"
        for place in range(300)
    )
    svg = render(made(f"thesis: {{text: T}}\npremises:\n{chain}"), layout="table").svg
    depth = deepest = 0
    for tag in re.findall(r"<(/?)g\b", svg):
        depth += -1 if tag else 1
        deepest = max(deepest, depth)
    assert depth == 0
    assert 20 < deepest < 60


def test_marks_stand_behind_the_rings():
    """A word for what is in doubt; what all have is said once, in the legend."""
    argument = load(RITTER)
    good = dict.fromkeys(argument.claims, Mark("angenommen", Tone.GOOD))
    svg = render(argument, layout="table", evidence="marks", marks=good).svg
    assert svg.count("✓") == 1
    good["truppen-und-munition-fehlen"] = Mark("angezweifelt", Tone.BAD)
    svg = render(argument, layout="table", evidence="marks", marks=good).svg
    assert svg.count("✓") == len(argument.claims)
    assert "Munition. ○ · angezweifelt" in words_of(svg)


def test_long_evidence_of_a_main_reason_stands_right_of_it(page: Page):
    """In its first row, on the bare ground, one piece a line, where that is lower."""
    pieces = ", ".join(
        f"{{text: Somebody measured that in {1900 + year} and wrote down all of what was seen.}}"
        for year in range(5)
    )
    text = (
        "thesis: {text: It moves.}\npremises:\n"
        f"  sun: {{text: The sun stands still., supports: thesis, evidence: [{pieces}]}}\n"
        "  tide: {text: So say the tides., supports: sun}\n"
    )
    argument = made(text)
    seen = look_at_cells(page, render(argument, layout="table").svg)
    assert seen.faults() == []
    assert missing(argument, render(argument, layout="table").svg) == set()
    bare = [cell for cell in seen.cells if cell.extent is None]
    rows = [cell for cell in bare if any("1900" in line.words for line in cell.lines)]
    assert [len(cell.lines) for cell in rows] == [5]


def test_without_colour_a_main_reason_is_not_taken_for_an_objection():
    """Grey says that a claim is against the thesis: a main reason is nearly white."""
    svg = render(load(RITTER), layout="table", theme="mono", scheme="light").svg
    fills = dict(re.findall(r'class="claim (\w+ \w+(?: main)?)"[^>]*><rect[^>]*fill="(#\w+)"', svg))
    assert fills["objection against"] == "#dedede"
    assert fills["premise for main"] > "#f0"


def test_a_table_is_small():
    """All words of 46 claims, 43 pieces of evidence and the font: 60 KB, and 20 on their way."""
    svg = render(load(RITTER), layout="table").svg.encode()
    assert len(svg) < 60_000
    assert len(gzip.compress(svg, 9)) <= 20 * 1024


def test_a_mark_on_evidence_stands_behind_it():
    """In words behind its own, else behind the rings; where evidence is left out, so is it."""
    argument = load(RITTER)
    piece = next(piece for _, piece in argument.evidence())
    marks = {piece.id: Mark("neu", Tone.NEW)}
    for evidence, times in (("words", 1), ("marks", 1), ("none", 0)):
        svg = render(argument, layout="table", evidence=evidence, marks=marks).svg  # type: ignore[arg-type]
        assert svg.count('class="said new"') == times


@pytest.mark.parametrize("name", ["net", "two-places"])
def test_every_link_leads_to_a_claim(name: str):
    """What stands under one claim and bears on another is named there, with a link to its cell."""
    svg = render(read(name), layout="table").svg
    links = re.findall(r'<a href="#([^"]+)"', svg)
    assert links
    assert {*links} <= {*re.findall(r'<g class="claim[^"]*" id="([^"]+)"', svg)}


@pytest.mark.parametrize(
    ("thesis", "head"),
    [
        ("{text: It rains.}", "Thesis · Ada says this and everything without a name"),
        ("{text: It rains., by: Ben}", "Thesis · Ben · all without a name: Ada"),
        ("{text: It rains., implicit: true}", "Thesis · all without a name: Ada"),
    ],
)
def test_above_the_thesis_stands_who_says_it_and_what_names_nobody(thesis: str, head: str):
    """The one who says both is named once, so that nobody reads it as said by someone unnamed."""
    below = "premises:\n  wet: {text: All is wet., supports: thesis}\n"
    argument = made(f"thesis: {thesis}\n{below}")
    for drawn in (
        render(argument),
        render(argument, overview=True),
        render(argument, layout="outline"),
    ):
        assert f"{head}It rains." in words_of(drawn.svg)


@pytest.mark.parametrize("overview", [False, True])
def test_the_legend_stands_clear_of_the_first_cell_and_begins_where_that_does(overview: bool):
    """Its words have the left edge of the cells' rules, and at least 6 px are free below them."""
    svg = render(RITTER, overview=overview).svg
    _, legend, cells = re.split(r'<g class="(?:for"><text class="faint"|claim premise)', svg)[:3]
    words = re.findall(r'<tspan x="(\d+)" y="(\d+)">', f"{legend}")
    left, top = re.findall(r'<rect class="box" x="(\d+)" y="(\d+)"', cells)[0]
    assert min(int(x) for x, _ in words) == int(left)
    letters = max(int(y) for _, y in words) + 0.24 * 12
    assert int(top) - letters >= 6


@pytest.mark.parametrize("overview", [False, True])
def test_what_nobody_said_has_a_broken_rule_where_it_is_linked_too(overview: bool):
    """Both lines of its double rule are broken; those of what it is linked with are whole."""
    argument = made(
        "thesis: {text: It rains.}\npremises:\n"
        "  wet: {text: All is wet.}\n"
        "  drops: {text: Drops fall., implicit: true}\n"
        "inferences:\n  both: {premises: [wet, drops], conclusion: thesis}\n"
    )
    svg = render(argument, overview=overview).svg
    rules = re.findall(r'class="broken" d="(\S+ \S+)M(\S+ \S+)"[^>]*stroke-width="2"', svg)
    (left, right) = rules[0]
    assert float(right.split()[0]) - float(left[1:].split()[0]) == 4
    assert re.findall(r"M8 \d+h2v\d+h-2zM12 \d+h2v\d+h-2z", svg)


@pytest.mark.parametrize("overview", [False, True])
@pytest.mark.parametrize("both", [False, True])
def test_the_sample_of_what_nobody_said_has_three_dashes_and_its_colour(overview: bool, both: bool):
    """It is that of objections where nothing else is unspoken."""
    argument = made(
        "thesis: {text: It rains.}\npremises:\n"
        f"  wet: {{text: All is wet., supports: thesis, implicit: {str(both).lower()}}}\n"
        "  dry: {text: It is dry., attacks: thesis, implicit: true}\n"
    )
    svg = render(argument, overview=overview).svg
    side = re.findall(r'<g class="(for|against)" fill.*?</g>', svg)
    rules = re.findall(r'class="broken" d="([^"]*)"[^>]*stroke-dasharray="(\d+) (\d+)"', svg)
    assert side == ["for", "against"]
    assert len(rules) == 1 + both
    dash, gap = map(int, rules[0][1:])
    first, *others = map(int, re.findall(r"v(\d+)", rules[0][0]))
    assert len(others) == 1
    assert first > 2 * (dash + gap)


def test_a_net_names_a_step_by_the_way_in_which_it_bears():
    """A step against the thesis must not be called one for it, where a second link leads to it."""
    body = """thesis: {text: Trams should be free.}
objections:
  cost: {text: They cost a lot.}
  tax: {text: Taxes would rise.}
  jam: {text: Streets would be empty., attacks: [thesis, step]}
inferences:
  step: {premises: [cost, tax], %s: thesis}
"""
    against = words_of(render(made(body % "attacks"), layout="graph").svg)
    assert "also attacks the inference against the thesis" in against
    objections = body.replace("objections:", "premises:")
    in_favour = words_of(render(made(objections % "conclusion"), layout="graph").svg)
    assert "also attacks the inference for the thesis" in in_favour


def test_the_legend_says_what_place_means_only_where_claims_stand_in():
    """Of one reason and one objection, none is right of another or indented."""
    flat = "thesis: {text: It rains.}\npremises:\n  wet: {text: All is wet., supports: thesis}\n"
    flat += "  dry: {text: It is dry., attacks: thesis}\n"
    deep = f"{flat}  drops: {{text: Drops fall., supports: wet}}\n"
    assert "speaks for or against" not in words_of(render(made(flat), layout="table").svg)
    wide = words_of(render(made(deep), layout="table").svg)
    assert "left: a claim, right of it: what speaks for or against it" in wide
    narrow = words_of(render(made(deep), layout="table", width=360).svg)
    assert "indented: what speaks for or against it" in narrow


def test_the_legend_names_no_side_where_claims_run_the_other_way_than_its_words():
    """Columns run as the thesis' script does, and words for sides as their own language's."""
    body = "thesis: {text: %s}\npremises:\n  wet: {text: All is wet., supports: thesis}\n"
    body += "  drops: {text: Drops fall., supports: wet}\n"
    latin, arabic = "It rains.", "إنها تمطر."
    for lang, thesis, said in (
        ("ar", arabic, True),
        ("ar", latin, False),
        ("en", latin, True),
        ("en", arabic, False),
    ):
        side = {"ar": "على اليمين", "en": "left: a claim"}[lang]
        drawn = words_of(render(made(body % thesis, lang), layout="table").svg)
        assert (side in drawn) is said
