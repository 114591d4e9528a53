"""The command `explain`: the page of a rule, or the list of all."""

from __future__ import annotations

import sys
from functools import partial
from itertools import groupby

import click

from argmap.checking import validate_text
from argmap.cli.console import put, wants_color
from argmap.cli.exit import Exit
from argmap.exchange import import_map
from argmap.exchange.intake import NotImportedError
from argmap.model.findings import Rule
from argmap.report import as_text
from argmap.rules import explained_rules, find_rule
from argmap.rules.page import family_of, files_of, page_of
from argmap.text import BOLD, Known, printable, shown, styled

EXAMPLE = "map.yaml"
"""The name under which the examples are checked."""

OTHER_EXAMPLE = "export.txt"
"""The name under which examples in other formats are imported."""


@click.command(
    epilog="Example: argmap explain AM203",
)
@click.argument("rules", metavar="[RULE]...", nargs=-1)
def explain(rules: tuple[str, ...]) -> int:
    """Prints the page of each RULE, a code or a name: what it finds, why, with an example.

    Without a RULE, all rules are listed.
    """
    color = wants_color(sys.stdout)
    if rules:
        named = dict.fromkeys(find_rule(word) or _refuse(word) for word in rules)
        put("\n".join(_page(rule, color=color) for rule in named))
    else:
        put(_list(color=color))
    return Exit.CLEAN


def _refuse(word: str) -> Rule:
    """Stop at a word that is no rule, and say which one may be meant."""
    rules = explained_rules()
    known = [*(rule.name for rule in rules), *(rule.code for rule in rules)]
    parts = (name for name in known if len(word) > 2 and word.casefold() in name)  # noqa: PLR2004
    nearest = find_rule(Known(known).nearest(word) or next(parts, ""))
    hint = (
        f"did you mean {nearest.code} {nearest.name}?" if nearest else "`argmap explain` lists all."
    )
    raise click.UsageError(f"there is no rule `{shown(word)}`: {hint}")


def _list(*, color: bool) -> str:
    """Return all rules by family, one a line: code, name, severity, what it finds."""
    rules = explained_rules()
    width = max(len(rule.name) for rule in rules)
    parts = []
    for family, members in groupby(rules, key=family_of):
        lines = [
            f"{rule.code}  {rule.name:{width}}  {rule.severity:7}  {page_of(rule).what}\n"
            for rule in members
        ]
        parts.append(f"{styled(family, BOLD, color=color)}\n{''.join(lines)}")
    return "\n".join(parts)


def _page(rule: Rule, *, color: bool) -> str:
    """Return a rule's page as it is read in a terminal."""
    bold = partial(styled, style=BOLD, color=color)
    page = page_of(rule)
    head = f"{bold(f'{rule.code} {rule.name}')} ({rule.severity})"
    parts = [
        f"{head}\n\n{page.what}\n\n{page.why}",
        *(f"{bold(f'{name}:')}\n\n{_indented(text)}" for name, text in page.contents.items()),
        f"{bold('Bad:')}\n\n{_indented(page.bad)}",
        f"{bold('argmap says:')}\n\n{_indented(report_of_bad_example(rule))}",
        f"{bold('Good:')}\n\n{_indented(page.good)}",
    ]
    return "\n\n".join(parts) + "\n"


def report_of_bad_example(rule: Rule) -> str:
    """Return what `argmap validate`, or `import`, prints of the bad example of a rule's page."""
    page = page_of(rule)
    if page.kind != "yaml":
        return _report_of_import(page.bad)
    bad, ledger, lone = files_of(page.bad)
    checked = validate_text(bad, EXAMPLE, reviews=ledger, contents=page.contents, lone_ledgers=lone)
    return as_text(checked.findings, {EXAMPLE: checked.text}, beside=checked.beside)


def _report_of_import(text: str) -> str:
    """Return what `argmap import` prints of a file that cannot be imported; else nothing."""
    try:
        import_map(text.encode(), OTHER_EXAMPLE)
    except NotImportedError as error:
        return as_text(error.findings, {OTHER_EXAMPLE: error.text})
    return ""


def _indented(text: str) -> str:
    lines = text.rstrip("\n").split("\n")
    return "\n".join(f"    {printable(line)}".rstrip() for line in lines)
