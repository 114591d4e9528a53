"""Fingerprint of a reviewed claim or inference: all that a verdict on it is bound to."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TypeVar

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Reference, Source, Status
from argmap.quotes.sources import Texts
from argmap.review.ledger import VERSION, Fingerprint, Prints
from argmap.review.passages import Passages, chain

DIGEST_LETTERS = "bcdfghjklmnpqrstvwxz"
"""No vowels, so that no digest is a word; no figures, so that no editor takes one for a number."""

DIGEST_LENGTH = 6

LONGEST_KEPT = 2_000
"""Characters of the texts whose digests are kept from map to map."""

PASSAGE_KEYS = ("passage", "sentence", "whole")
"""Keys of the digest of what a source's text has to say: by locator, by quote, or all of it."""

_Key = TypeVar("_Key", bound=Hashable)

Part = Claim | Inference
"""What is reviewed: a claim, or the warrant of an inference."""


class MapContext:
    """A map with the links to its claims, looked up once for all fingerprints.

    Attributes:
        map: The map.
        sealed: Whether a fingerprint holds digests, as a ledger does, or the values themselves.
        steps: The inferences that each claim is a premise of, by its id.
        attackers: The ids of the claims and inferences that attack each claim, by its id.
    """

    def __init__(
        self, argument_map: ArgumentMap, texts: Texts | None = None, *, sealed: bool = True
    ) -> None:
        """Look up the links.

        Args:
            argument_map: The map.
            texts: The texts of its sources; None where they are not to be looked at.
            sealed: Whether fingerprints are to hold digests.
        """
        self.map = argument_map
        self.sealed = sealed
        self.steps: dict[str, list[Inference]] = {}
        self.attackers: dict[str, set[str]] = {}
        self._passages = Passages(argument_map, texts.named_by_map if texts is not None else None)
        self._read: dict[tuple[str, str | None, str | None], Prints] = {}
        self._made: dict[tuple[str, int], Fingerprint] = {}
        self._seals: dict[str, str] = {}
        self._written: dict[str, Prints] = {}
        for inference in argument_map.inferences.values():
            for premise in inference.premises:
                self.steps.setdefault(premise.id, []).append(inference)
            if inference.attacks is not None:
                self.attackers.setdefault(inference.attacks.id, set()).add(inference.id)
        for claim in argument_map.claims.values():
            for target in claim.attacks:
                self.attackers.setdefault(target.id, set()).add(claim.id)

    @property
    def separator(self) -> str:
        """What stands between several ids or words in one value of a fingerprint."""
        return "." if self.sealed else "; "

    def part(self, name: str) -> Part | None:
        """Return the claim or the inference with an id."""
        return self.map.claims.get(name) or self.map.inferences.get(name)

    def seal(self, value: str) -> str:
        """Return a value as fingerprints hold it: as a digest, or as it is."""
        if not self.sealed:
            return _same_form(value)
        found = self._seals.get(value)
        if found is None:  # what a source is known by, each claim that cites it has, too
            kept = len(value) <= LONGEST_KEPT
            found = self._seals[value] = _digest_before(value) if kept else digest(value)
        return found

    def prints(self, fields: Mapping[str, str | None]) -> Prints:
        """Return the fields that have a value, each as a digest or as it is."""
        given = {key: value for key, value in fields.items() if value is not None}
        return {key: self.seal(given[key]) for key in sorted(given)}

    def written(self, source: Source) -> Prints:
        """Return all that is written of a source: each claim that cites it is bound to that."""
        found = self._written.get(source.id)
        if found is None:
            found = self._written[source.id] = self.prints(_written_values(source))
        return found

    def joined(self, values: Iterable[str]) -> str:
        """Return several values as one, in an order that does not depend on theirs."""
        return self.separator.join(sorted({self.seal(value) for value in values}))

    def passage(self, source: Reference | None, part: Claim | Evidence) -> Prints:
        """Return the digest of what a source's text says where a part of the map names it."""
        if source is None or not self.sealed:  # all of a text is nothing to tell in words
            return {}
        key = (source.id, part.locator, part.quote)
        if key not in self._read:  # many claims may rest on the whole of a long text
            found = self._passages.passage(*key)
            self._read[key] = {} if found is None else {found[0]: digest(found[1])}
        return self._read[key]

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of every claim and inference, by its id, as fingerprints hold them."""
        parts: list[Part] = [*self.map.claims.values(), *self.map.inferences.values()]
        return {part.id: self.seal(self._words(part)) for part in parts}

    @cached_property
    def called(self) -> dict[str, list[str]]:
        """The ids of the claims and inferences that have the same words, by these."""
        return _inverted(self.words.items())

    @cached_property
    def described(self) -> dict[frozenset[tuple[str, str]], list[str]]:
        """The ids of the sources that are described alike, by what fingerprints hold of them."""
        return _inverted(
            (source.id, frozenset(self.prints(values | {"via": None}).items()))
            for source in self.map.sources.values()
            for whole in (True, False)
            for values in [_source_values(source, whole=whole)]
            if any(values.values())
        )

    def words_of(self, references: Iterable[Reference]) -> str:
        """Return the words of claims and inferences as one value."""
        words = {self.words[one.id] for one in references if one.id in self.words}
        return self.separator.join(sorted(words))

    def _words(self, part: Part) -> str:
        """Return the words that a part is known by; an inference has those of its claims, too."""
        if isinstance(part, Claim):
            return part.text
        claims = self.map.claims
        around = [claims[one.id].text for one in (*part.premises, part.target) if one.id in claims]
        return "\n".join([part.warrant or "", part.scheme or "", *sorted(around)])

    def fingerprint(self, part: Part, version: int = VERSION) -> Fingerprint:
        """Return the fingerprint of a claim or an inference, made at most once."""
        key = (part.id, version)
        if key not in self._made:
            self._made[key] = fingerprint(part, self, version)
        return self._made[key]


def fingerprint(part: Part, context: MapContext, version: int = VERSION) -> Fingerprint:
    """Return the fingerprint of a claim or an inference: all that a verdict on it is about.

    Args:
        part: The claim or the inference.
        context: The map that it stands on.
        version: The version of the ledger's format, which says what a verdict is bound to.
    """
    if isinstance(part, Inference):
        return _of_inference(part, context)
    return _of_claim_first(part, context) if version == 1 else _of_claim(part, context)


def digest(value: str) -> str:
    """Return a short hash of a text, in letters."""
    data = hashlib.sha256(_same_form(value).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(data[:8])
    letters = []
    for _ in range(DIGEST_LENGTH):
        number, letter = divmod(number, len(DIGEST_LETTERS))
        letters.append(DIGEST_LETTERS[letter])
    return "".join(letters)


@lru_cache(maxsize=4096)
def _digest_before(value: str) -> str:
    """Return the digest of a short text as it was found before: most of a map stays as it is."""
    return digest(value)


def _same_form(text: str) -> str:
    """Return a text in NFC: the coding of its accents does not count."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _inverted(pairs: Iterable[tuple[str, _Key]]) -> dict[_Key, list[str]]:
    """Return the ids by what they are paired with."""
    found: dict[_Key, list[str]] = {}
    for name, key in pairs:
        found.setdefault(key, []).append(name)
    return found


