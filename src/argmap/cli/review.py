"""The command `review`: list claims and warrants with their states, or record verdicts."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import click
from click.core import ParameterSource

from argmap.api import prepare_ledger, record
from argmap.checking import validate
from argmap.checking.settings import Settings
from argmap.cli.console import put, say, wants_color
from argmap.cli.exit import Exit
from argmap.cli.shared import say_findings
from argmap.files.read import STREAM
from argmap.model.argument import ArgumentMap
from argmap.model.findings import InvalidMapError
from argmap.review import checklist, history
from argmap.review.ledger import Judgement, ReviewState
from argmap.review.record import VerdictError
from argmap.review.states import Standing
from argmap.text import listed, plural, shown

MOST_NAMES = 10
"""Claims listed before "and N more"."""


@click.command(
    epilog="Example: argmap review maps/ritter_2026-03-12.yaml --state unreviewed",
)
@click.argument("map_file", metavar="MAP")
@click.argument(
    "verdict",
    metavar="[accept|challenge|withdraw|settle|prepare]",
    required=False,
    type=click.Choice([*map(str, Judgement), "prepare"]),
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--by",
    metavar="NAME",
    envvar="ARGMAP_REVIEWER",
    help="Who reviews; without it, the environment variable ARGMAP_REVIEWER says so.",
)
@click.option(
    "--note",
    metavar="TEXT",
    help="Why: one paragraph that goes into the ledger; settle asks for it.",
)
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
    "states",
    multiple=True,
    type=click.Choice([*map(str, ReviewState)]),
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
    states: tuple[str, ...],
) -> int:
    """Lists the claims of MAP for review, or writes a verdict on each ID into its ledger.

    The ledger is x.review.yaml beside x.yaml. It holds verdicts and what they were about; from
    them follows whether a claim is accepted, challenged, stale (it has changed since) or
    unreviewed. The id of an inference stands for its warrant. A challenge stands until its author
    accepts or withdraws; where the author is gone, `settle` ends it, with a note. `prepare` lists
    every claim in the ledger before several reviewers begin, so that their verdicts merge.
    """
    context = click.get_current_context()
    named = by if context.get_parameter_source("by") is ParameterSource.COMMANDLINE else None
    of_verdicts = {"--by": named, "--note": note, "--date": date}
    if verdict is None:
        _refuse(of_verdicts, f"goes with a verdict: {listed(list(Judgement), 'or')}")
        return _list(map_file, form or "text", states)
    _refuse({"--format": form, "--state": states}, "is for the list, not for a verdict")
    if verdict == "prepare":
        _refuse(of_verdicts, "goes with a verdict, and prepare gives none")
        if ids:
            raise click.UsageError("prepare lists all claims: leave the ids out.")
    elif not ids:
        raise click.UsageError(f"name the claims to {verdict}: their ids come behind the word.")
    elif by is None:
        raise click.UsageError("say who reviews: --by NAME, or set ARGMAP_REVIEWER.")
    elif verdict == Judgement.SETTLE and note is None:
        raise click.UsageError("say why the challenge is settled: --note TEXT.")
    return _record(map_file, verdict, ids, by=by or "", note=note, date=date)


def _refuse(options: Mapping[str, object], why: str) -> None:
    """Stop at an option that would change nothing."""
    for option, value in options.items():
        if value not in (None, ()):
            raise click.UsageError(f"{option} {why}.")


def _list(path: str, form: str, states: Sequence[str]) -> Exit:
    """Print the claims of a map in some states, or in all, as a checklist."""
    result = validate(path, Settings())
    if result.map is None or not result.ok:
        say_findings(result)
        return Exit.FOUND
    found = result.standings
    if path != STREAM:
        found = history.standings_in_words(path, result.map, found)
    listed = checklist.items(result.map, found, [ReviewState(state) for state in states])
    if form == "json":
        put(checklist.as_json(listed))
        return Exit.CLEAN
    if form == "markdown":
        put(checklist.as_markdown(listed))
    else:
        put(checklist.as_text(listed, color=wants_color(sys.stdout)))
    _say_summary(result.path, result.map, found)
    if path == STREAM:
        say("a map from standard input has no ledger: its reviews are unknown")
    return Exit.CLEAN


def _record(
    path: str, verdict: str, ids: tuple[str, ...], *, by: str, note: str | None, date: str | None
) -> Exit:
    """Write a verdict, or the list of all claims, into the ledger, and say what was written."""
    if path == STREAM:
        raise click.UsageError("a map from standard input has no ledger: name its file.")
    try:
        if verdict == "prepare":
            ledger = shown(prepare_ledger(path).path)
            say(f"{ledger} lists every claim: commit it before the reviewers begin")
            return Exit.CLEAN
        done = record(path, verdict, ids, by=by, note=note, date=date)
    except VerdictError as error:
        lines = [line if line.endswith("?") else f"{line}." for line in str(error).split("\n")]
        raise click.UsageError("\n".join(lines)) from error
    except InvalidMapError:
        say_findings(validate(path, Settings()))
        return Exit.FOUND
    if done.verdicts:
        past = Judgement(verdict).past
        by = next(iter(done.verdicts.values())).by  # as it was written, on one line
        say(f"wrote {shown(done.path)}: {by} {past} {_names(tuple(done.verdicts))}")
    if done.known:
        say(f"nothing to add: the ledger says so already of {_names(done.known)}")
    result = validate(path, Settings())
    if result.map is not None:
        for name in done.verdicts if verdict == Judgement.ACCEPT else ():
            _say_challenges(name, result.standings[name])
        _say_summary(path, result.map, result.standings)
    return Exit.CLEAN


def _say_challenges(name: str, standing: Standing) -> None:
    """Say who still challenges what somebody has just accepted."""
    by = [one.verdict.by for one in standing.challenges]
    if by:
        goes_on = f"the {plural(len(by), 'challenge')} of {listed(by)}"
        say(f"{shown(name)} stays challenged: {goes_on} stands until it is withdrawn or settled")


def _say_summary(path: str, argument: ArgumentMap, found: Mapping[str, Standing]) -> None:
    say(f"{shown(path)}: {checklist.summary(argument, found)}")


def _names(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - MOST_NAMES:,} more" if len(ids) > MOST_NAMES else ""
    return ", ".join(ids[:MOST_NAMES]) + more
