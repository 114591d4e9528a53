"""Compare two maps: claims, inferences, evidence, sources, reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from argmap.comparison import fields as things
from argmap.comparison.fields import Names, Said
from argmap.comparison.match import (
    Matches,
    Thing,
    match_claims,
    match_evidence,
    match_inferences,
    match_sources,
)
from argmap.comparison.model import LINKS, Change, ChangeType, Difference, Field, Stale, Subject
from argmap.model.argument import ArgumentMap, Claim, Evidence, Ignore
from argmap.model.findings import Location
from argmap.review.ledger import Ledger
from argmap.review.states import standings

_Piece = tuple[str, "Evidence"]
"""A piece of evidence, and the claim that it stands under."""


def compare_evidence(
    old: ArgumentMap, new: ArgumentMap, claims: Matches, names: Names
) -> dict[str, tuple[Change, ...]]:
    """Return what became of the evidence, by the new id of the claim that it stands under.

    Evidence of a claim that is gone is not told by itself, unless it stands under another one
    now. The evidence of a new claim is told as new.

    Args:
        old: The older version.
        new: The newer one.
        claims: Which claim is which.
        names: What the old ids are called in the new version.
    """
    found: dict[str, list[Change]] = {}
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
            fields = _fields(one, other, names)
            if fields:
                found.setdefault(name, []).append(_change(ChangeType.CHANGED, other, fields))
        gone += [(was or name, piece) for piece in out]
        added += [(name, piece) for piece in come]
    _tell_moved(gone, added, names, found)
    for name, piece in added:
        found.setdefault(name, []).append(
            _change(ChangeType.ADDED, piece, _fields(None, piece, names))
        )
    for was, piece in gone:
        if was in claims.new_ids:
            there = found.setdefault(claims.new_ids[was], [])
            there.append(_change(ChangeType.REMOVED, piece, _fields(piece, None, names)))
    return {name: tuple(sorted(changes, key=_order)) for name, changes in found.items()}


def _order(change: Change) -> tuple[bool, Location]:
    """Order what is there as the file does, and behind it what is gone."""
    return change.what is ChangeType.REMOVED, change.at


def _tell_moved(
    gone: list[_Piece], added: list[_Piece], names: Names, found: dict[str, list[Change]]
) -> None:
    """Take what stands unchanged under another claim out of what is gone and what is new."""
    places: dict[object, list[_Piece]] = {}
    for come in added:
        places.setdefault(_said(come[1], {}), []).append(come)
    for was, piece in list(gone):
        same = places.get(_said(piece, names))
        if same:
            name, there = same.pop(0)
            gone.remove((was, piece))
            added.remove((name, there))
            field = Field("claim", names.get(was, was), name)
            found.setdefault(name, []).append(_change(ChangeType.CHANGED, there, (field,)))


def _said(piece: Evidence, names: Names) -> object:
    return frozenset(things.of_evidence(piece, names).items())


def _fields(old: Evidence | None, new: Evidence | None, names: Names) -> tuple[Field, ...]:
    before = things.of_evidence(old, names) if old is not None else {}
    return things.differing(before, things.of_evidence(new, {}) if new is not None else {})


def _change(what: ChangeType, piece: Evidence, fields: tuple[Field, ...]) -> Change:
    return Change(
        what=what,
        kind=Subject.EVIDENCE,
        id=piece.id,
        label=Subject.EVIDENCE.value,
        text=piece.text or piece.quote or "",
        fields=fields,
        at=piece.at,
    )


def went_stale(
    old: ArgumentMap, new: ArgumentMap, ledger: Ledger | None, new_ids: Mapping[str, str]
) -> tuple[Stale, ...]:
    """Return the verdicts that held for the old version and no longer do.

    A verdict on a claim that is gone, or that has another id now, is one of them.

    Args:
        old: The older version.
        new: The newer one.
        ledger: The reviews of the new one; None for none.
        new_ids: The new id of every claim that is still there.
    """
    if ledger is None:
        return ()
    now = standings(new, ledger)
    found = []
    for name, standing in standings(old, ledger).items():
        after = {id(one.verdict): one for one in now[name].opinions} if name in now else {}
        for opinion in standing.opinions:
            verdict = opinion.verdict
            then = after.get(id(verdict))
            if opinion.counts and (then is None or not then.counts):
                parts: tuple[str, ...] = (_no_longer(name, new_ids),)
                if then is not None:
                    parts = tuple(change.part for change in then.changes)
                told = (verdict.by, verdict.judgement.value, verdict.date)
                found.append(Stale(name, *told, parts))
    return tuple(found)


def _no_longer(name: str, new_ids: Mapping[str, str]) -> str:
    """Return why a claim's verdicts are on nothing now."""
    return f"it is `{new_ids[name]}` now" if name in new_ids else "the claim is gone"


def compare(old: ArgumentMap, new: ArgumentMap, ledger: Ledger | None = None) -> Difference:
    """Return what two versions of a map say differently.

    Layout, comments and the order of the file do not count: what is left is what the maps say.
    A claim is known by its id; under another id it is known by its words, as a whole or for the
    most part. Evidence is known by its own id, by what it says, or by most of its words.

    Args:
        old: The older version.
        new: The newer one.
        ledger: The reviews of the new one, to tell which of them no longer count.
    """
    claims = match_claims(old, new)
    sources = match_sources(old, new)
    inferences = match_inferences(old, new, claims)
    names = {**claims.new_ids, **sources.new_ids, **inferences.new_ids}
    found = _Comparison(old, new, names)
    return Difference(
        fields=things.differing(things.of_map(old, names), things.of_map(new, {})),
        claims=found.claims(claims),
        inferences=found.things(
            Subject.INFERENCE,
            (old.inferences, new.inferences),
            inferences,
            things.of_inference,
            lambda step: step.warrant or step.scheme or "",
        ),
        sources=found.things(
            Subject.SOURCE,
            (old.sources, new.sources),
            sources,
            things.of_source,
            lambda source: source.title or "",
        ),
        ignores=found.ignores(),
        stale=went_stale(old, new, ledger, claims.new_ids),
    )


