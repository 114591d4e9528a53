"""Decode bytes as UTF-8, and find characters that a map must not hold."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import islice

from argmap.files import MAX_BYTES
from argmap.model.findings import MOST_OF_ONE_CODE, Collector, Finding, Location
from argmap.reading.rules import too_large, unsafe_character, yaml_syntax

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
_BINARY = 100  # control characters, from which on a text is none
_ASCII = bytes(range(0x80))
_FOREIGN_SHARE = 0.2
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",  # before UTF-16, whose mark is the beginning of this one
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_SAVE = "save it as UTF-8; editors have this under “Save as” or “Encoding”"


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Return a file's text and the findings on its encoding.

    Args:
        data: The file's bytes, or at least one more than the limit of them.
        path: The file as the user named it.

    Returns:
        The text without a byte order mark, None if the bytes hold none; and the findings. Text in
        another encoding is read as well as it can be, so that its other mistakes are found too.
        A surrogate stays in the text.
    """
    start = Location(path, 1, 1)
    if len(data) > MAX_BYTES:
        message = "the file is larger than 4 MiB and was not read"
        hint = "a map of 10,000 claims has about 3 MB: is this the right file?"
        return None, (too_large(message, hint, start),)
    text, findings = _decode(data, start)
    if _is_binary(text):
        hint = "a map is a text file that is saved as UTF-8"
        return None, (yaml_syntax("this is not a text", hint, start),)
    return text, findings


def holds_unsafe(text: str) -> bool:
    """Return whether a text holds an unsafe character."""
    return not _is_printable(text) and UNSAFE.search(text) is not None


def find_unsafe(text: str, path: str, collector: Collector) -> None:
    """Report the unsafe characters of a text."""
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
    """Put a replacement character in the place of each unsafe one."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def describe(character: str) -> str:
    """Return a character's number and name, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:  # noqa: PLR2004 - the range of the surrogates
        name = "half of a surrogate pair"
    elif number == 0:
        name = "NUL"
    else:
        name = unicodedata.name(character, "a control character")
    return f"U+{number:04X} ({name})"


def _decode(data: bytes, start: Location) -> tuple[str, tuple[Finding, ...]]:
    """Read any bytes as well as they can be read."""
    encoding = _wide_encoding(data)
    if encoding is not None:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        name = encoding.upper()[:6]
        return text, (yaml_syntax(f"the file is saved as {name}, not as UTF-8", _SAVE, start),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8", errors="surrogatepass"), ()
    except UnicodeDecodeError as error:
        return _as_windows(data), (_not_utf8(data, error.start, start.path),)


def _wide_encoding(data: bytes) -> str | None:
    """Return the encoding of a text of two or four bytes a character, or None."""
    for mark, name in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return name
    head = data[:200]
    even, odd = head[::2], head[1::2]
    if len(head) > 3 and odd.count(0) * 2 > len(odd) and not even.count(0):  # noqa: PLR2004
        return "UTF-16-LE"
    if len(head) > 3 and even.count(0) * 2 > len(even) and not odd.count(0):  # noqa: PLR2004
        return "UTF-16-BE"
    return None


def _not_utf8(data: bytes, index: int, path: str) -> Finding:
    """Return the finding on the first byte that is not UTF-8."""
    before = data[:index].decode("utf-8", errors="surrogatepass")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    at = Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    byte = data[index : index + 1]
    likely = byte.decode("cp1252", errors="replace")
    hint = _SAVE
    if likely.isprintable() and likely != "\ufffd":
        hint = f"{_SAVE}; in Windows-1252 and Latin-1 this byte is `{likely}`"
    message = f"the file is not saved as UTF-8: the byte 0x{byte[0]:02X} stands here"
    return yaml_syntax(message, hint, at)


def _as_windows(data: bytes) -> str:
    """Return the text with each byte that is not UTF-8 read as Windows-1252."""
    if len(data.translate(None, _ASCII)) > _FOREIGN_SHARE * len(data):
        return data.decode("cp1252", errors="replace")  # byte by byte below would take seconds
    return data.decode("utf-8", errors="argmap-windows-1252")


def _windows_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # it is only used for decoding
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("argmap-windows-1252", _windows_byte)


def _is_printable(text: str) -> bool:
    """Return whether a text holds nothing but line feeds and what Python takes for printable.

    No unsafe character is printable, and most texts need no regular expression to know that they
    hold none: to compile these two takes 1 ms.
    """
    return text.replace("\n", "").isprintable()


def _is_binary(text: str) -> bool:
    if _is_printable(text):
        return False
    return sum(1 for _ in islice(_CONTROL.finditer(text), _BINARY)) == _BINARY
