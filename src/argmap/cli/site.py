"""The command `site`: write all maps of a folder as a site."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

import click

from argmap.cli.console import Progress, complaint, say, wants_color
from argmap.cli.destinations import DEFAULT_FOLDER
from argmap.cli.exit import Exit
from argmap.cli.options import jobs_option, theme_option
from argmap.cli.parallel import Errand, each, processes
from argmap.cli.shared import file_message, find_maps, findings_text
from argmap.drawing.theme import find_theme
from argmap.errors import ArgmapError
from argmap.publishing import Publisher, Site
from argmap.publishing.drawing import PageDrawer, PageOutcome, PageState, Task
from argmap.text import counted, shown

SHARE = 12
"""Pages that take about as long as starting a process to write them."""

MOST_NAMES = 3
"""Files named before "and N more"."""


class Said(NamedTuple):
    """What became of a map, and what is to be said of that."""

    outcome: PageOutcome
    message: str = ""


@dataclass(frozen=True)
class Reporter:
    """Has a page written, and puts into words what is wrong; each process has a copy."""

    drawer: PageDrawer
    color: bool

    def make(self, task: Task) -> Said:
        """Write a page."""
        outcome = self.drawer.make(task)
        stays = f"{shown(task.page)} stays as it was" if outcome.known is not None else ""
        if outcome.state is PageState.FAILED:
            lines = [complaint(outcome.problem), stays]
        elif outcome.result is not None:
            lines = [findings_text(outcome.result, color=self.color), stays]
            outcome = outcome._replace(result=None)  # a whole map: too much for a pipe
        else:
            return Said(outcome)
        return Said(outcome, "\n".join(filter(None, lines)))


@click.command(epilog="Example: argmap site maps -o public/maps --title 'Our maps'")
@click.argument("folder", metavar="FOLDER")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    help=f"The site's folder, {DEFAULT_FOLDER}/site without it. Nothing in it that argmap did not "
    "write is changed.",
)
@click.option(
    "--title",
    metavar="TEXT",
    help="The site's title; without it, 'Argument maps' in the language of most maps.",
)
@theme_option
@jobs_option
def site(
    *, folder: str, output: str | None, title: str | None, theme: str, jobs: int | None
) -> int:
    """Writes all maps in FOLDER, and below it, as a site.

    It has an index, a page for each map, what rests on each source across all maps, a search over
    claims and sources, and an Atom feed: files alone, which work on any server, in any folder of
    one, and from disk. What has not changed since the last time is not drawn again. Of a map with
    errors, or with errors in its reviews, no page is written, and an older one stays.
    """
    if output == "":
        raise click.UsageError("the name after -o is empty.")
    if not os.path.isdir(folder):  # noqa: PTH112
        if os.path.lexists(folder):
            raise click.UsageError(f"'{shown(folder)}' is no folder: argmap page is for one map.")
        raise ArgmapError(f"there is no folder {shown(folder)}")
    colours = find_theme(theme)
    sources, status = find_maps((folder,))
    if not sources:
        return status
    publisher = Publisher(output or os.path.join(DEFAULT_FOLDER, "site"), colours, title)  # noqa: PTH118
    tasks = publisher.begin(sources)
    try:
        states = _draw_all(publisher, tasks, jobs)
        made = publisher.finish(complete=status is Exit.CLEAN)
    finally:  # Ctrl-C, too: what is finished is known the next time
        publisher.save()
    _report(publisher.folder, made, states)
    if states[PageState.FAILED]:
        return Exit.FAILED
    return max(status, Exit.FOUND if states[PageState.WRONG] else Exit.CLEAN)


def _draw_all(publisher: Publisher, tasks: list[Task], jobs: int | None) -> Counter[PageState]:
    """Write the pages of all maps, and return how many came to which state."""
    reporter = Reporter(publisher.drawer, wants_color(sys.stderr))
    errand = Errand(reporter.make, _given_up, ("argmap.publishing.drawing",))
    states: Counter[PageState] = Counter()
    several = processes(len(tasks), jobs, SHARE)
    with (
        Progress(len(tasks)) as progress,
        closing(each(errand, tasks, several, progress.show)) as results,
    ):
        for task, (outcome, message) in zip(tasks, results, strict=True):
            publisher.take(task, outcome)
            states[outcome.state] += 1
            if message:
                progress.clear()
                say(message)
    return states


def _given_up(task: Task, how: str) -> Said:
    """Return the outcome for a map whose process ended before it had answered."""
    short = "where memory is short, --jobs 1 needs the least"
    problem = f"{shown(task.source)} was given up: {how} ({short})"
    return Said(PageOutcome(PageState.FAILED, task.known, problem=problem), complaint(problem))


def _report(folder: str, made: Site, states: Counter[PageState]) -> None:
    """Say what was done."""
    parts = [f"{states[state]:,} {state}" for state in PageState if states[state]]
    say(f"{counted(states.total(), 'map')}: {', '.join(parts)}")
    if made.removed:
        say(f"removed {counted(len(made.removed), 'file')} of what is gone: {_names(made.removed)}")
    if made.changed:
        say(f"left as it is, though its map is gone: {_names(made.changed)} (changed by hand)")
    index = os.path.join(folder, "index.html")  # noqa: PTH118
    say(file_message(index, "", written="index.html" in made.written))


def _names(names: Sequence[str]) -> str:
    more = f", and {len(names) - MOST_NAMES:,} more" if len(names) > MOST_NAMES else ""
    return ", ".join(map(shown, names[:MOST_NAMES])) + more
