"""Quotes that have the right words: what they leave off, leave out, or do not say."""

from __future__ import annotations

import pytest

from argmap import checking

HEAD = """\
argmap: 1
title: T
lang: en
sources: {book: {type: book, title: The Book of Halls, file: book.txt}}
thesis: {text: T.}
premises:
  a:
    text: A.
    supports: thesis
    evidence:
"""
BRIDGE = """\
Report

It would be wrong to say that the bridge is safe. We found
no proof of safety, but many cracks. Dr. Lee, who is not from here, denies
that it was closed on 9. March.

The dam holds if it rains less. Critics spoke of “a wall that is too thin”.
"""
GERMAN = """\
Es wäre falsch zu sagen, dass die Brücke sicher ist. Wir fanden leere Hallen, aber
keine Menschen. Der Krieg endet, wenn Iran will – nicht früher. Ritter: Russland sitzt am Hebel.
"""


def told(quote: str, text: str, code: str, more: str = "") -> list[str]:
    """Return the messages of one code about a quote of a text, each with its hint."""
    piece = f"      - {{source: book, quote: '{quote}'{more}}}\n"
    findings = checking.validate_text(HEAD + piece, "m", contents={"book.txt": text}).findings
    assert not [finding.message for finding in findings if finding.code == "AM307"]
    return [f"{one.message} | {one.hint}" for one in findings if one.code == code]


@pytest.mark.parametrize(
    ("quote", "text", "what"),
    [
        ("The bridge is safe.", BRIDGE, "begins inside"),
        ("The bridge is safe", BRIDGE, "begins inside"),
        ("the bridge is safe", BRIDGE, "and leaves off “wrong”"),
        ("We found no proof of safety.", BRIDGE, "but looks like a whole one"),
        ("it was closed on 9. March", BRIDGE, "and leaves off “denies”"),
        ("The dam holds.", BRIDGE, "and leaves off “if”"),
        ("die Brücke sicher ist", GERMAN, "and leaves off “falsch”"),
        ("der Krieg endet", GERMAN, "and leaves off “wenn”"),
        ("Leere Hallen, aber keine Menschen.", GERMAN, "but looks like a whole one"),
    ],
)
def test_a_part_that_poses_as_a_sentence_or_that_its_sentence_denies_is_told(quote, text, what):
    (message,) = told(quote, text, "AM317")
    assert what in message


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("proof of safety", BRIDGE),
        ("many cracks", BRIDGE),
        ("Many cracks", BRIDGE),
        ("We found no proof of safety, but many cracks.", BRIDGE),
        ("We found no proof of safety", BRIDGE),
        ("[…] the bridge is safe", BRIDGE),
        ("[T]he bridge is safe.", BRIDGE),
        ("We found no proof of safety […].", BRIDGE),
        ("a wall that is too thin", BRIDGE),
        ("leere Hallen", GERMAN),
        ("Wir fanden leere Hallen", GERMAN),
        ("Russland sitzt am Hebel.", GERMAN),
        ("The bridge is safe.", f"{BRIDGE}\nThe bridge is safe.\n"),
        ("The bridge is safe", "so he said the bridge is safe " + "and went on " * 200),
    ],
    ids=[
        "phrase without a verb",
        "two words",
        "two words with a capital",
        "whole sentence",
        "ends early",
        "marked",
        "marked capital",
        "marked end",
        "cited in the source",
        "German phrase",
        "German beginning",
        "behind a colon",
        "whole elsewhere",
        "no sentences",
    ],
)
def test_what_editors_accept_is_not_told(quote, text):
    assert told(quote, text, "AM317") == []


def test_the_whole_sentence_is_shown_with_its_line():
    (message,) = told("The bridge is safe.", BRIDGE, "AM317")
    assert message == (
        "the quote of `a.1` begins inside a sentence of the text of `book`, but looks like a whole "
        "one, and leaves off “wrong” | book.txt:3 has “It would be wrong to say that the bridge is "
        "safe.”: quote the whole, or mark what you leave off with `[…]`"
    )


