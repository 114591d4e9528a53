"""The command `review`: list claims with their states, or record verdicts."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple, cast

import click
from click.core import ParameterSource

from argmap import api, checking
from argmap.checking.settings import Settings
from argmap.cli.console import put, say, wants_color
from argmap.cli.shared import Exit, say_what_is_wrong
from argmap.files.read import STREAM
from argmap.model.findings import InvalidMapError
from argmap.review import checklist, history
from argmap.review import record as recording
from argmap.review.ledger import Judgement, ReviewState
from argmap.review.record import Recorded
from argmap.review.states import standings
from argmap.text import shown

VERDICTS = ("accept", "challenge", "withdraw")
_SAID = ("--by", "--note", "--date")
STATES = ("accepted", "challenged", "stale", "unreviewed")


@click.command(
    epilog="Example: argmap review maps/ritter_2026-03-12.yaml --state unreviewed",
)
@click.argument("map_file", metavar="MAP")
@click.argument(
    "verdict",
    metavar="[accept|challenge|withdraw|prepare]",
    required=False,
    type=click.Choice([*VERDICTS, "prepare"]),
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--by",
    metavar="NAME",
    envvar="ARGMAP_REVIEWER",
    help="Who reviews; without it, the environment variable ARGMAP_REVIEWER says so.",
)
@click.option("--note", metavar="TEXT", help="Why: one paragraph that goes into the ledger.")
@click.option("--date", metavar="DAY", help="The day of the review, YYYY-MM-DD; today without it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    help="text, the default, for a terminal; markdown, a task list, for a pull request; json, a "
    "list of objects, for programs.",
)
@click.option(
    "--state",
    "wanted",
    multiple=True,
    type=click.Choice(STATES),
    help="List only the claims in this state; may be given several times.",
)
def review(
    *,
    map_file: str,
    verdict: str | None,
    ids: tuple[str, ...],
    by: str | None,
    note: str | None,
    date: str | None,
    form: str | None,
    wanted: tuple[str, ...],
) -> int:
    """Lists the claims of MAP for review, or writes a verdict on each ID into its ledger.

    The ledger is x.review.yaml beside x.yaml. It holds verdicts and what they were about; from
    them follows whether a claim is accepted, challenged, stale (it has changed since) or
    unreviewed. `prepare` lists every claim in it before several reviewers begin, so that their
    verdicts merge.
    """
    context = click.get_current_context()
    named = by if context.get_parameter_source("by") is ParameterSource.COMMANDLINE else None
    given = {"--by": named, "--note": note, "--date": date, "--format": form, "--state": wanted}
    if verdict is None:
        _refuse(given, _SAID, "goes with a verdict: accept, challenge or withdraw")
        return listing(map_file, cast("Format", form or "text"), wanted)
    _refuse(given, ("--format", "--state"), "is for the list, not for a verdict")
    if verdict == "prepare":
        _refuse(given, _SAID, "goes with a verdict, and prepare gives none")
        if ids:
            raise click.UsageError("prepare lists all claims: leave the ids out.")
        return prepare(map_file)
    if not ids:
        raise click.UsageError(f"name the claims to {verdict}: their ids come behind the word.")
    if by is None:
        raise click.UsageError("say who reviews: --by NAME, or set ARGMAP_REVIEWER.")
    return judge(map_file, Word(verdict, ids, by, note, date))


def _refuse(given: Mapping[str, object], options: tuple[str, ...], why: str) -> None:
    """Stop at an option that would change nothing."""
    for option in options:
        if given[option] not in (None, ()):
            raise click.UsageError(f"{option} {why}.")


Format = Literal["text", "markdown", "json"]
_SHOWN = 10


class Word(NamedTuple):
    """What a reviewer says: see `argmap.record`."""

    verdict: str
    ids: tuple[str, ...]
    by: str
    note: str | None
    date: str | None


def listing(path: str, form: Format, wanted: tuple[str, ...]) -> Exit:
    """Print the claims of a map as a checklist.

    Args:
        path: The map's file; `-` is standard input.
        form: `text` for a terminal, `markdown` for a pull request, `json` for programs.
        wanted: The states to list; empty for all.
    """
    result = checking.validate(path, Settings())
    if result.map is None or not result.ok:
        say_what_is_wrong(result)
        return Exit.FOUND
    found = standings(result.map, result.ledger)
    if path != STREAM:
        found = history.standings_in_words(path, result.map, found)
    listed = checklist.items(result.map, found, [ReviewState(one) for one in wanted])
    if form == "json":
        put(checklist.as_json(listed))
        return Exit.CLEAN
    if form == "markdown":
        put(checklist.as_markdown(listed))
    else:
        put(checklist.as_text(listed, color=wants_color(sys.stdout)))
    states = [standing.state for standing in found.values()]
    say(f"{shown(result.path)}: {checklist.summary(states)}")
    if path == STREAM:
        say("a map from standard input has no ledger: its reviews are unknown")
    return Exit.CLEAN


def judge(path: str, word: Word) -> Exit:
    """Write what a reviewer says into the ledger, and tell what became of it.

    Raises:
        click.UsageError: If that cannot be said: an unknown claim, for example.
    """
    return _record(path, word)


def prepare(path: str) -> Exit:
    """List every claim in the ledger."""
    return _record(path, None)


def _record(path: str, word: Word | None) -> Exit:
    if path == STREAM:
        raise click.UsageError("a map from standard input has no ledger: name its file.")
    try:
        if word is None:
            done = api.prepare_ledger(path)
        else:
            done = api.record(
                path, word.verdict, word.ids, by=word.by, note=word.note, date=word.date
            )
    except recording.VerdictError as error:
        lines = [line if line.endswith("?") else f"{line}." for line in str(error).split("\n")]
        raise click.UsageError("\n".join(lines)) from error
    except InvalidMapError:
        say_what_is_wrong(checking.validate(path, Settings()))
        return Exit.FOUND
    _tell(path, word, done)
    return Exit.CLEAN


def _tell(path: str, word: Word | None, done: Recorded) -> None:
    """Say what was written, and how the claims stand now."""
    if word is None:
        say(f"{shown(done.path)} lists every claim: commit it before the reviewers begin")
        return
    if done.verdicts:
        past = Judgement(word.verdict).past
        by = next(iter(done.verdicts.values())).by  # as it was written, on one line
        say(f"wrote {shown(done.path)}: {by} {past} {_names(tuple(done.verdicts))}")
    if done.known:
        say(f"nothing to add: the ledger says so already of {_names(done.known)}")
    result = checking.validate(path, Settings())
    if result.map is not None:
        found = standings(result.map, result.ledger)
        states = [standing.state for standing in found.values()]
        say(f"{shown(path)}: {checklist.summary(states)}")


def _names(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more
