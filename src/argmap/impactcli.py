"""The command `impact`: gathers its options and calls what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from argmap.impacting import Format


@click.command(
    short_help="Say what falls when parts are rejected.",
    epilog="Example: argmap impact maps/ritter_2026-03-12.yaml landung-unmoeglich",
)
@click.argument("map_file", metavar="MAP")
@click.argument("ids", metavar="[ID]...", nargs=-1)
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
def impact(map_file: str, ids: tuple[str, ...], form: str, picture: str | None) -> int:
    """Rejects parts of MAP (- is standard input), and says step by step what falls with them.

    An ID is that of a claim, an inference, a source or a piece of evidence (its own, or claim.1).
    Without one, claims and sources are ranked by what falls with each, and the single points of
    failure are named: what alone makes the thesis fall.

    The exit status is 0 whatever falls, 1 where the map has errors, 2 after wrong usage such as
    an ID that is not on the map, and 3 where something outside the map failed.
    """
    from argmap import impacting  # noqa: PLC0415 -- help starts without the pipeline

    return impacting.impact(map_file, ids, cast("Format", form), picture)
