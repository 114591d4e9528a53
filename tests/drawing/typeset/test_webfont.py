"""The font that goes along with a picture: small, whole, and the same on every run."""

from __future__ import annotations

import struct
import subprocess
import sys

import brotli

from argmap.drawing.typeset import missing, web_font


def test_what_the_font_lacks_is_told() -> None:
    """Arrows, ticks and accents are there; Chinese and emoji are not."""
    assert missing("Größe „Ł“ → ↗ ⇄ ← ↓ ✓ € ₽ H₂O m² Київ Ωμέγα\u200d\u00ad") == set()
    assert missing("a 特 👍") == {"特", "👍"}


def test_the_embedded_font_depends_on_its_characters_only() -> None:
    """The same characters give the same bytes in whatever order they come."""
    assert web_font("regular", ["abc", "cde"]) == web_font("regular", ["edcba", "a"])
    assert web_font("regular", ["abc"]) != web_font("semibold", ["abc"])


def test_the_box_for_what_is_lacking_comes_along_where_it_is_needed() -> None:
    """A font of texts that it has all characters of is none larger for it."""
    assert len(web_font("regular", ["ab"])) < len(web_font("regular", ["ab特"]))
    assert web_font("regular", ["ab特"]) == web_font("regular", ["ab👍"])


def test_the_embedded_font_is_small() -> None:
    """A font with the characters of a claim takes less than six kilobytes."""
    font = web_font(
        "regular",
        ["Präzisionsmunition, Raketenabwehr und Haushaltsmittel reichen nicht (vgl. Nr. 3)."],
    )
    assert font.startswith(b"wOF2")
    assert len(font) % 4 == 0
    assert len(font) < 6_000


def test_the_embedded_font_carries_its_notices() -> None:
    """Every copy of the font names its authors and its licence, as the licence asks."""
    font = web_font("regular", ["abc"])
    (size,) = struct.unpack_from(">I", font, 20)
    tables = [unpressed(font[-size - padding :][:size]) for padding in range(4)]
    assert any("The Inter Project Authors".encode("utf-16-be") in table for table in tables)
    assert any("SIL Open Font License".encode("utf-16-be") in table for table in tables)


def unpressed(data: bytes) -> bytes:
    try:
        return brotli.decompress(data)
    except brotli.error:
        return b""


def test_characters_that_the_font_lacks_do_not_stop_it() -> None:
    """A text without a single known character still gives a font."""
    assert web_font("regular", ["特朗普"]).startswith(b"wOF2")
    assert web_font("regular", []).startswith(b"wOF2")


def test_the_import_is_cheap() -> None:
    """Neither HarfBuzz nor Brotli is loaded before it is needed."""
    code = "import sys, argmap.drawing.typeset; print({'uharfbuzz', 'brotli'} & set(sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_the_bytes_are_the_same_whatever_the_hash_seed() -> None:
    """Lines and fonts do not depend on the order of sets."""
    code = (
        "import hashlib; from argmap.drawing.typeset import *\n"
        "text = 'Die Ukraine-Unterstützung bröckelt: Präzisionsmunition reicht nicht.'\n"
        "lines = set_paragraph(text, Style('regular', 14, 19), 120, slack=12, lang='de')\n"
        "font = web_font('semibold', [text])\n"
        "print(hashlib.sha256(repr(lines).encode() + font).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
