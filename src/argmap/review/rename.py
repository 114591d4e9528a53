"""Rename an id in the text of a ledger, so that every verdict counts as it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.model.argument import ArgumentMap
from argmap.reading.build import fold, fold_id
from argmap.reading.rename import Edit
from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode, Tree
from argmap.review.fingerprint import MapContext, fingerprint
from argmap.review.ledger import VERSIONS

_IN_WORDS = ("text", "speaker")
"""Keys of what was reviewed whose values are words of the claim, and neither ids nor digests."""

Digests = dict[tuple[str, str], str]
"""The digest that takes the place of another, by the key that both are for and the other."""


def ledger_edits(
    tree: Tree, old: str, new: str, before: ArgumentMap, after: ArgumentMap
) -> list[Edit]:
    """Return the edits that rename an id in a ledger, in digests of it, too.

    Args:
        tree: A ledger without mistakes.
        old: The id, NFC-folded.
        new: The one that takes its place.
        before: The map in which the part has the one.
        after: The map in which it has the other.
    """
    root = tree.root
    claims = root.values.get("claims") if isinstance(root, MappingNode) else None
    if not isinstance(claims, MappingNode):
        return []
    digests = _digests(before, after, {old: new})
    found = [Edit(key, new) for name, key in claims.keys.items() if name == old]
    for verdicts in claims.values.values():
        for verdict in verdicts.items if isinstance(verdicts, SequenceNode) else []:
            reviewed = verdict.values.get("of") if isinstance(verdict, MappingNode) else None
            if isinstance(reviewed, MappingNode):
                for key, value in reviewed.values.items():
                    if key not in _IN_WORDS:
                        found += _edits_in(value, {old: new}, digests)
    return found


def _edits_in(node: Node, names: Mapping[str, str], digests: Digests) -> Iterator[Edit]:
    """Yield the edits in a part of what was reviewed; the reader bounds its depth."""
    if isinstance(node, MappingNode):
        yield from (Edit(key, names[name]) for name, key in node.keys.items() if name in names)
        for value in node.values.values():
            yield from _edits_in(value, names, digests)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _edits_in(item, names, digests)
    elif isinstance(node, ScalarNode):
        said = fold_id(fold(node) or "")
        words = names.get(said) or " ".join(_word(word, digests) for word in said.split(" "))
        if words != said:
            yield Edit(node, words)


def _word(word: str, digests: Digests) -> str:
    """Return a word such as `source=bcdfgh` with the digest that takes the place of its own."""
    key, equals, digest = word.partition("=")
    return f"{key}{equals}{digests.get((key, digest), digest)}"


def _digests(before: ArgumentMap, after: ArgumentMap, names: Mapping[str, str]) -> Digests:
    """Return the digests that change with the id, in the fingerprints of all claims.

    A ledger may have lines of every version of its format.
    """
    old, new = MapContext(before), MapContext(after)
    found: Digests = {}
    for one, other in zip(before.claims.values(), after.claims.values(), strict=True):
        for version in VERSIONS:
            then, now = fingerprint(one, old, version), fingerprint(other, new, version)
            found.update(_changed(then, now, names))
    return found


def _changed(
    then: object, now: object, names: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the digests that differ between two parts of fingerprints."""
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for key, value in then.items():
            other = now.get(names.get(key, key))
            if isinstance(value, str) and isinstance(other, str) and value != other:
                yield (key, value), other
            else:
                yield from _changed(value, other, names)
    elif isinstance(then, tuple) and isinstance(now, tuple):
        for value, other in zip(then, now, strict=False):
            yield from _changed(value, other, names)
