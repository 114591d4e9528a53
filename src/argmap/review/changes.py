"""What of a claim is no longer what was reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from argmap.review.model import Fingerprint, Prints


class Change(NamedTuple):
    """One part of a claim that is no longer what was reviewed.

    Attributes:
        part: What it is: “the text”, “evidence 2 (quote)”.
        old, new: What it was and what it is, in words where the fingerprint holds them.
        shared: Whether it stands outside of the claim, so that other claims may share it.
    """

    part: str
    old: str | None = None
    new: str | None = None
    shared: bool = False


def changes(then: Fingerprint, now: Fingerprint, *, words: bool = False) -> tuple[Change, ...]:
    """Returns what a claim's fingerprint has that an older one of it has not, or the reverse.

    The order of evidence, links and sources does not count, nor does a new objection.

    Args:
        then: The older fingerprint.
        now: The newer one.
        words: Whether both hold values and no digests, so that all can be told in words.
    """
    return (
        *_changed_words(then, now, words),
        *_changed_evidence(then.evidence, now.evidence, words),
        *_changed_things("source", then.sources, now.sources, words),
        *_changed_things("inference", then.inferences, now.inferences, words),
    )


def new_objections(then: Fingerprint, now: Fingerprint) -> tuple[str, ...]:
    """Returns the ids of what attacks a claim now and did not then."""
    return tuple(name for name in now.objections if name not in then.objections)


def _changed_words(then: Fingerprint, now: Fingerprint, words: bool) -> Iterator[Change]:
    """Yields what changed of the parts that are kept as words, and of where they were said."""
    if then.text != now.text:
        yield Change("the text", f"“{then.text}”", f"“{now.text}”")
    if then.speaker != now.speaker:
        nobody = "nobody"
        yield Change("the speaker", then.speaker or nobody, now.speaker or nobody, shared=True)
    for key in ("supports", "attacks"):
        old, new = getattr(then, key), getattr(now, key)
        if old != new:
            yield Change(f"what it {key}", _listed(old), _listed(new))
    if then.said != now.said:
        yield _differing("where it is said", then.said, now.said, words)


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in ids) or "nothing"


def _changed_evidence(
    then: Sequence[Prints], now: Sequence[Prints], words: bool
) -> Iterator[Change]:
    """Yields what changed of the evidence: each new piece is paired with the old one most like it.

    Numbers are those of today's file.
    """
    gone = list(then)
    other: list[tuple[int, Prints]] = []
    for number, piece in enumerate(now, start=1):
        if piece in gone:
            gone.remove(piece)
        else:
            other.append((number, piece))
    for number, piece in other:
        like = max(gone, key=lambda old: _same_keys(old, piece), default=None)
        if like is None or not _same_keys(like, piece):
            yield Change(f"evidence {number} (added)")
        else:
            gone.remove(like)
            yield _differing(f"evidence {number}", like, piece, words)
    if gone:
        count = "one piece" if len(gone) == 1 else f"{len(gone)} pieces"
        told = "; ".join(_values(piece, piece) for piece in gone) if words else None
        yield Change(f"{count} of evidence (taken out)", told, "gone" if words else None)


def _same_keys(one: Prints, other: Prints) -> int:
    return len(one.items() & other.items())


def _changed_things(
    kind: str, then: Mapping[str, Prints], now: Mapping[str, Prints], words: bool
) -> Iterator[Change]:
    """Yields what changed of the sources or the inferences."""
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            yield Change(f"{kind} `{name}` (no longer)")
        elif name not in then:
            yield Change(f"{kind} `{name}` (added)")
        elif then[name] != now[name]:
            change = _differing(f"{kind} `{name}`", then[name], now[name], words)
            yield change._replace(shared=True)


def _differing(part: str, one: Prints, other: Prints, words: bool) -> Change:
    """Returns the change of a part: the keys whose values are not the same, and the values."""
    keys = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
    named = f"{part} ({', '.join(keys)})"
    return Change(named, _values(one, keys), _values(other, keys)) if words else Change(named)


def _values(prints: Prints, keys: Iterable[str]) -> str:
    """Returns the values of some keys as words."""
    return ", ".join(f"“{prints[key]}”" for key in keys if key in prints) or "nothing"
