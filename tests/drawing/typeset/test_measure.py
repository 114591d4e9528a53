"""The table of widths: it says what HarfBuzz would say, for every letter beside every other."""

from __future__ import annotations

import importlib.util
import sys
import zlib
from typing import TYPE_CHECKING

import pytest
import uharfbuzz as harfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.drawing.typeset import measure
from argmap.files.read import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.drawing.typeset import FaceName

FACES: tuple[FaceName, ...] = ("regular", "semibold")
PLAIN = sorted(measure.load_letters("regular").widths)


@pytest.mark.parametrize("face", FACES)
def test_the_table_is_that_of_the_shipped_font(face: FaceName, project: Path) -> None:
    """Running `python tools/make_widths.py` would change no number."""
    spec = importlib.util.spec_from_file_location("widths", project / "tools" / "make_widths.py")
    assert spec is not None
    assert spec.loader is not None
    make_widths = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_widths)
    made = make_widths.table(make_widths.DATA / f"inter-{face}.ttf")
    there = shipped("drawing", "typeset", "data", f"widths-{face}.bin")
    assert zlib.decompress(made) == zlib.decompress(there)


@settings(max_examples=200, deadline=None)
@given(
    run=st.text(st.sampled_from(PLAIN), min_size=1, max_size=30)
    | st.text(st.sampled_from([char for char in PLAIN if char < "\u0180"]), min_size=1),
    face=st.sampled_from(FACES),
)
def test_a_word_is_as_wide_as_harfbuzz_has_it(run: str, face: FaceName) -> None:
    """No letter depends on more than the one after it."""
    buffer = harfbuzz.Buffer()
    buffer.add_str(run)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
    harfbuzz.shape(harfbuzz.Font(harfbuzz.Face(measure.load_face(face).data)), buffer)
    shaped = sum(place.x_advance for place in buffer.glyph_positions)
    assert measure.load_letters(face).width(run) == shaped


@pytest.mark.parametrize("run", ["e\u0301", "a\u200bb", "\u2009", "漢"])
def test_what_is_no_plain_letter_is_left_to_harfbuzz(run: str) -> None:
    """Marks, signs without a width, and what the face lacks stand in no table."""
    assert measure.load_letters("regular").width(run) is None


def test_ordinary_words_are_measured_without_harfbuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is loaded for the font in the picture, and for words that need it."""
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    assert measure.load_face("semibold").width("1.2\N{NARROW NO-BREAK SPACE}") > 0
    assert measure.load_face("regular").width("Präzisionsmunition, „Жизнь“ (2026) →") > 0
