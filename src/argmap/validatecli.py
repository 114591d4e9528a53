"""The command `validate`: gathers its options and calls what it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import click

from argmap.arguments import JOBS, MAPS, source_files
from argmap.ruleoptions import rule_options

if TYPE_CHECKING:
    from argmap.validating import Format


def _web_page(_: click.Context, __: click.Parameter, address: str | None) -> str | None:
    """Returns the address of a page, without a place in it."""
    if address is None or re.fullmatch(r"https?://[!-~]+", address):
        return address and address.partition("#")[0]
    raise click.BadParameter("an address that begins with https:// or http://.")


@click.command(
    short_help="Say what is wrong with maps.",
    epilog="Example: argmap validate maps/ritter_2026-03-12.yaml --strict",
)
@MAPS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "junit"]),
    default="text",
    help="text, the default, for people; json, a list of objects, for programs; sarif, SARIF "
    "2.1.0 for code scanning and editors; github, annotations for a step of GitHub Actions; "
    "junit, XML for pages that show the results of tests, such as GitLab's.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Where the report goes; without it, and for -, to standard output.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 on warnings, too.")
@click.option(
    "--rules-page",
    metavar="ADDRESS",
    callback=_web_page,
    help="Where docs/rules.md can be read on the web: each rule in a SARIF report then links to "
    "its page there, beside having it with it.",
)
@JOBS
@rule_options
@click.option(
    "--source",
    "sources",
    metavar="ID=FILE",
    multiple=True,
    callback=source_files,
    help="A plain text of the source ID, to check quotes against, instead of the one that the map "
    "names with `file`. May be given several times.",
)
def validate(
    *,
    maps: tuple[str, ...],
    form: str,
    output: str | None,
    strict: bool,
    rules_page: str | None,
    jobs: int | None,
    **choice: Any,
) -> int:
    """Says what is wrong with each MAP (- is standard input): file, line, column, and a hint.

    A folder stands for all maps in it and below.

    Which rules count, and how much, may stand in the nearest argmap.toml, or under [tool.argmap]
    in pyproject.toml.

    The exit status is 0 without errors, 1 with errors, 2 after wrong usage, and 3 where
    something outside the map failed, such as a file that cannot be read.
    """
    if rules_page is not None and form != "sarif":
        raise click.UsageError("--rules-page is for links in SARIF: add --format sarif.")
    from argmap import choosing, validating  # noqa: PLC0415 -- help starts without the pipeline

    wanted = validating.Wanted(cast("Format", form), output, strict, rules_page)
    return validating.validate(maps, wanted, choosing.Choice(**choice), jobs)
