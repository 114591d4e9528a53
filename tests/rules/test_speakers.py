"""The rules on speakers: whose objection it is, and how a name is spelt."""

from __future__ import annotations

import pytest

from rule_maps import HEAD, TO_THESIS, objections, premises, told


@pytest.mark.parametrize(
    ("objection", "own"),
    [
        (", attacks: a", True),
        (", by: Bo Wu, attacks: a", False),
        (", by: Ann Lee, attacks: a", False),
        (", implicit: true, attacks: a", False),
        (", attacks: b", False),
        (", attacks: c", False),
    ],
)
def test_only_an_objection_that_inherits_its_speaker_is_told(objection, own):
    head = HEAD.replace("title: T\n", "title: T\nby: Ann Lee\n")
    text = premises(a=TO_THESIS, b=TO_THESIS + ", by: Cy Fox", c=TO_THESIS + ", implicit: true")
    text += objections(o=objection)
    assert ("AM404" in told(text, head)) is own
    assert "AM404" not in told(text)


def test_linked_objections_that_inherit_their_speaker_are_one_finding():
    head = HEAD.replace("title: T\n", "title: T\nby: '{Ann} Lee'\n")
    text = premises(a=TO_THESIS) + objections(o="", p="")
    text += "inferences:\n  i: {premises: [o, p], attacks: a}\n"
    (message,) = told(text, head)["AM404"]
    assert message.startswith("2 objections name no speaker, so that {Ann} Lee attacks")
    assert message.endswith("the same speaker's claims: `o` and `p`")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Friedrich Merz", "Merz", True),
        ("Scott Ritter", "Scott Riter", True),
        ("Scott Ritter", "Ritter, Scott", True),
        ("Scott Ritter", "S. Ritter", True),
        ("Scott Ritter", "scott ritter", True),
        ("Wolodymyr Selenskyj", "Wolodymyr Selenskij", True),
        ("Masud Peseschkian", "Massud Peseschkian", True),
        ("Sergej Lawrow", "Sergéj Lawrow", True),
        ("Kreml", "Kreml-Sprecher", False),
        ("Kreml", "Sprecher des Kreml", False),
        ("Donald Trump", "Melania Trump", False),
        ("George W. Bush", "George H. W. Bush", False),
        ("Christian Lindner", "Christina Lindner", False),
        ("Zeuge 1", "Zeuge 2", False),
        ("Zeuge A", "Zeuge B", False),
        ("Iran", "Irak", False),
        ("Gambia", "Sambia", False),
        ("Nordkorea", "Südkorea", False),
        ("US-Regierung", "Regierung", False),
        ("राम शर्मा", "रमा शर्मा", False),
    ],
)
def test_spellings_of_one_name_are_told_and_two_names_are_not(one, other, alike):
    text = premises(a=TO_THESIS + f", by: '{one}'", b=TO_THESIS + f", by: '{other}'")
    assert ("AM405" in told(text)) is alike


def test_a_family_name_that_fits_two_people_is_no_spelling_of_either():
    speakers = {"a": "Donald Trump", "b": "Melania Trump", "c": "Trump"}
    text = premises({name: f"{TO_THESIS}, by: {by}" for name, by in speakers.items()})
    assert told(text) == {}


def test_the_later_spelling_is_told_with_the_place_of_the_first():
    head = HEAD.replace("title: T\n", "title: T\nby: Scott Ritter\n")
    head = head.replace("title: One", "title: One, author: [Scott Riter]")
    assert told(premises(a=TO_THESIS + ", by: Ritter"), head)["AM405"] == [
        "“Scott Riter” and “Scott Ritter” (m:3) look like one name"
    ]
