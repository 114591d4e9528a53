"""The command `impact`: reject parts of a map, and report what falls with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from argmap.api import DOUBTFUL, in_states
from argmap.checking import check_to_draw, validate
from argmap.cli.console import put, say, wants_color
from argmap.cli.destinations import DEFAULT_FOLDER, Job, plan
from argmap.cli.exit import Exit
from argmap.cli.shared import file_message, say_findings, warnings_message
from argmap.drawing.draw import draw
from argmap.drawing.picture import Picture
from argmap.files.bounds import Chosen
from argmap.files.find import MapFile
from argmap.files.read import STREAM, stem
from argmap.files.write import make_folder, write
from argmap.model.argument import ArgumentMap
from argmap.standing.account import as_json, as_text
from argmap.standing.marks import impact_marks
from argmap.standing.network import Network, build_network
from argmap.standing.rank import Ranking, rank_parts
from argmap.standing.reject import Impact, UnknownPartError, reject
from argmap.text import Known, shown


def _states(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Read a list of review states; a word that is none is wrong usage."""
    words = [word.strip() for word in value.split(",")] if value is not None else []
    for word in words:
        if word not in DOUBTFUL:
            raise click.BadParameter(
                f"'{shown(word)}' is none of {', '.join(DOUBTFUL)}; commas stand between several."
            )
    return tuple(dict.fromkeys(words))


@click.command(
    epilog="Example: argmap impact maps/ritter_2026-03-12.yaml landung-unmoeglich",
)
@click.argument("map_file", metavar="MAP")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--if",
    "states",
    metavar="STATES",
    callback=_states,
    help="Also reject all claims that reviews leave in some states, the thesis apart: challenged, "
    "stale, unreviewed, or several of these words with commas between.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text, the default, for people; json, an object, for programs.",
)
@click.option(
    "--render",
    "picture",
    metavar="[FILE]",
    is_flag=False,
    flag_value="",
    help="Also draw the map, with what is rejected, falls or is contested marked as such: to "
    "FILE, or to out/<name of the map>-impact.svg. It stands behind the ids.",
)
def impact(
    *,
    map_file: str,
    ids: tuple[str, ...],
    states: tuple[str, ...],
    form: str,
    picture: str | None,
) -> int:
    """Rejects parts of MAP (- is standard input), and says step by step what falls with them.

    An ID is that of a claim, an inference, a source or a piece of evidence (its own, or claim.1).
    --if rejects what no reviewer's acceptance holds for. Without both, claims and sources are
    ranked by what falls with each, and the single points of failure are named: what alone makes
    the thesis fall.

    The exit status is 0 whatever falls, 1 where the map has errors, 2 after wrong usage such as
    an ID that is not on the map, and 3 where something outside the map failed.
    """
    job = None if picture is None else _job(map_file, picture)
    result = validate(map_file) if states else check_to_draw(map_file)
    if result.map is None or not (result.ok if states else result.drawable):
        say_findings(result)
        return Exit.FOUND
    by_state = in_states(result.map, result.standings, states)
    network = build_network(result.map)
    outcome = _outcome(result.map, ids, by_state, network)
    messages = [] if job is None else _draw(job, result.map, outcome)
    ranking = None if ids or states else rank_parts(result.map, network)
    put(_report(result.map, outcome, form, ranking))
    for line in [*messages, *warnings_message(map_file, result)]:
        say(line)
    return Exit.CLEAN


def _job(path: str, picture: str) -> Job:
    """Return where the picture goes; an empty name leaves it to argmap."""
    if picture == STREAM:
        raise click.UsageError("--render needs a file: standard output has the report.")
    chosen = None
    if not picture or picture.endswith(("/", os.sep)) or os.path.isdir(picture):  # noqa: PTH112
        chosen = Chosen(picture or os.curdir, "name another file behind --render")
        picture = os.path.join(picture or DEFAULT_FOLDER, f"{stem(path)}-impact.svg")  # noqa: PTH118
    elif not picture.lower().endswith(".svg"):
        raise click.UsageError(
            f"--render takes a file that ends in .svg, not '{shown(picture)}': "
            "name ids before --render."
        )
    (job,) = plan((MapFile(path),), picture)
    return job._replace(folder=str(Path(job.target).parent), chosen=chosen)


def _outcome(
    argument: ArgumentMap,
    rejected: tuple[str, ...],
    by_state: Mapping[str, tuple[str, ...]],
    network: Network,
) -> Impact:
    """Reject parts of a map; an id that is not on it is wrong usage."""
    try:
        return reject(argument, rejected, by_state, network=network)
    except UnknownPartError as error:
        known = Known(network.names)
        lines = []
        for name in error.ids:
            meant = known.nearest(name)
            hint = f": did you mean `{meant}`?" if meant else "."
            lines.append(f"nothing on this map has the id `{shown(name)}`{hint}")
        raise click.UsageError("\n".join(lines)) from error


def _draw(job: Job, argument: ArgumentMap, outcome: Impact) -> list[str]:
    """Write the picture, and return messages on it."""
    drawing = draw(argument, Picture(), impact_marks(argument, outcome))
    if job.folder is not None:
        make_folder(job.folder, job.chosen)
    written = write(job.target, drawing.svg, job.chosen)
    size = f" ({drawing.width} × {drawing.height} px, {drawing.layout})"
    message = file_message(job.target, size, written=written)
    return [message, *(f"note: {note}" for note in drawing.notes)]


def _report(argument: ArgumentMap, outcome: Impact, form: str, ranking: Ranking | None) -> str:
    if form == "json":
        return as_json(argument, outcome, ranking)
    return as_text(argument, outcome, ranking, color=wants_color(sys.stdout))
