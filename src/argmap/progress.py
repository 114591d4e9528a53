"""Show on a terminal how far the work has come, on a line that goes again."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from argmap.console import shows_progress

if TYPE_CHECKING:
    from types import TracebackType


class Progress:
    """A line such as `312 of 1,000 maps` on standard error, if that is a terminal.

    It is written over itself with nothing but spaces and returns, so any terminal can show it,
    but for those that say they are none (`TERM=dumb`). Leaving its `with` block clears it.
    """

    def __init__(self, total: int) -> None:
        """Begins without a line.

        Args:
            total: How many maps there are; for a single one there is no line.
        """
        self._total = total
        self._shown = ""
        self._active = total > 1 and shows_progress(sys.stderr)

    def show(self, done: int) -> None:
        """Shows that so many maps are done."""
        self._write(f"{done:,} of {self._total:,} maps")

    def clear(self) -> None:
        """Takes the line away, so that something else can be said."""
        if self._shown:
            self._write("")

    def _write(self, line: str) -> None:
        """Writes over what is shown; where the terminal is gone, nobody is looking."""
        if not self._active:
            return
        over = "\r" + " " * len(self._shown) + "\r" if self._shown else ""
        with suppress(OSError):
            sys.stderr.write(f"{over}{line}")
            sys.stderr.flush()
        self._shown = line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()
