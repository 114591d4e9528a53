"""The two faces that ship with argmap: their glyphs, and the widths of HarfBuzz."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.shipped import shipped

if TYPE_CHECKING:
    from argmap.typeset.style import FaceName

EM = 2048
"""Units in one em: of the font, and of every width that is counted in whole numbers here."""

# A browser takes a change of script for the end of a run: nothing is kerned across it.
SCRIPTS = (
    re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u02af\u1e00-\u1eff]"),
    re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    re.compile("[\u0400-\u052f]"),
)
MIXED = 2
"""Scripts from which on a word has more than one run."""


class Face(NamedTuple):
    """One face, ready to be measured.

    Attributes:
        data: The font file.
        covers: The characters that it has a glyph for.
        shaper: HarfBuzz's font.
    """

    data: bytes
    covers: frozenset[str]
    shaper: Any

    def width(self, text: str) -> int:
        """Return the width in units of `text`, characters that the face covers."""
        return sum(self._shape(run) for run in split_scripts(text)) if text else 0

    def _shape(self, run: str) -> int:
        import uharfbuzz as hb  # noqa: PLC0415 - only who measures loads it

        buffer = hb.Buffer()
        buffer.add_str(run)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
        hb.shape(self.shaper, buffer)
        return sum(place.x_advance for place in buffer.glyph_positions)


def read_data(name: str) -> bytes:
    """Return the bytes of a file that ships with this package."""
    return shipped("typeset", "data", name)


def split_scripts(word: str) -> list[str]:
    """Split a word where Latin, Greek and Cyrillic letters meet."""
    if word.isascii() or sum(script.search(word) is not None for script in SCRIPTS) < MIXED:
        return [word]
    runs = [""]
    current = None
    for char in word:
        script = next((script for script in SCRIPTS if script.match(char)), None)
        if script and current and script is not current:
            runs.append("")
        runs[-1] += char
        current = script or current
    return runs


@cache
def load(name: FaceName) -> Face:
    """Return a face, loading it the first time (about 2 ms)."""
    import uharfbuzz as hb  # noqa: PLC0415 - only who measures loads it

    data = read_data(f"inter-{name}.ttf")
    face = hb.Face(data)
    return Face(data, frozenset(map(chr, face.unicodes)), hb.Font(face))
