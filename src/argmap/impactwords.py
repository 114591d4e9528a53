"""How the parts of a map, and the reasons for their states, are told in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argmap.excerpt import printable
from argmap.layout.numbers import number
from argmap.layout.plan import Kind, plan
from argmap.standing import THESIS, Cause, State
from argmap.text import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.model import ArgumentMap
    from argmap.standing import Impact, Reason

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
        """Takes a map without errors."""
        root = plan(argument)
        number(root)
        shown = [item for item in root.walk() if item.kind is not Kind.REFERENCE]
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
        """Returns what a part is called in a sentence: `2.1 no-landing`, `the source survey`."""
        if name == THESIS:
            return "the thesis"
        numbered = self._numbers.get(name)
        return f"{numbered} {name}" if numbered else f"{self._kinds.get(name, '')}{name}"

    def full(self, name: str) -> str:
        """Returns the same with the part's first words, on one line."""
        text = " ".join(self._texts[name].split())
        if len(text) > _LONGEST:
            text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + " …"
        return f"{self.short(name)} “{printable(text)}”" if text else self.short(name)

    def several(self, names: Sequence[str]) -> str:
        """Returns several parts as a list to read; a long one ends in a count."""
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
        """Takes what the parts are called, and what became of them."""
        self._names = names
        self._impact = impact
        self._rejected = frozenset(impact.rejected)

    def told(self, name: str) -> str:
        """Returns why a part has its state, as a clause without a full stop."""
        reason = self._impact.reasons[name]
        clauses = self._in_vain(reason)
        if not clauses or reason.cause is Cause.BACKED:
            clauses.append(self._clause(reason))
        return "; ".join(clauses)

    def _clause(self, reason: Reason) -> str:
        """Returns what decides of a part, apart from what attacks it in vain."""
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
        """Returns what attacks a part that stands, and why that does nothing to it."""
        fallen = [one for one in reason.harmless if self._impact.states[one] is State.FALLS]
        answered = [one for one in reason.harmless if one not in fallen]
        found = [(fallen, self._gone(fallen)), (answered, f"{_are(answered)} answered")]
        attack = {True: "which attack it", False: "which attacks it"}
        return [
            f"{self._names.several(ids)}, {attack[len(ids) > 1]}, {gone}"
            for ids, gone in found
            if ids
        ]

    def _gone(self, ids: Sequence[str]) -> str:
        """Returns what became of parts that are no more: `has fallen`, `are rejected`."""
        if self._rejected.issuperset(ids):
            return f"{_are(ids)} rejected"
        return "have fallen" if len(ids) > 1 else "has fallen"


def _all(count: int) -> str:
    """Returns how much was all that backed something."""
    if count == 1:
        return "its only backing"
    return "both that backed it" if count == 2 else f"all {count:,} that backed it"  # noqa: PLR2004


def _are(ids: Sequence[str]) -> str:
    return "are" if len(ids) > 1 else "is"
