"""Argument maps for articles: one YAML file in, checked structure and a readable SVG out.

The names below are loaded when they are first used, so that a command that needs only a few
of them starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.api import (
        diff,
        embed,
        impact,
        main_claims,
        page,
        prepare_ledger,
        rank,
        record,
        render,
        reviews,
        site,
        to_dot,
    )
    from argmap.checking import Validation, load, validate, validate_text
    from argmap.checking.rename import Renamed, RenameError, UnsafeMapError, rename
    from argmap.checking.settings import Settings, find_settings
    from argmap.comparison.model import Change, Difference
    from argmap.comparison.picture import diff_picture
    from argmap.drawing.draw import Drawing
    from argmap.drawing.layout.part import FocusError
    from argmap.drawing.png_pdf import to_pdf, to_png
    from argmap.embedding import Embedding
    from argmap.errors import ArgmapError, EngineError
    from argmap.exchange import Exported, Imported, export_map, import_map
    from argmap.exchange.intake import NotImportedError
    from argmap.model.argument import ArgumentMap, Claim, Evidence, Inference, Source
    from argmap.model.findings import Finding, InvalidMapError, Location, Severity
    from argmap.model.marks import Mark, Marks, Tone
    from argmap.publishing import Site
    from argmap.review.ledger import Judgement, Ledger, ReviewState, Verdict
    from argmap.review.marks import review_marks
    from argmap.review.record import Recorded, VerdictError
    from argmap.review.states import Standing
    from argmap.standing.marks import impact_marks
    from argmap.standing.rank import Ranking
    from argmap.standing.reject import Impact, UnknownPartError

__version__ = "0.2.0"

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
    "Exported",
    "Finding",
    "FocusError",
    "Impact",
    "Imported",
    "Inference",
    "InvalidMapError",
    "Judgement",
    "Ledger",
    "Location",
    "Mark",
    "Marks",
    "NotImportedError",
    "Ranking",
    "Recorded",
    "RenameError",
    "Renamed",
    "ReviewState",
    "Settings",
    "Severity",
    "Site",
    "Source",
    "Standing",
    "Tone",
    "UnknownPartError",
    "UnsafeMapError",
    "Validation",
    "Verdict",
    "VerdictError",
    "__version__",
    "diff",
    "diff_picture",
    "embed",
    "export_map",
    "find_settings",
    "impact",
    "impact_marks",
    "import_map",
    "load",
    "main_claims",
    "page",
    "prepare_ledger",
    "rank",
    "record",
    "rename",
    "render",
    "review_marks",
    "reviews",
    "site",
    "to_dot",
    "to_pdf",
    "to_png",
    "validate",
    "validate_text",
]

_MODULES = {
    "argmap.api": (
        "diff",
        "embed",
        "impact",
        "main_claims",
        "page",
        "prepare_ledger",
        "rank",
        "record",
        "render",
        "reviews",
        "site",
        "to_dot",
    ),
    "argmap.checking": ("Validation", "load", "validate", "validate_text"),
    "argmap.checking.rename": ("RenameError", "Renamed", "UnsafeMapError", "rename"),
    "argmap.checking.settings": ("Settings", "find_settings"),
    "argmap.comparison.model": ("Change", "Difference"),
    "argmap.comparison.picture": ("diff_picture",),
    "argmap.drawing.draw": ("Drawing",),
    "argmap.drawing.layout.part": ("FocusError",),
    "argmap.drawing.png_pdf": ("to_pdf", "to_png"),
    "argmap.embedding": ("Embedding",),
    "argmap.errors": ("ArgmapError", "EngineError"),
    "argmap.exchange": ("Exported", "Imported", "export_map", "import_map"),
    "argmap.exchange.intake": ("NotImportedError",),
    "argmap.model.argument": ("ArgumentMap", "Claim", "Evidence", "Inference", "Source"),
    "argmap.model.findings": ("Finding", "InvalidMapError", "Location", "Severity"),
    "argmap.model.marks": ("Mark", "Marks", "Tone"),
    "argmap.publishing": ("Site",),
    "argmap.review.ledger": ("Judgement", "Ledger", "ReviewState", "Verdict"),
    "argmap.review.marks": ("review_marks",),
    "argmap.review.record": ("Recorded", "VerdictError"),
    "argmap.review.states": ("Standing",),
    "argmap.standing.marks": ("impact_marks",),
    "argmap.standing.rank": ("Ranking",),
    "argmap.standing.reject": ("Impact", "UnknownPartError"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


if not TYPE_CHECKING:  # type checkers read the imports above, and find misspelt names

    def __getattr__(name: str) -> object:
        """Import a public name from the module that defines it (PEP 562)."""
        if name == "State":
            import warnings  # noqa: PLC0415 -- for one release

            warnings.warn(
                "argmap.State is now argmap.ReviewState", DeprecationWarning, stacklevel=2
            )
            name = "ReviewState"
        if name not in _MODULE_OF:
            raise AttributeError(f"module 'argmap' has no attribute {name!r}")
        value: object = getattr(import_module(_MODULE_OF[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
