"""What of a map a verdict is about.

A claim's words, its speaker and its links are kept as they are, so that a change can be told in
words; of evidence, sources and inferences there is a short digest for each key. It is six letters
long, 64 million different ones: enough to notice any change that is no attack. Who may change the
map may change the ledger, too, so that it need not withstand one.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

from argmap.model import Status
from argmap.review.model import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.model import ArgumentMap, Claim, Evidence, Inference, Reference, Source
    from argmap.review.model import Prints

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
        """Returns what is there of some fields, each as a digest or as it is."""
        seal = digest if self.sealed else _same_form
        return {key: seal(value) for key, value in sorted(fields.items()) if value is not None}


def fingerprint(claim: Claim, around: Surroundings) -> Fingerprint:
    """Returns what a verdict on a claim is about.

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
    """Returns a few letters that are others for almost any other text."""
    data = hashlib.sha256(_same_form(value).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(data[:8])
    letters = []
    for _ in range(DIGEST_LENGTH):
        number, letter = divmod(number, len(DIGEST_LETTERS))
        letters.append(DIGEST_LETTERS[letter])
    return "".join(letters)


def _same_form(text: str) -> str:
    """Returns a text as it is compared: how its accents are coded does not count."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _ids(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(sorted({reference.id for reference in references}))


def _place(thing: Claim | Evidence) -> dict[str, str | None]:
    """Returns where in which source somebody says something."""
    source = thing.source.id if thing.source is not None else None
    return {"source": source, "locator": thing.locator, "quote": thing.quote}


def _of_evidence(piece: Evidence) -> dict[str, str | None]:
    status = None if piece.status is Status.REPORTED else str(piece.status)
    return _place(piece) | {"text": piece.text, "by": piece.by, "status": status}


def _of_source(source: Source) -> dict[str, str | None]:
    """Returns what a source is; where a copy of it lies is not part of that."""
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
