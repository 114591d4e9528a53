"""The few exceptions that tell of a failing world rather than of a mistake in a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.findings import Finding


class ArgmapError(Exception):
    """The world failed: no such file, a full disk, no engine. Its text is one clear line."""


class EngineError(ArgmapError):
    """Graphviz is missing, died, or gave back something other than what was asked for."""


class InvalidMapError(ValueError):
    """A map with errors was asked to be used. Its text tells their number, and the first one.

    Attributes:
        findings: Everything that is wrong with it, in the order of the file.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [finding for finding in self.findings if finding.severity == "error"]
        count = f"the map has {len(errors)} error{'' if len(errors) == 1 else 's'}"
        first = "; the first is " if len(errors) > 1 else ": "
        said = [f"{error.location}: {error.message}" for error in errors[:1]]
        super().__init__(first.join([count, *said]))
