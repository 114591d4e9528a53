"""The command `render`: draw maps as SVG, PNG, PDF or DOT."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, Never, get_args

import click

from argmap import checking
from argmap.checking.watching import concerned, folders_for
from argmap.cli.console import Progress, complaint, interject, put, say, wants_color
from argmap.cli.destinations import FileFormat, Job, plan
from argmap.cli.exit import Exit
from argmap.cli.options import (
    is_given,
    jobs_option,
    maps_argument,
    picture_from,
    picture_options,
    refuse_focus_beside_split,
    refuse_without_effect,
)
from argmap.cli.parallel import Errand, each, processes
from argmap.cli.shared import (
    file_message,
    find_maps,
    findings_text,
    map_warnings,
    settings_warnings,
)
from argmap.drawing import png_pdf
from argmap.drawing.dot import dot
from argmap.drawing.draw import Drawing, Pictures
from argmap.drawing.layout.limits import refuse_too_large
from argmap.drawing.layout.part import FocusError
from argmap.drawing.paper import Paper, PaperName
from argmap.drawing.picture import Picture
from argmap.drawing.theme import find_theme
from argmap.errors import ArgmapError
from argmap.files.find import MapFile, gather
from argmap.files.read import STREAM
from argmap.files.watch import watched
from argmap.files.write import holds, make_folder, write, write_together
from argmap.review.marks import review_marks
from argmap.text import shown

SLOW_NET = 1_000
"""Claims of a net from which on Graphviz takes long: of made ones, 2 s for 1,000, 20 for 3,000."""

SHARE = 12
"""Drawings that take about as long as starting a process to draw them."""

TALL, TALL_NARROW, NARROW = 1640, 2600, 600
"""Height of a picture, in px, that is two screens or more, and on a page narrower than so many px:
what is taller is read in parts."""

LONGEST_COMMAND = 200
"""Longest command line echoed back; a glob can expand to thousands of names."""


@click.command(
    epilog="Example: argmap render maps/ritter_2026-03-12.yaml --width 360",
)
@maps_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR|-",
    help="The picture's file, a folder for it (an existing one, or a name that ends in /), or - "
    "for standard output. Without it: out/<name of the map>.svg (or .png, .pdf, .dot), with "
    f"-<width> after it for a width other than {Picture.width}; for a map from standard input, "
    "standard output. The name says what of the map it shows: -overview, the id of --focus, -d2.",
)
@picture_options
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(FileFormat)),
    default="svg",
    help="svg, the default: the picture. png, pdf: the same, in its light colours, for programs "
    "that take no SVG and for paper; they need the extra argmap[print]. dot: the map in the "
    "language of Graphviz, with its words, for Graphviz and other programs to draw.",
)
@click.option(
    "--scale",
    metavar="N",
    type=click.FloatRange(0.1, 10),
    help="Of a PNG, the pixels for each CSS px, 0.1 to 10; 2 without it.",
)
@click.option(
    "--paper",
    type=click.Choice(get_args(PaperName)),
    help="With --format pdf, pages of that size: it sets the width, pages end between boxes, and "
    "the thesis and the claim whose branch goes on stand above each.",
)
@click.option("--landscape", is_flag=True, help="Turn the --paper on its side.")
@click.option(
    "--split",
    is_flag=True,
    help="Draw the overview, and a picture for each claim right under the thesis, to "
    "out/<name of the map>-overview.svg and -<id of the claim>.svg: all of them or, where one "
    "cannot be written, none. They link to each other. For example: argmap render map.yaml "
    "--split -o pictures/",
)
@click.option(
    "--review",
    is_flag=True,
    help="Say in each claim's box how it stands after its reviews (see argmap review); without -o "
    "the file is out/<name of the map>-review.svg.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing, and list the pictures that are missing or not what would be drawn now; "
    "with one of them, the exit status is 1.",
)
@click.option(
    "--watch",
    "watches",
    is_flag=True,
    help="Go on after that: draw a map again whenever it, its reviews, or a text that it quotes is "
    "saved, until Ctrl-C. It needs the extra argmap[preview]. For example: argmap render map.yaml "
    "--watch",
)
@jobs_option
@click.pass_context
def render(
    context: click.Context,
    /,
    *,
    maps: tuple[str, ...],
    output: str | None,
    form: FileFormat,
    scale: float | None,
    paper: PaperName | None,
    landscape: bool,
    split: bool,
    review: bool,
    check: bool,
    watches: bool,
    jobs: int | None,
    **look: Any,
) -> int:
    """Draws each MAP (- is standard input) as an SVG, or in another format.

    A folder stands for all maps in it and below, which keep their folders below the output's. A
    map with errors is not drawn: what is wrong is printed, and an older picture of it stays as it
    was. So does one that would not change.
    """
    if scale is not None and form != "png":
        raise click.UsageError("--scale is for pictures made of pixels: add --format png.")
    if form == "dot":
        _refuse_with_dot(context, look)
    else:
        refuse_without_effect(look)
    _refuse_beside_overview(context, look, split=split)
    sheet = _sheet(context, form, paper, landscape=landscape)
    if sheet:
        look["width"] = sheet.width
    if review and STREAM in maps:
        raise click.UsageError("--review: a map from standard input has no ledger: name its file.")

    if watches:
        _refuse_to_watch(maps, output, check=check)

    picture = picture_from(**look)
    sources, status = find_maps(maps)
    size = f"{paper}{'-landscape' * landscape}" if sheet else picture.width
    kinds = [*([] if split else picture.kinds), *["review"] * review]
    planned = partial(plan, output=output, size=size, form=form, kinds=kinds, split=split)
    tasks = planned(sources)
    if check and any(task.target == STREAM for task in tasks):
        raise click.UsageError("--check looks at files: standard output is none.")
    drawer = Drawer(picture, review, form, scale, sheet, check, wants_color(sys.stderr))
    if watches:
        _draw_forever(drawer, maps, sources, planned, jobs)
    states = _draw_all(drawer, tasks, jobs)
    if len(tasks) > 1:
        parts = [f"{states[state]:,} {state}" for state in PictureState if states[state]]
        say(f"{states.total():,} maps: {', '.join(parts)}")
    if states[PictureState.OLD] or states[PictureState.MISSING]:
        say(f"hint: {shown(_without_check(context.obj))} writes what is not up to date")
    return max([status, *(state.exit for state in states)])


def _sheet(
    context: click.Context, form: str, paper: PaperName | None, *, landscape: bool
) -> Paper | None:
    """Return the paper that was asked for, and stop where it contradicts other options."""
    if paper is None:
        if landscape:
            raise click.UsageError("--landscape turns a paper: add --paper a4 or --paper letter.")
        return None
    if form != "pdf":
        raise click.UsageError("--paper is for pages: add --format pdf.")
    if is_given(context, "width"):
        raise click.UsageError("--paper sets the width: leave out --width, or --paper.")
    return Paper(paper, landscape)


def _refuse_with_dot(context: click.Context, look: dict[str, Any]) -> None:
    """Stop at an option that has no effect on DOT."""
    for name in ("focus", "depth", "split"):
        if is_given(context, name):
            raise click.UsageError(f"--{name} is for pictures: --format dot writes the whole map.")
    for name in sorted(look.keys() - {"direction"} | {"review"}):
        if is_given(context, name) and look.get(name) != "graph":
            option = name.replace("_", "-")
            raise click.UsageError(
                f"--{option} is for pictures: with --format dot, whoever draws the DOT decides it."
            )


def _refuse_beside_overview(context: click.Context, look: dict[str, Any], *, split: bool) -> None:
    """Stop at options that contradict each other on what of the map is shown."""
    if split and look["overview"]:
        raise click.UsageError("--split begins with the overview: leave out --overview.")
    if split:
        refuse_focus_beside_split(look)
    for name in ("layout", "direction"):
        if look["overview"] and is_given(context, name):
            raise click.UsageError(
                f"--overview has a layout of its own: leave out --{name}, or --overview."
            )
    for name in ("focus", "depth"):
        if look["overview"] and look[name] is not None:
            raise click.UsageError(
                f"--overview shows the whole map: leave out --{name}, or --overview."
            )


def _without_check(given: list[str]) -> str:
    """Return the command that writes what --check only looks at, unless it is too long."""
    command = shlex.join(["argmap", *(word for word in given if word != "--check")])
    return f"`{command}`" if len(command) <= LONGEST_COMMAND else "the same command without --check"


class PictureState(StrEnum):
    """What became of a map, in the words of the summary."""

    WRITTEN = "written"
    CURRENT = "up to date"
    OLD = "out of date"
    MISSING = "missing"
    WRONG = "with errors"
    WITHOUT = "without that claim"
    FAILED = "failed"

    @property
    def exit(self) -> int:
        """The exit status that it stands for."""
        if self in {PictureState.WRITTEN, PictureState.CURRENT}:
            return Exit.CLEAN
        if self is PictureState.WITHOUT:
            return click.UsageError.exit_code
        return Exit.FAILED if self is PictureState.FAILED else Exit.FOUND


class Outcome(NamedTuple):
    """What became of a map.

    Attributes:
        state: Its state; where it makes several pictures, the worst of theirs.
        stale: The pictures that are not up to date, with their states.
        messages: One or more lines each.
        shared: Messages that other maps may share, by what they are about: the file of settings,
            for example.
    """

    state: PictureState
    stale: tuple[tuple[str, PictureState], ...] = ()
    messages: tuple[str, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()


class Made(NamedTuple):
    """The content of a file.

    Attributes:
        target: The file.
        content: Its content.
        remark: What follows its name in a message.
        notes: Further messages.
        shared: Messages that are true of other maps, too, by what they are about.
    """

    target: str
    content: str | bytes
    remark: str
    notes: tuple[str, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Drawer:
    """Draw single maps as the options say; each process has a copy.

    Attributes:
        picture: The options of the pictures.
        review: Whether the states of the claims stand in their boxes.
        form: `svg`, `png` and `pdf` for pictures, `dot` for what other programs draw.
        scale: Of a PNG, the pixels for each CSS px; None for as many as usual.
        paper: The sheets of a PDF; None for one page of the picture's size.
        check: Whether nothing is written, and files are only compared.
        color: Whether findings are in colour.
    """

    picture: Picture
    review: bool
    form: FileFormat
    scale: float | None
    paper: Paper | None
    check: bool
    color: bool

    def make(self, job: Job) -> Outcome:
        """Draw one map and write its file, or look whether the file is as it would be drawn.

        Whether a file is up to date is known from its bytes: what it was made from, and with
        which releases of which libraries, no date or mark says as surely. A map has to be read
        and checked anyway, and drawing it takes about twice as long as that.
        """
        try:
            check = checking.validate if self.review else checking.check_to_draw
            result = check(job.source)
            shared = tuple(settings_warnings(job.source, result).items())
            if not (result.ok if self.review else result.drawable):
                messages = (findings_text(result, color=self.color),)
                return Outcome(PictureState.WRONG, (), messages, shared)
            made = list(self._made(job, result))
            if self.check:
                return _looked_at(job, made)
            written = _deliver(job, made)
        except FocusError as error:
            message = complaint(f"{shown(job.source)}: {error}")
            return Outcome(PictureState.WITHOUT, (), (message,))
        except ArgmapError as error:
            return Outcome(PictureState.FAILED, (), (complaint(error),))
        lines = [
            file_message(one.target, one.remark, written=one.target in written)
            for one in made
            if one.target != STREAM
        ]
        lines += dict.fromkeys(note for one in made for note in one.notes)
        lines += map_warnings(job.source, result)
        state = PictureState.WRITTEN if written else PictureState.CURRENT
        said = dict.fromkeys(note for one in made for note in one.shared)
        return Outcome(state, (), tuple(lines), (*shared, *said))

    def _made(self, job: Job, result: checking.Validation) -> Iterator[Made]:
        """Yield the content of each file."""
        assert result.map is not None
        if self.form == "dot":
            target = shown(shlex.quote(job.target))
            content = dot(result.map, self.picture.direction)
            yield Made(job.target, content, f" (`dot -Tsvg -O {target}` draws it)")
            return
        picture, series, claims = self.picture, job.series, len(result.map.claims)
        whole = picture.focus is None and picture.depth is None and series is None
        if picture.layout == "graph" and whole and claims >= SLOW_NET:
            interject(
                f"{shown(job.source)}: to place {claims:,} claims as a net can take Graphviz "
                "minutes. Ctrl-C ends it; --layout outline needs no such time"
            )
        marks = None
        if self.review:
            worded = find_theme(picture.theme).worded(result.map)
            marks = review_marks(worded, result.standings)
        if series is None:
            refuse_too_large(result.map, picture)
        pictures = Pictures(result.map, picture, marks)
        if series is None:
            yield self._finished(job.target, pictures.draw(picture))
            return
        split = {name: (one, series.target(*one.kinds)) for name, one in pictures.split(picture)}
        targets = {name: target for name, (_, target) in split.items()}
        series.refuse_clashes(list(targets.values()))
        files = pictures.addresses(targets) if self.form == "svg" else {}
        for one, target in split.values():
            yield self._finished(target, pictures.draw(one, files))

    def _finished(self, target: str, drawing: Drawing) -> Made:
        """Return a drawing as its file will be, with a remark on its size, and notes."""
        made, (width, height), more = self._converted(drawing)
        notes = tuple(f"note: {note}" for note in [*drawing.notes, *more])
        remark = f" ({width} × {height} px, {drawing.layout})"
        return Made(target, made, remark, notes, tuple(self._note_on_height(drawing)))

    def _note_on_height(self, drawing: Drawing) -> Iterator[tuple[str, str]]:
        """Yield what shows the same argument in parts, if a picture is tall and not on sheets."""
        most = TALL_NARROW if self.picture.width < NARROW else TALL
        if drawing.height > most and drawing.layout != "overview" and self.paper is None:
            note = f"note: more than {most:,} px are several screens: --overview draws the argument"
            yield "height", f"{note} in one, and --split a picture for each main reason"

    def _converted(self, drawing: Drawing) -> tuple[str | bytes, tuple[int, int], list[str]]:
        """Return a drawing in the file's format, its size in px, and notes."""
        size = (drawing.width, drawing.height)
        if self.form == "svg":
            return drawing.svg, size, list(drawing.font_notes)
        if self.form == "pdf":
            paper = self.paper
            made = (
                png_pdf.to_pdf(drawing, paper=paper.name, landscape=paper.landscape)
                if paper
                else png_pdf.to_pdf(drawing)
            )
        else:
            scale = self.scale or png_pdf.SCALE
            made, size = png_pdf.to_png(drawing, scale), png_pdf.png_size(drawing, scale)
        return made, size, png_pdf.note_on_fonts(drawing, self.form)


