"""Two versions of a map to the difference between them: a pure comparison of what they say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.comparing import things
from argmap.comparing.difference import LINKS, Change, Difference, Field, Kind, What
from argmap.comparing.evidence import compare_evidence
from argmap.comparing.matching import match_claims, match_inferences, match_sources
from argmap.comparing.staleness import went_stale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from argmap.comparing.matching import Matches, Thing
    from argmap.comparing.things import Names, Said
    from argmap.model import ArgumentMap, Claim, Ignore
    from argmap.review.model import Ledger


def compare(old: ArgumentMap, new: ArgumentMap, ledger: Ledger | None = None) -> Difference:
    """Returns what two versions of a map say differently.

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
            Kind.INFERENCE,
            (old.inferences, new.inferences),
            inferences,
            things.of_inference,
            lambda step: step.warrant or step.scheme or "",
        ),
        sources=found.things(
            Kind.SOURCE,
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
        """Returns what became of the claims."""
        found = []
        evidence = compare_evidence(self.old, self.new, matches, self.names)
        for claim in _in_order(self.new.claims):
            was = matches.old_ids.get(claim.id)
            before = self.old.claims[was] if was is not None else None
            fields = self._claim_fields(before, claim)
            pieces = evidence.get(claim.id, ())
            if fields or pieces or was != claim.id:
                what = What.ADDED if before is None else What.CHANGED
                found.append(_claim(what, claim, was, fields, pieces))
        for claim in _in_order(self.old.claims):
            if claim.id not in matches.new_ids:
                said = things.of_claim(claim, self.old.lang, self._old_steps, self.names)
                fields = _links(things.differing(said, {}))
                found.append(_claim(What.REMOVED, claim, None, fields, ()))
        return tuple(found)

    def _claim_fields(self, before: Claim | None, after: Claim) -> tuple[Field, ...]:
        """Returns what changed of a claim; of a new one, where it stands."""
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
        kind: Kind,
        versions: tuple[Mapping[str, Thing], Mapping[str, Thing]],
        matches: Matches,
        said: Callable[[Thing, Names], Said],
        text: Callable[[Thing], str],
    ) -> tuple[Change, ...]:
        """Returns what became of the inferences, or of the sources."""
        old, new = versions
        found = []
        for name, thing in new.items():
            was = matches.old_ids.get(name)
            before = said(old[was], self.names) if was is not None else {}
            fields = things.differing(before, said(thing, {}))
            if fields or was != name:
                what = What.ADDED if was is None else What.CHANGED
                old_id = was if was != name else None
                made = Change(what=what, kind=kind, id=name, old_id=old_id, label=kind, at=thing.at)
                found.append(replace(made, text=text(thing), fields=fields))
        for name, thing in old.items():
            if name not in matches.new_ids:
                fields = things.differing(said(thing, self.names), {})
                made = Change(what=What.REMOVED, kind=kind, id=name, label=kind, at=thing.at)
                found.append(replace(made, text=text(thing), fields=fields))
        return tuple(found)

    def ignores(self) -> tuple[Change, ...]:
        """Returns what became of the findings that are accepted."""
        old = {_accepted(one, self.names): one for one in self.old.ignores}
        new = {_accepted(one, {}): one for one in self.new.ignores}
        found = []
        for key, one in new.items():
            before = things.of_ignore(old[key], self.names) if key in old else {}
            fields = things.differing(before, things.of_ignore(one, {}))
            if fields:
                what = What.CHANGED if key in old else What.ADDED
                found.append(_ignore(what, one, fields))
        for key, one in old.items():
            if key not in new:
                fields = things.differing(things.of_ignore(one, self.names), {})
                found.append(_ignore(What.REMOVED, one, fields))
        return tuple(found)


def _in_order(claims: Mapping[str, Claim]) -> list[Claim]:
    """Returns claims as the file has them."""
    return sorted(claims.values(), key=lambda claim: claim.at)


def _claim(
    what: What,
    claim: Claim,
    was: str | None,
    fields: tuple[Field, ...],
    evidence: tuple[Change, ...],
) -> Change:
    return Change(
        what=what,
        kind=Kind.CLAIM,
        id=claim.id,
        old_id=was if was != claim.id else None,
        label=claim.role.value,
        text=claim.text,
        fields=fields,
        evidence=evidence,
        at=claim.at,
    )


def _ignore(what: What, one: Ignore, fields: tuple[Field, ...]) -> Change:
    return Change(
        what=what,
        kind=Kind.IGNORE,
        id=one.rule,
        label=Kind.IGNORE.value,
        text=one.because,
        fields=fields,
        at=one.at,
    )


def _accepted(one: Ignore, names: Names) -> tuple[str, frozenset[str]]:
    """Returns what an entry under `ignore` accepts."""
    return one.rule.casefold(), frozenset(names.get(ref.id, ref.id) for ref in one.targets)


def _links(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Returns what says where a claim stood."""
    return tuple(field for field in fields if field.key in LINKS and field.key != "role")
