"""What is done with words before they are shown: safe to print, counted, listed, in colour."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

BOLD, RED, GREEN, YELLOW, BLUE, CYAN = "1", "31", "32", "33", "34", "36"
"""Styles of a terminal (SGR); several are joined by a semicolon."""

_LONGEST: Final = 60  # letters of a quote in a message

_CLOSE: Final = 0.7
"""From which of difflib's ratios on a key is taken for a misspelling of another."""

_BLANKS: Final = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_MARKUP: Final = re.compile(
    r"[\\`*_{}\[\]<>&|~^$@#=\"+!]"  # emphasis, code, links, tags, math, citations, shortcodes
    r"|:(?=\S)|(?<=www)\."  # addresses that some programs turn into links, emoji by name
    r"|'(?!\w)|(?<!\w)'|(?<=[.-])[.-]|[.-](?=[.-])|\((?=\w{1,2}\))",  # what is made pretty
    re.IGNORECASE,
)


def one_line(text: str) -> str:
    """Return a text with every character that is no plain one shown as its escape."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def shown(path: str) -> str:
    """Return a path for a message: on one line, with nothing that could move a cursor."""
    # Names are UTF-8 on every disk of today, whatever locale this process was given.
    return one_line(os.fsencode(path).decode("utf-8", "backslashreplace"))


def reason(error: OSError) -> str:
    """Return why the system refused something, in words."""
    if isinstance(error, BrokenPipeError):
        return "its reader has closed it"
    return error.strerror or str(error)


def folded(text: str) -> str:
    """Return a text on one line; blanks that hold words together stay."""
    return _BLANKS.sub(" ", text).strip()


def escape_markdown(text: str) -> str:
    """Return a text on one line that stands as itself in Markdown.

    Numeric entities are no markup in any kind of Markdown, and break what is looked for in the
    source before: Hugo's shortcodes, Liquid's tags, addresses. A backslash does not do that, and
    some programs know fewer of them than others.
    """
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", folded(text))


def listed(parts: Sequence[str], before_last: str = "and") -> str:
    """Return parts as a list to read: `a`, `a and b`, or `a, b and c`."""
    if len(parts) < 2:  # noqa: PLR2004
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {before_last} {parts[-1]}"


def plural(count: int, noun: str) -> str:
    """Return a noun in the form that fits a number of things."""
    if count == 1:
        return noun
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: `1 claim`, `2,000 entries`."""
    return f"{count:,} {plural(count, noun)}"


def styled(text: str, style: str, *, color: bool) -> str:
    """Return a text in a terminal's style, or as it is where colours are not wanted."""
    return f"\x1b[{style}m{text}\x1b[0m" if color else text


def did_you_mean(meant: str | None, otherwise: str) -> str:
    """Return the hint about a misspelt word, or another one where nobody knows what it meant."""
    return f"did you mean `{meant}`?" if meant else otherwise


def nearest_key(word: str, known: Sequence[str]) -> str | None:
    """Return the key of the format that a misspelt one is closest to, or None if none is close.

    Keys are few and short. `Known` is for the ids of a map, which may be thousands; about one
    misspelt key in twenty, the two decide differently.
    """
    from difflib import get_close_matches  # noqa: PLC0415 -- few maps have a misspelt key

    by_lower = {name.lower(): name for name in known}
    found = get_close_matches(word.lower()[:60], list(by_lower), n=1, cutoff=_CLOSE)
    return by_lower[found[0]] if found else None


def why_unreadable(error: OSError | ValueError) -> str:
    """Return why a file cannot be read, in words; Python refuses some names before the system."""
    return getattr(error, "strerror", None) or "its name is not one that a file can have"


def short_quote(text: str) -> str:
    """Return a text in quotation marks, cut if it is long."""
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1].rstrip()}…”"
