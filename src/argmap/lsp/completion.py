"""Complete keys, ids, speakers and the words that a key takes, also where the YAML is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from lsprotocol import types

from argmap.files.read import shipped
from argmap.lsp.document import Document
from argmap.model.argument import ArgumentMap, Claim, Inference
from argmap.text import short

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[\w-]*)(?P<colon>:)?")
_LAST_KEY = re.compile(r"[{,\s]\s*(?P<key>[\w-]+):\s*(?P<value>[^{}:]*)$")
_SECTIONS = {
    "premises": "premise",
    "objections": "objection",
    "inferences": "inference",
    "sources": "source",
    "thesis": "thesis",
    "ignore": "ignore",
}
_LISTS = {"evidence": "evidence"}
_TARGETS = frozenset(("supports", "attacks", "conclusion", "premises"))
_SOURCES = frozenset(("source", "via", "about"))
_SPEAKERS = frozenset(("by",))

Kind = types.CompletionItemKind


class Cursor(NamedTuple):
    """What stands around a cursor, as far as the lines above it say.

    Attributes:
        part: The part of the map: `map`, `premise`, `source` and so on, a kind of the schema.
        owner: The id of the part, or an empty text.
        key: The key whose value is being written, or an empty text where a key is.
        word: What is written of it, up to the cursor.
    """

    part: str
    owner: str
    key: str
    word: str


def cursor(lines: list[str], line: int, column: int) -> Cursor:
    """Return what stands around a place, counted from 1, from the indentation above it."""
    text = lines[line - 1][: column - 1] if line <= len(lines) else ""
    above = _above(lines, line, len(text) - len(text.lstrip(" ")) if text.strip() else column - 1)
    keys = [key for key, _ in above]
    part, owner = _part(keys)
    inline = _LAST_KEY.search(text)
    own = _LINE.match(text)
    if inline is not None:
        first = _LINE.match(text)
        if first is not None and first["colon"] and "{" in text:
            part, owner = _part([*keys, first["key"]])
        return Cursor(part, owner, inline["key"], _last_word(inline["value"]))
    if own is not None and own["colon"]:
        return Cursor(part, owner, own["key"], _last_word(text[own.end() :]))
    word = own["key"] if own is not None else ""
    lists = [key for key, dashed in above[-1:] if own is not None and own["dashes"]]
    if lists and lists[0] in _TARGETS | {"at"}:
        return Cursor(_part(keys[:-1])[0], _part(keys[:-1])[1], lists[0], word)
    return Cursor(part, owner, "", word)


def _last_word(value: str) -> str:
    return re.split(r"[\s\[,\"']", value)[-1]


def _above(lines: list[str], line: int, indent: int) -> list[tuple[str, bool]]:
    """Return the keys that a line stands under, the outermost first, and whether they are items."""
    found: list[tuple[str, bool]] = []
    for number in range(line - 2, -1, -1):
        text = lines[number]
        match = _LINE.match(text)
        if not text.strip() or text.lstrip().startswith("#") or match is None or not match["colon"]:
            continue
        column = match.start("key")
        dash = len(match["indent"])
        if column < indent:
            found.append((match["key"], bool(match["dashes"])))
            indent = dash if match["dashes"] else column
        elif match["dashes"] and dash < indent:
            indent = dash
        if indent == 0:
            break
    return found[::-1]


def _part(keys: list[str]) -> tuple[str, str]:
    """Return the kind of the part that some keys lead to, and its id."""
    if not keys or keys[0] not in _SECTIONS:
        return "map", ""
    kind, rest = _SECTIONS[keys[0]], keys[1:]
    if keys[0] in ("thesis", "ignore"):
        owner = "thesis" if keys[0] == "thesis" else ""
    else:
        if not rest:
            return "ids", ""
        owner, rest = rest[0], rest[1:]
    if rest and rest[0] in _LISTS:
        return "evidence", owner
    return kind, owner


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(shipped("schema.json"))
    return schema


def _keys(part: str) -> Mapping[str, Any]:
    of = _schema() if part == "map" else _schema()["$defs"].get(part, {})
    keys: Mapping[str, Any] = of.get("properties", {})
    return keys


def described(part: str, key: str) -> str | None:
    """Return what a key of a part of a map is for, or None if the part has no such key."""
    entry = _keys(part).get(key)
    return entry["description"] if entry else None


def complete(document: Document, position: types.Position) -> list[types.CompletionItem]:
    """Return what could stand at a position."""
    line, column = document.place(position)
    here = cursor(document.lines, line, column)
    place = document.range(line, column - len(here.word), len(here.word))
    found = _values(document, here) if here.key else _new_keys(here, document)
    return [
        types.CompletionItem(
            label=one.label,
            kind=one.kind,
            detail=one.detail,
            documentation=one.more,
            sort_text=f"{rank:05}",
            text_edit=types.TextEdit(place, one.text or one.label),
        )
        for rank, one in enumerate(found)
    ]


class _Offer(NamedTuple):
    """What could stand at a place: its label, kind, detail, and what it inserts."""

    label: str
    kind: types.CompletionItemKind
    detail: str | None = None
    more: str | None = None
    text: str | None = None


def _new_keys(here: Cursor, document: Document) -> Iterator[_Offer]:
    written = _written(document, here)
    for key, entry in _keys(here.part).items():
        if key not in written:
            yield _Offer(key, Kind.Property, entry.get("title"), entry["description"], f"{key}: ")


def _written(document: Document, here: Cursor) -> frozenset[str]:
    """Return the keys that a part has already, as far as the last readable map tells."""
    if document.known is None or here.part in ("evidence", "ignore", "map"):
        return frozenset()
    every = {**document.known.claims, **document.known.inferences, **document.known.sources}
    part = every.get(here.owner)
    return frozenset(part.places) - {"id"} if part is not None else frozenset()


def _values(document: Document, here: Cursor) -> Iterator[_Offer]:
    known = document.known
    entry = _keys(here.part).get(here.key, {})
    for word in (
        *entry.get("enum", ()),
        *(("true", "false") if entry.get("type") == "boolean" else ()),
    ):
        yield _Offer(word, Kind.EnumMember, entry.get("title"))
    if known is None:
        return
    if here.key in _TARGETS:
        yield from _claims(document, known, here)
    elif here.key == "at":
        yield from _claims(document, known, here._replace(owner=""))
        yield from _sources(known)
    elif here.key in _SOURCES:
        yield from _sources(known)
    elif here.key in _SPEAKERS:
        yield from (_Offer(name, Kind.Constant, "speaker") for name in _speakers(known))
    elif here.key == "scheme":
        schemes = {one.scheme for one in known.inferences.values() if one.scheme}
        yield from (_Offer(name, Kind.Constant, "scheme") for name in sorted(schemes))


def _claims(document: Document, known: ArgumentMap, here: Cursor) -> Iterator[_Offer]:
    for name, claim in known.claims.items():
        if name != here.owner:
            yield _Offer(name, Kind.Reference, _detail(document, claim), claim.text)
    if here.key == "attacks" or not here.owner:
        for name, step in known.inferences.items():
            if name != here.owner:
                yield _Offer(name, Kind.Reference, _detail(document, step), step.warrant)


def _detail(document: Document, part: Claim | Inference) -> str:
    """Return a part's number and the beginning of its words."""
    if isinstance(part, Inference):
        return f"step · {short(part.warrant or '')}".rstrip(" ·")
    number = document.numbers.get(part.id)
    return f"{number} · {short(part.text)}" if number else short(part.text)


def _sources(known: ArgumentMap) -> Iterator[_Offer]:
    for name, source in known.sources.items():
        yield _Offer(name, Kind.Reference, short(source.title or ""), source.title)


def _speakers(known: ArgumentMap) -> list[str]:
    """Return the speakers of a map, those who say most first."""
    said: dict[str, int] = {}
    for claim in known.claims.values():
        for name in (claim.by, *(piece.by for piece in claim.evidence)):
            if name:
                said[name] = said.get(name, 0) + 1
    if known.by:
        said.setdefault(known.by, 0)
    return sorted(said, key=lambda name: (-said[name], name))
