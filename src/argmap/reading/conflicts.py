"""Find what a merge with git has left to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model.findings import Finding, Location
from argmap.reading.rules import yaml_syntax
from argmap.text import lines_of

_MARKER = re.compile(r"([<>|])\1{6}( .*)?|={7}")


def conflicts(text: str, path: str, remedy: str) -> Iterator[Finding]:
    """Yield a finding for each conflict that a merge has left in a text.

    Args:
        text: The text.
        path: The file as findings are to name it.
        remedy: What to do with the two sides, as the beginning of the hint.
    """
    lines = list(enumerate(lines_of(text), start=1))
    marked = [(number, line) for number, line in lines if _MARKER.fullmatch(line)]
    for number, line in [one for one in marked if one[1][0] == "<"] or marked[:1]:
        yield yaml_syntax(
            "a merge has left both sides of a conflict here",
            f"{remedy}, and delete the lines that begin with <<<<<<<, ======= or >>>>>>>",
            Location(path, number, 1, len(line)),
        )
