"""Check many maps at once, and hand over what there is to say of each, in their order."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from argmap.console import Progress
from argmap.errors import ArgmapError
from argmap.parallel import Errand, each, processes
from argmap.settled import STREAM
from argmap.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from argmap import api

SHARE = 40
"""So many checks take about as long as starting a process for them."""


def survey(
    check: Callable[[str], api.Validation], paths: Sequence[str], jobs: int | None
) -> Iterator[api.Validation | ArgmapError]:
    """Yields what a check says of each map, or why it cannot be checked.

    Args:
        check: Checks one map; with several processes, each works with a copy of it.
        paths: The maps' files; with `-`, standard input, all are checked in this process.
        jobs: How many processes at most; None for as many as there are cores.
    """
    several = 1 if STREAM in paths else processes(len(paths), jobs, SHARE)
    errand = Errand(partial(_checked, check), _lost, ("argmap.choosing", "argmap.checking"))
    with (
        Progress(len(paths)) as progress,
        closing(each(errand, paths, several, progress.show)) as results,
    ):
        for result in results:
            if isinstance(result, ArgmapError):
                progress.clear()
            yield result


def _checked(check: Callable[[str], api.Validation], path: str) -> api.Validation | ArgmapError:
    """Returns what a check says, or why it cannot be made."""
    try:
        return check(path)
    except ArgmapError as error:
        return error


def _lost(path: str, how: str) -> ArgmapError:
    """Returns that the process which checked a map ended."""
    return ArgmapError(f"{shown(path)} was given up: {how}")
