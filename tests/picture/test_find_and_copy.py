"""Words of a picture that stands in a page are found and copied as they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import render, validate_text
from arriving import opened
from fixture_maps import read
from listening import listen

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from argmap.model.argument import ArgumentMap

DIVIDED = """
() => [...document.querySelectorAll("svg text")].filter((text) => text.querySelector(".h"))
  .flatMap((text) => {
    const written = text.cloneNode(true);
    written.querySelectorAll(".h").forEach((hyphen) => hyphen.replaceWith("\\u00ad"));
    return written.textContent.match(/\\S*( ?)\\S*\\u00ad\\S*\\1\\S*/g);
  }).map((words) => words.replaceAll("\\u00ad", "").trim())
"""
"""The words that hyphens divide in a picture, each with its neighbours."""

FOUND = """
(words) => {
  getSelection().removeAllRanges();
  getSelection().collapse(document.body, 0);
  return [window.find(words), getSelection().toString()];
}
"""
COPIED = """
() => {
  getSelection().selectAllChildren(document.querySelector("svg"));
  return getSelection().toString();
}
"""


def found(page: Page, words: str) -> tuple[bool, str]:
    """Return whether the browser finds words, and what it selects."""
    was, selected = page.evaluate(FOUND, words)
    return was, selected


@pytest.mark.parametrize(("width", "fewest"), [(360, 4), (720, 1)])
def test_words_are_found_across_lines_and_hyphens(
    browser: Browser, project: Path, width: int, fewest: int
) -> None:
    """Whoever searches a page for words of the map finds and copies those that a line divides."""
    svg = render(project / "maps" / "ritter_2026-03-12.yaml", width=width).svg
    with opened(browser, svg) as page:
        divided = page.evaluate(DIVIDED)
        assert len(divided) >= fewest
        assert {words: found(page, words) for words in divided} == {
            words: (True, words) for words in divided
        }
        copied = page.evaluate(COPIED)
        assert [words for words in divided if words not in copied] == []


def test_words_of_an_overview_are_found(browser: Browser) -> None:
    """So are those of an overview, whose lines hold words of several faces."""
    with opened(browser, render(read("long-words"), overview=True, width=300).svg) as page:
        divided = page.evaluate(DIVIDED)
        assert len(divided) > 0
        assert [words for words in divided if not found(page, words)[0]] == []


def test_own_hyphens_are_found_at_the_end_of_a_line(browser: Browser) -> None:
    """A hyphen that the author wrote is text, and is found where a line ends after it."""
    text = "Der Nord-Süd-Verkehr und der Ost-West-Verkehr-Umsteige-Bahnhof-Vorplatz-Ausbau"
    with opened(browser, render(mapped(text), width=300).svg) as page:
        assert page.evaluate(
            "() => document.querySelectorAll('.thesis text')[1].children.length > 2"
        )
        assert found(page, text) == (True, text)


def test_a_listener_hears_no_hyphen_of_a_line(browser: Browser, project: Path) -> None:
    """A divided word is one word to a screen reader."""
    svg = render(project / "maps" / "ritter_2026-03-12.yaml", width=360).svg
    with opened(browser, svg) as page:
        divided = page.evaluate(DIVIDED)
        said = " ".join(heard.said for heard in listen(page).walk())
        assert [words for words in divided if words not in said] == []


def mapped(text: str) -> ArgumentMap:
    """Return a map of a thesis alone."""
    found = validate_text(f"{{argmap: 1, title: T, lang: de, thesis: {{text: {text}}}}}").map
    assert found is not None
    return found
