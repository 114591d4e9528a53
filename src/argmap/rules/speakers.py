"""Rules on speakers: who says what must be told, and in one spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Location, Severity
from argmap.model import Claim, Role
from argmap.rules.facts import Facts, Hit
from argmap.rules.spelling import look_alikes
from argmap.rules.telling import line, names

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("AM404", "inherited-speaker", Severity.WARNING)
def inherited_speaker(facts: Facts) -> Iterator[Hit]:
    """An objection without `by` attacks a claim of the map's own speaker.

    A claim that names no speaker is the map's speaker's. So the objection makes that person
    contradict themselves, which is rarely meant: the objection belongs to somebody else. All
    such objections are one finding.

    Bad:
        ```yaml
        by: Ada Stone
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: wet-street
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        by: Ada Stone
        objections:
          sprinkler:
            by: Bert Wood
            text: A sprinkler was on.
            attacks: wet-street
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    for claim in facts.map.claims.values():
        if claim.role is not Role.OBJECTION or not _inherits(facts, claim):
            continue
        targets = facts.graph.successors(claim.id)
        own = [target for target in targets if target != claim.id and _is_own(facts, claim, target)]
        if own:
            speaker = facts.map.by
            yield Hit(
                claim.at,
                f"`{claim.id}` names no speaker, so that {speaker} attacks {names(own[:1])}, "
                "a claim of the same speaker",
                f"write `by: …` with the name of whoever objects, even if that is {speaker}",
                (claim.id,),
                f"{{count}} objections name no speaker, so that {_escaped(speaker)} attacks the "
                "same speaker's claims: {names}",
                claim.id,
            )


def _inherits(facts: Facts, claim: Claim) -> bool:
    """Tells whether a claim is the map's speaker's because it names none itself."""
    said = claim.by is not None or claim.implicit or claim.id in facts.unread
    return facts.map.by is not None and not said


def _is_own(facts: Facts, claim: Claim, target: str) -> bool:
    """Tells whether a claim attacks another claim that inherits its speaker, alone or linked."""
    if facts.graph.has_edge(claim.id, target, key="attacks"):
        attacked = facts.map.claims.get(target)
    elif facts.graph.has_edge(claim.id, target, key="premise"):
        reference = facts.map.inferences[target].attacks
        attacked = facts.map.claims.get(reference.id) if reference else None
    else:
        return False
    return attacked is not None and attacked is not claim and _inherits(facts, attacked)


def _escaped(text: str | None) -> str:
    """Returns a text as it can stand in a format string."""
    return str(text).replace("{", "{{").replace("}", "}}")


@rule("AM405", "similar-speaker", Severity.WARNING)
def similar_speaker(facts: Facts) -> Iterator[Hit]:
    """Two spellings look like one speaker's name.

    Who reads the map, or counts who backs whom, takes them for two. Told are names that differ
    in capitals, accents or punctuation, in one letter of the family name, in a doubled letter,
    in an initial, and a family name alone beside one full name.

    Bad:
        ```yaml
        by: Ada Stone
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo, by: Wood}
              - {text: Wet shoes, source: diary}
        objections:
          sprinkler:
            by: Bert Wood
            text: A sprinkler was on.
            attacks: wet-street
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        by: Ada Stone
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo, by: Bert Wood}
              - {text: Wet shoes, source: diary}
        objections:
          sprinkler:
            by: Bert Wood
            text: A sprinkler was on.
            attacks: wet-street
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    first: dict[str, Location] = {}
    for name, at in sorted(_speakers(facts), key=lambda speaker: speaker[1]):
        first.setdefault(name, at)
    for other, name in look_alikes(list(first)):
        at = first[other]
        message = f"“{name}” and “{other}” ({line(at)}) look like one name"
        hint = "write it the same way everywhere; if they are two, accept this under `ignore`"
        yield Hit(first[name], message, hint, _ids_of(facts, {name, other}))


def _speakers(facts: Facts) -> Iterator[tuple[str, Location]]:
    """Yields every name of a speaker and of a source's author, with its place."""
    if facts.map.by is not None:
        yield facts.map.by, facts.map.place("by")
    for thing in (*facts.spoken, *facts.map.inferences.values()):
        if thing.by is not None:
            yield thing.by, thing.place("by")
    for source in facts.map.sources.values():
        for name in source.author:
            yield name, source.place("author")


def _ids_of(facts: Facts, spellings: set[str]) -> tuple[str, ...]:
    """Returns the ids of all that carries one of these names."""
    things = (*facts.spoken, *facts.map.inferences.values())
    found = tuple(thing.id for thing in things if thing.by in spellings)
    sources = facts.map.sources.values()
    return found + tuple(source.id for source in sources if spellings.intersection(source.author))
