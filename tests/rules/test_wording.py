"""The rules on wording: in doubt they are silent."""

from __future__ import annotations

import pytest

from argmap import validate_text
from rule_maps import TO_THESIS, premises, told


@pytest.mark.parametrize(
    ("text", "unwritten"),
    [
        ("TODO", True),
        ("todo", True),
        ("TODO Zahl prüfen", True),
        ("Es sind TODO Schiffe", True),
        ("Die Zahl (TBD)", True),
        ("??? Schiffe", True),
        ("???", True),
        ("…", True),
        ("...", True),
        ("[…]", True),
        ("---", True),
        ("Lorem ipsum dolor sit amet", True),
        ("Es regnet …", False),
        ("Es regnet...", False),
        ("Wirklich???", False),
        ("Warum?", False),
        ("Todo es posible", False),
        ("TODO ES POSIBLE", False),
        ("Die TODO-Liste ist lang", False),
        ("Methodos", False),
        ("1984", False),
        ("雨。", False),
    ],
)
def test_a_placeholder_is_told_and_an_ellipsis_is_none(text, unwritten):
    found = told(premises(a=TO_THESIS).replace("Claim a.", f"'{text}'"))
    assert ("AM401" in found) is unwritten


def test_an_omission_in_a_quote_is_no_placeholder():
    for quote in ("so […] weiter", "really ??? he asked", "the TODO list"):
        text = premises(a=TO_THESIS).replace("text: E.", f"text: E., quote: '{quote}'")
        assert told(text).keys() == {"AM308"}  # nor is there a text to check it against


def test_a_claim_may_have_240_characters():
    for text, long in (("x" * 240, False), ("x" * 241, True), ("雨" * 121, True)):
        found = told(premises(a=TO_THESIS).replace("Claim a.", text))
        assert ("AM402" in found) is long
    assert "AM402" not in told(premises(a=TO_THESIS).replace("Claim a.", "e\u0301" * 240))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Es regnet.", "es  regnet", True),
        ("„Es regnet“", "Es regnet!", True),
        ("Es regnet", "Es regnet?", False),
        ("Es sind 5 %.", "Es sind -5 %.", False),
        ("राम", "रमा", False),
    ],
)
def test_claims_that_say_the_same_are_told(one, other, same):
    text = premises(a=TO_THESIS, b=TO_THESIS)
    text = text.replace("Claim a.", f"'{one}'").replace("Claim b.", f"'{other}'")
    assert ("AM403" in told(text)) is same


def test_several_claims_that_say_the_same_are_one_finding():
    text = premises(a=TO_THESIS, b=TO_THESIS, c=TO_THESIS)
    for name in "abc":
        text = text.replace(f"Claim {name}.", "Same.")
    assert told(text) == {"AM403": ["`b` and `c` say the same as `a` (m:9)"]}


JOINED = """\
argmap: 1
title: T
lang: en
description: {description}
thesis:
  text: {text}
  source: s
  quote: {quote}
sources:
  s: {{title: S}}
"""


def joined(**texts: str) -> list[str]:
    """Return the parts of a map that AM408 names, and what each is written as."""
    text = JOINED.format(**{"description": "D.", "text": "C.", "quote": "Q"} | texts)
    messages = [one.message for one in validate_text(text).findings if one.code == "AM408"]
    return [one.partition(", and in")[0].replace(" is written as ", ": ") for one in messages]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("|\n    One.\n\n    Two.\n", "paragraphs"),
        (">-\n    One.\n\n    Two.\n", "paragraphs"),
        ("One.\n\n    Two.", "paragraphs"),
        ('"One.\n\n    Two."', "paragraphs"),
        ("|\n    Because of:\n    - one\n    - two\n", "a list"),
        (">\n    Because of:\n    1. one\n    2. two\n", "a list"),
        ("|\n    - one thing\n      that is long\n    - two\n", "a list"),
        ("|\n    One.\n\n    * a\n    * b\n", "paragraphs and a list"),
    ],
)
def test_what_a_text_is_divided_into_is_told(text: str, parts: str) -> None:
    """Paragraphs and a list are gone in the picture, whichever way YAML takes the text."""
    assert joined(text=text) == [f"the text of `thesis`: {parts}"]
    assert joined(description=text.replace("\n    ", "\n  ")) == [
        f"the map's `description`: {parts}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        ">-\n    One sentence that goes on\n    in a second line.\n",
        "|\n    One sentence that goes on,\n    in a second line.\n",
        ">-\n    He came\n    - so they say -\n    by night, and took\n    - they say - it all.\n",
        "One sentence that goes on\n    in a second line.\n\n    # a comment",
        ">-\n    One.\n\n",
        "'One.'\n\n\n  # a comment\n",
        "|\n    One.",
    ],
)
def test_a_paragraph_of_several_lines_is_one_paragraph(text: str) -> None:
    """Lines that an editor breaks, and empty lines behind a text, are no paragraphs."""
    assert joined(text=text) == []


@pytest.mark.parametrize(
    ("quote", "verse"),
    [
        ("|\n    One line of a poem,\n    another line of a poem.\n", True),
        (">-\n    One line of a poem,\n    another line of a poem.\n", False),
        ("|\n    words of prose that go on\n    in a second line.\n", False),
        (f"|\n    {'words of prose ' * 4}and more,\n    in a second line.\n", False),
    ],
)
def test_verse_is_told_in_a_quote(quote: str, verse: bool) -> None:
    """Short lines that end in a mark are verse, where the file keeps them apart."""
    assert joined(quote=quote) == ["the quote of `thesis`: lines of verse"] * verse


def test_an_empty_line_in_a_flow_mapping_divides_nothing() -> None:
    """Between the keys of one there may be any lines."""
    text = "{argmap: 1, title: T,\n\n thesis: {text: One.,\n\n   by: Eva}}"
    assert "AM408" not in {one.code for one in validate_text(text).findings}
