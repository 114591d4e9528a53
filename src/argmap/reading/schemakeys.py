"""Which keys each part of a map has, what they are for, and which one a misspelt key meant."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.reading.soundness import text
from argmap.text import listed, nearest_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.reading.located import Mapping

_PARTS = {
    "premises": "premise",
    "objections": "objection",
    "inferences": "inference",
    "sources": "source",
    "ignore": "ignore",
}
_NAMES = {
    "map": "a map",
    "thesis": "the thesis",
    "premise": "a premise",
    "objection": "an objection",
    "inference": "an inference",
    "source": "a source",
    "evidence": "evidence",
    "ignore": "an entry of `ignore`",
}
_CLAIM = {"claim": "text", "statement": "text", "speaker": "by", "author": "by", "page": "locator"}
_EVERYDAY = {
    "map": {"language": "lang", "name": "title", "claim": "thesis", "references": "sources"},
    "thesis": _CLAIM,
    "premise": _CLAIM | {"for": "supports", "proves": "supports"},
    "objection": _CLAIM | {"against": "attacks", "refutes": "attacks", "to": "attacks"},
    "evidence": _CLAIM | {"url": "source", "link": "source", "proof": "text"},
    "inference": {
        "because": "warrant",
        "from": "premises",
        "reason": "warrant",
        "supports": "conclusion",
        "to": "conclusion",
    },
    "source": {
        "address": "URL",
        "by": "author",
        "city": "publisher-place",
        "date": "issued",
        "journal": "container-title",
        "link": "URL",
        "magazine": "container-title",
        "name": "title",
        "newspaper": "container-title",
        "published": "issued",
        "website": "container-title",
        "year": "issued",
    },
    "ignore": {"code": "rule", "id": "at", "reason": "because", "why": "because"},
}
"""Words that one would use for a key, by part, and the key that they mean."""


class Part(NamedTuple):
    """A part of a map that has keys.

    Attributes:
        kind: `map`, `thesis`, `premise`, `objection`, `inference`, `source`, `evidence`, `ignore`.
        name: The same in words, with its article.
        keys: What each of its keys is for, from the schema.
    """

    kind: str
    name: str
    keys: dict[str, str]


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(text())
    return schema


@cache
def _part(kind: str) -> Part:
    schema = _schema() if kind == "map" else _schema()["$defs"][kind]
    keys = {key: value["description"] for key, value in schema["properties"].items()}
    return Part(kind, _NAMES[kind], keys)


def part_at(path: Sequence[str | int]) -> Part:
    """Returns the part of a map that a path of keys and indexes leads to."""
    if not path:
        return _part("map")
    inside = path[1:] if path[0] == "thesis" else path[2:]
    if len(inside) > 1 and inside[0] == "evidence":
        return _part("evidence")
    return _part("thesis" if path[0] == "thesis" else _PARTS[str(path[0])])


def is_misplaced_key(path: Sequence[str | int]) -> bool:
    """Tells whether a path leads to a key of a thing that stands where ids should."""
    return (
        len(path) == len(("section", "id")) and path[0] in _PARTS and path[1] in part_at(path).keys
    )


def options(kind: str, key: str) -> list[str]:
    """Returns the values that a key can have, if the schema lists them."""
    listed: list[str] = _schema()["$defs"][kind]["properties"].get(key, {}).get("enum", [])
    return listed


def meant_key(key: str, part: Part) -> str | None:
    """Returns the key of a part that a wrong one most likely means, or None."""
    return nearest_key(key, list(part.keys)) or _EVERYDAY[part.kind].get(key.lower())


def key_hint(key: str, part: Part) -> str:
    """Returns what to do about a key that a part of a map does not have."""
    meant = meant_key(key, part)
    if meant is not None:
        return f"did you mean `{meant}`?"
    if key in _PARTS or key == "thesis":
        return "it is a part of the whole map: begin it in the first column"
    elsewhere = [name for kind, name in _NAMES.items() if key in _part(kind).keys]
    if elsewhere:
        return f"it is a key of {listed(elsewhere, 'or')}"
    if part.kind == "source":
        return "the keys of a source are CSL field names, such as `title`, `author` and `issued`"
    return "its keys are " + ", ".join(f"`{name}`" for name in part.keys)


def rename(mapping: Mapping, old: str, new: str) -> None:
    """Gives a key of a mapping another name and keeps its place."""
    mapping.keys = {new if key == old else key: at for key, at in mapping.keys.items()}
    mapping.values = {new if key == old else key: at for key, at in mapping.values.items()}
