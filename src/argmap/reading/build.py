"""Build the model from the located tree; what can be built is built, whatever else is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from argmap.model.argument import (
    ArgumentMap,
    Claim,
    Evidence,
    Ignore,
    Inference,
    Reference,
    Role,
    Source,
    Status,
)
from argmap.model.findings import Location
from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode, Tree, is_null

_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")  # a single blank is fine as it is
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


_DEFAULT_LANGUAGE = "en"
_STATUSES = {status.value: status for status in Status}
_NAME_KEYS = ("author", "editor", "translator", "interviewer", "host", "guest", "recipient")


def build(tree: Tree) -> ArgumentMap | None:
    """Return the model of a tree, whatever is wrong with its parts.

    What cannot be read is left out, but every id stays known, so that nothing which names it is
    called wrong too: a claim without a readable text bears its id as text, and a claim or an
    inference without a readable link bears on the thesis.

    Args:
        tree: The tree, its misspelt keys mended.

    Returns:
        The map; None if the thesis or a whole section cannot be read, because then nothing
        could be said about the links.
    """
    root = tree.root
    if not isinstance(root, MappingNode) or (root.broken and "thesis" not in root.values):
        return None
    top = _Values(tree, root, tree.location(next(iter(root.keys.values()), root)))
    sections = [top.entries(name) for name in ("premises", "objections", "inferences", "sources")]
    if "thesis" not in root.values or None in sections:
        return None
    premises, objections, inferences, sources = (section or () for section in sections)
    by = top.text("by")
    thesis = _Values(tree, root.values["thesis"], tree.location(root.keys["thesis"]))
    claims = [_claim("thesis", thesis, Role.THESIS, by)]
    claims += [_claim(name, values, Role.PREMISE, by) for name, values in premises]
    claims += [_claim(name, values, Role.OBJECTION, by) for name, values in objections]
    steps = [_inference(name, values) for name, values in inferences]
    return _map(top, claims, steps, [_source(*source) for source in sources])


def _map(
    top: _Values, claims: list[Claim], inferences: list[Inference], sources: list[Source]
) -> ArgumentMap:
    by_id: dict[str, Claim] = {}
    repeats = tuple(claim for claim in claims if by_id.setdefault(claim.id, claim) is not claim)
    return ArgumentMap(
        at=top.at,
        places=top.places,
        title=top.text("title") or "",
        lang=top.language("lang") or _DEFAULT_LANGUAGE,
        claims=by_id,
        inferences={inference.id: inference for inference in inferences},
        sources={source.id: source for source in sources},
        ignores=tuple(_ignores(top.items("ignore"))),
        repeats=repeats,
        author=top.text("author"),
        date=top.date("date"),
        about=top.reference("about"),
        by=top.text("by"),
        description=top.text("description"),
    )


def _claim(identifier: str, values: _Values, role: Role, map_by: str | None) -> Claim:
    """Return a claim; a broken one has its id for a text and the thesis for a target."""
    said, implicit = _said(values), values.is_true("implicit")
    supports, attacks = values.references("supports"), values.references("attacks")
    if values.broken and not supports and not attacks and role is not Role.THESIS:
        stand_in = (Reference("thesis", values.at),)
        supports, attacks = (stand_in, ()) if role is Role.PREMISE else ((), stand_in)
    pieces = values.items("evidence")
    return Claim(
        at=values.at,
        places=values.places,
        id=identifier,
        role=role,
        text=values.text("text") or identifier,
        speaker=None if implicit else said.get("by") or map_by,
        implicit=implicit,
        supports=supports,
        attacks=attacks,
        evidence=tuple(
            [_evidence(f"{identifier}.{number}", piece) for number, piece in enumerate(pieces, 1)]
        ),
        **said,
    )


def _said(values: _Values) -> dict[str, Any]:
    """Return the fields that a claim and a piece of evidence share, where they are given."""
    return {key: _SAID[key](values, key) for key in values.nodes if key in _SAID}


def _evidence(number: str, values: _Values) -> Evidence:
    said, own, text = _said(values), values.reference("id"), values.text("text")
    return Evidence(
        at=values.at,
        places=values.places,
        id=own.id if own else number,
        numbered=own is None,
        text=text if text or said.get("quote") else number,
        status=_STATUSES.get(values.text("status") or "", Status.REPORTED),
        **said,
    )


def _inference(identifier: str, values: _Values) -> Inference:
    """Return an inference; one without a readable target has the thesis for a conclusion."""
    conclusion, attacks = values.reference("conclusion"), values.reference("attacks")
    if conclusion is None and attacks is None:
        conclusion = Reference("thesis", values.at)
    return Inference(
        at=values.at,
        places=values.places,
        id=identifier,
        premises=values.references("premises"),
        conclusion=conclusion,
        attacks=None if conclusion else attacks,
        warrant=values.text("warrant"),
        by=values.text("by"),
        scheme=values.text("scheme"),
    )


def _source(identifier: str, values: _Values) -> Source:
    fields: dict[str, object] = {}
    for key in values.nodes:
        value = values.names(key) if key in _NAME_KEYS else values.text(key)
        if value:
            fields[key] = value
    return Source(
        at=values.at,
        places=values.places,
        id=identifier,
        type=values.text("type"),
        title=values.text("title"),
        author=values.names("author"),
        issued=values.date("issued"),
        url=values.text("URL"),
        via=values.reference("via"),
        file=values.text("file"),
        fields=fields,
    )


def _ignores(items: Iterable[_Values]) -> Iterable[Ignore]:
    """Yield the accepted findings that can be read."""
    for values in items:
        rule, because = values.text("rule"), values.text("because")
        targets = values.references("at")
        if rule and because and not values.broken:
            yield Ignore(
                at=values.at, places=values.places, rule=rule, targets=targets, because=because
            )


class _Places(Mapping[str, Location]):
    """The place of each key's value; found when it is asked for, as few are."""

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


