"""The geometry checker: looks at a picture in a browser and says what is wrong with it."""

from __future__ import annotations

from geometry.bundles import Bundle, bundles
from geometry.faults import faults
from geometry.inspecting import Font, inspect, look, wide_page
from geometry.shapes import Box, Dot, Drawn, Extent, Head, Line, Words

__all__ = [
    "Box",
    "Bundle",
    "Dot",
    "Drawn",
    "Extent",
    "Font",
    "Head",
    "Line",
    "Words",
    "bundles",
    "faults",
    "inspect",
    "look",
    "wide_page",
]
