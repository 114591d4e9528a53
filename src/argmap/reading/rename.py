"""Rename an id in the text of a map; every other character stays as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.reading.build import fold, fold_id
from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode, Tree
from argmap.reading.yaml import parse

_CLAIMS = ("premises", "objections")
_REFERENCES = {
    "sources": ("via",),
    "premises": ("supports", "attacks", "source"),
    "objections": ("supports", "attacks", "source"),
    "inferences": ("premises", "conclusion", "attacks"),
}
"""The keys of each section's entries that name other parts of the map."""

_LINE_END = re.compile(r"\r\n?|\n")
_IN_QUOTES = re.compile(r"((?:\\?[ \t\r\n])*)(.*?)(?:\\?[ \t\r\n])*", re.DOTALL)
"""What stands between quotes: blanks, escaped or not, then the word, then blanks again."""

NO_TEXT_WHEN_PLAIN = frozenset(
    ("null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE")
)
"""Ids that YAML takes for something else where they stand without quotes."""


class Edit(NamedTuple):
    """A word of a file, and what is to stand in its place."""

    node: ScalarNode
    word: str


def is_id(word: str) -> bool:
    """Return whether a word can be an id: a letter, then letters, marks, digits, `-` and `_`."""
    kinds = [unicodedata.category(char) for char in word]
    return (
        bool(word)
        and kinds[0][0] == "L"
        and all(
            kind[0] in "LM" or kind == "Nd" or char in "_-"
            for char, kind in zip(word, kinds, strict=True)
        )
    )


class Replacement(NamedTuple):
    """A part of a text, and what takes its place.

    Attributes:
        start, end: Its place, in characters.
        text: The new words.
    """

    start: int
    end: int
    text: str


def replaced(text: str, changes: Iterable[Replacement]) -> str:
    """Return a text with some parts of it replaced, which do not overlap."""
    parts, done = [], 0
    for change in sorted(changes):
        parts += [text[done : change.start], change.text]
        done = change.end
    return "".join([*parts, text[done:]])


class WrittenId(NamedTuple):
    """A place in a map where an id is written.

    Attributes:
        id: The id.
        node: Where it stands.
        definition: Whether it is given to a part there; otherwise the part is named.
    """

    id: str
    node: ScalarNode
    definition: bool


def occurrences(tree: Tree) -> Iterator[WrittenId]:
    """Yield every place where a map gives or names an id, but for those under `ignore`.

    A map that is broken is taken as far as it can be.
    """
    root = tree.root
    if not isinstance(root, MappingNode):
        return
    for section in _REFERENCES:
        for name, key in _entries(root, section).keys.items():
            yield WrittenId(name, key, definition=True)
    owned = {id(node) for node in _own_ids(root)}
    for node in _nodes(root):
        word = fold_id(fold(node) or "")
        if word:
            yield WrittenId(word, node, definition=id(node) in owned)


def accepted(tree: Tree) -> Iterator[WrittenId]:
    """Yield every place under `ignore` that names an id; evidence may be named by its number."""
    root = tree.root
    for entry in _items(root.values.get("ignore")) if isinstance(root, MappingNode) else []:
        for node in _words(entry, ("at",)):
            word = fold_id(fold(node) or "")
            if word:
                yield WrittenId(word, node, definition=False)


def _own_ids(root: MappingNode) -> Iterator[ScalarNode]:
    """Yield the ids that evidence gives itself."""
    claims = [root.values.get("thesis")]
    claims += [one for section in _CLAIMS for one in _entries(root, section).values.values()]
    for claim in claims:
        if isinstance(claim, MappingNode):
            for piece in _items(claim.values.get("evidence")):
                yield from _words(piece, ("id",))


