"""Account of an impact or a ranking, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from argmap.model.argument import ArgumentMap
from argmap.model.outline import number, plan
from argmap.standing.labelling import PartState
from argmap.standing.network import THESIS, PartKind
from argmap.standing.rank import Load, Ranking
from argmap.standing.reject import Cause, Impact, Objections, Reason, Step
from argmap.text import BOLD, GREEN, RED, YELLOW, counted, listed, plain_json, printable, styled

VERSION = 1
"""The version of the JSON: it changes when a key is taken away, or says something else."""

_NAMED = 6
"""Names listed before "and N more"."""

_LONGEST = 48
"""Longest text shown beside an id: enough to recognise it on one line."""

_LISTED = 25
"""Longest list in the account of a ranking: one screen, and what comes then does least."""

_COLORS = {PartState.STANDS: GREEN, PartState.CONTESTED: YELLOW, PartState.FALLS: RED}
_BECOMES = {
    PartState.FALLS: "falls",
    PartState.CONTESTED: "is now contested",
    PartState.STANDS: "now stands",
}
_CLAUSES = {
    Cause.REJECTED: ("it is rejected",) * 2,
    Cause.BACKING_FELL: ("{all} {gone}: {which}",) * 2,
    Cause.PREMISE_FELL: ("a premise of it {gone}: {which}", "premises of it {gone}: {which}"),
    Cause.SOURCE_FELL: ("{which} {gone}",) * 2,
    Cause.UNDERCUT: (
        "{which} attacks this step, and stands",
        "{which} attack this step, and stand",
    ),
    Cause.ATTACKED: ("{which} attacks it, and stands", "{which} attack it, and stand"),
    Cause.OPEN_ATTACK: (
        "{which} attacks it, and is open to attack itself",
        "{which} attack it, and are open to attack themselves",
    ),
    Cause.BACKING_CONTESTED: ("what is left of its backing is contested: {which}",) * 2,
    Cause.PREMISE_CONTESTED: (
        "a premise of it is contested: {which}",
        "premises of it are contested: {which}",
    ),
    Cause.DISPUTED: ("the map says that it is disputed",) * 2,
    Cause.BACKED: ("{which} backs it", "{which} back it"),
    Cause.OWN_WORD: ("nothing backs it, and nothing speaks against it",) * 2,
    Cause.COMPLETE: ("nothing that it needs is missing",) * 2,
}
"""The clause for each cause: with one neighbour, and with several."""


def as_text(
    argument: ArgumentMap, impact: Impact, ranking: Ranking | None = None, *, color: bool = False
) -> str:
    """Return an account of an impact, or of a ranking, for people.

    Args:
        argument: The map.
        impact: The impact; with a ranking, that of rejecting nothing.
        ranking: The ranking, or None for an account of the impact.
        color: Whether to use ANSI colours.
    """
    text = _Text(argument, impact, color=color)
    return text.impact() if ranking is None else text.ranking(ranking)


def as_json(argument: ArgumentMap, impact: Impact, ranking: Ranking | None = None) -> str:
    """Return an account of an impact, or of a ranking, as a JSON object.

    It has the keys `version`: 1; `rejected`, `falls` and `contested`: lists of ids, the last two
    of claims, in the file's order; `thesis`: `stands`, `contested` or `falls`; `stands_on`: what
    backs the thesis directly and stands; `before`: the same lists and the state of the thesis
    while nothing is rejected. For an impact `steps` follow: every part that changes, with the
    reason in words. For a ranking, `ranking`: every claim but the thesis, and every source, the
    greatest effect first; and `single_points_of_failure`: a list of ids. Where parts are rejected
    for the state that their reviews leave them in, `by_state` holds their ids by that word, and
    `spared` is the state of the thesis if it is one of these. Last comes `parts`: every part with
    its state, the reason in words, and the objections to it.

    Args:
        argument: The map.
        impact: The impact; with a ranking, that of rejecting nothing.
        ranking: The ranking, or None for an account of the impact.
    """
    states = _states_object(impact)
    reasons = _Reasons(_Names(argument), impact)
    parts = {"parts": [_part_object(name, impact, reasons) for name in impact.states]}
    if ranking is None:
        steps = {"steps": [_step_object(step, reasons) for step in impact.steps]}
        return _dumped(states | steps | parts)
    standing = len(impact.stands_on)
    more: dict[str, Any] = {
        "ranking": [_load_object(load, standing) for load in ranking.loads],
        "single_points_of_failure": [load.id for load in ranking.points_of_failure],
    }
    return _dumped(states | more | parts)


class _Names:
    """The names of a map's parts: ids, with the number that a claim has in the picture.

    Attributes:
        order: The place of each claim, inference and piece of evidence in reading order.
    """

    def __init__(self, argument: ArgumentMap) -> None:
        root = plan(argument, references=False)
        number(root)
        shown = list(root.walk())
        self.order = {item.id: place for place, item in enumerate(shown)}
        self._numbers = {item.id: item.number for item in shown}
        self._kinds = {
            **dict.fromkeys(argument.sources, "the source "),
            **dict.fromkeys(argument.inferences, "the inference "),
            **{piece.id: "the evidence " for _, piece in argument.evidence()},
        }
        self._texts: dict[str, str] = {
            **{name: source.title or "" for name, source in argument.sources.items()},
            **{name: one.warrant or "" for name, one in argument.inferences.items()},
            **{piece.id: piece.text or piece.quote or "" for _, piece in argument.evidence()},
            **{name: claim.text for name, claim in argument.claims.items()},
        }

    def short(self, name: str) -> str:
        """Return a part's name in a sentence: `2.1 no-landing`, `the source survey`."""
        if name == THESIS:
            return "the thesis"
        numbered = self._numbers.get(name)
        return f"{numbered} {name}" if numbered else f"{self._kinds.get(name, '')}{name}"

    def full(self, name: str) -> str:
        """Return a part's name and first words, on one line."""
        text = " ".join(self._texts[name].split())
        if len(text) > _LONGEST:
            text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + " …"
        return f"{self.short(name)} “{printable(text)}”" if text else self.short(name)

    def several(self, names: Sequence[str]) -> str:
        """Return the names of several parts as a list to read; a long one ends in a count."""
        cited = [name for name in names if self._kinds.get(name) == "the evidence "]
        shown = [self.short(name) for name in names if len(cited) == 1 or name not in cited]
        if len(shown) > _NAMED + 1:
            shown[_NAMED:] = [f"{len(shown) - _NAMED:,} more"]
        if len(cited) > 1:  # evidence is never named beside that of another claim
            shown.append(f"its {len(cited):,} pieces of evidence")
        return listed(shown)


