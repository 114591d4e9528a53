"""The start of a paragraph that has only so many lines."""

from __future__ import annotations

import pytest

from argmap.drawing.typeset import Style, set_paragraph, set_start

REGULAR = Style("regular", 14, 19)


def start_of(text: str, width: float, most: int) -> list[str]:
    lines = set_start(text, REGULAR, width, slack=0.12 * width, lang="de", most=most)
    return [line.text for line in lines]


def lines_of(text: str, width: float) -> list[str]:
    lines = set_paragraph(text, REGULAR, width, slack=0.12 * width, lang="de")
    return [line.text for line in lines]


def test_a_start_that_has_room_is_the_whole_paragraph() -> None:
    """Nothing is cut while the text needs no more lines than are wanted."""
    text = "Russland gewinnt, ohne selbst eingreifen zu müssen."
    assert start_of(text, 250, 2) == lines_of(text, 250)
    assert len(lines_of(text, 250)) == 2


def test_a_start_is_cut_after_a_word_as_late_as_can_be() -> None:
    """An ellipsis stands after a whole word, and the next word would have taken one line more."""
    text = "Eins zwei drei, vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn."
    words = text.split()
    for width in (80, 130, 200):
        for most in (1, 2, 3):
            lines = start_of(text, width, most)
            said = " ".join(lines)
            if len(lines_of(text, width)) <= most:
                assert said == text
                continue
            kept = said.removesuffix("…").replace("\xa0", " ").split()
            assert len(lines) <= most
            assert [word.strip(",") for word in words[: len(kept)]] == [w.strip(",") for w in kept]
            longer = " ".join(words[: len(kept) + 1]) + "\xa0…"
            assert len(lines_of(longer, width)) > most


@pytest.mark.parametrize(
    "text", ["特朗普虚张声势，普京获胜。" * 9, "x" * 900, "👨‍👩‍👧‍👦" * 99, "ein Wort " * 99]
)
@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_start_keeps_to_its_lines(text: str, most: int) -> None:
    """Whether or not a text has spaces, all lines are used and there are no more of them."""
    lines = start_of(text, 150, most)
    assert len(lines) == most
    assert text.startswith("".join(line.rstrip("…\xa0") for line in lines)[:9].replace("-", ""))
    assert lines[-1].endswith("…")


def test_a_start_is_not_given_up_where_a_shorter_one_takes_more_lines() -> None:
    """`– Marines …` takes three slim lines, as its ellipsis has no room; a word more takes two."""
    text = "– Marines עברית Fall mit so-und-so 123 nicht 80.000"
    found = set_start(text, Style("regular", 13, 17), 60, slack=8, lang="en", most=2)
    assert [line.text for line in found] == ["– Marines", "עברית\N{NO-BREAK SPACE}…"]
