"""Writes plain data as YAML in the ways that people do: quoted, plain, folded, on one line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

SAFE = re.compile(
    r"[A-Za-zÄÖÜäöü][A-Za-zÄÖÜäöüß ,.]*[A-Za-zäöüß.]|[0-9]{4}(-[0-9]{2}){0,2}|[0-9.]+"
)
SPECIAL = frozenset({"null", "Null", "NULL", "~", "true", "false"})
"""What a plain word is not taken for a text by, where an id belongs."""
WIDTH = 60


def written(data: dict[str, Any], lot: Random) -> str:
    """Return a mapping as a file.

    Args:
        data: Mappings, lists, texts, booleans, numbers.
        lot: Chooses among the ways to write a text.
    """
    return "\n".join(_mapping(data, "", lot)) + "\n"


def _mapping(data: dict[str, Any], indent: str, lot: Random) -> Iterator[str]:
    for key, value in data.items():
        name = key if lot.random() < 0.8 or not indent else json.dumps(key, ensure_ascii=False)
        yield from _entry(f"{indent}{name}:", value, indent, lot)


def _entry(head: str, value: Any, indent: str, lot: Random) -> Iterator[str]:
    if isinstance(value, dict):
        if value and lot.random() < 0.1:
            yield f"{head} {_flow(value)}"
            return
        yield head
        yield from _mapping(value, indent + "  ", lot)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield head
        for item in value:
            first, *rest = _mapping(item, indent + "    ", lot)
            yield f"{indent}  - {first.lstrip(' ')}"
            yield from rest
    elif isinstance(value, list) and lot.random() < 0.5:
        yield head
        yield from (f"{indent}  - {_flow(item)}" for item in value)
    elif isinstance(value, str):
        yield from _text(head, value, indent, lot)
    else:
        yield f"{head} {_flow(value)}"


def _text(head: str, text: str, indent: str, lot: Random) -> Iterator[str]:
    style = lot.choice(["double", "single", "folded", "plain"])
    if style == "single":
        yield f"{head} '{text.replace(chr(39), chr(39) * 2)}'"
    elif style == "folded" and text not in SPECIAL:
        yield f"{head} >-"
        yield from (f"{indent}  {line}" for line in _lines(text, lot))
    elif style == "plain" and SAFE.fullmatch(text) and text not in SPECIAL:
        yield f"{head} {text}"
    else:
        yield f"{head} {_flow(text)}"


def _lines(text: str, lot: Random) -> Iterator[str]:
    """Break a text at some of its blanks; a line that is read with the next becomes one again."""
    line = ""
    for word in text.split(" "):
        if line and len(line) > WIDTH and lot.random() < 0.7:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _flow(value: Any) -> str:
    """Return a value on one line; JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)
