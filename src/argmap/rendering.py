"""What the command `render` does: the pictures of all maps, and what is told of them."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import click

from argmap.commands import Exit, find_maps
from argmap.console import Progress, put, say, wants_color
from argmap.destinations import plan
from argmap.making import Order, Outcome, State, lost, make
from argmap.parallel import Errand, each, processes
from argmap.settled import STREAM
from argmap.text import shown

if TYPE_CHECKING:
    from argmap.destinations import Job

__all__ = ["Order", "render"]

SHARE = 12
"""So many drawings take about as long as starting a process to draw them."""


def render(
    arguments: tuple[str, ...],
    output: str | None,
    order: Order,
    *,
    jobs: int | None = None,
    remedy: str = "",
) -> Exit:
    """Draws every map that can be drawn, and tells of each what became of it.

    Args:
        arguments: The maps' files, and folders with maps; `-` is standard input.
        output: A file, a folder, `-`, or None.
        order: What is to be made of each map.
        jobs: How many are drawn at once at most; None for as many as there are cores.
        remedy: What writes what `order.check` finds missing or out of date.

    Raises:
        click.UsageError: If the pictures have no place each.
    """
    sources, status = find_maps(arguments)
    tasks = plan(sources, output, order.picture.width, order.kind, review=order.review)
    if order.check and any(task.target == STREAM for task in tasks):
        raise click.UsageError("--check looks at files: standard output is none.")
    order = order._replace(color=wants_color(sys.stderr))
    states = _made(tasks, order, jobs)
    if len(tasks) > 1:
        say(_summary(states))
    if remedy and (states[State.OLD] or states[State.MISSING]):
        say(f"hint: {shown(remedy)} writes what is not up to date")
    return max([status, *(state.exit for state in states)])


def _made(tasks: list[Job], order: Order, jobs: int | None) -> Counter[State]:
    """Does what was ordered, tells of each map in their order, and returns what became of all."""
    # Standard input is that of this process; the others have none.
    streams = any(task.source == STREAM for task in tasks)
    several = 1 if streams else processes(len(tasks), jobs, SHARE)
    errand = Errand(partial(make, order), lost, ("argmap.drawing", "pygraphviz"))
    states: Counter[State] = Counter()
    told: set[str] = set()
    with (
        Progress(len(tasks)) as progress,
        closing(each(errand, tasks, several, progress.show)) as outcomes,
    ):
        for outcome in outcomes:
            states[outcome.state] += 1
            if lines := _told(outcome, told, alone=len(tasks) == 1):
                progress.clear()
                say("\n".join(lines))
            if outcome.state in {State.OLD, State.MISSING}:
                progress.clear()
                put(f"{shown(outcome.target)} is {outcome.state}\n")
    return states


def _told(outcome: Outcome, told: set[str], *, alone: bool) -> list[str]:
    """Returns what is said of a map; among many, one that needed nothing is only counted.

    What many maps share is told once: `told` holds what was, and gets what is.
    """
    if outcome.state is State.CURRENT and not alone:
        return []
    lines = list(outcome.told)
    if outcome.state is State.FAILED:  # by settings, for example, that cannot be read
        lines = [line for line in lines if line not in told]
        told.update(lines)
    lines += [line for file, line in outcome.shared if file not in told]
    told.update(file for file, _ in outcome.shared)
    return lines


def _summary(states: Counter[State]) -> str:
    """Returns how many maps there were, and how many of them came to what."""
    parts = [f"{states[state]:,} {state}" for state in State if states[state]]
    return f"{states.total():,} maps: {', '.join(parts)}"
