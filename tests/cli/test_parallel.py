"""Work that several processes share: in order, whatever becomes of them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from multiprocessing.process import BaseProcess

import pytest

import parallel_work
from argmap.cli.parallel import MOST, Errand, each, processes


def lost(number: int, how: str) -> str:
    """Return what became of a number whose process ended."""
    return f"{number}: {how}"


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_results_come_in_the_order_of_the_things(jobs: int) -> None:
    """Though the first is finished last; and all of them are counted on the way."""
    counts: list[int] = []
    results = list(
        each(Errand(parallel_work.slower_at_first, lost), range(12), jobs, counts.append)
    )
    assert [number for number, _ in results] == list(range(12))
    assert counts[-1] == 12
    assert counts == sorted(counts)
    assert (len({process for _, process in results} - {os.getpid()}) > 1) == (jobs > 1)
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
def test_a_process_that_ends_is_told_and_the_others_go_on() -> None:
    """Its thing is lost, with how it ended; another process takes its place."""
    assert list(each(Errand(parallel_work.ending, lost), range(8), 2)) == [
        0,
        1,
        "2: its process ended with status 7",
        3,
        "4: its process was ended by SIGKILL",
        5,
        6,
        7,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
def test_a_process_that_is_killed_between_two_tasks_costs_one_at_most() -> None:
    """While it waits for more, nobody is told; the others go on, and the order stays."""
    results = each(Errand(parallel_work.ending, lost), [0, 1, 3, 5, 6, 7], 2)
    assert next(results) == 0
    victim = multiprocessing.active_children()[0]
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGKILL)
    victim.join()
    wanted = [1, 3, 5, 6, 7]
    got = list(results)
    assert len(got) == len(wanted)
    wrong = [text for number, text in zip(wanted, got, strict=True) if text != number]
    assert len(wrong) <= 1
    assert all(str(text).endswith("was ended by SIGKILL") for text in wrong)


def test_a_bug_is_raised_here_with_its_traceback() -> None:
    """What came before it is yielded, and no process is left."""
    seen = []
    with pytest.raises(RuntimeError, match=r"(?s)parallel_work\.py.*ZeroDivisionError") as caught:
        seen.extend(each(Errand(parallel_work.wrong, lost), range(20), 2))
    assert "in a process of its own:" in str(caught.value)
    assert not multiprocessing.active_children()


def test_whoever_has_enough_ends_the_processes() -> None:
    """A generator that is closed leaves nobody at work."""
    results = each(Errand(parallel_work.slower_at_first, lost), range(1_000), 2)
    assert next(results)[0] == 0
    assert len(multiprocessing.active_children()) == 2
    results.close()
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C comes by another way on Windows")
def test_an_interrupt_ends_processes_that_are_at_work() -> None:
    """Whoever waits for a result that takes ten minutes need not wait for it."""
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(each(Errand(parallel_work.endless, lost), range(4), 2))
    assert time.monotonic() - start < 300
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("allowed", [0, 1])
def test_where_the_system_allows_few_processes_the_work_is_done(
    monkeypatch: pytest.MonkeyPatch, allowed: int
) -> None:
    """With one in place of three, or in this one."""
    begin, begun = BaseProcess.start, []

    def start(self: BaseProcess) -> None:
        if len(begun) == allowed:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        begun.append(self)
        begin(self)

    monkeypatch.setattr(BaseProcess, "start", start)
    results = list(each(Errand(parallel_work.slower_at_first, lost), range(5), 3))
    assert [number for number, _ in results] == list(range(5))
    assert {process == os.getpid() for _, process in results} == {allowed == 0}


@pytest.mark.parametrize(
    ("count", "jobs", "expected"),
    [
        (1, None, 1),
        (23, None, 1),
        (24, None, 2),
        (1_000, None, 8),
        (1_000, 1, 1),
        (1_000, 3, 3),
        (2, 8, 2),
        (0, 4, 1),
        (1_000, 500, MOST),
    ],
)
def test_so_many_processes_are_used_as_are_worth_it(
    monkeypatch: pytest.MonkeyPatch, count: int, jobs: int | None, expected: int
) -> None:
    """A dozen things each outweigh the start of one, on eight cores, unless the user knows."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(8), raising=False)
    assert processes(count, jobs, 12) == expected
