"""Reads single values out of a located mapping, as the model wants them; None for what is wrong."""

from __future__ import annotations

import re
from collections import abc
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

from argmap.findings import Location
from argmap.model import Reference
from argmap.reading.coretypes import is_null
from argmap.reading.located import Mapping, Node, Scalar, Sequence, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")  # a single blank is fine as it is
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class Places(abc.Mapping[str, Location]):
    """Where the value of each key of a thing stands; found when it is asked for, as few are."""

    __slots__ = ("_nodes", "_tree")

    def __init__(self, tree: Tree, nodes: dict[str, Node]) -> None:
        self._tree = tree
        self._nodes = nodes

    def __getitem__(self, key: str) -> Location:
        return self._tree.location(self._nodes[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def __reduce__(self) -> tuple[type[dict[str, Location]], tuple[dict[str, Location]]]:
        return dict, (dict(self),)  # a copy for another process does without the whole file


class Values:
    """The values of one mapping.

    Attributes:
        nodes: What they are read from.
        at: Where the thing that they describe stands.
        places: Where the value of each key stands.
        broken: Something here is wrong, so what seems to be missing may be there.
    """

    __slots__ = ("at", "broken", "nodes", "places", "tree")

    def __init__(self, tree: Tree, node: Node, at: Location) -> None:
        mapping = node if isinstance(node, Mapping) else _bare_text(node)
        self.tree = tree
        self.at = at
        self.broken = mapping.broken
        self.nodes = mapping.values
        self.places = Places(tree, mapping.values)

    def text(self, key: str) -> str | None:
        """Returns a text in one paragraph."""
        node = self.nodes.get(key)
        return None if node is None else fold(node)

    def date(self, key: str) -> str | None:
        """Returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD` that is in the calendar."""
        written = self.text(key)
        if written is None or not _DATE.fullmatch(written):
            return None
        try:
            date.fromisoformat(written + "-01-01"[len(written) - 4 :])
        except ValueError:
            return None
        return written

    def language(self, key: str) -> str | None:
        """Returns a language tag."""
        written = self.text(key)
        return written if written is not None and _LANGUAGE.fullmatch(written) else None

    def is_true(self, key: str) -> bool:
        """Tells whether a key is there and true."""
        node = self.nodes.get(key)
        return isinstance(node, Scalar) and node.plain and node.text.lower() == "true"

    def reference(self, key: str) -> Reference | None:
        """Returns the id of something else."""
        node = self.nodes.get(key)
        return None if node is None else self._reference(node)

    def references(self, key: str) -> tuple[Reference, ...]:
        """Returns one or several ids; a value of the wrong kind marks the whole as broken."""
        node = self.nodes.get(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            single = self._reference(node)
            self.broken = self.broken or single is None
            return () if single is None else (single,)
        items = node.items
        found = tuple(ref for ref in map(self._reference, items) if ref is not None)
        if len(found) < max(1, len(items)):
            self.broken = True
        return found

    def names(self, key: str) -> tuple[str, ...]:
        """Returns one or several names."""
        node = self.nodes.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else [node]
        return tuple(name for name in map(fold, items) if name is not None)

    def entries(self, key: str) -> Iterator[tuple[str, Values]] | None:
        """Returns what a section holds by its ids, or None if that cannot be told."""
        node = self.nodes.get(key)
        if node is None or is_null(node):
            return iter(())
        if not isinstance(node, Mapping) or node.broken:
            return None
        keys = node.keys
        locate = self.tree.location
        return (
            (name, Values(self.tree, value, locate(keys[name])))
            for name, value in node.values.items()
        )

    def items(self, key: str) -> list[Values]:
        """Returns the items of a list; a group of keys without its dash is one item."""
        node = self.nodes.get(key)
        if node is None or is_null(node):
            return []
        nodes = node.items if isinstance(node, Sequence) else [node]
        return [Values(self.tree, item, self.tree.location(item)) for item in nodes]

    def _reference(self, node: Node) -> Reference | None:
        folded = fold(node)
        if folded is None:
            return None
        return Reference(id=fold_id(folded), at=self.tree.location(node))


def fold(node: Node) -> str | None:
    """Returns a text with its white space folded, or None if it is none or says nothing."""
    if type(node) is not Scalar or is_null(node):
        return None
    text = node.text
    # No-break spaces are typography, so they stay.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ") or None


def fold_id(identifier: str) -> str:
    """Returns an id as all ids are compared: NFC-folded."""
    return identifier if identifier.isascii() else normalize("NFC", identifier)


def _bare_text(node: Node) -> Mapping:
    """Returns the mapping that a thing without keys is taken for: its text, if it has one."""
    mapping = Mapping(node.line, node.column, node.length)
    mapping.broken = True
    if isinstance(node, Scalar):
        mapping.keys["text"] = node
        mapping.values["text"] = node
    return mapping