def map_edits(tree: Tree, old: str, new: str) -> list[Edit]:
    """Return the edits that rename an id wherever a map writes or names it.

    Args:
        tree: A map without mistakes of form.
        old: The id, NFC-folded.
        new: The one that takes its place.
    """
    found = [Edit(one.node, new) for one in occurrences(tree) if one.id == old]
    numbered = re.compile(rf"{re.escape(old)}(\.[0-9]+)")
    for one in accepted(tree):
        number = numbered.fullmatch(one.id)
        if one.id == old or number:
            found.append(Edit(one.node, new + (number[1] if number else "")))
    return found


def _nodes(root: MappingNode) -> Iterator[ScalarNode]:
    """Yield the words of a map that are ids, but for keys and for those under `ignore`."""
    yield from _words(root, ("about",))
    yield from _words_of_claim(root.values.get("thesis"))
    for section, keys in _REFERENCES.items():
        for entry in _entries(root, section).values.values():
            yield from _words_of_claim(entry) if section in _CLAIMS else _words(entry, keys)


def _entries(root: MappingNode, section: str) -> MappingNode:
    entries = root.values.get(section)
    return entries if isinstance(entries, MappingNode) else MappingNode(1, 1, 0)


def _words_of_claim(claim: Node | None) -> Iterator[ScalarNode]:
    yield from _words(claim, _REFERENCES["premises"])
    if isinstance(claim, MappingNode):
        for piece in _items(claim.values.get("evidence")):
            yield from _words(piece, ("id", "source"))


def _words(node: Node | None, keys: Iterable[str]) -> Iterator[ScalarNode]:
    """Yield the words that some keys of a mapping have for values, alone or in lists."""
    if isinstance(node, MappingNode):
        for key in keys:
            value = node.values.get(key)
            yield from (one for one in (value, *_items(value)) if isinstance(one, ScalarNode))


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, SequenceNode) else []


def replacements(tree: Tree, edits: Iterable[Edit]) -> list[Replacement]:
    """Return what puts other words into some places of a file, each in the quotes it had.

    Raises:
        ArgmapError: If it would say anything else then, which no file is known to do.
    """
    edits = list(edits)
    changes = []
    for node, word in edits:
        quotes = node.plain and word in NO_TEXT_WHEN_PLAIN
        changes.append(Replacement(*_span(tree, node), f'"{word}"' if quotes else word))
    text = replaced(tree.text, changes)
    wanted = {id(edit.node): edit.word for edit in edits}
    if list(said(parse(text, tree.path), {})) != list(said(tree, wanted)):
        raise ArgmapError(
            f"{tree.path} was not changed: there is a word in it that cannot be exchanged without "
            "a change to others; write the ids in it plainly, each on one line"
        )
    return changes


def _span(tree: Tree, node: ScalarNode) -> tuple[int, int]:
    """Return where a word begins in a text, and where it ends, without quotes and blanks.

    Words that go on below are not found as they are said; `edited` refuses what comes of it.
    """
    text, start = tree.text, tree.offset(node.line, node.column)
    mark = text[start : start + 1]
    if node.plain:
        return start, start + len(node.text)
    if mark in ("|", ">"):
        word, head = node.text.strip(), _LINE_END.search(text, start)
        found = text.find(word, head.end() if head else start)
        return max(found, start), max(found, start) + len(word)
    end = start = start + 1
    while text[end] != mark:
        end += 2 if mark == '"' and text[end] == "\\" else 1
    inner = _IN_QUOTES.fullmatch(text, start, end)
    assert inner is not None  # it matches any text
    return inner.span(2)


def said(tree: Tree, words: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Yield all that a tree says, in its order, with other words for some nodes."""
    waiting: list[Node | None] = [tree.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            word = words.get(id(node))
            yield "word", fold_id(fold(node) or node.text) if word is None else word
        elif isinstance(node, MappingNode):
            yield "keys", str(len(node.keys))
            for name, key in node.keys.items():
                waiting += [node.values.get(name), key]
        elif isinstance(node, SequenceNode):
            yield "items", str(len(node.items))
            waiting += node.items
