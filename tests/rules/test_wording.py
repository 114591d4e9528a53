"""The rules on wording: in doubt they are silent."""

from __future__ import annotations

import pytest

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
