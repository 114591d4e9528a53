"""Regular expressions that are compiled when something is first looked for with them.

To compile all of argmap's takes 8 ms, a quarter of what its own modules take to import, and most
of them are for what few maps hold.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for a pattern, and takes over each of its methods when it is first called for."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Returns what `re.compile` does, but compiles it at its first use.

    Args:
        source: The regular expression. A mistake in it is told at that first use.
        flags: As `re.compile` has them.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))
