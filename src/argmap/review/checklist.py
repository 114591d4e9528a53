"""Checklist of a map's claims and warrants for a reviewer, as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Status
from argmap.review.fingerprint import MapContext, Part
from argmap.review.ledger import ReviewState, Verdict
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
    """One claim or warrant of the list.

    Attributes:
        part: The claim, or the inference that has the warrant.
        standing: Its state, with the verdicts.
        details: Its links, place, evidence and sources, one line each; an inference's claims.
        verdicts: Each reviewer's last verdict, and the changes since, one line each.
    """

    part: Part
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
        standings: The standings of its claims and warrants.
        wanted: The states to list; empty for all.
    """
    context = MapContext(argument_map)
    found = []
    for name, standing in standings.items():
        part = context.part(name)
        if part is not None and (not wanted or standing.state in wanted):
            details = tuple(_details(part, context))
            found.append(ChecklistItem(part, standing, details, tuple(_verdicts(standing))))
    return found


def summary(argument_map: ArgumentMap, standings: Mapping[str, Standing]) -> str:
    """Return the number of claims in each state: `2 of 5 claims accepted, 1 stale`.

    Where there are warrants to review, they follow behind a semicolon.
    """
    claims = [one.state for name, one in standings.items() if name in argument_map.claims]
    warrants = [one.state for name, one in standings.items() if name not in argument_map.claims]
    counts = [_counted(claims, "claim"), _counted(warrants, "warrant")]
    return "; ".join(counts if warrants else counts[:1])


def _counted(states: Iterable[ReviewState], noun: str) -> str:
    counts = Counter(states)
    accepted = f"{counts[ReviewState.ACCEPTED]:,} of {counted(counts.total(), noun)} accepted"
    rest = [f"{counts[one]:,} {one}" for one in list(ReviewState)[1:] if counts[one]]
    return ", ".join([accepted, *rest])


def as_text(listed: Sequence[ChecklistItem], *, color: bool = False) -> str:
    """Return the list for a terminal."""
    parts = []
    for item in listed:
        state, part = item.standing.state, item.part
        box = styled(f"[{_BOXES[state]}]", _COLORS[state], color=color)
        word = styled(item.standing.words, _COLORS[state], color=color)
        head = f"{box} {part.id} ({word}): {_place(part)}"
        lines = [printable(line) for line in (_text(part), *item.details, *item.verdicts)]
        parts.append("\n    ".join([head, *lines]) + "\n")
    return "\n".join(parts)


def as_markdown(listed: Sequence[ChecklistItem]) -> str:
    """Return the list as a task list, as pull requests and issues take it."""
    parts = []
    for item in listed:
        part = item.part
        box = "x" if item.standing.state is ReviewState.ACCEPTED else " "
        place = _place(part)
        place = escape_markdown(place) if "`" in place else f"`{place}`"
        head = f"**`{part.id}`** ({item.standing.words}, {place}): {escape_markdown(_text(part))}"
        parts.append(f"- [{box}] {head}\n")
        parts += [f"  - {escape_markdown(line)}\n" for line in (*item.details, *item.verdicts)]
    return "".join(parts)


def as_json(listed: Sequence[ChecklistItem]) -> str:
    """Return the list as a JSON list of objects, one a line, for programs."""
    objects = [plain_json(json.dumps(_item_object(item), ensure_ascii=False)) for item in listed]
    return "[\n" + ",\n".join(f"  {entry}" for entry in objects) + "\n]\n" if objects else "[]\n"


def _place(part: Part) -> str:
    return printable(f"{part.at.path}:{part.at.line}")


def _text(part: Part) -> str:
    """Return the words that are reviewed; an inference without a warrant has its scheme's name."""
    return part.text if isinstance(part, Claim) else part.warrant or part.scheme or "no warrant"


def _step_details(step: Inference, context: MapContext) -> Iterator[str]:
    """Yield what kind of step a warrant is for, and the words of the claims that it leads from."""
    said = f", said by {step.by}" if step.by else ""
    scheme = f", by the scheme {step.scheme}" if step.scheme else ""
    yield f"the warrant of an inference{said}{scheme}"
    does = "supports" if step.conclusion is not None else "attacks"
    for role, one in (*(("premise", one) for one in step.premises), (does, step.target)):
        named = context.part(one.id)
        yield f"{role} {one.id}: {_text(named)}" if named is not None else f"{role} {one.id}"


def _details(part: Part, context: MapContext) -> Iterator[str]:
    if isinstance(part, Claim):
        return _claim_details(part, context)
    return _step_details(part, context)


def _claim_details(claim: Claim, context: MapContext) -> Iterator[str]:
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
        if opinion.settled is not None:
            by, day = opinion.settled.by, opinion.settled.date
            yield f"{by} settled that on {day}: {opinion.settled.note}"
        for change in opinion.changes:
            was = f": was {change.old}, is {change.new}" if change.old is not None else ""
            yield f"changed since: {change.part}{was}"
        if opinion.new_objections:
            yield f"new objection since: {', '.join(opinion.new_objections)}"


def _item_object(item: ChecklistItem) -> dict[str, object]:
    part, at = item.part, item.part.at
    verdicts = [_opinion_object(opinion) for opinion in item.standing.opinions]
    if isinstance(part, Inference):
        return {
            "id": part.id,
            "role": "inference",
            "state": item.standing.state.value,
            "path": at.path,
            "line": at.line,
            "column": at.column,
            "speaker": part.by,
            "text": part.warrant,
            "scheme": part.scheme,
            "premises": [one.id for one in part.premises],
            "supports": [part.target.id] if part.conclusion is not None else [],
            "attacks": [part.target.id] if part.conclusion is None else [],
            "verdicts": verdicts,
        }
    claim = part
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
        "verdicts": verdicts,
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
        "settled": None if opinion.settled is None else _settlement_object(opinion.settled),
    }


def _settlement_object(settled: Verdict) -> dict[str, object]:
    return {
        "by": settled.by,
        "date": settled.date,
        "note": settled.note,
        "line": settled.at.line if settled.at is not None else None,
    }
