"""Do the same work for many things at once, in processes; the results come in order."""

from __future__ import annotations

import os
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from argmap.worker import Worker

Item = TypeVar("Item")
Result = TypeVar("Result")
MOST = 60
"""Windows waits for no more than 63 things at once."""


class Errand(NamedTuple, Generic[Item, Result]):
    """What is to be done for each thing.

    Attributes:
        work: Does it; it and its results can be pickled.
        lost: Returns the result for a thing whose process ended, given how it ended.
        modules: What `work` needs, to be imported once for all processes where that is possible.
    """

    work: Callable[[Item], Result]
    lost: Callable[[Item, str], Result]
    modules: Sequence[str] = ()


def processes(count: int, jobs: int | None, share: int) -> int:
    """Returns how many processes to use; 1 is this one alone.

    Args:
        count: How many things there are.
        jobs: How many the user wants at most, or None for as many as there are cores.
        share: How many things outweigh the start of a process; it counts without `jobs`.
    """
    wanted = min(_cores(), count // share) if jobs is None else min(jobs, count)
    return max(1, min(wanted, MOST))


def each(
    errand: Errand[Item, Result],
    items: Sequence[Item],
    jobs: int,
    done: Callable[[int], None] = lambda _: None,
) -> Generator[Result]:
    """Yields the result for each thing, in their order.

    Whoever stops before the end closes the generator, which ends its processes.

    Args:
        errand: What is to be done.
        items: The things.
        jobs: In how many processes; with 1, in this one.
        done: Is told how many are done, whenever there are more.

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
    """Returns how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _crew(errand: Errand[Item, Result], jobs: int) -> Iterator[list[Worker[Item]]]:
    """Starts processes, fewer where the system allows no more, and ends them."""
    workers: list[Worker[Item]] = []
    try:
        for _ in range(jobs):
            _engage(workers, errand)
        yield workers
    finally:
        for worker in workers:  # all of them are asked before any of them is waited for
            worker.dismiss()
        for worker in workers:
            worker.end()


def _engage(workers: list[Worker[Item]], errand: Errand[Item, Result]) -> None:
    """Starts one more process, if the system allows it."""
    from argmap.worker import Worker  # noqa: PLC0415 -- for one map nothing of it is needed

    with suppress(OSError):
        workers.append(Worker(errand.work, errand.modules))


def _round(
    workers: list[Worker[Item]],
    waiting: deque[tuple[int, Item]],
    errand: Errand[Item, Result],
) -> Iterator[tuple[int, Result]]:
    """Gives everybody something to do, and yields what is done next, with its place."""
    from argmap.worker import LostError, answering  # noqa: PLC0415

    for worker in workers:
        if worker.task is None and waiting:
            worker.give(waiting.popleft())
    for worker in answering(workers):
        assert worker.task is not None
        place, item = worker.task
        try:
            yield place, worker.answer()
        except LostError as error:
            yield place, errand.lost(item, str(error))
            workers.remove(worker)
            _engage(workers, errand)
