"""Validate a map against the JSON Schema and turn violations into findings."""

from __future__ import annotations

import re
from typing import Any

from argmap.model.findings import MOST_OF_ONE_CODE, Collector, Finding, Location
from argmap.reading.format import is_null, plain_data, slices, validator
from argmap.reading.rules import missing_key, unknown_key, unsupported_version, wrong_value
from argmap.reading.schema_messages import (
    Part,
    Violation,
    is_misplaced_key,
    key_hint,
    meant_key,
    part_at,
    rename,
    wrong,
    wrong_id,
)
from argmap.reading.tree import Mapping, Node, Scalar, Sequence, Tree, Unknown, short

_EITHER = {
    ("evidence", "text"): ("text", "quote"),
    ("inference", "conclusion"): ("conclusion", "attacks"),
}
"""Keys of which one is enough: the schema asks for the first where the other is missing too."""


def true_path(root: Mapping, path: list[str | int]) -> tuple[str | int, ...]:
    """Return a path from the validator, which takes a key of digits for the index of a list."""
    node: Node = root
    steps: list[str | int] = []
    for step in path:
        if isinstance(node, Sequence) and isinstance(step, int):
            steps.append(step)
            node = node.items[step]
        else:
            steps.append(str(step))
            node = node.values.get(str(step), node) if isinstance(node, Mapping) else node
    return tuple(steps)


def node_at(root: Mapping, path: tuple[str | int, ...]) -> Node | None:
    """Return the value that a path leads to, or None if it leads through what was not taken."""
    node: Node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.values:
            node = node.values[step]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
        else:
            return None
    return None if isinstance(node, Unknown) else node


def findings_of(violation: Violation, root: Mapping, tree: Tree) -> list[Finding]:
    """Return the findings on one violation, none if its cause has been told before."""
    node = node_at(root, violation.path)
    if node is None:
        return []
    if isinstance(node, Mapping):
        if violation.keyword == "additionalProperties":
            part = part_at(violation.path)
            keys = violation.detail[: MOST_OF_ONE_CODE + 1]
            return [no_such_key(key, node, part, tree) for key in keys]
        if violation.keyword == "required":
            return [] if node.broken else [_missing(violation, root, tree)]
        if violation.keyword == "propertyNames":
            key = node.keys[violation.detail]
            return [wrong_value(*wrong_id(key.text), tree.location(key))]
    at = tree.location(node)
    misplaced = violation.keyword == "type" and is_misplaced_key(violation.path)
    if misplaced:
        _mark_above(violation.path, root)
    if misplaced or is_null(node) or violation.keyword == "falseSchema":
        at = _key_location(violation.path, root, tree)
    return [wrong_value(*wrong(violation, node, tree), at)]


def _mark_above(path: tuple[str | int, ...], root: Mapping) -> None:
    """Mark the thing above a key that is not indented deep enough: what it lacks stands below."""
    section = node_at(root, path[:1])
    assert isinstance(section, Mapping)  # the caller has found the key in it
    names = list(section.keys)
    above = [section.values[name] for name in names[: names.index(str(path[1]))]]
    owner = next((node for node in reversed(above) if isinstance(node, Mapping)), None)
    if owner is not None:
        owner.broken = True


def no_such_key(key: str, mapping: Mapping, part: Part, tree: Tree) -> Finding:
    """Return the finding on a key that a part of a map does not have."""
    mapping.broken = True
    at = mapping.keys[key]
    hint = key_hint(key, part)
    return unknown_key(short(at.text), part.name, hint, tree.location(at))


def no_map(tree: Tree) -> Finding:
    """Return the finding on a file that holds no map at all."""
    if tree.root is None or is_null(tree.root):
        message = "the file is empty" if not tree.text.strip() else "the file holds only comments"
        hint = "a map begins with `argmap: 1` and has at least a `title` and a `thesis`"
        return missing_key(message, hint, Location(tree.path, 1, 1))
    what = "a list" if isinstance(tree.root, Sequence) else "a text"
    message = f"a map is made of keys such as `title: …` and `thesis: …`, and this is {what}"
    return wrong_value(message, "begin the file with `argmap: 1`", tree.location(tree.root))


def no_ledger(tree: Tree, root: Mapping) -> Finding:
    """Return the finding on a ledger of reviews where a map should be."""
    message = "this is a ledger of reviews, not a map"
    hint = "name the map that it belongs to: the ledger beside it is read along"
    return missing_key(message, hint, tree.location(root.keys["argmap-review"]))


def is_other_version(version: Scalar) -> bool:
    """Return whether a version is one, and not the one that this argmap reads."""
    return bool(re.fullmatch(r"[0-9.]{1,20}", version.text)) and version.text not in {"1", "1.0"}


