"""Compare two maps: claims, evidence, inferences, sources, accepted findings, reviews."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from argmap.comparison.fields import (
    Fields,
    NewIds,
    changed_fields,
    claim_fields,
    evidence_fields,
    ignore_fields,
    inference_fields,
    map_fields,
    source_fields,
    steps_from,
)
from argmap.comparison.match import (
    Matches,
    match_claims,
    match_evidence,
    match_inferences,
    match_sources,
)
from argmap.comparison.model import (
    LINKS,
    Change,
    ChangeType,
    Difference,
    Field,
    Renumbered,
    Stale,
    Subject,
)
from argmap.model.argument import ArgumentMap, Claim, Evidence, Ignore, Inference, Source
from argmap.model.findings import Location
from argmap.model.outline import numbers_of
from argmap.quotes.sources import Texts
from argmap.review.ledger import Ledger
from argmap.review.states import standings

_Key = TypeVar("_Key", bound=Hashable)
_Entry = TypeVar("_Entry", Inference, Source, Ignore)
_Piece = tuple[str, Evidence]
"""A piece of evidence, behind the id of its claim."""

_SUBJECTS = {
    Claim: Subject.CLAIM,
    Evidence: Subject.EVIDENCE,
    Inference: Subject.INFERENCE,
    Source: Subject.SOURCE,
    Ignore: Subject.IGNORE,
}


def compare(
    old: ArgumentMap,
    new: ArgumentMap,
    ledger: Ledger | None = None,
    texts: Texts | None = None,
    old_texts: Texts | None = None,
) -> Difference:
    """Return the difference between two versions of a map.

    Layout, comments and the order of the file do not count: what is left is what the maps say.
    A claim is known by its id; under another id it is known by its words, as a whole or for the
    most part. Evidence is known by its own id, by what it says, or by most of its words.

    Args:
        old: The older version.
        new: The newer one.
        ledger: The reviews of the new one, to tell which of them no longer count.
        texts: The texts of the new one's sources, which reviews may be bound to, or None.
        old_texts: Those of the old one's.
    """
    claims = match_claims(old, new)
    sources = match_sources(old, new)
    inferences = match_inferences(old, new, claims)
    new_ids = {**claims.new_ids, **sources.new_ids, **inferences.new_ids}
    old_ignores = {_accepted(one, new_ids): one for one in old.ignores}
    new_ignores = {_accepted(one, {}): one for one in new.ignores}
    return Difference(
        fields=changed_fields(map_fields(old, new_ids), map_fields(new, {})),
        claims=_compare_claims(old, new, claims, new_ids),
        inferences=_compare_entries(
            old.inferences, new.inferences, inferences.old_ids, new_ids, inference_fields
        ),
        sources=_compare_entries(old.sources, new.sources, sources.old_ids, new_ids, source_fields),
        ignores=_compare_entries(
            old_ignores,
            new_ignores,
            {key: key for key in new_ignores if key in old_ignores},
            new_ids,
            ignore_fields,
        ),
        stale=_newly_stale(old, new, ledger, (old_texts, texts), claims.new_ids),
        numbers=_renumbered(old, new, claims),
    )


def _renumbered(old: ArgumentMap, new: ArgumentMap, claims: Matches) -> tuple[Renumbered, ...]:
    """Return the claims with a number in both versions that is not the same."""
    before = numbers_of(old)
    found = []
    for name, now in numbers_of(new).items():
        then = before.get(claims.old_ids.get(name, ""), now)
        if then != now:
            found.append(Renumbered(name, then, now, new.claims[name].text))
    return tuple(found)


def _accepted(ignore: Ignore, new_ids: NewIds) -> tuple[str, frozenset[str]]:
    """Return the rule and the parts whose findings an entry under `ignore` accepts."""
    return ignore.rule.casefold(), frozenset(new_ids.get(ref.id, ref.id) for ref in ignore.targets)


def _compare_claims(
    old: ArgumentMap, new: ArgumentMap, matches: Matches, new_ids: NewIds
) -> tuple[Change, ...]:
    found = []
    old_steps, new_steps = steps_from(old), steps_from(new)
    evidence = _compare_evidence(old, new, matches, new_ids)
    for claim in _in_order(new.claims):
        was = matches.old_ids.get(claim.id)
        before = old.claims[was] if was is not None else None
        now = claim_fields(claim, new.lang, new_steps, {})
        if before is None:
            fields = _links(changed_fields({}, now))
        else:
            then = claim_fields(before, old.lang, old_steps, new_ids)
            fields = _without_defaults(before, claim, changed_fields(then, now))
        pieces = evidence[claim.id]
        if fields or pieces or was != claim.id:
            kind = ChangeType.ADDED if before is None else ChangeType.CHANGED
            old_id = was if was != claim.id else None
            found.append(_change(kind, claim, fields, old_id, pieces))
    for claim in _in_order(old.claims):
        if claim.id not in matches.new_ids:
            then = claim_fields(claim, old.lang, old_steps, new_ids)
            found.append(_change(ChangeType.REMOVED, claim, _links(changed_fields(then, {}))))
    return tuple(found)


def _in_order(claims: Mapping[str, Claim]) -> list[Claim]:
    """Return claims in the order of the file."""
    return sorted(claims.values(), key=lambda claim: claim.at)


def _links(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.key in LINKS and field.key != "role")


def _without_defaults(old: Claim, new: Claim, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Leave out the speaker and the language where both versions take them from the map."""
    defaults = {
        key
        for key in ("by", "lang")
        if getattr(old, key) is None and getattr(new, key) is None
        if old.implicit == new.implicit
    }
    return tuple(field for field in fields if field.key not in defaults)


