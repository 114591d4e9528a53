"""What of an argument stands, is contested or falls when parts are rejected."""

from __future__ import annotations

from argmap.standing.network import THESIS, PartKind, PartState
from argmap.standing.rank import Load, Ranking, rank
from argmap.standing.reject import Cause, Hold, Impact, Reason, Step, UnknownPartError, reject

__all__ = [
    "THESIS",
    "Cause",
    "Hold",
    "Impact",
    "Load",
    "PartKind",
    "PartState",
    "Ranking",
    "Reason",
    "Step",
    "UnknownPartError",
    "rank",
    "reject",
]
