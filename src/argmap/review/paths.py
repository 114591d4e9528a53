"""Where the ledger of a map is."""

from __future__ import annotations

import os

ENDING = ".review.yaml"
_MAPS = (".yaml", ".yml")


def ledger_path(map_path: str) -> str:
    """Returns where the ledger of a map is: beside it, `x.review.yaml` for `x.yaml`.

    A link to a map has the ledger beside it, if there is one, and else that of the map.
    """
    beside = _named_after(map_path)
    if not os.path.islink(map_path) or os.path.lexists(beside):  # noqa: PTH114
        return beside
    real = _named_after(os.path.realpath(map_path))
    return real if os.path.isabs(map_path) else os.path.relpath(real)  # noqa: PTH117 -- as written


def _named_after(map_path: str) -> str:
    for ending in _MAPS:
        if map_path.lower().endswith(ending):
            return map_path[: -len(ending)] + ENDING
    return map_path + ENDING


def is_ledger(path: str) -> bool:
    """Tells whether a file has the name of a ledger."""
    return path.lower().endswith(ENDING)
