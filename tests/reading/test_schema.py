"""The format's schema: valid itself, described throughout, closed, and kind to bare words."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from argmap.files.read import shipped
from argmap.reading import read, schema
from argmap.reading import yaml as yamltree
from argmap.reading.schema import is_sound
from paths import DATA

SCHEMA: dict[str, Any] = json.loads(shipped("schema.json"))
HEAD = "argmap: 1\ntitle: A\nthesis:\n  text: B\n"


def objects(node: Any) -> list[dict[str, Any]]:
    """Return every subschema that describes a mapping with properties."""
    if isinstance(node, list):
        return [found for item in node for found in objects(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == "object" and "properties" in node else []
    return own + [found for value in node.values() for found in objects(value)]


def findings(text: str) -> list[tuple[str, str]]:
    """Return code and message of each finding on a map."""
    return [(finding.code, finding.message) for finding in read(text, "m.yaml").findings]


def test_the_schema_is_valid_by_the_meta_schema_of_2020_12():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert jsonschema_rs.meta.is_valid(SCHEMA)


def test_every_mapping_with_known_keys_is_closed():
    found = objects(SCHEMA)
    assert len(found) == 8
    assert all(subschema["additionalProperties"] is False for subschema in found)


def test_every_key_has_a_title_a_description_and_examples_that_are_valid():
    for subschema in objects(SCHEMA):
        for key, value in subschema["properties"].items():
            assert value["title"], key
            assert value["description"].endswith("."), key
            assert value["examples"], key
            alone = {**value, "$defs": SCHEMA["$defs"]}
            validator = jsonschema_rs.Draft202012Validator(alone, validate_formats=True)
            assert [validator.is_valid(example) for example in value["examples"]] == [True] * len(
                value["examples"]
            ), key


@pytest.mark.parametrize("word", ["no", "on", "1.10", "2026-03-12", "true", "12", "1e3", "0x1F"])
def test_a_bare_word_is_a_text_where_a_text_is_meant(word):
    body = f"author: {word}\nsources:\n  s: {{title: {word}, author: [{word}], version: {word}}}\n"
    reading = read(HEAD + body, "m.yaml")
    assert reading.findings == ()
    assert reading.map is not None
    source = reading.map.sources["s"]
    assert (reading.map.author, source.title, source.author) == (word, word, (word,))
    assert source.fields["version"] == word


@pytest.mark.parametrize("word", ["", "null", "Null", "~"])
def test_a_word_for_nothing_is_nothing_to_the_command_and_to_an_editor(word):
    assert [code for code, _ in findings(HEAD + f"author: {word}\n")] == ["AM106"]
    assert findings(HEAD + f'author: "{word or "x"}"\n') == []


@pytest.mark.parametrize("date", ["2026", "2026-03", "2026-03-12", '"2026"', "2024-02-29"])
def test_a_day_a_month_or_a_year_is_a_date(date):
    assert findings(HEAD + f"date: {date}\n") == []


@pytest.mark.parametrize(
    "date", ["2026-02-30", "2025-02-29", "2026-13", "26-03-12", "12", "20260312", "2026-3", "1.5"]
)
def test_what_is_in_no_calendar_is_no_date(date):
    assert [code for code, _ in findings(HEAD + f"date: {date}\n")] == ["AM106"]


@pytest.mark.parametrize("name", ["a", "ä-1", "Ω_x", "дом", "中文", "हिन्दी", "עברית", "x--_9"])
def test_an_id_begins_with_a_letter_of_any_script(name):
    assert findings(HEAD + f"premises:\n  {name}: {{text: C, supports: thesis}}\n") == []


@pytest.mark.parametrize("name", ["1a", "-a", "_a", "a b", "a.b", "'a:b'", "a/b", "😀", "'012'"])
def test_what_is_no_id_is_told_at_its_key(name):
    reading = read(HEAD + f"premises:\n  {name}: {{text: C, supports: thesis}}\n", "m.yaml")
    found = [(f.code, f.location.line, f.location.column) for f in reading.findings]
    assert found == [("AM106", 6, 3)]


@pytest.mark.parametrize("lang", ["de", "no", "pt-BR", "zh-Hant-TW", "de-1996", "gsw"])
def test_a_language_is_a_bcp_47_tag(lang):
    assert findings(HEAD + f"lang: {lang}\n") == []


def test_a_key_of_digits_keeps_its_own_mistakes():
    assert findings(HEAD + "premises:\n  1: {}\n") == [
        ("AM105", "this premise has no `text`"),
        ("AM106", "`1` cannot be an id"),
    ]


def test_a_misspelt_section_is_told_once_and_what_it_holds_is_checked():
    text = HEAD + "premisses:\n  a: {txt: C, supports: thesis, status: x}\n"
    assert findings(text) == [
        ("AM104", "`premisses` is no key of a map"),
        ("AM104", "`txt` is no key of a premise"),
        ("AM104", "`status` is no key of a premise"),
    ]


def test_a_misspelt_key_whose_right_spelling_is_there_too_stays_unknown():
    assert findings(HEAD + "titel: C\n") == [("AM104", "`titel` is no key of a map")]


def test_an_unsupported_version_is_all_that_is_said():
    reading = read("argmap: 2\nfoo: bar\n", "m.yaml")
    assert [finding.code for finding in reading.findings] == ["AM109"]
    assert reading.map is None


def test_a_value_that_was_told_as_a_feature_is_not_told_again():
    text = HEAD + "premises:\n  a: {text: *x, supports: thesis}\n  b: {<<: *c, supports: thesis}\n"
    assert [code for code, _ in findings(text)] == ["AM103", "AM103", "AM103"]


def test_mistakes_in_the_last_of_many_claims_are_found():
    claims = "".join(f"  c{i}: {{text: C, supports: thesis}}\n" for i in range(2_000))
    text = HEAD + "premises:\n" + claims + "  last: {text: C, suports: thesis}\n"
    assert findings(text) == [("AM104", "`suports` is no key of a premise")]


def test_a_list_of_more_than_1000_items_is_too_long():
    ids = ", ".join(["thesis"] * 1_001)
    assert findings(HEAD + f"premises:\n  a: {{text: C, supports: [{ids}]}}\n") == [
        ("AM106", "`supports` has more than 1,000 items")
    ]


def test_in_a_sound_map_nothing_departs_from_the_format():
    """What words the departures is asked only where there is one."""
    texts = [path.read_text("utf-8", "replace") for path in DATA.glob("**/*.yaml")]
    versions = ["1", "1.0", "01", "1.00", "+1", "1e0", "2", "0x1", "'1'", "[1]", "", "true"]
    texts += [HEAD.replace("argmap: 1", f"argmap: {version}") for version in versions]
    trees = [yamltree.parse(text, "m.yaml") for text in texts]
    whole = [tree for tree in trees if not tree.stopped]
    sound = [is_sound(tree) for tree in whole]
    assert sum(sound) > 3
    for tree in (tree for tree, is_so in zip(whole, sound, strict=True) if is_so):
        assert schema.validate(tree) == (), tree.text
