"""The characters that a map must not hold, because nobody sees them or no picture can show them."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from argmap.findings import Location
from argmap.reading.collecting import MOST_OF_ONE_CODE
from argmap.reading.textrules import unsafe_character

if TYPE_CHECKING:
    from argmap.reading.collecting import Collector

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line ends
    "\u2028\u2029"  # line separators: YAML takes them for line ends, editors do not
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ufeff"  # a byte order mark, which belongs before the text only
    "\ud800-\udfff\ufffe\uffff]"  # surrogates and what is no character at all
)
"""After CVE-2021-42574 (text that reads otherwise than it is) and XML 1.0's list of characters."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|\n")
_MANY = 100


def holds_unsafe(text: str) -> bool:
    """Tells whether a text holds an unsafe character."""
    return not _is_printable(text) and UNSAFE.search(text) is not None


def _is_printable(text: str) -> bool:
    """Tells whether a text holds nothing but line feeds and what Python takes for printable.

    No unsafe character is printable, and most texts need no regular expression to know that they
    hold none: to compile these two takes 1 ms.
    """
    return text.replace("\n", "").isprintable()


def find_unsafe(text: str, path: str, collector: Collector) -> None:
    """Reports the unsafe characters of a text."""
    line, line_start, searched = 1, 0, 0
    for match in islice(UNSAFE.finditer(text), MOST_OF_ONE_CODE + 1):
        at = match.start()
        for line_end in _LINE_END.finditer(text, searched, at):
            line += 1
            line_start = line_end.end()
        searched = at
        place = Location(path, line, at - line_start + 1)
        collector.add(unsafe_character(describe(match.group()), place))


def replace_unsafe(text: str) -> str:
    """Returns the text with a replacement character in each unsafe one's place."""
    return UNSAFE.sub(REPLACEMENT, text)


def is_binary(text: str) -> bool:
    """Tells whether a text holds so many control characters that it is not a text."""
    if _is_printable(text):
        return False
    return sum(1 for _ in zip(_CONTROL.finditer(text), range(_MANY), strict=False)) == _MANY


def describe(character: str) -> str:
    """Returns a character's number and name, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:  # noqa: PLR2004 - the range of the surrogates
        name = "half of a surrogate pair"
    elif number == 0:
        name = "NUL"
    else:
        name = unicodedata.name(character, "a control character")
    return f"U+{number:04X} ({name})"