class _Comparison:
    """Compares the things of two versions whose ids are matched."""

    def __init__(self, old: ArgumentMap, new: ArgumentMap, names: Names) -> None:
        self.old, self.new, self.names = old, new, names
        self._old_steps, self._new_steps = things.steps(old), things.steps(new)

    def claims(self, matches: Matches) -> tuple[Change, ...]:
        """Return what became of the claims."""
        found = []
        evidence = compare_evidence(self.old, self.new, matches, self.names)
        for claim in _in_order(self.new.claims):
            was = matches.old_ids.get(claim.id)
            before = self.old.claims[was] if was is not None else None
            fields = self._claim_fields(before, claim)
            pieces = evidence.get(claim.id, ())
            if fields or pieces or was != claim.id:
                what = ChangeType.ADDED if before is None else ChangeType.CHANGED
                found.append(_claim(what, claim, was, fields, pieces))
        for claim in _in_order(self.old.claims):
            if claim.id not in matches.new_ids:
                said = things.of_claim(claim, self.old.lang, self._old_steps, self.names)
                fields = _links(things.differing(said, {}))
                found.append(_claim(ChangeType.REMOVED, claim, None, fields, ()))
        return tuple(found)

    def _claim_fields(self, before: Claim | None, after: Claim) -> tuple[Field, ...]:
        """Return what changed of a claim; of a new one, where it stands."""
        said = things.of_claim(after, self.new.lang, self._new_steps, {})
        if before is None:
            return _links(things.differing({}, said))
        fields = things.differing(
            things.of_claim(before, self.old.lang, self._old_steps, self.names), said
        )
        left_to_map = {
            key
            for key in ("by", "lang")
            if getattr(before, key) is None and getattr(after, key) is None
            if before.implicit == after.implicit
        }
        return tuple(field for field in fields if field.key not in left_to_map)

    def things(
        self,
        kind: Subject,
        versions: tuple[Mapping[str, Thing], Mapping[str, Thing]],
        matches: Matches,
        said: Callable[[Thing, Names], Said],
        text: Callable[[Thing], str],
    ) -> tuple[Change, ...]:
        """Return what became of the inferences, or of the sources."""
        old, new = versions
        found = []
        for name, thing in new.items():
            was = matches.old_ids.get(name)
            before = said(old[was], self.names) if was is not None else {}
            fields = things.differing(before, said(thing, {}))
            if fields or was != name:
                what = ChangeType.ADDED if was is None else ChangeType.CHANGED
                old_id = was if was != name else None
                made = Change(what=what, kind=kind, id=name, old_id=old_id, label=kind, at=thing.at)
                found.append(replace(made, text=text(thing), fields=fields))
        for name, thing in old.items():
            if name not in matches.new_ids:
                fields = things.differing(said(thing, self.names), {})
                made = Change(what=ChangeType.REMOVED, kind=kind, id=name, label=kind, at=thing.at)
                found.append(replace(made, text=text(thing), fields=fields))
        return tuple(found)

    def ignores(self) -> tuple[Change, ...]:
        """Return what became of the findings that are accepted."""
        old = {_accepted(one, self.names): one for one in self.old.ignores}
        new = {_accepted(one, {}): one for one in self.new.ignores}
        found = []
        for key, one in new.items():
            before = things.of_ignore(old[key], self.names) if key in old else {}
            fields = things.differing(before, things.of_ignore(one, {}))
            if fields:
                what = ChangeType.CHANGED if key in old else ChangeType.ADDED
                found.append(_ignore(what, one, fields))
        for key, one in old.items():
            if key not in new:
                fields = things.differing(things.of_ignore(one, self.names), {})
                found.append(_ignore(ChangeType.REMOVED, one, fields))
        return tuple(found)


def _in_order(claims: Mapping[str, Claim]) -> list[Claim]:
    """Return claims as the file has them."""
    return sorted(claims.values(), key=lambda claim: claim.at)


def _claim(
    what: ChangeType,
    claim: Claim,
    was: str | None,
    fields: tuple[Field, ...],
    evidence: tuple[Change, ...],
) -> Change:
    return Change(
        what=what,
        kind=Subject.CLAIM,
        id=claim.id,
        old_id=was if was != claim.id else None,
        label=claim.role.value,
        text=claim.text,
        fields=fields,
        evidence=evidence,
        at=claim.at,
    )


def _ignore(what: ChangeType, one: Ignore, fields: tuple[Field, ...]) -> Change:
    return Change(
        what=what,
        kind=Subject.IGNORE,
        id=one.rule,
        label=Subject.IGNORE.value,
        text=one.because,
        fields=fields,
        at=one.at,
    )


def _accepted(one: Ignore, names: Names) -> tuple[str, frozenset[str]]:
    """Return what an entry under `ignore` accepts."""
    return one.rule.casefold(), frozenset(names.get(ref.id, ref.id) for ref in one.targets)


def _links(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return what says where a claim stood."""
    return tuple(field for field in fields if field.key in LINKS and field.key != "role")
