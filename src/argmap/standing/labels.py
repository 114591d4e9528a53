"""The labels of the parts of an argument, and how one follows from those of its neighbours.

The first three are those of grounded semantics (Dung, On the acceptability of arguments, 1995;
Caminada, On the issue of reinstatement in argumentation, 2006): `STANDS` is in, `ANSWERED` is out,
`OPEN` is undecided. `FALLEN` is out, too, for want of anything that carries it.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class State(StrEnum):
    """What becomes of a claim, an inference, a piece of evidence or a source."""

    STANDS = "stands"
    CONTESTED = "contested"
    FALLS = "falls"


class Label(IntEnum):
    """What is known of a part; those of one state differ in what they do to others."""

    OPEN = 0
    STANDS = 1
    ANSWERED = 2
    FALLEN = 3

    @property
    def state(self) -> State:
        """The state that is told of it."""
        return _STATES[self]


_STATES = {
    Label.OPEN: State.CONTESTED,
    Label.STANDS: State.STANDS,
    Label.ANSWERED: State.CONTESTED,
    Label.FALLEN: State.FALLS,
}

COUNTS = len(Label)
"""A tally counts by label, at first what backs a part, and from here on what attacks it."""


def of_claim(tally: Sequence[int]) -> Label:
    """Returns the label of what any one backing carries: a claim.

    Args:
        tally: How many of its backings, then of its attackers, have each label.
    """
    open_, stands, answered, fallen = tally[:COUNTS]
    if stands or not (open_ or answered or fallen):  # without any, it has its speaker's word
        carried = Label.STANDS
    elif open_:
        carried = Label.OPEN
    else:
        carried = Label.ANSWERED if answered else Label.FALLEN
    if carried is Label.FALLEN or carried is Label.ANSWERED:
        return carried
    if tally[COUNTS + Label.STANDS]:
        return Label.ANSWERED
    return Label.OPEN if tally[COUNTS + Label.OPEN] else carried


def of_step(tally: Sequence[int]) -> Label:
    """Returns the label of what needs all of its backings, and that an attack takes away.

    That is an inference with its premises; evidence with its source, and a source with the one
    through which it is known, are the same without attacks.
    """
    if tally[Label.FALLEN] or tally[COUNTS + Label.STANDS]:
        return Label.FALLEN
    if tally[Label.ANSWERED]:
        return Label.ANSWERED
    return Label.OPEN if tally[Label.OPEN] or tally[COUNTS + Label.OPEN] else Label.STANDS
