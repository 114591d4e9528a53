"""Exit statuses, and an orderly end of this process: on a signal, or when its work is done."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from types import FrameType
from typing import NoReturn, TextIO

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Signals that ask a process to end."""


class Exit(IntEnum):
    """Exit statuses; wrong usage has click's own, 2, and a signal 128 and its number."""

    CLEAN = 0
    FOUND = 1
    FAILED = 3
    INTERRUPTED = 130


class EndedError(BaseException):
    """The system asks this process to end; like Ctrl-C, it is no error that code could handle."""

    def __init__(self, number: int) -> None:
        self.exit_status = 128 + number
        super().__init__(f"ended by {signal.Signals(number).name}")


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Raise `EndedError` on a signal that asks for the end, so that work cleans up after itself.

    A signal that is ignored already, as under `nohup`, stays so. Only the main thread gets any.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> None:
    """End the work under way, once."""
    for other in _ENDING:
        signal.signal(other, signal.SIG_IGN)
    raise EndedError(number)


def leave(status: int) -> NoReturn:
    """End this process, and leave it to the system to take its memory back in one piece.

    Python would free all modules object by object, 7 % of the time of `argmap render`. Functions
    registered for the exit are called, and the streams are flushed. Where a thread still works, a
    debugger or profiler is on, or a stream cannot be flushed, the process ends in Python's way.

    Args:
        status: Its exit status.
    """
    if threading.active_count() == 1 and not sys.gettrace() and not sys.getprofile():
        atexit._run_exitfuncs()  # noqa: SLF001 -- what multiprocessing of Python 3.13 does, too
        if all(map(_flushed, (sys.stdout, sys.stderr))):
            os._exit(status)
    sys.exit(status)


def _flushed(stream: TextIO | None) -> bool:
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        return False
    return True