class _Reasons:
    """The reasons for the states of parts, in words."""

    def __init__(self, names: _Names, impact: Impact) -> None:
        self._names = names
        self._impact = impact
        self._rejected = frozenset(impact.rejected)

    def clauses(self, name: str) -> str:
        """Return the reason for a part's state, without a full stop."""
        reason = self._impact.reasons[name]
        clauses = self._harmless(reason)
        if not clauses or reason.cause is Cause.BACKED:
            clauses.append(self._clause(reason))
        return "; ".join(clauses)

    def _clause(self, reason: Reason) -> str:
        clause = _CLAUSES[reason.cause][len(reason.ids) > 1].format(
            all=_all(len(reason.ids)),
            gone=self._gone(reason.ids),
            which=self._names.several(reason.ids),
        )
        causes = {self._impact.reasons[one].cause for one in reason.ids}
        if reason.cause is Cause.BACKED and causes == {Cause.OWN_WORD}:
            clause += ", and nothing backs that"
        return clause

    def _harmless(self, reason: Reason) -> list[str]:
        """Return a clause for the fallen attackers of a part that stands, and the answered."""
        fallen = [one for one in reason.harmless if self._impact.states[one] is PartState.FALLS]
        answered = [one for one in reason.harmless if one not in fallen]
        found = [(fallen, self._gone(fallen)), (answered, f"{_are(answered)} answered")]
        attack = {True: "which attack it", False: "which attacks it"}
        return [
            f"{self._names.several(ids)}, {attack[len(ids) > 1]}, {gone}"
            for ids, gone in found
            if ids
        ]

    def _gone(self, ids: Sequence[str]) -> str:
        """Return the verb for fallen parts: `has fallen`, `are rejected`."""
        if self._rejected.issuperset(ids):
            return f"{_are(ids)} rejected"
        return "have fallen" if len(ids) > 1 else "has fallen"


