"""What two versions of a map say differently: nothing overlooked, nothing made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.comparison.account import as_text, word_diff
from argmap.comparison.compare import compare
from argmap.comparison.match import MOST_PAIRS
from argmap.comparison.model import Difference
from argmap.model.dump import dump
from fixture_maps import chain
from square import MAP, difference, mapped, only, told

if TYPE_CHECKING:
    from pathlib import Path

EIGHT = "      - {text: Eight of ten cars drive on., source: count, locator: p. 3}\n"
MINUTE = "      - {text: They take a minute., source: count, locator: p. 4}\n"


def test_a_map_says_what_it_says() -> None:
    assert not difference()
    assert difference() == Difference()


@pytest.mark.parametrize(
    "change",
    [
        ("argmap: 1\n", "# a comment\n\nargmap: 1\n"),
        ("thesis: {text: The market square should be closed to cars.}",
         "thesis:\n  text: >-\n    The market square\n    should be closed to cars."),
        ("    supports: thesis\n", "    supports: [thesis]\n"),
        ("premises: [noise, sleep]", "premises: [sleep, noise]"),
        ("{text: The square is loud.}", "{text: The square is loud., by: Ada Stone}"),
        ("locator: p. 3}", "locator: p. 3, status: reported}"),
        ("evidence: [{id: days, text", "evidence: [{text"),
        ("  noise: {text: The square is loud.}\n  sleep: {text: People cannot sleep.}\n",
         "  sleep: {text: People cannot sleep.}\n  noise: {text: The square is loud.}\n"),
        (EIGHT + MINUTE, MINUTE + EIGHT),
    ],
    ids=["comment", "layout", "list", "premises", "own speaker", "default", "evidence's id",
         "order", "order of evidence"],
)  # fmt: skip
def test_layout_and_order_are_no_difference(change: tuple[str, str]) -> None:
    """Only what a map says counts, not how it is written down."""
    assert not difference(change)


def test_a_map_that_was_read_and_written_is_no_difference() -> None:
    again = dump(mapped(MAP))
    assert not compare(mapped(MAP), mapped(again))


def test_a_claim_that_came_or_went_is_told_with_where_it_stands() -> None:
    new = "  smell: {text: It smells., supports: air}\n  noise: {text"
    found = difference(("  noise: {text", new))
    change = only(found.claims)
    assert (change.type, change.id, change.text) == ("added", "smell", "It smells.")
    assert change.fields == (("supports", None, ("air",)),)
    back = only(compare(mapped(MAP.replace("  noise: {text", new)), mapped(MAP)).claims)
    assert (back.type, back.id, back.fields) == (
        "removed",
        "smell",
        (("supports", ("air",), None),),
    )


def test_numbers_that_changed_are_told_with_those_that_follow_them() -> None:
    """An article may name claims by them: one line for each that moved, however much is below."""
    first = "  new: {text: It smells., supports: thesis}\n"
    below = "  low: {text: It is low., supports: air}\n  lower: {text: So it is., supports: low}\n"
    old = MAP.replace("  noise: {", f"{below}  noise: {{")
    found = difference(("premises:\n  traffic", f"premises:\n{first}  traffic"), old=old)
    assert [tuple(one)[:3] for one in found.numbers] == [
        ("traffic", "1", "2"), ("air", "2", "3"), ("low", "2.1", "3.1"),
        ("lower", "2.1.1", "3.1.1"), ("noise", "3", "4"), ("sleep", "4", "5"),
        ("shops", "5", "6"),
    ]  # fmt: skip
    lines = as_text(found).splitlines()
    assert "  2 → 3, and 2 below: `air` “The air on the square is bad.”" in lines
    assert not [line for line in lines if "`low`" in line]
    assert lines[-1] == "claims: 1 added; numbers: 7 changed"


def test_another_order_changes_numbers_and_not_what_a_map_says() -> None:
    """The order of the file is no difference, but whoever wrote "2" should know."""
    noise = "  noise: {text: The square is loud.}\n"
    sleep = "  sleep: {text: People cannot sleep.}\n"
    found = difference((noise + sleep, sleep + noise), ("[noise, sleep]", "[sleep, noise]"))
    assert not found
    said = as_text(found)
    assert said.startswith("no difference in what the maps say\n\nClaims with another number\n")
    assert "  4 → 3: `sleep` “People cannot sleep.”\n" in said


def test_many_other_numbers_are_a_few_lines_and_a_count() -> None:
    """Behind a claim that was put first, hundreds have another number."""
    many = "".join(f"  p{i}: {{text: P{i}, supports: thesis}}\n" for i in range(300))
    old = MAP.replace("premises:\n  traffic", f"premises:\n{many}  traffic")
    new = "premises:\n  new: {text: It smells., supports: thesis}\n"
    lines = as_text(difference(("premises:\n", new), old=old)).splitlines()
    assert len(lines) < 40
    assert "  and 285 more" in lines


def test_a_reworded_claim_is_told_word_by_word() -> None:
    change = only(difference(("do not stop there", "never stop there")).claims)
    assert (change.reworded, change.moved, change.renamed) == (True, False, False)
    (field,) = change.fields
    assert word_diff(str(field.old), str(field.new)) == (
        ("same", "Most cars on the square "),
        ("old", "do not"),
        ("new", "never"),
        ("same", " stop there."),
    )


def test_a_moved_claim_is_told_with_its_links() -> None:
    change = only(difference(("attacks: thesis", "attacks: air")).claims)
    assert change.moved
    assert not change.reworded
    assert change.fields == (("attacks", ("thesis",), ("air",)),)


def test_another_home_is_a_move_and_another_order_behind_it_is_none() -> None:
    """The first of several links is a claim's home in the picture."""
    three = MAP.replace(
        "  noise: {text: The square is loud.}",
        "  noise: {text: The square is loud., supports: [thesis, air, traffic]}",
    )
    assert not difference(("[thesis, air, traffic]", "[thesis, traffic, air]"), old=three)
    change = only(
        difference(("[thesis, air, traffic]", "[air, thesis, traffic]"), old=three).claims
    )
    assert change.moved


