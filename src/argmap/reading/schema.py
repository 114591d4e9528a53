"""The format's definition, and what in a map departs from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.reading.collecting import MOST_OF_ONE_CODE, Collector
from argmap.reading.coretypes import plain_data
from argmap.reading.located import Mapping, Scalar
from argmap.reading.schemafindings import (
    findings_of,
    is_other_version,
    no_ledger,
    no_map,
    no_such_key,
    node_at,
    true_path,
)
from argmap.reading.schemakeys import meant_key, part_at, rename
from argmap.reading.schemarules import unsupported_version
from argmap.reading.schemaslices import slices
from argmap.reading.schemawords import Violation
from argmap.reading.soundness import text, validator

if TYPE_CHECKING:
    from argmap.findings import Finding
    from argmap.reading.located import Tree

__all__ = ["text", "validate"]

_ROUNDS = 5
"""A key stands at most four deep in a map (section, claim, evidence, key); the last round finds
nothing more to rename."""

_ENOUGH = 1_000
"""After so many violations the rest of a map is not looked at: nobody reads so many."""

_ABOUT_KEYS = frozenset({"additionalProperties", "required", "propertyNames"})
"""A mapping can violate these beside others; of all else one finding for each value is enough."""


def validate(tree: Tree) -> tuple[Finding, ...]:
    """Returns everything in a tree that departs from the format, in the order of the file.

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
    """Returns the violations of the schema, one for each value and cause."""
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
    """Returns what a violation says beyond its keyword."""
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
    """Reports and renames the keys whose meaning is clear, and tells whether there were any."""
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