def _compare_entries(
    old: Mapping[_Key, _Entry],
    new: Mapping[_Key, _Entry],
    old_keys: Mapping[_Key, _Key],
    new_ids: NewIds,
    fields_of: Callable[[_Entry, NewIds], Fields],
) -> tuple[Change, ...]:
    """Return the changes of inferences, of sources, or of entries under `ignore`.

    Args:
        old: The entries of the older version.
        new: Those of the newer one.
        old_keys: The key in `old` of each entry in `new` that was there.
        new_ids: The new id of every old one.
        fields_of: Flattens an entry.
    """
    found = []
    for key, entry in new.items():
        was = old_keys.get(key)
        before = fields_of(old[was], new_ids) if was is not None else {}
        fields = changed_fields(before, fields_of(entry, {}))
        if fields or was != key:
            kind = ChangeType.ADDED if was is None else ChangeType.CHANGED
            old_id = _id(old[was]) if was is not None and was != key else None
            found.append(_change(kind, entry, fields, old_id))
    kept = set(old_keys.values())
    for key, entry in old.items():
        if key not in kept:
            fields = changed_fields(fields_of(entry, new_ids), {})
            found.append(_change(ChangeType.REMOVED, entry, fields))
    return tuple(found)


def _compare_evidence(
    old: ArgumentMap, new: ArgumentMap, claims: Matches, new_ids: NewIds
) -> dict[str, tuple[Change, ...]]:
    """Return the changes of evidence by the new id of its claim.

    The evidence of a removed claim is left out, unless it stands under another claim now. The
    evidence of a new claim is new.
    """
    found: dict[str, list[Change]] = {name: [] for name in new.claims}
    gone: list[_Piece] = [
        (name, piece)
        for name, claim in old.claims.items()
        if name not in claims.new_ids
        for piece in claim.evidence
    ]
    added: list[_Piece] = []
    for name, claim in new.claims.items():
        was = claims.old_ids.get(name)
        before = old.claims[was].evidence if was is not None else ()
        kept, out, come = match_evidence(before, claim.evidence)
        for one, other in kept:
            fields = changed_fields(evidence_fields(one, new_ids), evidence_fields(other, {}))
            if fields:
                found[name].append(_change(ChangeType.CHANGED, other, fields))
        gone += [(was or name, piece) for piece in out]
        added += [(name, piece) for piece in come]
    _take_moved(gone, added, new_ids, found)
    for name, piece in added:
        fields = changed_fields({}, evidence_fields(piece, {}))
        found[name].append(_change(ChangeType.ADDED, piece, fields))
    for was, piece in gone:
        if was in claims.new_ids:
            fields = changed_fields(evidence_fields(piece, new_ids), {})
            found[claims.new_ids[was]].append(_change(ChangeType.REMOVED, piece, fields))
    return {name: tuple(sorted(changes, key=_place)) for name, changes in found.items()}


