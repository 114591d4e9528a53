"""What the library says about rejections: what falls, what is ranked, and how it is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import standing
from argmap.api import _map
from argmap.marks import Mark, Tone
from argmap.standing import State
from argmap.vocabulary import vocabulary

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from argmap.marks import Marks
    from argmap.model import ArgumentMap
    from argmap.standing import Impact, Ranking

_TONES = {State.FALLS: Tone.BAD, State.CONTESTED: Tone.DOUBT}


def impact(
    source: ArgumentMap | str | os.PathLike[str], rejected: str | Iterable[str] = ()
) -> Impact:
    """Returns what stands, is contested or falls when parts of a map are rejected.

    Args:
        source: A map without errors, as `load` returns it, or its file.
        rejected: One id, or several, of claims, inferences, sources and evidence; evidence
            without an id of its own is `claim.1`, `claim.2` and so on.

    Raises:
        UnknownPartError: If an id is not on the map; it is a `ValueError`.
        InvalidMapError: If `source` names a file whose map has an error.
        ArgmapError: If the file cannot be read.
    """
    ids = (rejected,) if isinstance(rejected, str) else rejected
    return standing.reject(_map(source), ids)


def rank(source: ArgumentMap | str | os.PathLike[str]) -> Ranking:
    """Returns what falls with each part of a map, where it alone is rejected.

    Args:
        source: A map without errors, as `load` returns it, or its file.

    Raises:
        InvalidMapError: If `source` names a file whose map has an error.
        ArgmapError: If the file cannot be read.
    """
    return standing.rank(_map(source))


def impact_marks(argument: ArgumentMap, impact: Impact) -> Marks:
    """Returns marks for a picture of what is rejected, falls and is contested.

    Args:
        argument: The map.
        impact: What became of it.
    """
    words = vocabulary(argument.lang)
    told = {State.FALLS: words.falls, State.CONTESTED: words.contested}
    boxes = [*argument.claims, *(piece.id for _, piece in argument.evidence())]
    rejected = frozenset(impact.rejected)
    marks = {}
    for name in boxes:
        state = impact.states[name]
        if name in rejected:
            marks[name] = Mark(words.rejected, Tone.GONE)
        elif state is not State.STANDS:
            marks[name] = Mark(told[state], _TONES[state])
    return marks
