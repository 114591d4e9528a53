"""Standard output and error: results, messages, colour, progress."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self, TextIO

import click

from argmap.files.write import abandon, standard_output, write_to_standard_output
from argmap.text import one_line

PROGRESS_WIDTH = 27
"""Columns of the longest line of `Progress`: `1,000,000 of 1,000,000 maps`."""


def prepare_streams() -> None:
    """Set both streams to UTF-8 with plain line ends, whatever the locale or the platform.

    A character that cannot be written, as a name on disk may hold, is shown as an escape.
    """
    _occupy_standard_handles()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _occupy_standard_handles() -> None:
    """Keep files from getting the handle of a stream that the process was started without.

    Else what Graphviz says to standard error could end up in the middle of a picture.
    """
    handle = os.open(os.devnull, os.O_RDWR)
    while handle <= 2:  # noqa: PLR2004 -- standard input, output and error
        handle = os.open(os.devnull, os.O_RDWR)
    os.close(handle)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def put(result: str | bytes) -> None:
    """Write a command's result to standard output, exactly as it is.

    Raises:
        ArgmapError: If not all of it could be written.
    """
    if isinstance(result, bytes):
        write_to_standard_output(result)
        return
    with standard_output() as stream:
        click.echo(result, nl=False, color=wants_color(stream))


def say(message: str) -> None:
    """Write one or more lines to standard error; where that is gone, nobody is listening."""
    if sys.stderr is None:
        return
    try:
        click.echo(message, err=True, color=wants_color(sys.stderr))
    except OSError:
        abandon(sys.stderr)


def interject(message: str) -> None:
    """Write a message during the work, in any process: over the line of `Progress`, if any.

    That line may be another process's, so it is written over unseen.
    """
    if shows_progress(sys.stderr):
        message = f"\r{' ' * PROGRESS_WIDTH}\r{message}"
    say(message)


def shows_progress(stream: TextIO | None, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a line on a stream can be written over: on terminals that can go back."""
    return stream is not None and stream.isatty() and environ.get("TERM") != "dumb"


class Progress:
    """A line such as `312 of 1,000 maps` on standard error, if that is a terminal.

    It is written over itself with spaces and returns alone, which any terminal can show but a
    `TERM=dumb`; leaving its `with` block clears it. click's progress bar cannot be cleared, and
    hides the cursor of a terminal that it may not get to show again.
    """

    def __init__(self, total: int) -> None:
        """Begin without a line; for a single map there is none."""
        self._total = total
        self._shown = ""
        self._active = total > 1 and shows_progress(sys.stderr)

    def show(self, done: int) -> None:
        """Show the number of maps that are done."""
        self._write(f"{done:,} of {self._total:,} maps")

    def clear(self) -> None:
        """Clear the line, so that a message can be written."""
        if self._shown:
            self._write("")

    def _write(self, line: str) -> None:
        """Write over the line; where the terminal is gone, nobody is looking."""
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


def complain(problem: object) -> None:
    """Write the one line of `complaint` to standard error."""
    say(complaint(problem))


def complaint(problem: object) -> str:
    """Return a failure as one line."""
    return f"argmap: {one_line(str(problem))}"


def columns(stream: TextIO | None, environ: Mapping[str, str] = os.environ) -> int | None:
    """Return the columns of the terminal that a stream leads to; None where nobody knows.

    `COLUMNS` says it for anything else, such as a pipe to a pager, and goes first.
    """
    given = environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given[:9]):
        return int(given[:9])
    if stream is None or not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None


def wants_color(stream: TextIO | None, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether to write in colour to a stream.

    `NO_COLOR` (no-color.org) forbids it, `FORCE_COLOR` (force-color.org) asks for it, and
    otherwise it is for terminals that know it.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return shows_progress(stream, environ)
