"""Rules on links that say nothing new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Claim, Inference


@rule("AM208", "needless-inference", Severity.WARNING)
def needless_inference(facts: Facts) -> Iterator[Hit]:
    """An inference has one premise and says nothing about the step.

    An inference is for premises that only work together, for a warrant, for the name of a
    scheme, or for an objection to the step itself. With none of these, `supports` or `attacks`
    at the claim says the same in one line.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: null
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
        inferences:
          from-wetness:
            premises: [wet-street]
            conclusion: thesis
            warrant: A street gets wet only when it rains.
        ```
    """
    meant = facts.attacked | facts.meant | facts.unread
    for inference in facts.map.inferences.values():
        says = inference.warrant or inference.scheme
        if len(inference.premises) != 1 or says or inference.id in meant:
            continue
        bears = facts.graph.has_edge(inference.id, inference.target.id)
        if not bears or inference.id == inference.target.id:
            continue  # what it bears on is wrong, and that is told
        key = "supports" if inference.conclusion is not None else "attacks"
        premise, target = inference.premises[0].id, inference.target.id
        yield Hit(
            inference.at,
            f"the inference `{inference.id}` has one premise and no warrant or scheme",
            f"write `{key}: {target}` at `{premise}` and take the inference out, or give it a "
            "`warrant`",
            (inference.id,),
        )


@rule("AM209", "repeated-link", Severity.WARNING)
def repeated_link(facts: Facts) -> Iterator[Hit]:
    """The same link is written twice.

    A list names the same id again, or a claim supports by itself what it already supports
    together with others in an inference. In the picture the second link looks like one more
    reason, and there is none.

    Bad:
        ```yaml
        premises:
          wet-street:
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
    for claim in facts.map.claims.values():
        if len(claim.supports) > 1:
            yield from _twice(claim, "supports")
        if len(claim.attacks) > 1:
            yield from _twice(claim, "attacks")
    for inference in facts.map.inferences.values():
        yield from _twice(inference, "premises")
        yield from _alone_too(facts, inference)


def _twice(thing: Claim | Inference, key: str) -> Iterator[Hit]:
    """Yields the ids that a list names again."""
    first = set()
    for reference in getattr(thing, key):
        if reference.id in first:
            message = f"`{key}` of `{thing.id}` names `{reference.id}` again"
            yield Hit(reference.at, message, "write it once", (thing.id,))
        first.add(reference.id)


def _alone_too(facts: Facts, inference: Inference) -> Iterator[Hit]:
    """Yields the premises that have the inference's link by themselves as well."""
    key = "supports" if inference.conclusion is not None else "attacks"
    target = inference.target.id
    if inference.id in facts.unread:
        return  # what it bears on may be what could not be read
    for premise in dict.fromkeys(reference.id for reference in inference.premises):
        claim = facts.map.claims.get(premise)
        for reference in getattr(claim, key, ()):
            if reference.id == target and facts.graph.has_edge(premise, target, key=key):
                message = (
                    f"`{premise}` {key} `{target}` by itself, and again as a premise of "
                    f"`{inference.id}` ({line(inference.at)})"
                )
                hint = f"take `{target}` out of `{key}` here: the inference makes the link"
                yield Hit(reference.at, message, hint, (premise, inference.id))
                break