def _of_claim(claim: Claim, context: MapContext) -> Fingerprint:
    known = context.map.sources
    about = None if claim.source is not None or claim.implicit else context.map.about
    origin = claim.source or about
    said = context.prints(_place_values(claim) | {"about": about.id if about else None})
    cited = [one.id for one in (origin, *(piece.source for piece in claim.evidence)) if one]
    behind = [name for one in dict.fromkeys(cited) for name in chain(context.map, one)]
    sources = {
        name: context.prints(_source_values(known[name], whole=name in cited))
        for name in sorted(set(behind))
    }
    steps = sorted(context.steps.get(claim.id, ()), key=lambda step: step.id)
    attackers = tuple(sorted(context.attackers.get(claim.id, ())))
    named = {one.id for one in claim.supports + claim.attacks} | set(attackers)
    for step in steps:
        named |= {step.id, step.target.id, *(one.id for one in step.premises)}
    return Fingerprint(
        text=_same_form(claim.text),
        speaker=None if claim.speaker is None else _same_form(claim.speaker),
        supports=_ids(claim.supports),
        attacks=_ids(claim.attacks),
        said={**said, **context.passage(origin, claim)},
        evidence=tuple(
            {**context.prints(_evidence_values(piece)), **context.passage(piece.source, piece)}
            for piece in claim.evidence
        ),
        sources=sources,
        inferences={step.id: _step_prints(step, claim, context) for step in steps},
        objections=attackers,
        named=_called(named - {claim.id}, context),
    )


