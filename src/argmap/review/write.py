"""Write verdicts into the text of a ledger; every other line stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.model.argument import ArgumentMap
from argmap.model.dump import flow
from argmap.reading.tree import MappingNode, SequenceNode
from argmap.reading.yaml import parse
from argmap.review.ledger import Fingerprint, Prints, Verdict
from argmap.text import lines_of

_HEAD = """\
# The reviews of {name}. `argmap review` adds a line for each verdict, and changes none.
# Every claim is listed beforehand, so that verdicts on different claims merge by themselves.
argmap-review: 1
claims:
"""
_INDENT = 2


class _Block(NamedTuple):
    """The lines of a claim in a ledger.

    Attributes:
        end: The number of lines up to the end of its last verdict, where a new one goes.
        indent: The number of blanks before the dash of its verdicts.
    """

    end: int
    indent: int


def new_ledger(map_name: str) -> str:
    """Return the text of a ledger that lists no claim yet.

    Args:
        map_name: The name of the map's file, for the comment at the top.
    """
    return _HEAD.format(name=map_name)


def with_verdicts(text: str, argument_map: ArgumentMap, verdicts: dict[str, Verdict]) -> str:
    """Return a ledger with every claim of the map listed, and verdicts added.

    A claim that it did not list comes after the one that stands before it in the map.

    Args:
        text: The ledger as it is, without a mistake in it.
        argument_map: The map.
        verdicts: The new verdicts, by the ids of claims on the map or in the ledger.
    """
    lines = lines_of(text)
    if lines[-1]:
        lines.append("")
    blocks, margin, place = _blocks(text, lines)
    new: dict[int, list[str]] = {}
    for claim in sorted(argument_map.claims.values(), key=lambda claim: claim.at):
        block = blocks.get(claim.id)
        place = place if block is None else block.end
        added = new.setdefault(place, [])
        if block is None:
            added.append(f"{' ' * margin}{claim.id}:")
        if claim.id in verdicts:
            indent = margin + _INDENT if block is None else block.indent
            added.append(f"{' ' * indent}- {_line(verdicts[claim.id])}")
    for name in verdicts.keys() & blocks.keys() - argument_map.claims.keys():
        end, indent = blocks[name]
        new.setdefault(end, []).insert(0, f"{' ' * indent}- {_line(verdicts[name])}")
    made: list[str] = []
    for number, old in enumerate(lines):
        made += new.get(number, ())
        made.append(old)
    return ("\r\n" if "\r\n" in text else "\n").join(made)


def _line(verdict: Verdict) -> str:
    fields = {
        "date": verdict.date,
        "by": flow(verdict.by),
        "verdict": str(verdict.judgement),
        "note": None if verdict.note is None else flow(verdict.note),
        "of": None if verdict.reviewed is None else _fingerprint(verdict.reviewed),
    }
    return _braces(fields)


def _blocks(text: str, lines: list[str]) -> tuple[dict[str, _Block], int, int]:
    """Return the block of each claim, the indent of the ids, and the number of lines above them."""
    root = parse(text, "").root
    assert isinstance(root, MappingNode)  # the text is that of a ledger
    claims = root.values.get("claims")
    if not isinstance(claims, MappingNode) or not claims.keys:
        at = root.keys["claims"].line
        return {}, root.keys["claims"].column - 1 + _INDENT, at
    last = min(
        (key.line - 1 for key in root.keys.values() if key.line > claims.line),
        default=len(lines) - 1,
    )
    names = list(claims.keys)
    ends = [claims.keys[name].line - 1 for name in names[1:]] + [last]
    margin = claims.keys[names[0]].column - 1
    blocks = {}
    for name, end in zip(names, ends, strict=True):
        node = claims.values[name]
        indent = node.column - 1 if isinstance(node, SequenceNode) else margin + _INDENT
        blocks[name] = _Block(_last_line(lines, claims.keys[name].line, end), indent)
    return blocks, margin, claims.keys[names[0]].line - 1


def _last_line(lines: list[str], start: int, end: int) -> int:
    """Return the last of some lines but blank ones, comments and dashes that close the file."""
    while end > start and (
        lines[end - 1].lstrip()[:1] in ("", "#") or lines[end - 1].rstrip() == "---"
    ):
        end -= 1
    return end


def _braces(fields: dict[str, str | None]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in fields.items() if value) + "}"


def _fingerprint(reviewed: Fingerprint) -> str:
    """Return a fingerprint without its empty parts."""
    return _braces(
        {
            "text": flow(reviewed.text),
            "speaker": None if reviewed.speaker is None else flow(reviewed.speaker),
            "supports": _list(reviewed.supports),
            "attacks": _list(reviewed.attacks),
            "said": _words(reviewed.said),
            "evidence": _list(map(_words, reviewed.evidence)),
            "sources": _named(reviewed.sources.items()),
            "inferences": _named(reviewed.inferences.items()),
            "objections": _list(reviewed.objections),
        }
    )


def _list(items: Iterable[str]) -> str | None:
    listed = ", ".join(items)
    return f"[{listed}]" if listed else None


def _named(things: Iterable[tuple[str, Prints]]) -> str | None:
    fields = {name: _words(prints) or '""' for name, prints in things}
    return _braces(dict(fields)) if fields else None


def _words(prints: Prints) -> str:
    return " ".join(f"{key}={value}" for key, value in prints.items())