def test_a_sentence_goes_over_lines_and_abbreviations_and_ends_with_a_paragraph():
    (message,) = told("it was closed on 9. March", BRIDGE, "AM317")
    assert "has “Dr. Lee, who is not from here, denies that it was closed on 9. March.”" in message
    assert told("Report It would be wrong", BRIDGE, "AM317") == []
    text = "- not for the lorries\n- It is safe\n- for children\n"
    assert told("It is safe", text, "AM317") == []


@pytest.mark.parametrize(
    ("quote", "what"),
    [
        ("We found […] cracks.", "leaves “no” out of a sentence of the text"),
        ("wrong to say […] proof of safety", "joins parts of two sentences"),
        ("The dam holds […] Critics spoke", "leaves “if” out of a sentence of the text"),
        ("Dr. Lee […] denies", None),
        ("We found no proof of safety […] many cracks.", None),
        ("We found no proof […] Dr. Lee", None),
    ],
)
def test_an_omission_that_takes_a_no_away_or_joins_two_sentences_is_told(quote, what):
    found = told(quote, BRIDGE, "AM318")
    assert len(found) == (what is not None)
    assert what is None or what in found[0]


@pytest.mark.parametrize(
    ("quote", "is_trivial"),
    [("the", True), ("It is", True), ("of […] the", True), ("no", False), ("halls", False)],
)
def test_one_or_two_words_of_every_text_say_next_to_nothing(quote, is_trivial):
    text = "no halls of all the kinds. It is so."
    assert bool(told(quote, text, "AM319")) is is_trivial


@pytest.mark.parametrize(
    ("locator", "hint"),
    [
        ("line 900", "book.txt has 7 lines"),
        ("lines 8–3", "did you mean 3–8?"),
        ("line 4", None),
        ("Reprot", "did you mean “Report”?"),
        ("Report", None),
        ("page 900", None),
        ("1:02:03", None),
        ("Reports of 1990", None),
    ],
)
def test_a_locator_that_leads_nowhere_is_told_and_free_words_are_not(locator, hint):
    found = told("many cracks", BRIDGE, "AM320", f", locator: '{locator}'")
    assert [message.split(" | ")[1] for message in found] == ([hint] if hint else [])


def test_another_number_of_a_heading_is_another_heading():
    text = "Chapter 1\n\nOne.\n\nChapter 3\n\nThree.\n"
    assert told("Three", text, "AM320", ", locator: Chapter 2") == []
    assert told("Three", text, "AM320", ", locator: Chaptre 3") != []


def test_a_text_that_is_html_is_told_once_and_its_sentences_are_not_judged():
    page = "<!DOCTYPE html><html><body><p>Nobody says the bridge is safe.</p></body></html>"
    (message,) = told("the bridge is safe", page, "AM321")
    assert message.startswith("the text of `book` is HTML, and its quotes are compared with the ")
    assert told("The bridge is safe.", page, "AM317") == []
    assert told("a <p>", "A page has a <p> for each paragraph.", "AM321") == []


def test_emphasis_of_markdown_does_not_count():
    text = "The *bridge* is __very__ **safe**, and 2 * 3 is snake_case *5*."
    for quote in ("The bridge is very safe, and 2 * 3", "is **very** safe", "snake_case 5"):
        assert told(quote, text, "AM308") == []


def test_quotation_marks_in_a_claims_text_are_told_unless_a_quote_has_the_words():
    text = HEAD.replace("text: A.", "text: 'He says “it is all over now”.'")
    piece = "      - {source: book, text: E.}\n"
    found = checking.validate_text(text + piece, "m", contents={"book.txt": "x"}).findings
    assert [one.message for one in found if one.code == "AM315"] == [
        "the text of `a` quotes “it is all over now”, and no `quote` has these words"
    ]
    for other in (
        text.replace("    supports", "    quote: It is all over now!\n    supports"),
        text.replace("it is all over now", "all over"),
        text.replace("it is all over now", "the book of halls"),
    ):
        found = checking.validate_text(other + piece, "m", contents={"book.txt": "x"}).findings
        assert [one.message for one in found if one.code == "AM315"] == []
