"""Flatten model objects to fields for comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.comparison.model import Field, Value
from argmap.model.argument import ArgumentMap, Claim, Evidence, Ignore, Inference, Reference, Source

NewIds = Mapping[str, str]
"""The new id of each old id; an id that is missing here stays as it is."""

Fields = Mapping[str, Value]
"""The values of a map or of a part of it, by key; an empty value is left out."""


def map_fields(one: ArgumentMap, new_ids: NewIds) -> Fields:
    """Return a map's own fields; `new_ids` renames the ids of the older version, here and below."""
    return _without_empty(
        {
            "title": one.title,
            "description": one.description,
            "lang": one.lang,
            "author": one.author,
            "date": one.date,
            "about": _id(one.about, new_ids),
            "by": one.by,
        }
    )


def steps_from(argument_map: ArgumentMap) -> Mapping[str, tuple[str, ...]]:
    """Return the inferences that each claim is a premise of, by the claims' ids."""
    found: dict[str, list[str]] = {}
    for step in argument_map.inferences.values():
        for name in dict.fromkeys(premise.id for premise in step.premises):
            found.setdefault(name, []).append(step.id)
    return {name: tuple(ids) for name, ids in found.items()}


def claim_fields(
    one: Claim, lang: str, inferences: Mapping[str, tuple[str, ...]], new_ids: NewIds
) -> Fields:
    """Return a claim's fields without its evidence.

    The speaker and the language count only where the claim names its own: where both versions
    leave them to the map, the map's own change says it once.

    Args:
        one: The claim.
        lang: The map's language.
        inferences: The ids of the inferences that each claim is a premise of.
        new_ids: The new ids, for a claim of the older version.
    """
    stands_in = (new_ids.get(step, step) for step in inferences.get(one.id, ()))
    return _without_empty(
        {
            "role": one.role.value,
            "text": one.text,
            "by": one.speaker,
            "implicit": "true" if one.implicit else None,
            "supports": _links(one.supports, new_ids),
            "attacks": _links(one.attacks, new_ids),
            "inference": tuple(sorted(stands_in)),
            "source": _id(one.source, new_ids),
            "locator": one.locator,
            "quote": one.quote,
            "lang": one.lang or lang,
        }
    )


def evidence_fields(one: Evidence, new_ids: NewIds) -> Fields:
    """Return the fields of a piece of evidence."""
    return _without_empty(
        {
            "text": one.text,
            "quote": one.quote,
            "source": _id(one.source, new_ids),
            "locator": one.locator,
            "by": one.by,
            "status": one.status.value,
            "lang": one.lang,
        }
    )


def inference_fields(one: Inference, new_ids: NewIds) -> Fields:
    """Return an inference's fields; the order of its premises does not count."""
    return _without_empty(
        {
            "premises": tuple(sorted({new_ids.get(ref.id, ref.id) for ref in one.premises})),
            "conclusion": _id(one.conclusion, new_ids),
            "attacks": _id(one.attacks, new_ids),
            "warrant": one.warrant,
            "by": one.by,
            "scheme": one.scheme,
        }
    )


def source_fields(one: Source, new_ids: NewIds) -> Fields:
    """Return a source's fields, whatever their keys."""
    fields = {key: _value(value) for key, value in one.fields.items()}
    if one.via is not None:
        fields["via"] = _id(one.via, new_ids)
    return _without_empty(fields)


def ignore_fields(one: Ignore, new_ids: NewIds) -> Fields:
    """Return the fields of an entry under `ignore`."""
    return _without_empty(
        {
            "rule": one.rule,
            "at": tuple(sorted(new_ids.get(ref.id, ref.id) for ref in one.targets)),
            "because": one.because,
        }
    )


def changed_fields(old: Fields, new: Fields) -> tuple[Field, ...]:
    """Return the fields whose values differ, those of the new version first."""
    keys = list(dict.fromkeys([*new, *old]))
    return tuple(
        Field(key, old.get(key), new.get(key))
        for key in keys
        if _compared(key, old.get(key)) != _compared(key, new.get(key))
    )


def _compared(key: str, value: Value) -> object:
    """Return the part of a value that counts: of links the first, and the set of all."""
    if key in ("supports", "attacks") and isinstance(value, tuple):
        return value[0], frozenset(value)
    return value


def _links(references: Iterable[Reference], new_ids: NewIds) -> Value:
    return tuple(dict.fromkeys(new_ids.get(ref.id, ref.id) for ref in references)) or None


def _id(reference: Reference | None, new_ids: NewIds) -> str | None:
    return None if reference is None else new_ids.get(reference.id, reference.id)


def _value(value: object) -> Value:
    if isinstance(value, (list, tuple)):
        return tuple(map(str, value))
    return None if value is None else str(value)


def _without_empty(fields: dict[str, Value]) -> Fields:
    return {key: value for key, value in fields.items() if value not in (None, (), "")}
