"""Rules on links: unknown, wrong, repeated or needless ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from argmap.model.argument import Claim, Evidence, Inference, Reference
from argmap.model.findings import Mend, Severity, rule
from argmap.model.graph import links_of
from argmap.rules.facts import Facts, Hit, Named, kind, line, names, whereabouts
from argmap.text import Known, split_list

_FEW = 8  # ids that a hint can list


class _Use(NamedTuple):
    """A reference: who makes it, under which key, and which classes that key takes (all: none)."""

    owner: str
    key: str
    reference: Reference
    takes: tuple[type, ...]


@rule("AM201", "unknown-reference", Severity.ERROR)
def unknown_reference(facts: Facts) -> Iterator[Hit]:
    """A key names something that is not on the map, or that it cannot take.

    `supports`, `premises` and `conclusion` take claims; `attacks` takes a claim or an
    inference. A misspelt id would drop a link without a word, and with it a part of the
    argument. Several ids are a list: `[a, b]`.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: theses
        ```
    """
    for use in _uses(facts):
        named = facts.by_id.get(use.reference.id)
        if named is None:
            known = facts.known_targets if use.takes else facts.known_ids
            message, hint = _unknown(facts, use, known)
            mend = partial(_meant, facts, use, known)
            yield Hit(use.reference.at, message, hint, mend=mend)
        elif use.takes and not isinstance(named, use.takes) and not _is_backing(use, named):
            takes = "a claim or an inference" if Inference in use.takes else "a claim"
            message = f"`{use.key}` takes {takes}, and `{named.id}` is {whereabouts(named)}"
            yield Hit(use.reference.at, message, _instead(facts, named))


def _uses(facts: Facts) -> Iterator[_Use]:
    """Yield every reference that is not to a source and does not plainly lead to a claim."""
    for bearer, relation, reference in facts.unusual:
        linked = isinstance(bearer, Inference) and relation == "supports"
        takes = (Claim, Inference) if relation == "attacks" else (Claim,)
        yield _Use(bearer.id, "conclusion" if linked else relation, reference, takes)
    for inference in facts.map.inferences.values():
        for reference in inference.premises:
            if reference.id not in facts.map.claims and reference.id != inference.id:
                yield _Use(inference.id, "premises", reference, (Claim,))
    for accepted in facts.map.ignores:
        for reference in accepted.targets:
            yield _Use("", "at", reference, ())


def _is_backing(use: _Use, named: Named) -> bool:
    """Return whether a reference makes an inference the target of support, which is AM211."""
    return isinstance(named, Inference) and use.key in {"supports", "conclusion"}


def _meant(facts: Facts, use: _Use, known: Known) -> Mend | None:
    """Return the mend of an id that names nothing: sure where one known id alone is like it."""
    text = use.reference.id
    words = split_list(text)
    if words:
        lists = use.takes and all(word in facts.by_id and word != use.owner for word in words)
        alone = lists and _stands_alone(facts, use)
        return Mend(f"[{', '.join(words)}]", use.reference.at, sure=False) if alone else None
    only = known.only(text)
    meant = only or known.nearest(text)
    if meant is None or meant == use.owner:
        return None
    fits = not use.takes or isinstance(facts.by_id[meant], use.takes)
    return Mend(meant, sure=only is not None) if fits else None


def _stands_alone(facts: Facts, use: _Use) -> bool:
    """Return whether a reference is all that its key has, and the key takes several."""
    bearer = facts.by_id[use.owner]
    single = isinstance(bearer, Inference) and use.key in {"conclusion", "attacks"}
    return not single and bearer.place(use.key) == use.reference.at


def _unknown(facts: Facts, use: _Use, known: Known) -> tuple[str, str]:
    """Return message and hint about an id that names nothing."""
    text = use.reference.id
    words = split_list(text)
    if any(word in facts.by_id for word in words):
        if use.key in {"conclusion", "attacks"} and use.owner in facts.map.inferences:
            return (
                f"`{text}` is several ids, and the `{use.key}` of an inference is one",
                "write an inference for each of them",
            )
        return (
            f"`{text}` is one piece of text, not a list of ids",
            f"write it with brackets: [{', '.join(words)}]",
        )
    message = f"`{use.key}` names `{text}`, and nothing on this map has that id"
    nearest = known.nearest(text)
    if nearest is not None:
        return message, f"did you mean `{nearest}` ({line(facts.by_id[nearest].place('id'))})?"
    if use.takes and len(facts.graph) <= _FEW:
        fitting = [one.id for one in facts.bearing if isinstance(one, use.takes)]
        others = [name for name in fitting if name != use.owner]
        return message, f"it can name {names(others)}"
    if use.takes:
        return message, "write the id of a claim as it stands under `premises` or `objections`"
    return message, "take it out, if what was accepted is gone from the map"


def _instead(facts: Facts, named: Named) -> str:
    """Return the hint about a reference to what its key does not take."""
    if isinstance(named, Evidence):
        return (
            f"name the claim that it is cited for, `{facts.holder[named.id]}`, or make this "
            "evidence a premise of its own if it is argued about"
        )
    if isinstance(named, Inference) and named.conclusion is not None:
        return f"list the premises themselves, or name its conclusion, `{named.conclusion.id}`"
    if isinstance(named, Inference):
        return "list the claims that are its premises"
    return "name a claim; a source is cited with `source`, in a claim or in its evidence"


@rule("AM202", "duplicate-id", Severity.ERROR)
def duplicate_id(facts: Facts) -> Iterator[Hit]:
    """The same id names two things.

    Claims, inferences, sources and evidence share one name space, so that an id names one
    thing wherever it is written; `thesis` is the thesis's. Two ids that look alike but are
    composed of other characters, such as `é` and `e` with an accent, count as one.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        sources:
          puddles: {type: graphic, title: The street at noon}
          diary: {type: book, title: A diary}
        thesis:
          text: It rains.
        premises:
          puddles:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: Puddles, source: puddles}
              - {text: Wet shoes, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street: null
          puddles:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: Puddles, source: photo}
              - {text: Wet shoes, source: diary}
        ```
    """
    first: dict[str, Named] = {}
    for named in facts.namesakes:
        other = first.setdefault(named.id, named)
        if other is not named:
            hint = "give one of the two another id, and change what names it"
            if other is facts.map.thesis:
                hint = "the thesis is written once; take this out, or give it another id"
            message = f"`{named.id}` names {kind(named)} here, and already {whereabouts(other)}"
            yield Hit(named.place("id"), message, hint)


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
        for relation, reference in links_of(claim):
            if reference.id == claim.id:
                message = f"`{claim.id}` {relation} itself"
                yield Hit(reference.at, message, "name the claim that it bears on instead")
    for inference in facts.map.inferences.values():
        yield from _own_premises(inference)
    for source in facts.map.sources.values():
        if source.via is not None and source.via.id == source.id:
            message = f"`{source.id}` is said to be known only through itself"
            hint = "under `via`, name the source that reports it, or take `via` out"
            yield Hit(source.via.at, message, hint)


def _own_premises(inference: Inference) -> Iterator[Hit]:
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
        seen = {claim.id}
        for reference in claim.attacks:
            if reference.id in supported and reference.id not in seen:
                seen.add(reference.id)
                other = supported[reference.id]
                message = (
                    f"`{claim.id}` attacks `{reference.id}`, which it supports as well "
                    f"({line(other)})"
                )
                yield Hit(reference.at, message, "take one of the two links away")


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
            continue  # AM201 or AM205 is about what it bears on
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


def _twice(bearer: Claim | Inference, key: str) -> Iterator[Hit]:
    """Yield the ids that a list names again."""
    seen = set()
    for reference in getattr(bearer, key):
        if reference.id in seen:
            message = f"`{key}` of `{bearer.id}` names `{reference.id}` again"
            yield Hit(reference.at, message, "write it once", (bearer.id,))
        seen.add(reference.id)


def _alone_too(facts: Facts, inference: Inference) -> Iterator[Hit]:
    """Yield the premises that have the inference's link by themselves as well."""
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
                named = facts.map.inferences[reference.id]
                message = f"`supports` takes a claim, and `{named.id}` is {whereabouts(named)}"
                hint = f"list `{claim.id}` under the `premises` of `{named.id}` instead"
                yield Hit(reference.at, message, hint)
    for inference in facts.map.inferences.values():
        target = inference.conclusion
        if target is not None and target.id in inferences and target.id != inference.id:
            named = facts.map.inferences[target.id]
            message = f"`conclusion` takes a claim, and `{named.id}` is {whereabouts(named)}"
            hint = f"list the premises of `{inference.id}` under those of `{named.id}` instead"
            yield Hit(target.at, message, hint)
