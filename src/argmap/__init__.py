"""Argument maps for articles: one YAML file in, checked structure and a readable SVG out.

The names below are loaded when they are first used, so that a command that needs only a few
of them starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.api import embed, prepare_ledger, record, render, reviews, to_dot
    from argmap.checking import Validation
    from argmap.comparing import Change, Difference
    from argmap.differences import diff, diff_picture
    from argmap.drawing import Drawing
    from argmap.embedding import Embedding
    from argmap.errors import ArgmapError, EngineError
    from argmap.findings import Finding, InvalidMapError, Location, Severity
    from argmap.impacts import impact, impact_marks, rank
    from argmap.marks import Mark, Marks, Tone
    from argmap.model import ArgumentMap, Claim, Evidence, Inference, Source
    from argmap.printing import to_pdf, to_png
    from argmap.recording import Recorded, VerdictError
    from argmap.review.marking import review_marks
    from argmap.review.model import Judgement, Ledger, State, Verdict
    from argmap.review.states import Standing
    from argmap.settings import Settings
    from argmap.settingsfile import find_settings
    from argmap.standing import Impact, Ranking, UnknownPartError
    from argmap.validation import load, validate, validate_text

__version__ = "0.1.0"

__all__ = [
    "ArgmapError",
    "ArgumentMap",
    "Change",
    "Claim",
    "Difference",
    "Drawing",
    "Embedding",
    "EngineError",
    "Evidence",
    "Finding",
    "Impact",
    "Inference",
    "InvalidMapError",
    "Judgement",
    "Ledger",
    "Location",
    "Mark",
    "Marks",
    "Ranking",
    "Recorded",
    "Settings",
    "Severity",
    "Source",
    "Standing",
    "State",
    "Tone",
    "UnknownPartError",
    "Validation",
    "Verdict",
    "VerdictError",
    "__version__",
    "diff",
    "diff_picture",
    "embed",
    "find_settings",
    "impact",
    "impact_marks",
    "load",
    "prepare_ledger",
    "rank",
    "record",
    "render",
    "review_marks",
    "reviews",
    "to_dot",
    "to_pdf",
    "to_png",
    "validate",
    "validate_text",
]

_ROOMS = {
    "argmap.api": ("embed", "prepare_ledger", "record", "render", "reviews", "to_dot"),
    "argmap.checking": ("Validation",),
    "argmap.comparing": ("Change", "Difference"),
    "argmap.differences": ("diff", "diff_picture"),
    "argmap.drawing": ("Drawing",),
    "argmap.embedding": ("Embedding",),
    "argmap.errors": ("ArgmapError", "EngineError"),
    "argmap.findings": ("Finding", "InvalidMapError", "Location", "Severity"),
    "argmap.impacts": ("impact", "impact_marks", "rank"),
    "argmap.marks": ("Mark", "Marks", "Tone"),
    "argmap.model": ("ArgumentMap", "Claim", "Evidence", "Inference", "Source"),
    "argmap.printing": ("to_pdf", "to_png"),
    "argmap.settings": ("Settings",),
    "argmap.settingsfile": ("find_settings",),
    "argmap.validation": ("load", "validate", "validate_text"),
    "argmap.recording": ("Recorded", "VerdictError"),
    "argmap.review.marking": ("review_marks",),
    "argmap.review.model": ("Judgement", "Ledger", "State", "Verdict"),
    "argmap.review.states": ("Standing",),
    "argmap.standing": ("Impact", "Ranking", "UnknownPartError"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


if not TYPE_CHECKING:  # type checkers read the imports above, and find misspelt names

    def __getattr__(name: str) -> object:
        """Returns a public name from the module that defines it (PEP 562)."""
        if name not in _ROOM_OF:
            raise AttributeError(f"module 'argmap' has no attribute {name!r}")
        value: object = getattr(import_module(_ROOM_OF[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Returns the public names, loaded or not."""
    return sorted(__all__)
