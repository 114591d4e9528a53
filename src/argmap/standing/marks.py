"""Marks for a picture of what is rejected, falls and is contested."""

from __future__ import annotations

from argmap.model.argument import ArgumentMap
from argmap.model.marks import Mark, Marks, Tone
from argmap.standing.labelling import PartState
from argmap.standing.reject import Impact


def impact_marks(argument: ArgumentMap, impact: Impact) -> Marks:
    """Return marks for a picture of what is rejected, falls and is contested.

    Args:
        argument: The map.
        impact: The outcome of rejecting parts of it, as `impact` returns it.
    """
    words = argument.words
    of_state = {
        PartState.FALLS: Mark(words.falls, Tone.BAD),
        PartState.CONTESTED: Mark(words.contested, Tone.DOUBT),
    }
    rejected = frozenset(impact.rejected)
    marks = {}
    for name in (*argument.claims, *(piece.id for _, piece in argument.evidence())):
        if name in rejected:
            marks[name] = Mark(words.rejected, Tone.GONE)
        elif impact.states[name] in of_state:
            marks[name] = of_state[impact.states[name]]
    return marks
