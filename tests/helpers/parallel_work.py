"""Work for processes of their own, which find it by the name of this module."""

from __future__ import annotations

import os
import signal
import time


def slower_at_first(number: int) -> tuple[int, int]:
    """Return a number and the process that took it; the first one takes longest."""
    time.sleep(0.3 if number == 0 else 0)
    return number, os.getpid()


def ending(number: int) -> int:
    """End its process at two of the numbers, in two ways."""
    if number == 2:
        os._exit(7)
    if number == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def wrong(number: int) -> int:
    """Have a bug that shows at one of the numbers."""
    return 1 // (number - 3)


def endless(_: int) -> None:
    """Go on until somebody ends it."""
    time.sleep(600)
