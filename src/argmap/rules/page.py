"""Rule pages: the parts of a rule's docstring, and the base map of its examples."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Mapping
from textwrap import dedent, indent
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.model.findings import Rule

FAMILIES = {
    "AM1": "Reading the file",
    "AM2": "Structure",
    "AM3": "Evidence and sources",
    "AM4": "Wording and speakers",
    "AM5": "Reviews",
    "AM6": "Files in other formats",
}
"""Headings of the families of rules, by what their codes begin with."""

_LEDGER = re.compile(r"^# ([\w-]+\.review\.yaml)\n", re.MULTILINE)
"""The line of an example behind which a ledger begins: the map's own, or one whose map is gone."""

_OWN_LEDGER = "map.review.yaml"

BASE = """\
argmap: 1
title: Rain
sources:
  photo: {type: graphic, title: The street at noon}
  diary: {type: book, title: A diary}
thesis:
  text: It rains.
premises:
  wet-street:
    text: The street is wet.
    supports: thesis
    evidence:
      - {text: Puddles, source: photo}
      - {text: Wet shoes, source: diary}
"""
"""The map that examples are laid over (see `whole`), and the good one of pages without any."""

_PAGE = re.compile(
    r"(?P<what>[^\n]+\.)\n\n(?P<why>.+?)\n\n"
    r"(?:Text \(`(?P<name>[\w.]+)`\):\n {4}```text\n(?P<text>.+?)\n {4}```\n)?"
    r"Bad:\n {4}```(?P<kind>yaml|text)\n(?P<bad>[^`]+)\n {4}```"
    r"(?:\nGood:\n {4}```(?:yaml|text)\n(?P<good>[^`]+)\n {4}```)?",
    re.DOTALL,
)


class RulePage(NamedTuple):
    """The documentation of a rule.

    Attributes:
        what: What it finds, one line.
        why: Why that matters, and details: paragraphs with blank lines between.
        bad: A whole map, with its ledger where that matters, in which it finds exactly one thing.
        good: One in which it finds nothing.
        contents: The text of a source that both name with `file`, by its name; most have none.
        kind: `yaml` where the examples are maps, `text` where they are files in another format.
    """

    what: str
    why: str
    bad: str
    good: str
    contents: Mapping[str, str]
    kind: str


def page_of(rule: Rule) -> RulePage:
    """Return the page in the docstring of a rule's function.

    Raises:
        ValueError: If the docstring is not built like a page.
    """
    found = _PAGE.fullmatch(_docstring(rule.function) or "")
    if found is None:
        raise ValueError(
            f"the docstring of {rule.code} is no page: it takes a line that says what, a paragraph "
            f"that says why, then `Bad:` and `Good:`, each with a map between ```yaml and ```; "
            "`Good:` may be left out"
        )
    bad, good = (dedent(found[kind] or "") + "\n" for kind in ("bad", "good"))
    if found["kind"] == "yaml":
        bad, good = whole(bad), whole(good)
    contents = {}
    if found["name"]:
        contents[found["name"]] = dedent(found["text"]) + "\n"
    return RulePage(found["what"], found["why"], bad, good, contents, found["kind"])


def _docstring(function: Callable[..., object]) -> str | None:
    """Return a function's docstring; where Python left it out (`-OO`), that of its source.

    Raises:
        ArgmapError: If there is no source either.
    """
    if sys.flags.optimize < 2:  # noqa: PLR2004 -- as `-OO` sets it
        return inspect.getdoc(function)
    try:
        (definition,) = ast.parse(inspect.getsource(function)).body
    except OSError:
        raise ArgmapError(
            "the pages of the rules were left out of this installation (`python -OO`): run it "
            "without -OO, with PYTHONOPTIMIZE unset"
        ) from None
    assert isinstance(definition, ast.FunctionDef)
    return ast.get_docstring(definition)


def whole(example: str) -> str:
    """Return the map that an example stands for, with the ledger behind it.

    An example that begins with `argmap:` is a map already. Any other is laid over `BASE`, from
    which it says only the differences:

    - A key with its value takes the place of the same key; a list is one value.
    - Where keys stand below a key, they are laid over those that the base has below it.
    - `null` takes a key out.
    - A new key stands behind the others, but one that is a single line before those that head a
      block: `date` before `sources`, `attacks` before `evidence`.

    So this adds a claim and links the other to it:

        premises:
          wet-street:
            supports: grey-sky
          grey-sky:
            text: The sky is grey.
            supports: thesis

    Raises:
        KeyError: If a key that is to be taken out is not there.
    """
    if example.startswith("argmap:"):
        return example
    ledger = _LEDGER.search(example)
    end = ledger.start() if ledger else len(example)
    return _laid_over(BASE, example[:end]) + example[end:]


def _laid_over(base: str, over: str) -> str:
    keys = _keys(base)
    for key, text in _keys(over).items():
        if text == f"{key}: null\n":
            del keys[key]
        elif key in keys and _keys(_below(text)):
            laid = _laid_over(_below(keys[key]), _below(text))
            keys[key] = f"{key}:\n{indent(laid, '  ')}"
        else:
            keys[key] = text
    return "".join(sorted(keys.values(), key=lambda text: bool(_below(text))))


def _keys(text: str) -> dict[str, str]:
    """Return the lines of each key at the left edge, its own line first."""
    parts = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    return {part.partition(":")[0]: part for part in parts}


def _below(text: str) -> str:
    """Return the lines below a key as if they stood at the left edge: keys or a list."""
    head, _, below = text.partition("\n")
    return dedent(below) if head.endswith(":") else ""


class ExampleFiles(NamedTuple):
    """The files of an example.

    Attributes:
        map: The map.
        ledger: Its ledger, or None where the example has none.
        lone: Other ledgers beside it, by their names: their maps are not there.
    """

    map: str
    ledger: str | None
    lone: Mapping[str, str]


def files_of(example: str) -> ExampleFiles:
    """Return the files of an example."""
    found, *rest = _LEDGER.split(example)
    ledgers = dict(zip(rest[::2], rest[1::2], strict=True))
    return ExampleFiles(found, ledgers.pop(_OWN_LEDGER, None), ledgers)


def family_of(rule: Rule) -> str:
    """Return the heading of a rule's family."""
    return FAMILIES[rule.code[:3]]
