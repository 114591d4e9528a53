"""Fast path of schema validation: one yes or no, and slices that bound the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import isfinite
from typing import Any

from argmap.files.read import shipped
from argmap.reading.tree import Mapping, Node, Scalar, Sequence, Tree

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_STARTS = frozenset("0123456789+-.~nNtTfF")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 15

LONGEST_LIST = 1_001
"""A list is cut here, one above what the schema lets it hold, so that it is found too long."""


def is_null(node: Node) -> bool:
    """Return whether a value is nothing to YAML: left out, or one of its words for nothing."""
    return type(node) is Scalar and node.plain and node.text in _NULLS


def plain_data(node: Node) -> Any:
    """Return a tree as dicts, lists, strings, numbers, booleans and None, as an editor has it.

    Lists are cut at `LONGEST_LIST`.

    It recurses, which the depth of 64 that a tree can have bounds.
    """
    kind = type(node)
    if kind is Scalar:
        text: str = node.text  # type: ignore[union-attr]  # mypy does not narrow by type(x)
        if node.plain and (text[:1] in _STARTS or not text):  # type: ignore[union-attr]
            return _typed(text)
        return text
    if isinstance(node, Mapping):
        return {key: plain_data(value) for key, value in node.values.items()}
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items[:LONGEST_LIST]]
    return None


def _typed(text: str) -> Any:
    """Return a plain word as the core schema resolves it."""
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text) and len(text) <= _LONGEST_NUMBER:
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if isfinite(number) else 0.5  # a number in any case, which is all we ask
    return 0 if _OTHER_BASE.fullmatch(text) else text


VERSION = "1"
"""The version of the format as nearly everybody writes it."""


def text() -> str:
    """Return the format's JSON Schema (2020-12) as text."""
    return shipped("schema.json").decode("utf-8")


@cache
def validator() -> Any:
    """Return the compiled schema; the import waits for the first map, since it takes 30 ms."""
    import jsonschema_rs  # noqa: PLC0415

    return jsonschema_rs.Draft202012Validator(text(), validate_formats=True)


def is_sound(tree: Tree) -> bool:
    """Return whether a tree is a map in every key and value.

    What words the departures, `schema.validate`, finds none in such a map. It says the last word
    on a version that is written otherwise.
    """
    root = tree.root
    if not isinstance(root, Mapping):
        return False
    version = root.values.get("argmap")
    plain = isinstance(version, Scalar) and version.text == VERSION
    return plain and bool(validator().is_valid(plain_data(root)))


SECTIONS = ("sources", "premises", "objections", "inferences")
_WEIGHT = 3_000
"""About how many mistakes the entries of a slice can hold."""

_ENTRY = 10
"""What an entry weighs at least: each wrong id makes the validator copy the whole slice."""


def slices(root: Mapping) -> Iterator[dict[str, Any]]:
    """Yield parts of a map that together hold all of it.

    Each holds entries of the sections; the first one also holds all other keys.
    """
    part: dict[str, Any] = {}
    for key, value in root.values.items():
        sliced = key in SECTIONS and isinstance(value, Mapping)
        part[key] = {} if sliced else plain_data(value)
    weight = 0
    for section in SECTIONS:
        entries = root.values.get(section)
        if not isinstance(entries, Mapping):
            continue
        for name, entry in entries.values.items():
            part.setdefault(section, {})[name] = plain_data(entry)
            weight += _weight(entry)
            if weight > _WEIGHT:
                yield part
                part, weight = {}, 0
    yield part


def _weight(node: Node) -> int:
    """Return about how many mistakes an entry can hold."""
    if isinstance(node, Sequence):
        return _ENTRY + len(node.items)
    if not isinstance(node, Mapping):
        return _ENTRY
    lists = (value for value in node.values.values() if isinstance(value, Sequence))
    return _ENTRY + len(node.values) + sum(len(value.items) for value in lists)
