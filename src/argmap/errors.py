"""Exceptions for a failing world: a missing file, a full disk, no Graphviz."""

from __future__ import annotations


class ArgmapError(Exception):
    """The world failed: no such file, a full disk, no Graphviz. Its text is one clear line."""


class EngineError(ArgmapError):
    """Graphviz is missing, died, or gave back no drawing of the graph."""
