"""An id in the text of a map, renamed in every spelling of YAML, and nothing else."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given

from argmap.reading import read
from argmap.reading.rename import is_id, map_edits, replaced, replacements
from argmap.reading.yaml import parse
from promises import without_places
from strategies import effort, maps
from strategy_words import ids

NEVER_PLAIN = ("null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE")


def renamed(text: str, old: str, new: str) -> str:
    """Return the text of a map with another id."""
    tree = parse(text, "x.yaml")
    return replaced(tree.text, replacements(tree, map_edits(tree, old, new)))


@effort(12)
@given(text=maps(most=6), new=ids.filter(lambda name: name not in NEVER_PLAIN))
def test_an_id_renamed_and_renamed_back_is_the_same_file(text: str, new: str) -> None:
    """Byte for byte, and in between no part has the old id."""
    before = read(text, "x.yaml").map
    assert before is not None
    own = [piece.id for _, piece in before.evidence() if not piece.numbered]
    known = [*before.claims, *before.inferences, *before.sources, *own]
    for old in [name for name in known if name != "thesis" and new not in known]:
        there = renamed(text, old, new)
        back = renamed(there, new, old)
        between = read(there, "x.yaml").map
        again = read(back, "x.yaml").map
        assert between is not None
        assert again is not None
        assert without_places(again) == without_places(before)
        assert without_places(between) != without_places(before)
        if old not in NEVER_PLAIN:
            assert back == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("supports: old", "supports: new"),
        ("supports: old # old", "supports: new # old"),
        ("supports:   'old'  ", "supports:   'new'  "),
        ('supports: "\\u006f\\x6cd"', 'supports: "new"'),
        ('supports: " old\\\n      "', 'supports: " new\\\n      "'),
        ('supports: "\\\n      o\\\n  ld "', 'supports: "\\\n      new "'),
        ("supports: '\n      old\n      '", "supports: '\n      new\n      '"),
        ("supports: [thesis, old, 'old']", "supports: [thesis, new, 'new']"),
        ("supports: [ old\n    , thesis]", "supports: [ new\n    , thesis]"),
        ("supports:\n    - thesis\n    -   old", "supports:\n    - thesis\n    -   new"),
        ("supports: >- # old\n\n      old\n", "supports: >- # old\n\n      new\n"),
        ("supports: |\n      old\n\n", "supports: |\n      new\n\n"),
        ("? supports\n    : old", "? supports\n    : new"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_reference_keeps_its_quotes(written: str, expected: str, line_end: str) -> None:
    """As do blanks, comments, escapes around it, and the ends of lines."""
    head = "argmap: 1\ntitle: old\nthesis: {text: old}\npremises:\n"
    text = (
        f"{head}  old: {{text: an old one, supports: thesis}}\n  b:\n    text: old\n    {written}\n"
    )
    wanted = text.replace("  old: {", "  new: {").replace(written, expected)
    assert renamed(text.replace("\n", line_end), "old", "new") == wanted.replace("\n", line_end)


def test_an_id_is_known_in_every_form_of_its_accents() -> None:
    """The new one is written in NFC, as all ids are compared."""
    decomposed = normalize("NFD", "größe")
    text = f"premises:\n  {decomposed}: {{text: y, supports: thesis}}\n"
    assert renamed(text, normalize("NFC", "größe"), "é") == text.replace(decomposed, "é")


@pytest.mark.parametrize("new", NEVER_PLAIN)
def test_a_word_that_yaml_takes_for_no_text_is_put_in_quotes(new: str) -> None:
    text = "premises: {old: {text: y}, b: {supports: 'old'}}\n"
    assert renamed(text, "old", new) == (
        f"premises: {{\"{new}\": {{text: y}}, b: {{supports: '{new}'}}}}\n"
    )


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        *((word, True) for word in ("a", "größer-2_", "第一", "e\u0301x")),
        *((word, False) for word in ("", "2a", "a b", "a.1", "-a", "a:", "a\u200b")),
    ],
)
def test_what_can_be_an_id_is_what_the_schema_takes(word: str, fits: bool) -> None:
    """The reader says the same of it."""
    assert is_id(word) is fits
    text = f'argmap: 1\ntitle: x\nthesis: {{text: x}}\nsources: {{"{word}": {{title: s}}}}\n'
    found = {one.code for one in read(text, "x.yaml").findings}
    assert ("AM106" in found) is not fits or "\u200b" in word
