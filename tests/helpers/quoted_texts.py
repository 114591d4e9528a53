"""Texts for the tests of quotes, and what is told of a quote in one."""

from __future__ import annotations

from argmap.quotes import check
from argmap.quotes.sources import SourceText

FAR = "Wort " * 250
"""1,250 characters."""


def source(text: str | bytes) -> SourceText:
    """Return a text as that of a source."""
    return SourceText("t.txt", text.encode() if isinstance(text, str) else text)


def found(quote: str, text: str | bytes) -> bool:
    """Return whether a quote stands in a text."""
    return check(quote, None, source(text)) is None


def hint(quote: str, text: str) -> str:
    """Return what is told of a quote that is not in a text."""
    miss = check(quote, None, source(text))
    assert miss is not None
    assert miss.hint is not None
    return miss.hint
