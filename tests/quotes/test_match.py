"""Quotes in texts: what is folded, what may be left out, and what a miss is told."""

from __future__ import annotations

import pytest

from argmap.quotes import check, stands
from quoted_texts import FAR, found, hint, source


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("bricht nicht zusammen", "Iran bricht\n   nicht\tzusammen."),
        ("bricht nicht zusammen", "Iran bricht\r\nnicht\r\rzusammen."),
        ("bricht nicht zusammen", "Iran bricht\u00a0nicht\u2009zusammen."),
        ('ein "very good call" war', "Es sei ein „very good call“ war alles"),
        ("ein „very good call“ war", "Es sei ein « very good call » war alles"),
        ("ein „very good call“ war", "Es sei ein «\u202fvery good call\u00a0» war alles"),
        ("ein „very good call“ war", "Es sei ein »very good call« war alles"),
        ("ein „very good call“ war", "Es sei ein ,,very good call'' war alles"),
        ("Er sagte: \"Der 'Deal' steht\"", "Er sagte: „Der „Deal“ steht“"),
        ("Trump's call", "Trump’s call"),
        ("Russland - und der Westen", "Russland – und der Westen"),
        ("Russia -- and the West", "Russia—and the West"),
        ("1990-2025", "in den Jahren 1990–2025"),
        ("Kriegsführern", "Kriegs\u00adführern"),
        ("Kriegsführern", "zu Kriegsfu\u0308hrern machen"),
        ("offizielle Fragen", "o\ufb03zielle Fragen"),
        ("und so weiter...", "und so weiter…"),
    ],
)
def test_what_printers_and_editors_change_does_not_count(quote, text):
    assert found(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Kernargumente", "Ritters Kernargu-\nmente"),
        ("Kernargumente", "Ritters Kernargu\u00ad\nmente"),
        ("Kernargumente", "Ritters Kernargu¬\n\nmente"),
        ("US-Bomben treffen", "die US-\nBomben treffen"),
        ("well-known case", "a well-\nknown case"),
        ("Vor- und Nachteile", "die Vor-\nund Nachteile"),
        ("Vor- und Nachteile der Kernargumente", "die Vor-\nund Nachteile der Kernargu-\nmente"),
        ("KERNARGUMENTE", "KERNARGU-\nMENTE"),
        ("Covid-19", "an Covid-\n19 erkrankt"),
        ("Kernargumente der well-known", "Kern-\nargumente der well-\nknown case"),
    ],
)
def test_a_word_that_was_hyphenated_at_the_end_of_a_line_is_read_in_every_way(quote, text):
    assert found(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("bricht zusammen", "Iran bricht nicht zusammen."),
        ("Iran bricht nicht zusammen", "Iran bricht eben nicht zusammen."),
        ("Iran brach nicht zusammen", "Iran bricht nicht zusammen."),
        ("Iran bricht, nicht zusammen", "Iran bricht nicht zusammen."),
        ("die Hallen", "die HALLEN"),
        ("Recover", "We re-cover the sofa."),
        ("re-cover", "We recover from it."),
        ("10²", "102 Ziele"),
        ("Hallen leere", "leere Hallen"),
    ],
)
def test_every_word_counts_and_its_case_and_every_comma(quote, text):
    assert not found(quote, text)


@pytest.mark.parametrize(
    ("quote", "text", "whole"),
    [
        ("Kriegsführer", "zu Kriegsführern machen", False),
        ("führern", "zu Kriegsführern machen", False),
        ("Alaska", "der „Alaska“-Deal", True),
        ("Deal", "der Alaska-Deal", True),
        ("500 Ziele", "5.500 Ziele", False),
        ("5.500", "5.500,25 Euro", False),
        ("5 Prozent", "um -5 Prozent", False),
        ("26", "im Jahr 2026", False),
        ("2026", "Wir schreiben 2026.", True),
        ("的石油", "他們的石油很貴", True),
        ("ביתן", "הביתן החדש", True),
        ("الحرب", "والحرب", True),
    ],
)
def test_a_quote_has_whole_words_and_numbers_where_a_script_parts_words(quote, text, whole):
    assert found(quote, text) is whole


def test_a_quote_may_begin_with_a_capital_or_not_and_end_with_a_stop_of_its_own():
    text = "Ritter sagt, der Krieg endet, wenn Iran will – nicht früher."
    assert found("Der Krieg endet, wenn Iran will.", text)
    assert found("der Krieg endet,", text)
    assert found("„Der Krieg endet“", text)
    assert not found("Der Krieg endet!", text)
    assert not found("Der krieg endet", text)


@pytest.mark.parametrize(
    "quote",
    [
        "Iran […] bricht nicht zusammen",
        "Iran [...] bricht nicht zusammen",
        "Iran … bricht nicht zusammen",
        "Iran ... bricht (…) zusammen",
        "[…] bricht nicht zusammen […]",
        "…bricht nicht zusammen…",
        "Iran [das Land] bricht nicht zusammen [sic]",
        "[I]ran schlägt zurück […] nicht zusamm…",
        "Iran schlägt zurück, […] Nicht zusammen",
    ],
)
def test_what_is_marked_as_left_out_or_as_the_quoters_own_may_be_missing(quote):
    assert found(quote, "Iran schlägt zurück, das ist wahr, und bricht nicht zusammen.")


def test_parts_stand_in_order_and_within_one_passage():
    assert found("Anfang […] Ende", f"Anfang {FAR[:990]} Ende")
    assert not found("Anfang […] Ende", f"Anfang {FAR} Ende")
    assert not found("Ende […] Anfang", "Anfang und Ende")
    assert found("Anfang […] Mitte […] Ende", f"Mitte Anfang {FAR} Anfang x Mitte x Mitte x Ende")


def test_each_part_is_told_by_its_line_where_the_order_is_another():
    miss = check("Ende […] Anfang", None, source("Der Anfang.\n\nDas Ende."))
    assert miss is not None
    assert miss.what == "has its parts in another order than {text}"
    assert miss.hint == (
        "its parts stand in t.txt, lines 3 and 1: keep to its order, or cite each as evidence of "
        "its own"
    )


def test_the_same_marks_in_the_source_are_words_of_it():
    assert found("Er sagte [wörtlich] ja…", "Er sagte [wörtlich] ja… und ging")


def test_a_quote_of_marks_alone_says_nothing_wrong():
    assert found("[…]", "Text")
    assert found("…", "Text")


def test_a_quote_is_found_by_the_place_where_it_begins():
    assert stands("leere Hallen", source("treffen leere\nHallen")) == 8
    assert stands("leere Halle", source("treffen leere\nHallen")) is None


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
