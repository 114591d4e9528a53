"""A finding's fingerprint: the same while what it is about stays, wherever that moves."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from argmap.baseline import without_numbers
from argmap.owners import Owners

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.findings import Finding
    from argmap.model import ArgumentMap

_DIGITS = 32  # hexadecimal ones: 128 bits


def fingerprints(argument_map: ArgumentMap | None, findings: Iterable[Finding]) -> list[str]:
    """Returns a fingerprint for each finding of one map, no two of them alike.

    It is made from the finding's code, the ids of what its place belongs to, and its message
    without places and counts: lines that move, a map that is renamed, and another hint change
    nothing. Evidence that is only numbered does not count among the ids: its number changes
    with every piece above it. The end counts the findings that have all of this in common:
    `:1`, `:2` and so on.

    Args:
        argument_map: What was read, or None.
        findings: In the order of the file.
    """
    owners = Owners(argument_map) if argument_map is not None else None
    path = argument_map.at.path if argument_map is not None else ""  # settings are no map
    numbered = {
        piece.id
        for _, piece in (argument_map.evidence() if argument_map is not None else ())
        if piece.numbered
    }
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        ids = owners.ids(finding.location) if owners and finding.location.path == path else None
        kept = [name for name in ids or () if name not in numbered]
        said = "\0".join([finding.code, *kept, "", _without_places(finding)])
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
        seen[digest] += 1
        made.append(f"{digest}:{seen[digest]}")
    return made


def _without_places(finding: Finding) -> str:
    """Returns a finding's message without lines and counts, as a baseline remembers it."""
    path = re.escape(finding.location.path)
    return without_numbers(re.sub(rf"{path}:\d+(?::\d+)?", "", finding.message))
