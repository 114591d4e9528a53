"""Reviews of claims in a ledger beside the map; their states as marks on a picture."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.model.argument import ArgumentMap
from argmap.model.marks import Mark, Marks, Tone
from argmap.model.vocabulary import vocabulary
from argmap.review.ledger import ReviewState
from argmap.review.states import Standing

_TONES = {
    ReviewState.ACCEPTED: Tone.GOOD,
    ReviewState.CHALLENGED: Tone.BAD,
    ReviewState.STALE: Tone.DOUBT,
    ReviewState.UNREVIEWED: Tone.DOUBT,
}


def marks(states: Mapping[str, ReviewState], lang: str) -> Marks:
    """Return a mark for every claim.

    Args:
        states: The claims' states by their ids.
        lang: The map's language.
    """
    words = vocabulary(lang)
    return {
        name: Mark(getattr(words, state.value), _TONES[state]) for name, state in states.items()
    }


def review_marks(argument: ArgumentMap, standings: Mapping[str, Standing]) -> Marks:
    """Return marks for a picture that says in each claim's box how it stands.

    Args:
        argument: The map.
        standings: How its claims stand, by their ids, as `reviews` returns it.
    """
    return marks({name: one.state for name, one in standings.items()}, argument.lang)
