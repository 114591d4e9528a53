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


class Surroundings:
    """What a map says about its claims elsewhere, looked up once for all fingerprints.

    Attributes:
        map: The map.
        sealed: Whether a fingerprint holds digests, as a ledger does, or the values themselves.
        steps: The inferences that each claim is a premise of, by its id.
        attackers: The ids of what attacks each claim, by its id.
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
        """Return what is there of some fields, each as a digest or as it is."""
        seal = digest if self.sealed else _same_form
        return {key: seal(value) for key, value in sorted(fields.items()) if value is not None}


def fingerprint(claim: Claim, around: Surroundings) -> Fingerprint:
    """Return what a verdict on a claim is about.

    Args:
        claim: The claim.
        around: What its map says elsewhere.
    """
    named = (claim.source, *(piece.source for piece in claim.evidence))
    names = sorted({reference.id for reference in named if reference is not None})
    known = around.map.sources
    cited = {name: known[name] for name in names if name in known}
    steps = sorted(around.steps.get(claim.id, ()), key=lambda step: step.id)
    return Fingerprint(
        text=_same_form(claim.text),
        speaker=None if claim.speaker is None else _same_form(claim.speaker),
        supports=_ids(claim.supports),
        attacks=_ids(claim.attacks),
        said=around.prints(_place(claim)),
        evidence=tuple(around.prints(_of_evidence(piece)) for piece in claim.evidence),
        sources={name: around.prints(_of_source(source)) for name, source in cited.items()},
        inferences={step.id: around.prints(_of_inference(step)) for step in steps},
        objections=tuple(sorted(around.attackers.get(claim.id, ()))),
    )


def digest(value: str) -> str:
    """Return a few letters that are others for almost any other text."""
    data = hashlib.sha256(_same_form(value).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(data[:8])
    letters = []
    for _ in range(DIGEST_LENGTH):
        number, letter = divmod(number, len(DIGEST_LETTERS))
        letters.append(DIGEST_LETTERS[letter])
    return "".join(letters)


def _same_form(text: str) -> str:
    """Return a text as it is compared: how its accents are coded does not count."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _ids(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(sorted({reference.id for reference in references}))


def _place(thing: Claim | Evidence) -> dict[str, str | None]:
    """Return where in which source somebody says something."""
    source = thing.source.id if thing.source is not None else None
    return {"source": source, "locator": thing.locator, "quote": thing.quote}


def _of_evidence(piece: Evidence) -> dict[str, str | None]:
    status = None if piece.status is Status.REPORTED else str(piece.status)
    return _place(piece) | {"text": piece.text, "by": piece.by, "status": status}


def _of_source(source: Source) -> dict[str, str | None]:
    """Return what a source is; where a copy of it lies is not part of that."""
    return {
        key: "; ".join(value) if isinstance(value, tuple) else str(value)
        for key, value in source.fields.items()
        if key != "file"
    }


def _of_inference(step: Inference) -> dict[str, str | None]:
    return {
        "premises": " ".join(_ids(step.premises)),
        "conclusion": step.conclusion.id if step.conclusion else None,
        "attacks": step.attacks.id if step.attacks else None,
        "warrant": step.warrant,
        "by": step.by,
        "scheme": step.scheme,
    }


class Change(NamedTuple):
    """One part of a claim that is no longer what was reviewed.

    Attributes:
        part: What it is: “the text”, “evidence 2 (quote)”.
        old, new: What it was and what it is, in words where the fingerprint holds them.
        shared: Whether it stands outside of the claim, so that other claims may share it.
    """

    part: str
    old: str | None = None
    new: str | None = None
    shared: bool = False


def changes(then: Fingerprint, now: Fingerprint, *, words: bool = False) -> tuple[Change, ...]:
    """Return what a claim's fingerprint has that an older one of it has not, or the reverse.

    The order of evidence, links and sources does not count, nor does a new objection.

    Args:
        then: The older fingerprint.
        now: The newer one.
        words: Whether both hold values and no digests, so that all can be told in words.
    """
    return (
        *_changed_words(then, now, words),
        *_changed_evidence(then.evidence, now.evidence, words),
        *_changed_things("source", then.sources, now.sources, words),
        *_changed_things("inference", then.inferences, now.inferences, words),
    )


def new_objections(then: Fingerprint, now: Fingerprint) -> tuple[str, ...]:
    """Return the ids of what attacks a claim now and did not then."""
    return tuple(name for name in now.objections if name not in then.objections)


def _changed_words(then: Fingerprint, now: Fingerprint, words: bool) -> Iterator[Change]:
    """Yield what changed of the parts that are kept as words, and of where they were said."""
    if then.text != now.text:
        yield Change("the text", f"“{then.text}”", f"“{now.text}”")
    if then.speaker != now.speaker:
        nobody = "nobody"
        yield Change("the speaker", then.speaker or nobody, now.speaker or nobody, shared=True)
    for key in ("supports", "attacks"):
        old, new = getattr(then, key), getattr(now, key)
        if old != new:
            yield Change(f"what it {key}", _listed(old), _listed(new))
    if then.said != now.said:
        yield _differing("where it is said", then.said, now.said, words)


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in ids) or "nothing"


def _changed_evidence(
    then: Sequence[Prints], now: Sequence[Prints], words: bool
) -> Iterator[Change]:
    """Yield what changed of the evidence: each new piece is paired with the old one most like it.

    Numbers are those of today's file.
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
            yield Change(f"evidence {number} (added)")
        else:
            gone.remove(like)
            yield _differing(f"evidence {number}", like, piece, words)
    if gone:
        count = "one piece" if len(gone) == 1 else f"{len(gone)} pieces"
        told = "; ".join(_values(piece, piece) for piece in gone) if words else None
        yield Change(f"{count} of evidence (taken out)", told, "gone" if words else None)


def _same_keys(one: Prints, other: Prints) -> int:
    return len(one.items() & other.items())


def _changed_things(
    kind: str, then: Mapping[str, Prints], now: Mapping[str, Prints], words: bool
) -> Iterator[Change]:
    """Yield what changed of the sources or the inferences."""
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            yield Change(f"{kind} `{name}` (no longer)")
        elif name not in then:
            yield Change(f"{kind} `{name}` (added)")
        elif then[name] != now[name]:
            change = _differing(f"{kind} `{name}`", then[name], now[name], words)
            yield change._replace(shared=True)


def _differing(part: str, one: Prints, other: Prints, words: bool) -> Change:
    """Return the change of a part: the keys whose values are not the same, and the values."""
    keys = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
    named = f"{part} ({', '.join(keys)})"
    return Change(named, _values(one, keys), _values(other, keys)) if words else Change(named)


def _values(prints: Prints, keys: Iterable[str]) -> str:
    """Return the values of some keys as words."""
    return ", ".join(f"“{prints[key]}”" for key in keys if key in prints) or "nothing"
