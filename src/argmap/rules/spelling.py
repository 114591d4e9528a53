"""Which spellings look like one name. In doubt none: an institution is no family name."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHORTEST = 5  # letters of a family name in which one may differ
_CROWD = 200  # names that begin alike are numbered witnesses rather than slips


class _Name(NamedTuple):
    """A name as written, and its words folded: without capitals, accents and doubled letters."""

    written: str
    words: tuple[str, ...]


def look_alikes(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yields the pairs of spellings that look like one name, each pair in the order given.

    Args:
        names: Different spellings.
    """
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
    """Tells whether two spellings are one name, but for capitals, accents and punctuation."""
    return _words(one) == _words(other)


def _buckets(names: Sequence[_Name]) -> Iterator[list[_Name]]:
    """Yields names that share a family name, or all others and the first letter of that."""
    found: dict[tuple[str, ...], list[_Name]] = {}
    for name in names:
        *given, family = name.words
        found.setdefault(("family", family), []).append(name)
        if family.isalpha():
            found.setdefault(("given", *given, family[0]), []).append(name)
    yield from (bucket for bucket in found.values() if 1 < len(bucket) <= _CROWD)


def _family_names(names: Sequence[_Name]) -> Iterator[tuple[str, str]]:
    """Yields the pairs of a family name alone and the one full name that ends in it."""
    full: dict[str, list[str]] = {}
    for name in names:
        if _is_person(name):
            full.setdefault(name.words[-1], []).append(name.written)
    for name in names:
        if len(name.words) == 1 and len(full.get(name.words[0], ())) == 1:
            yield name.written, full[name.words[0]][0]


def _is_person(name: _Name) -> bool:
    """Tells whether a name looks like a given name and a family name, each with a capital."""
    parts = name.written.split()
    capitals = all(part[0].isupper() and part != part.upper() for part in parts)
    return len(parts) == 2 and capitals and "." not in name.written  # noqa: PLR2004


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tells whether two folded names differ in no more than a slip."""
    if one == other:
        return True
    if len(one) != len(other) or len(one) == 1:
        return False
    if one[-1] == other[-1]:
        return _initials(one[:-1], other[:-1])
    shortest = min(len(one[-1]), len(other[-1]))
    return one[:-1] == other[:-1] and shortest >= _SHORTEST and _one_letter(one[-1], other[-1])


def _initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tells whether given names differ only in that one of the two has an initial."""
    return all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=True)
    )


def _one_letter(one: str, other: str) -> bool:
    """Tells whether two different words differ in one letter that is not the first."""
    one, other = sorted((one, other), key=len)
    same = 0
    while same < len(one) and one[same] == other[same]:
        same += 1
    rest = one[same:] if len(one) < len(other) else one[same + 1 :]
    return same > 0 and rest == other[same + 1 :]


def _words(name: str) -> tuple[str, ...]:
    """Returns the words of a name, folded; `Ritter, Scott` is `Scott Ritter`."""
    family, comma, given = name.partition(",")
    words = f"{given} {family}" if comma and given.strip() else name
    return tuple(filter(None, map(_fold, words.split())))


def _fold(word: str) -> str:
    """Returns a word without capitals, accents, punctuation and doubled letters."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = (
        char
        for char in plain
        if not unicodedata.combining(char) and not unicodedata.category(char).startswith("P")
    )
    return re.sub(r"([^\W\d])\1+", r"\1", "".join(letters))
