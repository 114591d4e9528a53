"""Leave in order when the system asks for it: whatever was begun cleans up after itself."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

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
    """Has a signal that asks for the end raise `EndedError`; without it, nothing is cleaned up.

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
    """Ends what is under way, once."""
    for asking in _ASKING:
        signal.signal(asking, signal.SIG_IGN)
    raise EndedError(number)
