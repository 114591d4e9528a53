"""Offer what an editor can do at a place: mends, an accepted finding, a verdict, a new name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path
from pygls.workspace import PositionCodec

from argmap.checking.mend import replacements_of
from argmap.checking.rename import RenamePlan, plan_rename
from argmap.lsp.document import Document, Places
from argmap.model.findings import Finding, Severity
from argmap.reading.rename import Replacement
from argmap.reading.tree import MappingNode, Node, SequenceNode
from argmap.review.read import ledger_bytes

ACCEPT, CHALLENGE = "argmap.accept", "argmap.challenge"
"""The commands that write a verdict: the map's URI, the claim's id and, if there is one, a note."""

_ABOUT_ACCEPTING = ("AM406", "AM407")
"""Rules on what stands under `ignore`: one more entry there would be no answer."""

Kind = types.CodeActionKind


def actions(document: Document, place: types.Range) -> Iterator[types.CodeAction]:
    """Yield what can be done about what stands in a range."""
    for finding in document.findings():
        where = document.range_of(finding.location)
        if where.end < place.start or place.end < where.start:
            continue
        changes = replacements_of(finding, document.tree)
        if finding.mend is not None and changes:
            edits = [document.edit(change) for change in changes]
            title, sure = f"Write {_shown(finding.mend.text)}", finding.mend.sure
            yield _action(title, Kind.QuickFix, document, edits, preferred=sure)
        if finding.severity is not Severity.ERROR and finding.code not in _ABOUT_ACCEPTING:
            edit = _acceptance(document, finding)
            if edit is not None:
                title = f"Accept {finding.code} {finding.name} here, with a reason to fill in"
                yield _action(title, Kind.QuickFix, document, [edit])
        if finding.code == "AM404":
            edit = _speaker(document, finding)
            if edit is not None:
                yield _action("Say who says this: add `by`", Kind.QuickFix, document, [edit])
    yield from _verdicts(document, place)


def _shown(text: str) -> str:
    return f"`{text}`" if len(text) <= 60 else f"`{text[:59]}…`"  # noqa: PLR2004 -- a menu's width


def _action(
    title: str,
    kind: types.CodeActionKind,
    document: Document,
    edits: list[types.TextEdit],
    *,
    preferred: bool = False,
) -> types.CodeAction:
    return types.CodeAction(
        title,
        kind,
        is_preferred=preferred or None,
        edit=types.WorkspaceEdit({document.uri: edits}),
    )


def _owner(document: Document, line: int) -> str | None:
    """Return the id of the part that a line belongs to."""
    owner = None
    places = [(one.node.line, one.id) for one in document.occurrences if one.definition]
    for start, name in sorted(places):
        if start <= line:
            owner = name
    return owner


def _acceptance(document: Document, finding: Finding) -> types.TextEdit | None:
    """Return the edit that accepts a finding under `ignore`, with a reason to fill in."""
    root = document.tree.root
    name = _owner(document, finding.location.line)
    if not isinstance(root, MappingNode) or document.tree.stopped or name is None:
        return None
    listed = root.values.get("ignore")
    end = "\r\n" if "\r\n" in document.text else "\n"
    if listed is not None and not isinstance(listed, SequenceNode):
        return None
    if listed is not None and listed.items:
        first = listed.items[0]
        above = document.lines[first.line - 1][: first.column - 1]
        if above.strip() != "-":
            return None  # a list in brackets
        indent, line = above[: above.index("-")], _last(listed)
    else:
        indent, line = "  ", len(document.lines)
    entry = [
        f"{indent}- rule: {finding.code}",
        f"{indent}  at: {name}",
        f"{indent}  because: TODO",
    ]
    if listed is None:
        entry.insert(0, "ignore:")
        while line > 1 and not document.lines[line - 1].strip():
            line -= 1
    text = document.lines[line - 1]
    at = document.range(line, len(text) + 1, 0)
    return types.TextEdit(at, "".join(f"{end}{one}" for one in entry))


def _last(node: Node) -> int:
    """Return the last line on which something of a value begins."""
    last, waiting = node.line, [node]
    while waiting:
        one = waiting.pop()
        last = max(last, one.line)
        if isinstance(one, MappingNode):
            waiting += one.values.values()
        elif isinstance(one, SequenceNode):
            waiting += one.items
    return last


def _speaker(document: Document, finding: Finding) -> types.TextEdit | None:
    """Return the edit that adds `by` below a claim's id, with a name to fill in."""
    line = finding.location.line
    lines = document.lines
    if line >= len(lines):
        return None
    below = lines[line]
    indent = below[: len(below) - len(below.lstrip(" "))]
    if not indent or not lines[line - 1].rstrip().endswith(":"):
        return None
    end = "\r\n" if "\r\n" in document.text else "\n"
    return types.TextEdit(document.range(line + 1, 1, 0), f"{indent}by: TODO{end}")


def _verdicts(document: Document, place: types.Range) -> Iterator[types.CodeAction]:
    """Yield the verdicts that can be given on the claim at a place."""
    one = document.at(place.start)
    known = document.known
    if one is None or known is None or not document.sound or not document.in_file:
        return
    if one.id in known.claims:
        for title, command in (
            (f"Accept `{one.id}`", ACCEPT),
            (f"Challenge `{one.id}`", CHALLENGE),
        ):
            yield types.CodeAction(
                f"{title} in the ledger",
                Kind.Source,
                command=types.Command(title, command, arguments=[document.uri, one.id]),
            )


def rename(document: Document, old: str, new: str) -> types.WorkspaceEdit:
    """Return the edit that renames an id in a map and in its ledger.

    Raises:
        RenameError: If there is no such id, or the new one is taken or cannot be one.
        UnsafeMapError: If the map or its ledger has errors that leave open what is meant.
        ArgmapError: If a file cannot be read.
    """
    plan: RenamePlan = plan_rename(document.path, old, new, document.text.encode("utf-8"))
    edits = {}
    for path, changes in plan.changes.items():
        if path == document.path:
            edits[document.uri] = [document.edit(change) for change in changes]
        else:
            edits[_uri(path)] = _edits_in(path, changes, document.codec)
    return types.WorkspaceEdit(edits)


def _uri(path: str) -> str:
    return str(from_fs_path(str(Path(path).absolute())))


def _edits_in(
    path: str, changes: Iterable[Replacement], codec: PositionCodec
) -> list[types.TextEdit]:
    text = (ledger_bytes(path) or b"").decode("utf-8-sig")
    beside = Places(text, codec)
    return [beside.edit(change) for change in changes]