def _looked_at(job: Job, made: Sequence[Made]) -> Outcome:
    """Return which files hold what was made for them."""
    stale = []
    for one in made:
        same = holds(one.target, one.content, job.chosen)
        if not same:
            stale.append((one.target, PictureState.MISSING if same is None else PictureState.OLD))
    states = {state for _, state in stale}
    worst = (one for one in (PictureState.MISSING, PictureState.OLD) if one in states)
    return Outcome(next(worst, PictureState.CURRENT), tuple(stale))


def _deliver(job: Job, made: Sequence[Made]) -> Collection[str]:
    """Write what was made to its destination; return the files that did not have it already."""
    if job.target == STREAM:
        (one,) = made
        put(one.content.encode("utf-8") if isinstance(one.content, str) else one.content)
        return [STREAM]
    if job.folder is not None:
        make_folder(job.folder, job.chosen)
    if job.series is not None:
        return write_together({one.target: one.content for one in made}, job.chosen)
    (one,) = made
    return [one.target] * write(one.target, one.content, job.chosen)


def _given_up(job: Job, how: str) -> Outcome:
    """Return the outcome for a map whose process ended before it had answered."""
    short = "where memory is short, --jobs 1 needs the least"
    message = complaint(f"{shown(job.source)} was given up: {how} ({short})")
    return Outcome(PictureState.FAILED, (), (message,))


