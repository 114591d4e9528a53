"""Write a file whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import NamedTuple, TextIO

from argmap.errors import ArgmapError
from argmap.files.bounds import Chosen, place_to_write
from argmap.text import reason, shown

_ABANDONED = 600
"""Seconds after which a part of a file is nobody's any more: writing one takes less than one."""

_PART = re.compile(r"\.argmap-[0-9a-f]{16}\.part")
_swept: set[str] = set()


def write(path: str, content: str | bytes, chosen: Chosen | None = None) -> bool:
    """Write bytes, or a text as UTF-8, to a file, whole or not at all.

    A symbolic link is followed, unless it leads where nobody asked for; what is no ordinary
    file, such as a pipe, is written to directly; the file that standard output leads to is
    written to as standard output. A file that holds the very same already stays as it is, with
    its date; of a text, line ends do not count.

    Args:
        path: The file; its folder exists.
        content: Its new content.
        chosen: What of the file's name argmap chose; None for nothing.

    Returns:
        Whether it had to be written.

    Raises:
        ArgmapError: If it cannot be written; the old content stays.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        target = place_to_write(path, chosen)
        status = _status(path)
        if status is not None and _is_standard_output(status):
            write_to_standard_output(data)
        elif status is not None and not stat.S_ISREG(status.st_mode):
            _pour(path, data)
        else:
            _sweep(os.path.dirname(target))  # noqa: PTH120
            with suppress(OSError):  # a file that cannot be read can still be replaced
                if _has(target, content, status):
                    return False
            _replace(target, data, status)
    except OSError as error:
        raise ArgmapError(f"cannot write {shown(path)}: {reason(error)}") from error
    return True


def write_together(
    contents: Mapping[str, str | bytes], chosen: Chosen | None = None
) -> frozenset[str]:
    """Write bytes, or texts as UTF-8, to several files, to all of them or to none.

    All is on the disk before the first file is replaced. Where one cannot be, those before it get
    their old content back, and new ones are taken away. A `kill -9` between two of them can leave
    the first ones new alone. A file that holds the very same already stays as it is.

    Args:
        contents: The new content of each file, in the order in which they are replaced; their
            folders exist.
        chosen: What of the files' names argmap chose; without it a link among them is followed,
            but not out of the repository or folder that it is in.

    Returns:
        The files that had to be written.

    Raises:
        ArgmapError: If one of them cannot be written; all stay as they were.
    """
    replaced: list[_Ready] = []
    with ExitStack() as parts:
        prepared = (_prepared(parts, path, one, chosen) for path, one in contents.items())
        ready = [one for one in prepared if one is not None]
        try:
            for one in ready:
                replaced.append(one)
                with _naming(one.path):
                    os.replace(one.new, one.target)  # noqa: PTH105
        except BaseException:  # Ctrl-C, too
            for one in replaced:
                _put_back(one)
            raise
    return frozenset(one.path for one in ready)


class _Ready(NamedTuple):
    """A file that can be replaced.

    Attributes:
        path, target: Its name, and where it really is.
        new, old: The names of its new and its old content on the disk; None for a new file.
    """

    path: str
    target: str
    new: str
    old: str | None


def _put_back(one: _Ready) -> None:
    """Give a file its old content; a new one is taken away, if it has been put there."""
    if one.old is not None:
        os.replace(one.old, one.target)  # noqa: PTH105
    elif not os.path.lexists(one.new):
        with suppress(FileNotFoundError):
            os.unlink(one.target)  # noqa: PTH108


def _prepared(
    parts: ExitStack, path: str, content: str | bytes, chosen: Chosen | None
) -> _Ready | None:
    """Put a file's new and its old content on the disk; None where they are the same.

    Raises:
        ArgmapError: If it cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with _naming(path):
        target = place_to_write(path, chosen or Chosen.beside(path))
        status = _status(target)
        folder = os.path.dirname(target)  # noqa: PTH120
        _sweep(folder)
        if status is not None and not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file")
        with suppress(OSError):  # a file that cannot be read can still be replaced
            if _has(target, content, status):
                return None
        if status is not None:
            _refuse_protected(target)
        new = parts.enter_context(_part_in(folder))
        _create(new, data, status)
        old = None
        if status is not None:
            old = parts.enter_context(_part_in(folder))
            with open(target, "rb") as file:  # noqa: PTH123
                _create(old, file.read(), status)
    return _Ready(path, target, new, old)


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Raise `ArgmapError`, which names the file, where the system refuses to write it."""
    try:
        yield
    except OSError as error:
        raise ArgmapError(f"cannot write {shown(path)}: {reason(error)}") from error


def holds(path: str, content: str | bytes, chosen: Chosen | None = None) -> bool | None:
    """Return whether a file has this content; None where there is no file.

    Args:
        path: The file.
        content: The bytes, or a text as UTF-8, whose line ends do not count.
        chosen: What of the file's name argmap chose; None for nothing.

    Raises:
        ArgmapError: If it cannot be read.
    """
    try:
        target = place_to_write(path, chosen)
        status = _status(target)
        return None if status is None else _has(target, content, status)
    except OSError as error:
        raise ArgmapError(f"cannot read {shown(path)}: {reason(error)}") from error


def create(path: str, content: str) -> None:
    """Write a text as UTF-8 to a new file, whole or not at all.

    Args:
        path: The file; its folder exists.
        content: Its new content.

    Raises:
        ArgmapError: If something is there already, or it cannot be written.
    """
    folder = os.path.dirname(path)  # noqa: PTH120
    try:
        if os.path.lexists(path):
            raise FileExistsError  # noqa: TRY301 -- its message stands below
        place_to_write(path, None)
        _sweep(folder or ".")
        with _part_in(folder) as part:
            _create(part, content.encode("utf-8"), None)
            _name_newly(part, path)
    except FileExistsError:
        if os.path.isdir(path):  # noqa: PTH112
            raise ArgmapError(f"cannot write {shown(path)}: it is a folder") from None
        raise ArgmapError(
            f"{shown(path)} is there already, and stays as it is; --force replaces it"
        ) from None
    except OSError as error:
        raise ArgmapError(f"cannot write {shown(path)}: {reason(error)}") from error


def make_folder(path: str, chosen: Chosen | None = None) -> None:
    """Make a folder, and those above it, where they are missing.

    Args:
        path: The folder.
        chosen: What of its name argmap chose; None for nothing.

    Raises:
        ArgmapError: If that is not allowed, or something else has the name.
    """
    try:
        place_to_write(path, chosen)
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 -- paths stay the strings they were
    except OSError as error:
        raise ArgmapError(f"cannot make the folder {shown(path)}: {reason(error)}") from error


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Lend the stream for writing a result; where that fails, nothing fails again at the exit.

    Raises:
        ArgmapError: If it is closed, or not all could be written.
    """
    if sys.stdout is None:
        raise ArgmapError("cannot write to standard output: it is closed")
    try:
        yield sys.stdout
    except OSError as error:
        abandon(sys.stdout)
        raise ArgmapError(f"cannot write to standard output: {reason(error)}") from error