def _all(count: int) -> str:
    if count == 1:
        return "its only backing"
    return "both that backed it" if count == 2 else f"all {count:,} that backed it"  # noqa: PLR2004


def _are(ids: Sequence[str]) -> str:
    return "are" if len(ids) > 1 else "is"


class _Text:
    """Text about one impact, or the ranking of one map."""

    def __init__(self, argument: ArgumentMap, impact: Impact, *, color: bool) -> None:
        self._names = _Names(argument)
        self._reasons = _Reasons(self._names, impact)
        self._inferences = argument.inferences
        self._impact = impact
        self._color = color

    def impact(self) -> str:
        """Return the rejected parts, the steps that follow, and the end of the thesis."""
        impact = self._impact
        blocks = [self._block("Rejected", self._rejected())]
        if impact.steps:
            steps = [list(group) for _, group in groupby(impact.steps, lambda step: step.round)]
            lines = (line for step in steps for line in self._step(step))
            blocks.append(self._block("What follows, step by step", lines))
        else:
            blocks.append("Nothing else changes its state.\n")
        holds = [hold for hold in impact.holds if hold.id != THESIS]  # it comes last
        if holds:
            lines = (line for hold in holds for line in self._hold(hold.id, hold.lost))
            blocks.append(self._block("What stands, with less behind it", lines))
        blocks.append(f"{self._thesis()}\n{self._count()}")
        return "\n".join(blocks)

    def _rejected(self) -> Iterator[str]:
        """Yield the rejected parts: those that were named, and a line for each review state."""
        impact = self._impact
        by_state = {name for ids in impact.by_state.values() for name in ids}
        yield from (self._names.full(one) for one in impact.rejected if one not in by_state)
        for word, ids in impact.by_state.items():
            kinds = {impact.kinds[name] for name in ids} or {PartKind.CLAIM}
            noun = "part" if len(kinds) > 1 else str(*kinds)
            if len(ids) > 1:
                yield f"{len(ids):,} {noun}s that are {word}: {self._names.several(ids)}"
            elif ids:
                yield f"the {noun} that is {word}: {self._names.full(ids[0])}"
            elif impact.spared != word:
                yield f"no claim is {word}"
        if impact.spared:
            yield f"not the thesis, which is {impact.spared}, too: name it to reject it"

    def ranking(self, ranking: Ranking) -> str:
        """Return the claims that do not stand anyway, and the effect of rejecting each part."""
        blocks = [f"Nothing is rejected. {self._thesis()}\n"]
        for state, heading in (
            (PartState.FALLS, "Falls already"),
            (PartState.CONTESTED, "Contested"),
        ):
            names = [name for name, now in self._impact.before.items() if now is state]
            lines = (line for name in names for line in self._explained(name))
            blocks += [self._block(heading, lines)] if names else []
        heading = "How many other claims newly fall or are contested, where one alone is rejected"
        blocks += [self._block(heading, self._table(ranking.loads)), self._points(ranking)]
        return "\n".join(blocks)

    def _block(self, heading: str, lines: Iterable[str]) -> str:
        """Return indented lines under a heading."""
        return "".join([f"{self._bold(heading)}\n", *(f"  {line}\n" for line in lines)])

    def _step(self, steps: Sequence[Step]) -> Iterator[str]:
        """Yield the changes of one step: evidence by its source, the rest in reading order."""
        label = f"{steps[0].round:>2}  "
        for change, reason in [*self._evidence(steps), *self._others(steps)]:
            yield f"{label}{change}"
            yield f"      {reason}"
            label = "    "

    def _evidence(self, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
        """Yield the evidence that falls with each source, and the reason."""
        by_source: dict[tuple[str, ...], list[str]] = {}
        for step in steps:
            if step.kind is PartKind.EVIDENCE:
                by_source.setdefault(step.reason.ids, []).append(step.id)
        for names in by_source.values():
            alone = len(names) == 1
            fallen = self._names.full(names[0]) if alone else f"{len(names):,} pieces of evidence"
            verb = self._tinted("falls:" if alone else "fall:", PartState.FALLS)
            yield f"{verb} {fallen}", self._reasons.clauses(names[0])

    def _others(self, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
        """Yield the other changes, and the reason of each."""
        order = self._names.order
        for step in sorted(steps, key=lambda step: order.get(step.id, -1)):
            if step.kind is not PartKind.EVIDENCE:
                verb = self._tinted(f"{_BECOMES[step.after].removeprefix('is ')}:", step.after)
                yield f"{verb} {self._names.full(step.id)}", self._reasons.clauses(step.id)

    def _hold(self, name: str, lost: Sequence[str]) -> Iterator[str]:
        """Yield the lost backing of a claim that still stands, and the reason why it does."""
        yield self._names.full(name)
        yield f"  without {self._names.several(lost)}; {self._reasons.clauses(name)}"

    def _explained(self, name: str) -> Iterator[str]:
        """Yield the reasons why a claim and the inferences to it do not stand."""
        yield self._names.full(name)
        yield f"  {self._reasons.clauses(name)}"
        for one in self._impact.reasons[name].ids:
            if one in self._inferences and self._impact.states[one] is not PartState.STANDS:
                yield f"  {self._names.short(one)}: {self._reasons.clauses(one)}"

    def _table(self, loads: Sequence[Load]) -> Iterator[str]:
        """Yield a line for each part whose rejection has an effect, up to `_LISTED` of them."""
        changing = [load for load in loads if self._has_effect(load)]
        if not changing:
            yield "nothing: no other claim changes with any of them"
            return
        thens = [self._then(load) for load in changing[:_LISTED]]
        width = max(len("the thesis then"), *map(len, thens))
        yield "falls  contested  the thesis then"
        for load, then in zip(changing, thens, strict=False):
            shown = self._tinted(f"{then:<{width}}", load.thesis)
            yield f"{load.falls:>5,}  {load.contested:>9,}  {shown}  {self._names.full(load.id)}"
        left = len(changing) - _LISTED
        if left > 0:
            yield f"… and {left:,} more that do less; --format json lists them all"
        if len(changing) < len(loads):
            yield f"with {counted(len(loads) - len(changing), 'other')} nothing changes"

    def _has_effect(self, load: Load) -> bool:
        changed = load.thesis is not self._impact.thesis
        return bool(load.falls or load.contested or load.lost or changed)

    def _then(self, load: Load) -> str:
        """Return the state of the thesis without a part."""
        impact = self._impact
        if load.thesis is not PartState.STANDS or not impact.backing:
            return str(load.thesis)
        return f"stands on {len(impact.stands_on) - load.lost:,} of {len(impact.backing):,}"

    def _points(self, ranking: Ranking) -> str:
        """Return the single points of failure, with an explanation of the term."""
        if ranking.thesis is PartState.FALLS:
            return "The thesis falls already: no single point of failure is left to name.\n"
        points = [self._names.full(load.id) for load in ranking.points_of_failure]
        if not points:
            return (
                "No single point of failure: no claim, inference, piece of evidence or source "
                "takes the thesis down alone.\n"
            )
        heading = "Single points of failure: with each of them alone, the thesis falls"
        if len(points) > _LISTED:
            points[_LISTED:] = [f"… and {len(points) - _LISTED:,} more; --format json has them all"]
        return self._block(heading, points)

    def _thesis(self) -> str:
        """Return the state of the thesis, and its standing reasons or why it does not stand."""
        impact = self._impact
        state = impact.thesis
        words = self._tinted("is contested" if state is PartState.CONTESTED else str(state), state)
        if state is not PartState.STANDS or not impact.backing:
            return f"The thesis {words}: {self._reasons.clauses('thesis')}."
        lost = [name for hold in impact.holds if hold.id == THESIS for name in hold.lost]
        less = f" It has lost {self._names.several(lost)}." if lost else ""
        on = f"on {len(impact.stands_on):,} of its {counted(len(impact.backing), 'reason')}"
        return f"The thesis {words}, {on}: {self._names.several(impact.stands_on)}.{less}"

    def _count(self) -> str:
        """Return the number of claims that changed, and of those that did not stand before."""
        after = Counter(step.after for step in self._impact.steps if step.kind is PartKind.CLAIM)
        changed = [_count_became(after[state], state) for state in _BECOMES if after[state]]
        before = Counter(self._impact.before.values())
        words = ((PartState.CONTESTED, "contested"), (PartState.FALLS, "fallen"))
        already = [f"{before[state]:,} {word}" for state, word in words if before[state]]
        text = f"{listed(changed)}.\n" if changed else ""
        return f"{text}Before anything was rejected: {listed(already)}.\n" if already else text

    def _tinted(self, text: str, state: PartState) -> str:
        return styled(text, _COLORS[state], color=self._color)

    def _bold(self, text: str) -> str:
        return styled(text, BOLD, color=self._color)


def _count_became(count: int, state: PartState) -> str:
    verb = _BECOMES[state]
    if count > 1:
        verb = verb.replace("stands", "stand").replace("is", "are").replace("falls", "fall")
    return f"{counted(count, 'claim')} {verb}"


def _states_object(impact: Impact) -> dict[str, Any]:
    before = {
        key: [name for name, state in impact.before.items() if state is wanted]
        for key, wanted in (("falls", PartState.FALLS), ("contested", PartState.CONTESTED))
    }
    chosen = {"by_state": impact.by_state, "spared": impact.spared} if impact.by_state else {}
    return {
        "version": VERSION,
        "rejected": impact.rejected,
        **chosen,
        "falls": impact.falls,
        "contested": impact.contested,
        "thesis": impact.thesis,
        "stands_on": impact.stands_on,
        "before": {**before, "thesis": impact.before["thesis"]},
    }


def _part_object(name: str, impact: Impact, reasons: _Reasons) -> dict[str, Any]:
    return {
        "id": name,
        "kind": impact.kinds[name],
        "state": impact.states[name],
        "because": reasons.clauses(name),
        "objections": impact.objections.get(name, Objections())._asdict(),
    }


def _step_object(step: Step, reasons: _Reasons) -> dict[str, Any]:
    return {
        "step": step.round,
        "id": step.id,
        "kind": step.kind,
        "before": step.before,
        "after": step.after,
        "because": reasons.clauses(step.id),
    }


def _load_object(load: Load, standing: int) -> dict[str, Any]:
    return {
        "id": load.id,
        "kind": load.kind,
        "falls": load.falls,
        "contested": load.contested,
        "thesis": load.thesis,
        "stands_on": standing - load.lost,
    }


def _dumped(values: dict[str, Any]) -> str:
    """Return an object with each key on a line of its own, and each object of a list, too."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            entries = ",\n".join(f"    {_compact(entry)}" for entry in value)
            lines.append(f'  "{key}": [\n{entries}\n  ]')
        else:
            lines.append(f'  "{key}": {_compact(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: object) -> str:
    return plain_json(json.dumps(value, ensure_ascii=False))
