"""The words that argmap adds: complete in each language, with its dates and its plural forms."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from argmap.drawing.own_words import missing_words, read_words
from argmap.model.plurals import plural_category
from argmap.model.vocabulary import LANGUAGES, language, vocabulary

WORDS = files("argmap.model") / "words"
CATEGORIES = {
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "ja": {"other"},
    "zh": {"other"},
    "zh-Hant": {"other"},
    "pl": {"one", "few", "many", "other"},
    "ru": {"one", "few", "many", "other"},
    "uk": {"one", "few", "many", "other"},
}


def table(lang: str) -> dict[str, Any]:
    """Return what stands in a language's file."""
    return tomllib.loads((WORDS / f"{lang}.toml").read_text(encoding="utf-8"))


def test_every_file_is_a_language() -> None:
    """A file that is added is a language that is offered."""
    assert sorted(one.name.removesuffix(".toml") for one in WORDS.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_all_words(lang: str) -> None:
    """A file is what a theme's table could be: the same keys, and the same fields in braces."""
    own = table(lang)
    assert missing_words(own) == []
    assert read_words({lang: own})[0].texts.keys() == own.keys()
    assert own["pieces"].keys() == CATEGORIES.get(lang, {"one", "other"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_stand_side_by_side_differ(lang: str) -> None:
    """Nobody could tell premise from objection, or one tag from another, by the same word."""
    words = vocabulary(lang)
    for group in (
        (words.thesis, words.premise, words.objection, words.answer, words.evidence),
        (words.reported, words.verified, words.disputed),
        (words.supports, words.attacks, words.cites),
        (words.accepted, words.challenged, words.stale, words.unreviewed),
        (words.added, words.removed, words.reworded, words.moved, words.changed),
        (words.rejected, words.falls, words.contested),
        (words.contested, words.disputed),
    ):
        assert len({word.casefold() for word in group}) == len(group)


@pytest.mark.parametrize(
    ("lang", "day", "first", "month"),
    [
        ("en", "12 March 2026", "1 March 2026", "March 2026"),
        ("de", "12. März 2026", "1. März 2026", "März 2026"),
        ("fr", "12 mars 2026", "1er mars 2026", "mars 2026"),
        ("es", "12 de marzo de 2026", "1 de marzo de 2026", "marzo de 2026"),
        ("it", "12 marzo 2026", "1º marzo 2026", "marzo 2026"),
        ("nl", "12 maart 2026", "1 maart 2026", "maart 2026"),
        ("pt-BR", "12 de março de 2026", "1º de março de 2026", "março de 2026"),
        ("pl", "12 marca 2026", "1 marca 2026", "marzec 2026"),
        ("tr", "12 Mart 2026", "1 Mart 2026", "Mart 2026"),
        ("ru", "12 марта 2026\u00a0г.", "1 марта 2026\u00a0г.", "март 2026\u00a0г."),
        ("uk", "12 березня 2026\u00a0р.", "1 березня 2026\u00a0р.", "березень 2026\u00a0р."),
        ("ar", "12 مارس 2026", "1 مارس 2026", "مارس 2026"),
        ("zh", "2026年3月12日", "2026年3月1日", "2026年3月"),
        ("ja", "2026年3月12日", "2026年3月1日", "2026年3月"),
        ("lv", "12 March 2026", "1 March 2026", "March 2026"),
    ],
)
def test_dates_are_written_as_people_write_them(
    lang: str, day: str, first: str, month: str
) -> None:
    """A day, the first of a month and a month alone, where a language declines it."""
    words = vocabulary(lang)
    dates = [
        words.date(date) for date in ("2026-03-12", "2026-03-01", "2026-03", "2026", "2026-99")
    ]
    assert dates == [day, first, month, "2026", "2026-99"]


@pytest.mark.parametrize(
    ("lang", "counts"),
    [
        ("en", {"one": [1], "other": [0, 2, 11, 21, 101]}),
        ("fr", {"one": [0, 1], "other": [2, 21]}),
        ("pl", {"one": [1], "few": [2, 4, 22, 104], "many": [0, 5, 11, 12, 14, 21, 25, 101, 112]}),
        ("ru", {"one": [1, 21, 101], "few": [2, 4, 22, 104], "many": [0, 5, 11, 12, 14, 25, 111]}),
        ("uk", {"one": [1, 31], "few": [3, 23], "many": [10, 13, 19, 211]}),
        (
            "ar",
            {
                "zero": [0],
                "one": [1],
                "two": [2],
                "few": [3, 10, 103, 110],
                "many": [11, 99, 111],
                "other": [100, 101, 102, 202],
            },
        ),
        ("ja", {"other": [0, 1, 2]}),
        ("zh-Hant", {"other": [1, 5]}),
        ("lv", {"one": [1], "other": [0, 2]}),
    ],
)
def test_plural_categories_are_those_of_the_cldr(lang: str, counts: dict[str, list[int]]) -> None:
    """Slavic languages and Arabic have more forms than one and many."""
    expected = {count: category for category, some in counts.items() for count in some}
    assert {count: plural_category(lang, count) for count in expected} == expected


def test_evidence_is_counted_in_the_form_of_its_number() -> None:
    """Two pieces are another form than five, where a language has it."""
    forms = [vocabulary("pl").evidence_count(count) for count in (1, 2, 5, 12, 22)]
    assert forms == ["1 dowód", "2 dowody", "5 dowodów", "12 dowodów", "22 dowody"]
    assert vocabulary("ar").evidence_count(2) == "دليلان"
    assert vocabulary("en").evidence_count(1_200) == "1,200 pieces of evidence"
    assert vocabulary("de").evidence_count(1_200) == "1.200 Belege"
    assert vocabulary("fr").evidence_count(1_200) == "1\u00a0200 preuves"


def test_evidence_of_one_state_is_counted_in_the_form_of_its_number() -> None:
    """What is verified or disputed agrees with how many there are."""
    spanish, polish, arabic = map(vocabulary, ("es", "pl", "ar"))
    counted = [spanish.counted(spanish.verified_pieces, count) for count in (1, 2)]
    assert counted == ["1\u00a0comprobada", "2\u00a0comprobadas"]
    counted = [polish.counted(polish.disputed_pieces, count) for count in (1, 2, 5)]
    assert counted == ["1\u00a0sporny", "2\u00a0sporne", "5\u00a0spornych"]
    assert arabic.counted(arabic.disputed_pieces, 2) == "2\u00a0مختلف فيهما"


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("pt-BR", "pt"),
        ("de_AT", "de"),
        ("DE", "de"),
        ("zh-Hans-CN", "zh"),
        ("zh-TW", "zh-Hant"),
        ("zh-hant-hk", "zh-Hant"),
        ("lv", None),
        ("den", None),
    ],
)
def test_a_region_has_the_words_of_its_language(tag: str, found: str | None) -> None:
    """A tag may say more than the language; Chinese of Taiwan has its own characters."""
    assert language(tag) == found
    assert vocabulary(tag) == vocabulary(found or "en")