def test_a_claim_that_changed_sides_has_moved() -> None:
    """Its section says what it mainly is."""
    found = difference(
        ("  noise: {text: The square is loud.}\n", ""),
        ("premises: [noise, sleep]", "premises: [sleep]"),
        ("objections:\n", "objections:\n  noise: {text: The square is loud., attacks: air}\n"),
    )
    change = only(found.claims)
    assert change.moved
    assert [field.key for field in change.fields] == ["role", "attacks", "inference"]


def test_the_same_words_under_another_id_are_a_renamed_claim() -> None:
    """What bears on it is not told: it still bears on the same thing."""
    before = MAP.replace("attacks: thesis", "attacks: air")
    found = difference(
        ("  air:\n", "  bad-air:\n"), ("attacks: air", "attacks: bad-air"), old=before
    )
    change = only(found.claims)
    assert (change.id, change.old_id, change.renamed) == ("bad-air", "air", True)
    assert (change.fields, change.evidence) == ((), ())


def test_most_of_the_words_under_another_id_are_a_renamed_and_reworded_claim() -> None:
    found = difference(("  air:\n", "  bad-air:\n"), ("square is bad.", "market square is bad."))
    change = only(found.claims)
    assert (change.renamed, change.reworded) == (True, True)


def test_other_words_under_another_id_are_another_claim() -> None:
    found = difference(
        (
            "  air:\n    text: The air on the square is bad.",
            "  smell:\n    text: It smells of burnt oil.",
        )
    )
    assert told(found.claims) == [("added", "smell"), ("removed", "air")]


def test_turned_around_a_difference_says_the_opposite() -> None:
    """What was added one way was removed the other way, and what changed, changed back."""
    new = MAP.replace("  noise: {text: The square is loud.}\n", "").replace(
        "[noise, sleep]", "[sleep]"
    )
    there = compare(mapped(MAP), mapped(new))
    back = compare(mapped(new), mapped(MAP))
    assert told(there.claims) == [("removed", "noise")]
    assert told(back.claims) == [("added", "noise")]
    assert [(f.key, f.new, f.old) for c in back.inferences for f in c.fields] == [
        tuple(f) for c in there.inferences for f in c.fields
    ]


def test_large_maps_are_compared_without_trying_every_pair() -> None:
    """A thousand renamed claims are known by their words; a thousand other ones are not paired."""
    old = chain(1000)
    new = old.replace("  c", "  d").replace("supports: c", "supports: d")
    found = compare(mapped(old), mapped(new))
    assert all(change.renamed for change in found.claims)
    assert len(found.claims) == 999
    other = new.replace("Glied", "Teil")
    assert MOST_PAIRS < 999 * 999
    found = compare(mapped(old), mapped(other))
    assert {change.type for change in found.claims} == {"added", "removed"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("a", ""),
        ("", "b"),
        ("a b c", "a x c"),
        ("一二三", "一四三"),
        ("a\u0301 b", "a b"),
    ],
)
def test_the_parts_of_two_texts_make_both_of_them(old: str, new: str) -> None:
    parts = word_diff(old, new)
    assert "".join(text for part, text in parts if part != "new") == old
    assert "".join(text for part, text in parts if part != "old") == new


def test_the_library_compares_files_and_maps(tmp_path: Path) -> None:
    """A map with mistakes of form is refused, with its findings."""
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(MAP, encoding="utf-8")
    new.write_text(MAP.replace("attacks: thesis", "attacks: air"), encoding="utf-8")
    found = argmap.diff(old, argmap.load(new))
    assert [change.id for change in found.claims] == ["shops"]
    old.write_text("argmap: 1\n", encoding="utf-8")
    with pytest.raises(argmap.InvalidMapError):
        argmap.diff(old, new)
