"""Account of an impact or a ranking, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from argmap.model.argument import ArgumentMap
from argmap.model.outline import ItemKind, number, plan
from argmap.standing import THESIS, Cause, Impact, Load, PartKind, PartState, Ranking, Reason, Step
from argmap.text import BOLD, GREEN, RED, YELLOW, counted, listed, plain_json, printable, styled

_NAMED: Final = 6
"""A list of more names than this ends in a count."""

_LONGEST: Final = 48
"""Of a text, so many characters are shown: enough to recognise it on one line."""

_TOLD: Final = {
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
"""How a cause is told where it is one neighbour, and where it is several."""


class Names:
    """The names of a map's parts: ids, with the number that a claim has in the picture.

    Attributes:
        order: The place of each claim, inference and piece of evidence in reading order.
    """

    def __init__(self, argument: ArgumentMap) -> None:
        """Take a map without errors."""
        root = plan(argument)
        number(root)
        shown = [item for item in root.walk() if item.kind is not ItemKind.REFERENCE]
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
        """Return what a part is called in a sentence: `2.1 no-landing`, `the source survey`."""
        if name == THESIS:
            return "the thesis"
        numbered = self._numbers.get(name)
        return f"{numbered} {name}" if numbered else f"{self._kinds.get(name, '')}{name}"

    def full(self, name: str) -> str:
        """Return the same with the part's first words, on one line."""
        text = " ".join(self._texts[name].split())
        if len(text) > _LONGEST:
            text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + " …"
        return f"{self.short(name)} “{printable(text)}”" if text else self.short(name)

    def several(self, names: Sequence[str]) -> str:
        """Return several parts as a list to read; a long one ends in a count."""
        cited = [name for name in names if self._kinds.get(name) == "the evidence "]
        shown = [self.short(name) for name in names if len(cited) == 1 or name not in cited]
        if len(shown) > _NAMED + 1:
            shown[_NAMED:] = [f"{len(shown) - _NAMED:,} more"]
        if len(cited) > 1:  # evidence is never named beside that of another claim
            shown.append(f"its {len(cited):,} pieces of evidence")
        return listed(shown)


class Reasons:
    """Tells why parts have their states."""

    def __init__(self, names: Names, impact: Impact) -> None:
        """Take what the parts are called, and what became of them."""
        self._names = names
        self._impact = impact
        self._rejected = frozenset(impact.rejected)

    def told(self, name: str) -> str:
        """Return why a part has its state, as a clause without a full stop."""
        reason = self._impact.reasons[name]
        clauses = self._in_vain(reason)
        if not clauses or reason.cause is Cause.BACKED:
            clauses.append(self._clause(reason))
        return "; ".join(clauses)

    def _clause(self, reason: Reason) -> str:
        """Return what decides of a part, apart from what attacks it in vain."""
        clause = _TOLD[reason.cause][len(reason.ids) > 1].format(
            all=_all(len(reason.ids)),
            gone=self._gone(reason.ids),
            which=self._names.several(reason.ids),
        )
        causes = {self._impact.reasons[one].cause for one in reason.ids}
        if reason.cause is Cause.BACKED and causes == {Cause.OWN_WORD}:
            clause += ", and nothing backs that"
        return clause

    def _in_vain(self, reason: Reason) -> list[str]:
        """Return what attacks a part that stands, and why that does nothing to it."""
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
        """Return what became of parts that are no more: `has fallen`, `are rejected`."""
        if self._rejected.issuperset(ids):
            return f"{_are(ids)} rejected"
        return "have fallen" if len(ids) > 1 else "has fallen"


def _all(count: int) -> str:
    """Return how much was all that backed something."""
    if count == 1:
        return "its only backing"
    return "both that backed it" if count == 2 else f"all {count:,} that backed it"  # noqa: PLR2004


def _are(ids: Sequence[str]) -> str:
    return "are" if len(ids) > 1 else "is"


_COLORS = {PartState.STANDS: GREEN, PartState.CONTESTED: YELLOW, PartState.FALLS: RED}
_NOW = {
    PartState.FALLS: "falls",
    PartState.CONTESTED: "is now contested",
    PartState.STANDS: "now stands",
}
_LISTED: Final = 25
"""The text of a ranking ends after so many: one screen, and what comes then does least."""


