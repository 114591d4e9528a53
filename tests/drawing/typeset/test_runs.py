"""Paragraphs of several looks: where their lines end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing.typeset.clusters import Style
from argmap.drawing.typeset.runs import Run, paragraph_of

REGULAR = Style("regular", 13, 16)
BOLD = Style("semibold", 13, 16)


def filled(text: str, width: float, label: str = "") -> list[str]:
    """Return the lines of a label and a text, filled as in a cell."""
    label_run = (Run(label, BOLD, "en"),) if label else ()
    lines, _ = paragraph_of((*label_run, Run(text, REGULAR, "en"))).lines(width, 0, full=True)
    return ["".join(piece.text for piece in line.pieces).rstrip() for line in lines]


def test_a_short_last_word_has_company():
    """The line before it gives it words, until the two are more even; the others stay full."""
    said = filled("The survey says that the pillar is cracked and that it will not last on", 210)
    assert said == ["The survey says that the pillar", "is cracked and that it will", "not last on"]


def test_a_last_line_that_is_no_shorter_than_usual_stays():
    """Several words, or a long one, are a line."""
    assert filled("The survey says that the pillar is cracked", 210)[-1] == "is cracked"
    assert filled("The survey says that it is unquestionable", 170)[-1] == "unquestionable"


def test_a_word_stays_alone_where_the_line_before_it_would_be_shorter_still():
    """Then its company would leave a hole."""
    assert filled("O counterrevolutionaries no", 170)[-1] == "no"


@given(
    words=st.lists(st.text("aeimnr", min_size=1, max_size=9), min_size=1, max_size=30),
    width=st.integers(80, 500),
)
def test_company_takes_no_more_lines_and_loses_no_word(words: list[str], width: int):
    """All words are there, in lines that fit, and in as few as without it."""
    text = " ".join(words)
    lines, _ = paragraph_of((Run(text, REGULAR, "zxx"),)).lines(width, 0, full=True)
    even, _ = paragraph_of((Run(text, REGULAR, "zxx"),)).lines(width, 0)
    said = "".join(piece.text + " " * line.space for line in lines for piece in line.pieces)
    assert said == text
    assert len(lines) == len(even)
    assert all(line.width <= width for line in lines)
