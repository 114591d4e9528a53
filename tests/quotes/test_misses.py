"""What a quote that is not in its text is told: the nearest passage, and what differs."""

from __future__ import annotations

import pytest

from argmap.quotes import check
from quoted_texts import FAR, hint, source


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("leere Halle", "nearest is t.txt:2 ([-quote-] {+text+}): leere [-Halle-] {+Hallen+}"),
        (
            "US-Bomben treffen volle Hallen",
            "nearest is t.txt:2 ([-quote-] {+text+}): US-Bomben treffen [-volle-] {+leere+} Hallen",
        ),
        (
            "Iran hat Schiffe evakuiert treffen leere Hallen",
            (
                "nearest is t.txt:1 ([-quote-] {+text+}): Iran hat Schiffe evakuiert "
                "{+– US-Bomben+} treffen leere Hallen"
            ),
        ),
        (
            "Iran hat alle Schiffe evakuiert",
            "nearest is t.txt:1 ([-quote-] {+text+}): Iran hat [-alle-] Schiffe evakuiert",
        ),
    ],
)
def test_a_miss_tells_the_nearest_passage_in_whole_words_with_its_line(quote, told):
    text = "Iran hat Schiffe evakuiert –\nUS-Bomben treffen leere Hallen.\n\nDas war am Montag."
    assert hint(quote, text) == told


def test_a_paraphrase_is_asked_whether_it_is_one():
    text = "Es bleibt bei „War Porn“: Bomben auf Zivilziele, was völkerrechtswidrig ist."
    told = hint("Angriffe auf Krankenhäuser sind Verbrechen", text)
    assert told.startswith("are these the source's own words? If not, write them as `text`; ")


def test_of_a_long_quote_the_words_around_its_changes_are_told():
    words = [f"Wort{number}" for number in range(60)]
    text = " ".join(words)
    words[30] = "Unsinn"
    assert hint(" ".join(words), f"Vorher nichts.\n{text}") == (
        "nearest is t.txt:2 ([-quote-] {+text+}): […] Wort26 Wort27 Wort28 Wort29 [-Unsinn-] "
        "{+Wort30+} Wort31 Wort32 Wort33 Wort34 […]"
    )


def test_of_several_parts_the_missing_one_is_told_near_the_others():
    text = "Hallen leer. " + FAR + "Anfang. Die leeren Hallen sind das Ende."
    miss = check("Anfang […] leere Hallen […] Ende", None, source(text))
    assert miss is not None
    assert miss.what == "is not in {text}: its part “leere Hallen” is missing there"
    assert miss.hint == "nearest is t.txt:1 ([-quote-] {+text+}): [-leere-] {+leeren+} Hallen"


def test_a_text_shorter_than_the_quote_is_told_whole():
    assert hint("Iran schlägt zurück und bricht nicht zusammen", "bricht nicht") == (
        "are these the source's own words? If not, write them as `text`; nearest is t.txt:1 "
        "([-quote-] {+text+}): [-Iran schlägt zurück und-] bricht nicht [-zusammen-]"
    )
