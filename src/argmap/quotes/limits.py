"""Which files a map may name as texts: passages of them are printed, and maps may be strangers'."""

from __future__ import annotations

import os
from pathlib import Path

from argmap.quotes.loading import Unreadable

_MARK = ".git"


def refuse_secrets(path: str, folder: str) -> None:
    """Stops at a file that a map should not have read.

    That is what lies outside of the repository that the map is in, where it is in one, and
    anything hidden: keys and passwords are kept in such files, as `.git/config` is. Links count as
    what they lead to.

    Args:
        path: The file.
        folder: The map's folder; empty for the present one.

    Raises:
        Unreadable: If it should not be read.
    """
    real, home = os.path.realpath(path), os.path.realpath(folder or os.curdir)
    root = _repository(home)
    if root is not None and _below(real, root) is None:
        raise Unreadable(
            f"{path} is outside of the repository that the map is in: only `--source` has it read"
        )
    shared = home
    while (rest := _below(real, shared)) is None and shared != os.path.dirname(shared):  # noqa: PTH120
        shared = os.path.dirname(shared)  # noqa: PTH120
    names = Path(real if rest is None else rest).parts
    if any(name.startswith(".") for name in names):
        raise Unreadable(f"{path} is hidden, as secrets are: only `--source` has it read")


def _repository(folder: str) -> str | None:
    """Returns the nearest folder above, or the folder itself, that is a repository of git's."""
    while not os.path.lexists(os.path.join(folder, _MARK)):  # noqa: PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above
    return folder


def _below(path: str, folder: str) -> str | None:
    """Returns a path from a folder on, or None if it does not lead into it."""
    start = os.path.join(folder, "")  # noqa: PTH118
    if not os.path.normcase(path).startswith(os.path.normcase(start)):
        return None
    return path[len(start) :]
