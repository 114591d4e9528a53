"""Small maps for the tests of single rules, and what the rules tell of them."""

from __future__ import annotations

from argmap import checking

HEAD = """\
argmap: 1
title: T
sources:
  s1: {type: book, title: One}
  s2: {type: book, title: Two}
thesis:
  text: T.
"""
SMALL = """\
argmap: 1
title: T
sources:
  s: {type: book, title: S}
thesis:
  text: T.
premises:
  a: {text: A., supports: thesis}
  b: {text: B., supports: thesis}
  c: {text: C., supports: thesis, evidence: [{text: E., source: s}, {text: F.}]}
"""
"""Three claims with nothing behind them but one, of whose evidence a half has no source."""

TO_THESIS = ", supports: thesis"
SOURCED = "evidence: [{text: E., source: s1}, {text: F., source: s2}]"


def claims(section: str, named: dict[str, str]) -> str:
    """Return a section of claims that have evidence, each with further keys."""
    lines = (
        f"  {name}: {{text: Claim {name}., {SOURCED}{more}}}\n" for name, more in named.items()
    )
    return f"{section}:\n" + "".join(lines)


def premises(named: dict[str, str] | None = None, **further: str) -> str:
    """Return the premises of a map; an id that is no Python name stands in `named`."""
    return claims("premises", (named or {}) | further)


def objections(named: dict[str, str] | None = None, **further: str) -> str:
    """Return the objections of a map."""
    return claims("objections", (named or {}) | further)


def told(text: str, head: str = HEAD) -> dict[str, list[str]]:
    """Return the messages of a map's findings by their codes."""
    found: dict[str, list[str]] = {}
    for finding in checking.validate_text(head + text, "m").findings:
        found.setdefault(finding.code, []).append(finding.message)
    return found


def hints(text: str, code: str) -> list[str | None]:
    """Return the hints of a map's findings of one code."""
    found = checking.validate_text(HEAD + text, "m").findings
    return [finding.hint for finding in found if finding.code == code]
