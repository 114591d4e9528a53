"""Marks for a picture that shows the review states of claims."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.model.argument import ArgumentMap
from argmap.model.marks import Mark, Marks, Tone
from argmap.review.ledger import ReviewState
from argmap.review.states import Standing

_TONES = {
    ReviewState.ACCEPTED: Tone.GOOD,
    ReviewState.CHALLENGED: Tone.BAD,
    ReviewState.STALE: Tone.DOUBT,
    ReviewState.UNREVIEWED: Tone.DOUBT,
}


def review_marks(argument: ArgumentMap, standings: Mapping[str, Standing]) -> Marks:
    """Return marks for a picture that shows in each claim's box its review state.

    Args:
        argument: The map.
        standings: The standings of its claims, by their ids, as `reviews` returns them; a
            warrant has no box of its own, and gets no mark.
    """
    words = argument.words
    return {
        name: Mark(getattr(words, one.state.value), _TONES[one.state])
        for name, one in standings.items()
        if name not in argument.inferences
    }
