"""Fingerprint of a reviewed claim, and the changes between two of them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Reference, Source, Status
from argmap.review.ledger import Fingerprint, Prints

DIGEST_LETTERS = "bcdfghjklmnpqrstvwxz"
"""No vowels, so that no digest is a word; no figures, so that no editor takes one for a number."""

DIGEST_LENGTH = 6


class MapContext:
    """A map with the links to its claims, looked up once for all fingerprints.

    Attributes:
        map: The map.
        sealed: Whether a fingerprint holds digests, as a ledger does, or the values themselves.
        steps: The inferences that each claim is a premise of, by its id.
        attackers: The ids of the claims and inferences that attack each claim, by its id.
    """

    def __init__(self, argument_map: ArgumentMap, *, sealed: bool = True) -> None:
        self.map = argument_map
        self.sealed = sealed
        self.steps: dict[str, list[Inference]] = {}
        self.attackers: dict[str, set[str]] = {}
        for inference in argument_map.inferences.values():
            for premise in inference.premises:
                self.steps.setdefault(premise.id, []).append(inference)
            if inference.attacks is not None:
                self.attackers.setdefault(inference.attacks.id, set()).add(inference.id)
        for claim in argument_map.claims.values():
            for target in claim.attacks:
                self.attackers.setdefault(target.id, set()).add(claim.id)

    def prints(self, fields: Mapping[str, str | None]) -> Prints:
        """Return the fields that have a value, each as a digest or as it is."""
        seal = digest if self.sealed else _same_form
        return {key: seal(value) for key, value in sorted(fields.items()) if value is not None}


def fingerprint(claim: Claim, context: MapContext) -> Fingerprint:
    """Return the fingerprint of a claim: all that a verdict on it is about."""
    named = (claim.source, *(piece.source for piece in claim.evidence))
    names = sorted({reference.id for reference in named if reference is not None})
    known = context.map.sources
    cited = {name: known[name] for name in names if name in known}
    steps = sorted(context.steps.get(claim.id, ()), key=lambda step: step.id)
    return Fingerprint(
        text=_same_form(claim.text),
        speaker=None if claim.speaker is None else _same_form(claim.speaker),
        supports=_ids(claim.supports),
        attacks=_ids(claim.attacks),
        said=context.prints(_place_values(claim)),
        evidence=tuple(context.prints(_evidence_values(piece)) for piece in claim.evidence),
        sources={name: context.prints(_source_values(source)) for name, source in cited.items()},
        inferences={step.id: context.prints(_inference_values(step)) for step in steps},
        objections=tuple(sorted(context.attackers.get(claim.id, ()))),
    )


def digest(value: str) -> str:
    """Return a short hash of a text, in letters."""
    data = hashlib.sha256(_same_form(value).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(data[:8])
    letters = []
    for _ in range(DIGEST_LENGTH):
        number, letter = divmod(number, len(DIGEST_LETTERS))
        letters.append(DIGEST_LETTERS[letter])
    return "".join(letters)


def _same_form(text: str) -> str:
    """Return a text in NFC: the coding of its accents does not count."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _ids(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(sorted({reference.id for reference in references}))


def _place_values(part: Claim | Evidence) -> dict[str, str | None]:
    source = part.source.id if part.source is not None else None
    return {"source": source, "locator": part.locator, "quote": part.quote}


def _evidence_values(piece: Evidence) -> dict[str, str | None]:
    status = None if piece.status is Status.REPORTED else str(piece.status)
    return _place_values(piece) | {"text": piece.text, "by": piece.by, "status": status}


def _source_values(source: Source) -> dict[str, str | None]:
    """Return a source's values without the place of its copy."""
    return {
        key: "; ".join(value) if isinstance(value, tuple) else str(value)
        for key, value in source.fields.items()
        if key != "file"
    }


def _inference_values(step: Inference) -> dict[str, str | None]:
    return {
        "premises": " ".join(_ids(step.premises)),
        "conclusion": step.conclusion.id if step.conclusion else None,
        "attacks": step.attacks.id if step.attacks else None,
        "warrant": step.warrant,
        "by": step.by,
        "scheme": step.scheme,
    }


