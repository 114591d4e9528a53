"""The command `validate`: gathers its options and calls what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from argmap.arguments import MAPS
from argmap.ruleoptions import rule_options

if TYPE_CHECKING:
    from argmap.validating import Format


@click.command(
    short_help="Say what is wrong with maps.",
    epilog="Example: argmap validate maps/ritter_2026-03-12.yaml --strict",
)
@MAPS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text, the default, for people; json, a list of objects, for programs.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 on warnings, too.")
@rule_options
def validate(maps: tuple[str, ...], form: str, strict: bool, **choice: Any) -> int:
    """Says what is wrong with each MAP (- is standard input): file, line, column, and a hint.

    Which rules count, and how much, may stand in the nearest argmap.toml, or under [tool.argmap]
    in pyproject.toml.

    The exit status is 0 without errors, 1 with errors, 2 after wrong usage, and 3 where
    something outside the map failed, such as a file that cannot be read.
    """
    from argmap import choosing, validating  # noqa: PLC0415 -- help starts without the pipeline

    chosen = choosing.Choice(**choice)
    return validating.validate(maps, form=cast("Format", form), strict=strict, choice=chosen)
