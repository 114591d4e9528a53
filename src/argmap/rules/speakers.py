"""Rules on speakers: inherited ones, and two spellings of one name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from argmap.model.argument import Claim, Role
from argmap.model.findings import Location, Severity, rule
from argmap.rules.facts import Facts, Hit, escaped, line, names

_SHORTEST = 5  # letters of a family name in which one may differ
_CROWD = 200  # names that begin alike are numbered witnesses rather than slips
_ASCII_PUNCTUATION = str.maketrans("", "", "!\"#%&'()*,-./:;?@[\\]_{}")
_DOUBLED = re.compile(r"([^\W\d])\1+")


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
    speaker = facts.map.by
    if speaker is None:
        return
    for claim in facts.map.claims.values():
        if claim.role is not Role.OBJECTION or not _inherits(facts, claim):
            continue
        targets = (one for one in facts.graph.successors(claim.id) if one != claim.id)
        own = next((target for target in targets if _is_own(facts, claim, target)), None)
        if own is not None:
            yield Hit(
                claim.at,
                f"`{claim.id}` names no speaker, so that {speaker} attacks {names([own])}, "
                "a claim of the same speaker",
                f"write `by: …` with the name of whoever objects, even if that is {speaker}",
                (claim.id,),
                f"{{count}} objections name no speaker, so that {escaped(speaker)} attacks the "
                "same speaker's claims: {names}",
                claim.id,
            )


def _inherits(facts: Facts, claim: Claim) -> bool:
    """Return whether a claim has the map's speaker because it names none itself."""
    return claim.by is None and not claim.implicit and claim.id not in facts.unread


def _is_own(facts: Facts, claim: Claim, target: str) -> bool:
    """Return whether a claim attacks another claim that inherits its speaker, alone or linked."""
    if facts.graph.has_edge(claim.id, target, key="attacks"):
        attacked = facts.map.claims.get(target)
    elif facts.graph.has_edge(claim.id, target, key="premise"):
        reference = facts.map.inferences[target].attacks
        attacked = facts.map.claims.get(reference.id) if reference else None
    else:
        return False
    return attacked is not None and attacked is not claim and _inherits(facts, attacked)


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
    by = _ids_by_spelling(facts)
    for other, name in look_alikes(list(first)):
        at = first[other]
        message = f"“{name}” and “{other}” ({line(at)}) look like one name"
        hint = "write it the same way everywhere; if they are two, accept this under `ignore`"
        yield Hit(first[name], message, hint, _ids(by, other, name))


def _speakers(facts: Facts) -> Iterator[tuple[str, Location]]:
    """Yield every name of a speaker and of a source's author, with its place."""
    if facts.map.by is not None:
        yield facts.map.by, facts.map.place("by")
    for one in (*facts.spoken, *facts.map.inferences.values()):
        if one.by is not None:
            yield one.by, one.place("by")
    for source in facts.map.sources.values():
        for name in source.author:
            yield name, source.place("author")


def _ids_by_spelling(facts: Facts) -> defaultdict[str, list[tuple[int, str]]]:
    """Return the ids of all that names a speaker or an author, numbered, by the name as written."""
    named = [(one.id, one.by) for one in (*facts.spoken, *facts.map.inferences.values())]
    sources = facts.map.sources.values()
    named += [(source.id, name) for source in sources for name in source.author]
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, (identifier, name) in enumerate(named):
        if name is not None:
            found[name].append((number, identifier))
    return found


def _ids(by: Mapping[str, list[tuple[int, str]]], *spellings: str) -> tuple[str, ...]:
    """Return the ids of all that names one of some speakers, in the order of the map."""
    numbered = sorted(pair for name in spellings for pair in by[name])
    return tuple(dict.fromkeys(identifier for _, identifier in numbered))


class _Name(NamedTuple):
    """A name as written, and its words folded: without capitals, accents and doubled letters."""

    written: str
    words: tuple[str, ...]


def look_alikes(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of different spellings that look like one name, in the order given."""
    folded = [name for name in (_Name(name, _words(name)) for name in names) if name.words]
    order = {name: number for number, name in enumerate(names)}
    pairs = {
        (one.written, other.written)
        for bucket in _buckets(folded)
        for one, other in combinations(bucket, 2)
        if _alike(one.words, other.words)
    }
    alone = {
        (min(pair, key=order.__getitem__), max(pair, key=order.__getitem__))
        for pair in _family_names(folded)
    }
    yield from sorted(pairs | alone, key=lambda pair: (order[pair[1]], order[pair[0]]))


def same_name(one: str, other: str) -> bool:
    """Return whether two spellings are one name, but for capitals, accents and punctuation."""
    return _words(one) == _words(other)


def _buckets(names: Sequence[_Name]) -> Iterator[list[_Name]]:
    """Yield names that share a family name, or all others and the first letter of that."""
    found: dict[tuple[str, ...], list[_Name]] = {}
    for name in names:
        *given, family = name.words
        found.setdefault(("family", family), []).append(name)
        if family.isalpha():
            found.setdefault(("given", *given, family[0]), []).append(name)
    yield from (bucket for bucket in found.values() if 1 < len(bucket) <= _CROWD)


def _family_names(names: Sequence[_Name]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a family name alone and the one full name that ends in it."""
    full: dict[str, list[str]] = {}
    for name in names:
        if _is_person(name):
            full.setdefault(name.words[-1], []).append(name.written)
    for name in names:
        if len(name.words) == 1 and len(full.get(name.words[0], ())) == 1:
            yield name.written, full[name.words[0]][0]


def _is_person(name: _Name) -> bool:
    """Return whether a name looks like a given name and a family name, each with a capital."""
    parts = name.written.split()
    capitals = all(part[0].isupper() and part != part.upper() for part in parts)
    return len(parts) == 2 and capitals and "." not in name.written  # noqa: PLR2004


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two folded names differ only by a slip."""
    if one == other:
        return True
    if len(one) != len(other) or len(one) == 1:
        return False
    if one[-1] == other[-1]:
        return _initials(one[:-1], other[:-1])
    shortest = min(len(one[-1]), len(other[-1]))
    return one[:-1] == other[:-1] and shortest >= _SHORTEST and _one_letter(one[-1], other[-1])


def _initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether given names are the same but for initials in one of the two."""
    return all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=True)
    )


def _one_letter(one: str, other: str) -> bool:
    """Return whether two different words differ in one letter that is not the first."""
    one, other = sorted((one, other), key=len)
    same = 0
    while same < len(one) and one[same] == other[same]:
        same += 1
    rest = one[same:] if len(one) < len(other) else one[same + 1 :]
    return same > 0 and rest == other[same + 1 :]


@lru_cache(maxsize=1_000)  # each verdict on a map is compared with its author's name
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded; `Ritter, Scott` is `Scott Ritter`."""
    family, comma, given = name.partition(",")
    words = f"{given} {family}" if comma and given.strip() else name
    return tuple(filter(None, map(_fold, words.split())))


def _fold(word: str) -> str:
    if word.isascii():
        letters = word.lower().translate(_ASCII_PUNCTUATION)
    else:
        plain = unicodedata.normalize("NFKD", word.casefold())
        letters = "".join(
            char
            for char in plain
            if not unicodedata.combining(char) and not unicodedata.category(char).startswith("P")
        )
    return _DOUBLED.sub(r"\1", letters) if _DOUBLED.search(letters) else letters