def _missing(violation: Violation, root: Mapping, tree: Tree) -> Finding:
    """Return the finding on a key that must be there."""
    part, key = part_at(violation.path), violation.detail
    who = "the map" if part.kind == "map" else f"this {part.kind}"
    if part.kind == "ignore":
        who = "this entry"
    elif part.kind == "thesis":
        who = "the thesis"
    keys = _EITHER.get((part.kind, key), (key,))
    has = f"has neither `{keys[0]}` nor `{keys[1]}`" if len(keys) > 1 else f"has no `{key}`"
    purpose = part.keys[key].partition(". ")[0].rstrip(".")
    hint = f"write `{key}: …`: {purpose[0].lower()}{purpose[1:]}"
    if key == "argmap":
        hint = "begin the file with `argmap: 1`"
    return missing_key(f"{who} {has}", hint, _key_location(violation.path, root, tree))


def _key_location(path: tuple[str | int, ...], root: Mapping, tree: Tree) -> Location:
    """Return where the key of a value stands, or the value itself if it has none."""
    parent = node_at(root, path[:-1]) if path else None
    if isinstance(parent, Mapping):
        return tree.location(parent.keys[str(path[-1])])
    node = node_at(root, path)
    assert node is not None  # the caller has found it
    first = next(iter(node.keys.values()), node) if isinstance(node, Mapping) else node
    return tree.location(first)


_ROUNDS = 5
"""A key stands at most four deep in a map (section, claim, evidence, key); the last round finds
nothing more to rename."""

_ENOUGH = 1_000
"""After so many violations the rest of a map is not looked at: nobody reads so many."""

_ABOUT_KEYS = frozenset({"additionalProperties", "required", "propertyNames"})
"""A mapping can violate these beside others; of all else one finding for each value is enough."""


def validate(tree: Tree) -> tuple[Finding, ...]:
    """Return everything in a tree that departs from the format, in the order of the file.

    A misspelt key gets, in the tree, the name that it was most likely meant to have, so that one
    slip is told once and does not make what it holds unknown.
    """
    root = tree.root
    if not isinstance(root, Mapping):
        return (no_map(tree),)
    if "argmap" not in root.values and "argmap-review" in root.values:
        return (no_ledger(tree, root),)
    version = root.values.get("argmap")
    if isinstance(version, Scalar) and is_other_version(version):
        return (unsupported_version(version.text, tree.location(version)),)
    collector = Collector()
    violations: list[Violation] = []
    for _ in range(_ROUNDS):
        violations = _violations(root)
        if not _mend_keys(tree, root, violations, collector):
            break
    for violation in violations:
        collector.extend(findings_of(violation, root, tree))
    return collector.result()


def _violations(root: Mapping) -> list[Violation]:
    """Return the violations of the schema, one for each value and cause."""
    if validator().is_valid(plain_data(root)):
        return []  # to find no violation in slices takes ten times as long
    found: dict[tuple[object, ...], Violation] = {}
    for number, part in enumerate(slices(root)):
        for error in validator().iter_errors(part):
            path, kind = true_path(root, error.instance_path), error.kind
            if number and not path:
                continue  # only the first slice holds the whole outermost level
            detail = _detail(kind)
            about_keys = kind.name in {"required", "propertyNames"}
            key = (path, kind.name, detail) if about_keys else (path, kind.name in _ABOUT_KEYS)
            found.setdefault(key, Violation(path, kind.name, detail))
        if len(found) > _ENOUGH:
            break
    return list(found.values())


def _detail(kind: Any) -> Any:
    """Return what a violation says beyond its keyword."""
    match kind.name:
        case "required":
            return kind.property
        case "additionalProperties":
            return tuple(kind.unexpected)
        case "propertyNames":
            return kind.error.instance
        case "type":
            return tuple(kind.types)
    return None


def _mend_keys(
    tree: Tree, root: Mapping, violations: list[Violation], collector: Collector
) -> bool:
    """Report and rename the keys whose meaning is clear, and tell whether there were any."""
    renamed = False
    for violation in violations:
        if violation.keyword != "additionalProperties" or collector.is_full("AM104"):
            continue
        part, mapping = part_at(violation.path), node_at(root, violation.path)
        assert isinstance(mapping, Mapping)  # nothing else has keys
        for key in violation.detail[: MOST_OF_ONE_CODE + 1]:
            meant = meant_key(key, part)
            if meant is not None and meant not in mapping.values:
                collector.add(no_such_key(key, mapping, part, tree))
                rename(mapping, key, meant)
                renamed = True
    return renamed
