"""What falls with what, as people read it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from argmap.impactwords import Names, Reasons
from argmap.standing import THESIS, Kind, State
from argmap.text import BOLD, GREEN, RED, YELLOW, counted, listed, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.model import ArgumentMap
    from argmap.standing import Impact, Load, Ranking, Step

_COLORS = {State.STANDS: GREEN, State.CONTESTED: YELLOW, State.FALLS: RED}
_NOW = {State.FALLS: "falls", State.CONTESTED: "is now contested", State.STANDS: "now stands"}
_LISTED: Final = 25
"""The text of a ranking ends after so many: one screen, and what comes then does least."""


class Teller:
    """Tells about one map."""

    def __init__(self, argument: ArgumentMap, impact: Impact, *, color: bool) -> None:
        """Takes the map, what became of it, and whether to use ANSI colours."""
        self._names = Names(argument)
        self._reasons = Reasons(self._names, impact)
        self._inferences = argument.inferences
        self._impact = impact
        self._color = color

    def impact(self) -> str:
        """Returns what was rejected, what follows from it, and what becomes of the thesis."""
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
        """Returns what stands before anything is rejected, and what falls with each part."""
        blocks = [f"Nothing is rejected. {self._thesis()}\n"]
        for state, heading in ((State.FALLS, "Falls already"), (State.CONTESTED, "Contested")):
            names = [name for name, now in self._impact.before.items() if now is state]
            lines = (line for name in names for line in self._explained(name))
            blocks += [self._block(heading, lines)] if names else []
        heading = "How many other claims newly fall or are contested, where one alone is rejected"
        blocks += [self._block(heading, self._table(ranking.loads)), self._points(ranking)]
        return "\n".join(blocks)

    def _block(self, heading: str, lines: Iterable[str]) -> str:
        """Returns indented lines under a heading."""
        return "".join([f"{self._bold(heading)}\n", *(f"  {line}\n" for line in lines)])

    def _step(self, steps: Sequence[Step]) -> Iterator[str]:
        """Yields what changes in one step: evidence by its source, all else in reading order."""
        label = f"{steps[0].round:>2}  "
        for what, why in [*self._evidence(steps), *self._others(steps)]:
            yield f"{label}{what}"
            yield f"      {why}"
            label = "    "

    def _evidence(self, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
        """Yields what evidence falls for want of which source, and why."""
        by_source: dict[tuple[str, ...], list[str]] = {}
        for step in steps:
            if step.kind is Kind.EVIDENCE:
                by_source.setdefault(step.reason.ids, []).append(step.id)
        for names in by_source.values():
            alone = len(names) == 1
            what = self._names.full(names[0]) if alone else f"{len(names):,} pieces of evidence"
            verb = self._tinted("falls:" if alone else "fall:", State.FALLS)
            yield f"{verb} {what}", self._reasons.told(names[0])

    def _others(self, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
        """Yields what else becomes what, and why."""
        order = self._names.order
        for step in sorted(steps, key=lambda step: order.get(step.id, -1)):
            if step.kind is not Kind.EVIDENCE:
                verb = self._tinted(f"{_NOW[step.after].removeprefix('is ')}:", step.after)
                yield f"{verb} {self._names.full(step.id)}", self._reasons.told(step.id)

    def _hold(self, name: str, lost: Sequence[str]) -> Iterator[str]:
        """Yields what a claim that still stands has lost, and what carries it."""
        yield self._names.full(name)
        yield f"  without {self._names.several(lost)}; {self._reasons.told(name)}"

    def _explained(self, name: str) -> Iterator[str]:
        """Yields why a claim does not stand, and why the inferences to it do not."""
        yield self._names.full(name)
        yield f"  {self._reasons.told(name)}"
        for one in self._impact.reasons[name].ids:
            if one in self._inferences and self._impact.states[one] is not State.STANDS:
                yield f"  {self._names.short(one)}: {self._reasons.told(one)}"

    def _table(self, loads: Sequence[Load]) -> Iterator[str]:
        """Yields a line for each part whose rejection does something, up to a number of them."""
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
        """Returns what becomes of the thesis without a part."""
        impact = self._impact
        if load.thesis is not State.STANDS or not impact.backing:
            return str(load.thesis)
        return f"stands on {len(impact.stands_on) - load.lost:,} of {len(impact.backing):,}"

    def _points(self, ranking: Ranking) -> str:
        """Returns the single points of failure, and what they are."""
        if ranking.thesis is State.FALLS:
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
        """Returns what becomes of the thesis, and on what it stands, or why it does not."""
        impact = self._impact
        state = impact.thesis
        words = self._tinted("is contested" if state is State.CONTESTED else str(state), state)
        if state is not State.STANDS or not impact.backing:
            return f"The thesis {words}: {self._reasons.told('thesis')}."
        lost = [name for hold in impact.holds if hold.id == THESIS for name in hold.lost]
        less = f" It has lost {self._names.several(lost)}." if lost else ""
        on = f"on {len(impact.stands_on):,} of its {counted(len(impact.backing), 'reason')}"
        return f"The thesis {words}, {on}: {self._names.several(impact.stands_on)}.{less}"

    def _count(self) -> str:
        """Returns how many claims changed, and how many did not stand before."""
        after = Counter(step.after for step in self._impact.steps if step.kind is Kind.CLAIM)
        changed = [_fell(after[state], state) for state in _NOW if after[state]]
        before = Counter(self._impact.before.values())
        words = ((State.CONTESTED, "contested"), (State.FALLS, "fallen"))
        already = [f"{before[state]:,} {word}" for state, word in words if before[state]]
        told = f"{listed(changed)}.\n" if changed else ""
        return f"{told}Before anything was rejected: {listed(already)}.\n" if already else told

    def _tinted(self, text: str, state: State) -> str:
        return styled(text, _COLORS[state], color=self._color)

    def _bold(self, text: str) -> str:
        return styled(text, BOLD, color=self._color)


def _fell(count: int, state: State) -> str:
    """Returns how many claims have a new state."""
    verb = _NOW[state]
    if count > 1:
        verb = verb.replace("stands", "stand").replace("is", "are").replace("falls", "fall")
    return f"{counted(count, 'claim')} {verb}"
