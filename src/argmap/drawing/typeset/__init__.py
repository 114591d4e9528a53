"""Set words into lines of a given width, as wide as a browser sets them."""

from __future__ import annotations

from argmap.drawing.typeset.breaks import HYPHEN, SOFT_HYPHEN
from argmap.drawing.typeset.clusters import FaceName, Line, Style
from argmap.drawing.typeset.measure import missing, natural_width, safe_width
from argmap.drawing.typeset.paragraph import set_paragraph, set_start
from argmap.drawing.typeset.webfont import web_font

__all__ = [
    "HYPHEN",
    "SOFT_HYPHEN",
    "FaceName",
    "Line",
    "Style",
    "missing",
    "natural_width",
    "safe_width",
    "set_paragraph",
    "set_start",
    "web_font",
]