class ClaimChange(NamedTuple):
    """A part of a claim that is no longer what was reviewed.

    Attributes:
        part: The part in words: “the text”, “evidence 2 (quote)”.
        old, new: Its values, where the fingerprint holds them in words.
        shared: Whether it stands outside of the claim, so that other claims may share it.
    """

    part: str
    old: str | None = None
    new: str | None = None
    shared: bool = False


def changes(then: Fingerprint, now: Fingerprint, *, words: bool = False) -> tuple[ClaimChange, ...]:
    """Return the changes between two fingerprints of a claim.

    The order of evidence, links and sources does not count, nor does a new objection.

    Args:
        then: The older fingerprint.
        now: The newer one.
        words: Whether both hold values and no digests, so that all changes can say them.
    """
    return (
        *_changed_words(then, now, words),
        *_changed_evidence(then.evidence, now.evidence, words),
        *_changed_named("source", then.sources, now.sources, words),
        *_changed_named("inference", then.inferences, now.inferences, words),
    )


def new_objections(then: Fingerprint, now: Fingerprint) -> tuple[str, ...]:
    """Return the ids of the attackers of a claim that are new."""
    return tuple(name for name in now.objections if name not in then.objections)


def _changed_words(then: Fingerprint, now: Fingerprint, words: bool) -> Iterator[ClaimChange]:
    """Yield the changes of the parts that are kept as words, and of the claim's source."""
    if then.text != now.text:
        yield ClaimChange("the text", f"“{then.text}”", f"“{now.text}”")
    if then.speaker != now.speaker:
        old, new = (one.speaker or "nobody" for one in (then, now))
        yield ClaimChange("the speaker", old, new, shared=True)
    for key in ("supports", "attacks"):
        old, new = getattr(then, key), getattr(now, key)
        if old != new:
            yield ClaimChange(f"what it {key}", _listed(old), _listed(new))
    if then.said != now.said:
        yield _differing("where it is said", then.said, now.said, words)


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in ids) or "nothing"


def _changed_evidence(
    then: Sequence[Prints], now: Sequence[Prints], words: bool
) -> Iterator[ClaimChange]:
    """Yield the changes of the evidence, each new piece against the most similar old one.

    Numbers are those of the newer version.
    """
    gone = list(then)
    other: list[tuple[int, Prints]] = []
    for number, piece in enumerate(now, start=1):
        if piece in gone:
            gone.remove(piece)
        else:
            other.append((number, piece))
    for number, piece in other:
        like = max(gone, key=lambda old: _same_keys(old, piece), default=None)
        if like is None or not _same_keys(like, piece):
            yield ClaimChange(f"evidence {number} (added)")
        else:
            gone.remove(like)
            yield _differing(f"evidence {number}", like, piece, words)
    if gone:
        count = "one piece" if len(gone) == 1 else f"{len(gone)} pieces"
        old = "; ".join(_values(piece, piece) for piece in gone) if words else None
        yield ClaimChange(f"{count} of evidence (taken out)", old, "gone" if words else None)


def _same_keys(one: Prints, other: Prints) -> int:
    return len(one.items() & other.items())


def _changed_named(
    kind: str, then: Mapping[str, Prints], now: Mapping[str, Prints], words: bool
) -> Iterator[ClaimChange]:
    """Yield the changes of the sources or of the inferences."""
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            yield ClaimChange(f"{kind} `{name}` (no longer)")
        elif name not in then:
            yield ClaimChange(f"{kind} `{name}` (added)")
        elif then[name] != now[name]:
            change = _differing(f"{kind} `{name}`", then[name], now[name], words)
            yield change._replace(shared=True)


def _differing(part: str, one: Prints, other: Prints, words: bool) -> ClaimChange:
    """Return the change of a part, with the keys whose values differ."""
    keys = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
    named = f"{part} ({', '.join(keys)})"
    return (
        ClaimChange(named, _values(one, keys), _values(other, keys))
        if words
        else ClaimChange(named)
    )


def _values(prints: Prints, keys: Iterable[str]) -> str:
    return ", ".join(f"“{prints[key]}”" for key in keys if key in prints) or "nothing"
