"""A process that works on one thing after the other, seen from both of its ends."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import traceback
from contextlib import contextmanager, suppress
from multiprocessing import connection, resource_tracker
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from argmap.output import abandon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
PATIENCE = 5
"""Seconds that a process gets to clean up after itself, before it is killed."""


class LostError(Exception):
    """A process ended before it had answered; the text says how it ended."""


class Worker(Generic[Item]):
    """A process, as the one sees it that started it.

    Attributes:
        task: What it is working on, with its place among all that is to be done; or None.
    """

    def __init__(self, work: Callable[[Item], object], modules: Sequence[str]) -> None:
        """Starts the process.

        Args:
            work: What it is to do; it, its argument and its result can be pickled.
            modules: What `work` needs, imported once for all processes where that is possible.

        Raises:
            OSError: If the system allows no more processes.
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
        """Has it work on something; whether it is still there shows when it should answer."""
        self.task = task
        with suppress(OSError):
            self.connection.send(task[1])

    def answer(self) -> Any:
        """Returns the result of its task, and waits for it if need be.

        Raises:
            LostError: If the process has ended.
            RuntimeError: If the work raised something; it holds the traceback.
        """
        self.task = None
        try:
            fine, answer = self.connection.recv()
        except (EOFError, OSError):
            raise LostError(self._ending()) from None
        if not fine:
            raise RuntimeError(f"in a process of its own:\n{answer}")
        return answer

    def _ending(self) -> str:
        """Returns how the process ended."""
        self.process.join()
        code = self.process.exitcode or 0
        if code >= 0:
            return f"its process ended with status {code}"
        known = {number.value: number.name for number in signal.Signals}
        return f"its process was ended by {known.get(-code, f'signal {-code}')}"

    def dismiss(self) -> None:
        """Asks the process to end; what it is doing cleans up after itself."""
        if self.task is not None:
            self.process.terminate()
        self.connection.close()

    def end(self) -> None:
        """Waits for the end of a process that was dismissed."""
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def answering(workers: Iterable[Worker[Item]]) -> list[Worker[Item]]:
    """Waits for workers that have a task, and returns those that answer, or have ended."""
    busy: dict[object, Worker[Item]] = {
        worker.connection: worker for worker in workers if worker.task is not None
    }
    return [busy[ready] for ready in connection.wait(list(busy))]  # type: ignore[arg-type]


def _context(modules: Sequence[str]) -> ForkServerContext | SpawnContext:
    """Returns the way to start processes: each fresh, or as a copy of one that is ready to work.

    Copies of this very process would start quicker still, and hang where it has threads.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Has processes that are started meanwhile not hear Ctrl-C: whoever started them ends them."""
    if sys.platform == "win32":
        yield
        return
    # The first start of this process of Python's own would let them through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    there: connection.Connection, work: Callable[[Any], object], threshold: tuple[int, int, int]
) -> None:
    """Works on what comes, until nothing more can come."""
    gc.freeze()  # what was imported lives on: with this, a drawing takes a sixth less time
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
    """Ends this process without a word; what is under way cleans up after itself."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    abandon(sys.stderr)
    raise SystemExit(1)
