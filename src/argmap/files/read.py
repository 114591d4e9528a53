"""Read a file or standard input within a size limit, and the data files of the package."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from pathlib import Path
from pkgutil import get_data

from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.files.bounds import refuse_to_read

STREAM = "-"
"""Standard input or output, in place of a file's name."""

STDIN_NAME = "<stdin>"
"""Standard input in findings."""

PAUSE = 0.05
"""Seconds before a file that changed while it was read is read again."""

_ATTEMPTS = 5


def read_some(path: str, most: int, *, ordinary: bool = True, anywhere: bool = False) -> bytes:
    """Return the beginning of a file.

    A file that somebody writes to meanwhile would be half old and half new: it is read again.

    Args:
        path: The file.
        most: Bytes that are read at most.
        ordinary: Whether only an ordinary file will do. To open a pipe can mean to wait for
            ever, and what a stranger's link leads to may be one, or a device.
        anywhere: Whether it may be a link out of the repository or folder that it is in.

    Raises:
        ArgmapError: If it changes again and again.
        OSError: If it cannot be read, is no ordinary file where it should be one, or is a link
            that leads where none should.
        ValueError: If no file can have that name.
    """
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(PAUSE)
        with open(path, "rb", opener=_without_waiting if ordinary else None) as file:
            before = os.fstat(file.fileno())
            if ordinary and not stat.S_ISREG(before.st_mode):
                raise OSError(errno.EINVAL, "it is no ordinary file")
            if not anywhere and stat.S_ISREG(before.st_mode):
                refuse_to_read(path)
            data = file.read(most)
            after = os.fstat(file.fileno())
        unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if unchanged or not stat.S_ISREG(after.st_mode):
            return data
    raise ArgmapError(f"{path} is being written to: try again when that is done")


def read_all(path: str, most: int, *, anywhere: bool = False) -> bytes:
    """Return all of an ordinary file.

    Args:
        path: The file.
        most: Bytes that it may have at most.
        anywhere: Whether it may be a link out of the repository or folder that it is in.

    Raises:
        ArgmapError: If it changes again and again.
        OSError: If it cannot be read, is no ordinary file, is larger, or is a link that leads
            where none should.
        ValueError: If no file can have that name.
    """
    data = read_some(path, most + 1, anywhere=anywhere)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 2**20} MiB")
    return data


def read_stdin() -> bytes:
    """Return the bytes of standard input, up to one more than a map may have.

    Raises:
        ArgmapError: If it is closed or cannot be read.
    """
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except (AttributeError, OSError, ValueError):
        raise ArgmapError("standard input cannot be read") from None


def name_in_findings(path: str) -> str:
    """Return a file's name, and for `-` that of standard input."""
    return STDIN_NAME if path == STREAM else path


def stem(path: str) -> str:
    """Return a file's name without its folder and ending; that of standard input is `stdin`."""
    return "stdin" if path == STREAM else Path(path).stem


def shipped(*path: str) -> bytes:
    """Return the bytes of a file of this package.

    Args:
        path: The folders below the package, and the file's name.

    Raises:
        OSError: If there is no such file.
    """
    data = get_data("argmap", "/".join(path))
    assert data is not None  # whatever imports packages of Python's reads their files, too
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe, too, opens at once."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
