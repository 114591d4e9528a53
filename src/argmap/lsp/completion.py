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
from argmap.model.findings import CATALOGUE, Severity
from argmap.model.vocabulary import LANGUAGES
from argmap.text import short

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[\w-]*)(?P<colon>:)?")
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
_NAMES = frozenset(("scheme",))
_MOST_LINES = 20
"""Lines above a cursor on which brackets are looked for that are still open."""

_PIECES = re.compile(
    r"""(?<![^\s{\[,:])(?:"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)|(?<!\S)\#.*|:(?=\s|$)|[{}\[\],]|[^{}\[\],:\s"'#]+|."""
)
"""A text in quotes, a comment, a mark of YAML, or what stands between them."""

_NEEDS_QUOTES = re.compile(r"^[^\w]|: |:$| #|[{}\[\],]")

_SCHEMES = (
    "argument from analogy",
    "argument from bias",
    "argument from cause to effect",
    "argument from commitment",
    "argument from consequences",
    "argument from correlation to cause",
    "argument from example",
    "argument from expert opinion",
    "argument from ignorance",
    "argument from inconsistent commitment",
    "argument from popular opinion",
    "argument from position to know",
    "argument from precedent",
    "argument from sign",
    "argument from verbal classification",
    "argument from waste",
    "argument from witness testimony",
    "practical reasoning",
    "slippery slope argument",
)
"""Those of Walton, Reed and Macagno, “Argumentation Schemes” (2008), that are met most."""

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
    own = _LINE.match(text)
    inside = _in_brackets(lines, line, text)
    if inside is not None:
        return inside
    if own is not None and own["colon"]:
        return Cursor(part, owner, own["key"], _last_word(own["key"], text[own.end() :]))
    word = own["key"] if own is not None else ""
    lists = [key for key, dashed in above[-1:] if own is not None and own["dashes"]]
    if lists and lists[0] in _TARGETS | {"at"}:
        return Cursor(_part(keys[:-1])[0], _part(keys[:-1])[1], lists[0], word)
    return Cursor(part, owner, "", word)


def _last_word(key: str, value: str) -> str:
    """Return what is written of a value; a name may have blanks in it, an id has none."""
    if key in _SPEAKERS | _NAMES:
        return value.lstrip(" \"'")
    return re.split(r"[\s\[,\"']", value)[-1]


def _in_brackets(lines: list[str], line: int, text: str) -> Cursor | None:
    """Return what stands around the end of a text if brackets are open there, or None.

    They may have been opened on a line above that is not indented as deep.
    """
    indent = len(lines[line - 1]) + 1 if line <= len(lines) else 1
    for first in range(line, max(0, line - _MOST_LINES), -1):
        begin = lines[first - 1] if first < line else text
        deep = len(begin) - len(begin.lstrip(" "))
        if not begin.strip() or deep >= indent:
            continue
        indent = deep
        written = " ".join([*lines[first - 1 : line - 1], text])
        outer, brackets, word = opened(written)
        if brackets:
            above = [key for key, _ in _above(lines, first, deep)]
            own = _LINE.match(begin)
            if own is not None and own["dashes"] and outer:  # a key behind a dash, like its peers
                above = [key for key, _ in _above(lines, first, own.start("key"))]
            return _at_brackets([*above, *([outer] if outer else [])], brackets, word)
    return None


def _at_brackets(above: list[str], brackets: list[tuple[str, str]], word: str) -> Cursor:
    """Return what stands around a cursor in brackets, the outermost first, each with its key."""
    keys = [*above, *(key for kind, key in brackets[:-1] if kind == "{")]
    kind, key = brackets[-1]
    if kind == "[":
        part, owner = _part(keys[:-1])
        return Cursor(part, owner, keys[-1] if keys else "", _last_word("", word))
    part, owner = _part(keys)
    return Cursor(part, owner, key, _last_word(key, word) if key else word.strip())


def opened(text: str) -> tuple[str, list[tuple[str, str]], str]:
    """Return the key that a text begins with, the brackets that are open at its end, and a word.

    Each bracket comes with the key whose value is being written in it, which is empty where a key
    is. The word is what is written of that value or key.
    """
    outer, word, brackets = "", "", list[tuple[str, str]]()
    for match in _PIECES.finditer(re.sub(r"^[ ]*(?:- +)*", "", text)):
        piece = match.group()
        if piece in "{[" and not word.strip():
            brackets.append((piece, ""))
            word = ""
        elif piece in "}]" and brackets:
            brackets.pop()
            word = ""
        elif piece == "," and brackets:
            brackets[-1] = (brackets[-1][0], "")
            word = ""
        elif piece == ":" and brackets:
            brackets[-1] = (brackets[-1][0], word.strip(" \"'"))
            word = ""
        elif piece == ":" and not outer:
            outer, word = word.strip(" \"'"), ""
        else:
            word += piece
    return outer, brackets, word


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
    text = document.lines[line - 1]
    quoted = text[: column - 1 - len(here.word)].endswith(('"', "'"))
    found = (
        _values(document, here, quoted=quoted)
        if here.key
        else _new_keys(here, document, colon=":" not in text[column - 1 : column])
    )
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


def _new_keys(here: Cursor, document: Document, *, colon: bool) -> Iterator[_Offer]:
    written = _written(document, here)
    for key, entry in _keys(here.part).items():
        if key not in written:
            text = f"{key}: " if colon else key
            yield _Offer(key, Kind.Property, entry.get("title"), entry["description"], text)


def _written(document: Document, here: Cursor) -> frozenset[str]:
    """Return the keys that a part has already, as far as the last readable map tells."""
    if document.known is None or here.part in ("evidence", "ignore", "map"):
        return frozenset()
    every = {**document.known.claims, **document.known.inferences, **document.known.sources}
    part = every.get(here.owner)
    return frozenset(part.places) - {"id"} if part is not None else frozenset()


def _values(document: Document, here: Cursor, *, quoted: bool) -> Iterator[_Offer]:
    known = document.known
    entry = _keys(here.part).get(here.key, {})
    for word in (
        *entry.get("enum", ()),
        *(("true", "false") if entry.get("type") == "boolean" else ()),
    ):
        yield _Offer(word, Kind.EnumMember, entry.get("title"))
    if here.key == "rule" and here.part == "ignore":
        rules = (one for one in CATALOGUE.values() if one.severity is not Severity.ERROR)
        yield from (_Offer(one.code, Kind.EnumMember, one.name) for one in rules)
    elif here.key in ("lang", "language"):
        yield from (_Offer(tag, Kind.EnumMember, "language") for tag in LANGUAGES)
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
        yield from (
            _name(name, "speaker", quoted) for name in _speakers(known) if name != here.word
        )
    elif here.key == "scheme":
        own = {one.scheme for one in known.inferences.values() if one.scheme}
        schemes = dict.fromkeys((*sorted(own), *_SCHEMES))
        yield from (_name(name, "scheme", quoted) for name in schemes)


def _name(name: str, what: str, quoted: bool) -> _Offer:
    """Return the offer of a name, in quotes where YAML would take it for something else."""
    text = json.dumps(name, ensure_ascii=False) if _NEEDS_QUOTES.search(name) else name
    return _Offer(name, Kind.Constant, what, text=name if quoted else text)


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