class Teller:
    """Tells about one map."""

    def __init__(self, argument: ArgumentMap, impact: Impact, *, color: bool) -> None:
        """Take the map, what became of it, and whether to use ANSI colours."""
        self._names = Names(argument)
        self._reasons = Reasons(self._names, impact)
        self._inferences = argument.inferences
        self._impact = impact
        self._color = color

    def impact(self) -> str:
        """Return what was rejected, what follows from it, and what becomes of the thesis."""
        impact = self._impact
        blocks = [self._block("Rejected", map(self._names.full, impact.rejected))]
        if impact.steps:
            steps = [list(group) for _, group in groupby(impact.steps, lambda step: step.round)]
            lines = (line for step in steps for line in self._step(step))
            blocks.append(self._block("What follows, step by step", lines))
        else:
            blocks.append("Nothing else changes its state.\n")
        holds = [hold for hold in impact.holds if hold.id != THESIS]  # it is told at the end
        if holds:
            lines = (line for hold in holds for line in self._hold(hold.id, hold.lost))
            blocks.append(self._block("What stands, with less behind it", lines))
        blocks.append(f"{self._thesis()}\n{self._count()}")
        return "\n".join(blocks)

    def ranking(self, ranking: Ranking) -> str:
        """Return what stands before anything is rejected, and what falls with each part."""
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
        """Yield what changes in one step: evidence by its source, all else in reading order."""
        label = f"{steps[0].round:>2}  "
        for what, why in [*self._evidence(steps), *self._others(steps)]:
            yield f"{label}{what}"
            yield f"      {why}"
            label = "    "

    def _evidence(self, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
        """Yield what evidence falls for want of which source, and why."""
        by_source: dict[tuple[str, ...], list[str]] = {}
        for step in steps:
            if step.kind is PartKind.EVIDENCE:
                by_source.setdefault(step.reason.ids, []).append(step.id)
        for names in by_source.values():
            alone = len(names) == 1
            what = self._names.full(names[0]) if alone else f"{len(names):,} pieces of evidence"
            verb = self._tinted("falls:" if alone else "fall:", PartState.FALLS)
            yield f"{verb} {what}", self._reasons.told(names[0])

    def _others(self, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
        """Yield what else becomes what, and why."""
        order = self._names.order
        for step in sorted(steps, key=lambda step: order.get(step.id, -1)):
            if step.kind is not PartKind.EVIDENCE:
                verb = self._tinted(f"{_NOW[step.after].removeprefix('is ')}:", step.after)
                yield f"{verb} {self._names.full(step.id)}", self._reasons.told(step.id)

    def _hold(self, name: str, lost: Sequence[str]) -> Iterator[str]:
        """Yield what a claim that still stands has lost, and what carries it."""
        yield self._names.full(name)
        yield f"  without {self._names.several(lost)}; {self._reasons.told(name)}"

    def _explained(self, name: str) -> Iterator[str]:
        """Yield why a claim does not stand, and why the inferences to it do not."""
        yield self._names.full(name)
        yield f"  {self._reasons.told(name)}"
        for one in self._impact.reasons[name].ids:
            if one in self._inferences and self._impact.states[one] is not PartState.STANDS:
                yield f"  {self._names.short(one)}: {self._reasons.told(one)}"

    def _table(self, loads: Sequence[Load]) -> Iterator[str]:
        """Yield a line for each part whose rejection does something, up to a number of them."""
        told = [load for load in loads if self._does_something(load)]
        if not told:
            yield "nothing: no other claim changes with any of them"
            return
        thens = [self._then(load) for load in told[:_LISTED]]
        width = max(len("the thesis then"), *map(len, thens))
        yield "falls  contested  the thesis then"
        for load, then in zip(told, thens, strict=False):
            shown = self._tinted(f"{then:<{width}}", load.thesis)
            yield f"{load.falls:>5,}  {load.contested:>9,}  {shown}  {self._names.full(load.id)}"
        left = len(told) - _LISTED
        if left > 0:
            yield f"… and {left:,} more that do less; --format json lists them all"
        if len(told) < len(loads):
            yield f"with {counted(len(loads) - len(told), 'other')} nothing changes"

    def _does_something(self, load: Load) -> bool:
        changed = load.thesis is not self._impact.thesis
        return bool(load.falls or load.contested or load.lost or changed)

    def _then(self, load: Load) -> str:
        """Return what becomes of the thesis without a part."""
        impact = self._impact
        if load.thesis is not PartState.STANDS or not impact.backing:
            return str(load.thesis)
        return f"stands on {len(impact.stands_on) - load.lost:,} of {len(impact.backing):,}"

    def _points(self, ranking: Ranking) -> str:
        """Return the single points of failure, and what they are."""
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
        """Return what becomes of the thesis, and on what it stands, or why it does not."""
        impact = self._impact
        state = impact.thesis
        words = self._tinted("is contested" if state is PartState.CONTESTED else str(state), state)
        if state is not PartState.STANDS or not impact.backing:
            return f"The thesis {words}: {self._reasons.told('thesis')}."
        lost = [name for hold in impact.holds if hold.id == THESIS for name in hold.lost]
        less = f" It has lost {self._names.several(lost)}." if lost else ""
        on = f"on {len(impact.stands_on):,} of its {counted(len(impact.backing), 'reason')}"
        return f"The thesis {words}, {on}: {self._names.several(impact.stands_on)}.{less}"

    def _count(self) -> str:
        """Return how many claims changed, and how many did not stand before."""
        after = Counter(step.after for step in self._impact.steps if step.kind is PartKind.CLAIM)
        changed = [_fell(after[state], state) for state in _NOW if after[state]]
        before = Counter(self._impact.before.values())
        words = ((PartState.CONTESTED, "contested"), (PartState.FALLS, "fallen"))
        already = [f"{before[state]:,} {word}" for state, word in words if before[state]]
        told = f"{listed(changed)}.\n" if changed else ""
        return f"{told}Before anything was rejected: {listed(already)}.\n" if already else told

    def _tinted(self, text: str, state: PartState) -> str:
        return styled(text, _COLORS[state], color=self._color)

    def _bold(self, text: str) -> str:
        return styled(text, BOLD, color=self._color)


def _fell(count: int, state: PartState) -> str:
    """Return how many claims have a new state."""
    verb = _NOW[state]
    if count > 1:
        verb = verb.replace("stands", "stand").replace("is", "are").replace("falls", "fall")
    return f"{counted(count, 'claim')} {verb}"


def impact_as_json(impact: Impact, reasons: Reasons) -> str:
    """Return what becomes of a map as a JSON object.

    It has the keys `rejected`, `falls` and `contested`: lists of ids, the last two of claims, in
    the file's order; `thesis`: `stands`, `contested` or `falls`; `stands_on`: what backs the
    thesis directly and stands; `before`: the same lists and the state of the thesis while nothing
    is rejected; and `steps`: every part that changes, with the reason in words.
    """
    return _object(_states(impact) | {"steps": [_step(step, reasons) for step in impact.steps]})


def ranking_as_json(impact: Impact, ranking: Ranking) -> str:
    """Return what falls with each part of a map as a JSON object.

    It has the keys of `impact_as_json` without `steps`, while nothing is rejected; `ranking`:
    every claim but the thesis, and every source, most telling first; and
    `single_points_of_failure`: a list of ids.
    """
    more: dict[str, Any] = {
        "ranking": [_load(load, len(impact.stands_on)) for load in ranking.loads],
        "single_points_of_failure": [load.id for load in ranking.points_of_failure],
    }
    return _object(_states(impact) | more)


def _states(impact: Impact) -> dict[str, Any]:
    before = {
        key: [name for name, state in impact.before.items() if state is wanted]
        for key, wanted in (("falls", PartState.FALLS), ("contested", PartState.CONTESTED))
    }
    return {
        "rejected": impact.rejected,
        "falls": impact.falls,
        "contested": impact.contested,
        "thesis": impact.thesis,
        "stands_on": impact.stands_on,
        "before": {**before, "thesis": impact.before["thesis"]},
    }


def _step(step: Step, reasons: Reasons) -> dict[str, Any]:
    return {
        "step": step.round,
        "id": step.id,
        "kind": step.kind,
        "before": step.before,
        "after": step.after,
        "because": reasons.told(step.id),
    }


def _load(load: Load, standing: int) -> dict[str, Any]:
    return {
        "id": load.id,
        "kind": load.kind,
        "falls": load.falls,
        "contested": load.contested,
        "thesis": load.thesis,
        "stands_on": standing - load.lost,
    }


def _object(values: dict[str, Any]) -> str:
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
