"""Exceptions for a failing world: a missing file, a full disk, no Graphviz."""

from __future__ import annotations


class ArgmapError(Exception):
    """The world failed: no such file, a full disk, no engine. Its text is one clear line."""


class EngineError(ArgmapError):
    """Graphviz is missing, died, or gave back something other than what was asked for."""
