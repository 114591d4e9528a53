"""Show a map's parts in an editor: symbols in the order of the argument, folds, lenses, colours."""

from __future__ import annotations

import re

from lsprotocol import types

from argmap.lsp.document import Document
from argmap.model.argument import Claim, Inference
from argmap.model.graph import links_of
from argmap.model.outline import ItemKind, plan
from argmap.text import counted, short

TOKENS = ("class", "variable")
"""What the colours are for: the place where an id is given, and those where it is named."""

_KEY_LINE = re.compile(r"\s*(?:- +)*[^\s#].*:(\s|$)")


def symbols(document: Document) -> list[types.DocumentSymbol]:
    """Return the claims as the argument has them, each below what it bears on; then the sources."""
    known = document.known
    if known is None:
        return []
    places = {one.id: one for one in document.occurrences if one.definition}
    found: dict[str, types.DocumentSymbol] = {}

    def add(name: str, words: str, kind: types.SymbolKind, detail: str) -> None:
        if name in places:
            node = places[name].node
            place, whole = document.range_of(node), _entry(document, node.line)
            found[name] = types.DocumentSymbol(words, kind, whole, place, detail)

    thesis = known.thesis
    add(thesis.id, short(thesis.text), types.SymbolKind.Class, "thesis")
    for name, claim in known.claims.items():
        if name == thesis.id:
            continue
        number_ = document.numbers.get(name, "")
        add(name, f"{number_} {short(claim.text)}".strip(), types.SymbolKind.Field, name)
    for name, source in known.sources.items():
        add(name, short(source.title or name), types.SymbolKind.Constant, f"source {name}")
    roots = [found[thesis.id]] if thesis.id in found else []
    homes = _homes(document)
    below: dict[str, list[types.DocumentSymbol]] = {name: [] for name in found}
    for name in known.claims:
        if name in found and name != thesis.id:
            below.get(homes.get(name, ""), roots).append(found[name])
    for name, children in below.items():
        found[name].children = children
    roots += [found[name] for name in known.sources if name in found]
    return roots


def _homes(document: Document) -> dict[str, str]:
    """Return the claim below which each claim stands in the picture, by its id."""
    if document.known is None or not document.sound:
        return {}
    homes: dict[str, str] = {}
    for item in plan(document.known).walk():
        if item.kind is ItemKind.CLAIM:
            parent = item.parent
            while parent is not None and parent.claim is None:
                parent = parent.parent
            if parent is not None:
                homes[item.id] = parent.id
    return homes


def _entry(document: Document, line: int) -> types.Range:
    """Return the range of the lines that belong to the key on a line, counted from 1."""
    last = _last_line(document.lines, line - 1) + 1
    end = document.range(last, len(document.lines[last - 1]) + 1, 0).end
    return types.Range(types.Position(line - 1, 0), end)


def _last_line(lines: list[str], first: int) -> int:
    """Return the last line that is indented deeper than a line, both counted from 0."""
    indent = _indent(lines[first])
    last = first
    for index in range(first + 1, len(lines)):
        if lines[index].strip():
            if _indent(lines[index]) <= indent:
                break
            last = index
    return last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def folds(document: Document) -> list[types.FoldingRange]:
    """Return the lines below each key that has some."""
    lines = document.lines
    found, open_keys = [], list[tuple[int, int]]()
    last = -1
    for index, line in [*enumerate(lines), (len(lines), "x")]:
        if not line.strip():
            continue
        indent = _indent(line)
        while open_keys and open_keys[-1][1] >= indent:
            start, _ = open_keys.pop()
            if last > start:
                found.append(types.FoldingRange(start, last))
        if index < len(lines) and _KEY_LINE.match(line):
            open_keys.append((index, indent))
        last = index
    return sorted(found, key=lambda one: (one.start_line, -one.end_line))


def lenses(document: Document) -> list[types.CodeLens]:
    """Return the number of each claim, what bears on it, and its reviews, above its key."""
    known = document.known
    if known is None:
        return []
    bearing: dict[str, list[str]] = {}
    parts: list[Claim | Inference] = [*known.claims.values(), *known.inferences.values()]
    for part in parts:
        for relation, reference in links_of(part):
            bearing.setdefault(reference.id, []).append(relation)
    found = []
    for one in document.occurrences:
        if one.definition and one.id in known.claims:
            relations = bearing.get(one.id, [])
            words = [document.numbers.get(one.id, "")]
            words += _count(relations.count("supports"), "reason")
            words += _count(relations.count("attacks"), "objection")
            standing = document.standings.get(one.id)
            words += [str(standing.state)] if standing is not None else []
            title = " · ".join(filter(None, words))
            if title:
                found.append(types.CodeLens(document.range_of(one.node), types.Command(title, "")))
    return found


def _count(count: int, noun: str) -> list[str]:
    return [counted(count, noun)] if count else []


def tokens(document: Document) -> types.SemanticTokens:
    """Return the ids of a text, those that are given and those that are named."""
    data: list[int] = []
    line = start = 0
    nodes = sorted(document.occurrences, key=lambda one: (one.node.line, one.node.column))
    for one in nodes:
        place = document.range_of(one.node)
        if place.start.line != line:
            start = 0
        data += [
            place.start.line - line,
            place.start.character - start,
            place.end.character - place.start.character,
            0 if one.definition else 1,
            0,
        ]
        line, start = place.start.line, place.start.character
    return types.SemanticTokens(data)
