"""Lock a file, so that one process at a time changes it."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from argmap.errors import ArgmapError
from argmap.files.bounds import Chosen, place_to_write
from argmap.text import reason, shown

PATIENCE = 30.0
"""Seconds to wait for another process; writing a ledger takes far less than one."""

_PAUSE = 0.01


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Keep other processes that ask for the same file's lock waiting until the block is left.

    The lock is the system's own, on a small file beside the one it is for: a process that is
    killed leaves the small file behind, but no lock, and the next one tidies up.

    Args:
        path: The file, which need not be there; its folder is.

    Raises:
        ArgmapError: If the folder cannot be written to, or another process does not let go.
    """
    try:
        real = place_to_write(path, Chosen.beside(path))
    except OSError as error:
        raise ArgmapError(f"cannot write {shown(path)}: {reason(error)}") from error
    name = hashlib.sha256(os.fsencode(os.path.basename(real))).hexdigest()[:16]  # noqa: PTH119
    lock = os.path.join(os.path.dirname(real), f".argmap-{name}.lock")  # noqa: PTH118, PTH120
    try:
        handle = _acquire(lock, path)
    except OSError as error:
        raise ArgmapError(f"cannot write {shown(path)}: {reason(error)}") from error
    try:
        yield
    finally:
        # Removed while it is held: who waits for it sees that it is gone, and makes a new one.
        with suppress(OSError):
            os.unlink(lock)  # noqa: PTH108
        os.close(handle)
        if sys.platform == "win32":  # where an open file cannot be removed
            with suppress(OSError):
                os.unlink(lock)  # noqa: PTH108


def _acquire(lock: str, path: str) -> int:
    """Return the handle of the lock file when this process has its lock."""
    end = time.monotonic() + PATIENCE
    # A link by that name, as a stranger's repository may hold it, would make a file elsewhere.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    while True:
        handle = os.open(lock, flags, 0o666)
        try:
            if _take(handle) and _is_still(lock, handle):
                return handle
        except BaseException:  # Ctrl-C too gives it back
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > end:
            raise ArgmapError(
                f"cannot write {shown(path)}: another argmap has been at it for {PATIENCE:.0f} s"
            )
        time.sleep(_PAUSE)


def _take(handle: int) -> bool:
    """Take the lock on an open file; return whether it was free."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still(lock: str, handle: int) -> bool:
    """Return whether an open file still has its name: it may have been removed, and made anew."""
    try:
        return os.path.samestat(os.stat(lock), os.fstat(handle))  # noqa: PTH116
    except FileNotFoundError:
        return False
