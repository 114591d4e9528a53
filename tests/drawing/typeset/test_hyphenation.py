"""Where words are divided."""

from __future__ import annotations

import re

import pytest

from argmap.drawing.typeset.hyphenation import LANGUAGES, LETTERS, SHORTEST, divide
from argmap.files.read import shipped
from paths import DATA

GERMAN = DATA / "hyphens_de.txt"
FOUND_AT_LEAST = 0.95


def places(spelled: str, sign: str) -> set[int]:
    """Return the places of a sign among the letters of a word, far enough from its ends."""
    letters = len(spelled) - spelled.count("-") - spelled.count("~")
    found, place = set(), 0
    for char in spelled:
        if char == sign:
            found.add(place)
        place += char not in "-~"
    return {place for place in found if SHORTEST <= place <= letters - SHORTEST}


def german_words() -> list[str]:
    lines = GERMAN.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def hyphenated(word: str, lang: str) -> str:
    ends = divide(word, lang)
    return "-".join(word[a:b] for a, b in zip((0, *ends), (*ends, len(word)), strict=True))


def test_the_list_holds_two_hundred_words() -> None:
    """The German list holds at least 200 words, each once."""
    words = [line.replace("-", "").replace("~", "") for line in german_words()]
    assert len(words) >= 200
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("spelled", german_words())
def test_no_german_word_is_divided_wrongly(spelled: str) -> None:
    """Every place that is found is one that the official rules allow."""
    found = set(divide(spelled.replace("-", "").replace("~", ""), "de"))
    assert found <= places(spelled, "-") | places(spelled, "~")


def test_the_right_places_in_german_words_are_found() -> None:
    """At least 95 of 100 right places in the list are found."""
    right = found = 0
    for spelled in german_words():
        wanted = places(spelled, "-")
        right += len(wanted)
        found += len(wanted & set(divide(spelled.replace("-", "").replace("~", ""), "de")))
    assert found >= FOUND_AT_LEAST * right


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("de", "Kern-ar-gu-mente"),
        ("de-CH", "Staats-haus-halt"),
        ("de", "afgha-nis-tan"),
        ("en", "hyphen-ation"),
        ("en-GB", "admin-is-tra-tion"),
        ("en", "reci-procity"),
        ("fr", "gou-ver-ne-ment"),
        ("es", "cons-ti-tu-ción"),
        ("it", "ammi-ni-stra-zione"),
        ("pt", "admi-nis-tra-ção"),
    ],
)
def test_words_are_divided_by_their_language(lang: str, expected: str) -> None:
    """Each language has its own places, at least three letters from either end."""
    assert hyphenated(expected.replace("-", ""), lang) == expected


@pytest.mark.parametrize("word", ["Kriege", "Jemen", "Öl", "Hisbollah" * 20])
def test_short_and_endless_words_stay_whole(word: str) -> None:
    """Nothing divides a word of five letters, nor one of more than a hundred."""
    assert all(SHORTEST <= place <= len(word) - SHORTEST for place in divide(word, "de"))
    assert len(word) in range(6, 101) or divide(word, "de") == ()


def test_a_language_without_patterns_divides_nothing() -> None:
    """Words of an unknown language are left whole."""
    assert divide("kormányzat", "hu") == ()
    assert divide("Regierung", "") == ()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_line_of_patterns_can_be_found(language: str) -> None:
    """The lines are in the order of their bytes, and hold what begins like them."""
    lines = shipped("drawing", "typeset", "data", f"hyphens-{language}.txt").splitlines()
    assert lines == sorted(lines)
    for line in lines:
        key, *patterns = line.decode().split(" ")
        if key not in "#=":
            starts = {re.sub(r"\d", "", pattern)[:LETTERS] for pattern in patterns}
            assert starts == {key}
