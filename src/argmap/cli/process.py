"""End this process in order, on a signal or when its work is done."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn, TextIO

_ASKING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class EndedError(BaseException):
    """The system asks this process to end; like Ctrl-C, it is no error that code could handle.

    Attributes:
        number: The signal.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"ended by {signal.Signals(number).name}")


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Have a signal that asks for the end raise `EndedError`; without it, nothing is cleaned up.

    What is ignored already, as `nohup` has it, stays so. Signals come to the main thread alone.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours = [number for number in _ASKING if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> None:
    """End what is under way, once."""
    for asking in _ASKING:
        signal.signal(asking, signal.SIG_IGN)
    raise EndedError(number)


def leave(status: int) -> NoReturn:
    """End this process, and leaves it to the system to take its memory back in one piece.

    Python would free what was imported object by object, 7 % of the time of `argmap render`. What
    was to be called at the exit is called, and what was written is written out. Where a thread
    still works, somebody watches (a debugger, a profiler), or a stream refuses its last words,
    the process ends in Python's own way.

    Args:
        status: Its exit status.
    """
    if threading.active_count() == 1 and not sys.gettrace() and not sys.getprofile():
        atexit._run_exitfuncs()  # noqa: SLF001 -- what multiprocessing of Python 3.13 does, too
        if all(map(_flushed, (sys.stdout, sys.stderr))):
            os._exit(status)
    sys.exit(status)


def _flushed(stream: TextIO | None) -> bool:
    """Write out what a stream still holds; return whether nothing is left to be told of it."""
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        return False
    return True
