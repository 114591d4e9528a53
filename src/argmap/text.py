"""What is done with words before they are shown: safe to print, counted, listed, in colour."""

from __future__ import annotations

import os


def one_line(text: str) -> str:
    """Return a text with every character that is no plain one shown as its escape."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def shown(path: str) -> str:
    """Return a path for a message: on one line, with nothing that could move a cursor."""
    # Names are UTF-8 on every disk of today, whatever locale this process was given.
    return one_line(os.fsencode(path).decode("utf-8", "backslashreplace"))


def reason(error: OSError) -> str:
    """Return why the system refused something, in words."""
    if isinstance(error, BrokenPipeError):
        return "its reader has closed it"
    return error.strerror or str(error)
