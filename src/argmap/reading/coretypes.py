"""What a word without quotes is to an editor: the core schema of YAML 1.2.2, section 10.3.2.

argmap keeps every word as it was written. The schema, though, is also read by editors, and these
take `1` for a number and `true` for a boolean. So the schema gets to see what an editor sees.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

from argmap.reading.located import Mapping, Node, Scalar, Sequence

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
    """Tells whether a value is nothing to YAML: left out, or one of its words for nothing."""
    return type(node) is Scalar and node.plain and node.text in _NULLS


def plain_data(node: Node) -> Any:
    """Returns a tree as dicts, lists, strings, numbers, booleans and None, as an editor has it.

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
    """Returns a plain word as the core schema resolves it."""
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
