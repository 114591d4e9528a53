"""What of an argument stands, is contested or falls, before and after parts are rejected."""

from argmap.standing.labels import State
from argmap.standing.network import THESIS, Kind
from argmap.standing.ranking import Load, Ranking, rank
from argmap.standing.reasons import Cause, Reason
from argmap.standing.rejecting import Hold, Impact, Step, UnknownPartError, reject

__all__ = [
    "THESIS",
    "Cause",
    "Hold",
    "Impact",
    "Kind",
    "Load",
    "Ranking",
    "Reason",
    "State",
    "Step",
    "UnknownPartError",
    "rank",
    "reject",
]