def _place(change: Change) -> tuple[bool, Location]:
    """Order evidence as the file does, with what was removed at the end."""
    return change.type is ChangeType.REMOVED, change.at


def _take_moved(
    gone: list[_Piece], added: list[_Piece], new_ids: NewIds, found: dict[str, list[Change]]
) -> None:
    """Move evidence that stands unchanged under another claim from `gone` and `added` to `found`.

    Args:
        gone: The removed pieces, by the old ids of their claims.
        added: The new pieces, by the new ids of their claims.
        new_ids: The new id of every old one.
        found: The changes by the new ids of claims.
    """
    places: dict[object, list[_Piece]] = {}
    for come in added:
        places.setdefault(frozenset(evidence_fields(come[1], {}).items()), []).append(come)
    for was, piece in list(gone):
        same = places.get(frozenset(evidence_fields(piece, new_ids).items()))
        if same:
            name, moved = same.pop(0)
            gone.remove((was, piece))
            added.remove((name, moved))
            field = Field("claim", new_ids.get(was, was), name)
            found[name].append(_change(ChangeType.CHANGED, moved, (field,)))


def _change(
    kind: ChangeType,
    part: Claim | Evidence | Inference | Source | Ignore,
    fields: tuple[Field, ...],
    old_id: str | None = None,
    evidence: tuple[Change, ...] = (),
) -> Change:
    subject = _SUBJECTS[type(part)]
    return Change(
        type=kind,
        subject=subject,
        id=_id(part),
        old_id=old_id,
        label=part.role.value if isinstance(part, Claim) else subject.value,
        text=_text(part),
        fields=fields,
        evidence=evidence,
        at=part.at,
    )


def _id(part: Claim | Evidence | Inference | Source | Ignore) -> str:
    return part.rule if isinstance(part, Ignore) else part.id


def _text(part: Claim | Evidence | Inference | Source | Ignore) -> str:
    match part:
        case Claim():
            return part.text
        case Evidence():
            return part.text or part.quote or ""
        case Inference():
            return part.warrant or part.scheme or ""
        case Source():
            return part.title or ""
        case Ignore():
            return part.because


def _newly_stale(
    old: ArgumentMap,
    new: ArgumentMap,
    ledger: Ledger | None,
    texts: tuple[Texts | None, Texts | None],
    new_ids: NewIds,
) -> tuple[Stale, ...]:
    """Return the verdicts that count for the old version and not for the new one.

    A verdict on a claim that is gone, or that has another id now, is one of them. A challenge
    goes on when the claim has other words.
    """
    if ledger is None:
        return ()
    now = standings(new, ledger, texts[1])
    found = []
    for name, standing in standings(old, ledger, texts[0]).items():
        after = {id(one.verdict): one for one in now[name].opinions} if name in now else {}
        for opinion in standing.opinions:
            verdict = opinion.verdict
            then = after.get(id(verdict))
            if not opinion.counts or (then is not None and then.counts):
                continue
            if then is not None:
                changes = tuple(change.part for change in then.changes)
            elif name in new_ids:
                changes = (f"it is `{new_ids[name]}` now",)
            else:
                kind = "claim" if name in old.claims else "inference"
                changes = (f"the {kind} is gone",)
            found.append(Stale(name, verdict.by, verdict.judgement.value, verdict.date, changes))
    return tuple(found)