def _of_inference(step: Inference, context: MapContext) -> Fingerprint:
    target = "conclusion" if step.conclusion is not None else "attacks"
    attackers = tuple(sorted(context.attackers.get(step.id, ())))
    scheme = {} if step.scheme is None else {"scheme": context.seal(step.scheme)}
    return Fingerprint(
        text=_same_form(step.warrant or ""),
        speaker=None if step.by is None else _same_form(step.by),
        step={
            target: context.words_of([step.target]),
            "premises": context.words_of(step.premises),
            **scheme,
        },
        objections=attackers,
        named=_called(attackers, context),
    )


def _called(names: Iterable[str], context: MapContext) -> dict[str, str]:
    return {name: context.words[name] for name in sorted(names) if name in context.words}


def _step_prints(step: Inference, claim: Claim, context: MapContext) -> Prints:
    """Return an inference as one of its premises sees it: the other premises by their ids."""
    others = [one.id for one in step.premises if one.id != claim.id]
    values = _inference_values(step) | {"premises": None}
    together = {"premises": context.joined(others)} if others else {}
    return dict(sorted({**context.prints(values), **together}.items()))


def _of_claim_first(claim: Claim, context: MapContext) -> Fingerprint:
    """Return the fingerprint that the first version made.

    Its lines are judged by it for as long as they stand: what is written here stays as it is.
    """
    named = (claim.source, *(piece.source for piece in claim.evidence))
    names = sorted({reference.id for reference in named if reference is not None})
    known = context.map.sources
    cited = {name: known[name] for name in names if name in known}
    steps = sorted(context.steps.get(claim.id, ()), key=lambda step: step.id)
    return Fingerprint(
        version=1,
        text=_same_form(claim.text),
        speaker=None if claim.speaker is None else _same_form(claim.speaker),
        supports=_ids(claim.supports),
        attacks=_ids(claim.attacks),
        said=context.prints(_place_values(claim)),
        evidence=tuple(context.prints(_evidence_values(piece)) for piece in claim.evidence),
        sources={name: context.written(source) for name, source in cited.items()},
        inferences={step.id: context.prints(_inference_values(step)) for step in steps},
        objections=tuple(sorted(context.attackers.get(claim.id, ()))),
    )


def _ids(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(sorted({reference.id for reference in references}))


def _place_values(part: Claim | Evidence) -> dict[str, str | None]:
    source = part.source.id if part.source is not None else None
    return {"source": source, "locator": part.locator, "quote": part.quote}


def _evidence_values(piece: Evidence) -> dict[str, str | None]:
    status = None if piece.status is Status.REPORTED else str(piece.status)
    return _place_values(piece) | {"text": piece.text, "by": piece.by, "status": status}


def _written_values(source: Source) -> dict[str, str | None]:
    """Return a source's values without the place of its copy."""
    return {
        key: "; ".join(value) if isinstance(value, tuple) else str(value)
        for key, value in source.fields.items()
        if key != "file"
    }


def _source_values(source: Source, *, whole: bool) -> dict[str, str | None]:
    """Return what a source is known by.

    Args:
        source: The source.
        whole: Whether the claim names it; one on the way to it counts by its title and author.
    """
    values = _written_values(source) | {"accessed": None}
    via = {"via": source.via.id if source.via is not None else None}
    short = {key: values.get(key) for key in ("title", "author")}
    return (short if not whole and any(short.values()) else values) | via


def _inference_values(step: Inference) -> dict[str, str | None]:
    return {
        "premises": " ".join(_ids(step.premises)),
        "conclusion": step.conclusion.id if step.conclusion else None,
        "attacks": step.attacks.id if step.attacks else None,
        "warrant": step.warrant,
        "by": step.by,
        "scheme": step.scheme,
    }
