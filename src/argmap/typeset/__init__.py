"""Words set into lines of a given width, with the widths that a browser gives them.

This package knows nothing of maps. All widths are CSS px.
"""

from argmap.typeset.measure import missing, natural_width, safe_width
from argmap.typeset.paragraph import can_keep_free, set_paragraph
from argmap.typeset.start import set_start
from argmap.typeset.style import FaceName, Line, Style
from argmap.typeset.webfont import web_font

__all__ = [
    "FaceName",
    "Line",
    "Style",
    "can_keep_free",
    "missing",
    "natural_width",
    "safe_width",
    "set_paragraph",
    "set_start",
    "web_font",
]
