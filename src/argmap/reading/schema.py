"""Validate a map against the JSON Schema and turn violations into findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from argmap.files.read import shipped
from argmap.model.findings import MOST_OF_ONE_CODE, Collector, Finding, Location, Mend
from argmap.reading.rules import (
    missing_key,
    unknown_key,
    unsupported_version,
    wrong_value,
)
from argmap.reading.schema_messages import (
    MapPart,
    Violation,
    is_misplaced_key,
    key_hint,
    meant_key,
    part_at,
    surely_meant_key,
    takes_text,
    value_mend,
    wrong,
    wrong_id,
)
from argmap.reading.tree import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    Tree,
    UnknownNode,
    is_null,
    plain_data,
)
from argmap.text import short

_ROUNDS = 5
"""A key stands at most four deep in a map (section, claim, evidence, key); the last round finds
nothing more to rename."""

_ENOUGH = 1_000
"""Violations after which the rest of a map is not validated: nobody reads so many."""

_ABOUT_KEYS = frozenset({"additionalProperties", "required", "propertyNames"})
"""A mapping can violate these beside others; of all else one finding for each value is enough."""

_SECTIONS = ("sources", "premises", "objections", "inferences")

_SLICE_WEIGHT = 3_000
"""About how many mistakes the entries of a slice can hold."""

_ENTRY_WEIGHT = 10
"""Least weight of an entry: each wrong id makes the validator copy the whole slice."""

_EITHER = {
    ("evidence", "text"): ("text", "quote"),
    ("inference", "conclusion"): ("conclusion", "attacks"),
}
"""Keys of which one is enough: the schema asks for the first where the other is missing too."""


def is_sound(tree: Tree) -> bool:
    """Return whether a tree is a map in every key and value.

    `validate` finds nothing in such a map, and takes longer. It decides on a version of the
    format that is not written as `1`.
    """
    root = tree.root
    if not isinstance(root, MappingNode):
        return False
    version = root.values.get("argmap")
    plain = isinstance(version, ScalarNode) and version.text == "1"
    return plain and bool(_validator().is_valid(plain_data(root)))


def validate(tree: Tree) -> tuple[Finding, ...]:
    """Return every departure of a tree from the format, in the order of the file.

    A misspelt key gets, in the tree, the name that it was most likely meant to have, so that one
    slip makes one finding and what the key holds is known.
    """
    root = tree.root
    if not isinstance(root, MappingNode):
        return (_no_map(tree),)
    if "argmap" not in root.values and "argmap-review" in root.values:
        message = "this is a ledger of reviews, not a map"
        hint = "name the map that it belongs to: the ledger beside it is read along"
        return (missing_key(message, hint, tree.location(root.keys["argmap-review"])),)
    version = root.values.get("argmap")
    if isinstance(version, ScalarNode) and _is_other_version(version.text):
        return (unsupported_version(version.text, tree.location(version)),)
    collector = Collector()
    violations: list[Violation] = []
    for _ in range(_ROUNDS):
        violations = _violations(root)
        if not _mend_keys(tree, root, violations, collector):
            break
    for violation in violations:
        collector.extend(_findings_of(violation, root, tree))
    return collector.result()


@cache
def _validator() -> Any:
    """Return the compiled schema; the import waits for the first map, since it takes 30 ms."""
    import jsonschema_rs  # noqa: PLC0415

    schema = shipped("schema.json").decode("utf-8")
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _is_other_version(version: str) -> bool:
    return bool(re.fullmatch(r"[0-9.]{1,20}", version)) and version not in {"1", "1.0"}


def _violations(root: MappingNode) -> list[Violation]:
    """Return the violations of the schema, one for each value and cause."""
    if _validator().is_valid(plain_data(root)):
        return []  # to find no violation in slices takes ten times as long
    found: dict[tuple[object, ...], Violation] = {}
    for number, part in enumerate(_slices(root)):
        for error in _validator().iter_errors(part):
            path, kind = _true_path(root, error.instance_path), error.kind
            if number and not path:
                continue  # only the first slice holds the whole outermost level
            detail = _detail(kind)
            about_keys = kind.name in {"required", "propertyNames"}
            key = (path, kind.name, detail) if about_keys else (path, kind.name in _ABOUT_KEYS)
            found.setdefault(key, Violation(path, kind.name, detail))
        if len(found) > _ENOUGH:
            break
    return list(found.values())


def _slices(root: MappingNode) -> Iterator[dict[str, Any]]:
    """Yield parts of a map that together hold all of it, which bounds the time for each mistake.

    Each holds entries of the sections; the first one also holds all other keys.
    """
    part: dict[str, Any] = {}
    for key, value in root.values.items():
        sliced = key in _SECTIONS and isinstance(value, MappingNode)
        part[key] = {} if sliced else plain_data(value)
    weight = 0
    for section in _SECTIONS:
        entries = root.values.get(section)
        if not isinstance(entries, MappingNode):
            continue
        for name, entry in entries.values.items():
            part.setdefault(section, {})[name] = plain_data(entry)
            weight += _weight(entry)
            if weight > _SLICE_WEIGHT:
                yield part
                part, weight = {}, 0
    yield part


def _weight(entry: Node) -> int:
    """Return about how many mistakes an entry can hold."""
    if isinstance(entry, SequenceNode):
        return _ENTRY_WEIGHT + len(entry.items)
    if not isinstance(entry, MappingNode):
        return _ENTRY_WEIGHT
    lists = (value for value in entry.values.values() if isinstance(value, SequenceNode))
    return _ENTRY_WEIGHT + len(entry.values) + sum(len(value.items) for value in lists)


def _true_path(root: MappingNode, path: list[str | int]) -> tuple[str | int, ...]:
    """Return a path from the validator, which takes a key of digits for the index of a list."""
    node: Node = root
    steps: list[str | int] = []
    for step in path:
        if isinstance(node, SequenceNode) and isinstance(step, int):
            steps.append(step)
            node = node.items[step]
        else:
            steps.append(str(step))
            node = node.values.get(str(step), node) if isinstance(node, MappingNode) else node
    return tuple(steps)


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
    tree: Tree, root: MappingNode, violations: list[Violation], collector: Collector
) -> bool:
    """Report and rename the keys whose meaning is clear; return whether there were any."""
    renamed = False
    for violation in violations:
        if violation.keyword != "additionalProperties" or collector.is_full("AM104"):
            continue
        part, mapping = part_at(violation.path), _node_at(root, violation.path)
        assert isinstance(mapping, MappingNode)  # nothing else has keys
        for key in violation.detail[: MOST_OF_ONE_CODE + 1]:
            meant = meant_key(key, part)
            if meant is not None and meant not in mapping.values:
                collector.add(_no_such_key(key, mapping, part, tree))
                mapping.rename(key, meant)
                renamed = True
    return renamed


def _node_at(root: MappingNode, path: tuple[str | int, ...]) -> Node | None:
    """Return the value that a path leads to, or None if it leads through what was not taken."""
    node: Node = root
    for step in path:
        if isinstance(node, MappingNode) and isinstance(step, str) and step in node.values:
            node = node.values[step]
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.items[step]
        else:
            return None
    return None if isinstance(node, UnknownNode) else node


def _findings_of(violation: Violation, root: MappingNode, tree: Tree) -> list[Finding]:
    """Return the findings on one violation, none if its cause has been reported before."""
    node = _node_at(root, violation.path)
    if node is None:
        return []
    if isinstance(node, MappingNode):
        if violation.keyword == "additionalProperties":
            part = part_at(violation.path)
            keys = violation.detail[: MOST_OF_ONE_CODE + 1]
            return [_no_such_key(key, node, part, tree) for key in keys]
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
    mend = None
    if isinstance(node, ScalarNode) and not misplaced and _lacks_quotes(violation, node):
        mend = Mend(f'"{node.text}"', tree.location(node))
    elif isinstance(node, ScalarNode) and not is_null(node):
        mend = value_mend(violation, node)
    return [wrong_value(*wrong(violation, node, tree), at, mend)]


def _lacks_quotes(violation: Violation, node: ScalarNode) -> bool:
    """Return whether a value would be what its key takes if it stood in quotes."""
    plain = node.plain and node.length > 0 and not is_null(node)
    return plain and takes_text(violation)


def _mark_above(path: tuple[str | int, ...], root: MappingNode) -> None:
    """Mark the entry above a key that is not indented deep enough: what it lacks stands below."""
    section = _node_at(root, path[:1])
    assert isinstance(section, MappingNode)  # the caller has found the key in it
    names = list(section.keys)
    above = [section.values[name] for name in names[: names.index(str(path[1]))]]
    owner = next((node for node in reversed(above) if isinstance(node, MappingNode)), None)
    if owner is not None:
        owner.broken = True


def _no_such_key(key: str, mapping: MappingNode, part: MapPart, tree: Tree) -> Finding:
    mapping.broken = True
    at = mapping.keys[key]
    sure = surely_meant_key(key, part)
    meant = sure or meant_key(key, part)
    free = meant is not None and meant not in mapping.values
    mend = Mend(meant, sure=sure is not None) if meant is not None and free else None
    value = mapping.values[key]
    behind = tree.line(at.line)[at.column - 1 + at.length :].lstrip()
    bare = is_null(value) and at.length > 0 and not behind.startswith(":")
    hint = key_hint(key, part, bare=bare)
    return unknown_key(short(at.text), part.name, hint, tree.location(at), mend)


def _no_map(tree: Tree) -> Finding:
    """Return the finding on a file whose outermost value is no mapping."""
    if tree.root is None or is_null(tree.root):
        message = "the file is empty" if not tree.text.strip() else "the file holds only comments"
        hint = "a map begins with `argmap: 1` and has at least a `title` and a `thesis`"
        return missing_key(message, hint, Location(tree.path, 1, 1))
    shape = "a list" if isinstance(tree.root, SequenceNode) else "a text"
    message = f"a map is made of keys such as `title: …` and `thesis: …`, and this is {shape}"
    return wrong_value(message, "begin the file with `argmap: 1`", tree.location(tree.root))


def _missing(violation: Violation, root: MappingNode, tree: Tree) -> Finding:
    part, key = part_at(violation.path), violation.detail
    who = {"map": "the map", "ignore": "this entry", "thesis": "the thesis"}.get(part.kind)
    keys = _EITHER.get((part.kind, key), (key,))
    has = f"has neither `{keys[0]}` nor `{keys[1]}`" if len(keys) > 1 else f"has no `{key}`"
    purpose = part.keys[key].partition(". ")[0].rstrip(".")
    hint = f"write `{key}: …`: {purpose[0].lower()}{purpose[1:]}"
    if key == "argmap":
        hint = "begin the file with `argmap: 1`"
    at = _key_location(violation.path, root, tree)
    return missing_key(f"{who or f'this {part.kind}'} {has}", hint, at)


def _key_location(path: tuple[str | int, ...], root: MappingNode, tree: Tree) -> Location:
    """Return where the key of a value stands, or the value itself if it has none."""
    parent = _node_at(root, path[:-1]) if path else None
    if isinstance(parent, MappingNode):
        return tree.location(parent.keys[str(path[-1])])
    node = _node_at(root, path)
    assert node is not None  # the caller has found it
    first = next(iter(node.keys.values()), node) if isinstance(node, MappingNode) else node
    return tree.location(first)
