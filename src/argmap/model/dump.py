"""Dump a map as YAML that reads as the same map."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Reference, Role, Status

_PLAIN = re.compile(r"[^\W\d_][\w .()/!?„“”‚‘’«»–…-]*[\w.)!?“”‘»…]|[0-9]{4}(-[0-9]{2}){0,2}")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})

_Value = object
"""A text, a boolean, a list of values or a mapping of them; None is left out."""


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments in the file of a map, each one paragraph.

    Attributes:
        head, foot: Those above all else, and below it.
        parts: Those above a claim, an inference or a source, by its id.
    """

    head: Sequence[str] = ()
    foot: Sequence[str] = ()
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)


_NO_COMMENTS = Comments()
_COMMENT = "#"
"""What a key begins with that stands for a comment: no key of a map does."""


def dump(
    argument_map: ArgumentMap, comments: Comments = _NO_COMMENTS, *, columns: int | None = None
) -> str:
    """Return a map as the text of a file that reads as the same map, but for the places.

    Args:
        argument_map: The map; its `repeats` are not written.
        comments: What is told to its readers alone.
        columns: Longer texts are set as paragraphs of so many columns, and a blank line stands
            before each section, as people write maps; None for one line a text.
    """
    said = comments.parts
    fields: dict[str, _Value] = {
        "title": argument_map.title,
        "lang": argument_map.lang or None,
        "author": argument_map.author,
        "date": argument_map.date,
        "about": _id(argument_map.about),
        "by": argument_map.by,
        "description": argument_map.description,
        "sources": _parts(
            {name: dict(source.fields) for name, source in argument_map.sources.items()}, said
        ),
        **_parts({"thesis": _claim(argument_map.thesis)}, said),
        "premises": _parts(_claims(argument_map, Role.PREMISE), said),
        "objections": _parts(_claims(argument_map, Role.OBJECTION), said),
        "inferences": _parts(
            {name: _inference(step) for name, step in argument_map.inferences.items()}, said
        ),
        "ignore": [
            {"rule": entry.rule, "at": _ids(entry.targets), "because": entry.because}
            for entry in argument_map.ignores
        ],
    }
    lines = [*_remarks(comments.head, "", columns), "argmap: 1"]
    lines += _mapping(fields, "", columns)
    if comments.foot:
        lines += ["", *_remarks(comments.foot, "", columns)]
    return "\n".join(lines) + "\n"


def _parts(parts: Mapping[str, _Value], said: Mapping[str, Sequence[str]]) -> dict[str, _Value]:
    """Return parts with the comments on them as entries of their own, each above its part."""
    found: dict[str, _Value] = {}
    for name, part in parts.items():
        if said.get(name):
            found[_COMMENT + name] = list(said[name])
        found[name] = part
    return found


def _remarks(remarks: Sequence[str], indent: str, columns: int | None) -> Iterator[str]:
    """Yield the lines of comments."""
    for remark in remarks:
        lines = [remark]
        if columns is not None:
            room = max(columns - len(indent), 40)
            lines = textwrap.wrap(remark, room, break_long_words=False, break_on_hyphens=False)
        yield from (f"{indent}# {line}" for line in lines)


def _claims(argument_map: ArgumentMap, role: Role) -> dict[str, _Value]:
    claims = argument_map.claims.values()
    return {claim.id: _claim(claim) for claim in claims if claim.role is role}


def _claim(claim: Claim) -> dict[str, _Value]:
    return {
        "text": claim.text,
        "by": claim.by,
        "implicit": claim.implicit or None,
        "supports": _ids(claim.supports),
        "attacks": _ids(claim.attacks),
        "source": _id(claim.source),
        "locator": claim.locator,
        "quote": claim.quote,
        "lang": claim.lang,
        "evidence": [_evidence(piece) for piece in claim.evidence],
    }


def _evidence(piece: Evidence) -> dict[str, _Value]:
    return {
        "id": None if piece.numbered else piece.id,
        "text": piece.text,
        "quote": piece.quote,
        "source": _id(piece.source),
        "locator": piece.locator,
        "by": piece.by,
        "status": None if piece.status is Status.REPORTED else str(piece.status),
        "lang": piece.lang,
    }


def _inference(inference: Inference) -> dict[str, _Value]:
    return {
        "premises": [premise.id for premise in inference.premises],
        "conclusion": _id(inference.conclusion),
        "attacks": _id(inference.attacks),
        "warrant": inference.warrant,
        "by": inference.by,
        "scheme": inference.scheme,
    }


def _id(reference: Reference | None) -> str | None:
    return reference.id if reference else None


def _ids(references: Sequence[Reference]) -> _Value:
    """Return one id, a list of several, or None."""
    ids = [reference.id for reference in references]
    return ids[0] if len(ids) == 1 else ids or None


def _mapping(
    fields: Mapping[str, _Value], indent: str, columns: int | None = None
) -> Iterator[str]:
    """Yield the lines of a mapping; what is None or empty is left out."""
    spaced = False
    for key, value in fields.items():
        if value is None or value in ([], {}):
            continue
        if columns is not None and not indent and isinstance(value, (dict, list)) and not spaced:
            yield ""
        spaced = key.startswith(_COMMENT)
        if spaced:
            assert isinstance(value, list)  # of comments
            yield from _remarks(value, indent, columns)
        elif isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ", columns)
        elif isinstance(value, (list, tuple)) and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for item in value:
                first, *rest = _mapping(item, indent + "    ", columns)
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            yield from _entry(f"{indent}{key}:", value, indent, columns)


def _entry(head: str, value: _Value, indent: str, columns: int | None) -> Iterator[str]:
    """Yield the lines of a key and its text, or of its list of texts."""
    line = f"{head} {flow(value)}"
    long = columns is not None and len(line) > columns
    if columns is None or not long or not isinstance(value, str) or not _folded(value):
        yield line
        return
    yield f"{head} >-"
    inside, room = indent + "  ", columns - len(indent) - 2
    words = value.split(" ")  # no other blank: those that hold words together stay
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > room:
            yield inside + line
            line = word
        else:
            line += f" {word}"
    yield inside + line


def _folded(text: str) -> bool:
    """Return whether a text is several words that can be set as lines: single blanks alone."""
    return (
        " " in text and "  " not in text and not re.search(r"^ | $|[\t\r\n\x85\u2028\u2029]", text)
    )


def flow(value: _Value) -> str:
    """Return a text, a boolean or a list of texts on one line."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
