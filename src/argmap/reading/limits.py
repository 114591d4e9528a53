"""How many claims, sources and links a map may have: more are a mistake, or made to be one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from argmap.model.findings import Finding
from argmap.reading.rules import too_large
from argmap.reading.tree import MappingNode, Node, SequenceNode, Tree

MOST_CLAIMS, MOST_LINKS = 12_000, 50_000
"""Claims and inferences of a map together, as many sources, and links: claims that others bear on,
or that inferences join, each as often as it is named. All that is asked is asked of each."""

_SECTIONS = ("sources", "premises", "objections", "inferences")
_LINKS = ("supports", "attacks", "premises")


def too_much(tree: Tree) -> Finding | None:
    """Return a finding where a map has gone on for too long, if it has."""
    claims, links = MOST_CLAIMS, MOST_LINKS
    for section in _SECTIONS:
        entries = _mapping(_mapping(tree.root).get(section))
        if section == "sources":
            if len(entries) > MOST_CLAIMS:
                return _beyond(tree, entries, MOST_CLAIMS, "sources")
            continue
        if len(entries) > claims:
            return _beyond(tree, entries, claims, "claims and inferences")
        claims -= len(entries)
        for entry in entries.values():
            for named in map(_mapping(entry).get, _LINKS):
                if named is None:
                    continue
                links -= len(named.items) if isinstance(named, SequenceNode) else 1
                if links < 0:
                    message = f"the map has more than {MOST_LINKS:,} links between its claims"
                    hint = "10,000 claims have some 15,000: let each bear on the few it is about"
                    return too_large(message, hint, tree.location(named))
    return None


def _beyond(tree: Tree, entries: Mapping[str, Node], most: int, what: str) -> Finding:
    """Return a finding at the first entry of a section beyond the most that there may be."""
    first = next(islice(entries.values(), most, None))
    message = f"the map has more than {MOST_CLAIMS:,} {what}"
    hint = "make several maps of it: nobody checks so many, and no picture shows them"
    return too_large(message, hint, tree.location(first))


def _mapping(node: Node | None) -> Mapping[str, Node]:
    return node.values if isinstance(node, MappingNode) else {}