def write_to_standard_output(data: bytes) -> None:
    """Write bytes to standard output, exactly as they are.

    Raises:
        ArgmapError: If not all of them could be written.
    """
    with standard_output() as stream:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()


def abandon(stream: TextIO) -> None:
    """Lead a broken stream to the null device, so that flushing it at the exit does not fail."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _status(path: str) -> os.stat_result | None:
    """Return the status of a file, or None where there is none yet."""
    try:
        return os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return None


def _has(path: str, content: str | bytes, status: os.stat_result | None) -> bool:
    """Return whether an ordinary file holds these bytes, or a text with any line ends.

    git gives the texts of a repository other line ends where it is set to, as on Windows.
    """
    text = isinstance(content, str)
    data = content.encode("utf-8") if isinstance(content, str) else content
    more = data.count(b"\n") if text else 0
    if status is None or not stat.S_ISREG(status.st_mode):
        return False
    if not len(data) <= status.st_size <= len(data) + more:
        return False
    with open(path, "rb") as file:  # noqa: PTH123
        held = file.read()
    return held == data or (text and held.replace(b"\r\n", b"\n") == data)


def _is_standard_output(status: os.stat_result) -> bool:
    """Return whether a file is the one that standard output leads to, as `/dev/stdout` is."""
    try:
        return os.path.samestat(status, os.fstat(sys.stdout.fileno()))
    except (AttributeError, OSError, ValueError):
        return False


def _pour(path: str, data: bytes) -> None:
    """Write to a pipe or a device, which cannot be replaced."""
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123
        _write_all(file.fileno(), data)


def _replace(target: str, data: bytes, status: os.stat_result | None) -> None:
    """Put a new file in the place of the target, in one step."""
    if status is not None:
        _refuse_protected(target)
    with _part_in(os.path.dirname(target)) as part:  # noqa: PTH120
        _create(part, data, status)
        os.replace(part, target)  # noqa: PTH105


def _refuse_protected(target: str) -> None:
    """Stop at a file that is not to be written to; replacing it would not ask."""
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "it is write-protected")


@contextmanager
def _part_in(folder: str) -> Iterator[str]:
    """Lend the name of a file that is gone in the end: Ctrl-C, too, leaves nothing behind."""
    # A short name of its own: the target's name may be as long as names can be.
    part = os.path.join(folder, f".argmap-{os.urandom(8).hex()}.part")  # noqa: PTH118
    try:
        yield part
    finally:
        with suppress(OSError):
            os.unlink(part)  # noqa: PTH108


def _name_newly(part: str, path: str) -> None:
    """Give a finished file its name, in one step and unless something else has it.

    Raises:
        FileExistsError: If something has.
    """
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links: the name is taken first, then given
        os.close(_open_new(path))
        os.replace(part, path)  # noqa: PTH105


def _sweep(folder: str) -> None:
    """Remove what processes left in a folder that were killed while they wrote to it."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name) and entry.stat().st_mtime < time.time() - _ABANDONED:
                os.unlink(entry.path)  # noqa: PTH108


def _create(path: str, data: bytes, status: os.stat_result | None) -> None:
    """Write a new file down to the disk, with the permissions of the one that it replaces."""
    handle = _open_new(path)
    try:
        if status is not None and hasattr(os, "fchmod"):
            os.fchmod(handle, stat.S_IMODE(status.st_mode))
        _write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _open_new(path: str) -> int:
    """Return the handle of a file that was not there before."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # 0o666 less the umask is what any new file gets; an older one keeps what it has.
    return os.open(path, flags, 0o666)


def _write_all(handle: int, data: bytes) -> None:
    """Write all of the data, however few bytes the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
