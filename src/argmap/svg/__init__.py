"""Graphviz's drawing and the map's words, finished as one SVG."""

from argmap.svg.document import write
from argmap.svg.words import RTL_END

__all__ = ["RTL_END", "write"]
