"""Small maps whose evidence goes back to one of three sources, and what a rule finds in them."""

from __future__ import annotations

from rule_maps import told

THREE_SOURCES = """\
argmap: 1
title: T
by: Ada Stone
sources:
  one: {type: book, title: The First Book, author: [Ada Stone, Bert Wood]}
  far: {type: report, title: Far, author: Carl Hill, via: one}
  two: {type: book, title: Two, author: Dora Field}
thesis:
  text: T.
"""


def claim(name: str, *evidence: str, more: str = "supports: thesis") -> str:
    """Return a line of a claim with pieces of evidence."""
    pieces = ", ".join(f"{{text: E., {piece}}}" for piece in evidence)
    return f"  {name}: {{text: Claim {name}., {more}, evidence: [{pieces}]}}\n"


def found(code: str, text: str, head: str = THREE_SOURCES) -> list[str]:
    """Return what a rule tells of premises, and of whatever follows them."""
    return told(f"premises:\n{text}", head).get(code, [])


ONE, FAR, TWO = "source: one", "source: far", "source: two"
