"""What falls with what, as programs read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from argmap.excerpt import plain_json
from argmap.standing import State

if TYPE_CHECKING:
    from argmap.impactwords import Reasons
    from argmap.standing import Impact, Load, Ranking, Step


def impact_as_json(impact: Impact, reasons: Reasons) -> str:
    """Returns what becomes of a map as a JSON object.

    It has the keys `rejected`, `falls` and `contested`: lists of ids, the last two of claims, in
    the file's order; `thesis`: `stands`, `contested` or `falls`; `stands_on`: what backs the
    thesis directly and stands; `before`: the same lists and the state of the thesis while nothing
    is rejected; and `steps`: every part that changes, with the reason in words.
    """
    return _object(_states(impact) | {"steps": [_step(step, reasons) for step in impact.steps]})


def ranking_as_json(impact: Impact, ranking: Ranking) -> str:
    """Returns what falls with each part of a map as a JSON object.

    It has the keys of `impact_as_json` without `steps`, while nothing is rejected; `ranking`:
    every claim but the thesis, and every source, most telling first; and
    `single_points_of_failure`: a list of ids.
    """
    more: dict[str, Any] = {
        "ranking": [_load(load, len(impact.stands_on)) for load in ranking.loads],
        "single_points_of_failure": [load.id for load in ranking.points_of_failure],
    }
    return _object(_states(impact) | more)


def _states(impact: Impact) -> dict[str, Any]:
    before = {
        key: [name for name, state in impact.before.items() if state is wanted]
        for key, wanted in (("falls", State.FALLS), ("contested", State.CONTESTED))
    }
    return {
        "rejected": impact.rejected,
        "falls": impact.falls,
        "contested": impact.contested,
        "thesis": impact.thesis,
        "stands_on": impact.stands_on,
        "before": {**before, "thesis": impact.before["thesis"]},
    }


def _step(step: Step, reasons: Reasons) -> dict[str, Any]:
    return {
        "step": step.round,
        "id": step.id,
        "kind": step.kind,
        "before": step.before,
        "after": step.after,
        "because": reasons.told(step.id),
    }


def _load(load: Load, standing: int) -> dict[str, Any]:
    return {
        "id": load.id,
        "kind": load.kind,
        "falls": load.falls,
        "contested": load.contested,
        "thesis": load.thesis,
        "stands_on": standing - load.lost,
    }


def _object(values: dict[str, Any]) -> str:
    """Returns an object with each key on a line of its own, and each object of a list, too."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            entries = ",\n".join(f"    {_compact(entry)}" for entry in value)
            lines.append(f'  "{key}": [\n{entries}\n  ]')
        else:
            lines.append(f'  "{key}": {_compact(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: object) -> str:
    return plain_json(json.dumps(value, ensure_ascii=False))
