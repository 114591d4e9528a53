"""A locator that names a part of a text narrows the place of a quote; any other does not."""

from __future__ import annotations

import pytest

from argmap.quotes import check
from argmap.quotes.sources import SourceText
from quoted_texts import source

SECTIONS = """\
Erster Teil

Iran schlägt zurück und bricht
nicht zusammen.

Was tun?

Die Sitzung ist beendet.

Zweiter Teil

Russland gewinnt.
"""


@pytest.mark.parametrize(
    ("quote", "locator", "right"),
    [
        ("nicht zusammen", "Erster Teil", True),
        ("nicht zusammen", "erster teil:", True),
        ("nicht zusammen", "Erster", True),
        ("nicht zusammen", "Abschnitt „Erster Teil“", True),
        ("nicht zusammen", "Erster Teil, zweiter Satz", True),
        ("Sitzung ist beendet", "Erster Teil", True),
        ("nicht zusammen", "Zweiter Teil", False),
        ("Russland gewinnt", "Erster Teil", False),
        ("bricht nicht zusammen", "line 3", True),
        ("bricht nicht zusammen", "Zeilen 4–5", True),
        ("bricht nicht zusammen", "Z. 5", False),
        ("bricht nicht zusammen", "line 900", True),
        ("bricht nicht zusammen", "Seite 5", True),
        ("Russland gewinnt", "Dritter Teil", True),
        ("Russland gewinnt", None, True),
    ],
)
def test_a_locator_that_names_a_section_or_a_line_narrows_the_place(quote, locator, right):
    assert (check(quote, locator, source(SECTIONS)) is None) is right


def test_where_a_quote_stands_is_told_if_the_locator_names_another_section():
    miss = check("Russland gewinnt", "Erster Teil", source(SECTIONS))
    assert miss is not None
    assert miss.misplaced
    assert miss.hint == "it stands at t.txt:12, under “Zweiter Teil”"


def test_a_question_that_a_locator_names_is_a_heading():
    text = SourceText("t.txt", SECTIONS.encode(), ["Was tun?"])
    assert check("Sitzung ist beendet", "Was tun?", text) is None
    assert check("Sitzung ist beendet", "Erster Teil", text) is not None


MARKDOWN = """\
# Report

## Causes

Rain fell for days.

### Rivers

The Elbe rose.

Damage
------

Houses were lost.
"""


@pytest.mark.parametrize(
    ("quote", "locator", "right"),
    [
        ("The Elbe rose", "Causes", True),
        ("The Elbe rose", "Report", True),
        ("The Elbe rose", "Rivers", True),
        ("Rain fell", "Rivers", False),
        ("Houses were lost", "Causes", False),
        ("Houses were lost", "Damage", True),
    ],
)
def test_a_section_goes_on_to_the_next_heading_of_its_rank(quote, locator, right):
    assert (check(quote, locator, source(MARKDOWN)) is None) is right


def test_headings_that_follow_each_other_head_one_section():
    text = "Chapter 1\n\nThe Beginning\n\nIt was dark.\n\nChapter 2\n\nIt was light.\n"
    assert check("It was dark", "Chapter 1", source(text)) is None
    assert check("It was light", "Chapter 1", source(text)) is not None


def test_a_line_that_comes_back_is_no_heading():
    """Such as the names of those who speak in an interview."""
    text = "Part One\n\nDIESEN\n\nWhy?\n\nRITTER\n\nHe bluffs.\n\nDIESEN\n\nAnd?\n\nRITTER\n\nSo.\n"
    assert check("He bluffs", "Part One", source(text)) is None
