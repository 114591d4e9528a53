"""Where the ledger of a map is."""

from __future__ import annotations

ENDING = ".review.yaml"
_MAPS = (".yaml", ".yml")


def ledger_path(map_path: str) -> str:
    """Returns where the ledger of a map is: beside it, `x.review.yaml` for `x.yaml`."""
    for ending in _MAPS:
        if map_path.lower().endswith(ending):
            return map_path[: -len(ending)] + ENDING
    return map_path + ENDING


def is_ledger(path: str) -> bool:
    """Tells whether a file has the name of a ledger."""
    return path.lower().endswith(ENDING)
