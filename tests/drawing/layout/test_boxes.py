"""Small print at the end of a box: beside the last words where it finds room there."""

from __future__ import annotations

import pytest

from argmap.drawing.layout.boxes import BESIDE, Box, set_box
from argmap.drawing.layout.content import Paragraph
from argmap.drawing.layout.measures import PAD_X, SLACK, STYLES
from argmap.drawing.typeset import can_keep_free, natural_width, safe_width, set_paragraph

SMALL = Paragraph("meta", "Beleg [2] · berichtet", "de")
TEXTS = (
    "Der Anruf am 9. März 2026 war der erste seit Dezember 2025, mitten im Krieg.",
    "An der Küste wären 80.000 Marines nötig.",
    "Die Ölpreise schießen in die Höhe, die Weltwirtschaft gerät in Panik.",
    "Es war ein sehr gutes Gespräch.",
)


def box(text: str, width: int) -> Box:
    return set_box([Paragraph("evidence", text, "de"), SMALL], width)


def apart(text: str, width: int) -> Box:
    """Set the text as if nothing followed it, and small print on a line of its own."""
    alone = set_box([Paragraph("evidence", text, "de")], width)
    return alone._replace(height=alone.height + 2 + int(STYLES["meta"].leading))


def test_a_line_ends_earlier_so_that_small_print_has_no_line_of_its_own() -> None:
    """One line of words with small print below it becomes two lines with it at the end."""
    words, small = box(TEXTS[0], 634).paragraphs
    assert len(apart(TEXTS[0], 634).paragraphs[0].lines) == 1
    assert len(words.lines) == 2
    assert small.baselines == words.baselines[-1:]
    assert small.ends


@pytest.mark.parametrize("text", TEXTS)
def test_small_print_never_stands_in_the_way_or_makes_a_box_higher(text: str) -> None:
    """Beside words it leaves them room in any font; no box is higher than with it below them."""
    style, note = STYLES["evidence"], safe_width(SMALL.text, STYLES["meta"])
    beside = 0
    for width in range(150, 700, 7):
        found = box(text, width)
        words, small = found.paragraphs
        assert found.height <= apart(text, width).height
        assert "".join(words.lines).replace("-", "").split() == text.replace("-", "").split() or (
            len(words.lines) > 1
        )
        if small.baselines[0] == words.baselines[-1]:
            beside += 1
            last = safe_width(words.lines[-1].rstrip(), style)
            assert last + BESIDE + note <= width - 2 * PAD_X
    assert beside > 20


def test_a_single_line_is_not_divided_within_a_word_for_small_print() -> None:
    """Words that fit in a line are not hyphenated to make room for what is less than they are."""
    text = "Donaudampfschifffahrtsgesellschaft"
    words, small = box(text, 290).paragraphs
    assert words.lines == (text,)
    assert small.baselines[0] > words.baselines[0]


def test_a_few_words_stay_together() -> None:
    """What fills less than half of its line is not broken for small print that is long."""
    small = Paragraph("meta", "Beleg [4] · Donald Trump · berichtet", "de")
    words, _ = set_box([Paragraph("quote", "„very good call“", "en"), small], 300).paragraphs
    assert words.lines == ("„very good call“",)


@pytest.mark.parametrize("tail", [0, 40, 120])
@pytest.mark.parametrize("text", TEXTS)
def test_the_last_line_keeps_room_free(text: str, tail: int) -> None:
    """What is wanted free at the end is free, and lines say how wide their words are."""
    style = STYLES["claim"]
    for width in range(200, 600, 13):
        lines = set_paragraph(text, style, width, slack=SLACK, lang="de", tail=tail)
        assert all(line.width <= width for line in lines)
        assert lines[-1].width + tail <= width
        for line in lines:
            assert line.width == pytest.approx(natural_width(line.text, style), abs=0.001)


@pytest.mark.parametrize("text", [*TEXTS, "Donaudampfschifffahrtsgesellschaft", "US-Hegemonie"])
def test_room_that_is_said_not_to_be_had_is_not_to_be_had(text: str) -> None:
    """Where a text is said to keep no room free, its last line keeps none."""
    style, refused = STYLES["evidence"], 0
    for width in range(60, 500, 7):
        for tail in (20.0, 60.5, 130.0, 400.0):
            lines = set_paragraph(text, style, width, slack=SLACK, lang="de", tail=tail)
            kept = safe_width(lines[-1].text, style) + tail <= width
            can = can_keep_free(text, style, width, slack=SLACK, lang="de", tail=tail)
            assert can or not kept
            refused += not can
    assert refused > 20
