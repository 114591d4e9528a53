"""Checklist of a map's claims for a reviewer, as text or Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.model.argument import ArgumentMap, Claim, Evidence, Status
from argmap.review.fingerprint import Surroundings
from argmap.review.ledger import ReviewState
from argmap.review.states import Opinion, Standing
from argmap.text import (
    CYAN,
    GREEN,
    RED,
    YELLOW,
    counted,
    escape_markdown,
    plain_json,
    printable,
    styled,
)

_BOXES = {
    ReviewState.ACCEPTED: "x",
    ReviewState.CHALLENGED: "!",
    ReviewState.STALE: "~",
    ReviewState.UNREVIEWED: " ",
}
_COLORS = {
    ReviewState.ACCEPTED: GREEN,
    ReviewState.CHALLENGED: RED,
    ReviewState.STALE: YELLOW,
    ReviewState.UNREVIEWED: CYAN,
}


class Item(NamedTuple):
    """One claim of the list.

    Attributes:
        claim: The claim.
        standing: How it stands.
        details: What there is to look at, one line each.
        verdicts: What reviewers last said of it, and what changed since, one line each.
    """

    claim: Claim
    standing: Standing
    details: tuple[str, ...]
    verdicts: tuple[str, ...]


def items(
    argument_map: ArgumentMap,
    standings: Mapping[str, Standing],
    wanted: Collection[ReviewState] = (),
) -> list[Item]:
    """Return the claims of a map in the file's order.

    Args:
        argument_map: The map.
        standings: How its claims stand, in the order of the list.
        wanted: The states to list; empty for all.
    """
    around = Surroundings(argument_map)
    return [
        Item(claim, standing, tuple(_details(claim, around)), tuple(_said(standing)))
        for name, standing in standings.items()
        if not wanted or standing.state in wanted
        for claim in [argument_map.claims[name]]
    ]


def summary(states: Iterable[ReviewState]) -> str:
    """Return how many claims stand how: `2 of 5 claims accepted, 1 stale, 2 unreviewed`."""
    counts = Counter(states)
    accepted = f"{counts[ReviewState.ACCEPTED]:,} of {counted(counts.total(), 'claim')} accepted"
    rest = [f"{counts[one]:,} {one}" for one in list(ReviewState)[1:] if counts[one]]
    return ", ".join([accepted, *rest])


def as_text(listed: Sequence[Item], *, color: bool = False) -> str:
    """Return the list for a terminal."""
    parts = []
    for item in listed:
        state, claim = item.standing.state, item.claim
        box = styled(f"[{_BOXES[state]}]", _COLORS[state], color=color)
        word = styled(state, _COLORS[state], color=color)
        head = f"{box} {claim.id} ({word}): {_place(claim)}"
        lines = [printable(line) for line in (claim.text, *item.details, *item.verdicts)]
        parts.append("\n    ".join([head, *lines]) + "\n")
    return "\n".join(parts)


def as_markdown(listed: Sequence[Item]) -> str:
    """Return the list as a task list, as pull requests and issues take it."""
    parts = []
    for item in listed:
        state, claim = item.standing.state, item.claim
        box = "x" if state is ReviewState.ACCEPTED else " "
        place = _place(claim)
        place = escape_markdown(place) if "`" in place else f"`{place}`"
        head = f"**`{claim.id}`** ({state}, {place}): {escape_markdown(claim.text)}"
        parts.append(f"- [{box}] {head}\n")
        parts += [f"  - {escape_markdown(line)}\n" for line in (*item.details, *item.verdicts)]
    return "".join(parts)


def as_json(listed: Sequence[Item]) -> str:
    """Return the list as a JSON list of objects, one a line, for programs."""
    objects = [plain_json(json.dumps(_object(item), ensure_ascii=False)) for item in listed]
    return "[\n" + ",\n".join(f"  {entry}" for entry in objects) + "\n]\n" if objects else "[]\n"


def _place(claim: Claim) -> str:
    return printable(f"{claim.at.path}:{claim.at.line}")


def _details(claim: Claim, around: Surroundings) -> Iterator[str]:
    """Yield what a claim is, what it bears on, and what it rests on."""
    what = {"thesis": "the thesis", "premise": "a premise", "objection": "an objection"}[claim.role]
    yield f"{what}, said by {claim.speaker or 'nobody'}" + _told_of_links(claim, around)
    if claim.locator or claim.quote or claim.source:
        yield f"said in {_origin(claim)}"
    for number, piece in enumerate(claim.evidence, start=1):
        yield f"evidence {number}{_about(piece)}: {_words(piece)}"
    named = (claim.source, *(piece.source for piece in claim.evidence))
    for name in dict.fromkeys(one.id for one in named if one is not None):
        yield f"source {name}: {_described(around.map, name)}"


def _told_of_links(claim: Claim, around: Surroundings) -> str:
    told = [f"supports {one.id}" for one in claim.supports]
    told += [f"attacks {one.id}" for one in claim.attacks]
    for step in around.steps.get(claim.id, ()):
        others = [one.id for one in step.premises if one.id != claim.id]
        does = "supports" if step.conclusion is not None else "attacks"
        together = f" with {', '.join(others)}" if others else ""
        because = f", because: {step.warrant}" if step.warrant else ""
        told.append(f"{does} {step.target.id}{together} (inference {step.id}{because})")
    return "".join(f"; {one}" for one in told)


def _origin(thing: Claim | Evidence) -> str:
    """Return where something is said, and in which words."""
    place = ", ".join(filter(None, [thing.source.id if thing.source else None, thing.locator]))
    quote = f"“{thing.quote}”" if thing.quote else ""
    return ": ".join(filter(None, [place, quote]))


def _about(piece: Evidence) -> str:
    told = [piece.by, None if piece.status is Status.REPORTED else str(piece.status)]
    listed = ", ".join(filter(None, told))
    return f" ({listed})" if listed else ""


def _words(piece: Evidence) -> str:
    origin = _origin(piece)
    return " – ".join(filter(None, [piece.text, origin]))


def _described(argument_map: ArgumentMap, name: str) -> str:
    """Return a source as one looks for it."""
    source = argument_map.sources.get(name)
    if source is None:
        return ""
    via = f"known via {source.via.id}" if source.via else None
    parts = [source.title, "; ".join(source.author), source.issued, source.url, via]
    return ", ".join(filter(None, parts))


def _said(standing: Standing) -> Iterator[str]:
    """Yield what reviewers said, and what has become of the claim since."""
    for opinion in standing.opinions:
        verdict = opinion.verdict
        note = f": {verdict.note}" if verdict.note else ""
        yield f"{verdict.by} {verdict.judgement.past} it on {verdict.date}{note}"
        yield from _since(opinion)


def _since(opinion: Opinion) -> Iterator[str]:
    for change in opinion.changes:
        was = f": was {change.old}, is {change.new}" if change.old is not None else ""
        yield f"changed since: {change.part}{was}"
    if opinion.new_objections:
        yield f"new objection since: {', '.join(opinion.new_objections)}"


def _object(item: Item) -> dict[str, object]:
    claim, at = item.claim, item.claim.at
    return {
        "id": claim.id,
        "role": claim.role.value,
        "state": item.standing.state.value,
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "speaker": claim.speaker,
        "text": claim.text,
        "supports": [one.id for one in claim.supports],
        "attacks": [one.id for one in claim.attacks],
        "evidence": [_piece(piece) for piece in claim.evidence],
        **_said_in(claim),
        "verdicts": [_opinion(opinion) for opinion in item.standing.opinions],
    }


def _piece(piece: Evidence) -> dict[str, object]:
    own = {"id": piece.id, "text": piece.text, "by": piece.by, "status": piece.status.value}
    return own | _said_in(piece)


def _said_in(thing: Claim | Evidence) -> dict[str, object]:
    source = thing.source.id if thing.source is not None else None
    return {"source": source, "locator": thing.locator, "quote": thing.quote}


def _opinion(opinion: Opinion) -> dict[str, object]:
    verdict = opinion.verdict
    return {
        "verdict": verdict.judgement.value,
        "by": verdict.by,
        "date": verdict.date,
        "note": verdict.note,
        "line": verdict.at.line if verdict.at is not None else None,
        "counts": opinion.counts,
        "changes": [
            {"part": change.part, "old": change.old, "new": change.new}
            for change in opinion.changes
        ],
        "new_objections": list(opinion.new_objections),
    }
