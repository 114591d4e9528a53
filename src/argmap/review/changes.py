"""What has changed of a claim or an inference since it was reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.review.fingerprint import PASSAGE_KEYS, MapContext, Part
from argmap.review.ledger import Fingerprint, Prints

_SAID = "where it is said"


class ClaimChange(NamedTuple):
    """A part of a claim or an inference that is no longer what was reviewed.

    Attributes:
        part: The part in words: “the text”, “evidence 2 (quote)”.
        old, new: Its values, where the fingerprint holds them in words.
        shared: Whether it stands outside of the claim, so that other claims may share it.
        in_text: Whether it stands in the text of a source, and not on the map.
    """

    part: str
    old: str | None = None
    new: str | None = None
    shared: bool = False
    in_text: bool = False


class Since(NamedTuple):
    """What happened to a claim or an inference since it was reviewed.

    Attributes:
        changes: The changes of what was reviewed.
        new_objections: The ids of its attackers that are new.
        unread: The parts whose source had a text then, and has none now that can be read.
    """

    changes: tuple[ClaimChange, ...]
    new_objections: tuple[str, ...]
    unread: tuple[str, ...] = ()


def since(then: Fingerprint, part: Part, context: MapContext) -> Since:
    """Return what has changed of a claim or an inference since a fingerprint of it was made.

    The order of evidence, links and sources does not count, nor does a new objection. In the
    second version, ids do not count either.

    Args:
        then: The fingerprint.
        part: The claim or the inference as it is now.
        context: The map that it stands on now; where it is not sealed, the fingerprint is not
            either, and all changes say their values.
    """
    now = context.fingerprint(part, then.version)
    if then.version > 1:
        then = _by_todays_ids(then, context)
    if then == now:  # as most are
        return Since((), ())
    added = tuple(name for name in now.objections if name not in then.objections)
    if bool(then.step) != bool(now.step):  # the id was given to a part of another kind
        return Since((ClaimChange("what has this id"),), added)
    words = not context.sealed
    found = (
        *_changed_words(then, now, "the warrant" if now.step else "the text"),
        *_changed_said(then.said, now.said, words=words),
        *_changed_evidence(then.evidence, now.evidence, words=words),
        *_changed_sources(then, now, context),
        *_changed_named("inference", then.inferences, now.inferences, words=words),
        *_changed_step(then.step, now.step, words=words),
    )
    return Since(found, added, tuple(_unread(then, now)) if context.sealed else ())


def _unread(then: Fingerprint, now: Fingerprint) -> Iterator[str]:
    """Yield the parts that are on the map as they were, and whose text is not at hand."""
    if _in_text(then.said) and now.said == _on_map(then.said):
        yield _SAID
    for number, piece in enumerate(now.evidence, start=1):
        if any(_in_text(old) and _on_map(old) == piece for old in then.evidence):
            yield f"evidence {number}"


def read_of(reviewed: Fingerprint) -> int:
    """Return in how many source texts a reviewer could look something up."""
    return sum(bool(_in_text(prints)) for prints in (reviewed.said, *reviewed.evidence))


def _by_todays_ids(then: Fingerprint, context: MapContext) -> Fingerprint:
    """Return a fingerprint with the ids that what it names has today, found by equal words."""
    parts = _todays_parts(then.named, context)
    sources = _todays_sources(then.sources, context)
    if not parts and not sources:
        return then
    table = {context.seal(old): context.seal(new) for old, new in sources.items()}
    step_table = {context.seal(old): context.seal(new) for old, new in parts.items()}

    def names(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({parts.get(name, name) for name in ids}))

    def step(prints: Prints) -> Prints:
        renamed = _renamed(prints, ("conclusion", "attacks"), step_table)
        if "premises" in renamed:
            ids = renamed["premises"].split(context.separator)
            together = context.separator.join(sorted(step_table.get(one, one) for one in ids))
            renamed = {**renamed, "premises": together}
        return renamed

    return then._replace(
        supports=names(then.supports),
        attacks=names(then.attacks),
        objections=names(then.objections),
        said=_renamed(then.said, ("source", "about"), table),
        evidence=tuple(_renamed(piece, ("source",), table) for piece in then.evidence),
        sources={
            sources.get(name, name): _renamed(prints, ("via",), table)
            for name, prints in then.sources.items()
        },
        inferences={parts.get(name, name): step(one) for name, one in then.inferences.items()},
    )


def _todays_parts(named: Mapping[str, str], context: MapContext) -> dict[str, str]:
    """Return today's ids of claims and inferences that had another one, by that."""
    today, found = context.words, {}
    for name, words in named.items():
        if today.get(name) != words:
            new = _likeliest(name, context.called.get(words, ()), named)
            if new != name:
                found[name] = new
    return found


