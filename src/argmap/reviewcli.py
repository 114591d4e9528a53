"""The command `review`: gathers its options and calls what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.reviewing import Format

VERDICTS = ("accept", "challenge", "withdraw")
_SAID = ("--by", "--note", "--date")
STATES = ("accepted", "challenged", "stale", "unreviewed")


@click.command(
    short_help="List the claims to review, and record verdicts.",
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
    from argmap import reviewing  # noqa: PLC0415 -- help starts without the pipeline

    context = click.get_current_context()
    named = by if context.get_parameter_source("by") is ParameterSource.COMMANDLINE else None
    given = {"--by": named, "--note": note, "--date": date, "--format": form, "--state": wanted}
    if verdict is None:
        _refuse(given, _SAID, "goes with a verdict: accept, challenge or withdraw")
        return reviewing.listing(map_file, cast("Format", form or "text"), wanted)
    _refuse(given, ("--format", "--state"), "is for the list, not for a verdict")
    if verdict == "prepare":
        _refuse(given, _SAID, "goes with a verdict, and prepare gives none")
        if ids:
            raise click.UsageError("prepare lists all claims: leave the ids out.")
        return reviewing.prepare(map_file)
    if not ids:
        raise click.UsageError(f"name the claims to {verdict}: their ids come behind the word.")
    if by is None:
        raise click.UsageError("say who reviews: --by NAME, or set ARGMAP_REVIEWER.")
    return reviewing.judge(map_file, reviewing.Word(verdict, ids, by, note, date))


def _refuse(given: Mapping[str, object], options: tuple[str, ...], why: str) -> None:
    """Stops at an option that would change nothing."""
    for option in options:
        if given[option] not in (None, ()):
            raise click.UsageError(f"{option} {why}.")
