"""Write verdicts into the text of a ledger; every other line stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from argmap.model.argument import ArgumentMap
from argmap.model.dump import flow
from argmap.reading.tree import MappingNode, ScalarNode, SequenceNode
from argmap.reading.yaml import parse
from argmap.review.ledger import VERSION, VERSION_KEY, Fingerprint, Prints, Settled, Verdict
from argmap.review.states import reviewable
from argmap.text import lines_of

_HEAD = f"""\
# The reviews of {{name}}. `argmap review` adds a line for each verdict, and changes none.
# Every claim is listed beforehand, so that verdicts on different claims merge by themselves.
{VERSION_KEY}: {VERSION}
claims:
"""
_INDENT = 2


class _Block(NamedTuple):
    """The lines of a claim or an inference in a ledger.

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
    """Return a ledger with every claim and warrant of the map listed, and verdicts added.

    One that it did not list comes after the one that stands before it in the map. With the first
    verdict of a newer version, the version in the head becomes that one.

    Args:
        text: The ledger as it is, without a mistake in it.
        argument_map: The map.
        verdicts: The new verdicts, by the ids of parts of the map or of the ledger.
    """
    lines = lines_of(text)
    if lines[-1]:
        lines.append("")
    root = parse(text, "").root
    assert isinstance(root, MappingNode)  # the text is that of a ledger
    if verdicts:
        _set_version(lines, root)
    blocks, margin, place = _blocks(root, lines)
    new: dict[int, list[str]] = {}
    parts = reviewable(argument_map, also=verdicts.keys() | blocks.keys())
    for part in parts:
        block = blocks.get(part.id)
        place = place if block is None else block.end
        added = new.setdefault(place, [])
        if block is None:
            added.append(f"{' ' * margin}{part.id}:")
        if part.id in verdicts:
            indent = margin + _INDENT if block is None else block.indent
            added.append(f"{' ' * indent}- {_line(verdicts[part.id])}")
    for name in verdicts.keys() & blocks.keys() - {part.id for part in parts}:
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
        "turn": str(verdict.turn) if verdict.turn > 1 else None,
        "verdict": str(verdict.judgement),
        "note": None if verdict.note is None else flow(verdict.note),
        "settles": _list(map(_challenge, verdict.settles)),
        "of": None if verdict.reviewed is None else _fingerprint(verdict.reviewed),
    }
    return _braces(fields)


def _challenge(settled: Settled) -> str:
    turn = str(settled.turn) if settled.turn > 1 else None
    return _braces({"by": flow(settled.by), "date": settled.date, "turn": turn})


def _set_version(lines: list[str], root: MappingNode) -> None:
    """Write today's version into the head, so that an older argmap says that it is too old."""
    node = root.values.get(VERSION_KEY)
    if isinstance(node, ScalarNode) and node.text != str(VERSION):
        line, at = lines[node.line - 1], node.column - 1
        lines[node.line - 1] = line[:at] + line[at:].replace(node.text, str(VERSION), 1)


def _blocks(root: MappingNode, lines: list[str]) -> tuple[dict[str, _Block], int, int]:
    """Return the block of each claim, the indent of the ids, and the number of lines above them."""
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


def _braces(fields: Mapping[str, str | None]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in fields.items() if value) + "}"


def _fingerprint(reviewed: Fingerprint) -> str:
    """Return a fingerprint without its empty parts."""
    return _braces(
        {
            "version": str(reviewed.version) if reviewed.version > 1 else None,
            "text": flow(reviewed.text) if reviewed.text else None,
            "speaker": None if reviewed.speaker is None else flow(reviewed.speaker),
            "supports": _list(reviewed.supports),
            "attacks": _list(reviewed.attacks),
            "said": _words(reviewed.said),
            "evidence": _list(map(_words, reviewed.evidence)),
            "sources": _named(reviewed.sources.items()),
            "inferences": _named(reviewed.inferences.items()),
            "step": _words(reviewed.step),
            "objections": _list(reviewed.objections),
            "named": _braces(reviewed.named) if reviewed.named else None,
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
