"""The options that choose which findings are told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from argmap.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

_LISTED = "a code, a name, or what codes begin with, such as AM3; several with commas"


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command."""
    options = (
        click.option(
            "--select",
            metavar="RULES",
            multiple=True,
            callback=partial(_words, treated=None),
            help=f"Tell these rules only ({_LISTED}), whatever the settings say. Errors are "
            "always told.",
        ),
        click.option(
            "--ignore",
            metavar="RULES",
            multiple=True,
            callback=partial(_words, treated="ignored"),
            help="Leave these rules out, too. Errors cannot be left out.",
        ),
        click.option(
            "--baseline",
            metavar="FILE",
            help="Tell only what this file, written by --write-baseline, does not hold. Errors are "
            "always told.",
        ),
        click.option(
            "--tighten",
            is_flag=True,
            help="Take out of the baseline what is no longer found; nothing is added.",
        ),
        click.option(
            "--write-baseline",
            "record",
            metavar="FILE",
            help="Write all warnings and notes of today to a baseline. Entries of maps that are "
            "not named here stay in it.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _words(
    _: click.Context, __: click.Parameter, given: tuple[str, ...], treated: str | None
) -> tuple[str, ...]:
    """Returns the rules that were named, one or more with each option."""
    words = tuple(word.strip() for value in given for word in value.split(","))
    if words:
        from argmap import settings  # noqa: PLC0415 -- help starts without the pipeline

        try:
            for word in words:
                if treated is None:
                    settings.codes(word)
                else:
                    settings.refuse_errors(word, treated)
        except ValueError as error:
            raise click.BadParameter(one_line(str(error))) from None
    return words
