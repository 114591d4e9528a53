"""The command `explain`: the page of a rule, or the list of all."""

from __future__ import annotations

import sys
from functools import partial
from itertools import groupby

import click

from argmap.checking import validate_text
from argmap.cli.console import put, wants_color
from argmap.cli.shared import Exit
from argmap.model.findings import CATALOGUE, Rule
from argmap.report import as_text
from argmap.rules.page import family_of, files_of, page_of
from argmap.text import BOLD, Known, printable, shown, styled

EXAMPLE = "map.yaml"
"""The name under which the examples are checked."""


def all_rules() -> list[Rule]:
    """Return every rule in the order of the codes."""
    return [rule for _, rule in sorted(CATALOGUE.items())]


def find(word: str) -> Rule | None:
    """Return the rule with a code or a name, however it is capitalised, or None."""
    folded = word.casefold()
    for rule in CATALOGUE.values():
        if folded in (rule.code.casefold(), rule.name):
            return rule
    return None


def nearest(word: str) -> Rule | None:
    """Return the rule that somebody may have meant who misspelt its code or its name."""
    known = [*(rule.name for rule in all_rules()), *(rule.code for rule in all_rules())]
    meant = Known(known).nearest(word) or next(
        (name for name in known if len(word) > 2 and word.casefold() in name),  # noqa: PLR2004
        None,
    )
    return find(meant) if meant else None


def listing(*, color: bool = False) -> str:
    """Return all rules by family, one a line: code, name, severity, what it finds.

    Args:
        color: Whether to use ANSI colours.
    """
    known = all_rules()
    name = max(len(rule.name) for rule in known)
    parts = []
    for family, members in groupby(known, key=family_of):
        lines = [
            f"{rule.code}  {rule.name:{name}}  {rule.severity:7}  {page_of(rule).what}\n"
            for rule in members
        ]
        parts.append(f"{styled(family, BOLD, color=color)}\n{''.join(lines)}")
    return "\n".join(parts)


def told_of_the_bad_example(rule: Rule) -> str:
    """Return what `argmap validate` prints of the bad example of a rule's page."""
    said = page_of(rule)
    bad, ledger = files_of(said.bad)
    checked = validate_text(bad, EXAMPLE, reviews=ledger, contents=said.contents)
    return as_text(checked.findings, {EXAMPLE: checked.text}, beside=checked.beside)


def page(rule: Rule, *, color: bool = False) -> str:
    """Return a rule's page as it is read in a terminal.

    Args:
        rule: The rule.
        color: Whether to use ANSI colours.
    """
    bold = partial(styled, style=BOLD, color=color)
    said = page_of(rule)
    head = f"{bold(f'{rule.code} {rule.name}')} ({rule.severity})"
    parts = [
        f"{head}\n\n{said.what}\n\n{said.why}",
        *(f"{bold(f'{name}:')}\n\n{_indented(text)}" for name, text in said.contents.items()),
        f"{bold('Bad:')}\n\n{_indented(said.bad)}",
        f"{bold('argmap says:')}\n\n{_indented(told_of_the_bad_example(rule))}",
        f"{bold('Good:')}\n\n{_indented(said.good)}",
    ]
    return "\n\n".join(parts) + "\n"


def _indented(text: str) -> str:

    lines = text.rstrip("\n").split("\n")
    return "\n".join(f"    {printable(line)}".rstrip() for line in lines)


def as_markdown() -> str:
    """Return the pages of all rules as one page, with a heading `AM203` for each of them."""
    parts = [_HEAD]
    for family, members in groupby(all_rules(), key=family_of):
        parts.append(f"## {family}\n")
        parts += map(_section, members)
    return "\n".join(parts)


_HEAD = """\
# The rules

What `argmap validate` can find, each rule with an example. `argmap explain AM203` prints one of
these pages in a terminal, `argmap explain` the list of all of them. An error stops a picture; a
warning and a note do not, and [can be accepted](reviewer.md#accept-a-finding).

<!-- Made by tools/make_docs.py from the rules themselves: change those. -->
"""


def _section(rule: Rule) -> str:
    """Return a rule's page as a section."""
    said = page_of(rule)
    texts = [f"`{name}`:\n\n```text\n{text}```\n\n" for name, text in said.contents.items()]
    return (
        f"### {rule.code}\n\n**{rule.name}**, {rule.severity}. {said.what}\n\n{said.why}\n\n"
        f"{''.join(texts)}Bad:\n\n```yaml\n{said.bad}```\n\n"
        f"```text\n{told_of_the_bad_example(rule)}```\n\n"
        f"Good:\n\n```yaml\n{said.good}```\n"
    )


def _run(words: tuple[str, ...]) -> Exit:
    """Print the pages of some rules, or the list of all.

    Args:
        words: Codes or names; none asks for the list.

    Raises:
        click.UsageError: If a word is neither.
    """
    color = wants_color(sys.stdout)
    if not words:
        put(listing(color=color))
        return Exit.CLEAN
    rules = [find(word) or _unknown(word) for word in words]
    put("\n".join(page(rule, color=color) for rule in dict.fromkeys(rules)))
    return Exit.CLEAN


def _unknown(word: str) -> Rule:
    """Stop at a word that is no rule, and say which one may be meant."""
    meant = nearest(word)
    hint = f"did you mean {meant.code} {meant.name}?" if meant else "`argmap explain` lists all."
    raise click.UsageError(f"there is no rule `{shown(word)}`: {hint}")


@click.command(
    epilog="Example: argmap explain AM203",
)
@click.argument("rules", metavar="[RULE]...", nargs=-1)
def explain(rules: tuple[str, ...]) -> int:
    """Prints the page of each RULE, a code or a name: what it finds, why, with an example.

    Without a RULE, all rules are listed.
    """
    return _run(rules)
