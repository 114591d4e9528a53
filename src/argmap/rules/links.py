"""Rules on single links: what one claim or one inference says that it bears on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import line, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Inference, Reference


@rule("AM205", "self-reference", Severity.ERROR)
def self_reference(facts: Facts) -> Iterator[Hit]:
    """Something bears on itself.

    A claim that supports itself is no reason, one that attacks itself no objection. The same
    holds for an inference whose conclusion, or whose target, is among its own premises, and
    for a source that is known only through itself.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: [thesis, wet-street]
        ```
    """
    for claim in facts.map.claims.values():
        for reference in claim.supports:
            if reference.id == claim.id:
                yield _own_claim(claim.id, "supports", reference)
        for reference in claim.attacks:
            if reference.id == claim.id:
                yield _own_claim(claim.id, "attacks", reference)
    for inference in facts.map.inferences.values():
        yield from _own_premises(inference)
    for source in facts.map.sources.values():
        if source.via is not None and source.via.id == source.id:
            message = f"`{source.id}` is said to be known only through itself"
            hint = "under `via`, name the source that reports it, or take `via` out"
            yield Hit(source.via.at, message, hint)


def _own_claim(name: str, key: str, reference: Reference) -> Hit:
    """Returns what to say where a claim names itself."""
    message = f"`{name}` {key} itself"
    return Hit(reference.at, message, "name the claim that it bears on instead")


def _own_premises(inference: Inference) -> Iterator[Hit]:
    """Yields where an inference names itself, or its target among its premises."""
    key = "conclusion" if inference.conclusion is not None else "attacks"
    stand_in = inference.target.at == inference.at  # it could not be read
    if inference.target.id == inference.id:
        message = f"the inference `{inference.id}` names itself under `{key}`"
        yield Hit(inference.target.at, message, "name the claim that its premises bear on")
    for premise in inference.premises:
        if premise.id == inference.id:
            message = f"the inference `{inference.id}` names itself under `premises`"
            yield Hit(premise.at, message, "list the claims that only work together")
        elif premise.id == inference.target.id and not stand_in:
            what = "its conclusion" if key == "conclusion" else "what it attacks"
            message = f"`{premise.id}` is a premise of `{inference.id}` and {what} as well"
            hint = f"take `{premise.id}` out of the premises: nothing is a reason for itself"
            yield Hit(premise.at, message, hint)


@rule("AM206", "contradictory-link", Severity.ERROR)
def contradictory_link(facts: Facts) -> Iterator[Hit]:
    """A claim supports and attacks the same thing.

    One of the two is a slip. Where a claim really cuts both ways, two claims that say how are
    clearer than one.

    Bad:
        ```yaml
        premises:
          wet-street:
            attacks: thesis
        ```
    """
    for claim in facts.map.claims.values():
        if not claim.attacks or not claim.supports:
            continue
        supported = {reference.id: reference.at for reference in reversed(claim.supports)}
        told = {claim.id}
        for reference in claim.attacks:
            if reference.id in supported and reference.id not in told:
                told.add(reference.id)
                other = supported[reference.id]
                message = (
                    f"`{claim.id}` attacks `{reference.id}`, which it supports as well "
                    f"({line(other)})"
                )
                yield Hit(reference.at, message, "take one of the two links away")


@rule("AM211", "supports-inference", Severity.ERROR)
def supports_inference(facts: Facts) -> Iterator[Hit]:
    """A claim, or an inference, supports an inference.

    What makes an inference stronger is one more premise of it: the claims then carry the
    conclusion together. An inference can be attacked, but has no support of its own.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: null
            evidence:
              - {text: Puddles, source: photo}
          no-sprinkler:
            text: No sprinkler was on.
            supports: from-wetness
            evidence:
              - {text: An entry at noon, source: diary}
        inferences:
          from-wetness:
            premises: [wet-street]
            conclusion: thesis
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            supports: null
            evidence:
              - {text: Puddles, source: photo}
          no-sprinkler:
            text: No sprinkler was on.
            evidence:
              - {text: An entry at noon, source: diary}
        inferences:
          from-wetness:
            premises: [wet-street, no-sprinkler]
            conclusion: thesis
        ```
    """
    inferences = facts.map.inferences.keys() - facts.map.claims.keys()
    for claim in facts.map.claims.values():
        for reference in claim.supports:
            if reference.id in inferences:
                thing = facts.map.inferences[reference.id]
                message = f"`supports` takes a claim, and `{thing.id}` is {whereabouts(thing)}"
                hint = f"list `{claim.id}` under the `premises` of `{thing.id}` instead"
                yield Hit(reference.at, message, hint)
    for inference in facts.map.inferences.values():
        target = inference.conclusion
        if target is not None and target.id in inferences and target.id != inference.id:
            thing = facts.map.inferences[target.id]
            message = f"`conclusion` takes a claim, and `{thing.id}` is {whereabouts(thing)}"
            hint = f"list the premises of `{inference.id}` under those of `{thing.id}` instead"
            yield Hit(target.at, message, hint)
