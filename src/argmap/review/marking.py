"""The states of claims as marks on a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.marks import Mark, Tone
from argmap.review.model import State
from argmap.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.marks import Marks
    from argmap.model import ArgumentMap
    from argmap.review.states import Standing

_TONES = {
    State.ACCEPTED: Tone.GOOD,
    State.CHALLENGED: Tone.BAD,
    State.STALE: Tone.DOUBT,
    State.UNREVIEWED: Tone.DOUBT,
}


def marks(states: Mapping[str, State], lang: str) -> Marks:
    """Returns a mark for every claim.

    Args:
        states: The claims' states by their ids.
        lang: The map's language.
    """
    words = vocabulary(lang)
    return {
        name: Mark(getattr(words, state.value), _TONES[state]) for name, state in states.items()
    }


def review_marks(argument: ArgumentMap, standings: Mapping[str, Standing]) -> Marks:
    """Returns marks for a picture that says in each claim's box how it stands.

    Args:
        argument: The map.
        standings: How its claims stand, by their ids, as `reviews` returns it.
    """
    return marks({name: one.state for name, one in standings.items()}, argument.lang)
