"""Run work in several processes (`--jobs`); results come in order."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from argmap.errors import ArgmapError
from argmap.files.handles import free_handles
from argmap.files.write import abandon

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")
MOST = 60
"""Most processes at once: Windows waits for no more than 63 handles."""
FILES = 16
"""Open files for the start of two processes, here and in the fork server."""
MORE_FILES = 3
"""Open files for each further process; a fork server that lacks one writes a traceback."""
PATIENCE = 5
"""Seconds for a process to clean up after itself, before it is killed."""


class Errand(NamedTuple, Generic[Item, Result]):
    """The work on each item.

    Attributes:
        work: Function of an item; it and its results can be pickled.
        lost: Returns the result for an item whose process ended, given how it ended.
        modules: Modules that `work` needs, imported once for all processes where possible.
    """

    work: Callable[[Item], Result]
    lost: Callable[[Item, str], Result]
    modules: Sequence[str] = ()


def processes(count: int, jobs: int | None, share: int) -> int:
    """Return the number of processes to use; 1 is this one alone.

    Args:
        count: Number of items.
        jobs: Most processes that the user wants, or None for as many as there are cores.
        share: Number of items that outweigh the start of a process; it counts without `jobs`.

    Raises:
        ArgmapError: If the user wants several, and too few files may be open to start them.
    """
    wanted = min(_cores(), count // share) if jobs is None else min(jobs, count)
    if wanted <= 1:
        return 1
    wanted = min(wanted, MOST)
    free = free_handles(FILES + MORE_FILES * (wanted - 2))
    if free < FILES:
        if jobs is None:
            return 1
        raise ArgmapError(
            f"no process can be started for --jobs {jobs}: too few files may be open at once "
            "(`ulimit -n` raises the limit, and --jobs 1 needs no other process)"
        )
    return min(wanted, 2 + (free - FILES) // MORE_FILES)


def each(
    errand: Errand[Item, Result],
    items: Sequence[Item],
    jobs: int,
    done: Callable[[int], None] = lambda _: None,
) -> Generator[Result]:
    """Yield the result for each item, in their order.

    Whoever stops before the end closes the generator, which ends its processes.

    Args:
        errand: Work on each item.
        items: Items.
        jobs: Number of processes; with 1, all work is done in this one.
        done: Called with the number of finished items, whenever there are more.

    Raises:
        RuntimeError: If the work raised something in a process; it holds the traceback.
    """
    with _crew(errand, jobs if jobs > 1 else 0) as workers:
        waiting = deque(enumerate(items))
        ready: dict[int, Result] = {}
        for number in range(len(items)):
            while number not in ready:
                if workers:
                    ready.update(_round(workers, waiting, errand))
                else:
                    place, item = waiting.popleft()
                    ready[place] = errand.work(item)
                done(number + len(ready))
            yield ready.pop(number)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _crew(errand: Errand[Item, Result], jobs: int) -> Iterator[list[_Worker[Item]]]:
    """Start processes, fewer where the system allows no more, and end them."""
    workers: list[_Worker[Item]] = []
    try:
        for _ in range(jobs):
            _engage(workers, errand)
        yield workers
    finally:
        for worker in workers:  # all of them are asked before any of them is waited for
            worker.dismiss()
        for worker in workers:
            worker.end()


def _engage(workers: list[_Worker[Item]], errand: Errand[Item, Result]) -> None:
    """Start one more process, if the system allows it."""
    with suppress(OSError, EOFError):
        workers.append(_Worker(errand.work, errand.modules))


def _round(
    workers: list[_Worker[Item]],
    waiting: deque[tuple[int, Item]],
    errand: Errand[Item, Result],
) -> Iterator[tuple[int, Result]]:
    """Give every idle process an item, and yield the results that come next, with their places."""
    for worker in workers:
        if worker.task is None and waiting:
            worker.give(waiting.popleft())
    for worker in _answering(workers):
        assert worker.task is not None
        place, item = worker.task
        try:
            yield place, worker.answer()
        except _LostError as error:
            yield place, errand.lost(item, str(error))
            workers.remove(worker)
            _engage(workers, errand)


def _answering(workers: Iterable[_Worker[Item]]) -> list[_Worker[Item]]:
    """Wait for workers that have a task, and return those that answer, or have ended."""
    from multiprocessing.connection import wait  # noqa: PLC0415 -- most runs need no process

    busy: dict[object, _Worker[Item]] = {
        worker.connection: worker for worker in workers if worker.task is not None
    }
    return [busy[ready] for ready in wait(list(busy))]  # type: ignore[arg-type]


class _LostError(Exception):
    """A process ended before it had answered; the text says how."""


class _Worker(Generic[Item]):
    """A process, on the side of its parent.

    Attributes:
        task: The item under way with its place among all items, or None.
    """

    def __init__(self, work: Callable[[Item], object], modules: Sequence[str]) -> None:
        """Start the process.

        Raises:
            OSError: If the system allows no more processes, or no more open files.
            EOFError: If the fork server has ended.
        """
        context = _context(modules)
        self.connection, there = context.Pipe()
        self.task: tuple[int, Item] | None = None
        self.process: BaseProcess = context.Process(
            target=_serve, args=(there, work, gc.get_threshold()), daemon=True
        )
        with there, _without_interrupts():
            self.process.start()

    def give(self, task: tuple[int, Item]) -> None:
        """Send a task; a dead process is noticed in `answer`."""
        self.task = task
        with suppress(OSError):
            self.connection.send(task[1])

    def answer(self) -> Any:
        """Return the result of the task, and wait for it if need be.

        Raises:
            _LostError: If the process has ended.
            RuntimeError: If the work raised something; it holds the traceback.
        """
        self.task = None
        try:
            fine, answer = self.connection.recv()
        except (EOFError, OSError):
            raise _LostError(self._ending()) from None
        if not fine:
            raise RuntimeError(f"in a process of its own:\n{answer}")
        return answer

    def _ending(self) -> str:
        self.process.join()
        code = self.process.exitcode or 0
        if code >= 0:
            return f"its process ended with status {code}"
        known = {number.value: number.name for number in signal.Signals}
        return f"its process was ended by {known.get(-code, f'signal {-code}')}"

    def dismiss(self) -> None:
        """Ask the process to end; the work under way cleans up after itself."""
        if self.task is not None:
            self.process.terminate()
        self.connection.close()

    def end(self) -> None:
        """Wait for the end of a process that was dismissed."""
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _context(modules: Sequence[str]) -> ForkServerContext | SpawnContext:
    """Return a context that starts processes as copies of a server that is ready to work.

    Elsewhere than on Linux each starts afresh. Copies of this very process would start quicker
    still, and hang where it has threads.
    """
    import multiprocessing  # noqa: PLC0415 -- most runs need no process

    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from processes that are started meanwhile: their parent ends them."""
    if sys.platform == "win32":
        yield
        return

    from multiprocessing import resource_tracker  # noqa: PLC0415 -- most runs need no process

    # The first start of this process of Python's own would let them through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    there: Connection, work: Callable[[Any], object], threshold: tuple[int, int, int]
) -> None:
    """Work on the items that come, until no more can come."""
    gc.freeze()  # imported objects never die: with this, a drawing takes a sixth less time
    gc.set_threshold(*threshold)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    with suppress(EOFError, OSError):
        while True:
            task = there.recv()
            try:
                answer = (True, work(task))
            except Exception:  # noqa: BLE001 -- it is raised where the work came from
                answer = (False, traceback.format_exc())
            there.send(answer)


def _leave(*_: object) -> None:
    """End this process silently; the work under way cleans up after itself."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    abandon(sys.stderr)
    raise SystemExit(1)
