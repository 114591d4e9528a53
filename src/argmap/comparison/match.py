"""Match the parts of two versions: by id, by words, by likeness."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Source

T = TypeVar("T")

MOST_PAIRS = 40_000
"""How many pairs are looked at; beyond it only what is the same is recognised."""

_WORD = re.compile(r"\w+")
_LONG = 400  # words of a text that are compared


def words(text: str) -> Counter[str]:
    """Return how often each word is in a text, whatever its capitals."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return Counter(found[:_LONG])


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of two texts is the same: 0, nothing, to 1, every word (Dice, 1945)."""
    total = one.total() + other.total()
    if not total:
        return 1.0
    return 2 * (one & other).total() / total


def pairs(
    old: Sequence[T],
    new: Sequence[T],
    score: Callable[[T, T], float],
    least: float,
) -> list[tuple[int, int]]:
    """Return which thing of one list became which of the other, as pairs of indices.

    The pair that is most alike comes first, then the next among what is left; of pairs that are
    equally alike, the one that the lists have first.

    Args:
        old: The things of the older version.
        new: Those of the newer one.
        score: How much alike two of them are.
        least: How much they have to be.
    """
    if len(old) * len(new) > MOST_PAIRS:
        return []
    scored = [
        (-alike, first, second)
        for first, one in enumerate(old)
        for second, other in enumerate(new)
        if (alike := score(one, other)) >= least
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for _, first, second in sorted(scored):
        if first not in taken_old and second not in taken_new:
            taken_old.add(first)
            taken_new.add(second)
            found.append((first, second))
    return found


Thing = TypeVar("Thing", "Claim", "Inference", "Source")

RENAMED = 0.7
"""How much of its words a claim has to keep to be known again under another id."""

REWORDED = 0.4
"""The same for evidence, which is looked for under its own claim only."""


class Matches(NamedTuple):
    """What became of the things of one kind.

    Attributes:
        new_ids: The new id of every old one that is still there.
        old_ids: The same the other way round.
    """

    new_ids: Mapping[str, str]
    old_ids: Mapping[str, str]


def match_claims(old: ArgumentMap, new: ArgumentMap) -> Matches:
    """Return which claim is which: by its id, else by its words under another id."""

    def alike(one: Claim, other: Claim) -> float:
        return likeness(words(one.text), words(other.text))

    return _matched(old.claims, new.claims, lambda claim: " ".join(claim.text.split()), alike)


def match_sources(old: ArgumentMap, new: ArgumentMap) -> Matches:
    """Return which source is which: by its id, else by all that is said of it."""
    return _matched(old.sources, new.sources, lambda source: repr(sorted(source.fields.items())))


def match_inferences(old: ArgumentMap, new: ArgumentMap, claims: Matches) -> Matches:
    """Return which inference is which: by its id, else by its premises and what it bears on."""

    def key(inference: Inference) -> Hashable:
        ids = [*(reference.id for reference in inference.premises), inference.target.id]
        known = [claims.new_ids.get(name, name) for name in ids]
        return frozenset(known[:-1]), known[-1], inference.conclusion is None

    return _matched(old.inferences, new.inferences, key)


def match_evidence(
    old: Sequence[Evidence], new: Sequence[Evidence]
) -> tuple[list[tuple[Evidence, Evidence]], list[Evidence], list[Evidence]]:
    """Return which evidence of a claim is which, what is gone, and what is new.

    A piece is known by its own id, else by what it says, else by most of its words. Its number
    says nothing: it changes with every piece above it.
    """
    kept: list[tuple[Evidence, Evidence]] = []
    gone, added = list(old), list(new)
    for same in (_own_id, _words):
        for piece in list(gone):
            key = same(piece)
            other = next((one for one in added if key is not None and same(one) == key), None)
            if other is not None:
                kept.append((piece, other))
                gone.remove(piece)
                added.remove(other)
    found = pairs(gone, added, _alike, REWORDED)
    kept += [(gone[first], added[second]) for first, second in found]
    left = {first for first, _ in found}, {second for _, second in found}
    return (
        kept,
        [piece for number, piece in enumerate(gone) if number not in left[0]],
        [piece for number, piece in enumerate(added) if number not in left[1]],
    )


def _own_id(piece: Evidence) -> str | None:
    return None if piece.numbered else piece.id


def _words(piece: Evidence) -> tuple[str | None, str | None]:
    return piece.text, piece.quote


def _alike(one: Evidence, other: Evidence) -> float:
    """Return how much alike two pieces of evidence are, by their words and their place."""
    if _own_id(one) and _own_id(other):  # two names are two things
        return 0.0
    if one.quote is not None and one.quote == other.quote:
        return 1.0
    place = (one.source and one.source.id, one.locator)
    same_place = place == (other.source and other.source.id, other.locator) and any(place)
    texts = (words(f"{piece.text or ''} {piece.quote or ''}") for piece in (one, other))
    return likeness(*texts) * 0.9 + (0.1 if same_place else 0.0)


def _matched(
    old: Mapping[str, Thing],
    new: Mapping[str, Thing],
    key: Callable[[Thing], Hashable],
    alike: Callable[[Thing, Thing], float] | None = None,
) -> Matches:
    """Pair things by their ids, then by what they say, then by what is most alike."""
    found = {name: name for name in old if name in new}
    gone = [name for name in old if name not in new]
    added = [name for name in new if name not in old]
    by_key: dict[Hashable, list[str]] = {}
    for name in added:
        by_key.setdefault(key(new[name]), []).append(name)
    for name in gone:
        same = by_key.get(key(old[name]))
        if same:
            found[name] = same.pop(0)
    if alike is not None:
        taken = set(found.values())
        gone = [name for name in gone if name not in found]
        added = [name for name in added if name not in taken]
        like = pairs([old[name] for name in gone], [new[name] for name in added], alike, RENAMED)
        found |= {gone[first]: added[second] for first, second in like}
    return Matches(found, {after: before for before, after in found.items()})
