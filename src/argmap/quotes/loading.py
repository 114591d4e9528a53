"""Texts from disk: plain ones, of a size that can be searched."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path
from typing import NamedTuple

from argmap.settled import read_some

MAX_BYTES = 16 * 1024 * 1024
_CONTROL_BYTES = bytes({*range(0x20)} - set(b"\t\n\v\f\r\x1a\x1b"))
_BINARY_SHARE = 0.01
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a packed file, such as .docx or .epub"),
    (b"\xd0\xcf\x11\xe0", "a document of an older Word"),
    (b"{\\rtf", "an RTF document"),
)


class Unreadable(Exception):  # noqa: N818 -- it is no failure: the map's author is told
    """A text cannot be had; the exception's text says why, as the end of a sentence."""


class Decoded(NamedTuple):
    """A text, and the encoding that was assumed where it is not Unicode."""

    text: str
    assumed: str | None = None


def read_bytes(path: str) -> bytes:
    """Returns what a file holds.

    Raises:
        Unreadable: If it cannot be read, is no regular file, or is too large.
    """
    try:
        found = Path(path).stat()  # before it is opened: opening a pipe waits for its writer
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable(f"{path} is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(f"{path} is no regular file")
        if found.st_size > MAX_BYTES:
            raise Unreadable(f"{path} is larger than {MAX_BYTES // 2**20} MiB")
        return read_some(path, MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(f"there is no file {path}") from None
    except PermissionError:
        raise Unreadable(f"{path} cannot be read: permission denied") from None
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise Unreadable(f"{path!r} is no name that a file can have") from None


def decode(data: bytes, path: str) -> Decoded:
    """Returns the text in a file's bytes: Unicode with or without a mark, else Windows-1252.

    Raises:
        Unreadable: If there is no text in it.
    """
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            raise Unreadable(f"{path} is {kind}, not a plain text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"))
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls > _BINARY_SHARE * len(data):
        raise Unreadable(f"{path} is not a plain text")
    if not data.strip():
        raise Unreadable(f"{path} is empty")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Decoded(data.decode("cp1252", errors="replace"), "Windows-1252")


def path_beside(folder: str, name: str) -> str:
    """Returns the path of a file that is named relative to a folder.

    Raises:
        Unreadable: If the name is an address or an absolute path, which the map's other readers
            would not have.
    """
    if "://" in name:
        raise Unreadable(f"`file` is {name}, an address, and takes a file on disk")
    if os.path.isabs(name) or name[:1] in "/\\~" or name[1:3] in {":\\", ":/"}:  # noqa: PTH117
        raise Unreadable(f"`file` is {name}, and takes a path relative to the map")
    return os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 -- as it is to be shown
