"""Flatten model objects to fields for comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.comparison.model import Field, Value
from argmap.model.argument import ArgumentMap, Claim, Evidence, Ignore, Inference, Reference, Source

Names = Mapping[str, str]
"""The ids of the old version that have other names in the new one."""

Said = Mapping[str, Value]
"""What a thing says, by key; what is not there is missing."""


def of_map(one: ArgumentMap, names: Names) -> Said:
    """Return what a map says of itself.

    Args:
        one: The map.
        names: What its ids are called in the new version, for this and all functions below.
    """
    return _there(
        {
            "title": one.title,
            "description": one.description,
            "lang": one.lang,
            "author": one.author,
            "date": one.date,
            "about": _id(one.about, names),
            "by": one.by,
        }
    )


def steps(argument_map: ArgumentMap) -> Mapping[str, tuple[str, ...]]:
    """Return the inferences that each claim is a premise of, by the claims' ids."""
    found: dict[str, list[str]] = {}
    for step in argument_map.inferences.values():
        for name in dict.fromkeys(premise.id for premise in step.premises):
            found.setdefault(name, []).append(step.id)
    return {name: tuple(ids) for name, ids in found.items()}


def of_claim(
    one: Claim, lang: str, inferences: Mapping[str, tuple[str, ...]], names: Names
) -> Said:
    """Return what a claim says, its evidence aside.

    The speaker and the language count only where the claim names its own: where both versions
    leave them to the map, the map's own change tells it once.

    Args:
        one: The claim.
        lang: The map's language.
        inferences: Those that each claim is a premise of.
        names: What the old ids are called in the new version.
    """
    stands_in = (names.get(step, step) for step in inferences.get(one.id, ()))
    return _there(
        {
            "role": one.role.value,
            "text": one.text,
            "by": one.speaker,
            "implicit": "true" if one.implicit else None,
            "supports": _links(one.supports, names),
            "attacks": _links(one.attacks, names),
            "inference": tuple(sorted(stands_in)),
            "source": _id(one.source, names),
            "locator": one.locator,
            "quote": one.quote,
            "lang": one.lang or lang,
        }
    )


def of_evidence(one: Evidence, names: Names) -> Said:
    """Return what a piece of evidence says."""
    return _there(
        {
            "text": one.text,
            "quote": one.quote,
            "source": _id(one.source, names),
            "locator": one.locator,
            "by": one.by,
            "status": one.status.value,
            "lang": one.lang,
        }
    )


def of_inference(one: Inference, names: Names) -> Said:
    """Return what an inference says; the order of its premises does not count."""
    return _there(
        {
            "premises": tuple(sorted({names.get(ref.id, ref.id) for ref in one.premises})),
            "conclusion": _id(one.conclusion, names),
            "attacks": _id(one.attacks, names),
            "warrant": one.warrant,
            "by": one.by,
            "scheme": one.scheme,
        }
    )


def of_source(one: Source, names: Names) -> Said:
    """Return what a source says of itself, every key of it."""
    said = {key: _value(value) for key, value in one.fields.items()}
    if one.via is not None:
        said["via"] = _id(one.via, names)
    return _there(said)


def of_ignore(one: Ignore, names: Names) -> Said:
    """Return what an entry under `ignore` says."""
    return _there(
        {
            "rule": one.rule,
            "at": tuple(sorted(names.get(ref.id, ref.id) for ref in one.targets)),
            "because": one.because,
        }
    )


def differing(old: Said, new: Said) -> tuple[Field, ...]:
    """Return the keys that hold something else, those of the new version first."""
    keys = list(dict.fromkeys([*new, *old]))
    return tuple(
        Field(key, old.get(key), new.get(key))
        for key in keys
        if _compared(key, old.get(key)) != _compared(key, new.get(key))
    )


def _compared(key: str, value: Value) -> object:
    """Return what of a value counts: of links the home, and which others there are."""
    if key in ("supports", "attacks") and isinstance(value, tuple):
        return value[0], frozenset(value)
    return value


def _links(references: Iterable[Reference], names: Names) -> Value:
    return tuple(dict.fromkeys(names.get(ref.id, ref.id) for ref in references)) or None


def _id(reference: Reference | None, names: Names) -> str | None:
    return None if reference is None else names.get(reference.id, reference.id)


def _value(value: object) -> Value:
    if isinstance(value, (list, tuple)):
        return tuple(map(str, value))
    return None if value is None else str(value)


def _there(said: dict[str, Value]) -> Said:
    return {key: value for key, value in said.items() if value not in (None, (), "")}
