"""Rules on evidence: what stands behind a claim, and where that comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.model import Status
from argmap.rules.facts import Facts, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("AM301", "bare-claim", Severity.WARNING)
def bare_claim(facts: Facts) -> Iterator[Hit]:
    """Neither evidence nor a premise stands behind a claim.

    Its reader can only believe its speaker: a claim's own `source` and `quote` show that it was
    said, not that it is so. All such claims are one finding. A claim that is `implicit` is left
    out, because nobody said it, and the thesis too, which AM207 is about.

    Bad:
        ```yaml
        premises:
          grey-sky:
            text: The sky is grey.
            supports: thesis
        ```
    Good:
        ```yaml
        premises:
          grey-sky:
            text: The sky is grey.
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    if facts.links_unread:
        return
    for claim in facts.map.claims.values():
        stands = claim.evidence or claim.implicit or claim.id == "thesis"
        if stands or claim.id in facts.backed or claim.id in facts.meant:
            continue
        yield Hit(
            claim.at,
            f"`{claim.id}` has neither evidence nor premises behind it",
            "give `evidence`, let a premise support it, or accept it under `ignore`",
            (claim.id,),
            "{count} claims have neither evidence nor premises behind them: {names}",
            claim.id,
        )


@rule("AM302", "no-source", Severity.WARNING)
def no_source(facts: Facts) -> Iterator[Hit]:
    """Evidence names no source.

    Who wants to check it does not know where to look. All such evidence is one finding. The
    claim's own `source` does not count for it: that one shows who says the claim.

    Bad:
        ```yaml
        premises:
          wet-street:
            source: diary
            evidence:
              - {text: Puddles, source: photo}
              - {text: Wet shoes}
        ```
    """
    for claim, piece in facts.cited:
        if piece.source is None and claim.id not in facts.unread:
            hint = "say where it comes from with `source`, and describe that under `sources`"
            if claim.source is not None:
                hint = "name its `source`, too: the claim's own one shows only where that is said"
            yield Hit(
                piece.at,
                f"the evidence `{piece.id}` names no source",
                hint,
                (piece.id, claim.id),
                "{count} pieces of evidence name no source: {names}",
                piece.id,
            )


@rule("AM311", "disputed-only", Severity.WARNING)
def disputed_only(facts: Facts) -> Iterator[Hit]:
    """A claim rests on disputed evidence alone.

    A premise behind the claim, or evidence that nobody disputes, would carry it further.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo, status: disputed}
              - {text: Wet shoes, source: diary, status: disputed}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo, status: disputed}
              - {text: Wet shoes, source: diary}
        ```
    """
    if facts.links_unread:
        return
    disputed = Status.DISPUTED
    for claim in facts.map.claims.values():
        evidence = claim.evidence
        if not evidence or evidence[0].status is not disputed:
            continue
        if any(piece.status is not disputed for piece in evidence):
            continue
        if claim.id not in facts.backed and claim.id not in facts.meant:
            message = f"all evidence for `{claim.id}` is disputed, and no premise supports it"
            hint = "add evidence that nobody disputes, or a premise; or accept it under `ignore`"
            ids = (claim.id, *(piece.id for piece in evidence))
            yield Hit(claim.at, message, hint, ids)
