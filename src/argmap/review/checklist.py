"""Checklist of a map's claims for a reviewer, as text or Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Status
from argmap.review.fingerprint import MapContext
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
_OTHERS = 10
"""Linked premises that a claim is told to stand with: each of a thousand would name the others."""


class ChecklistItem(NamedTuple):
    """One claim of the list.

    Attributes:
        claim: The claim.
        standing: Its state, with the verdicts.
        details: Its links, place, evidence and sources, one line each.
        verdicts: Each reviewer's last verdict, and the changes since, one line each.
    """

    claim: Claim
    standing: Standing
    details: tuple[str, ...]
    verdicts: tuple[str, ...]


def items(
    argument_map: ArgumentMap,
    standings: Mapping[str, Standing],
    wanted: Collection[ReviewState] = (),
) -> list[ChecklistItem]:
    """Return the items of the list, in the order of the standings.

    Args:
        argument_map: The map.
        standings: The standings of its claims.
        wanted: The states to list; empty for all.
    """
    context = MapContext(argument_map)
    return [
        ChecklistItem(claim, standing, tuple(_details(claim, context)), tuple(_verdicts(standing)))
        for name, standing in standings.items()
        if not wanted or standing.state in wanted
        for claim in [argument_map.claims[name]]
    ]


def summary(states: Iterable[ReviewState]) -> str:
    """Return the number of claims in each state: `2 of 5 claims accepted, 1 stale`."""
    counts = Counter(states)
    accepted = f"{counts[ReviewState.ACCEPTED]:,} of {counted(counts.total(), 'claim')} accepted"
    rest = [f"{counts[one]:,} {one}" for one in list(ReviewState)[1:] if counts[one]]
    return ", ".join([accepted, *rest])


def as_text(listed: Sequence[ChecklistItem], *, color: bool = False) -> str:
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


def as_markdown(listed: Sequence[ChecklistItem]) -> str:
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


def as_json(listed: Sequence[ChecklistItem]) -> str:
    """Return the list as a JSON list of objects, one a line, for programs."""
    objects = [plain_json(json.dumps(_item_object(item), ensure_ascii=False)) for item in listed]
    return "[\n" + ",\n".join(f"  {entry}" for entry in objects) + "\n]\n" if objects else "[]\n"


def _place(claim: Claim) -> str:
    return printable(f"{claim.at.path}:{claim.at.line}")


def _details(claim: Claim, context: MapContext) -> Iterator[str]:
    """Yield a claim's role, speaker and links, its place, its evidence and its sources."""
    role = {"thesis": "the thesis", "premise": "a premise", "objection": "an objection"}[claim.role]
    yield f"{role}, said by {claim.speaker or 'nobody'}" + _links(claim, context)
    if claim.locator or claim.quote or claim.source:
        yield f"said in {_origin(claim)}"
    for number, piece in enumerate(claim.evidence, start=1):
        yield f"evidence {number}{_about(piece)}: {_words(piece)}"
    named = (claim.source, *(piece.source for piece in claim.evidence))
    for name in dict.fromkeys(one.id for one in named if one is not None):
        yield f"source {name}: {_described(context.map, name)}"


def _links(claim: Claim, context: MapContext) -> str:
    links = [f"supports {one.id}" for one in claim.supports]
    links += [f"attacks {one.id}" for one in claim.attacks]
    for step in context.steps.get(claim.id, ()):
        does = "supports" if step.conclusion is not None else "attacks"
        together = _together(claim, step)
        because = f", because: {step.warrant}" if step.warrant else ""
        links.append(f"{does} {step.target.id}{together} (inference {step.id}{because})")
    return "".join(f"; {one}" for one in links)


def _together(claim: Claim, step: Inference) -> str:
    """Return the premises that a claim is linked with: not all, where each of many is told so."""
    others = [one.id for one in step.premises[: _OTHERS + 2] if one.id != claim.id]
    more = len(step.premises) - 1 - _OTHERS
    if more > 1:
        others[_OTHERS:] = [f"{more:,} more"]
    return f" with {', '.join(others)}" if others else ""


def _origin(part: Claim | Evidence) -> str:
    """Return the source, the locator and the quote of a claim or a piece of evidence."""
    place = ", ".join(filter(None, [part.source.id if part.source else None, part.locator]))
    quote = f"“{part.quote}”" if part.quote else ""
    return ": ".join(filter(None, [place, quote]))


def _about(piece: Evidence) -> str:
    status = None if piece.status is Status.REPORTED else str(piece.status)
    listed = ", ".join(filter(None, [piece.by, status]))
    return f" ({listed})" if listed else ""


def _words(piece: Evidence) -> str:
    return " – ".join(filter(None, [piece.text, _origin(piece)]))


def _described(argument_map: ArgumentMap, name: str) -> str:
    """Return the data by which a source can be looked up."""
    source = argument_map.sources.get(name)
    if source is None:
        return ""
    via = f"known via {source.via.id}" if source.via else None
    parts = [source.title, "; ".join(source.author), source.issued, source.url, via]
    return ", ".join(filter(None, parts))


def _verdicts(standing: Standing) -> Iterator[str]:
    """Yield each reviewer's last verdict, and the changes since."""
    for opinion in standing.opinions:
        verdict = opinion.verdict
        note = f": {verdict.note}" if verdict.note else ""
        yield f"{verdict.by} {verdict.judgement.past} it on {verdict.date}{note}"
        for change in opinion.changes:
            was = f": was {change.old}, is {change.new}" if change.old is not None else ""
            yield f"changed since: {change.part}{was}"
        if opinion.new_objections:
            yield f"new objection since: {', '.join(opinion.new_objections)}"


def _item_object(item: ChecklistItem) -> dict[str, object]:
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
        "evidence": [_evidence_object(piece) for piece in claim.evidence],
        **_origin_object(claim),
        "verdicts": [_opinion_object(opinion) for opinion in item.standing.opinions],
    }


def _evidence_object(piece: Evidence) -> dict[str, object]:
    own = {"id": piece.id, "text": piece.text, "by": piece.by, "status": piece.status.value}
    return own | _origin_object(piece)


def _origin_object(part: Claim | Evidence) -> dict[str, object]:
    source = part.source.id if part.source is not None else None
    return {"source": source, "locator": part.locator, "quote": part.quote}


def _opinion_object(opinion: Opinion) -> dict[str, object]:
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