def _todays_sources(then: Mapping[str, Prints], context: MapContext) -> dict[str, str]:
    """Return today's ids of sources that had another one, by that."""
    found = {}
    for name, prints in then.items():
        like = context.described.get(frozenset(_without(prints, "via").items()), ())
        new = name if name in like else _likeliest(name, like, then)
        if new != name:
            found[name] = new
    return found


def _likeliest(name: str, others: Sequence[str], known: Mapping[str, object]) -> str:
    """Return which of those with the same words a part is today: one that is new, if any is."""
    return next((one for one in others if one not in known), others[0] if others else name)


def _renamed(prints: Prints, keys: Iterable[str], table: Mapping[str, str]) -> Prints:
    """Return prints in which the values of some keys are those that a table has for them."""
    new = {key: table.get(prints[key], prints[key]) for key in keys if key in prints}
    return {**prints, **new}


def _changed_words(then: Fingerprint, now: Fingerprint, called: str) -> Iterator[ClaimChange]:
    """Yield the changes of the parts that are kept as words."""
    if then.text != now.text:
        yield ClaimChange(called, f"“{then.text}”", f"“{now.text}”")
    if then.speaker != now.speaker:
        old, new = (one.speaker or "nobody" for one in (then, now))
        yield ClaimChange("the speaker", old, new, shared=True)
    for key in ("supports", "attacks"):
        before, after = getattr(then, key), getattr(now, key)
        if before != after:
            yield ClaimChange(f"what it {key}", _listed(before), _listed(after))


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in ids) or "nothing"


def _changed_said(then: Prints, now: Prints, *, words: bool) -> Iterator[ClaimChange]:
    """Yield the changes of where a claim is said."""
    if then == now:
        return
    if then.get("about") != now.get("about") and "source" not in then.keys() | now.keys():
        old, new = (_values(one, ["about"]) if words else None for one in (then, now))
        yield ClaimChange("the map's `about`", old, new, shared=True)
    one, other = _without(then, "about"), _without(now, "about")
    if _on_map(one) != _on_map(other):
        yield _differing(_SAID, one, other, words=words)
    elif then.get("about") == now.get("about"):
        yield from _changed_text(_SAID, one, other)


def _changed_text(part: str, then: Prints, now: Prints) -> Iterator[ClaimChange]:
    """Yield the change of what a source's text says, where it could be read both times."""
    old, new = _in_text(then), _in_text(now)
    if old and new and old != new:
        whole = "whole" in new and "whole" in old
        what = "the text of its source" if whole else "the passage in the text of its source"
        yield ClaimChange(f"{part} ({what})", in_text=True)


def _on_map(prints: Prints) -> Prints:
    return _without(prints, *PASSAGE_KEYS)


def _in_text(prints: Prints) -> Prints:
    return {key: value for key, value in prints.items() if key in PASSAGE_KEYS}


def _without(prints: Prints, *keys: str) -> Prints:
    return {key: value for key, value in prints.items() if key not in keys}


