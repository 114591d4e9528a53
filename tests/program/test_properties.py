"""What is true of every map, tried on maps made by lot; `long_run.py` tries many more."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Literal

import pytest
import yaml
from hypothesis import given, seed
from hypothesis import strategies as st

import argmap
import geometry
import svg_numbers
from argmap.drawing.typeset import Style, set_paragraph
from argmap.model.dump import dump
from mutations import broken
from promises import places_are_inside, without_places
from reading_order import order
from strategies import effort, maps

if TYPE_CHECKING:
    from playwright.sync_api import Page

Layout = Literal["auto", "columns", "outline"]
LAYOUTS: st.SearchStrategy[Layout] = st.sampled_from(["columns", "columns", "outline"])
WIDTHS = st.integers(300, 1600)


def sound(text: str) -> argmap.ArgumentMap:
    """Return the map in a file that has no error."""
    result = argmap.validate_text(text)
    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert errors == []
    assert result.map is not None
    return result.map


def in_order(argument: argmap.ArgumentMap, drawn: set[str]) -> list[tuple[str, str]]:
    """Ids of which the first is to stand before the second.

    A step without words whose premises all stand elsewhere has no box, nor has what is under it.
    """
    boxless = argument.inferences.keys() - drawn
    return [pair for pair in order(argument, drawn) if boxless.isdisjoint(pair)]


def keys_of_the_format() -> set[str]:
    """Return every key that the format has, each with the kind of thing that takes it."""
    schema = json.loads(resources.files("argmap").joinpath("schema.json").read_text("utf-8"))
    kinds = {"map": schema, **schema["$defs"]}
    return {f"{kind}: {key}" for kind, data in kinds.items() for key in data.get("properties", {})}


def keys_in(text: str) -> set[str]:
    """Return the keys that stand in the file of a map, each with the kind of thing it is in."""
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    things = [("map", data), ("thesis", data["thesis"])]
    for section in ("sources", "premises", "objections", "inferences"):
        things += [(section.removesuffix("s"), thing) for thing in data.get(section, {}).values()]
    things += [("ignore", entry) for entry in data.get("ignore", [])]
    things += [("evidence", piece) for _, thing in things for piece in thing.get("evidence", [])]
    return {f"{kind}: {key}" for kind, thing in things for key in thing}


def test_the_maps_made_by_lot_use_every_key_of_the_format() -> None:
    """What no made map holds, no property below would be tried on."""
    seen: set[str] = set()
    for number in range(30):  # most often few lots are enough; a rare key comes in a later one

        @seed(number)
        @effort(30)
        @given(maps())
        def look(text: str) -> None:
            seen.update(keys_in(text))

        look()
        if seen == keys_of_the_format():
            break
    assert seen == keys_of_the_format()


@effort(25)
@given(maps(), WIDTHS, LAYOUTS)
def test_every_map_keeps_the_promises_at_every_width(text: str, width: int, layout: Layout) -> None:
    """Width, letters, boxes, words, ids, order and elements are as promised."""
    argument = sound(text)
    drawing = argmap.render(argument, width=width, layout=layout)
    wanted = in_order(argument, svg_numbers.ids(drawing.svg))
    assert svg_numbers.faults(drawing.svg, argument, width, wanted) == []


@effort(8)
@given(text=maps(), width=WIDTHS, layout=LAYOUTS)
def test_a_browser_finds_nothing_wrong(page: Page, text: str, width: int, layout: Layout) -> None:
    """No words outside their boxes, no link through a box, no two links that cross."""
    argument = sound(text)
    drawing = argmap.render(argument, width=width, layout=layout)
    drawn = geometry.inspect(page, drawing.svg, width=width)
    assert geometry.faults(drawn, in_order(argument, set(drawn.boxes_by_id))) == []


@effort(30)
@given(maps())
def test_a_map_that_is_written_and_read_again_is_the_same(text: str) -> None:
    """Nothing is lost, added or changed, and what is written once is written so again."""
    first = sound(text)
    again = sound(dump(first))
    assert without_places(again) == without_places(first)
    assert dump(again) == dump(first)


@effort(80)
@given(maps(most=5).flatmap(broken))
def test_a_slip_is_told_with_its_place_or_does_no_harm(text: str) -> None:
    """A file with a slip is a map that can be drawn, or has an error inside of it."""
    result = argmap.validate_text(text)
    places_are_inside(result.findings, result.text)
    if result.ok:
        assert result.map is not None
        assert argmap.render(result.map, width=300).svg
    else:
        assert result.count(argmap.Severity.ERROR)


@pytest.mark.parametrize(
    "text", ["\u00ad", "x \u00ad\u00ad y", "\u00adx", "x\u00ad", "\u200b\u00ad-"]
)
def test_a_soft_hyphen_may_stand_anywhere(text: str) -> None:
    """Where there is nothing to divide, it divides nothing."""
    words = f"{'Die Brücke ist so gut wie einsturzgefährdet. ' * 3}{text}"
    argument = sound(f'{{argmap: 1, title: x, thesis: {{text: "{words}"}}}}')
    assert (
        svg_numbers.faults(
            argmap.render(argument, width=300, layout="outline").svg, argument, 300, []
        )
        == []
    )


def test_a_sign_takes_no_letter_along_where_both_do_not_fit() -> None:
    """Of a word that is cut between its characters, no piece is wider than the line."""
    lines = set_paragraph(".y;", Style("regular", 14, 19), 12.0, slack=1.2, lang="de")
    assert [line.text for line in lines] == [".y", ";"]
