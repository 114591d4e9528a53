"""A difference as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from argmap.comparing.difference import Kind
from argmap.comparing.wording import spans
from argmap.excerpt import plain_json

if TYPE_CHECKING:
    from argmap.comparing.difference import Change, Difference, Field


def as_json(difference: Difference) -> str:
    """Returns a difference as a JSON object with one key for each kind of change.

    Args:
        difference: What to tell.
    """
    told = {
        "different": bool(difference),
        "map": [_field(field) for field in difference.fields],
        "claims": [_change(change) for change in difference.claims],
        "inferences": [_change(change) for change in difference.inferences],
        "sources": [_change(change) for change in difference.sources],
        "ignore": [_change(change) for change in difference.ignores],
        "stale": [
            {**stale._asdict(), "changes": list(stale.changes)} for stale in difference.stale
        ],
    }
    return plain_json(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _change(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {
        "change": change.what.value,
        "id": change.id,
        "old_id": change.old_id,
        "text": change.text,
        "path": change.at.path,
        "line": change.at.line,
        "column": change.at.column,
        "fields": [_field(field) for field in change.fields],
    }
    if change.kind is Kind.CLAIM:
        told |= {
            "role": change.label,
            "renamed": change.renamed,
            "reworded": change.reworded,
            "moved": change.moved,
            "evidence": [_change(piece) for piece in change.evidence],
        }
    return told


def _field(field: Field) -> dict[str, Any]:
    """Returns a key with what it held and holds; of a text, its words too."""
    told: dict[str, Any] = field._asdict()
    if field.key == "text" and isinstance(field.old, str) and isinstance(field.new, str):
        told["words"] = [{part: text} for part, text in spans(field.old, field.new)]
    return told
