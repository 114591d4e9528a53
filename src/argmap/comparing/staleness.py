"""Which reviews counted for the old version of a map, and do not for the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.comparing.difference import Stale
from argmap.review.states import standings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model import ArgumentMap
    from argmap.review.model import Ledger


def went_stale(
    old: ArgumentMap, new: ArgumentMap, ledger: Ledger | None, new_ids: Mapping[str, str]
) -> tuple[Stale, ...]:
    """Returns the verdicts that held for the old version and no longer do.

    A verdict on a claim that is gone, or that has another id now, is one of them.

    Args:
        old: The older version.
        new: The newer one.
        ledger: The reviews of the new one; None for none.
        new_ids: The new id of every claim that is still there.
    """
    if ledger is None:
        return ()
    now = standings(new, ledger)
    found = []
    for name, standing in standings(old, ledger).items():
        after = {id(one.verdict): one for one in now[name].opinions} if name in now else {}
        for opinion in standing.opinions:
            verdict = opinion.verdict
            then = after.get(id(verdict))
            if opinion.counts and (then is None or not then.counts):
                parts: tuple[str, ...] = (_no_longer(name, new_ids),)
                if then is not None:
                    parts = tuple(change.part for change in then.changes)
                told = (verdict.by, verdict.judgement.value, verdict.date)
                found.append(Stale(name, *told, parts))
    return tuple(found)


def _no_longer(name: str, new_ids: Mapping[str, str]) -> str:
    """Returns why a claim's verdicts are on nothing now."""
    return f"it is `{new_ids[name]}` now" if name in new_ids else "the claim is gone"
