"""Keep what is read and written inside the repository or folder that it belongs to.

A stranger's repository or archive may hold links: what they lead to is not the stranger's.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from argmap.files.git import is_tracked, work_tree

_SYSTEMS_OWN = ("/dev/", "/proc/")
_MOST_LINKS = 40  # as the system has it: more are a circle


class Chosen(NamedTuple):
    """Where names stand that argmap chose itself.

    Attributes:
        folder: The folder below which argmap chose them: the present one, or the user's choice.
        instead: What the user does where a link leads elsewhere.
    """

    folder: str
    instead: str = "name another place with -o"

    @classmethod
    def beside(cls, path: str) -> Chosen:
        """Return what of a file's name argmap chose that has its place, as a ledger has."""
        return cls(os.path.dirname(path), "put a file of its own in the place of the link")  # noqa: PTH120


class LinkError(OSError):
    """A link leads where nobody asked for; its `strerror` says where, and what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(errno.ELOOP, why)


def refuse_to_read(path: str) -> None:
    """Refuse a link to a file that the repository or folder which the link is in does not hold.

    Args:
        path: A map, or what argmap reads beside one. Folders on the way to it are as the user
            named them.

    Raises:
        LinkError: If it is such a link, or a tracked link on the way leads out.
    """
    if _is_plain(path):
        return
    _refuse_tracked(path)
    if not os.path.abspath(path).startswith(_SYSTEMS_OWN) and (where := _leads(path)):  # noqa: PTH100
        raise LinkError(
            f"it is a link that leads {where}: if you mean that file, name it, or put it in the "
            "place of the link"
        )


def place_to_write(path: str, chosen: Chosen | None) -> str:
    """Return the real path of a file or folder to write.

    Args:
        path: The file or folder.
        chosen: What of its name argmap chose: there no link may lead out of the repository, or
            without one, of the folder that the link is in. None where the user named all of it:
            that is followed, unless a link that the repository tracks leads out of it.

    Raises:
        LinkError: If a link leads there.
    """
    if _is_plain(path):
        return os.path.abspath(path)  # noqa: PTH100
    if chosen is None:
        _refuse_tracked(path)
        return os.path.realpath(path)
    _refuse_tracked(chosen.folder)
    for link in _names_below(path, chosen.folder):
        if os.path.islink(link) and (where := _leads(link)):  # noqa: PTH114
            name = "it" if link == path else link
            raise LinkError(f"{name} is a link that leads {where}: {chosen.instead}")
    return os.path.realpath(path)


def home_of(folder: str) -> str:
    """Return the real path of the repository that a folder is in, or else of the folder."""
    return work_tree(folder) or os.path.realpath(folder or os.curdir)


def below(path: str, folder: str) -> str | None:
    """Return a real path from a folder on, or None if it does not lead into it."""
    start = os.path.join(folder, "")  # noqa: PTH118
    if not os.path.normcase(path).startswith(os.path.normcase(start)):
        return None
    return path[len(start) :]


def is_hidden(real: str, folder: str) -> bool:
    """Return whether a name begins with a dot on the way to a file: keys are kept in such files.

    Args:
        real: The file.
        folder: A folder; what it shares with the way to the file does not count.
    """
    shared = os.path.realpath(folder or os.curdir)
    while (rest := below(real, shared)) is None and shared != os.path.dirname(shared):  # noqa: PTH120
        shared = os.path.dirname(shared)  # noqa: PTH120
    return any(name.startswith(".") for name in Path(real if rest is None else rest).parts)


def _is_plain(path: str) -> bool:
    """Return whether no link is on the way to a file."""
    absolute = os.path.abspath(path)  # noqa: PTH100
    return os.path.realpath(absolute) == absolute and os.pardir not in Path(path).parts


def _leads(link: str) -> str | None:
    """Return where a link leads, in words, if that is not for the folder that it is in."""
    folder = os.path.dirname(link)  # noqa: PTH120
    real, home = os.path.realpath(link), home_of(folder)
    if below(real, home) is None:
        what = "repository" if work_tree(folder) else "folder"
        return f"out of the {what} that it is in"
    return "to a hidden file, as secrets are" if is_hidden(real, folder) else None


def _names_below(path: str, folder: str) -> Iterator[str]:
    """Yield the path of each part of a file's name below a folder, the file's own at last."""
    parts = Path(os.path.relpath(path, folder or os.curdir)).parts
    for more in range(len(parts) - 1, -1, -1):
        name = path
        for _ in range(more):
            name = os.path.dirname(name)  # noqa: PTH120
        yield name


def _refuse_tracked(path: str) -> None:
    """Refuse a path on which a link that its repository tracks leads out of it.

    Raises:
        LinkError: If there is one.
    """
    for link in _links(path):
        if (where := _leads(link)) and work_tree(os.path.dirname(link)) and is_tracked(link):  # noqa: PTH120
            raise LinkError(
                f"{os.path.relpath(link)} is a link that its repository tracks, and leads "
                f"{where}: name the place that you mean"
            )


def _links(path: str) -> Iterator[str]:
    """Yield every link on the way to a file, and those that a link leads to, as real paths."""
    absolute = Path(os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118
    here, waiting = absolute.anchor, list(absolute.parts[:0:-1])
    seen = 0
    while waiting:
        name = waiting.pop()
        if name == os.pardir:
            here = os.path.dirname(here)  # noqa: PTH120
            continue
        link = os.path.join(here, name)  # noqa: PTH118
        if not os.path.islink(link):  # noqa: PTH114
            here = link
            continue
        yield link
        seen += 1
        if seen > _MOST_LINKS:
            return
        target = Path(os.path.join(here, os.readlink(link)))  # noqa: PTH115, PTH118
        here, waiting = target.anchor, [*waiting, *target.parts[:0:-1]]