def _changed_evidence(
    then: Sequence[Prints], now: Sequence[Prints], *, words: bool
) -> Iterator[ClaimChange]:
    """Yield the changes of the evidence, each new piece against the most similar old one.

    Numbers are those of the newer version.
    """
    if then == now:
        return
    gone = list(then)
    other: list[tuple[int, Prints]] = []
    for number, piece in enumerate(now, start=1):
        same = [old for old in gone if _on_map(old) == _on_map(piece)]
        if same:
            like = piece if piece in same else same[0]
            gone.remove(like)
            yield from _changed_text(f"evidence {number}", like, piece)
        else:
            other.append((number, _on_map(piece)))
    left = [_on_map(piece) for piece in gone]
    for number, piece in other:
        nearest = max(left, key=lambda old: _same_keys(old, piece), default=None)
        if nearest is None or not _same_keys(nearest, piece):
            yield ClaimChange(f"evidence {number} (added)")
        else:
            left.remove(nearest)
            yield _differing(f"evidence {number}", nearest, piece, words=words)
    if left:
        count = "one piece" if len(left) == 1 else f"{len(left)} pieces"
        old = "; ".join(_values(piece, piece) for piece in left) if words else None
        yield ClaimChange(f"{count} of evidence (taken out)", old, "gone" if words else None)


def _same_keys(one: Prints, other: Prints) -> int:
    return len(one.items() & other.items())


def _changed_sources(
    then: Fingerprint, now: Fingerprint, context: MapContext
) -> Iterator[ClaimChange]:
    """Yield the changes of sources; of those behind what a claim names, only what they say.

    That another one stands behind a source, or behind the map, is told of what names it.
    """
    if then.sources == now.sources:
        return
    cited = _cited(then, context) ^ _cited(now, context)

    def told(one: Fingerprint, other: Fingerprint) -> dict[str, Prints]:
        named = _cited(one._replace(said=_without(one.said, "about")), context)
        found: dict[str, Prints] = {}
        for name, prints in one.sources.items():
            if name in other.sources and name in cited:  # cited in one of the two alone
                found[name] = {key: prints[key] for key in _BEHIND if key in prints}
            elif name in other.sources or name in named:
                found[name] = prints
        return found

    yield from _changed_named("source", told(then, now), told(now, then), words=not context.sealed)


_BEHIND = ("title", "author", "via")
"""The keys that count of a source that another one is known through."""


def _cited(one: Fingerprint, context: MapContext) -> set[str]:
    """Return the ids of the sources that a claim, its evidence or the map names."""
    named = {one.said.get("about"), *(prints.get("source") for prints in (one.said, *one.evidence))}
    return {name for name in one.sources if context.seal(name) in named}


def _changed_named(
    kind: str, then: Mapping[str, Prints], now: Mapping[str, Prints], *, words: bool
) -> Iterator[ClaimChange]:
    """Yield the changes of the sources or of the inferences."""
    if then == now:
        return
    for name in sorted(then.keys() | now.keys()):
        if name not in now:
            yield ClaimChange(f"{kind} `{name}` (no longer)")
        elif name not in then:
            yield ClaimChange(f"{kind} `{name}` (added)")
        elif then[name] != now[name]:
            change = _differing(f"{kind} `{name}`", then[name], now[name], words=words)
            yield change._replace(shared=True)


_STEP_PARTS = {
    "attacks": "what it attacks",
    "conclusion": "its conclusion",
    "premises": "its premises",
    "scheme": "its scheme",
}


def _changed_step(then: Prints, now: Prints, *, words: bool) -> Iterator[ClaimChange]:
    """Yield the changes of what an inference leads from and to."""
    if then == now:
        return
    for key in sorted(then.keys() | now.keys()):
        if then.get(key) != now.get(key):
            old, new = (_values(one, [key]) if words else None for one in (then, now))
            yield ClaimChange(_STEP_PARTS.get(key, key), old, new)


def _differing(part: str, one: Prints, other: Prints, *, words: bool) -> ClaimChange:
    """Return the change of a part, with the keys whose values differ."""
    one, other = _on_map(one), _on_map(other)
    keys = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
    named = f"{part} ({', '.join(keys)})"
    return (
        ClaimChange(named, _values(one, keys), _values(other, keys))
        if words
        else ClaimChange(named)
    )


def _values(prints: Prints, keys: Iterable[str]) -> str:
    return ", ".join(f"“{prints[key]}”" for key in keys if key in prints) or "nothing"
