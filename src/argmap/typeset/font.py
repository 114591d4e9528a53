"""The two faces that ship with argmap: their glyphs, and the widths of HarfBuzz."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from argmap.shipped import shipped
from argmap.typeset import letters

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
GREEK = "\u0370"
"""No character before this one is of another script than Latin."""

MIXED = 2
"""Scripts from which on a word has more than one run."""


class Face:
    """One face.

    Attributes:
        covers: The characters that it has a glyph for.
    """

    def __init__(self, name: FaceName) -> None:
        self._name = name
        self._letters = letters.load(name)
        self.covers = self._letters.covers

    @cached_property
    def data(self) -> bytes:
        """The font file."""
        return shipped("typeset", "data", f"inter-{self._name}.ttf")

    def width(self, text: str) -> int:
        """Return the width in units of `text`, characters that the face covers."""
        if not text:
            return 0
        if max(text) < GREEK:  # as nearly all are: one run
            return self._width(text)
        return sum(map(self._width, split_scripts(text)))

    def _width(self, run: str) -> int:
        known = self._letters.width(run)
        return self._shape(run) if known is None else known

    def _shape(self, run: str) -> int:
        import uharfbuzz as hb  # noqa: PLC0415 - only who needs it loads it

        buffer = hb.Buffer()
        buffer.add_str(run)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
        hb.shape(self._shaper, buffer)
        return sum(place.x_advance for place in buffer.glyph_positions)

    @cached_property
    def _shaper(self) -> Any:
        import uharfbuzz as hb  # noqa: PLC0415 - only who needs it loads it

        return hb.Font(hb.Face(self.data))


def split_scripts(word: str) -> list[str]:
    """Split a word where Latin, Greek and Cyrillic letters meet."""
    if sum(script.search(word) is not None for script in SCRIPTS) < MIXED:
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
    """Return a face; what HarfBuzz needs of it is loaded when something has to be shaped."""
    return Face(name)
