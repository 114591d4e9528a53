"""Dump a map as YAML that reads as the same map."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Reference, Role, Status

_PLAIN = re.compile(r"[^\W\d_][\w .()/!?„“”‚‘’«»–…-]*[\w.)!?“”‘»…]|[0-9]{4}(-[0-9]{2}){0,2}")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})

_Value = object
"""A text, a boolean, a list of values or a mapping of them; None is left out."""


def dump(argument_map: ArgumentMap) -> str:
    """Return a map as the text of a file that reads as the same map, but for the places.

    Args:
        argument_map: The map; its `repeats` are not written.
    """
    fields: dict[str, _Value] = {
        "title": argument_map.title,
        "lang": argument_map.lang,
        "author": argument_map.author,
        "date": argument_map.date,
        "about": _id(argument_map.about),
        "by": argument_map.by,
        "description": argument_map.description,
        "sources": {name: dict(source.fields) for name, source in argument_map.sources.items()},
        "thesis": _claim(argument_map.thesis),
        "premises": _claims(argument_map, Role.PREMISE),
        "objections": _claims(argument_map, Role.OBJECTION),
        "inferences": {name: _inference(step) for name, step in argument_map.inferences.items()},
        "ignore": [
            {"rule": entry.rule, "at": _ids(entry.targets), "because": entry.because}
            for entry in argument_map.ignores
        ],
    }
    return "\n".join(["argmap: 1", *_mapping(fields, "")]) + "\n"


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


def _mapping(fields: Mapping[str, _Value], indent: str) -> Iterator[str]:
    """Yield the lines of a mapping; what is None or empty is left out."""
    for key, value in fields.items():
        if value is None or value in ([], {}):
            continue
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, (list, tuple)) and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for item in value:
                first, *rest = _mapping(item, indent + "    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            yield f"{indent}{key}: {flow(value)}"


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