class _Values:
    """The values of one mapping, read by key; None or nothing where one cannot be read.

    Attributes:
        nodes: The node of each key's value.
        at: Where the claim, inference or source that they describe stands.
        places: Where the value of each key stands.
        broken: Some value cannot be read, so what seems to be missing may be there.
    """

    __slots__ = ("at", "broken", "nodes", "places", "tree")

    def __init__(self, tree: Tree, node: Node, at: Location) -> None:
        mapping = node if isinstance(node, MappingNode) else _bare_text(node)
        self.tree = tree
        self.at = at
        self.broken = mapping.broken
        self.nodes = mapping.values
        self.places = _Places(tree, mapping.values)

    def text(self, key: str) -> str | None:
        """Return a text in one paragraph."""
        node = self.nodes.get(key)
        return None if node is None else fold(node)

    def date(self, key: str) -> str | None:
        """Return `YYYY`, `YYYY-MM` or `YYYY-MM-DD` that is in the calendar."""
        written = self.text(key)
        if written is None or not _DATE.fullmatch(written):
            return None
        try:
            date.fromisoformat(written + "-01-01"[len(written) - 4 :])
        except ValueError:
            return None
        return written

    def language(self, key: str) -> str | None:
        """Return a language tag."""
        written = self.text(key)
        return written if written is not None and _LANGUAGE.fullmatch(written) else None

    def is_true(self, key: str) -> bool:
        """Return whether a key is there and true."""
        node = self.nodes.get(key)
        return isinstance(node, ScalarNode) and node.plain and node.text.lower() == "true"

    def reference(self, key: str) -> Reference | None:
        """Return the id that a key names."""
        node = self.nodes.get(key)
        return None if node is None else self._reference(node)

    def references(self, key: str) -> tuple[Reference, ...]:
        """Return one or several ids; a value of the wrong kind marks the whole as broken."""
        node = self.nodes.get(key)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            single = self._reference(node)
            self.broken = self.broken or single is None
            return () if single is None else (single,)
        items = node.items
        found = tuple(ref for ref in map(self._reference, items) if ref is not None)
        if len(found) < max(1, len(items)):
            self.broken = True
        return found

    def names(self, key: str) -> tuple[str, ...]:
        """Return one or several names."""
        node = self.nodes.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, SequenceNode) else [node]
        return tuple(name for name in map(fold, items) if name is not None)

    def entries(self, key: str) -> Iterator[tuple[str, _Values]] | None:
        """Return the entries of a section with their ids, or None if it cannot be read."""
        node = self.nodes.get(key)
        if node is None or is_null(node):
            return iter(())
        if not isinstance(node, MappingNode) or node.broken:
            return None
        keys = node.keys
        locate = self.tree.location
        return (
            (name, _Values(self.tree, value, locate(keys[name])))
            for name, value in node.values.items()
        )

    def items(self, key: str) -> list[_Values]:
        """Return the items of a list; a group of keys without its dash is one item."""
        node = self.nodes.get(key)
        if node is None or is_null(node):
            return []
        nodes = node.items if isinstance(node, SequenceNode) else [node]
        return [_Values(self.tree, item, self.tree.location(item)) for item in nodes]

    def _reference(self, node: Node) -> Reference | None:
        folded = fold(node)
        if folded is None:
            return None
        return Reference(id=fold_id(folded), at=self.tree.location(node))


_SAID = {
    "by": _Values.text,
    "lang": _Values.language,
    "locator": _Values.text,
    "quote": _Values.text,
    "source": _Values.reference,
}
"""How the keys are read that claims and evidence share, and that most of them lack."""


def fold(node: Node) -> str | None:
    """Return a text with its white space folded, or None if it is none or empty."""
    if type(node) is not ScalarNode or is_null(node):
        return None
    text = node.text
    # No-break spaces are typography, so they stay.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ") or None


def fold_id(identifier: str) -> str:
    """Return an id as all ids are compared: NFC-folded."""
    return identifier if identifier.isascii() else normalize("NFC", identifier)


def _bare_text(node: Node) -> MappingNode:
    """Return the mapping that a value without keys is taken for: its text, if it has one."""
    mapping = MappingNode(node.line, node.column, node.length)
    mapping.broken = True
    if isinstance(node, ScalarNode):
        mapping.keys["text"] = node
        mapping.values["text"] = node
    return mapping
