"""Bytes to text: UTF-8, with or without a byte order mark; anything else is told with its place."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from argmap.findings import Location
from argmap.reading.characters import is_binary
from argmap.reading.textrules import too_large
from argmap.reading.yamlrules import yaml_syntax
from argmap.settled import MAX_BYTES

if TYPE_CHECKING:
    from argmap.findings import Finding

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
    """Returns a file's text and what is wrong with its encoding.

    Args:
        data: The file's bytes, or at least one more than the limit of them.
        path: The file as the user named it.

    Returns:
        The text without a byte order mark, None if the bytes hold none; and the findings. Text in
        another encoding is read as well as it can be, so that its other mistakes are told too.
        A surrogate stays in the text.
    """
    start = Location(path, 1, 1)
    if len(data) > MAX_BYTES:
        return None, (_too_large(start),)
    text, findings = _decode(data, path, start)
    if is_binary(text):
        hint = "a map is a text file that is saved as UTF-8"
        return None, (yaml_syntax("this is not a text", hint, start),)
    return text, findings


def _decode(data: bytes, path: str, start: Location) -> tuple[str, tuple[Finding, ...]]:
    """Reads any bytes as well as they can be read."""
    encoding = _wide_encoding(data)
    if encoding is not None:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        name = encoding.upper()[:6]
        return text, (yaml_syntax(f"the file is saved as {name}, not as UTF-8", _SAVE, start),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _decode_other(data, path, error)


def _too_large(at: Location) -> Finding:
    message = "the file is larger than 4 MiB and was not read"
    return too_large(message, "a map of 10,000 claims has about 3 MB: is this the right file?", at)


def _wide_encoding(data: bytes) -> str | None:
    """Returns the encoding of a text of two or four bytes a character, or None."""
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


def _decode_other(
    data: bytes, path: str, error: UnicodeDecodeError
) -> tuple[str, tuple[Finding, ...]]:
    """Reads what is not UTF-8: with surrogates, or in an 8-bit encoding."""
    try:
        return data.decode("utf-8", errors="surrogatepass"), ()
    except UnicodeDecodeError as other:
        error = other
    before = data[: error.start].decode("utf-8", errors="surrogatepass")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    at = Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    byte = data[error.start : error.start + 1]
    likely = byte.decode("cp1252", errors="replace")
    hint = _SAVE
    if likely.isprintable() and likely != "\ufffd":
        hint = f"{_SAVE}; in Windows-1252 and Latin-1 this byte is `{likely}`"
    message = f"the file is not saved as UTF-8: the byte 0x{byte[0]:02X} stands here"
    return _as_windows(data), (yaml_syntax(message, hint, at),)


def _as_windows(data: bytes) -> str:
    """Returns the text with each byte that is not UTF-8 read as Windows-1252."""
    if len(data.translate(None, _ASCII)) > _FOREIGN_SHARE * len(data):
        return data.decode("cp1252", errors="replace")  # byte by byte below would take seconds
    return data.decode("utf-8", errors="argmap-windows-1252")


def _windows_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # it is only used for decoding
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("argmap-windows-1252", _windows_byte)
