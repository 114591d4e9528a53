"""The maps that a command is given."""

from __future__ import annotations

import click


def _read_once(_: click.Context, __: click.Parameter, maps: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the maps, unless two of them are standard input."""
    if maps.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once.")
    return maps


MAPS = click.argument("maps", metavar="MAP...", nargs=-1, required=True, callback=_read_once)
"""One or more maps, `-` among them at most once."""
