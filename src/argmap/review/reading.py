"""A ledger's file to the verdicts in it, and everything that is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import ArgmapError
from argmap.findings import Location, Severity
from argmap.reading.coretypes import is_null
from argmap.reading.decoding import decode
from argmap.reading.located import Mapping, Scalar, Sequence, lines_of, short
from argmap.reading.schemarules import missing_key, unsupported_version, wrong_value
from argmap.reading.yamlrules import yaml_syntax
from argmap.reading.yamltree import parse
from argmap.review.lines import Lines
from argmap.review.model import Entry, Ledger
from argmap.settled import MAX_BYTES, read_some
from argmap.text import why_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.findings import Finding
    from argmap.reading.located import Node

VERSION_KEY = "argmap-review"
_VERSION = "1"
_KEYS = (VERSION_KEY, "claims")
_MARKER = re.compile(r"([<>|])\1{6}( .*)?|={7}")
"""What git writes around the two sides of a conflict."""


class LedgerReading(NamedTuple):
    """What came of reading a ledger.

    Attributes:
        ledger: The ledger, or None where there is an error in it.
        findings: What is wrong with it, in the order of the file.
        text: What was read, safe to show.
    """

    ledger: Ledger | None
    findings: tuple[Finding, ...]
    text: str


def read_file(path: str) -> LedgerReading | None:
    """Reads a ledger from its file; None where there is no such file.

    Raises:
        ArgmapError: If it is there and cannot be read.
    """
    try:
        return read(read_some(path, MAX_BYTES + 1), path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise ArgmapError(f"the ledger {path} cannot be read: {why_unreadable(error)}") from None


def read(data: str | bytes, path: str) -> LedgerReading:
    """Reads a ledger.

    Args:
        data: The file's bytes or its text.
        path: The file as findings are to name it.
    """
    data = data.encode("utf-8", errors="surrogatepass") if isinstance(data, str) else data
    text, findings = decode(data, path)
    if text is None:
        return LedgerReading(None, findings, "")
    conflicts = tuple(_conflicts(text, path))
    if conflicts:
        return LedgerReading(None, conflicts, text)
    tree = parse(text, path)
    lines = Lines(tree, [*findings, *tree.findings])
    ledger = None if tree.stopped else _ledger(lines)
    told = sorted(lines.findings, key=lambda finding: finding.sort_key)
    sound = all(finding.severity is not Severity.ERROR for finding in told)
    return LedgerReading(ledger if sound else None, tuple(told), tree.text)


def _conflicts(text: str, path: str) -> Iterator[Finding]:
    """Yields a finding for each conflict that a merge has left in the text."""
    lines = list(enumerate(lines_of(text), start=1))
    marked = [(number, line) for number, line in lines if _MARKER.fullmatch(line)]
    for number, line in [one for one in marked if one[1][0] == "<"] or marked[:1]:
        yield yaml_syntax(
            "a merge has left both sides of a conflict here",
            "keep the verdicts of both, each below its claim, and delete the lines that begin "
            "with <<<<<<<, ======= or >>>>>>>",
            Location(path, number, 1, len(line)),
        )


def _ledger(lines: Lines) -> Ledger | None:
    """Returns what a tree holds, as far as it is a ledger."""
    tree, root = lines.tree, lines.tree.root
    if not isinstance(root, Mapping):
        at = tree.location(root) if root is not None else Location(tree.path, 1, 1)
        hint = (
            f"begin the file with `{VERSION_KEY}: {_VERSION}`, or delete it if it holds no "
            "verdicts: `argmap review` makes a new one"
        )
        lines.add(missing_key("this is no ledger of reviews", hint, at))
        return None
    if not _is_readable_version(root, lines):
        return None
    lines.refuse_unknown(root, _KEYS, "a ledger")
    claims = root.values.get("claims")
    if claims is None and not root.broken:
        at = tree.location(root.keys.get(VERSION_KEY, root))
        lines.add(missing_key("the ledger has no `claims`", "write `claims:` below it", at))
    if claims is None or is_null(claims):
        return Ledger(tree.path, tree.text)
    if not isinstance(claims, Mapping):
        message = "`claims` takes the ids of claims, each on a line of its own"
        lines.add(wrong_value(message, "write `an-id:`, indented", tree.location(claims)))
        return None
    entries = {name: _entry(lines, claims, name) for name in claims.values}
    _refuse_crowded(lines, claims)
    return Ledger(tree.path, tree.text, entries)


def _is_readable_version(root: Mapping, lines: Lines) -> bool:
    """Tells whether a ledger is written in the version that this argmap reads."""
    version = root.values.get(VERSION_KEY)
    if version is None:
        first = next(iter(root.keys.values()), root)
        hint = f"begin the file with `{VERSION_KEY}: {_VERSION}`"
        message = f"the ledger has no `{VERSION_KEY}`"
        lines.add(missing_key(message, hint, lines.tree.location(first)))
        return True
    if isinstance(version, Scalar) and version.text == _VERSION:
        return True
    at = lines.tree.location(version)
    if isinstance(version, Scalar) and re.fullmatch(r"[0-9.]{1,20}", version.text):
        lines.add(unsupported_version(version.text, at, "ledger", VERSION_KEY))
        return False
    shown = short(version.text) if isinstance(version, Scalar) else "no version"
    message = f"`{VERSION_KEY}` takes the version of the format, and this is `{shown}`"
    lines.add(wrong_value(message, f"write `{VERSION_KEY}: {_VERSION}`", at))
    return True


def _entry(lines: Lines, claims: Mapping, name: str) -> Entry:
    """Returns the verdicts on one claim."""
    at, node = lines.tree.location(claims.keys[name]), claims.values[name]
    if is_null(node):
        return Entry(at)
    if not isinstance(node, Sequence):
        message = f"`{name}` takes a list of verdicts"
        hint = "begin each verdict on a line of its own with a dash: `- {date: …, by: …}`"
        lines.add(wrong_value(message, hint, lines.tree.location(node)))
        return Entry(at)
    verdicts = (lines.verdict(item) for item in node.items)
    return Entry(at, tuple(verdict for verdict in verdicts if verdict is not None))


def _refuse_crowded(lines: Lines, claims: Mapping) -> None:
    """Reports claims and verdicts that share a line: new ones are put between lines."""
    last = 0
    for name, key in claims.keys.items():
        node = claims.values.get(name)
        items = node.items if isinstance(node, Sequence) else []
        for one in (key, *items):
            if one.line == last:
                _refuse_shared_line(lines, one)
                return
            last = one.line


def _refuse_shared_line(lines: Lines, node: Node) -> None:
    message = "each claim and each verdict stands on a line of its own, so that git can merge them"
    lines.add(wrong_value(message, "begin a new line here", lines.tree.location(node)))
