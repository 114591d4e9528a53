"""Marks for a picture that shows the review states of claims and warrants."""

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
    """Return marks for a picture that shows the review state of each claim and each warrant.

    Args:
        argument: The map.
        standings: Their standings, by their ids, as `reviews` returns them.
    """
    words = argument.words
    return {
        name: Mark(getattr(words, one.state.value), _TONES[one.state])
        for name, one in standings.items()
    }
