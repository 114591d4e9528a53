"""Rules on references: every id that is named must be there and be of the right kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.model import Claim, Evidence, Inference, Reference
from argmap.rules.facts import Facts, Hit, Thing
from argmap.rules.nearest import split_list
from argmap.rules.telling import kind, line, names, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.rules.nearest import Known

_FEW = 8  # ids that a hint can list


class _Use(NamedTuple):
    """A reference: whose it is, under which key, what that key takes."""

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
        thing = facts.things.get(use.reference.id)
        if thing is None:
            known = facts.known_targets if use.takes else facts.known_ids
            message, hint = _unknown(facts, use, known)
            yield Hit(use.reference.at, message, hint)
        elif use.takes and not isinstance(thing, use.takes) and not _is_backing(use, thing):
            takes = "a claim or an inference" if Inference in use.takes else "a claim"
            message = f"`{use.key}` takes {takes}, and `{thing.id}` is {whereabouts(thing)}"
            yield Hit(use.reference.at, message, _instead(facts, thing))


def _uses(facts: Facts) -> Iterator[_Use]:
    """Yields every reference that is not to a source and does not plainly lead to a claim."""
    for thing, relation, reference in facts.unusual:
        linked = isinstance(thing, Inference) and relation == "supports"
        takes = (Claim, Inference) if relation == "attacks" else (Claim,)
        yield _Use(thing.id, "conclusion" if linked else relation, reference, takes)
    for inference in facts.map.inferences.values():
        for reference in inference.premises:
            if reference.id not in facts.map.claims and reference.id != inference.id:
                yield _Use(inference.id, "premises", reference, (Claim,))
    for accepted in facts.map.ignores:
        for reference in accepted.targets:
            yield _Use("", "at", reference, ())


def _is_backing(use: _Use, thing: object) -> bool:
    """Tells whether a reference makes an inference the thing that is supported: AM211."""
    return isinstance(thing, Inference) and use.key in {"supports", "conclusion"}


def _unknown(facts: Facts, use: _Use, known: Known) -> tuple[str, str]:
    """Returns what to say of an id that names nothing."""
    text = use.reference.id
    words = split_list(text)
    if any(word in facts.things for word in words):
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
        return message, f"did you mean `{nearest}` ({line(facts.things[nearest].place('id'))})?"
    if use.takes and len(facts.graph) <= _FEW:
        fitting = [thing.id for thing in facts.bearing if isinstance(thing, use.takes)]
        others = [name for name in fitting if name != use.owner]
        return message, f"it can name {names(others)}"
    if use.takes:
        return message, "write the id of a claim as it stands under `premises` or `objections`"
    return message, "take it out, if what was accepted is gone from the map"


def _instead(facts: Facts, thing: Thing) -> str:
    """Returns what to write instead of a reference to the wrong kind of thing."""
    if isinstance(thing, Evidence):
        return (
            f"name the claim that it is cited for, `{facts.holder[thing.id]}`, or make this "
            "evidence a premise of its own if it is argued about"
        )
    if isinstance(thing, Inference) and thing.conclusion is not None:
        return f"list the premises themselves, or name its conclusion, `{thing.conclusion.id}`"
    if isinstance(thing, Inference):
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
    first: dict[str, Thing] = {}
    for thing in facts.namesakes:
        other = first.setdefault(thing.id, thing)
        if other is not thing:
            hint = "give one of the two another id, and change what names it"
            if other is facts.map.thesis:
                hint = "the thesis is written once; take this out, or give it another id"
            message = f"`{thing.id}` names {kind(thing)} here, and already {whereabouts(other)}"
            yield Hit(thing.place("id"), message, hint)
