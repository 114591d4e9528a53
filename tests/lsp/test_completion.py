"""What the server offers fits the place of the cursor, also inside brackets and half a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator

SOUND = """\
argmap: 1
title: Close the bridge
lang: en
by: Ann Hill
sources:
  survey: {type: report, title: Survey}
thesis:
  text: The bridge must be closed.
premises:
  cracks:
    text: Its pillar is cracked.
    supports: thesis
    evidence:
      - {quote: "It is cracked, and old", source: survey}
  old: {text: It is old., supports: cracks, by: "Hill: Ben"}
inferences:
  step: {premises: [cracks, old], conclusion: thesis}
"""
KEYS_OF_EVIDENCE = {"id", "text", "quote", "source", "locator", "by", "status", "lang"}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with a small map."""
    with Editor(tmp_path_factory.mktemp("maps")) as one:
        yield one


def offered(editor: Editor, changed: tuple[str, str]) -> dict[str, str]:
    """Return the offers, and what each inserts, where `|` stands in a changed map."""
    editor.open("map.yaml", SOUND)
    text = SOUND.replace(*changed, 1)
    assert text.count("|") == 1
    before = text.partition("|")[0]
    editor.open("map.yaml", text.replace("|", ""))
    line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    found = editor.at("map.yaml", "completion", line, column)
    return {one["label"]: one["textEdit"]["newText"] for one in found}


OFFERS: dict[str, tuple[tuple[str, str], set[str]]] = {
    "a key of evidence in braces": (('old", source: survey}', 'old", so|'), KEYS_OF_EVIDENCE),
    "a key of evidence on the line below": (
        ('old", source: survey}', 'old",\n         |'),
        KEYS_OF_EVIDENCE,
    ),
    "a source in braces in a list in braces": (
        ("supports: cracks,", "evidence: [{text: It is, source: |"),
        {"survey"},
    ),
    "a claim in a list in braces": (
        ("premises: [cracks, old]", "premises: [cracks, o|]"),
        {"thesis", "cracks", "old"},
    ),
    "a claim in a list that goes on below": (
        ("supports: thesis\n", "supports: [thesis,\n      |]\n"),
        {"thesis", "old"},
    ),
    "a status in braces": (
        ("source: survey}", "source: survey, status: |}"),
        {"reported", "verified", "disputed"},
    ),
    "a speaker whose name has a blank in it": (('by: "Hill: Ben"', "by: Ann H|"), {"Ann Hill"}),
}


@pytest.mark.parametrize(("changed", "labels"), OFFERS.values(), ids=OFFERS)
def test_what_fits_the_place_is_offered_inside_brackets(
    editor: Editor, changed: tuple[str, str], labels: set[str]
) -> None:
    """In braces and lists, nested and over several lines, closed or not."""
    assert set(offered(editor, changed)) | {"source", "quote"} >= labels
    assert set(offered(editor, changed)) <= labels | {"Hill: Ben"}


def test_a_whole_name_takes_the_place_of_half_of_it(editor: Editor) -> None:
    """In quotes where YAML would read it in another way, and without a second pair of them."""
    assert offered(editor, ("    supports: thesis", "    by: |"))["Hill: Ben"] == '"Hill: Ben"'
    assert offered(editor, ('by: "Hill: Ben"', 'by: "Hi|"'))["Ann Hill"] == "Ann Hill"


def test_schemes_are_those_of_the_map_and_of_the_field(editor: Editor) -> None:
    """The map's own come first."""
    own = ("conclusion: thesis}", "conclusion: thesis, scheme: argument from rust}")
    text = SOUND.replace(*own)
    editor.open("schemes.yaml", text)
    place = text.rpartition("argument from rust")[0]
    line, column = place.count("\n"), len(place) - place.rfind("\n") - 1
    found = editor.at("schemes.yaml", "completion", line, column)
    labels = [one["label"] for one in found]
    assert labels[0] == "argument from rust"
    assert "argument from expert opinion" in labels


def test_rules_and_languages_are_known(editor: Editor) -> None:
    """Errors are no rules that can be accepted."""
    rules = offered(editor, ("inferences:", "ignore:\n  - rule: |\ninferences:"))
    assert "AM301" in rules
    assert "AM201" not in rules
    assert "de" in offered(editor, ("lang: en", "lang: |"))


def test_a_key_with_its_colon_gets_no_second_one(editor: Editor) -> None:
    """A misspelt key is completed in its place."""
    assert offered(editor, ("    supports: thesis", "    sou|: thesis"))["source"] == "source"
    assert offered(editor, ("    supports: thesis", "    sou|"))["source"] == "source: "