def _draw_all(drawer: Drawer, tasks: list[Job], jobs: int | None) -> Counter[PictureState]:
    """Draw all maps, report each in their order, and return how many came to which state."""
    # Standard input is that of this process; the others have none.
    streams = any(task.source == STREAM for task in tasks)
    several = 1 if streams else processes(len(tasks), jobs, SHARE)
    errand = Errand(drawer.make, _given_up, ("argmap.drawing.draw", "pygraphviz"))
    states: Counter[PictureState] = Counter()
    said: set[str] = set()
    with (
        Progress(len(tasks)) as progress,
        closing(each(errand, tasks, several, progress.show)) as outcomes,
    ):
        for outcome in outcomes:
            states[outcome.state] += 1
            if lines := _report(outcome, said, alone=len(tasks) == 1):
                progress.clear()
                say("\n".join(lines))
            for target, state in outcome.stale:
                progress.clear()
                put(f"{shown(target)} is {state}\n")
    return states


def _draw_forever(
    drawer: Drawer,
    given: tuple[str, ...],
    sources: Sequence[MapFile],
    planned: Callable[[Sequence[MapFile]], list[Job]],
    jobs: int | None,
) -> Never:
    """Draw all maps, and then those that a change bears on, until a signal ends it.

    Args:
        drawer: What draws a map.
        given: The files and folders that the user named.
        sources: The maps that they stand for now.
        planned: Returns a job for each map, or stops where two would have one target.
        jobs: Most processes that the user wants.
    """
    paths = [source.path for source in sources]
    with watched(*folders_for(given, paths, str(drawer.picture.theme))) as changes:
        _draw_all(drawer, planned(sources), jobs)
        say("waiting for changes; Ctrl-C ends it")
        for changed in changes:
            tasks = planned(gather(given).sources)
            about = set(concerned(changed, [task.source for task in tasks]))
            if fresh := [task for task in tasks if task.source in about]:
                _draw_all(drawer, fresh, jobs)
    raise AssertionError("the changes have no end")


def _refuse_to_watch(maps: Sequence[str], output: str | None, *, check: bool) -> None:
    """Stop where there is nothing to wait for, or nobody who could read what comes again."""
    if STREAM in maps:
        raise click.UsageError("--watch: standard input does not change: name a map's file.")
    if output == STREAM:
        raise click.UsageError("--watch: standard output holds one picture: give -o a file.")
    if check:
        raise click.UsageError("--watch writes pictures, and --check none: leave out one of them.")


def _report(outcome: Outcome, said: set[str], *, alone: bool) -> list[str]:
    """Return the messages on a map; among many, one that needed nothing is only counted.

    A message that many maps share is returned once: `said` holds those that were, and grows.
    """
    if outcome.state is PictureState.CURRENT and not alone:
        return []
    lines = list(outcome.messages)
    if outcome.state is PictureState.FAILED:  # by settings, for example, that cannot be read
        lines = [line for line in lines if line not in said]
        said.update(lines)
    lines += [line for about, line in outcome.shared if about not in said]
    said.update(about for about, _ in outcome.shared)
    return lines
