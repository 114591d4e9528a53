"""The located tree in the making: where each key and value goes, whatever is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from argmap.reading.located import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from argmap.reading.yamlreporting import Reporter


class TreeBuilder:
    """Takes keys and values in the order of the file.

    Attributes:
        report: What is told of mistakes.
        open: The mappings and lists that are open, the outermost first.
        top: The last of them; `keys` and `values` are its own if it is a mapping.
        awaits_key: The mapping on top is open, and a key comes next.
        name: The key whose value comes next, NFC-folded.
        discard: That value belongs to a key that was reported, and is dropped.
        reopened: The section that the next mapping goes on with, its key being a second one.
        root: The outermost value.
    """

    def __init__(self, report: Reporter) -> None:
        self.report = report
        self.open: list[Mapping | Sequence] = []
        self.top: Mapping | Sequence | None = None
        self.keys: dict[str, Scalar] = {}
        self.values: dict[str, Node] = {}
        self.awaits_key = False
        self.name = ""
        self.discard = False
        self.reopened: Node | None = None
        self.root: Node | None = None

    def take_key(self, node: Node) -> None:
        """Keeps a key until its value comes, and reports one that cannot be a key."""
        top = self.top
        assert isinstance(top, Mapping)  # nothing else awaits a key
        self.awaits_key = False
        if not isinstance(node, Scalar):
            self.discard = top.broken = True
            return
        name = self.name = node.text if node.text.isascii() else normalize("NFC", node.text)
        if name == "<<" and node.plain:
            self.discard = top.broken = True
            self.report.merge_key(node)
        elif name in top.keys:
            self.discard = True
            self.reopened = top.values.get(name) if len(self.open) == 1 else None
            self.report.duplicate_key(node, top.keys[name])
        else:
            top.keys[name] = node

    def put(self, node: Node) -> None:
        """Puts a value where it belongs."""
        top = self.top
        if type(top) is Mapping:
            if self.discard:
                self.discard = False
                self.reopened = None
            else:
                self.values[self.name] = node
            self.awaits_key = True
        elif type(top) is Sequence:
            top.items.append(node)
        else:
            self.root = node

    def look_into(self, top: Mapping | Sequence | None) -> None:
        """Makes a mapping or list the one that what comes next belongs to."""
        self.top = top
        self.awaits_key = type(top) is Mapping
        if type(top) is Mapping:
            self.keys, self.values = top.keys, top.values
