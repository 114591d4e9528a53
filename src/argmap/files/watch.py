"""Wait for changed files, until something ends this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from argmap.errors import ArgmapError

STEP = 20
"""Milliseconds without a further change after which those before it are told: an editor writes
a file in several steps."""

LONGEST = 400
"""Milliseconds after which changes are told, even if there are more all the time."""

BEAT = 100
"""Milliseconds after which the watching says that it has begun, and is still there."""

TICK = 0.2
"""Seconds after which a system that lets no signal end a wait is asked for one."""

OWN_ENDINGS = (".svg", ".png", ".pdf", ".dot", ".gv", ".part")
"""What argmap writes, and nobody reads again: to watch these would be to watch oneself."""


@contextmanager
def watched(whole: Sequence[str], single: Sequence[str]) -> Iterator[Iterator[frozenset[str]]]:
    """Yield what yields the changed files, as real paths, each time that there are some.

    The watching itself is done by threads, which have ended when the block is left: whatever
    signal comes, it is heard here, and as the caller has it.

    Args:
        whole: Folders that are watched with all below them.
        single: Folders of which only the files right there are. The files themselves would not
            do: most editors put a new one in the place of the old.

    Raises:
        ArgmapError: If the package for it is not there, or a folder cannot be watched.
    """
    try:
        from watchfiles import DefaultFilter, watch  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        if error.name != "watchfiles":
            raise
        raise missing("watching files", "watchfiles") from error
    told: SimpleQueue[frozenset[str] | BaseException] = SimpleQueue()
    end = threading.Event()

    def listen(folders: Sequence[str], below: bool, begun: threading.Event) -> None:
        try:
            for found in watch(
                *folders,
                watch_filter=DefaultFilter(),
                step=STEP,
                rust_timeout=BEAT,
                yield_on_timeout=True,
                debounce=LONGEST,
                stop_event=end,
                recursive=below,
                ignore_permission_denied=True,
            ):
                begun.set()
                paths = frozenset(path for _, path in found if not path.endswith(OWN_ENDINGS))
                if paths:
                    told.put(paths)
        except Exception as error:  # noqa: BLE001 -- told where it is waited for
            told.put(error)
            begun.set()

    work = [
        (folders, below, threading.Event())
        for folders, below in ((whole, True), (single, False))
        if folders
    ]
    starts = [begun for _, _, begun in work]
    threads = [threading.Thread(target=listen, args=one, daemon=True) for one in work]
    for thread in threads:
        thread.start()
    try:
        for begun in starts:
            begun.wait()
        yield _told(told)
    finally:
        end.set()
        for thread in threads:
            thread.join(1)


def _told(queue: SimpleQueue[frozenset[str] | BaseException]) -> Iterator[frozenset[str]]:
    while True:
        try:
            found = queue.get(timeout=TICK)
        except Empty:
            continue
        if isinstance(found, OSError):
            raise ArgmapError(f"cannot watch for changes: {found.strerror or found}") from found
        if isinstance(found, BaseException):
            raise found
        yield found


def missing(what: str, package: str) -> ArgmapError:
    """Return the error for what needs a package of the extra that is not installed."""
    return ArgmapError(
        f"{what} needs {package}: `python -m pip install 'argmap[preview]'` installs it"
    )
