"""What the command `review` does: the list of the claims, and verdicts into the ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from argmap import api, checklist, recording, remembering
from argmap.commands import Exit, say_what_is_wrong
from argmap.console import put, say, wants_color
from argmap.findings import InvalidMapError
from argmap.review.model import Judgement, State
from argmap.review.states import standings
from argmap.settings import Settings
from argmap.settled import STREAM
from argmap.text import shown

if TYPE_CHECKING:
    from argmap.recording import Recorded

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
    """Prints the claims of a map as a checklist.

    Args:
        path: The map's file; `-` is standard input.
        form: `text` for a terminal, `markdown` for a pull request, `json` for programs.
        wanted: The states to list; empty for all.
    """
    result = api.validate(path, Settings())
    if result.map is None or not result.ok:
        say_what_is_wrong(result)
        return Exit.FOUND
    found = standings(result.map, result.ledger)
    if path != STREAM:
        found = remembering.in_words(path, result.map, found)
    listed = checklist.items(result.map, found, [State(one) for one in wanted])
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
    """Writes what a reviewer says into the ledger, and tells what became of it.

    Raises:
        click.UsageError: If that cannot be said: an unknown claim, for example.
    """
    return _record(path, word)


def prepare(path: str) -> Exit:
    """Lists every claim in the ledger."""
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
        say_what_is_wrong(api.validate(path, Settings()))
        return Exit.FOUND
    _tell(path, word, done)
    return Exit.CLEAN


def _tell(path: str, word: Word | None, done: Recorded) -> None:
    """Says what was written, and how the claims stand now."""
    if word is None:
        say(f"{shown(done.path)} lists every claim: commit it before the reviewers begin")
        return
    if done.verdicts:
        past = Judgement(word.verdict).past
        by = next(iter(done.verdicts.values())).by  # as it was written, on one line
        say(f"wrote {shown(done.path)}: {by} {past} {_names(tuple(done.verdicts))}")
    if done.known:
        say(f"nothing to add: the ledger says so already of {_names(done.known)}")
    result = api.validate(path, Settings())
    if result.map is not None:
        found = standings(result.map, result.ledger)
        states = [standing.state for standing in found.values()]
        say(f"{shown(path)}: {checklist.summary(states)}")


def _names(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more
