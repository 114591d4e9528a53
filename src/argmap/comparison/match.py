"""Match the parts of two versions: by id, by words, by similarity."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Source

T = TypeVar("T")
_Part = TypeVar("_Part", Claim, Inference, Source)

MOST_PAIRS = 40_000
"""Most pairs whose words are compared; beyond it only equal parts are matched."""

_RENAMED = 0.7
"""Least similarity of a claim to one that had another id."""

_REWORDED = 0.4
"""Least similarity of two pieces of evidence; only those of one claim are compared."""

_WORD = re.compile(r"\w+")
_LONG = 400  # words of a text that are compared


class Matches(NamedTuple):
    """The ids of matched parts of one kind.

    Attributes:
        new_ids: The new id of every old one that is still there.
        old_ids: The same the other way round.
    """

    new_ids: Mapping[str, str]
    old_ids: Mapping[str, str]


def match_claims(old: ArgumentMap, new: ArgumentMap) -> Matches:
    """Match claims by id, else by their words under another id."""
    return _match(
        old.claims,
        new.claims,
        lambda claim: " ".join(claim.text.split()),
        lambda one, other: _similarity(one.text, other.text),
    )


def match_sources(old: ArgumentMap, new: ArgumentMap) -> Matches:
    """Match sources by id, else by all their fields."""
    return _match(old.sources, new.sources, lambda source: repr(sorted(source.fields.items())))


def match_inferences(old: ArgumentMap, new: ArgumentMap, claims: Matches) -> Matches:
    """Match inferences by id, else by premises and target."""

    def key(inference: Inference) -> Hashable:
        ids = [*(reference.id for reference in inference.premises), inference.target.id]
        known = [claims.new_ids.get(name, name) for name in ids]
        return frozenset(known[:-1]), known[-1], inference.conclusion is None

    return _match(old.inferences, new.inferences, key)


def _match(
    old: Mapping[str, _Part],
    new: Mapping[str, _Part],
    key: Callable[[_Part], Hashable],
    similarity: Callable[[_Part, _Part], float] | None = None,
) -> Matches:
    """Match parts by their ids, then by equal keys, then by similarity."""
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
    if similarity is not None:
        taken = set(found.values())
        gone = [name for name in gone if name not in found]
        added = [name for name in added if name not in taken]
        olds, news = [old[name] for name in gone], [new[name] for name in added]
        pairs = _most_similar(olds, news, similarity, _RENAMED)
        found |= {gone[first]: added[second] for first, second in pairs}
    return Matches(found, {after: before for before, after in found.items()})


def match_evidence(
    old: Sequence[Evidence], new: Sequence[Evidence]
) -> tuple[list[tuple[Evidence, Evidence]], list[Evidence], list[Evidence]]:
    """Match the evidence of one claim; return the pairs, what is gone, and what is new.

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
    pairs = _most_similar(gone, added, _evidence_similarity, _REWORDED)
    kept += [(gone[first], added[second]) for first, second in pairs]
    left = {first for first, _ in pairs}, {second for _, second in pairs}
    return (
        kept,
        [piece for number, piece in enumerate(gone) if number not in left[0]],
        [piece for number, piece in enumerate(added) if number not in left[1]],
    )


def _own_id(piece: Evidence) -> str | None:
    return None if piece.numbered else piece.id


def _words(piece: Evidence) -> tuple[str | None, str | None]:
    return piece.text, piece.quote


def _evidence_similarity(one: Evidence, other: Evidence) -> float:
    """Return the similarity of two pieces of evidence, by their words and their place."""
    if _own_id(one) and _own_id(other):  # two ids are two pieces
        return 0.0
    if one.quote is not None and one.quote == other.quote:
        return 1.0
    place = (one.source and one.source.id, one.locator)
    same_place = place == (other.source and other.source.id, other.locator) and any(place)
    texts = (f"{piece.text or ''} {piece.quote or ''}" for piece in (one, other))
    return _similarity(*texts) * 0.9 + (0.1 if same_place else 0.0)


def _similarity(one: str, other: str) -> float:
    """Return the share of common words: 0, none, to 1, all (Dice, 1945)."""
    first, second = _counted(one), _counted(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _counted(text: str) -> Counter[str]:
    """Return how often each word is in a text, whatever its capitals."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return Counter(found[:_LONG])


def _most_similar(
    old: Sequence[T], new: Sequence[T], similarity: Callable[[T, T], float], least: float
) -> list[tuple[int, int]]:
    """Pair items of two lists greedily, and return the pairs as indices.

    The most similar pair comes first, then the next among what is left; of equally similar
    pairs, the one that the lists have first. Pairs below the least similarity are left out.
    """
    if len(old) * len(new) > MOST_PAIRS:
        return []
    scored = [
        (-alike, first, second)
        for first, one in enumerate(old)
        for second, other in enumerate(new)
        if (alike := similarity(one, other)) >= least
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
